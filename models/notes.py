"""Notes: what was said, a paragraph each, with its tags (L14, R84, R85)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from models.fact import NoteKind, Outcome, Scope, Stance
from models.floor import merged_into
from models.ledger import DELETED, Ledger
from models.merging import merged_fields
from models.register import Claim

STILL_OPEN = "Còn ý kiến khác nhau"
"""How a summing-up that was drafted from the notes tells of differences without an outcome (R38, R42)."""

Content = Mapping[str, object]
"""The fields of a note but for when and where it was said."""


class Note(Struct, frozen=True):
    """One paragraph as it reads now. `outcome` is of differences only (R38)."""

    id: str
    kind: NoteKind
    text: str
    at: int
    turn: str
    person: str
    step: str
    indicators: tuple[str, ...]
    questions: tuple[str, ...]
    scope: Scope
    stance: Stance
    owner: str
    due: str
    outcome: Outcome
    outcome_text: str
    rival: bool = False  # two desks wrote it differently: each version stands until a person says which (L19)

    @property
    def feasible(self) -> bool:
        """Whether a remedy says who does what by when (R7)."""
        return bool(self.owner and self.text and self.due)


RIVAL = "~"
"""Between a note's id and the number of a further version of it: no note is ever recorded under such an id."""


def original(note: str) -> str:
    """The id under which a note is recorded, of whichever of its versions."""
    return note.partition(RIVAL)[0]


class Notes(Struct, frozen=True):
    """All notes that stand, in order of time."""

    all: tuple[Note, ...]

    def get(self, id: str) -> Note | None:
        """The note of that id."""
        return next((note for note in self.all if note.id == id), None)

    def of_kind(self, *kinds: NoteKind) -> tuple[Note, ...]:
        """The notes of these kinds."""
        return tuple(note for note in self.all if note.kind in kinds)

    @property
    def solutions(self) -> tuple[Note, ...]:
        """Remedies, with who does them by when (R7, R37)."""
        return self.of_kind("solution", "task")

    @property
    def differences(self) -> tuple[Note, ...]:
        """Points with differing opinions (R38)."""
        return self.of_kind("difference")


def notes_of(ledger: Ledger) -> Notes:
    """The notes that the entries add up to, each said by the speaker of its turn as that stands now.

    Correcting a turn corrects its notes; a turn merged into another brings its notes along.
    """
    turns: dict[str, tuple[str, str]] = {"": ("", "")}
    contested = contested_notes(ledger)
    found = [note for note in ledger.made("note", _note) if note.id not in contested]
    found += [version for id in contested for version in _versions(ledger, id, contested[id])]
    for place, note in enumerate(found):
        said = turns.get(note.turn)
        if said is None:
            turn = merged_into(ledger, note.turn)
            said = turns[note.turn] = (turn, str(ledger.fields("turn", turn).get("person") or ""))
        turn, speaker = said
        if turn != note.turn or (speaker and speaker != note.person):
            found[place] = replace(note, turn=turn, person=speaker or note.person)
    return Notes(tuple(sorted(found, key=attrgetter("at"))))


# --- two desks --------------------------------------------------------------------------------------------


class Contested(Struct, frozen=True):
    """A note that two desks changed, neither knowing of the other. `versions` are the claims that stand side by side.

    `merged` is the content with the changes of all of them, None when they touch; `deletions` are those that did not
    know of what the others wrote.
    """

    versions: tuple[Claim, ...]
    merged: Content | None
    deletions: tuple[Claim, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a person has to say which it is."""
        return self.merged is None or bool(self.deletions)


def contested_notes(ledger: Ledger) -> dict[str, Contested]:
    """The notes that two desks changed or that one deleted while the other wrote; in the order of the notes."""
    differing = {id for part, id, field in ledger.conflicts() if (part, field) == ("note", "content")}
    doubtful = differing | ledger.struck("note")
    if not doubtful:
        return {}  # as a rule; and this runs after every act, however many notes there are
    found = {}
    for id in ledger.ids("note"):
        if id in doubtful and (id in differing or ledger.value("note", id, DELETED)):
            known = _contested(ledger, id)
            if known is not None:
                found[id] = known
    return found


def _contested(ledger: Ledger, id: str) -> Contested | None:
    """What stands of the note; None when what stands is one version, or nothing: a deletion that knew all of it."""
    deletions = ledger.claims("note", id, "deleted")
    claims = sorted(ledger.claims("note", id, "content"), key=attrgetter("dot"))
    standing = [claim for claim in claims if not any(deletion.knew(claim.dot) for deletion in deletions)]
    if not standing or (not deletions and len(standing) == 1):
        return None
    versions = tuple(unlike(standing))
    unaware = tuple(gone for gone in deletions if any(not claim.knew(gone.dot) for claim in standing))
    return Contested(versions, _merged(ledger.base("note", id, "content"), versions), unaware)


def unlike(claims: Iterable[Claim], meant: Callable[[object], object] = lambda value: value) -> Iterator[Claim]:
    """The first claim of each value, or of each thing that values are `meant` to say."""
    met: list[object] = []
    for claim in claims:
        value = meant(claim.value)
        if value not in met:
            met.append(value)
            yield claim


def _merged(base: object | None, versions: tuple[Claim, ...]) -> Content | None:
    """All versions in one: each on the common base, the ones that touch nothing of each other."""
    merged: Content | None = versions[0].value  # type: ignore[assignment]
    for claim in versions[1:]:
        if merged is None or not isinstance(base, dict):
            return None
        merged = merged_fields(base, merged, claim.value)  # type: ignore[arg-type]
    return merged


def _versions(ledger: Ledger, id: str, contested: Contested) -> Iterator[Note]:
    """The note as the changes of all make it, or each version of it, marked."""
    fields = {name: value for name, value in ledger.fields("note", id).items() if name != "deleted"}
    contents = [claim.value for claim in contested.versions] if contested.merged is None else [contested.merged]
    for number, content in enumerate(contents, 1):
        note = _note(id, {**fields, "content": content})
        if note is not None:
            yield replace(note, id=id if number == 1 else f"{id}{RIVAL}{number}", rival=contested.open)


# --- one note ---------------------------------------------------------------------------------------------


def _note(id: str, fields: Mapping[str, object]) -> Note | None:
    """The note as it was written down, None for what is no note or stands no more."""
    content = fields.get("content")
    if not isinstance(content, dict) or "at" not in fields or fields.get("deleted"):
        return None
    settled: tuple[Outcome, str] = fields.get("outcome") or ("open", "")  # type: ignore[assignment]
    return Note(
        id=id,
        at=fields["at"],  # type: ignore[arg-type]
        turn=str(fields.get("turn") or ""),
        person=str(fields.get("person") or ""),
        step=str(fields.get("step") or ""),
        outcome=settled[0],
        outcome_text=settled[1],
        **content,
    )
