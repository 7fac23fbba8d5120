"""The words of the screen, in Vietnamese, that belong to no single pane; a pane's own are in `words_…` beside this.

Papers have their own words in `models`. Names in capitals; `K_` a footer label, `H_` a line of help, `G_` a group of
commands. Sentences say what to do.
"""

from __future__ import annotations

from typing import Final

from models.fact import NoteKind, TurnKind

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
PERSON_MORE = "… còn {count} người: gõ thêm vài chữ"
PERSON_HINT = "gõ vài chữ của tên, chữ đầu (nvh), số thứ tự hoặc năm sinh"
NAMESAKES = "Chưa rõ là ai: nhấn số của dòng, hoặc gõ thêm dấu, năm sinh."
NAMESAKE_MARKED = "Enter: {name} · hoặc gõ tiếp năm sinh"
NOBODY_FOUND = "Không tìm thấy “{name}”. Gõ lại, hoặc thêm khách ở màn Điểm danh (F2)."
ADD_GUEST = "Không có “{name}” trong danh sách. Enter: thêm làm khách"
YES = "có"
NO = "không"
BACK_HINT = "Esc: về màn trước"
BLANK_VALUE = "–"

# --- live ---

LIVE_NOTE = "Ghi"
SIGN_MEANT = "Gõ #{number} để gắn với biểu hiện “{name}”."
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
WRONG_TURN_ASK = "Lượt {clock} của {name}: thật ra là"
UNDO_ADOPTED = "Biên bản đã thông qua. Vẫn hoàn tác?"
LEAVE_RUNNING = "Đang họp, mọi việc đã lưu. Đóng máy ghi?"
LEAVE_UNSAVED = "CÒN {count} MỤC CHƯA LƯU. Đóng bây giờ có thể mất các mục đó. Vẫn đóng?"

# --- asking for days, times and files ---

DAY_HOW = "Chưa hiểu ngày đó: gõ như 12/9 hay 12/9/2023."
DAY_HINT = "gõ ngày, ví dụ 12/9, rồi Enter · Esc để thôi"
DAY_TODAY_HINT = "Enter: {day} (hôm nay) · hoặc gõ ngày khác, ví dụ 12/9"
CLOCK_HOW = "Chưa hiểu giờ đó: gõ như 14:00, 14h hay 14h05."
CLOCK_HINT = "gõ giờ, ví dụ 14h30, rồi Enter · Esc để thôi"

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
ADOPTION_TITLE = "Thông qua biên bản"
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

# --- files ---

FILE_TROUBLE = "Không dùng được tệp {name}: {reason}."
FILE_UNNAMED = "(chưa rõ tên)"
DEFECT_UNWRITTEN = "Phần mềm gặp lỗi. Mọi việc đã lưu vẫn còn nguyên: hãy mở lại. Ổ đĩa không nhận được bản ghi lỗi."
DEFECT = "Phần mềm gặp lỗi. Mọi việc đã lưu vẫn còn nguyên: hãy mở lại.\nBản ghi lỗi: {path} (gửi cho người hỗ trợ)."
LOST = "Còn {count} mục chưa ghi được vào đĩa vì hết chỗ hoặc đĩa lỗi."
WRONG_ENDING = "Chỉ xuất được ra .docx, .pdf hoặc .txt, không phải “{suffix}”."
WRITTEN = "Đã ghi {path}"
NOT_OVERWRITTEN = "Tệp {path} đã được sửa tay, hoặc không do máy này ghi, nên giữ nguyên. Bản mới ở cạnh đó: {side}"
