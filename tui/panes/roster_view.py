"""The preview of a member list: what was understood, and what saving it would change (IM-3, IM-5, L17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from documents.roster_file import ColumnFound, RosterFile, preview
from documents.roster_words import roster_words
from models.people import Change, Person, Roster, RosterDiff, labels
from models.plan import Body, Plan
from models.posts import post_code, posts_held
from models.vietnamese.text import fold
from tui import words_preparation, words_roster
from tui.draw import Line, Piece, fit, line, rule, wrap


def about_lines(held: Roster | None, width: int) -> list[Line]:
    """Before a file was read: what can be imported, and what there is already."""
    lines = [line(f" {part}") for part in wrap(words_roster.ROSTER_ABOUT, width - 2)]
    if held is None:
        by_hand = [line((f" {part}", "muted")) for part in wrap(words_roster.ROSTER_BY_HAND, width - 2)]
        return [(), *lines, (), *by_hand, (), line((f" {words_roster.ROSTER_HELD_NONE}", "missing"))]
    there = words_roster.ROSTER_HELD.format(count=len(held.people), unit=f", {held.unit}" if held.unit else "")
    return [(), *lines, (), line((f" {there}", "strong"))]


def preview_lines(
    found: RosterFile, changes: RosterDiff, held: Roster | None, posts: Sequence[Line], width: int
) -> list[Line]:
    """The whole preview: list and count, first names, posts (as `post_lines`), changes, warnings, columns."""
    seen = preview(found)
    short = found.declared_total is not None and found.declared_total != len(found.members)
    parts = [words_roster.ROSTER_SHEET.format(sheet=found.sheet)] if found.sheet else []
    parts.append(words_roster.ROSTER_ENCODING.format(encoding=seen.encoding))
    parent = f" · {found.parent_unit}" if found.parent_unit else ""
    names = " · ".join(seen.first_names) + (" · …" if len(found.members) > len(seen.first_names) else "")
    columns = " · ".join(_column(column) for column in found.columns)
    return [
        fit(line((f" {seen.title}", "strong"), (parent, "muted")), width),
        line((f" {seen.count}", "warning" if short else "strong")),
        fit(line((f" {' · '.join(parts)}", "muted")), width),
        *_block(words_roster.ROSTER_NAMES, [names], width),
        *posts,
        rule(width, words_roster.ROSTER_DIFF),
        *_changes(changes, held, width),
        *_block(words_roster.ROSTER_WARNINGS, seen.warnings, width, bullet="• "),
        *_block(words_roster.ROSTER_COLUMNS, [columns] if columns else [], width),
    ]


def post_lines(people: Iterable[Person], plan: Plan, body: Body, width: int) -> list[Line]:
    """Which posts of the body the list shows, and which required ones it does not (R66)."""
    codes = (post_code(person.role, body) or person.role_code for person in people)
    seen, wanting = posts_held(codes, plan, body)
    if not seen:
        told = line((f" {words_roster.ROSTER_NO_POSTS}", "missing"))
        return [rule(width, words_roster.ROSTER_POSTS.format(body=body.name)), told]
    lines = [line(f" {part}") for part in wrap(" · ".join(role.label for role in seen), width - 2)]
    if wanting:
        missing = words_preparation.POSTS_MISSING.format(posts=", ".join(role.label for role in wanting))
        lines += [line((f" {part}", "warning")) for part in wrap(missing, width - 2)]
    return [rule(width, words_roster.ROSTER_POSTS.format(body=body.name)), *lines]


def _column(column: ColumnFound) -> str:
    """ "B: Họ và tên", with the header of the file where it reads otherwise."""
    label = roster_words().columns[column.kind].label
    header = f" (“{column.header}”)" if column.header and fold(column.header) != fold(label) else ""
    return f"{column.letter}: {label}{header}"


def _block(title: str, texts: list[str] | tuple[str, ...], width: int, bullet: str = "") -> list[Line]:
    """A titled block of paragraphs; nothing when there is none."""
    if not texts:
        return []
    lines = [rule(width, title)]
    for text in texts:
        first, *rest = wrap(text, width - 2 - len(bullet))
        lines += [line(f" {bullet}{first}"), *(line(f" {' ' * len(bullet)}{part}") for part in rest)]
    return lines


def _changes(changes: RosterDiff, held: Roster | None, width: int) -> list[Line]:
    """What saving would change, each person on a line: − gone first, then ± changed, + new."""
    if held is None:
        return [line((f" {words_roster.ROSTER_FIRST.format(count=len(changes.added))}", "done"))]
    if changes.is_empty:
        return [line((f" {words_roster.ROSTER_UNCHANGED}", "done"))]
    called = labels([*held.people, *(person for person in changes.people if person.id not in held.by_id())])
    rows: list[Piece] = [(f"− {called[person.id]}", "warning") for person in changes.missing]
    rows += [(f"± {called[change.new.id]}: {_change(change)}", "plain") for change in changes.changed]
    rows += [(f"+ {called[person.id]}", "done") for person in changes.added]
    lines = [line((f" {_figures(changes)}", "strong"))]
    for text, style in rows:
        first, *rest = wrap(text, width - 6)
        lines += [line((f" {first}", style)), *(line((f"     {part}", style)) for part in rest)]
    return lines


def _figures(changes: RosterDiff) -> str:
    """ "thêm 1 · đổi 2 · không còn 1 · giữ nguyên 18"; what is none is left out."""
    counted = (
        (words_roster.ROSTER_ADDED, len(changes.added)),
        (words_roster.ROSTER_CHANGED, len(changes.changed)),
        (words_roster.ROSTER_MISSING, len(changes.missing)),
        (words_roster.ROSTER_KEPT, len(changes.same)),
    )
    parts = [label.format(count=count) for label, count in counted if count]
    return " · ".join([*parts, words_roster.ROSTER_REORDERED] if changes.reordered else parts)


def _change(change: Change) -> str:
    """ "chức vụ “Đảng viên” → “Bí thư”" for each field that differs."""
    told = [name for name in change.fields if name in words_roster.ROSTER_FIELDS]
    return ", ".join(
        f"{words_roster.ROSTER_FIELDS[name]} “{getattr(change.old, name)}” → “{getattr(change.new, name)}”"
        for name in told
    )
