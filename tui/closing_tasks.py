"""What the chair and the clerk still do before and after the end, in order, each with its state (R42–R47, R79)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from models.commands import EndSession, SetDetail, SettleDifference, Waive
from models.fact import Outcome
from models.notes import Note
from models.rules import check, unanswered
from models.votes import ADOPTION
from tui import phrases, words, words_report, words_reserving
from tui import words_closing as texts
from tui.asking import day_first
from tui.closing_prompts import AskReason, ConfirmThat
from tui.draw import Piece, cut
from tui.export import export_minutes, export_name, last_written
from tui.prompts import AskText, Choose, Option
from tui.reserving import reserve_about
from tui.voting import take_vote

if TYPE_CHECKING:
    from models.rules import RuleState
    from tui.desk import Desk
    from tui.workbench import Workbench


class Task(Struct, frozen=True):
    """One thing to do: `state` and `value` are said beside the label, `act` is what Enter does in words."""

    id: str
    label: str
    state: str
    style: str
    value: str
    act: str
    run: Callable[[Workbench], None]

    @property
    def about(self) -> str:
        """What it is, and the requirement it serves."""
        return texts.TASK_ABOUT.get(self.id, texts.TASK_ABOUT_DIFFERENCE)

    @property
    def owed(self) -> bool:
        """Still to be done, and not at will."""
        return self.style in ("missing", "wrong")


def tasks(desk: Desk) -> list[Task]:
    """All of them, in the order of the plan's last steps; what adoption has locked is owed no more."""
    said = _assessments(desk)
    if desk.meeting.adopted is not None:
        said = [replace(task, style="muted") if task.owed else task for task in said]
    return [
        *said,
        _read(desk),
        _vote(desk),
        _end(desk),
        _export(desk),
        _report(desk),
    ]


def _task(
    id: str, label: str, value: str, act: str, run: Callable[[Workbench], None], *, optional: bool = False
) -> Task:
    if value:
        return Task(id, label, texts.TASK_DONE, "done", value, act, run)
    state, style = (texts.TASK_AT_WILL, "muted") if optional else (texts.TASK_OWED, "missing")
    return Task(id, label, state, style, "", act, run)


# --- what the chair says ----------------------------------------------------------------------------------------


def _assessments(desk: Desk) -> list[Task]:
    """The differences, the summing-up, the grade, the remarks: part III of the minutes.

    A difference is settled in the discussion (R38), before the summing-up (R42): its suggestion tells what came of it.
    """
    details, body = desk.meeting.details, desk.meeting.body
    grades = {grade.code: grade.label for grade in desk.meeting.plan.grades}
    quality = details.text("quality")
    return [
        *_differences(desk),
        _task("summary", texts.TASK_SUMMARY, _flat(details.text("summary")), texts.ACT_WRITE, _open_summary),
        _task("quality", texts.TASK_QUALITY, grades.get(quality, quality), texts.ACT_CHOOSE, _choose_quality),
        _remark(desk, "quality_remark", texts.TASK_REMARK, optional=True),
        *([_remark(desk, "participation", texts.TASK_PARTICIPATION)] if body.participation else []),
        _remark(desk, "atmosphere", texts.TASK_ATMOSPHERE, optional=True),
        *_backlog(desk),
        *([_remark(desk, "superior_remark", texts.TASK_SUPERIOR, optional=True)] if body.superiors else []),
    ]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _remark(desk: Desk, field: str, label: str, *, optional: bool = False) -> Task:
    standing = desk.meeting.details.text(field)

    def ask(bench: Workbench) -> None:
        if not locked(bench):
            bench.ask(AskText(label, lambda said: _set(bench, field, said), initial=standing, optional=optional))

    act = texts.ACT_EDIT if standing else texts.ACT_WRITE
    return _task(field, label, _flat(standing), act, ask, optional=optional)


def _set(bench: Workbench, field: str, said: str) -> None:
    bench.do(SetDetail(field, said))


def locked(bench: Workbench) -> bool:
    """Whether the minutes are adopted; then it says so."""
    if bench.desk.meeting.adopted is None:
        return False
    bench.refuse(texts.ADOPTED_LOCK)
    return True


