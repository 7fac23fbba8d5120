"""Posts: which one of a body the words of a list mean (R66)."""

from __future__ import annotations

import re

from models.plan import Body
from models.vietnamese.text import fold


def post_code(written: str, body: Body) -> str:
    """The code of the body's own post that a list writes so: "PCT UBND" → "PCT"; "" for no such post.

    Case, marks, blanks and dashes do not count. A post written with more words ("Công chức Tài chính - Kế toán")
    is known by the longest name it holds.
    """
    wanted = _plain(written)
    if not wanted:
        return ""
    names = [(_plain(name), role.code) for role in body.roles for name in (role.name, role.label, *role.aliases)]
    exact = next((code for name, code in names if name == wanted), "")
    held = [(len(name), code) for name, code in names if f" {name} " in f" {wanted} "]
    return exact or (max(held)[1] if held else "")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
