"""Words of the plain face: names of its commands, and what it says instead of drawing.

The first name of a command is the one that is shown. A new action of the registry is called by its label; a line in
`ACTION_NAMES` calls it better, one in `SCREEN_ONLY` says why it has no command. The rules of `tui.words` hold here too.
"""

from __future__ import annotations

from typing import Final

# --- names of commands ---

ACTION_NAMES: dict[str, tuple[str, ...]] = {
    "help": ("trợ giúp",),
    "attendance": ("điểm danh",),
    "speaker": ("người nói", "nói", "mời"),
    "board": ("biểu hiện",),
    "preparation": ("chuẩn bị",),
    "step": ("bước kế", "bắt đầu"),
    "stop": ("thôi nói", "thôi", "nói xong"),
    "minutes": ("biên bản",),
    "queue": ("xin nói", "xin phát biểu"),
    "closing": ("kết thúc",),
    "order": ("thủ tục",),
    "silent": ("ai chưa nói", "chưa nói"),
    "kind": ("loại",),
    "wrong_speaker": ("sửa người nói",),
    "presenter": ("trình bày",),
    "earlier": ("lùi giờ bước",),
    "choose_step": ("chọn bước",),
    "pause": ("nghỉ",),
    "edit": ("sửa",),
    "undo": ("hoàn tác",),
    "redo": ("làm lại",),
    "history": ("lịch sử",),
    "leave": ("đóng", "thoát"),
    "vote_other": ("biểu quyết việc khác",),
    "add_indicator": ("thêm biểu hiện",),
    "export": ("xuất", "xuất biên bản"),
    "restart": ("sửa giờ bắt đầu",),
}
"""Id of a registered action → what it is called here, where its label is not what people would type."""

SCREEN_ONLY: dict[str, str] = {
    "theme": "Ở đây không có màu.",
    "palette": "Mọi lệnh gọi được bằng tên, gõ .trợ giúp để tìm.",
    "typing": "Chữ gõ bằng bộ gõ của máy.",
    "typing_keys": "Chữ gõ bằng bộ gõ của máy.",
    "typing_method": "Chữ gõ bằng bộ gõ của máy.",
    "coach": "Buổi tập dượt có người kèm chỉ mở ở bàn ghi trên màn hình.",
}
"""Id of a registered action that has no command here → why not."""

OWN_NAMES: dict[str, tuple[str, ...]] = {
    "status": ("tình hình",),
    "note": ("ghi",),
    "log": ("diễn biến",),
    "drop": ("bỏ",),
    "meetings": ("các buổi",),
    "new": ("buổi mới",),
    "roster": ("nhập danh sách",),
    "key": ("phím",),
    "list": ("danh sách",),
    "present": ("có mặt",),
    "excused": ("vắng", "vắng có lý do"),
    "unexcused": ("vắng không lý do",),
    "late": ("đến muộn",),
    "left": ("ra về",),
    "unmark": ("xoá dấu",),
    "standing": ("diện",),
    "shift": ("sửa phút",),
    "rest": ("còn lại có mặt", "còn lại"),
    "guest": ("khách",),
    "superior": ("cấp trên",),
    "waiting": ("hàng chờ",),
    "resume": ("tiếp tục",),
    "focus": ("bàn",),
    "degree": ("mức độ",),
    "scope": ("phạm vi",),
    "evidence": ("dẫn chứng",),
    "conclusion": ("kết luận",),
    "raised_by": ("người nêu",),
    "reading": ("đọc",),
    "vote": ("biểu quyết",),
    "end": ("kết thúc buổi",),
    "rules": ("điều kiện", "cần để ý"),
    "reason": ("lý do",),
    "summary": ("tổng hợp",),
    "differences": ("ý kiến khác nhau",),
    "quality": ("chất lượng",),
    "quality_remark": ("nhận xét",),
    "participation": ("ý thức tham gia",),
    "atmosphere": ("không khí",),
    "sent": ("gửi báo cáo",),
}
"""What the panes do on the screen, by a command of its own."""

