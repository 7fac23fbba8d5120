"""Every word of the screen, in Vietnamese, in one place. Papers have their own words in `models`.

Names in capitals; `K_` a footer label, `H_` a line of help, `G_` a group of commands. Sentences say what to do.
"""

from __future__ import annotations

from typing import Final

from models.facts import NoteKind, TurnKind

APP: Final = "bienban"

# --- panes ---

PANE_LIVE = "Ghi"
PANE_ATTENDANCE = "Điểm danh"
PANE_BOARD = "Biểu hiện"
PANE_PREPARATION = "Chuẩn bị"
PANE_MINUTES = "Biên bản"
PANE_CLOSING = "Kết thúc"
PANE_HISTORY = "Lịch sử"
PANE_HELP = "Trợ giúp"
PANE_PALETTE = "Bảng lệnh"
PANE_MEETINGS = "Các buổi họp"
PANE_ROSTER = "Danh sách"
PANE_RECOVERY = "Mở lại"

STEPS_TITLE = "Chương trình"
LOG_TITLE = "Diễn biến"
ATTENTION_TITLE = "Cần để ý"
QUEUE_TITLE = "Chờ phát biểu"
ATTENTION_MORE = "… F10: xem tất cả"
QUEUE_MORE = "… và {count} người nữa"
ATTENTION_SIGNS = {"wrong": "!", "warning": "?", "missing": "·"}

# --- common ---

OK = "đồng ý"
CANCEL = "thôi"
NOTHING_HERE = "Chưa có gì ở đây."
NOT_NOW = "Lúc này chưa làm được việc đó."
NOBODY_SPEAKS = "Chưa có ai đang nói: F3 để mời người phát biểu."
NEED_TEXT = "Cần gõ nội dung rồi mới nhấn Enter."
NEED_MINUTES = "Hãy gõ số phút, ví dụ 5."
NO_MATCH = "Không có mục nào khớp. Xoá bớt chữ hoặc nhấn Esc."
ASK_OPTIONAL_HINT = "gõ rồi Enter; để trống cũng được · Esc để thôi"
ASK_TEXT_HINT = "gõ rồi Enter · Esc để thôi"
CONFIRM_HINT = "Enter: đồng ý · Esc: thôi"
CONFIRM_FIRST = "Trả lời câu hỏi trước: gõ “có” hoặc “không” rồi Enter, hay Esc để thôi."
CHOOSE_MORE = "… còn {count} mục: ↑ ↓ hoặc gõ vài chữ"
CHOOSE_TYPED = "Enter: “{text}”"
CHOOSE_HINT = "nhấn số, hoặc gõ vài chữ rồi Enter · Esc để thôi"
CHOOSE_FREE_HINT = "nhấn số, hoặc gõ lời khác rồi Enter · Esc để thôi"
PERSON_HINT = "gõ vài chữ của tên, chữ đầu (nvh), số thứ tự hoặc năm sinh"
NAMESAKES = "Chưa rõ là ai: nhấn số của dòng, hoặc gõ thêm dấu, năm sinh."
NAMESAKE_MARKED = "Enter: {name} · hoặc gõ tiếp năm sinh"
NOBODY_FOUND = "Không tìm thấy “{name}”. Gõ lại, hoặc thêm khách ở màn Điểm danh (F2)."
ADD_GUEST = "Không có “{name}” trong danh sách. Enter: thêm làm khách"
YES = "có"
NO = "không"

# --- live ---

LIVE_NOTE = "Ghi"
LIVE_NOTE_OF = "Ghi lời {name}"
LIVE_HINT = "gõ rồi Enter · #7 biểu hiện · /2 câu hỏi · + giải pháp · ~ ý kiến khác · ! quyết định · = kết luận"
SPEAKING = "đang nói "
LIVE_SELECTED = "Đang chọn"
LIVE_SELECTED_HINT = "Enter: sửa · Delete: bỏ · ↑ ↓: chọn mục khác · Esc: thôi"
LOG_EMPTY = "Chưa ghi gì. F6: bắt đầu, sang bước kế · F3: mời người phát biểu · gõ chữ rồi Enter: ghi lại."
STEP_DONE, STEP_NOW = " · xong", " · đang"
STEP_NONE = " Buổi sinh hoạt chưa bắt đầu: nhấn F6 để bắt đầu."
STEP_OVER = " Buổi sinh hoạt đã kết thúc. F8: biên bản · F10: xuất tệp, báo cáo."
STEP_TIME_ALONE = "Bước này {spent:02d}′"
STEP_TIME = "Bước này {spent:02d}′/{planned:02d}′"
STEP_COMING = "kế tiếp: {step}"
STEP_LAST = "bước cuối"
OTHER_STEP = "bước của kế hoạch khác ({id})"
PRESENTED_BY = "Trình bày: {name}"
FOCUS_ON = "Đang bàn biểu hiện {label}"
EDIT_NOTE = "Sửa ghi chép"
NOTE_FOR = "Ghi thêm cho {name}"
OWNER_UNKNOWN = "Đã ghi. Không rõ “{name}” là ai nên giữ nguyên chữ; ^E để sửa."
NO_NOTES = "Chưa có ghi chép nào để sửa."
RIVAL_SIGN = "≠"
NOTE_SIGNS: dict[NoteKind, str] = {
    "opinion": "–",
    "question": "?",
    "solution": "+",
    "decision": "!",
    "difference": "~",
    "conclusion": "=",
    "remark": "*",
    "task": "+",
    "backlog": "%",
}
NOTE_TAKEN: dict[NoteKind, str] = {"remark": "Ghi chú"}
"""What is said of a note whose kind is called a note already: “Ghi ghi chú” would stutter."""

