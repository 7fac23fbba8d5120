"""Words of the page for the room and of its command. The rules of `tui.words` hold here too."""

from __future__ import annotations

from typing import Final

PAGE_TITLE = "Bảng cho hội trường"
PAGE_CLOSED = "Bảng đã đóng"
PAGE_LOST = "Bảng đang tạm dừng, số liệu có thể đã cũ"
PAGE_REHEARSAL = "TẬP DƯỢT"

PAGE_STEP = "Bước {number}/{count}"
PAGE_PRESENTER = "Trình bày: {name}"
PAGE_NOBODY = "Chưa có người phát biểu"
PAGE_INDICATOR = "Đang bàn: {label}"
PAGE_QUEUE = "Chờ phát biểu"
PAGE_QUEUE_MORE = "và {count} người nữa"

PAGE_WAITING = "Chưa bắt đầu"
PAGE_WAITING_AT = "Dự kiến bắt đầu lúc {clock}"
PAGE_PAUSED = "Nghỉ giải lao"
PAGE_PAUSED_FOR = "Đã nghỉ {minutes} phút"
PAGE_ENDED = "Đã kết thúc"
PAGE_ENDED_AT = "Kết thúc lúc {clock}"

FIGURE_TIME, FIGURE_PRESENT, FIGURE_VOTES = "Thời gian", "Có mặt", "Được biểu quyết"
FIGURE_MINUTES = "{spent}′"
FIGURE_LEAST = "/{least}′"
FIGURE_TOTAL = "/{total}"

RESULT = "Kết quả biểu quyết"
RESULT_FOR, RESULT_AGAINST, RESULT_OTHER = "Tán thành", "Không tán thành", "Ý kiến khác"
RESULT_PASSED, RESULT_FAILED = "✓ Đạt", "✗ Không đạt"

# --- the command and the palette ---

BOARD_OPENED = "Bảng cho hội trường: {path}\nNhấn Ctrl-C để tắt."
BOARD_OVER = "Buổi này đã kết thúc: bảng chỉ dành cho buổi chưa kết thúc."
BOARD_ENDED = "Buổi sinh hoạt đã kết thúc. Đã tắt bảng."
BOARD_OFF = "Đã tắt bảng."

K_ROOM, H_ROOM = (
    "Bảng cho hội trường",
    "Mở trang chiếu cho cả phòng xem: người nói, giờ, kết quả biểu quyết; gọi lại để tắt",
)
ROOM_STARTED = "Bảng đang mở trong trình duyệt. Đưa cửa sổ ấy sang màn hình hội trường rồi nhấn F11 ở đó để phóng to."
ROOM_FILE = "Nếu không thấy, tự mở tệp {path}"
ROOM_HINT = "Enter: ghi tiếp"
ROOM_STOPPED = "Đã tắt bảng cho hội trường."
ROOM_DIED = "Bảng vừa tự tắt. Thử chạy ở cửa sổ khác: {command}"
ROOM_FAILED = "Không mở được bảng từ đây. Hãy chạy ở cửa sổ khác: {command}"
ROOM_COMMAND: Final = "bienban board"
