"""Words of two laptops and one meeting: what they recorded differently, and the stick that carries it between them."""

from __future__ import annotations

from typing import Final

# --- what two laptops recorded differently ---

PANE_CONFLICTS: Final = "Hai máy khác nhau"
K_CONFLICTS, H_CONFLICTS = "Hai máy khác nhau", "Chọn ở những chỗ hai máy ghi khác nhau"
CONFLICTS_COUNT = "≠ hai máy khác {count}: ^X"
CONFLICTS_HEAD = "{count} chỗ hai máy ghi khác nhau · {blocking} chỗ phải chọn trước khi thông qua"
CONFLICTS_EMPTY = "Hai máy ghi khớp nhau."
CONFLICTS_HINT = "nhấn số để chọn · Enter: xem các cách"
CONFLICTS_HINT_MORE = CONFLICTS_HINT + " · ^X: mâu thuẫn khác"
CONFLICTS_KEYS = (("1 2…", "chọn"), ("Enter", "các cách"), ("↑ ↓", "chỗ khác"))
CONFLICT_CHOOSE = "Chọn"
TO_CONFLICT = "chọn một"
MUST = "phải chọn"
CAN_WAIT = "có thể để sau"
NO_WINNER = "chưa tính bên nào"
THIS_LAPTOP = "máy này"
OTHER_LAPTOP = "máy {alias}"
TOLD_BY = "{value}  ({who}, {clock})"
TOLD_BY_NAMED = "{value}  ({who}, {name}, {clock})"
KEEP_BOTH = "Giữ cả hai"
MERGE_TURNS = "Là một lượt: gộp lại, giữ mọi ghi chép của cả hai"
TWO_TURNS = "Là hai lượt: giữ cả hai"
WRITE_THIRD = "Ghi lại cách khác"
THIRD_ASK = "Nội dung đúng"
LEAVE_OUT = "bỏ ghi chép này"
EXCUSED = "vắng, {reason}"
UNMARKED = "chưa điểm danh"
COUNTED = "{yes} tán thành, {no} không, {other} khác trên {base}"
ADOPTED_AT = "thông qua lúc {clock}"
FROM_TO = "{start}–{stop}"
STILL = "đang nói"

WHAT = {
    "attendance": "Điểm danh {name}",
    "move": "Giờ đến, giờ về của {name}",
    "twice": "{name}: có thể là một lượt",
    "vote": "Biểu quyết {title}",
    "indicator": "Biểu hiện {indicator}: {field}",
    "adoption": "Lần thông qua biên bản",
}
MERGED_TURNS = "Đã gộp hai lượt thành một"
RESOLVED = "Đã chọn một giữa hai máy"

# --- the stick ---

K_SEND, H_SEND = "Gửi qua USB", "Ghi các buổi vào tệp cho máy khác nhận"
K_TAKE, H_TAKE = "Nhận từ USB", "Nhận các buổi từ tệp của máy khác"
SEND_ASK = "Gửi {count} buổi vào tệp"
SEND_HINT = "Enter: ghi vào tệp này · hoặc gõ thư mục của USB · Esc để thôi"
SEND_NAME = "gửi"
SEND_NOTHING = "Chưa có buổi nào để gửi."
SENT = "Đã ghi {meetings} buổi, {entries} mục vào {path}, đã đọc lại và kiểm tra."
SEND_FAILED = "Chưa ghi được vào {path}: {why}. Hãy chọn chỗ khác."
TAKE_ASK = "Nhận từ tệp"
TAKE_HINT = "kéo thả tệp .bienban-gui vào đây, hoặc gõ thư mục của USB · Esc để thôi"
TAKE_WHICH = "Nhận tệp nào"
TAKE_NONE = "Trong {path} không có tệp .bienban-gui nào."
TAKEN = "Đã nhận {meetings} buổi của {unit}: {new} dòng ghi mới, {longer} dòng dài thêm."
TAKEN_SAME = "Máy này đã có đủ {meetings} buổi của {unit}; không có gì thay đổi."
TAKEN_PLANS = "{count} buổi theo kế hoạch chưa có trên máy này: chỉ xem được."
TAKEN_RENEWED = "Từ nay máy này ghi tiếp vào một dòng ghi mới."
TAKEN_CONFLICTS = "Có {count} chỗ hai máy ghi khác nhau: ^X."
JOIN_ASK = "Dùng đơn vị “{unit}” và danh sách đi kèm trên máy này?"
JOIN_LATER = "Muốn cùng đơn vị “{unit}” thì đóng buổi này rồi nhận lại."
JOINED = "Máy này nay ghi cho {unit}, danh sách {count} người."
PEOPLE_ASK = "Thay danh sách của máy này bằng danh sách đi kèm?"
PEOPLE_ADDED, PEOPLE_CHANGED, PEOPLE_MISSING = "+ {name}", "± {name}", "− {name}"
JOIN_HOW = "Muốn dùng đơn vị và danh sách này thì chạy lại, thêm --yes."
UNIT_UNNAMED = "(đơn vị chưa đặt tên)"
