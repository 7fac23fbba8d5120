"""What an import does to the organisation: told line by line, then kept as it was told, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from hq import words
from hq.access import BEGINNING, day_of, note
from hq.organisation import Change, OrganisationError, Row, Tree, changes, load, merged, on_day, save, shown_day
from hq.schema import FOREVER
from hq.services import Services


@dataclass(frozen=True, slots=True)
class Proposal:
    """The tree before and after some rows, and what differs."""

    before: Tree
    after: Tree
    changes: Sequence[Change]

    @property
    def fresh(self) -> int:
        """How many units are new."""
        return sum(change.old is None for change in self.changes)

    @property
    def lines(self) -> list[str]:
        """Each change in a line or more."""
        return [line for change in self.changes for line in told(change, self.after)]

    @property
    def summary(self) -> str:
        """How many units are new, otherwise, the same."""
        changed, same = len(self.changes) - self.fresh, len(self.after) - len(self.changes)
        return words.ORG_SUMMARY.format(new=self.fresh, changed=changed, same=same)


def proposed(services: Services, rows: Sequence[Row]) -> Proposal:
    """What the rows of a file do to the stored tree. OrganisationError: a circle, a unit whose parent has ended."""
    before = services.database.read(load)
    after = merged(before, rows, day_of(services.clock()), BEGINNING)
    return Proposal(before, after, changes(before, after))


def keep(services: Services, proposal: Proposal, actor: str) -> None:
    """Store what was proposed. OrganisationError when somebody changed the tree meanwhile."""
    now = services.clock()

    def work(connection: Connection) -> None:
        if load(connection) != proposal.before:
            raise OrganisationError(words.ORG_MEANWHILE)
        save(connection, proposal.before, proposal.after, now)
        changed = len(proposal.changes) - proposal.fresh
        note(connection, now, actor, "tree.imported", "tree", new=proposal.fresh, changed=changed)

    services.database.write(work)


def told(change: Change, tree: Tree) -> Iterator[str]:
    """A change in lines: a new unit, or each day on which something else holds of an old one."""
    new, old = change.new, change.old
    if old is None:
        last = new.spans[-1]
        yield words.ORG_NEW.format(code=new.code, name=last.name, parent=_name_of(tree, last.parent, last.since))
        return
    days = sorted({day for span in (*old.spans, *new.spans) for day in (span.since, span.until)} - {FOREVER})
    for day in days:
        what = list(_differences(change, day, tree))
        if what:
            shown = shown_day(day)
            yield words.ORG_CHANGED.format(code=new.code, since=shown, what="; ".join(what))


def _differences(change: Change, day: str, tree: Tree) -> Iterator[str]:
    before, after = on_day(change.old, day) if change.old else None, on_day(change.new, day)
    if before is None or after is None:
        if before is not after:
            yield words.ORG_ENDED if after is None else words.ORG_BEGUN.format(new=_name_of(tree, after.parent, day))
        return
    if before.parent != after.parent:
        names = {"old": _name_of(tree, before.parent, day), "new": _name_of(tree, after.parent, day)}
        yield words.ORG_MOVED.format(**names)
    if before.name != after.name:
        yield words.ORG_RENAMED.format(old=before.name, new=after.name)
    if before.overseer != after.overseer:
        yield words.ORG_OVERSEER.format(new=after.overseer or words.ORG_NOBODY)


def _name_of(tree: Tree, code: str, day: str) -> str:
    if not code:
        return words.ORG_TOP
    span = on_day(tree[code], day)
    return span.name if span else code