NOTE_KINDS: dict[NoteKind, str] = {
    "opinion": "ý kiến",
    "question": "câu hỏi",
    "solution": "giải pháp",
    "decision": "quyết định",
    "difference": "ý kiến khác nhau",
    "conclusion": "kết luận",
    "remark": "ghi chú",
    "task": "nhiệm vụ",
    "backlog": "việc tồn đọng",
}
TURN_KINDS: dict[TurnKind, str] = {
    "opinion": "ý kiến",
    "paper": "tham luận",
    "report": "trình bày",
    "question": "câu hỏi",
    "reply": "trả lời",
    "guidance": "gợi mở của chủ trì",
    "order": "ý kiến về thủ tục",
    "conclusion": "kết luận",
}
STANCES = {"agree": "đồng tình", "disagree": "không đồng tình", "other": "ý kiến khác"}
OUTCOMES = {"open": "chưa thống nhất", "settled": "đã thống nhất", "kept": "bảo lưu ý kiến"}

# --- header, status ---

NOT_STARTED = "chưa bắt đầu"
PAUSED = "ĐANG NGHỈ"
ENDED = "đã kết thúc"
REHEARSAL_MARK = "TẬP DƯỢT"
REMAINING = "còn {minutes}′"
ENOUGH = "đủ {minutes}′"
AHEAD = "sớm {minutes}′"
BEHIND = "chậm {minutes}′"
ON_PLAN = "đúng hẹn"
PLANNED_END = "Sẽ xong {clock} · {pace}"
SAVED_AT = "Đã lưu {clock}"
SAVING = "Đang lưu {count}"
NOT_SAVED = "CHƯA LƯU ĐƯỢC {count} MỤC"
SLOW_DISK = "ĐĨA CHẬM, CHƯA LƯU {count} MỤC"
DRAFT_NOT_SAVED = "CHƯA LƯU ĐƯỢC DÒNG ĐANG GÕ"
FLOOR_EMPTY = "chưa ai nói"
CAME, IN_ROOM = "Có mặt {count}/{total}", "Đang có {count}/{total}"
SHARE_REACHED = "đủ {share}"
SHARE_MISSED = "DƯỚI {share}"
SHARE_MISSED_FULL = "có mặt DƯỚI {share}"
READ_ONLY = "Chỉ xem"
TOO_SMALL = "Cửa sổ nhỏ quá: cần ít nhất 60 cột × 16 dòng."
TOO_SMALL_HOW = "Hãy phóng to cửa sổ hoặc thu nhỏ cỡ chữ. Mọi việc đã ghi vẫn còn nguyên."

# --- attendance ---

