"""What the pages of administration say."""

from __future__ import annotations

from typing import Final

ADMIN: Final = "Quản trị"
ORGANISATION: Final = "Cây tổ chức"
ORGANISATION_HINT: Final = "Nhập danh sách đơn vị từ tệp Excel hoặc CSV; xem trước thay đổi rồi mới lưu."
CONTENTS: Final = "Giao cho các máy"
CONTENTS_HINT: Final = "Nhập kế hoạch, lời các biểu hiện, danh sách người; chọn kế hoạch mà các trang theo."
DEVICES: Final = "Máy của thư ký"
DEVICES_HINT: Final = "Xem các máy đã ghi danh; thu hồi máy bị mất."
CODES: Final = "Mã ghi danh"
CODES_HINT: Final = "Tạo mã dùng một lần cho máy của một đơn vị, in thành thư có mã vạch."
ACCOUNTS: Final = "Tài khoản"
ACCOUNTS_HINT: Final = "Tạo, khoá tài khoản; đặt lại mật khẩu; cấp quyền đọc ý kiến cá nhân."
AUDIT: Final = "Nhật ký"
AUDIT_HINT: Final = "Ai đã làm gì, ai đã đọc ý kiến của ai, từ trước đến nay."

# --- the tree ---

FILE: Final = "Tệp danh sách đơn vị (.xlsx hoặc .csv)"
FILE_NEEDS: Final = (
    "Dòng tiêu đề cần có: Mã, Tên, Cấp trên, Loại hình; có thể thêm Biến thể, Từ ngày, Đến ngày, Người theo dõi."
)
PREVIEW: Final = "Xem trước"
PREVIEWED: Final = "Thay đổi sẽ lưu từ tệp “{name}”"
NO_FILE: Final = "Hãy chọn một tệp."
SAVE: Final = "Lưu các thay đổi này"
NOTHING: Final = "Tệp này không thay đổi gì so với cây tổ chức đang có."
FAULTS: Final = "Chưa nhập được. Hãy sửa tệp rồi chọn lại:"
FOLLOWS: Final = "Người theo dõi"
FOLLOWS_HINT: Final = "Đảng ủy viên được phân công dự và theo dõi đơn vị này. Để trống nếu chưa phân công."
FOLLOWS_SAVE: Final = "Lưu người theo dõi"
CHANGE_FOLLOWS: Final = "Đổi người theo dõi"
TOO_LONG: Final = "Tên dài quá 200 chữ. Hãy ghi ngắn lại."

# --- devices and codes ---

