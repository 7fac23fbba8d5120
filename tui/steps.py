"""What a step of the programme is called, everywhere the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import words

if TYPE_CHECKING:
    from models.meeting import Meeting


def step_label(meeting: Meeting, step: str) -> str:
    """Its label; a step that the plan at hand lacks (another plan's, a later version's) says so with its id."""
    steps = meeting.body.steps if meeting.identity.body in meeting.plan.bodies else ()
    return next((known.label for known in steps if known.id == step), words.OTHER_STEP.format(id=step))