OWN_HELP: dict[str, str] = {
    "status": "Bước, người nói, đồng hồ, số người, đã lưu đến đâu",
    "note": "Ghi dòng này làm ghi chép; không kèm gì thì ghi dòng còn giữ",
    "log": "Các lượt và ghi chép gần đây, có số để sửa hay bỏ",
    "drop": "Bỏ một ghi chép khỏi biên bản",
    "meetings": "Các buổi sinh hoạt; gõ số để mở",
    "new": "Mở một buổi sinh hoạt mới",
    "roster": "Nhập danh sách thành viên từ tệp",
    "key": "Gửi một phím cho màn đang mở, khi không có lệnh nào khác",
    "list": "Từng người và trạng thái",
    "present": "Có mặt, vừa đến hoặc trở lại",
    "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do",
    "late": "Đến muộn",
    "left": "Ra về",
    "unmark": "Xoá dấu điểm danh",
    "standing": "Đổi diện của một thành viên trong buổi này",
    "shift": "Sửa giờ đến, về lần cuối của một người",
    "rest": "Những người chưa điểm danh đều có mặt",
    "guest": "Thêm khách mời",
    "superior": "Thêm cấp trên dự, chỉ đạo",
    "waiting": "Ai đang chờ phát biểu",
    "resume": "Hết giờ nghỉ",
    "focus": "Chuyển sang bàn một biểu hiện; số 0 thì thôi",
    "degree": "Mức độ của một biểu hiện",
    "scope": "Phạm vi của một biểu hiện",
    "evidence": "Dẫn chứng của một biểu hiện",
    "conclusion": "Kết luận về một biểu hiện",
    "raised_by": "Người nêu một biểu hiện",
    "reading": "Đọc lại biên bản từng đoạn, rồi biểu quyết; kèm chữ hết thì đọc một mạch",
    "vote": "Biểu quyết thông qua biên bản",
    "end": "Kết thúc buổi sinh hoạt",
    "rules": "Từng điều kiện đạt hay chưa",
    "reason": "Ghi lý do một điều kiện không đạt",
    "summary": "Chủ trì tổng hợp ý kiến",
    "differences": "Kết quả của ý kiến khác nhau",
    "quality": "Chất lượng buổi sinh hoạt",
    "quality_remark": "Lời nhận xét về chất lượng",
    "participation": "Nhận xét ý thức tham gia",
    "atmosphere": "Không khí buổi sinh hoạt",
    "sent": "Ngày gửi báo cáo kết quả",
}

USAGE: dict[str, str] = {
    "help": "từ cần tìm",
    "attendance": "tên",
    "speaker": "tên",
    "board": "số, có, không hay chưa rõ",
    "preparation": "mục: nội dung",
    "step": "số phút đã qua",
    "queue": "tên",
    "order": "tên",
    "kind": "loại",
    "wrong_speaker": "tên",
    "presenter": "tên",
    "earlier": "số phút",
    "choose_step": "bước",
    "edit": "số trong diễn biến",
    "vote_other": "việc gì",
    "add_indicator": "nội dung",
    "export": "tệp",
    "restart": "giờ",
    "note": "lời ghi",
    "log": "bao nhiêu mục",
    "drop": "số trong diễn biến",
    "new": "ngày",
    "roster": "tệp",
    "key": "tên phím",
    "present": "tên",
    "excused": "tên, lý do",
    "unexcused": "tên",
    "late": "tên",
    "left": "tên",
    "unmark": "tên",
    "standing": "tên, diện",
    "shift": "tên, số phút",
    "guest": "tên, chức vụ",
    "superior": "tên, chức vụ",
    "focus": "số",
    "degree": "số, mức độ",
    "scope": "số, phạm vi",
    "evidence": "số, nội dung",
    "conclusion": "số, nội dung",
    "raised_by": "số, tên",
    "reading": "hết",
    "vote": "tán thành, không, ý kiến khác",
    "reason": "mã điều kiện, lý do",
    "summary": "lời tổng hợp",
    "quality": "mức",
    "quality_remark": "lời nhận xét",
    "participation": "lời nhận xét",
    "atmosphere": "lời nhận xét",
    "sent": "ngày",
}
"""What may follow a command, in a few words."""

ALL: Final = "hết"
BEFORE: Final = "trước"
REWRITE: Final = "sửa"
"""What is typed while the minutes are read."""

# --- how to ---

