"""What the page of a meeting says."""

from __future__ import annotations

from typing import Final

TITLE: Final = "{unit}, {day}"
NO_DAY: Final = "chưa định ngày"
CONTENTS: Final = "Trong trang này"
AT_A_GLANCE: Final = "Tóm tắt"
REHEARSAL: Final = "Đây là buổi tập dượt: không tính vào số liệu nào."
UNFOLDED: Final = "Trụ sở đã nhận dữ liệu nhưng chưa tính xong. Hãy tải lại trang sau ít phút."
UNKNOWN: Final = "Buổi này theo một kế hoạch mà trụ sở chưa có, nên chưa đọc được số liệu. Dữ liệu vẫn còn nguyên."
PLAN_LACKING: Final = (
    "Trụ sở chưa có kế hoạch {plan} mà buổi này được ghi theo, nên buổi này được đếm là đã tổ chức nhưng chưa xét theo "
    "quy định và chưa mở được biên bản ở đây. Dữ liệu vẫn còn nguyên. Người quản trị cần nhập kế hoạch ấy: ở trang "
    "“Giao cho các máy”, bằng lệnh bienban-hq plan import THƯ_MỤC, hoặc nhận tệp .bienban-gui do chính máy ấy ghi ra; "
    "sau đó mọi số liệu tự tính lại."
)
MINUTES_ALONE: Final = "phút"
ONLY_FIGURES: Final = (
    "Tài khoản này chỉ xem số liệu. Ý kiến của từng người cần được cấp quyền riêng, mỗi lần đọc đều ghi lại."
)
READING_NOTED: Final = "Lần xem này được ghi vào nhật ký của trụ sở."

STATE: Final = "Tình trạng"
RULES_TABLE: Final = "Điều kiện"
CODE: Final = "Mã"
RULE: Final = "Điều kiện"
LEVEL: Final = "Mức"
FIGURE: Final = "Số liệu"
REASON: Final = "Lý do"
LEVELS: Final = {"E": "bắt buộc", "W": "cần lý do nếu chưa đạt", "I": "để biết"}
RULE_STATES: Final = {
    "failed": "chưa đạt",
    "waived": "chưa đạt, có lý do",
    "risk": "có nguy cơ",
    "pending": "chưa đến lúc",
    "met": "đạt",
}
MINUTES: Final = "phút (yêu cầu {least})"
PRESENT: Final = "có mặt / phải dự"
SPOKE: Final = "đã phát biểu / có mặt"
CONTRIBUTIONS: Final = "lượt phát biểu"
INDICATORS: Final = "biểu hiện có"
SOLUTIONS: Final = "giải pháp"
VOTE: Final = "tán thành biên bản"
RULES: Final = "điều kiện chưa đạt, chưa có lý do"

PAPERS: Final = "Văn bản"
MINUTES_PAPER: Final = "Biên bản"
DRAFT_PAPER: Final = "Biên bản (dự thảo)"
REPORT_PAPER: Final = "Báo cáo kết quả"
RECORD: Final = "Toàn bộ dữ liệu"
FORMATS: Final = {"docx": "Word", "pdf": "PDF", "txt": "chữ", "xlsx": "Excel", "json": "JSON"}

AMENDMENTS: Final = "Đính chính sau khi thông qua"
AMENDED: Final = "đã đính chính {count} lần"
DIFFERING: Final = "hai máy ghi khác nhau {count} chỗ, chờ thư ký chọn"
WAITING: Final = "còn {count} mục trên máy, chưa gửi"
AMENDMENT: Final = "Lần {number}, {at}: {reason}"

STREAMS: Final = "Dữ liệu ở trụ sở"
LAPTOP: Final = "Máy"
HELD: Final = "Đã nhận"
LEFT: Final = "Còn trên máy"
NOTHING_LEFT: Final = "không"
AT: Final = "Nhận lúc"
HASH: Final = "Mã kiểm tra của mục cuối"
ADOPTED_STATE: Final = "Mã của biên bản đã thông qua"
CHAIN: Final = "Mã của chuỗi ghi khi thông qua"

ANSWERS: Final = "Biểu hiện theo báo cáo của đơn vị"
NUMBER: Final = "Số"
ANSWER: Final = "Kết luận"
DEGREE: Final = "Mức độ"
ANSWERED: Final = {"co": "có", "khong": "không", "chua_ro": "chưa rõ", "": "chưa trả lời"}
