"""Words of the end of a session and of the panes that explain the desk: reading back, vote, closing, export,
history, help, palette. The rules of `tui.words` hold here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.rules import State

# --- minutes, page ---

PAGE_HINT = "{time} · Enter: {enter}"
PAGE_READ = "đọc lại"
PAGE_READ_ON = "đọc tiếp"
PAGE_LOOK = "xem từng đoạn"
READING_TAKES = "đọc khoảng {minutes} phút"
READING_FROM = "đọc khoảng {minutes} phút: nên bắt đầu đọc từ {clock}"
READING_NOW = "đọc khoảng {minutes} phút: nên đọc ngay"
READING_BEGUN = "đã bắt đầu đọc lúc {clock}"
ADOPTED_AT = "đã thông qua lúc {clock}, chỉ bổ sung được"
PAGE_LINES = "dòng {first}–{last}/{count}"
MINUTES_TYPED = "Ở đây không gõ chữ được. Enter: sửa đoạn đang đọc khi đọc lại · Esc: về màn ghi."
CORRECTED_SIGN: Final = "»"
CORRECTED_LEGEND = "» đoạn đã sửa khi đọc lại"
STALE_ONE = "Câu đã sửa không còn khớp với bản ghi, hãy xem lại: {text}"
STALE_MORE = "và {count} câu nữa"
STILL_MISSING = "Trước khi biểu quyết còn thiếu: {rules}. F10 để bổ sung."

# --- minutes, read aloud ---

READING = "Đọc lại"
READ_YET = "Vẫn bắt đầu đọc?"
READ_HINT = "Space: đoạn kế · ↑: đoạn trước · Enter: sửa đoạn này · F8: thôi đọc"
READ_HINT_ADOPTED = "Space: đoạn kế · ↑: đoạn trước · Enter: bổ sung · F8: thôi đọc"
READ_PLACE = "đoạn {number}/{count}"
READ_LEFT = "còn khoảng {minutes} phút"
READ_LEFT_LITTLE = "còn chưa đến 1 phút"
READ_NEXT = "Tiếp theo: {text}"
READ_LAST = "Đây là đoạn cuối. Space: lấy biểu quyết"
READ_MORE = "▼ còn {count} dòng: PgDn"
READ_BEFORE = "▲ PgUp"
READ_GAP = "Chỗ này còn thiếu: bổ sung rồi hãy đọc."
READ_WAS = "Đã sửa. Trước đó: {text}"
READ_END = "Đã đọc hết biên bản."
READ_END_HINT = "Enter: lấy biểu quyết · ↑: xem lại đoạn cuối · F8: thôi đọc"
READ_END_HINT_ADOPTED = "↑: xem lại đoạn cuối · F8: thôi đọc · F10: kết thúc"
READ_END_ADOPTED = "Biên bản đã được thông qua lúc {clock}. F10: kết thúc buổi sinh hoạt, xuất biên bản."
READ_STAYS = "Giữ chỗ ở đoạn {number}/{count}. Enter: đọc tiếp."
READ_FIRST = "Đây là đoạn đầu."
PAGE_KEYS = (("Enter", PAGE_READ), ("gõ chữ", "tìm"), ("↑ ↓ PgUp PgDn", "cuộn"))
PAGE_KEYS_ADOPTED = (("Enter", PAGE_LOOK), *PAGE_KEYS[1:])
READ_END_KEYS = (("Enter", "biểu quyết"), ("↑", "đoạn cuối"), ("F8", "thôi đọc"))
READ_END_KEYS_ADOPTED = (("↑", "đoạn cuối"), ("F8", "thôi đọc"))
READ_KEYS = (("Space", "đoạn kế"), ("↑", "đoạn trước"), ("Enter", "sửa đoạn"), ("F8", "thôi đọc"))
READ_KEYS_ADOPTED = (("Space", "đoạn kế"), ("↑", "đoạn trước"), ("Enter", "bổ sung"), ("F8", "thôi đọc"))
CORRECT = "Sửa đoạn {number}"
CORRECT_HINT = "sửa rồi Enter · Esc để thôi"
CORRECT_OLD, CORRECT_NEW = "Đang là:", "Sẽ đọc:"
NOT_CORRECTABLE = {
    "indicator": "Dòng này lấy từ bảng biểu hiện: sửa ở bảng ấy (F4).",
    "backlog": "Dòng này lấy từ ghi chép việc tồn đọng: Esc, sửa ở màn ghi.",
    "commitment": "Dòng này lấy từ việc kỳ trước: sửa ở màn ấy (^P).",
}
"""What is said of a row that is read, by the key of its table: where its words come from."""

# --- vote ---

VOTE = "Tán thành"
VOTE_ABOUT = "Biểu quyết: {title}"
VOTE_HINT = "cả {count} người? Enter: nhất trí, hoặc gõ số"
VOTE_AGAINST = "Không tán thành"
VOTE_UNREAD = "Có {count} ghi chép từ khi bắt đầu đọc: hãy đọc cả phần đó rồi mới biểu quyết."
VOTE_AGAINST_HINT = "còn {count} người · gõ số rồi Enter; để trống: 0"
VOTE_OTHER = "Ý kiến khác"
VOTE_OTHER_HINT = "Enter: đúng {count}"
VOTE_HOW = "Hãy gõ một số, ví dụ 14."
VOTE_BASE = "{entitled} người được biểu quyết đang trong phòng. Tính trên {base}, cần ít nhất {needed} người tán thành."
VOTE_FEW = "Trong phòng chỉ còn {here}/{obliged} người phải dự, dưới {share}. Hỏi chủ trì trước khi lấy biểu quyết."
VOTE_OUT = "Ghi là vắng, không phải ý kiến khác: {names}."
VOTE_NOBODY = "Trong phòng chưa có ai được biểu quyết: F2 để điểm danh."
VOTE_PASSED = "Biên bản được thông qua lúc {clock}."
VOTE_SHORT = "Chưa đạt: {count}/{base}, còn thiếu {short} người tán thành. Sửa theo ý kiến rồi biểu quyết lại (F8)."
VOTE_RESULT = "Kết quả, đọc cho mọi người nghe"
READ_OUT_HINT = "Enter: đã đọc"
MOTION_ASK = "Biểu quyết việc gì"
MOTION_HINT = "gõ tên việc rồi Enter, ví dụ: Cử đồng chí … giữ sổ việc"

# --- closing ---

CLOSING_TASKS = "Việc phải làm"
CLOSING_RULES = "Điều kiện"
CLOSING_UNJUDGED = "Điều kiện · không xét được: thiếu kế hoạch"
CLOSING_HINT_TASK = "Enter: {act}"
CLOSING_HINT_WAIVE = "Enter: ghi lý do · Space: tới nơi sửa"
CLOSING_HINT_JUMP = "Enter: tới nơi sửa"
CLOSING_HINT_MET = "đã đạt · Enter: xem lại ở đâu"
CLOSING_KEYS = (("Enter", "làm"), ("↑ ↓", "chọn"), ("Tab", "phần kia"), ("Space", "tới nơi sửa"))
CLOSING_TYPED = "Ở đây không gõ chữ được: dùng ↑ ↓ rồi Enter."
TASK_DONE, TASK_OWED, TASK_NONE, TASK_AT_WILL = "xong", "chưa", "không có", "tuỳ"
TASK_SUMMARY = "Tổng hợp ý kiến"
TASK_DIFFERENCES = "Ý kiến khác nhau"
TASK_QUALITY = "Chất lượng"
TASK_REMARK = "Nhận xét"
TASK_PARTICIPATION = "Ý thức tham gia"
TASK_ATMOSPHERE = "Không khí"
TASK_SUPERIOR = "Ý kiến cấp trên"
TASK_BACKLOG = "Việc tồn đọng"
TASK_READ = "Đọc lại biên bản"
TASK_VOTE = "Biểu quyết thông qua"
TASK_END = "Kết thúc"
TASK_EXPORT = "Xuất biên bản"
TASK_REPORT = "Gửi báo cáo kết quả"
ACT_WRITE, ACT_EDIT, ACT_CHOOSE = "ghi", "sửa lại", "chọn"
ACT_SETTLE, ACT_READ, ACT_VOTE = "ghi kết quả", "mở biên bản để đọc", "lấy biểu quyết"
ACT_NO_BACKLOG, ACT_NO_LONGER = "ghi là không có việc tồn đọng", "bỏ câu đã ghi"
ACT_END, ACT_EXPORT, ACT_REPORT, ACT_LOOK = "kết thúc ngay bây giờ", "ghi ra tệp DOCX", "mở phần báo cáo", "xem lại"
ADOPTED_LOCK = "Biên bản đã thông qua: phần này không sửa nữa."
QUALITY_ASK = "Chất lượng của buổi họp"
SETTLE_ASK = "Kết quả"
SETTLE_OPTIONS = {"settled": "đã thống nhất", "kept": "bảo lưu ý kiến"}
SETTLE_TEXT = "Thống nhất thế nào"
KEPT_TEXT = "Ghi thêm về ý kiến bảo lưu"
SETTLE_HINT = "gõ rồi Enter; Enter không thì bỏ trống"
TASK_ABOUT = {
    "summary": "Chủ trì tổng hợp, khái quát các ý kiến thảo luận (R42).",
    "differences": "Không có ý kiến khác nhau nào được ghi (R38).",
    "quality": "Chủ trì đánh giá chất lượng của buổi họp (R43, R62).",
    "quality_remark": "Lời nhận xét đi kèm mức chất lượng, nếu có (R43).",
    "participation": "Chủ trì nhận xét ý thức tham gia của đảng viên (R44).",
    "atmosphere": "Không khí thẳng thắn, cầu thị hay còn căng thẳng, nếu cần ghi (R40).",
    "no_backlog": "Có việc tồn đọng, chậm muộn thì ghi ở phần thảo luận (dấu %); không có thì nói rõ ở đây (R58).",
    "superior_remark": "Đại biểu cấp trên nhận xét, chỉ đạo thế nào, nếu có phát biểu (R65–R73).",
    "read": "Thư ký đọc biên bản trước cuộc họp; ai góp ý thì sửa ngay khi đọc (R45).",
    "vote": "Đọc xong thì lấy biểu quyết; quá nửa tán thành là biên bản được thông qua (R46).",
    "end": "Sau khi biên bản được thông qua. Điều chưa đạt sẽ được hỏi lý do, không chặn (R47).",
    "export": "Ghi ra tệp DOCX theo thể thức đã định; bản PDF: ^P rồi gõ “pdf”. Chưa thông qua thì là bản dự thảo.",
    "report": "Sau buổi sinh hoạt, gửi báo cáo kết quả về cấp trên rồi ghi ngày gửi (R79).",
}
TASK_ABOUT_DIFFERENCE = "Ghi kết quả: đã thống nhất thế nào, hay bảo lưu ý kiến (R38, R85)."
STATE_WORDS: dict[State, tuple[str, str]] = {
    "met": ("đạt", "done"),
    "risk": ("có nguy cơ", "warning"),
    "failed": ("chưa đạt", "wrong"),
    "pending": ("chưa đến lúc", "muted"),
    "waived": ("có lý do", "missing"),
}
RULE_SOURCE = "Theo {source}"
RULE_REASON = "Lý do đã ghi: {reason}"
WAIVE = "Lý do · {label}"
WAIVE_HINT = "gõ lý do rồi Enter · Esc: thôi"
WAIVE_LATER_HINT = "gõ lý do rồi Enter · Esc: để sau"
END_ASK = "Kết thúc?"
END_HINT = "Enter: kết thúc ngay bây giờ · Esc: chưa"
END_SHORT = "Mới được {spent}′, còn {left}′ mới đủ {least}′."
END_UNMET = "Chưa đạt, sẽ hỏi lý do sau khi kết thúc:"
END_RULE = "– {label} ({figure})"

# --- summing-up ---

PANE_SUMMARY = "Tổng hợp"
SUMMARY_SUGGESTED = "Gợi ý soạn từ ghi chép, chưa ghi vào biên bản."
SUMMARY_KEPT = "Kết luận của chủ trì trong biên bản, mỗi dòng một đoạn."
SUMMARY_HINT_SUGGESTED = "Enter: ghi cả bản gợi ý · gõ lời khác rồi Enter: ghi lời ấy"
SUMMARY_HINT = "gõ rồi Enter: thêm đoạn · Enter: sửa đoạn đang chọn · Delete: bỏ · Esc: xong"
SUMMARY_EMPTY = "Chưa có gì để gợi ý: gõ lời kết luận của chủ trì rồi Enter."
SUMMARY_EDIT = "Sửa đoạn {number}"
SUMMARY_TAKEN = "Đã ghi {count} đoạn kết luận."

# --- export ---

EXPORTED_MARKED = "Đã ghi bản {mark} {path}"
EXPORT_EDITED = "Tệp ấy không như máy này đã ghi. Ghi bản mới cạnh đó?"
EXPORT_STAYS = "Giữ nguyên: {name}"
EXPORT_SIDE = "Bản mới:    {name}"
EXPORT_OTHER_PLAN = "Kế hoạch của buổi này không còn trên máy: không xuất giấy tờ bằng kế hoạch khác."
EXPORT_FAILED = "Không ghi được {path}: {why}. Kiểm tra thư mục rồi thử lại."
EXPORT_NAME = "bien-ban"
EXPORT_DRAFT = "du-thao"

# --- commands of the palette ---

K_VOTE_OTHER, H_VOTE_OTHER = "Biểu quyết việc khác", "Lấy biểu quyết một việc ngoài thông qua biên bản"
K_ADD_INDICATOR, H_ADD_INDICATOR = "Thêm biểu hiện khác", "Thêm một biểu hiện ngoài danh mục"
K_EXPORT, H_EXPORT = "Xuất biên bản", "Ghi biên bản ra tệp DOCX"
K_RESTART, H_RESTART = "Sửa giờ bắt đầu", "Buổi sinh hoạt thật ra đã bắt đầu sớm hơn, hoặc muộn hơn"
INDICATOR_ASK = "Biểu hiện khác"
INDICATOR_HINT = "gõ nội dung rồi Enter"
RESTART_ASK = "Đã bắt đầu lúc"
RESTART_HINT = "gõ giờ, ví dụ 14:05, hoặc số phút cách đây, ví dụ 5"

# --- palette ---

PALETTE_HINT = "gõ vài chữ: tên lệnh, tên người, số hay tên biểu hiện · Enter: làm"
PALETTE_EMPTY = "Không có lệnh, người hay biểu hiện nào khớp “{text}”."
PALETTE_FLOOR = "Mời {name} phát biểu"
PALETTE_FOCUS = "Bàn biểu hiện {label}"
PALETTE_NOT_NOW = "lúc này chưa dùng được"
PALETTE_NAMESAKES = "Chưa rõ là ai: xem dấu, năm sinh, ↑ ↓ chọn đúng người rồi Enter."
PALETTE_CALLS = ("goi", "moi", "nguoi noi")

# --- history ---

HISTORY_HINT = "^Z: hoàn tác · ^Y: làm lại · Enter: xem kỹ · gõ để tìm"
HISTORY_EMPTY = "Chưa ghi việc gì."
HISTORY_NONE = "Không có việc nào khớp “{text}”."
HISTORY_UNDONE = "đã hoàn tác"
HISTORY_TITLE = "{count} việc đã ghi trên máy này, mới nhất trước"
HISTORY_AT = "Ghi lúc {clock}"
HISTORY_BY = "người ghi: {name}"
HISTORY_UNDONE_AT = "Đã hoàn tác lúc {clock}. Việc này vẫn nằm trong lịch sử; ^Y để làm lại nếu là việc vừa hoàn tác."
HISTORY_CLOSE = "Enter: đóng"

# --- help ---

HELP_HINT = "gõ để tìm, không cần dấu · ↑ ↓ PgUp PgDn: cuộn · Esc: về"
HELP_NONE = "Không có phím hay lệnh nào khớp “{text}”. Xoá bớt chữ."
HELP_PANE = "Ở màn {name}"
HELP_GENERAL = "Ở mọi màn"
HELP_PALETTE = "Gọi từ bảng lệnh (^P)"
HELP_SIGNS = "Dấu khi ghi"
HELP_KEYS = (
    ("Enter", "nhận điều vừa gõ hoặc mục đang chọn"),
    ("Esc", "thôi câu hỏi đang mở, hoặc về màn trước"),
    ("↑ ↓", "chọn dòng; PgUp PgDn đi nhanh hơn"),
    ("chữ", "gõ là tìm hoặc ghi; chữ không bao giờ là lệnh"),
)
HELP_MARKS = "Dấu ở cột Cần để ý"
HELP_ATTENTION = (
    ("!", "chưa đạt, hoặc số liệu mâu thuẫn"),
    ("?", "có nguy cơ, còn sửa kịp"),
    ("·", "để biết"),
)
HELP_SHORTHAND = (
    (">", "đứng đầu dòng: ý kiến (không có dấu cũng là ý kiến)"),
    ("?", "đứng đầu dòng: câu hỏi"),
    ("+", "đứng đầu dòng: giải pháp"),
    ("!", "đứng đầu dòng: quyết định"),
    ("=", "đứng đầu dòng: kết luận"),
    ("~", "đứng đầu dòng: ý kiến khác nhau"),
    ("*", "đứng đầu dòng: ghi chú"),
    ("%", "đứng đầu dòng: việc tồn đọng, chậm tiến độ"),
    ("#7", "thuộc biểu hiện 7; chỉ gõ #7: chuyển sang bàn biểu hiện 7, #0: thôi"),
    ("/3", "trả lời câu hỏi 3 của kế hoạch"),
    ("@bt @cb", "về bản thân, về tập thể"),
    ("@tên", "người thực hiện giải pháp, ví dụ @hung61"),
    (">30/9", "thời hạn của giải pháp"),
    ("++ --", "đồng tình, không đồng tình"),
    ("\\#7", "chính chữ “#7”, không phải dấu"),
    ("s/cũ/mới", "thay chữ trong ghi chép cuối"),
    (";cb", "mã viết tắt rồi phím cách: thay bằng lời đầy đủ; \\;cb: giữ nguyên; ^P Cụm từ viết tắt: xem các mã"),
)
