"""Words of papers that are written to files: in what font, and the key card."""

from __future__ import annotations

# --- writing ---

PLACED = "{name} vào thư mục {folder}"
DOCUMENTS = "Tài liệu ({folder})"
OTHER_FONT = ". Máy này không có phông {wanted}; tệp PDF dùng phông {used}."

# --- commands of the palette ---

K_EXPORT_PDF, H_EXPORT_PDF = "Xuất PDF", "Ghi biên bản ra tệp PDF, để in hoặc gửi đi"
K_EXPORT_TEXT, H_EXPORT_TEXT = "Xuất văn bản", "Ghi biên bản ra tệp chữ (.txt)"

# --- the key card ---

CARD_TITLE = "Phím và ký hiệu của bàn ghi biên bản"
CARD_ABSTRACT = "^Z: giữ Ctrl rồi nhấn Z. Chữ thường không bao giờ là lệnh. F1: trợ giúp ngay trên màn hình."
CARD_FOOTER = "bienban {version}: thẻ này do phần mềm tự lập từ bảng phím của nó"
