"""What the page of plans and forms that go to the laptops says."""

from __future__ import annotations

from typing import Final

CONTENTS: Final = "Giao cho các máy"
INTRO: Final = (
    "Kế hoạch và lời các biểu hiện ở đây đến mọi máy thư ký ở lần gửi kế tiếp; danh sách người chỉ đến máy của đơn vị "
    "ấy. Thư ký xem rồi mới nhận; buổi đã mở giữ nguyên kế hoạch của nó."
)
PLANS: Final = "Kế hoạch mà trụ sở có"
PLAN: Final = "Kế hoạch"
DIGEST: Final = "Mã"
SINCE: Final = "Từ lúc"
STATE: Final = "Các trang"
IN_USE: Final = "đang dùng"
OWN: Final = "đi kèm phần mềm"
NOT_READ_ANY_MORE: Final = "bản phần mềm này không đọc được"
USE: Final = "Dùng cho các trang"
USE_HINT: Final = (
    "Kế hoạch đang dùng quyết định tiến độ, thời hạn, lịch, biểu hiện, báo cáo và nhắc việc. Đổi kế hoạch thì số liệu "
    "được cộng lại trong ít phút; buổi của đợt khác giữ kế hoạch của nó."
)
HANDED: Final = "Đang giao cho mọi máy"
WHAT: Final = "Nội dung"
LISTS: Final = "Số đơn vị đã được giao danh sách người: {count}."
NOTHING_HANDED: Final = "Chưa giao gì thêm: các máy dùng kế hoạch đi kèm phần mềm."
GIVE: Final = "Giao nội dung mới"
KIND: Final = "Nội dung"
KINDS: Final = {"plan": "Kế hoạch", "indicators": "Lời các biểu hiện", "roster": "Danh sách người"}
UNIT: Final = "Mã đơn vị (chỉ với danh sách người)"
FILE: Final = "Tệp"
FILE_HINT: Final = (
    "Kế hoạch: nén thư mục kế hoạch thành một tệp .zip. Biểu hiện: .txt, .docx, .xlsx. Danh sách: .xlsx, .csv, .txt."
)
PREVIEW: Final = "Xem trước"
PREVIEWED: Final = "Đọc được từ tệp “{name}” ({kind})"
SAVE: Final = "Giao nội dung này"
FAULTS: Final = "Chưa nhận được:"
NO_FILE: Final = "Hãy chọn một tệp."
NO_ZIP: Final = "Không đọc được tệp .zip có plan.toml bên trong. Hãy nén lại thư mục kế hoạch rồi chọn lại."
TOO_LARGE: Final = "Các tệp của kế hoạch cộng lại lớn quá. Hãy kiểm tra có nén đúng thư mục kế hoạch không."
NOT_READ: Final = "Nội dung đã bị đổi trên đường gửi. Hãy chọn lại tệp và xem trước lại."
UNIT_UNKNOWN: Final = "Không có đơn vị nào họp mang mã này. Hãy xem mã ở trang Đơn vị."
PLAN_UNKNOWN: Final = "Trụ sở không có kế hoạch này, hoặc không đọc được. Hãy giao lại kế hoạch."
WORDING_PARTLY: Final = "Chưa đủ các biểu hiện của kế hoạch đang giao. Hãy bổ sung tệp rồi chọn lại."
PLAN_TOLD: Final = (
    "{title} (mã {digest})\n{indicators} biểu hiện; ít nhất {minutes} phút một buổi\n"
    "Hạn tổ chức {session}; hạn báo cáo {report}"
)
PLAN_FILE: Final = "Tệp {name}"
LINE: Final = "{number}. {text}"
FILE_NAME: Final = "tep-gui-len"
