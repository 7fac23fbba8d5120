"""Opinions of a minority that members keep in the record, by name only where they ask for it (R85, domain.md 6.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.document import Paragraph
from models.minutes.phrases import capital, sentence
from models.minutes.scribe import Scribe
from models.reservations import Reservation
from models.votes import ADOPTION

_ON_THE_MINUTES = ("", ADOPTION)
"""What an opinion about the minutes as a whole, or about the vote that passes them, names."""


def reserved(scribe: Scribe, about: str) -> Iterator[Paragraph]:
    """Those kept about a motion or a differing opinion, to stand right under it."""
    return _kept(scribe, (one for one in scribe.meeting.reservations if one.about == about))


def reserved_at_last(scribe: Scribe) -> Iterator[Paragraph]:
    """Those kept about the minutes; and whatever was kept after the adoption, when its own place was passed already."""
    told = {one.id for one in scribe.meeting.reservations if one.about not in _ON_THE_MINUTES}
    return _kept(scribe, (one for one in scribe.live.reservations if one.id not in told))


def _kept(scribe: Scribe, kept: Iterable[Reservation]) -> Iterator[Paragraph]:
    """A line each; who did not ask for the name is counted, those who gave no words together."""
    silent = 0
    for one in kept:
        if one.named or one.text:
            who = capital(scribe.addressed(one.person)) if one.named else f"Có 1 {scribe.heads}"
            text = f"{who} bảo lưu ý kiến: {one.text}" if one.text else f"{who} bảo lưu ý kiến"
            yield Paragraph(f"reservation:{one.id}", sentence(text), "subitem")
        else:
            silent += 1
    if silent:
        yield Paragraph("reservations", f"Có {silent} {scribe.heads} bảo lưu ý kiến.", "subitem")
