"""Words of the roll call: marks, standings, guests, the counts. The rules of `tui.words` hold here too."""

from __future__ import annotations

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
GUEST_KIND_HINT = "nhấn số · lần sau gõ “bà Tên, chức vụ”: khỏi hỏi, đúng xưng hô"
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
