"""Words of reading a member list in from a file. The rules of `tui.words` hold here too."""

from __future__ import annotations

ROSTER_PATH = "Tệp danh sách"
ROSTER_PATH_HINT = "gõ hoặc kéo thả tệp .xlsx, .csv, .txt vào đây rồi Enter"
ROSTER_HINT = "Enter: lưu · ↑ ↓: xem thêm · gõ tệp khác rồi Enter · Esc: thôi"
ROSTER_KEYS = (("Enter", "lưu"), ("2", "bảng mã"), ("3", "cột"), ("4", "trang tính"))
ROSTER_ABOUT = (
    "Nhập danh sách thành viên từ tệp .xlsx, .csv hoặc .txt như đơn vị đang giữ. Bảng mã (Unicode, TCVN3, VNI…)"
    " và các cột được tự nhận ra. Mọi thứ được cho xem trước; chỉ khi nhấn Enter mới lưu."
)
ROSTER_BY_HAND = (
    "Chưa có tệp nào: mở phần mềm soạn thảo, gõ mỗi dòng một người, ví dụ “1. Nguyễn Văn An 1960, Bí thư”,"
    " lưu thành tệp văn bản (.txt) rồi chọn tệp ấy."
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