ATTENDANCE_HINT = "gõ tên rồi Enter: có mặt · còn {rest} người chưa điểm danh"
ATTENDANCE_HINT_DONE = "gõ tên rồi Enter: đến, trở lại; Tab rồi 2–7: việc khác · tên lạ: thêm khách"
ATTENDANCE_KEYS = (
    ("Enter", "có mặt"),
    ("2", "vắng có lý do"),
    ("3", "vắng không lý do"),
    ("4", "ra về"),
    ("7", "đến muộn"),
    ("5", "diện"),
    ("6", "xoá dấu"),
    ("+ -", "sửa phút"),
    ("0", "còn lại có mặt"),
)
HERE_ALREADY = "{name} đang có mặt. 4: ra về · + -: sửa phút · 6: xoá dấu"
NO_MEMBERS = "Chưa có danh sách thành viên. F5: nhập danh sách từ tệp."
REASONS = (
    "Ốm",
    "Đi công tác",
    "Việc gia đình",
    "Đi học",
    "Nghỉ thai sản",
    "Chăm người ốm",
    "Đi xa",
    "Tuổi cao, sức yếu",
)
REASON_OF = "Lý do vắng của {name}"
STANDING_OF = "Diện của {name}"
STANDINGS = {
    "chính thức": "chính thức",
    "dự bị": "dự bị",
    "miễn sinh hoạt": "miễn sinh hoạt",
    "chuyển sinh hoạt tạm thời": "chuyển sinh hoạt tạm thời đi nơi khác",
    "sinh hoạt tạm": "sinh hoạt tạm (từ nơi khác đến)",
    "đình chỉ sinh hoạt": "đình chỉ sinh hoạt",
}
NONE_UNMARKED = "Ai cũng đã có trạng thái."
REST_QUESTION = "Đánh dấu {count} người còn lại có mặt?"
GUEST_KIND = "{name} là ai?"
GUEST_KIND_HINT = "nhấn số · lần sau gõ “tên, chức vụ” thì khỏi hỏi chức vụ"
GUEST_PLAIN = "khách mời"
GUEST_SUPERIOR = "cấp trên dự, chỉ đạo"
GUEST_POST = "Chức vụ của {name}"
GUEST_POST_HINT = "gõ chức vụ rồi Enter · Enter không: bỏ trống"
STATE_PRESENT = "có mặt"
STATE_LATE = "đến muộn"
STATE_BACK = "trở lại"
STATE_LEFT = "đã ra về"
STATE_EXCUSED = "vắng có lý do"
STATE_UNEXCUSED = "vắng không lý do"
STATE_UNMARKED = "chưa rõ"
STATE_EXEMPT = "được miễn"
STATE_AWAY = "ở nơi khác"
STATE_SUSPENDED = "đình chỉ"
STATE_CONFLICT = "hai máy khác nhau"
STATE_GUEST = "khách mời"
STATE_SUPERIOR = "cấp trên dự"
GUEST_ROW = "{name} là khách: không điểm danh. Ghi nhầm thì ^Z ngay sau khi ghi."
COUNTS_ALL = "Tổng {total}|chính thức {official}|dự bị {probationary}|phải dự {obliged}|có mặt {present} ({rate})"
COUNTS_COMMITTEE = "Tổng {total}|phải dự {obliged}|có mặt {present} ({rate})"
COUNTS_VOTING = (
    "trong phòng {in_room}|vắng có lý do {excused}|không lý do {unexcused}|chưa rõ {unmarked}"
    "|được biểu quyết {can_vote}/{base}|quá nửa là {majority}"
)
COUNTS_SHORT = "chưa rõ {unmarked}|vắng {absent}|trong phòng {in_room}|quá nửa là {majority}"

# --- asking ---

START_ASK = "Bắt đầu buổi sinh hoạt"
START_HINT = "Enter: ngay bây giờ · đã họp 5 phút thì gõ 5 rồi Enter"
START_HOW = "Hãy gõ giờ như 14:05, không muộn hơn bây giờ, hoặc số phút như 5."
STEP_ASK = "Sang bước"
EARLIER_ASK = "Bước này bắt đầu sớm hơn"
EARLIER_HINT = "gõ số phút rồi Enter"
PRESENTER_ASK = "Người trình bày"
SPEAKER_ASK = "Người nói"
SPEAKER_HINT = "gõ vài chữ rồi Enter"
SPEAKER_HINT_QUEUE = f"{SPEAKER_HINT} · Enter không: người đầu hàng chờ"
ORDER_ASK = "Ý kiến về thủ tục"
QUEUE_ASK = "Xin phát biểu"
SILENT_ASK = "Chưa phát biểu ({count})"
ALL_SPOKE = "Mọi người có mặt đều đã phát biểu."
KIND_ASK = "Loại phát biểu"
WRONG_SPEAKER_ASK = "Người đang nói là"
UNDO_ADOPTED = "Biên bản đã thông qua. Vẫn hoàn tác?"
LEAVE_RUNNING = "Đang họp, mọi việc đã lưu. Đóng máy ghi?"
LEAVE_UNSAVED = "CÒN {count} MỤC CHƯA LƯU. Đóng bây giờ có thể mất các mục đó. Vẫn đóng?"

# --- asking for days, times and files ---

DAY_HOW = "Chưa hiểu ngày đó: gõ như 12/9 hay 12/9/2023."
DAY_HINT = "gõ ngày, ví dụ 12/9, rồi Enter · Esc để thôi"
DAY_TODAY_HINT = "Enter: {day} (hôm nay) · hoặc gõ ngày khác, ví dụ 12/9"
CLOCK_HOW = "Chưa hiểu giờ đó: gõ như 14:00, 14h hay 14h05."
CLOCK_HINT = "gõ giờ, ví dụ 14h30, rồi Enter · Esc để thôi"

# --- board ---