def _open_summary(bench: Workbench) -> None:
    from tui.panes.summary import SummaryPane

    if not locked(bench):
        bench.show(SummaryPane())


def _choose_quality(bench: Workbench) -> None:
    if not locked(bench):
        options = [Option(grade.code, grade.label) for grade in bench.desk.meeting.plan.grades]
        bench.ask(Choose(texts.QUALITY_ASK, options, lambda code: _set(bench, "quality", code)))


def _differences(desk: Desk) -> list[Task]:
    """A row for each differing opinion; one row that says there was none."""
    found = desk.meeting.notes.differences
    if not found:
        return [Task("differences", texts.TASK_DIFFERENCES, texts.TASK_NONE, "muted", "", texts.ACT_LOOK, _nothing)]
    return [_difference(note) for note in found]


def _backlog(desk: Desk) -> list[Task]:
    """Where the plan asks for work left over and none was noted: one key says that there is none (R58)."""
    asked = any(question.backlog for question in desk.meeting.body.questions)
    if not asked or desk.meeting.notes.of_kind("backlog"):
        return []
    none_left = desk.meeting.details.flag("no_backlog") is True

    def say_so(bench: Workbench) -> None:
        if not locked(bench):
            bench.do(SetDetail("no_backlog", not none_left))

    value, act = (texts.TASK_NONE, texts.ACT_NO_LONGER) if none_left else ("", texts.ACT_NO_BACKLOG)
    return [_task("no_backlog", texts.TASK_BACKLOG, value, act, say_so, optional=True)]


def _nothing(bench: Workbench) -> None:
    bench.say(words.NOTHING_HERE, "muted")


def _difference(note: Note) -> Task:
    """The opinion, and after it what became of it."""
    act, value = texts.ACT_SETTLE, f"“{_flat(note.text)}”"
    if note.outcome == "open":
        return Task(note.id, texts.TASK_DIFFERENCES, texts.TASK_OWED, "missing", value, act, partial(settle, note=note))
    value = f"{value}: {': '.join(part for part in (words.OUTCOMES[note.outcome], note.outcome_text) if part)}"
    return Task(note.id, texts.TASK_DIFFERENCES, texts.TASK_DONE, "done", value, act, partial(settle, note=note))


RESERVED = "reserved"
"""A way to settle a difference: a member keeps the opinion, with words and, if asked, the name."""


def settle(bench: Workbench, note: Note) -> None:
    """What became of a differing opinion: settled how, or kept (R38, R85)."""
    if locked(bench):
        return

    def ask_text(value: str) -> None:
        if value == RESERVED:
            reserve_about(bench, note.id)
            return
        outcome: Outcome = "settled" if value == "settled" else "kept"
        label = texts.SETTLE_TEXT if outcome == "settled" else texts.KEPT_TEXT

        def record(said: str) -> None:
            bench.do(SettleDifference(note.id, outcome, said))

        bench.ask(AskText(label, record, initial=note.outcome_text, optional=True, hint=texts.SETTLE_HINT))

    options = [Option(value, label) for value, label in texts.SETTLE_OPTIONS.items()]
    options.append(Option(RESERVED, words_reserving.SETTLE_RESERVED))
    bench.ask(Choose(texts.SETTLE_ASK, options, ask_text, hint=cut(note.text, 48)))


# --- reading, vote ----------------------------------------------------------------------------------------------


def _read(desk: Desk) -> Task:
    begun = desk.meeting.reading_begun
    value = desk.clock(begun) if begun is not None else ""
    return _task("read", texts.TASK_READ, value, texts.ACT_READ, open_minutes)


def open_minutes(bench: Workbench) -> None:
    """The minutes, to be read back."""
    from tui.panes.minutes import MinutesPane

    bench.show(MinutesPane())


def _vote(desk: Desk) -> Task:
    vote, adopted = desk.meeting.votes.get(ADOPTION), desk.meeting.adopted
    value = f"{vote.in_favour}/{vote.base}" if vote is not None else ""
    if vote is not None and adopted is None:
        return Task("vote", texts.TASK_VOTE, texts.STATE_WORDS["failed"][0], "wrong", value, texts.ACT_VOTE, _take_vote)
    return _task("vote", texts.TASK_VOTE, value, texts.ACT_VOTE, _take_vote)


