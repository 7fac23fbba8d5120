"""What the pages of reports and reminders say."""

from __future__ import annotations

from typing import Final

REPORTS: Final = "Báo cáo"
TITLE: Final = "Báo cáo tổng hợp: {unit}"
UNIT: Final = "Phạm vi"
SHOW: Final = "Xem"
NO_UNIT: Final = "Trong phạm vi của đồng chí chưa có cấp nào có đơn vị phải họp. Nhờ người quản trị nhập cây tổ chức."
DAY: Final = "Số liệu đến hết ngày"
DAY_BAD: Final = "Không có số liệu của ngày “{day}”. Hãy chọn một ngày không sau hôm nay."
DAY_MANY: Final = (
    "Chỉ xem lại được ngày đã qua trong phạm vi không quá {most} đơn vị, ví dụ một phường. Dưới đây là số liệu lúc này."
)
UNITS_MANY: Final = "{name} có hơn {most} đơn vị. Hãy chọn một cấp dưới; báo cáo chung do người quản trị tạo bằng lệnh."
FILES: Final = "Tải báo cáo"
FORMATS: Final = {"docx": "Word (DOCX)", "pdf": "PDF", "xlsx": "Bảng tính (XLSX)"}
KEPT: Final = (
    "Số liệu đã điền sẵn; chỗ tô xám “[Người viết bổ sung…]” để người viết. Mỗi lần tải là một tệp mới, tên tệp có ngày"
    " và mã số liệu: tệp đã sửa trên máy của đồng chí không bị ghi đè, máy chủ không giữ bản đã sửa."
)
AT_A_GLANCE: Final = "Các con số chính"
HELD: Final = "đã họp / phải họp"
SHORT: Final = "họp dưới {least} phút"
LATE: Final = "quá hạn chưa họp"
ADOPTED: Final = "có biên bản"
SENT: Final = "đã gửi báo cáo / phải gửi"
ATTENDANCE: Final = "đảng viên phải dự có mặt"
SHOWING: Final = "tự nhận có biểu hiện"
TAKEN_ON: Final = "giải pháp của tập thể"

PROGRESS: Final = "Tiến độ trong báo cáo"
GROUP: Final = "Đơn vị"
DUE: Final = "Phải họp"
DONE: Final = "Đã họp"
IN_TIME: Final = "Đúng hạn"
TOO_SHORT: Final = "Thiếu giờ"
MINUTES: Final = "Biên bản"
REPORT: Final = "Báo cáo"
DIRECT: Final = "Trực thuộc"
SUM: Final = "Cộng"

# --- reminders ---

REMINDERS: Final = "Nhắc việc"
REMIND_TITLE: Final = "Nhắc việc: {unit}"
REMIND_HINT: Final = (
    "Bấm “soạn thư” để mở chương trình thư trên máy của đồng chí, hoặc chép lời nhắc bên dưới. Máy chủ không tự gửi gì."
)
NOTHING_OWED: Final = "Không đơn vị nào còn thiếu việc này. Xem cả ở trang Tiến độ."
LACK: Final = "Còn thiếu"
LACKS: Final = {
    "": "mọi việc",
    "announce": "chưa báo ngày họp",
    "hold": "chưa họp",
    "adopt": "chưa có biên bản",
    "short": "thiếu thời lượng",
    "report": "chưa gửi báo cáo",
}
LACKING: Final = "{lack} ({count})"
OVERSEER: Final = "Người theo dõi"
OWED: Final = "Còn thiếu"
STATE: Final = "Hạn"
WRITE: Final = "Thư"
COMPOSE: Final = "soạn thư"
TEXTS: Final = "Lời nhắc để chép"
PHONE: Final = "Danh sách gọi điện"
PHONE_FILE: Final = "Tải danh sách (TXT)"
LOOKED_FOR: Final = "Tên, mã hoặc người theo dõi"