BOARD_HINT_LOOK = "gõ số: đến biểu hiện · gõ chữ: tìm"
BOARD_HINT = f"{BOARD_HINT_LOOK} · Enter: ghi · Space: có, không, chưa rõ"
BOARD_KEYS = (("Enter", "ghi"), ("Space", "có/không"), ("Tab", "lọc"), ("Insert", "thêm"))
BOARD_OPEN = " · {count} chưa kết luận"
BOARD_OVERTIME = " · quá giờ thảo luận {minutes}′"
BOARD_LEFT = " · còn {minutes}′"
BOARD_EACH = ", mỗi biểu hiện {pace}"
BOARD_FILTERS = {
    "all": "tất cả",
    "untouched": "chưa đụng đến",
    "open": "chưa kết luận",
    "silent": "chưa ai nói",
    "found": "có",
}
BOARD_EMPTY = "Không có biểu hiện nào ở mục lọc này. Tab: mục lọc khác."
BOARD_NO_MATCH = "Không thấy “{text}”. Enter: thêm làm biểu hiện ngoài danh sách."
BOARD_NO_NUMBER = "Không có biểu hiện số {number}."
BOARD_ADD = "Thêm biểu hiện ngoài danh sách"
BOARD_BLANK = "Biểu hiện {number} (chưa nhập nội dung Phụ lục)"
BOARD_BLANK_SHORT = "Biểu hiện {number} (chưa nhập)"
EXAMPLE_MARK = "ví dụ minh hoạ"
BOARD_HEADS = ("#", "Biểu hiện", "Có hay không", "Người nói", "+", "~", "Phút", "KL")
PRESENT_WORDS = {"co": "có", "khong": "không", "chua_ro": "chưa rõ"}
DEGREE_MISSING = "mức độ?"
CONCLUDED, NOT_CONCLUDED = "xong", "chưa"
BOARD_ASK = "Biểu hiện {label}"
BOARD_DEGREE = "mức độ"
BOARD_SCOPE = "phạm vi"
BOARD_EVIDENCE = "dẫn chứng"
BOARD_CONCLUSION = "kết luận"
BOARD_FOCUS = "đang bàn biểu hiện này"
BOARD_UNFOCUS = "thôi bàn riêng biểu hiện này"
BOARD_RAISED = "người nêu"
BOARD_SPOKE = "Đã nói"
ASSESSED = {
    "degree": BOARD_DEGREE,
    "scope": BOARD_SCOPE,
    "evidence": BOARD_EVIDENCE,
    "conclusion": BOARD_CONCLUSION,
    "decision": "quyết định",
    "raised_by": BOARD_RAISED,
}
DETAIL_CONFLICT = "≠ Hai máy ghi khác nhau: chọn lại để giữ một."
DETAIL_UNTOUCHED = "Chưa ai nói về biểu hiện này."

# --- preparation ---

PREPARATION_HINT = "Enter: ghi mục này · gõ chữ để tìm mục"
PREPARATION_HINT_START = " · F6: bắt đầu buổi sinh hoạt"
PREPARATION_KEYS = (("Enter", "ghi"), ("Delete", "xoá"))
DETAIL_LABELS: dict[str, str] = {
    "date": "Ngày sinh hoạt",
    "planned_start": "Giờ bắt đầu (dự kiến)",
    "place": "Địa điểm",
    "chair": "Chủ trì",
    "clerk": "Thư ký",
    "separate": "Tổ chức riêng, không lồng ghép",
    "has_committee": "Chi bộ có chi ủy",
    "prepared_by": "Người chuẩn bị nội dung",
    "focus_topics": "Nội dung trọng tâm",
    "task_tie": "Gắn với nhiệm vụ chính trị",
    "informed": "Đã phổ biến đến đảng viên",
    "notified_on": "Ngày báo cấp trên",
    "notified_whom": "Báo cho",
    "number": "Số biên bản",
    "unit": "Tên đơn vị",
    "parent": "Cấp trên trực tiếp",
    "locality": "Địa danh",
}
NEEDED, ADVISED, BLANK_VALUE = "cần ghi", "nên ghi", "–"
ROSTER_LABEL, INDICATORS_LABEL, PROGRAMME_LABEL = "Danh sách", "Biểu hiện", "Chương trình"
ROSTER_VALUE = "{count} người"
POSTS_HELD = "thấy {count} chức vụ"
POSTS_MISSING = "chưa thấy: {posts}"
POSTS_HELP = "Chức vụ nhận ra: {held}."
POSTS_HELP_MISSING = "Chưa thấy: {missing}. Thiếu thì ghi vào cột chức vụ rồi nhập lại (Enter)."
INDICATORS_SOURCED = "{count} biểu hiện, đã nhập Phụ lục · {digest}"
INDICATORS_EXAMPLE = "{count} biểu hiện, ví dụ minh hoạ · {digest}"
INDICATORS_BLANK = "{blank}/{count} chưa nhập nội dung Phụ lục · {digest}"
INDICATORS_HOW = "Lệnh: bienban plan indicators TỆP"
PROGRAMME_VALUE = "{steps} bước, dự kiến {minutes}′ · kế hoạch: không dưới {least}′"
PROGRAMME_HOW = "Số phút từng bước nằm trong tệp kế hoạch."
ROW_HELP: dict[str, str] = {
    "has_committee": "Có chi ủy thì tập thể chi ủy chỉ đạo chuẩn bị; không có thì bí thư.",
    "prepared_by": "Ai đã chuẩn bị nội dung: chi ủy, hoặc đồng chí bí thư.",
    "focus_topics": "Những nội dung cần bàn kỹ; báo trước để mọi người chuẩn bị ý kiến.",
    "task_tie": "Buổi sinh hoạt gắn với nhiệm vụ nào của đơn vị trong thời gian này.",
    "informed": "Kế hoạch đã đến với mọi đảng viên của chi bộ chưa.",
    "number": "Số của biên bản, ví dụ 05. Bỏ trống thì biên bản chừa chỗ để điền.",
    "unit": "Tên ghi ở đầu biên bản; buổi sau lấy lại tên này.",
    "parent": "Tên đảng bộ, đảng ủy cấp trên ghi ở đầu biên bản; buổi sau lấy lại tên này.",
    "locality": "Địa danh ở dòng ngày tháng của biên bản; buổi sau lấy lại địa danh này.",
    "commitments": "Việc buổi trước đã giao: Enter mở ra, mỗi việc một phím là xong, làm tiếp hay quá hạn.",
    "indicators": "Nội dung Phụ lục nhập từ tệp trước khi mở buổi mới; buổi này giữ nội dung lúc mở.",
    "programme": "Số phút từng bước nằm trong tệp kế hoạch; màn hình không tự cắt ngắn bước nào.",
}
DOCUMENT_LABEL = "Tài liệu {label}"
DOCUMENT_GIVEN, DOCUMENT_LATE = "đã phát {day}", "đã phát {day}, muộn: hạn là {due} ({rule})"
DOCUMENT_DUE, DOCUMENT_OVERDUE = "hạn phát {day} ({rule})", "đã quá hạn phát {day} ({rule})"
DOCUMENT_ASK = "Ngày phát"
TOPIC_COUNT = "{count} nội dung · Enter: thêm"
TOPIC_HINT = "gõ rồi Enter; nhiều nội dung cách nhau bằng dấu ;"
DAY_NEEDED = "Buổi sinh hoạt phải có ngày: Enter để đổi ngày khác."
PREPARED = "Đủ các mục bắt buộc. F6: bắt đầu."
ALREADY_STARTED = "Buổi sinh hoạt đã bắt đầu lúc {clock}."

