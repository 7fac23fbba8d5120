"""Words of what comes after the session: the report pane, its papers and their commands. The rules of `tui.words`
hold here too.
"""

from __future__ import annotations

from typing import Final

# --- pane ---

PANE_REPORT = "Báo cáo"
K_REPORT, H_REPORT = "Báo cáo kết quả", "Sau buổi họp: báo cáo, danh sách ký, tin ngắn, số liệu, ngày ký và ngày gửi"
REPORT_HINT_FIELD = "Enter: ghi · Delete: bỏ trống"
REPORT_HINT_PAPER = "Enter: ghi ra tệp"
REPORT_KEYS = (("Enter", "ghi"), ("↑ ↓", "chọn"), ("Delete", "bỏ trống"))
REPORT_KEYS_NARROW = (*REPORT_KEYS, ("Tab", "số liệu"))
REPORT_TYPED = "Ở đây không gõ chữ được: dùng ↑ ↓ rồi Enter."
PART_FIELDS = "Cần ghi"
PART_PAPERS = "Ghi ra tệp"
PART_FIGURES = "Số liệu"
OWED, FILLED, AT_WILL = "chưa", "xong", "tuỳ"
FIELD_LABELS: Final = {
    "report_strengths": "Ưu điểm",
    "report_limits": "Hạn chế, nguyên nhân",
    "report_proposals": "Kiến nghị, đề xuất",
    "report_number": "Số báo cáo",
    "signed_on": "Ngày ký biên bản",
    "report_sent": "Ngày gửi báo cáo",
}
FIELD_ABOUT: Final = {
    "report_strengths": "Những việc làm tốt, mỗi dòng một ý; phần mềm gợi ý theo số liệu (R79).",
    "report_limits": "Những điều chưa đạt và vì sao, mỗi dòng một ý; phần mềm gợi ý theo các điều kiện (R79).",
    "report_proposals": "Đề nghị với cấp trên. Không có thì gõ: Không (R79).",
    "report_number": "Số do văn phòng cấp; bỏ trống thì ghi tay lên bản in.",
    "signed_on": "Ngày thư ký và chủ trì ký biên bản đã thông qua.",
    "report_sent": "Ngày gửi về cấp trên; ngày này cũng là ngày của báo cáo (R79).",
}
PAPER_LABELS: Final = {
    "report": "Báo cáo kết quả",
    "sheet": "Danh sách ký tên, điểm danh",
    "news": "Tin ngắn",
    "tables": "Bảng tính",
    "record": "Dữ liệu cho phần mềm khác",
}
PAPER_FORMATS: Final = {
    "report": "DOCX, PDF, TXT",
    "sheet": "DOCX, PDF, TXT",
    "news": "TXT",
    "tables": "XLSX, CSV",
    "record": "JSON",
}
PAPER_ABOUT: Final = {
    "report": "Số liệu lấy từ biên bản đã thông qua; tự kiểm điểm của cá nhân chỉ đưa số lượng.",
    "sheet": "In trước buổi họp để ký; sau buổi họp có giờ đến, giờ về, lý do vắng.",
    "news": "Từ năm đến tám câu cho cổng thông tin, đài phường; không có tên người (R76).",
    "tables": "Mọi bảng của buổi họp, mỗi bảng một trang; CSV thì mỗi bảng một tệp.",
    "record": "Toàn bộ bản ghi có mô tả từng mục, theo định dạng công bố trong tài liệu của phần mềm.",
}
PAPER_HAS_NAMES = "Tệp này có tên người và lời phát biểu: chỉ gửi cho nơi được biết."
FORMAT_ASK = "Định dạng"
FORMATS: Final = {
    ".docx": "DOCX, còn sửa được",
    ".pdf": "PDF, để in hoặc gửi đi",
    ".txt": "TXT, chỉ có chữ",
    ".xlsx": "XLSX, một tệp Excel nhiều trang",
    ".csv": "CSV, một thư mục nhiều tệp",
    ".json": "JSON",
}
NEWS_ASK = "Ghi tin này ra tệp?"
NEWS_NOT_YET = "Buổi họp chưa kết thúc: chưa có tin để viết."
CSV_WRITTEN = "Đã ghi {count} tệp CSV vào {path}"
CSV_KEPT = "Tệp đã sửa bằng tay được giữ nguyên, bản mới nằm bên cạnh: {names}"
NOT_ADOPTED = "Biên bản chưa được thông qua: chưa ký được."
REPORT_NEVER_OPENED = "Buổi họp này chưa mở xong hoặc thuộc kế hoạch khác: chưa có báo cáo."
WRONG_RECORD_ENDING = "Chưa ghi được dạng “{suffix}”. Hãy chọn .xlsx, .json hoặc tên một thư mục (CSV)."

