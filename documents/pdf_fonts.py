"""The fonts of a PDF: Times New Roman or a family as wide, from the system, if it has the Vietnamese letters.

A machine without any gets the serif that comes with the typesetter, which has them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from documents.font_letters import has_letters

METRIC_TWINS = ("Times New Roman", "Liberation Serif", "Tinos")
"""Families whose letters are as wide as those of Times New Roman: lines break at the same words."""

OWN_SERIF = "Libertinus Serif"
"""The family that the typesetter brings along."""

_FACES = frozenset((style, weight) for style in ("normal", "italic") for weight in (400, 700))


@dataclass(frozen=True, slots=True)
class PaperFonts:
    """The family a paper is set in, and all fonts, from which letters are taken that it does not have."""

    family: str
    every: typst.Fonts

    @property
    def is_substitute(self) -> bool:
        """Whether the machine has no font as wide as the one the form asks for."""
        return self.family == OWN_SERIF


@cache
def paper_fonts(wanted: str) -> PaperFonts:
    """The fonts for a form that wants a family; looked for once, some 50 ms."""
    every = typst.Fonts()
    known = every.fonts()
    for family in (wanted, *(METRIC_TWINS if wanted in METRIC_TWINS else ())):
        if folder := _folder(face for face in known if face.family == family):
            return PaperFonts(family, _led_by(folder, family, every))
    return PaperFonts(OWN_SERIF, every)


def _folder(faces: Iterable[typst.FontInfo]) -> Path | None:
    """The first folder that has a family whole: upright, italic, bold, both, each with the Vietnamese letters."""
    complete: dict[Path, set[tuple[str, int]]] = {}
    for face in faces:
        if face.path and has_letters(Path(face.path), face.index):
            complete.setdefault(Path(face.path).parent, set()).add((face.style, face.weight))
    return next((folder for folder, found in complete.items() if found >= _FACES), None)


def _led_by(folder: Path, family: str, every: typst.Fonts) -> typst.Fonts:
    """All fonts, those of a folder first: of two releases of a family the typesetter takes the one it meets first."""
    paths = [Path(face.path) for face in every.fonts() if face.path]
    first = next(Path(face.path) for face in every.fonts() if face.path and face.family == family)
    if first.parent == folder:
        return every
    folders = dict.fromkeys((folder, *(path.parent for path in paths)))
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))