# --- meetings ---

MEETINGS_HINT = "Enter: mở · gõ chữ để tìm · Tab: các buổi đã cất"
MEETINGS_HINT_ARCHIVED = "Enter: mở · Delete: đưa về danh sách · Tab: các buổi đang dùng"
MEETINGS_KEYS = (("Enter", "mở"), ("Delete", "cất đi"), ("Tab", "đã cất"), ("^S", "tìm mọi buổi"))
MEETINGS_KEYS_ARCHIVED = (("Enter", "mở"), ("Delete", "đưa về"), ("Tab", "đang dùng"), ("^S", "tìm mọi buổi"))
MEETING_NEW = "Buổi sinh hoạt mới"
MEETING_NEW_HINT = "hỏi ngày, rồi sang phần chuẩn bị"
MEETING_DATE = "Ngày sinh hoạt"
MEETING_ROSTER = "Danh sách thành viên"
MEETING_ROSTER_HINT = "{count} người · nhập lại từ tệp"
MEETING_ROSTER_FIRST = "Nhập danh sách thành viên từ tệp"
MEETING_ROSTER_FIRST_HINT = "việc đầu tiên, trước khi mở buổi sinh hoạt"
MEETING_STATES = {
    "prepared": "đang chuẩn bị",
    "running": "đang dở",
    "adopted": "đã thông qua",
    "ended": "đã kết thúc",
}
MEETING_ENTRIES = "{count} mục"
MEETINGS_TITLE, MEETINGS_TITLE_ARCHIVED = "Các buổi sinh hoạt", "Các buổi đã cất"
MEETINGS_NONE = "Chưa có buổi nào."
WELCOME_TITLE = "Chào đồng chí thư ký"
WELCOME = (
    "Ghi biên bản ngay lúc họp: ai có mặt, ai nói gì, biểu quyết, rồi in ra.",
    "Ghi xong là nằm trên đĩa. Ghi sai thì ^Z; chưa biết phím thì F1.",
)
WELCOME_PRACTICE = "Tập trước mười phút, có người dẫn: ^Q, rồi gõ bienban rehearse."
WELCOME_DEMO = "Chi bộ ví dụ, để riêng: cứ thử. Tập mười phút: ^Q, gõ bienban rehearse."
WELCOME_NEXT, WELCOME_NEXT_ROSTER = "mở buổi sinh hoạt mới", "nhập danh sách thành viên"
MEETINGS_NONE_ARCHIVED = "Chưa cất buổi nào. Delete ở một buổi: cất đi, không xoá gì."
ARCHIVED, UNARCHIVED = "Đã cất buổi ngày {day}. Tab: xem các buổi đã cất.", "Đã đưa buổi ngày {day} về danh sách."

# --- roster ---

