"""A vote by hand: counts that reconcile with who is in the room, and the result ready to be read (L15, R46)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.commands import TakeVote
from models.decide import decide
from models.fact import Mode
from models.facts import VoteTaken
from models.minutes.ballots import ballot, least
from models.minutes.scribe import Scribe
from models.ruling import Moment, Refusal
from models.votes import ADOPTION, ELECTRONIC, Vote
from tui import phrases, words_reserving
from tui import words_closing as texts
from tui.closing_prompts import AskCount, ReadOut
from tui.draw import Piece
from tui.prompts import AskText
from tui.reserving import divided, reserve_about

if TYPE_CHECKING:
    from models.attendance import Counts
    from tui.desk import Desk
    from tui.workbench import Workbench


def take_vote(bench: Workbench, motion: str, title: str) -> None:
    """Ask for the counts of a motion and record them; "" makes a new motion.

    What keeps the vote from being taken is said first; for the minutes what is missing is opened.
    """
    desk = bench.desk
    refusal = obstacle(desk, TakeVote(motion, title))
    if refusal is not None:
        if refusal.code == "blocked":
            _open_closing(bench)
        bench.refuse(phrases.refusal(refusal))
    elif not desk.meeting.attendance.counts(desk.now()).can_vote:
        bench.refuse(texts.VOTE_NOBODY)
    else:
        _Count(bench, motion, title).ask()


def ask_motion(bench: Workbench) -> None:
    """A vote on anything else: what it is about, then the counts."""
    bench.ask(AskText(texts.MOTION_ASK, lambda title: take_vote(bench, "", title), hint=texts.MOTION_HINT))


def take_electronic(bench: Workbench) -> None:
    """The vote on the minutes once more, as the electronic handbook counted it (L15)."""
    take_vote(bench, ELECTRONIC, words_reserving.ELECTRONIC_TITLE)


def obstacle(desk: Desk, command: TakeVote) -> Refusal | None:
    """Why this vote cannot be taken now, None when it can."""
    outcome = decide(desk.meeting, command, Moment(desk.now(), "", ""))
    return outcome if isinstance(outcome, Refusal) else None


def _open_closing(bench: Workbench) -> None:
    from tui.panes.closing import ClosingPane  # that pane takes votes too

    if not isinstance(bench.pane, ClosingPane):
        bench.show(ClosingPane())


def _unread(desk: Desk) -> list[Piece]:
    """What was written down after the reading began and the meeting may not have heard (R45)."""
    since = desk.meeting.reading_begun
    late = sum(1 for note in desk.meeting.notes.all if since is not None and note.at > since)
    return [(texts.VOTE_UNREAD.format(count=late), "warning")] if late else []


@dataclass
class _Count:
    """The numbers as they are asked for; kept when they do not add up, so that only the wrong one is retyped."""

    bench: Workbench
    motion: str
    title: str
    in_favour: str = ""
    against: str = ""
    other: str = ""
    trouble: str = ""  # why the last numbers were refused
    mode: Mode = "open"

    @property
    def entitled(self) -> int:
        desk = self.bench.desk
        return desk.meeting.attendance.counts(desk.now()).can_vote

    def ask(self) -> None:
        """In favour: Enter says everybody; Tab changes between raised hands and ballot papers."""
        self.bench.ask(_AskHands(self))

    def about(self) -> list[Piece]:
        """What is voted on, who may vote, what is needed, and how the vote is taken."""
        title = (texts.VOTE_ABOUT.format(title=self.title), "title")
        trouble = [(self.trouble, "wrong")] if self.trouble else []
        unread = _unread(self.bench.desk) if self.motion == ADOPTION else []
        mode = (words_reserving.VOTE_MODES[self.mode], "plain")
        return [title, *trouble, *unread, *_about(self.bench.desk), mode]

    def switch(self, typed: str) -> None:
        """From raised hands to ballot papers, or back; the number typed so far stays."""
        self.in_favour = typed
        self.mode = "secret" if self.mode == "open" else "open"
        self.ask()

    def favoured(self, count: int) -> None:
        """So many are in favour: the rest is asked for where there is one."""
        self.in_favour = str(count)
        rest = self.entitled - count
        if rest <= 0 and not self.against and not self.other:
            self._record(count, 0, 0)
            return
        hint = texts.VOTE_AGAINST_HINT.format(count=max(0, rest))
        then = self._opposed
        self.bench.ask(AskCount(texts.VOTE_AGAINST, then, hint=hint, initial=self.against, empty=0))

    def _opposed(self, count: int) -> None:
        self.against = str(count)
        rest = max(0, self.entitled - int(self.in_favour) - count)
        if not rest and not self.other:
            self._record(int(self.in_favour), count, 0)
            return
        hint = texts.VOTE_OTHER_HINT.format(count=rest)
        initial = self.other or str(rest)
        self.bench.ask(AskCount(texts.VOTE_OTHER, self._differed, hint=hint, initial=initial, empty=rest))

    def _differed(self, count: int) -> None:
        self.other = str(count)
        self._record(int(self.in_favour), int(self.against), count)

    def _record(self, in_favour: int, against: int, other: int) -> None:
        """Have the vote recorded, or ask again with the difference and the numbers as they were typed."""
        command = TakeVote(self.motion, self.title, in_favour, against, other, self.mode)
        outcome = self.bench.desk.do(command)
        if isinstance(outcome, Refusal):
            self.trouble = phrases.refusal(outcome)
            self.ask()
            self.bench.refuse(self.trouble)
            return
        taken = next(fact for fact in outcome if isinstance(fact, VoteTaken))
        read_result(self.bench, taken.motion)


class _AskHands(AskCount):
    """How many are in favour; Tab says how the vote is taken."""

    def __init__(self, count: _Count) -> None:
        hint = texts.VOTE_HINT.format(count=count.entitled)
        super().__init__(
            texts.VOTE,
            count.favoured,
            hint=hint,
            initial=count.in_favour,
            empty=count.entitled,
            about=count.about(),
        )
        self._switch = count.switch

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Tab: the other way to vote."""
        if key != "tab":
            return super().key(bench, key, text)
        self._switch(text)
        return True