def _take_vote(bench: Workbench) -> None:
    take_vote(bench, ADOPTION, words.ADOPTION_TITLE)


# --- the end ----------------------------------------------------------------------------------------------------


def _end(desk: Desk) -> Task:
    ended = desk.meeting.agenda.ended
    return _task("end", texts.TASK_END, desk.clock(ended) if ended is not None else "", texts.ACT_END, end_session)


def end_session(bench: Workbench) -> None:
    """End the session. What is unmet is said first; the end is stamped, then the reasons are asked for (L8)."""
    desk = bench.desk
    if desk.meeting.adopted is None or not desk.meeting.agenda.running:
        bench.do(EndSession())
        return
    unmet = unanswered(check(desk.meeting, desk.now(), over=True))
    said = [*_too_short(desk), *_unmet(unmet)]
    if said:
        bench.ask(ConfirmThat(texts.END_ASK, lambda: _ended(bench, unmet), said=said, hint=texts.END_HINT))
    else:
        _ended(bench, unmet)


def _too_short(desk: Desk) -> list[Piece]:
    """ "Mới được 84′, còn 6′ mới đủ 90′." (R15)."""
    limits = desk.meeting.plan.thresholds
    spent = phrases.minutes_of(desk.meeting.agenda.elapsed(desk.now(), breaks_count=limits.breaks_count))
    least = limits.minimum_minutes
    if spent >= least:
        return []
    return [(texts.END_SHORT.format(spent=spent, left=least - spent, least=least), "warning")]


def _unmet(states: tuple[RuleState, ...]) -> list[Piece]:
    if not states:
        return []
    rules = (texts.END_RULE.format(label=state.label, figure=state.figure) for state in states)
    return [(texts.END_UNMET, "plain"), *((rule, "warning") for rule in rules)]


def _ended(bench: Workbench, unmet: tuple[RuleState, ...]) -> None:
    if bench.do(EndSession()):
        ask_reasons(bench, unmet)


def ask_reasons(bench: Workbench, unmet: tuple[RuleState, ...]) -> None:
    """The written reason for each, one after another; Esc leaves one for later."""
    if not unmet:
        return
    state, *rest = unmet

    def onward() -> None:
        ask_reasons(bench, tuple(rest))

    def record(reason: str) -> None:
        bench.do(Waive(state.code, reason))
        onward()

    label = texts.WAIVE.format(label=state.label)
    bench.ask(AskReason(label, record, later=onward, sentences=rule_sentences(bench.desk, state)))


def rule_sentences(desk: Desk, state: RuleState) -> list[str]:
    """What a rule wants, how far it is met, and what cures it."""
    title = f"{state.title}: {state.figure}." if state.figure else f"{state.title}."
    return [title, *([state.cure] if state.cure else []), texts.RULE_SOURCE.format(source=source_of(desk, state.code))]


def source_of(desk: Desk, code: str) -> str:
    """Where the plan has a rule from."""
    return next((rule.source for rule in desk.meeting.plan.rules if rule.code == code), "")


# --- afterwards -------------------------------------------------------------------------------------------------


def _export(desk: Desk) -> Task:
    name = export_name(desk)
    written = any(path.endswith(name) for path in last_written(desk))
    label, act = texts.TASK_EXPORT, texts.ACT_EXPORT
    return _task("export", label, name if written else "", act, export_minutes, optional=desk.meeting.adopted is None)


def _report(desk: Desk) -> Task:
    """The cell's report to the committee above; nothing is owed before the end (R79)."""
    sent = desk.meeting.details.text("report_sent")
    early = desk.meeting.agenda.ended is None
    return _task("report", texts.TASK_REPORT, day_first(sent), texts.ACT_REPORT, open_report, optional=early)


def open_report(bench: Workbench) -> None:
    """What the report still lacks, the papers to write, the day it was sent."""
    from tui.panes.report import ReportPane

    meeting = bench.desk.meeting
    if meeting.identity.body in meeting.plan.bodies:
        bench.show(ReportPane())
    else:
        bench.refuse(words_report.REPORT_NEVER_OPENED)