ROSTER_PATH = "Tệp danh sách"
ROSTER_PATH_HINT = "gõ hoặc kéo thả tệp .xlsx, .csv, .txt vào đây rồi Enter"
ROSTER_HINT = "Enter: lưu · ↑ ↓: xem thêm · gõ tệp khác rồi Enter · Esc: thôi"
ROSTER_KEYS = (("Enter", "lưu"), ("2", "bảng mã"), ("3", "cột"), ("4", "trang tính"))
ROSTER_ABOUT = (
    "Nhập danh sách thành viên từ tệp .xlsx, .csv hoặc .txt như đơn vị đang giữ. Bảng mã (Unicode, TCVN3, VNI…)"
    " và các cột được tự nhận ra. Mọi thứ được cho xem trước; chỉ khi nhấn Enter mới lưu."
)
ROSTER_HELD = "Đang có: {count} người{unit}."
ROSTER_HELD_NONE = "Đang có: chưa có danh sách nào."
MORE_BELOW = "↓ còn {count} dòng"
ROSTER_DIFF, ROSTER_NAMES, ROSTER_COLUMNS, ROSTER_WARNINGS = "So với danh sách đang có", "Tên", "Cột", "Cần xem lại"
ROSTER_POSTS, ROSTER_NO_POSTS = "Chức vụ của {body}", "Không nhận ra chức vụ nào trong danh sách."
ROSTER_FIRST = "Lần nhập đầu tiên: {count} người."
ROSTER_UNCHANGED = "Không có gì thay đổi so với danh sách đang có."
ROSTER_ADDED, ROSTER_CHANGED = "thêm {count}", "đổi {count}"
ROSTER_MISSING, ROSTER_KEPT = "không còn {count}", "giữ nguyên {count}"
ROSTER_REORDERED = "đổi số thứ tự"
ROSTER_SHEET, ROSTER_ENCODING = "trang “{sheet}”", "bảng mã {encoding}"
ROSTER_ENCODING_ASK = "Bảng mã"
ROSTER_SHEET_ASK = "Trang tính"
ROSTER_COLUMN_ASK = "Cột nào sai"
ROSTER_LETTER_ASK = "{kind} ở cột"
ROSTER_LETTER_HINT = "gõ chữ của cột (A, B, C…) hoặc tên cột rồi Enter"
ROSTER_ONE_SHEET = "Tệp này chỉ có một trang tính."
ROSTER_ONE_ENCODING = "Tệp này không có bảng mã nào khác để chọn."
ROSTER_NO_COLUMNS = "Danh sách này không có cột."
ROSTER_KEPT_NOW = "Đã lưu danh sách {count} người."
ROSTER_DROP = "Lưu, và bỏ {count} người không còn trong danh sách mới?"
ROSTER_TO_MEETING = "Dùng danh sách này cho buổi sinh hoạt ngày {day} đang mở?"
ROSTER_FIELDS = {
    "full_name": "họ tên",
    "surname_middle": "họ đệm",
    "given": "tên",
    "gender": "giới tính",
    "birth": "ngày sinh",
    "joined": "ngày vào Đảng",
    "official": "ngày chính thức",
    "card": "số thẻ",
    "role": "chức vụ",
    "role_code": "loại chức vụ",
    "status": "tình trạng",
    "note": "ghi chú",
}

# --- recovery ---

BACK_HINT = "Esc: về màn trước"
PLAN_GONE = "Chỉ xem được"
PLAN_GONE_HINT = "Enter: xem"
RECOVERY_HINT = "Enter: ghi tiếp đúng chỗ đó · Esc: chỉ xem, giữ nguyên"
RECOVERY_HINT_LOOK = "Enter hay Esc: chỉ xem, giữ nguyên"
RECOVERY_TITLE = "Buổi sinh hoạt ngày {day} đang dở"
RECOVERY_LAST = "Mục cuối lúc {clock}: {what}"
RECOVERY_AGO = "cách đây {span}"
RECOVERY_DRAFT = "1 dòng chưa ghi xong: “{text}”"
RECOVERY_NO_DRAFT = "Không có dòng nào đang gõ dở."
RECOVERY_STEP = "Bước đang làm: {step} (đã {minutes}′)"
RECOVERY_NO_STEP = "Chưa sang bước nào."
RECOVERY_SPEAKER = "Đang nói: {name} từ {clock}"
RECOVERY_NOBODY = "Không có ai đang nói."
RECOVERY_CLOCK = "Bắt đầu lúc {start}, đến bây giờ là {minutes}′."
RECOVERY_PAUSED = "Đang nghỉ."
RECOVERY_UNREADABLE = "{count} mục không đọc được; được giữ nguyên trong tệp."
RECOVERY_KEPT = "Đọc lại được {count} mục đã ghi."
RECOVERY_GO_ON = "ghi tiếp đúng chỗ đó, dòng gõ dở trở lại ô gõ"
RECOVERY_LOOK = "chỉ xem, không ghi gì thêm, dòng dở vẫn giữ"
RECOVERED = "Ghi tiếp. Mục cuối lúc {clock}."

# --- commands ---

G_DESK = "Chung"
G_ROOM = "Hội trường"
G_FLOOR = "Phát biểu"
G_STEPS = "Chương trình"
G_NOTES = "Ghi chép"
G_CLOSE = "Kết thúc"