DEVICE: Final = "Máy"
UNIT: Final = "Đơn vị"
ROLE: Final = "Vai trò"
ENROLLED: Final = "Ghi danh"
SEEN: Final = "Gửi lần cuối"
STATE: Final = "Tình trạng"
WORKS: Final = "đang dùng"
REVOKED: Final = "đã thu hồi {at}"
REVOKE_TITLE: Final = "Thu hồi máy {alias}"
REVOKE_HINT: Final = (
    "Thu hồi khi máy bị mất hoặc đổi người: máy không nhận và không gửi được gì nữa ngay từ lúc này."
    " Những gì máy đã gửi vẫn còn nguyên. Muốn dùng lại phải ghi danh bằng mã mới."
)
REVOKE: Final = "Thu hồi máy này"
LOOKED_FOR: Final = "Tên máy, đơn vị"
DEVICE_ROLES: Final = {"clerk": "thư ký", "secretary": "bí thư"}
CODE_UNIT: Final = "Mã đơn vị"
CODE_UNIT_UNKNOWN: Final = "Không có đơn vị nào họp mang mã này trong phạm vi của đồng chí. Hãy xem mã ở trang Đơn vị."
MAKE_CODE: Final = "Tạo mã và thư"
EVERY_CODE: Final = "Cho mọi đơn vị chưa có máy"
EVERY_CODE_HINT: Final = (
    "Mỗi đơn vị chưa có máy nào đang hoạt động được một mã và một thư riêng, mỗi thư in trên một trang. Mã chỉ dùng"
    " được trong 24 giờ: hãy tạo khi sẵn sàng đưa tận tay."
)
UNDER_CODE: Final = "Mã của cấp trên"
UNDER_UNKNOWN: Final = "Không có đơn vị nào mang mã này trong phạm vi của đồng chí. Hãy xem mã ở trang Đơn vị."
ALL_HAVE_ONE: Final = "Mọi đơn vị ở đây đã có máy. Muốn thêm máy cho một đơn vị thì ghi mã của đơn vị ấy."
LETTERS_MANY: Final = "Có hơn {most} đơn vị chưa có máy. Hãy ghi mã của một cấp thấp hơn."
MAKE_LETTERS: Final = "Tạo mọi thư"
LETTERS_COUNT: Final = "Có {count} thư."
ADDRESS_HERE: Final = (
    "Đồng chí đang mở trang này bằng địa chỉ {address}, chỉ dùng được trên chính máy chủ. Thư in từ đây ghi nó, "
    "máy của thư ký sẽ không nối được. Hãy mở trang bằng địa chỉ mà máy của thư ký thấy, rồi tạo mã ở đó."
)
LETTER_TITLE: Final = "Mã ghi danh máy của thư ký"
LETTER_ONCE: Final = "Mã chỉ hiện một lần ở trang này. Hãy in ngay (Ctrl+P); nếu mất, tạo mã mới."
LETTER_CODE: Final = "Mã ghi danh"
LETTER_UNTIL: Final = "Dùng một lần, đến {at}. Gõ sai năm lần thì mã hỏng."
LETTER_HOW: Final = "Trên máy của thư ký, gõ:"
LETTER_CARE: Final = "Ai có mã này ghi danh được một máy: đưa tận tay, đừng nhắn vào nhóm."
LETTER_QR: Final = "Mã vạch chứa dòng lệnh ở trên"

# --- accounts ---

LOGIN: Final = "Tên đăng nhập"
NAME: Final = "Họ và tên"
ROLES: Final = (
    ("ward", "văn phòng phường"),
    ("district", "cấp quận"),
    ("city", "cấp thành phố"),
    ("admin", "quản trị"),
)
ACCOUNT_UNIT: Final = "Mã đơn vị (để trống cho quản trị toàn bộ)"
PASSWORD: Final = "Mật khẩu (từ 12 chữ)"
PASSWORD_AGAIN: Final = "Gõ lại mật khẩu"
PASSWORD_DIFFERS: Final = "Hai lần gõ không giống nhau. Hãy gõ lại."
NEW_ACCOUNT: Final = "Tài khoản mới"
ACCOUNTS_LIST: Final = "Các tài khoản đang có"
MAKE: Final = "Tạo tài khoản"
OPEN: Final = "đang mở"
CLOSED: Final = "đã khoá"
ACCOUNT_UNIT_UNKNOWN: Final = "Không có đơn vị nào mang mã này trong phạm vi của đồng chí."
NOT_YOURSELF: Final = "Không tự khoá tài khoản đang dùng. Hãy nhờ người quản trị khác."
ONLY_WHOLE: Final = "Chỉ quản trị toàn bộ tạo được tài khoản không thuộc đơn vị nào. Hãy ghi mã đơn vị."
CLOSE: Final = "Khoá tài khoản"
CLOSE_HINT: Final = "Ai đang đăng nhập bằng tài khoản này bị đưa ra ngay."
REOPEN: Final = "Mở lại tài khoản"
NEW_PASSWORD: Final = "Đặt lại mật khẩu"
SET_PASSWORD: Final = "Đặt mật khẩu mới"
GRANTS: Final = "Quyền đọc ý kiến cá nhân"
GRANTS_HINT: Final = "Mỗi lần đọc theo quyền này đều được ghi vào nhật ký."
NO_GRANTS: Final = "Không có quyền riêng nào."
GRANT_UNIT: Final = "Mã đơn vị được đọc (cả cấp dưới)"
GRANT_UNTIL: Final = "Hết ngày"
GRANT_REASON: Final = "Lý do"
GIVE: Final = "Cấp quyền"
TAKE_BACK: Final = "Thu lại quyền"
GRANT_FAULT: Final = "Cần đủ mã đơn vị trong phạm vi, ngày hết hạn từ hôm nay trở đi và lý do."
FROM: Final = "Từ ngày"
TO: Final = "Hết ngày"
MADE_BY: Final = "Người cấp"

