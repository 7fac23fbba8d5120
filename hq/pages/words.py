"""What the frame of every page, the log-in and trouble say."""

from __future__ import annotations

from typing import Final

PRODUCT: Final = "Trụ sở sinh hoạt chính trị"
NONE: Final = "–"
SKIP: Final = "Đến nội dung chính"
NAVIGATION: Final = "Các trang"
CRUMBS: Final = "Vị trí trong tổ chức"
LOG_OUT: Final = "Đăng xuất"
MADE: Final = "Trang lập lúc {at}, người xem: {name}"
ROLES: Final = {
    "ward": "Văn phòng phường",
    "district": "Cấp quận",
    "city": "Cấp thành phố",
    "admin": "Quản trị",
}

LOG_IN: Final = "Đăng nhập"
LOGIN: Final = "Tên đăng nhập"
PASSWORD: Final = "Mật khẩu"
LOG_IN_WRONG: Final = "Tên đăng nhập hoặc mật khẩu không đúng. Gõ lại; sai nhiều lần thì phải chờ vài phút."
LOG_IN_WAIT: Final = "Có quá nhiều lần gõ sai từ máy này. Hãy chờ mười phút rồi đăng nhập lại."
LOG_IN_HELP: Final = "Quên mật khẩu: nhờ người quản trị của trụ sở đặt lại."

NOTICES: Final = {
    "logged-out": "Đã đăng xuất.",
    "not-sent": "Phiên đăng nhập đã hết, điều vừa gửi chưa được lưu. Hãy đăng nhập rồi ghi và gửi lại.",
    "tree-saved": "Đã lưu cây tổ chức.",
    "handed-out": "Đã giao. Các máy nhận ở lần gửi kế tiếp; thư ký xem rồi mới dùng.",
    "plan-used": "Các trang nay theo kế hoạch này. Số liệu đang được cộng lại, xin chờ ít phút.",
    "follower-saved": "Đã lưu người theo dõi.",
    "device-revoked": "Đã thu hồi máy. Máy không nhận và không gửi được gì nữa từ lúc này.",
    "account-made": "Đã tạo tài khoản.",
    "account-closed": "Đã khoá tài khoản.",
    "account-opened": "Đã mở lại tài khoản.",
    "password-set": "Đã đặt mật khẩu mới; ai đang đăng nhập bằng mật khẩu cũ đã bị đưa ra.",
    "grant-given": "Đã cấp quyền đọc ý kiến cá nhân.",
    "grant-over": "Đã thu lại quyền.",
}
"""Sentences that a page shows once, after something was done."""

TROUBLE: Final = {
    400: "Máy chủ không hiểu được yêu cầu này. Hãy quay lại trang trước rồi thử lại.",
    403: "Tài khoản của đồng chí không mở được trang này, hoặc biểu mẫu đã cũ. Hãy tải lại trang trước rồi thử lại.",
    404: "Không có trang này, hoặc đơn vị không thuộc phạm vi của đồng chí. Hãy kiểm tra lại địa chỉ.",
    405: "Địa chỉ này không mở trực tiếp được. Hãy quay lại trang trước.",
    413: "Nội dung gửi lên quá lớn. Hãy viết ngắn lại, hoặc gửi tệp nhỏ hơn.",
    429: "Gọi quá nhiều lần trong thời gian ngắn. Hãy chờ một phút rồi thử lại.",
    500: "Máy chủ gặp lỗi, đã ghi lại. Hãy thử lại; nếu còn lỗi, báo người quản trị.",
    503: "Máy chủ đang bận. Hãy thử lại sau ít phút.",
    507: "Ổ đĩa của máy chủ đã đầy. Hãy báo ngay cho người quản trị.",
}
PLAN_LACKING: Final = (
    "Trụ sở chưa có kế hoạch {plan} mà {units} đơn vị dùng: các đơn vị ấy được đếm là đã họp, nhưng chưa xét thời "
    "lượng và điều kiện. Người quản trị cần nhập kế hoạch ấy: ở trang “Giao cho các máy”, hoặc bằng lệnh "
    "bienban-hq plan import THƯ_MỤC, hoặc nhận tệp .bienban-gui của một máy đã dùng; sau đó số liệu tự tính lại."
)
PLAN_MARK: Final = "mã {digest}"
PLAN_UNNAMED: Final = "không ghi rõ mã"
PLAN_ROW: Final = "chưa xét: thiếu kế hoạch {plan}"
TROUBLE_TITLE: Final = "Chưa làm được"
BACK_HOME: Final = "Về trang đầu"

# --- tables ---

SEARCH: Final = "Tìm"
FILTER: Final = "Lọc"
CLEAR: Final = "Bỏ lọc"
SEARCH_HINT: Final = "gõ không dấu cũng được"
DOWNLOAD: Final = "Tải bảng (XLSX)"
SORT_UP: Final = "đang xếp tăng dần"
SORT_DOWN: Final = "đang xếp giảm dần"
SORT_BY: Final = "Xếp theo {heading}"
EMPTY: Final = "Chưa có dòng nào."
NO_UNITS: Final = (
    "Chưa có đơn vị nào phải họp trong phạm vi của đồng chí. Người quản trị nhập danh sách đơn vị ở trang Quản trị,"
    " phần Cây tổ chức."
)
EMPTY_LOOKED: Final = "Không có dòng nào như vậy. Hãy bỏ bớt điều kiện lọc hoặc gõ ngắn hơn."
ROWS: Final = "Dòng {first}–{last} trong {total}"
PAGES: Final = "Các trang của bảng"
PREVIOUS: Final = "Trang trước"
NEXT: Final = "Trang sau"