K_HELP, H_HELP = "Trợ giúp", "Các phím dùng được; gõ để tìm"
K_ATTENDANCE, H_ATTENDANCE = "Điểm danh", "Có mặt, vắng, đến muộn, ra về, khách mời"
K_SPEAKER, H_SPEAKER = "Người nói", "Mời người phát biểu; người trước thôi nói đúng lúc đó"
K_BOARD, H_BOARD = "Biểu hiện", "Bảng đối chiếu các biểu hiện"
K_PREPARATION, H_PREPARATION = "Chuẩn bị", "Thời gian, địa điểm, chủ trì, thư ký, tài liệu"
K_STEP, H_STEP = "Bước kế", "Bắt đầu buổi sinh hoạt, hoặc sang bước kế tiếp"
K_STOP, H_STOP = "Thôi nói", "Người đang nói đã nói xong"
K_MINUTES, H_MINUTES = "Biên bản", "Xem, đọc lại, sửa và biểu quyết biên bản"
K_QUEUE, H_QUEUE = "Xin nói", "Ghi người xin phát biểu; nhấn lại để rút"
K_CLOSING, H_CLOSING = "Kết thúc", "Các điều cần đạt, đánh giá, thông qua, kết thúc"
K_ORDER, H_ORDER = "Thủ tục", "Ý kiến về thủ tục: người đang nói tạm dừng rồi nói tiếp"
K_SILENT, H_SILENT = "Chưa nói", "Ai có mặt mà chưa phát biểu, im lặng lâu nhất đứng đầu"
K_KIND, H_KIND = "Loại", "Đổi loại phát biểu: ý kiến, tham luận, câu hỏi, trả lời…"
K_WRONG_SPEAKER, H_WRONG_SPEAKER = "Sửa người", "Ghi nhầm người đang nói: chọn lại"
K_PRESENTER, H_PRESENTER = "Trình bày", "Chọn người trình bày bước này"
K_EARLIER, H_EARLIER = "Lùi giờ bước", "Bước này đã bắt đầu cách đây ít phút"
K_CHOOSE_STEP, H_CHOOSE_STEP = "Chọn bước", "Sang một bước bất kỳ"
K_PAUSE, H_PAUSE = "Nghỉ", "Nghỉ giải lao, hoặc tiếp tục"
K_EDIT, H_EDIT = "Sửa", "Sửa ghi chép cuối hoặc mục đang chọn"
K_UNDO, H_UNDO = "Hoàn tác", "Bỏ việc vừa ghi; vẫn còn trong lịch sử"
K_REDO, H_REDO = "Làm lại", "Ghi lại việc vừa hoàn tác"
K_HISTORY, H_HISTORY = "Lịch sử", "Các việc đã ghi, kể cả việc đã hoàn tác"
K_PALETTE, H_PALETTE = "Bảng lệnh", "Tìm lệnh theo tên, không cần dấu"
K_THEME, H_THEME = "Đổi màu", "Nền tối cho hội trường, nền sáng cho chỗ nắng và máy chiếu"
K_LEAVE, H_LEAVE = "Đóng", "Đóng buổi họp; mọi việc đã lưu"

# --- what was done ---