# --- the audit ---

AT: Final = "Lúc"
WHO: Final = "Ai"
WHAT: Final = "Việc"
ABOUT: Final = "Về"
DETAIL: Final = "Chi tiết"
KIND: Final = "Loại việc"
EVERY_KIND: Final = "mọi việc"
SINCE: Final = "Từ ngày"
UNTIL: Final = "Đến ngày"
NAMED: Final = {
    "command line": "tại máy chủ",
    "server": "máy chủ",
    "everyone": "mọi đơn vị",
    "tree": "cây tổ chức",
    "account:unknown": "tên không có",
}
"""Who acts and what an act is about, where that is neither a person nor a unit."""
DETAILS: Final = {
    "role": "vai trò",
    "unit": "đơn vị",
    "until": "đến ngày",
    "new": "đơn vị mới",
    "changed": "đơn vị đổi",
    "named": "mã gửi lên",
    "signs": "biểu hiện",
    "meeting": "buổi họp",
    "part": "phần đã đọc",
    "kind": "loại nội dung",
    "digest": "mã nội dung",
    "indicators": "nguyên văn các biểu hiện",
    "roster": "danh sách người dự",
    "plan": "kế hoạch",
    "page": "trang của buổi họp",
    "vault": "kho",
    "known": "máy đã ghi danh",
    "revoked": "máy đã thu hồi",
}
"""What the details of an audit line are called; another one is shown by its name."""
DEEDS: Final = {
    "account.new": "tạo tài khoản",
    "account.password": "đặt lại mật khẩu",
    "account.disabled": "khoá tài khoản",
    "account.enabled": "mở lại tài khoản",
    "login": "đăng nhập",
    "login.wrong": "đăng nhập sai",
    "code.new": "tạo mã ghi danh",
    "device.enrolled": "ghi danh máy",
    "device.revoked": "thu hồi máy",
    "alias.refused": "máy mang mã chi bộ của nơi khác",
    "grant.new": "cấp quyền đọc ý kiến",
    "grant.over": "thu lại quyền đọc ý kiến",
    "opinions.read": "đọc ý kiến cá nhân",
    "tree.imported": "nhập cây tổ chức",
    "contents.set": "phát nội dung cho các máy",
    "plan.used": "đổi kế hoạch mà các trang tính theo",
    "device.introduced": "máy cũ giới thiệu máy mới",
    "device.vouched": "nhận mã máy cũ của cùng một bản cài",
    "vault.answered": "giúp mở kho đã khoá",
    "signs.grouped": "xếp nhóm biểu hiện khác",
    "signs.ungrouped": "bỏ một lần xếp nhóm",
}

ACCOUNT_FAULTS: Final = {
    "login": "Tên đăng nhập gồm 3 đến 40 chữ không dấu, số, dấu chấm hoặc gạch. Hãy chọn tên khác.",
    "name": "Họ tên gồm 1 đến 200 chữ. Hãy ghi lại.",
    "role": "Hãy chọn vai trò.",
    "unit": "Vai trò này cần một đơn vị. Hãy ghi mã đơn vị.",
    "password": "Mật khẩu phải dài từ 12 đến 200 chữ. Hãy chọn một câu dễ nhớ.",
    "taken": "Đã có tài khoản mang tên này. Hãy chọn tên khác.",
    "unknown": "Không còn tài khoản này. Hãy tải lại danh sách.",
}
