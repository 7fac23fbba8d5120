"""A name as it was typed: with the form of address that stands before it, or without."""

from __future__ import annotations

import re

COMRADE = "đồng chí"

_TYPED = re.compile(r"(đ\s*/\s*c|đồng chí|ông|bà|cụ|bác|anh|chị|cô|chú)\b[\s.:]+(?=\w)", re.IGNORECASE)


def split_address(name: str) -> tuple[str, str]:
    """The form of address in small letters, "" where none was typed, and the bare name: "đ/c" is written out."""
    typed = _TYPED.match(name)
    if typed is None:
        return "", name
    said = typed[1].lower()
    return COMRADE if said.startswith("đ") else said, name[typed.end() :]