def _about(desk: Desk) -> list[Piece]:
    """Who may vote, what is needed, and who is out of the room: absent, not abstaining."""
    meeting = desk.meeting
    counts = meeting.attendance.counts(desk.now())
    needed = least(meeting.plan.thresholds.majority, counts.base)
    said = texts.VOTE_BASE.format(entitled=counts.can_vote, base=counts.base, needed=needed)
    out = [meeting.name(person) for person in voters_outside(desk)]
    told = [(texts.VOTE_OUT.format(names=", ".join(out)), "missing")] if out else []
    return [(said, "plain"), *_few(desk, counts), *told]


def _few(desk: Desk, counts: Counts) -> list[Piece]:
    """A warning when fewer of the obliged are in the room than the plan's share; never a bar (L11, domain.md 6.3)."""
    share = desk.meeting.plan.thresholds.presence_warning
    if not counts.obliged or share.reached_by(counts.room_obliged, counts.obliged):
        return []
    part = f"{share.numerator}/{share.denominator}"
    return [(texts.VOTE_FEW.format(here=counts.room_obliged, obliged=counts.obliged, share=part), "warning")]


def voters_outside(desk: Desk) -> list[str]:
    """Members of the voting base who are not in the room now, in roster order (domain.md 6.3)."""
    attendance = desk.meeting.attendance
    here = attendance.in_room(desk.now())
    return [id for id in attendance.members if id not in here and attendance.in_base(id)]


# --- the result -------------------------------------------------------------------------------------------------


def read_result(bench: Workbench, motion: str) -> None:
    """Show the sentence of the result, to be read at once."""
    vote = bench.desk.meeting.votes[motion]
    bench.ask(_Result(motion, result(bench.desk, vote), keeps=divided(bench.desk, motion)))


class _Result(ReadOut):
    """The result; where hands were against, Space keeps the opinion of whoever asks for it (R85)."""

    def __init__(self, motion: str, said: list[Piece], *, keeps: bool) -> None:
        super().__init__(texts.VOTE_RESULT, said, words_reserving.RESULT_HINT if keeps else texts.READ_OUT_HINT)
        self._motion = motion
        self._keeps = keeps

    def key(self, bench: Workbench, key: str, text: str) -> bool:
        """Space: somebody keeps an opinion."""
        if key != "space" or text or not self._keeps:
            return super().key(bench, key, text)
        bench.close_prompt()
        reserve_about(bench, self._motion)
        return True


def result(desk: Desk, vote: Vote) -> list[Piece]:
    """The sentence of the minutes; for the minutes themselves, what follows from it."""
    meeting = desk.meeting
    sentence = ballot(Scribe.of(meeting, desk.now(), 0), vote).text
    majority = meeting.plan.thresholds.majority
    if not vote.passed(majority):
        short = least(majority, vote.base) - vote.in_favour
        failed = texts.VOTE_SHORT.format(count=vote.in_favour, base=vote.base, short=short)
        return [(sentence, "strong"), (failed, "wrong")]
    if vote.motion == ADOPTION and meeting.adopted is not None:
        passed = texts.VOTE_PASSED.format(clock=desk.clock(meeting.adopted.at))
        return [(sentence, "strong"), (passed, "done")]
    return [(sentence, "strong")]
