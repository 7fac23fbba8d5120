"""Words of the look at the computer: is it ready for a session? Each says what to do. The rules of `tui.words` hold."""

from __future__ import annotations

TITLE = "Kiểm tra máy · {app} {version}"
FINE, WRONG = "được", "cần xem"
ALL_FINE = "Máy đã sẵn sàng."
SOME_WRONG = "Có {count} điều cần xem."
AT_START = "Máy cần xem: {told}"

LETTERS, WINDOW, FOLDER, SPACE, CLOCK, ZONE, TYPING = (
    "Mã chữ",
    "Cửa sổ",
    "Nơi cất dữ liệu",
    "Chỗ trống",
    "Đồng hồ",
    "Múi giờ",
    "Gõ thử",
)

LETTERS_FINE = "UTF-8"
LETTERS_WRONG = (
    "Cửa sổ dòng lệnh đang dùng bảng mã {name}, chữ Việt sẽ hỏng. Trên Windows hãy mở bằng bienban.cmd; "
    "trên Linux hãy đặt LANG=C.UTF-8 rồi mở lại."
)
WINDOW_FINE = "{columns} cột × {lines} dòng"
WINDOW_TIGHT = "{columns} cột × {lines} dòng: dùng được, nhưng rộng {full_columns} × {full_lines} thì dễ nhìn hơn"
WINDOW_WRONG = (
    "{columns} cột × {lines} dòng thì nhỏ quá, cần ít nhất {least_columns} × {least_lines}. "
    "Hãy phóng to cửa sổ hoặc thu nhỏ cỡ chữ (Ctrl và dấu trừ)."
)
WINDOW_UNKNOWN = "không phải cửa sổ; cỡ chưa biết"
FOLDER_FINE = "{path}, ghi được"
FOLDER_WRONG = (
    "Không ghi được vào {path}. Hãy xin quyền ghi, hoặc chọn thư mục khác: "
    "gõ bienban --home, dấu cách, rồi tên thư mục ấy."
)
SPACE_FINE = "còn {size}"
MINUTE = "%H:%M ngày %d/%m/%Y"
CLOCK_FINE = "{now}"
CLOCK_EARLY = (
    "Máy đang để {now}, trước cả ngày làm ra phần mềm này; pin đồng hồ có thể đã hết. "
    "Hãy chỉnh lại ngày giờ trước khi họp."
)
CLOCK_LATE = "Máy đang để {now}, xa về sau quá. Hãy chỉnh lại ngày giờ trước khi họp."
CLOCK_BEHIND = (
    "Máy đang để {now}, nhưng lần ghi cuối cùng là {last}: đồng hồ đã lùi lại. Hãy chỉnh lại ngày giờ trước khi họp."
)
ZONE_FINE = "giờ Việt Nam"
ZONE_WRONG = (
    "Máy đang để múi giờ {zone}, biên bản ghi theo giờ Việt Nam ({right}). Nếu đồng hồ của máy hiện đúng giờ Việt Nam "
    "thì giờ trong biên bản sẽ lệch: hãy chọn lại múi giờ Hà Nội rồi chỉnh đồng hồ."
)

FONT_LINE = "ằ ẵ ộ ữ Đ ₫   Ắ ẳ ặ Ợ ữ ỵ   Nguyễn Thị Ước"
FONT_HOW = "Phải thấy đủ dấu, không có ô vuông, không có hai dấu rời nhau. Chưa được thì đổi phông chữ của cửa sổ."
FONT_ADVICE = "Phông có đủ chữ Việt: {fonts}."

TYPE_ASK = "Gõ thử hai chữ “{words}” rồi nhấn Enter (để trống là bỏ qua) ▸ "
TYPE_THIS = "tiếng Việt"
TYPED_FINE = "bộ gõ của máy gửi chữ đúng"
TYPED_APART = "được: bộ gõ gửi chữ và dấu rời nhau (tổ hợp), phần mềm tự ghép lại"
TYPED_SIGNS = "được: bộ gõ chèn thêm dấu ẩn ({codes}), phần mềm tự bỏ đi"
TYPED_KEYS = (
    "Bộ gõ của máy đang tắt: chữ đến là phím {method}. Hãy bật bộ gõ, "
    "hoặc trong bàn ghi nhấn ^D để dùng bộ gõ của phần mềm."
)
TYPED_LEGACY = "Bộ gõ đang để bảng mã {encoding}. Hãy chọn bảng mã Unicode (dựng sẵn) trong bộ gõ."
TYPED_ESCAPE = (
    "Cửa sổ dòng lệnh gửi mã điều khiển {codes} thay cho chữ. "
    "Hãy tắt phím đặc biệt của bộ gõ, hoặc mở cửa sổ loại khác."
)
TYPED_BYTES = "Chữ gõ vào không phải UTF-8. Hãy chọn bảng mã Unicode trong bộ gõ và UTF-8 cho cửa sổ dòng lệnh."
TYPED_OTHER = (
    "Chữ đến là “{text}”, không phải “{words}” ({codes}). Gõ lại; vẫn thế thì tắt bộ gõ và dùng ^D trong bàn ghi."
)