# --- stages ---

STAGES: Final = {
    "draft": "dự thảo",
    "read": "đọc",
    "adopted": "thông qua",
    "signed": "ký",
    "sent": "gửi",
}
STAGE_OPEN = "{stage}: chưa"
STAGE_STEP = " › "

# --- due ---

DUE_LEFT = "Hạn gửi {day}, còn {count} ngày"
DUE_TODAY = "Hạn gửi {day}, là hôm nay"
DUE_OVER = "Hạn gửi {day}, đã quá {count} ngày"
SENT_IN_TIME = "Đã gửi ngày {day}, đúng hạn"
SENT_LATE = "Đã gửi ngày {day}, sau hạn {due}"
SENT_PLAIN = "Đã gửi ngày {day}"
NO_DUE = "Kế hoạch không đặt hạn gửi cho nơi này"
LACKS = "còn thiếu: {what}"
LACKS_MANY = "còn thiếu {count} mục"
LACKS_NOTHING = "báo cáo đã đủ"
LACKS_ADOPTION = "biên bản chưa thông qua"

# --- figures ---

F_MINUTES, F_MINUTES_VALUE = "Thời lượng", "{minutes} phút (cần {least})"
F_STEPS = "Số bước"
F_PRESENT = "Có mặt"
F_ABSENT, F_ABSENT_VALUE = "Vắng, muộn", "có lý do {excused}, không {unexcused}; muộn {late}"
F_SPOKEN, F_SPOKEN_VALUE = "Phát biểu", "{count} lượt của {people} người"
F_SPOKE = "Đã nói"
F_INDICATORS, F_INDICATORS_VALUE = "Biểu hiện", "bàn {discussed}/{total}; có {present}, không {absent}"
F_DEGREES = "Mức độ"
F_BEYOND = "Biểu hiện khác"
F_DIFFERENCES, F_DIFFERENCES_VALUE = "Ý kiến khác", "{total}; thống nhất {settled}, bảo lưu {kept}"
F_SOLUTIONS, F_SOLUTIONS_VALUE = "Giải pháp", "{total}; đủ người và hạn {feasible}"
F_BACKLOG, F_BACKLOG_VALUE = "Tồn đọng", "{total}; có người chịu {owner}"
F_COMMITMENTS, F_COMMITMENTS_VALUE = "Cam kết trước", "{total}; xong {done}, quá hạn {overdue}"
F_VOTE = "Tán thành"
F_DOCUMENTS = "Tài liệu đúng hạn"
F_RULES, F_RULES_VALUE = "Điều kiện", "đạt {met}, có lý do {waived}, chưa đạt {failed}"
NOT_YET = "chưa có"

# --- a text of the report, paragraph by paragraph ---

TEXT_KEPT = "{label} trong báo cáo, mỗi dòng một ý."
TEXT_SUGGESTED = "Gợi ý theo số liệu và điều kiện, chưa ghi vào báo cáo."
TEXT_EMPTY = "Chưa có gì để gợi ý: gõ lời của chủ trì rồi Enter."
TEXT_TAKEN = "Đã ghi {count} ý."

# --- command line ---

SAVED_CSV = "Đã ghi {count} tệp CSV vào {path}."
