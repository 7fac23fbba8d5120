"""Closing and undo: reading back, votes, adoption, reasons, what is taken back."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.acts import Act, acts_of, last_done, last_undone
from models.conflicts import blocking as conflicts_that_block
from models.decide_steps import taken_up
from models.fact import Fact
from models.facts_minutes import Adopted, ParagraphCorrected, ReadingBegun, RuleWaived
from models.facts_record import Undone
from models.meeting import Meeting
from models.minutes import generated_minutes_of, stale_corrections
from models.rules import blocking, check
from models.ruling import Moment, Outcome, Refusal, decides, portions, refuse
from models.votes import ADOPTION

SEQS_A_LINE = 800
"""Numbers of entries that a line holds with room to spare; a roster is listed in one act."""


@decides(c.BeginReading)
def _begin_reading(meeting: Meeting, command: c.BeginReading, moment: Moment) -> Outcome:
    if not meeting.agenda.running:
        return refuse("not_running")
    return (*_reading_step(meeting, moment), ReadingBegun(at=moment.at))


def _reading_step(meeting: Meeting, moment: Moment) -> tuple[Fact, ...]:
    """Reading belongs to its own step: what is said from now on is no part of the summing-up (R45)."""
    step = meeting.body.step_of_kind("read_back")
    if meeting.agenda.begun(step.id) is not None:
        return ()
    clerk = meeting.details.text("clerk")
    return taken_up(meeting, step, clerk, moment, at=moment.at, since=moment.at + 1)


@decides(c.CorrectParagraph)
def _correct(meeting: Meeting, command: c.CorrectParagraph, moment: Moment) -> Outcome:
    if command.new.strip() == command.old.strip():
        return refuse("same")
    if not command.new.strip():
        return refuse("empty")
    paper = generated_minutes_of(meeting, moment.at)
    generated = next((p.text for p in paper.paragraphs() if p.key == command.key), None)
    if generated is None:
        return refuse("unknown_paragraph")
    return (ParagraphCorrected(key=command.key, old=generated, new=command.new.strip()),)


@decides(c.TakeVote)
def _take_vote(meeting: Meeting, command: c.TakeVote, moment: Moment) -> Outcome:
    if meeting.adopted is not None and command.motion == ADOPTION:
        return refuse("adopted")
    if not meeting.agenda.running:
        return refuse("not_running")
    if command.motion == ADOPTION and meeting.reading_begun is None:
        return refuse("not_read")
    if command.motion == ADOPTION and (missing := _missing(meeting, moment.at, voting=True)):
        return missing
    counts = meeting.attendance.counts(moment.at)
    rest = max(0, counts.can_vote - command.against - command.other)
    in_favour = rest if command.in_favour is None else command.in_favour
    hands = (in_favour, command.against, command.other)
    if min(hands) < 0 or sum(hands) != counts.can_vote:
        cast = sum(max(0, count) for count in hands)
        return refuse("vote_off", cast=cast, entitled=counts.can_vote, off=abs(cast - counts.can_vote))
    return (
        f.VoteTaken(
            motion=command.motion or moment.new_id("v"),
            title=command.title,
            mode=command.mode,
            entitled=counts.can_vote,
            base=counts.base,
            in_favour=in_favour,
            against=command.against,
            other=command.other,
            at=moment.at,
        ),
    )


@decides(c.Adopt)
def _adopt(meeting: Meeting, command: c.Adopt, moment: Moment) -> Outcome:
    if meeting.adopted is not None:
        return refuse("adopted")
    vote = meeting.votes.get(ADOPTION)
    if vote is None or meeting.reading_begun is None:
        return refuse("not_voted")
    if differing := _differing(meeting):
        return differing
    if not vote.passed(meeting.plan.thresholds.majority):
        needed = meeting.plan.thresholds.majority.least_exceeding(vote.base)
        return refuse("no_majority", votes=vote.in_favour, base=vote.base, needed=needed)
    if missing := _missing(meeting, moment.at):
        return missing
    return (
        Adopted(
            frontier=command.heads or meeting.ledger.heads(),
            state=meeting.ledger.state_hash(),
            head=command.chain,
            plan=meeting.plan.digest(),
            at=moment.at,
        ),
    )


def _differing(meeting: Meeting, *, voting: bool = False) -> Refusal | None:
    """What two desks recorded differently and the minutes would print (sync.md §3, last column)."""
    standing = conflicts_that_block(meeting.conflicts, voting=voting)
    return refuse("conflicts", count=len(standing)) if standing else None


def _missing(meeting: Meeting, now: int, *, voting: bool = False) -> Refusal | None:
    """What the minutes cannot do without (level E), but for the reading and the vote themselves."""
    if differing := _differing(meeting, voting=voting):
        return differing
    if stale_corrections(meeting, generated_minutes_of(meeting, now)):
        return refuse("stale_correction")
    missing = [state for state in blocking(check(meeting, now)) if state.code not in ("C18", "C19")]
    if not missing:
        return None
    return refuse("blocked", rules=", ".join(f"{state.label} ({state.figure})" for state in missing))


@decides(c.Waive)
def _waive(meeting: Meeting, command: c.Waive, moment: Moment) -> Outcome:
    if not command.reason.strip():
        return refuse("empty")
    return (RuleWaived(rule=command.rule, reason=command.reason.strip()),)


@decides(c.Undo)
def _undo(meeting: Meeting, command: c.Undo, moment: Moment) -> Outcome:
    act = last_done(acts_of(meeting.ledger, moment.device))
    if act is None:
        return refuse("nothing_to_undo")
    if _crosses(meeting, act, moment.device) and not command.across:
        return refuse("undo_adopted")
    return tuple(Undone(of=seqs) for seqs in portions(act.seqs, SEQS_A_LINE))


@decides(c.Redo)
def _redo(meeting: Meeting, command: c.Redo, moment: Moment) -> Outcome:
    act = last_undone(acts_of(meeting.ledger, moment.device))
    return (Undone(of=act.seqs),) if act is not None else refuse("nothing_to_redo")


def _crosses(meeting: Meeting, act: Act, device: str) -> bool:
    """Whether taking the act back reaches behind the adoption, or takes back the adoption itself."""
    adopted = meeting.adopted
    if adopted is None:
        return False
    return isinstance(act.first, Adopted) or act.seqs[0] <= adopted.frontier.get(device, 0)
