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
