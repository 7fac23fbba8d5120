"""Words of the vote by secret ballot or in the handbook, and of the opinions that members keep (R46, R85, L15).

The rules of `tui.words` hold here too.
"""

from __future__ import annotations

from models.fact import Mode

# --- how a vote is taken ---

VOTE_MODES: dict[Mode, str] = {
    "open": "Cách biểu quyết: công khai, giơ tay. Tab: đổi sang bỏ phiếu kín.",
    "secret": "Cách biểu quyết: bỏ phiếu kín. Tab: đổi sang giơ tay.",
}
K_ELECTRONIC = "Biểu quyết trên sổ tay điện tử"
H_ELECTRONIC = "Ghi thêm kết quả biểu quyết thông qua biên bản trên sổ tay điện tử"
ELECTRONIC_TITLE = "Thông qua biên bản trên sổ tay điện tử"
RESULT_HINT = "Enter: đã đọc · Space: ghi ý kiến bảo lưu"

# --- opinions kept ---

K_RESERVE, H_RESERVE = "Bảo lưu ý kiến", "Ghi ý kiến một người giữ lại, không đồng ý với số đông"
RESERVE_WHO = "Ai bảo lưu ý kiến"
RESERVE_ABOUT = "Bảo lưu về việc gì"
RESERVE_MINUTES = "biên bản nói chung"
RESERVE_VOTE = "biểu quyết: {title}"
RESERVE_DIFFERENCE = "ý kiến khác nhau: {text}"
RESERVE_TEXT = "Ý kiến bảo lưu của {name}"
RESERVE_TEXT_HINT = "gõ rồi Enter; Enter không: bỏ trống"
RESERVE_NAMED = "Ghi tên vào biên bản?"
RESERVE_OPTIONS = {"": "không ghi tên", "named": "ghi tên, vì đồng chí ấy đề nghị"}
RESERVE_WITHDRAW = "thôi bảo lưu"
SETTLE_RESERVED = "bảo lưu, ghi rõ là của ai"