GREETING = "Bàn ghi biên bản, từng dòng một. Gõ dấu chấm rồi Enter để xem các lệnh."
HELP_RULES = (
    "Dòng bắt đầu bằng dấu chấm liền chữ là lệnh, ví dụ .người nói lan. Không cần dấu, có thể gõ tắt vài chữ đầu.",
    "Dòng khác là ghi chép của người đang nói, có dấu tắt như ở bàn ghi: #7 biểu hiện, /2 câu hỏi, + giải pháp.",
    "Khi có câu hỏi thì dòng kế là câu trả lời. Gõ .thôi để bỏ câu hỏi, dấu hỏi để nghe lại.",
    "Muốn ghi một dòng bắt đầu bằng dấu chấm thì gõ hai dấu chấm.",
)
HELP_GROUP = "{group}: {names}."
HELP_LINE = "{name}: {help}."
HELP_LINE_USAGE = "{name}, kèm {usage}: {help}."
HELP_ALSO = "{line} Cũng gọi là {names}."
HELP_NONE = "Không có lệnh nào khớp “{text}”."
HELP_MORE = "Gõ .trợ giúp rồi tên lệnh để biết cách dùng."
UNKNOWN = "Không có lệnh “{called}”. Gần nhất: {names}."
UNCLEAR = "“{called}” có thể là: {names}. Hãy gõ dài hơn."
LINE_KEPT = "Dòng này chưa ghi, còn giữ: “{text}”. Gõ .ghi để ghi làm ghi chép."
NOTHING_KEPT = "Không có dòng nào còn giữ. Gõ lời sau .ghi để ghi."
NO_MEETING_OPEN = "Chưa mở buổi sinh hoạt nào: gõ .các buổi, .buổi mới hoặc .nhập danh sách."
UNREADABLE_LINE = "Không đọc được dòng vừa gõ vì không phải bảng mã UTF-8. Hãy đổi bảng mã rồi gõ lại."
CONVERTED_LINE = "Dòng vừa gõ dùng bảng mã {encoding}, đã đổi sang Unicode."
BREAK_HOW = "Gõ .đóng để đóng bàn ghi."
CLOSED = "Đã đóng. Mọi việc đã lưu."
KEY_UNKNOWN = "Ở đây không có phím đó."

# --- questions ---

QUESTION = "Hỏi: {label}."
QUESTION_HOW = "Hỏi: {label}. {how}."
OPTION = "{number}) {label}"
STANDS = "Đang là: {text}"
STANDS_WITHOUT = "Câu đang có không có chữ “{old}”."
DROPPED, LEFT_AS_IS = "Đã thôi.", "Giữ nguyên."
HOW_CHOOSE = "Gõ số hoặc vài chữ; dòng trống: thôi"
HOW_CHOOSE_FREE = "Gõ số hoặc lời khác; dòng trống: thôi"
HOW_PERSON = "Gõ vài chữ của tên, chữ đầu, số thứ tự hoặc năm sinh"
HOW_CONFIRM = "Dòng trống hoặc có: đồng ý; không: thôi"
HOW_STANDS = "Gõ lại cả dòng, hoặc s/chữ cũ/chữ mới; dòng trống: giữ nguyên"
HOW_NO = "không: thôi"
YES_OR_NO = "Câu hỏi này chỉ nhận có hoặc không; dòng trống là có."
NO_NUMBER = "Chỉ có các số từ 1 đến {count}."
NONE_MATCH = "Không có mục nào khớp “{typed}”."
SEVERAL_MATCH = "Có {count} mục khớp: {labels}. Gõ số của mục."

# --- panes ---

VOTE_LEFT = "Biểu quyết còn dở ở câu “{label}” nên chưa ghi gì. Lấy lại biểu quyết ấy từ đầu."
PANE_DONE = "Xong phần {name}."

ROLL_CALL = "Điểm danh: mỗi dòng một tên có mặt; dòng trống: xong."
PREPARATION_HOW = "Gõ số của mục rồi nội dung; dấu trừ và số: xoá; dòng trống: xong."
PREPARATION_ROW = "{number}) {label}: {value}"
CLOSING_HOW = "Gõ số để làm; dòng trống: xong."
TASK_ROW = "{number}) {label}: {state}"
SUMMARY_HOW = "Gõ lời để thêm một đoạn; gõ số: sửa đoạn ấy; dấu trừ và số: bỏ; dòng trống: {empty}."
SUMMARY_TAKES, SUMMARY_DONE = "ghi cả bản gợi ý", "xong"
MEETINGS_HOW = "Gõ số để mở; dấu trừ và số: cất đi; dòng trống: thôi."
ROSTER_HOW = "Gõ tên tệp; dòng trống: thôi."
ROSTER_SAVE_HOW = "Dòng trống: lưu; 2: bảng mã; 3: cột; 4: trang tính; tên tệp khác: đọc tệp ấy; .thôi: không lưu."
RECOVERY_HOW = "Dòng trống: ghi tiếp đúng chỗ đó; .thôi: chỉ xem."
READING_HOW = "Dòng trống: đoạn kế; s/chữ cũ/chữ mới hoặc sửa: sửa đoạn này; trước: đoạn trước; hết: đọc một mạch."
READING_END_HOW = "Dòng trống: lấy biểu quyết; trước: đoạn trước; .thôi: thôi đọc."
READING_PLACE = "Đoạn {number} trên {count}: {text}"
READING_TYPED = "Đang đọc lại biên bản. Gõ .thôi để thôi đọc rồi mới ghi chép."
REPORT_HOW = "Gõ số để ghi mục hay xuất tệp ấy; dấu trừ và số: xoá; dòng trống: xong."
SEARCH_HOW = "Gõ điều cần tìm; gõ số để nghe cả mục; dòng trống: xong."
FOUND = "Thấy {total} mục trong {meetings} buổi."
GENERIC_LIST_HOW = "Gõ số để chọn, số rồi phím nếu màn này có phím riêng, vài chữ để tìm; dòng trống: xong."
GENERIC_HOW = "Gõ nội dung rồi Enter; dòng trống: như phím Enter; .phím và tên phím: phím khác; .thôi: về."
GENERIC_KEYS = "Phím của màn này: {keys}."

