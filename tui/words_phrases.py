"""Words of the phrase bank and of mending the last note. The rules of `tui.words` hold here too."""

from __future__ import annotations

from typing import Final

PANE_PHRASES = "Cụm từ viết tắt"
K_PHRASES, H_PHRASES = "Cụm từ viết tắt", "Các mã gõ tắt của mình và lời mỗi mã cho ra lúc này"
PHRASES_HINT = "Enter: đưa vào dòng đang ghi · gõ chữ để tìm · Esc: về"
PHRASES_HOW = "Khi ghi: gõ ;mã rồi phím cách. Backspace ngay sau đó: lấy lại mã. Sửa tệp rồi lưu là dùng được ngay."
PHRASES_FILE = "Tệp: {path}"
PHRASES_NONE = "Không có cụm từ nào khớp “{text}”."
PHRASES_EMPTY = "Tệp chưa có cụm từ nào: mỗi dòng ghi một mã, ví dụ cb = chi bộ."
PHRASES_NOWHERE = "Màn {name} không có dòng để ghi: về màn Ghi rồi gõ ;{code}."

EXPANDED = "Đã thay mã bằng lời đầy đủ · Backspace: lấy lại {typed}"
RESTORED = "Giữ nguyên {typed} như đã gõ."
CODE_UNKNOWN = "Chưa có viết tắt ;{code} nên giữ nguyên. ^P: Cụm từ viết tắt."
CODE_KNOWN = "phím cách: {text}"

FAULT_TOLD = "Tệp {name}, dòng {line}: {why}"
FAULT_MORE = "và {count} dòng nữa"
FAULTS: Final = {
    "no_equals": "thiếu dấu = giữa mã và lời: “{given}”.",
    "bad_code": "mã “{given}” phải là chữ và số viết liền, không quá {code_length} chữ.",
    "no_text": "sau mã “{given}” chưa có lời nào.",
    "long_text": "lời của mã “{given}” dài quá {text_length} chữ: hãy chia đôi.",
    "twice": "mã “{given}” đã có ở dòng trên, dòng này không dùng đến.",
    "unknown_field": "không có ô {{{given}}}; các ô dùng được ghi ở đầu tệp.",
}
FILE_UNREADABLE = "Không đọc được tệp {name} ({reason}): đang dùng các cụm từ có sẵn."
FILE_TOO_LARGE = "tệp quá lớn"

# --- mending the last note ---

SUBSTITUTE_HOW = "Muốn thay chữ ở ghi chép cuối, gõ s/chữ cũ/chữ mới rồi Enter. Trong chữ có dấu / thì gõ \\/."
SUBSTITUTE_NONE = "Trên máy này chưa có ghi chép nào để sửa."
SUBSTITUTE_MISSING = "Ghi chép cuối không có chữ “{old}”: {text}"
SUBSTITUTE_PREVIEW = "Enter: sửa thành “{text}”"
