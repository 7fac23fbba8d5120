"""Words of the desk's own input method. The rules of `tui.words` hold here too."""

from __future__ import annotations

from typing import Final

# --- commands ---

K_TYPING = "Bộ gõ"
H_TYPING = "Bật, tắt bộ gõ tiếng Việt của phần mềm: cuối dòng gõ ghi V là bật, E là tắt"
K_KEYS_BACK = "Trả phím"
H_KEYS_BACK = "Trả từ vừa gõ về đúng các phím đã nhấn; nhấn lần nữa để ghép dấu lại"
K_TYPING_METHOD = "Kiểu gõ"
H_TYPING_METHOD = "Chọn Telex, VNI hoặc bộ gõ của máy; chọn kiểu đặt dấu"

# --- at the end of the entry line ---

MARK_ON = "V"
MARK_OFF = "E"
METHODS: Final = {"telex": "Telex", "vni": "VNI"}

# --- choosing ---

METHOD_ASK = "Kiểu gõ"
CHOOSE_METHOD: Final = {
    "telex": "Telex: gõ dấu bằng chữ (s f r x j, w)",
    "vni": "VNI: gõ dấu bằng số (1 đến 9)",
    "off": "Tắt: dùng bộ gõ của máy",
}
CHOOSE_TONES: Final = {
    "old": "Đặt dấu kiểu cũ: hòa, thúy",
    "new": "Đặt dấu kiểu mới: hoà, thuý",
}

# --- what was done ---

TURNED_ON = "Đã bật bộ gõ {method}. {key}: tắt"
TURNED_OFF = "Đã tắt bộ gõ của phần mềm. {key}: bật"
TONES_SET = "Từ giờ gõ là {example}"
TONE_EXAMPLES: Final = {"old": "hòa, thúy", "new": "hoà, thuý"}
OUTSIDE_SEEN = "Đã tắt bộ gõ (máy đang có bộ gõ khác). {key}: bật lại"
NOTHING_TYPED_HERE = "Bộ gõ của phần mềm đang tắt, không có phím nào để trả"
NOTHING_TO_GIVE_BACK = "Không có từ nào ghép dấu để trả phím"
