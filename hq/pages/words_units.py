"""What the pages of units say."""

from __future__ import annotations

from typing import Final

UNITS: Final = "Đơn vị"
NAME: Final = "Tên đơn vị"
CODE: Final = "Mã"
KIND: Final = "Loại hình"
ABOVE: Final = "Cấp trên"
OVERSEER: Final = "Người theo dõi"
LOOKED_FOR: Final = "Tên, mã, cấp trên hoặc người theo dõi"

# --- one unit ---

OFFICE: Final = "Cấp trên, không họp"
UNITS_BELOW: Final = "Đơn vị trực thuộc"
SESSIONS: Final = "Các buổi đã gửi về trụ sở"
NO_SESSIONS: Final = "Đơn vị chưa gửi buổi nào về trụ sở."
LAPTOPS: Final = "Máy của thư ký"
NO_LAPTOP: Final = "Đơn vị chưa có máy nào ghi danh, nên chưa gửi được gì: hãy tạo mã ghi danh."
NOBODY: Final = "chưa phân công"
DAY: Final = "Ngày"
STATE: Final = "Tình trạng"
BEGAN: Final = "Bắt đầu"
MINUTES: Final = "Số phút"
PRESENT: Final = "Có mặt"
ADOPTED: Final = "Thông qua biên bản"
NO_DAY: Final = "chưa định ngày"
OF: Final = "{part}/{whole}"
REHEARSAL: Final = "tập dượt, không tính"
STATE_PREPARED: Final = "đang chuẩn bị"
STATE_RUNNING: Final = "đang họp"
STATE_UNFINISHED: Final = "họp dở, chưa thấy kết thúc"
STATE_HELD: Final = "đã họp, chưa thông qua biên bản"
STATE_ADOPTED: Final = "đã thông qua biên bản"
MAKE_CODE: Final = "Tạo mã ghi danh"
CHANGE_FOLLOWS: Final = "Đổi người theo dõi"
PROGRESS_BELOW: Final = "Tiến độ các đơn vị bên dưới"