UNDONE = "Đã hoàn tác: {what}. ^Y: làm lại."
RECORDED = "Đã ghi"
REFUSALS: dict[str, str] = {
    "adopted": "Biên bản đã thông qua, không sửa nữa; muốn đổi thì làm phần bổ sung.",
    "amendment_reason": "Cần ghi lý do bổ sung, sửa đổi biên bản đã thông qua.",
    "already_here": "{name} đang có mặt rồi.",
    "already_opened": "Buổi này đã mở rồi.",
    "already_paused": "Đang nghỉ rồi: nhấn ^N để tiếp tục.",
    "already_speaking": "{name} đang nói rồi.",
    "already_started": "Buổi sinh hoạt đã bắt đầu rồi.",
    "already_waiting": "{name} đã có trong hàng chờ.",
    "blocked": "Chưa thông qua được, còn thiếu: {rules}. F10 để bổ sung.",
    "clerk_is_chair": "Thư ký và chủ trì phải là hai người.",
    "empty": "Cần gõ nội dung rồi mới nhấn Enter.",
    "ended": "Buổi sinh hoạt đã kết thúc.",
    "last_step": "Đây là bước cuối. F10: kết thúc.",
    "conflicts": "Chưa thông qua được: còn {count} chỗ hai máy ghi khác nhau. ^X rồi Enter để chọn.",
    "no_conflict": "Hai máy không còn khác nhau ở chỗ này.",
    "note_rival": "Hai máy ghi ý này khác nhau (≠): ^X để chọn trước, rồi mới sửa hay bỏ.",
    "no_majority": "Chưa đạt: {votes}/{base} tán thành, cần từ {needed} trở lên. Biên bản chưa được thông qua.",
    "no_move": "Người này chưa có lần đến, về nào để sửa giờ.",
    "nobody_speaks": "Không có ai đang nói.",
    "none_unmarked": "Ai cũng đã có trạng thái.",
    "not_adopted": "Biên bản chưa được thông qua: sửa ngay trong biên bản, chưa cần phần bổ sung.",
    "not_here": "{name} không có trong phòng.",
    "not_member": "Người này không có trong danh sách buổi họp.",
    "not_paused": "Không phải đang nghỉ.",
    "not_read": "Cần đọc biên bản trước khi biểu quyết: F8 rồi Enter.",
    "not_running": "Buổi sinh hoạt chưa bắt đầu: nhấn F6.",
    "not_started": "Buổi sinh hoạt chưa bắt đầu: nhấn F6.",
    "not_voted": "Biên bản chưa được đọc và biểu quyết thông qua: F8.",
    "not_waiting": "{name} không có trong hàng chờ.",
    "nothing_to_redo": "Không có gì để làm lại.",
    "nothing_to_undo": "Không có gì để hoàn tác.",
    "queue_empty": "Hàng chờ đang trống: gõ tên người nói.",
    "read_only": "Đang mở để xem, không ghi được.",
    "reason_needed": "Cần ghi lý do vắng.",
    "roster_same": "Danh sách không có gì thay đổi.",
    "stale_correction": "Có câu đã sửa khi đọc mà sau đó ghi chép lại đổi: xem lại câu đó ở F8 rồi hãy biểu quyết.",
    "unknown_commitment": "Không thấy việc này trong các việc của kỳ trước.",
    "unknown_paragraph": "Đoạn này không còn trong biên bản.",
    "same": "Đã đúng như vậy rồi.",
    "same_step": "Đang ở bước này rồi.",
    "time_out_of_order": "Giờ đó không hợp: trước mốc liền trước hoặc sau bây giờ.",
    "too_long": "Đoạn này dài quá: hãy tách thành hai đoạn.",
    "undo_adopted": "Biên bản đã thông qua.",
    "unknown_document": "Kế hoạch không có tài liệu này.",
    "unknown_field": "Không có mục “{field}”.",
    "unknown_indicator": "Không có biểu hiện số {indicator}.",
    "unknown_note": "Không tìm thấy ghi chép này.",
    "vote_off": "Đếm được {cast}, nhưng có {entitled} người được biểu quyết trong phòng: lệch {off}.",
    "was_here": "{name} đã có mặt rồi: dùng phím 4 (ra về) hoặc 6 (xoá dấu).",
}

# --- rehearsal ---

ADOPTION_TITLE = "Thông qua biên bản"

# --- command line ---

FILE_TROUBLE = "Không dùng được tệp {name}: {reason}."
DEFECT = "Phần mềm gặp lỗi. Mọi việc đã lưu vẫn còn nguyên: hãy mở lại.\nBản ghi lỗi: {path} (gửi cho người hỗ trợ)."
NO_MEETINGS = "Chưa có buổi họp nào."
NO_SUCH_MEETING = "Không có buổi họp nào là “{wanted}”. Gõ `bienban meetings` để xem danh sách."
MANY_SUCH_MEETINGS = "Có {count} buổi họp khớp “{wanted}”: hãy gõ dài hơn."
WRONG_ENDING = "Chỉ xuất được ra .docx, .pdf hoặc .txt, không phải “{suffix}”."
WRITTEN = "Đã ghi {path}"
NOT_OVERWRITTEN = "Tệp {path} đã được sửa tay, hoặc không do máy này ghi, nên giữ nguyên. Bản mới ở cạnh đó: {side}"
ROSTER_SAVED = "Đã lưu {count} người. {changes}"
ROSTER_SAME = "Danh sách không có gì thay đổi."
ROSTER_CHANGES = "Thêm {added}, thay đổi {changed}, không còn {missing}."
PLAN_FINE = "Kế hoạch đọc được: {title} · {steps} bước · {indicators} biểu hiện · mã {digest}"
INDICATORS_UNDERSTOOD = "Đọc được {count}/{total} biểu hiện từ {file} (bảng mã {encoding})"
INDICATORS_SAVED = "Đã lưu. Mã SHA-256: {digest}"
INDICATORS_NOT_SAVED = "Chưa lưu vì chưa đủ. Sửa tệp rồi nhập lại, hoặc thêm --force để lưu phần đã có."
VERIFIED = {
    "whole": "nguyên vẹn",
    "torn": "đứt đuôi",
    "damaged": "HỎNG",
    "foreign": "tệp lạ",
    "busy": "đang ghi",
    "locked": "đang khoá",
}
NOTHING_TO_VERIFY = "Chưa có dữ liệu nào để kiểm tra."
STATES = {"prepared": "đang chuẩn bị", "running": "đang dở", "adopted": "đã thông qua", "ended": "đã xong"}
REHEARSAL_KEPT = "Buổi tập dượt còn đó. Lần sau `bienban rehearse` sẽ bắt đầu lại từ đầu."
LOST = "Còn {count} mục chưa ghi được vào đĩa vì hết chỗ hoặc đĩa lỗi."
