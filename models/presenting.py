"""Who presents a step, and whether that is whom the plan asks for (R27–R30, R42, R52–R55)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.plan import Step, StepKind
from models.posts import superior_post

if TYPE_CHECKING:
    from models.meeting import Meeting

INTRODUCTION: frozenset[StepKind] = frozenset(("purpose", "reading", "presentation", "indicators"))
"""What comes before the discussion (R27–R30, R52–R55)."""

CLERK = "TK"
"""The role code of whoever was appointed to write (R26); rosters do not carry it."""


def posts_held(meeting: Meeting, person: str) -> frozenset[str]:
    """The codes of every post by which somebody may present a step.

    A member's is the roster's, and the clerk's for whoever was appointed; a superior whose post nobody knows
    may be any of those the plan sends (R73).
    """
    member, guest = meeting.people.get(person), meeting.guests.get(person)
    held = {member.role_code} if member else set()
    if person and person == meeting.details.text("clerk"):
        held.add(CLERK)
    if guest and guest.superior:
        known = superior_post(meeting, guest)
        held |= {known} if known else {superior.role for superior in meeting.body.superiors}
    return frozenset(held)


def minds(step: Step) -> bool:
    """Whether the plan minds who presents it; level I minds nobody."""
    return bool(step.presenters) and step.presenter_strictness != "I"


def well_presented(meeting: Meeting, step: Step) -> bool:
    """Whether whoever presented a step holds a post the plan asks for; whoever chairs also sums up."""
    if not minds(step):
        return True
    presenter = meeting.agenda.presenter(step.id)
    if step.kind == "conclusion" and presenter and presenter == meeting.details.text("chair"):
        return True
    return bool(posts_held(meeting, presenter) & set(step.presenters))
