"""Words of the list of meetings, and of the welcome while it is empty. The rules of `tui.words` hold here too."""

from __future__ import annotations

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
PLAN_GONE = "Chỉ xem được"
PLAN_GONE_HINT = "Enter: xem"
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