# --- lists and status ---

STATUS_UNIT = "{unit}, ngày {day}{mark}."
STATUS_CLOCK = "Bây giờ {clock}, {state}."
STATUS_SPENT = "đã họp {spent} phút, {rest}"
STATUS_STEP = "Bước {number} trên {count}: {step}, {spent} phút trên {planned} phút. {coming}."
STATUS_SPEAKER = "Đang nói: {name}, {spoken}."
STATUS_NOBODY = "Chưa ai nói."
STATUS_FOCUS = "Đang bàn biểu hiện {label}."
STATUS_PEOPLE = "{figures}."
STATUS_SAVED = "Đã lưu hết."
STATUS_UNSAVED = "Chưa lưu {count} mục."
STATUS_ATTENTION = "Cần để ý {count} điều: gõ .điều kiện."
WAITING = "Chờ phát biểu: {names}."
WAITING_NONE = "Không có ai chờ phát biểu."
LIST_ROW = "{number}. {name}: {parts}"
LOG_TURN = "{number}) {clock} {name}, {kind}, {spoken}"
LOG_NOTE = "{number}) {kind}: {text}"
LOG_NUMBER = "Không có số đó trong diễn biến: gõ .diễn biến để xem số."
LOG_NO_NOTE = "Số đó là một lượt phát biểu, không phải ghi chép."
BOARD_ROW = "{number}. {label}: {parts}"
BOARD_NUMBER_FIRST = "Gõ số của biểu hiện trước, ví dụ .{name} 7."
RULE_UNKNOWN = "Không có điều kiện “{code}”: gõ .điều kiện để xem mã."
RULE_NO_REASON = "{label}: {state}, không cần ghi lý do."
SHIFT_HOW = "Gõ tên, dấu phẩy rồi số phút: số dương là muộn hơn, số âm là sớm hơn."
VOTE_NUMBERS = "Gõ ba số: tán thành, không tán thành, ý kiến khác; hoặc không gõ số nào để được hỏi."

# --- what changed ---

CLOSED_TURN = "{name} nói xong, {spoken}"
WAITS = "{name} tạm dừng"
GOES_ON = "{name} nói tiếp"
CLOSED_STEP = "xong bước {step}, {minutes} phút"
SPAN_SECONDS, SPAN_MINUTES = "{seconds} giây", "{minutes} phút {seconds} giây"
ENOUGH_NOW = "Đã đủ {minutes} phút."
RULE_FAILED = "Chưa đạt: {rule}."
RULE_AT_RISK = "Có nguy cơ: {rule}."
RULE_MENDED = "Đã đạt lại: {rule}."
UNSAVED_NOW = "Chưa lưu được {count} mục, máy đang thử lại."
SAVED_AGAIN = "Đã lưu hết."

# --- saying what the screen draws ---

SPOKEN: tuple[tuple[str, str], ...] = (
    (" ^Y: làm lại.", " Gõ .làm lại để ghi lại."),
    ("F8 rồi Enter", "gõ .đọc"),
    ("^E để sửa", "gõ .sửa để sửa"),
    ("nhấn số", "gõ số"),
    (" Enter: đọc tiếp.", " Gõ .đọc để đọc tiếp."),
    (" F10: kết thúc.", " Gõ .kết thúc buổi."),
    ("Enter không", "dòng trống"),
    ("Enter:", "dòng trống:"),
    ("dùng phím 4 (ra về) hoặc 6 (xoá dấu)", "gõ .ra về hoặc .xoá dấu"),
    ("F4", "gõ .biểu hiện"),
    ("Gõ lại, hoặc thêm khách ở màn Điểm danh (F2).", "Gõ lại, hoặc gõ .khách để thêm khách."),
    ("biểu quyết lại (F8)", "biểu quyết lại"),
    (" Tab: xem các buổi đã cất.", ""),
)
"""Words of the desk that speak of keys → what is said here; other keys become the names of their commands."""

CALL_IT = "gõ .{name}"
CALL_IT_FIRST = "Gõ .{name}"
ESC = r"Esc(?: để|:) (.+)"
EMPTY_LINE = "dòng trống: {what}"
MINUTES_OVER = r"\1 phút trên \2 phút"
MINUTES_SECONDS = r"\1 phút \2 giây"
MINUTES = r"\1 phút"
ARROW = "thành"
ALTERED = "sửa"
