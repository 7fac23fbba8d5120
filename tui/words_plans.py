"""What the command line says of plans."""

from typing import Final

PLAN_USED: Final = "Từ nay buổi mới theo kế hoạch: {title} (mã {digest}). Buổi đã mở vẫn theo kế hoạch cũ của nó."
PLAN_SHIPPED: Final = "Từ nay buổi mới theo kế hoạch đi kèm phần mềm: {title} (mã {digest})."
