"""Words of papers that are written to files: why one could not be, in what font, and the key card."""

from __future__ import annotations

# --- writing ---

OTHER_FONT = ". Máy này không có phông {wanted}; tệp PDF dùng phông {used}."

FULL_DISK = "ổ đĩa đã đầy"
NOT_ALLOWED = "không được phép ghi ở đó, hoặc tệp đang mở trong chương trình khác"
NO_SUCH_PLACE = "không có tệp hay thư mục ấy"
ONLY_READ = "ổ đĩa chỉ cho đọc"
IS_A_FOLDER = "đó là một thư mục"
LONG_NAME = "tên tệp quá dài"
BAD_DISK = "ổ đĩa báo lỗi"
UNKNOWN_TROUBLE = "hệ điều hành báo lỗi số {number}"

# --- commands of the palette ---

K_EXPORT_PDF, H_EXPORT_PDF = "Xuất PDF", "Ghi biên bản ra tệp PDF, để in hoặc gửi đi"
K_EXPORT_TEXT, H_EXPORT_TEXT = "Xuất văn bản", "Ghi biên bản ra tệp chữ (.txt)"

# --- the key card ---

CARD_TITLE = "Phím và ký hiệu của bàn ghi biên bản"
CARD_ABSTRACT = "^Z: giữ Ctrl rồi nhấn Z. Chữ thường không bao giờ là lệnh. F1: trợ giúp ngay trên màn hình."
CARD_FOOTER = "bienban {version}: thẻ này do phần mềm tự lập từ bảng phím của nó"
