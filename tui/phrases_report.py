"""Sentences of the report pane that need the meeting: how far the papers have come, when the report is due, figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from models.figures import Figures
from models.report import lacking
from models.votes import ADOPTION
from tui import words_report as texts
from tui.asking import day_first
from tui.draw import Line, line

if TYPE_CHECKING:
    from tui.desk import Desk


def stages(desk: Desk, figures: Figures) -> Line:
    """Draft › read › adopted › signed › sent in one line, each with its time or day (L20)."""
    papers = figures.papers
    reached = {
        "draft": texts.STAGES["draft"],
        "read": _stage(desk, "read", papers.read_at),
        "adopted": _stage(desk, "adopted", papers.adopted_at),
        "signed": _day_stage("signed", papers.signed_on),
        "sent": _day_stage("sent", papers.report_sent),
    }
    last = max((index for index, told in enumerate(reached.values()) if told), default=0)
    pieces: list[tuple[str, str]] = []
    for index, (stage, told) in enumerate(reached.items()):
        style = "now" if index == last else "done" if told else "muted"
        pieces += [(texts.STAGE_STEP, "muted")] if index else [(" ", "plain")]
        pieces.append((told or texts.STAGE_OPEN.format(stage=texts.STAGES[stage]), style))
    return line(*pieces)


def _stage(desk: Desk, stage: str, at: int | None) -> str:
    """ "đọc 20:38"; on another day than the session's the day instead."""
    if at is None:
        return ""
    day = desk.local(at).date()
    same = day.isoformat() == desk.meeting.details.text("date")
    return f"{texts.STAGES[stage]} {desk.clock(at) if same else _short(day)}"


def _day_stage(stage: str, iso: str) -> str:
    try:
        return f"{texts.STAGES[stage]} {_short(date.fromisoformat(iso))}"
    except ValueError:
        return ""


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"


def due(desk: Desk, figures: Figures, width: int) -> tuple[str, str]:
    """(sentence, style): when the report is due or was sent, and what it lacks, in `width` cells (C23, R79)."""
    told, style = _due(figures)
    missing = [texts.FIELD_LABELS[name].lower() for name in lacking(desk.meeting)]
    if desk.meeting.adopted is None:
        missing = [texts.LACKS_ADOPTION]  # first things first
    whole = f"{told} · {texts.LACKS.format(what='; '.join(missing)) if missing else texts.LACKS_NOTHING}"
    short = f"{told} · {texts.LACKS_MANY.format(count=len(missing))}"
    style = "missing" if missing and style == "done" else style
    return (whole if cell_len(whole) <= width or not missing else short), style


def _due(figures: Figures) -> tuple[str, str]:
    papers = figures.papers
    day, sent = day_first(papers.report_due), day_first(papers.report_sent)
    if papers.report_sent:
        if papers.sent_in_time is None:
            return texts.SENT_PLAIN.format(day=sent), "done"
        late = not papers.sent_in_time
        return (texts.SENT_LATE.format(day=sent, due=day), "wrong") if late else (_in_time(sent), "done")
    if papers.days_left is None:
        return texts.NO_DUE, "muted"
    if papers.days_left < 0:
        return texts.DUE_OVER.format(day=day, count=-papers.days_left), "wrong"
    if papers.days_left == 0:
        return texts.DUE_TODAY.format(day=day), "warning"
    return texts.DUE_LEFT.format(day=day, count=papers.days_left), "plain"


def _in_time(sent: str) -> str:
    return texts.SENT_IN_TIME.format(day=sent)


def figure_lines(desk: Desk, figures: Figures) -> list[tuple[str, str]]:
    """(label, value) of the figures of the report; what a session has none of is left out."""
    members, speaking, board = figures.members, figures.speaking, figures.indicators
    held, notes, vote = figures.session, figures.solutions, figures.vote(ADOPTION)
    degrees = {degree.code: degree.label for degree in desk.meeting.plan.degrees}
    found = [f"{degrees.get(one.degree, texts.NOT_YET)} {one.count}" for one in board.by_degree if one.count]
    minutes = (
        "" if held.minutes is None else texts.F_MINUTES_VALUE.format(minutes=held.minutes, least=held.least_minutes)
    )
    rows = [
        (texts.F_MINUTES, minutes or texts.NOT_YET),
        (texts.F_STEPS, f"{held.steps.part}/{held.steps.whole}"),
        (texts.F_PRESENT, members.obliged_present.text),
        (texts.F_ABSENT, texts.F_ABSENT_VALUE.format(**members.model_dump())),
        (texts.F_SPOKEN, texts.F_SPOKEN_VALUE.format(count=speaking.contributions, people=speaking.speakers)),
        (texts.F_SPOKE, speaking.spoke.text),
        (
            texts.F_INDICATORS,
            texts.F_INDICATORS_VALUE.format(
                discussed=board.discussed, total=board.total, present=board.present, absent=board.not_present
            ),
        ),
        (texts.F_DEGREES, ", ".join(found)),
        (texts.F_BEYOND, str(board.beyond) if board.beyond else ""),
        (texts.F_DIFFERENCES, texts.F_DIFFERENCES_VALUE.format(**figures.differences.model_dump())),
        (texts.F_SOLUTIONS, texts.F_SOLUTIONS_VALUE.format(total=notes.total, feasible=notes.feasible)),
        *_carried(figures),
        (texts.F_VOTE, vote.in_favour.text if vote is not None else texts.NOT_YET),
        (texts.F_DOCUMENTS, f"{figures.documents.in_time.part}/{figures.documents.in_time.whole}"),
        (texts.F_RULES, texts.F_RULES_VALUE.format(**figures.rules.model_dump())),
    ]
    return [(label, value) for label, value in rows if value]


def _carried(figures: Figures) -> list[tuple[str, str]]:
    """Backlog and commitments, where there are any (R58, L16)."""
    backlog, commitments = figures.backlog, figures.commitments
    rows = []
    if backlog.total:
        rows.append((texts.F_BACKLOG, texts.F_BACKLOG_VALUE.format(total=backlog.total, owner=backlog.with_owner)))
    if commitments.total:
        rows.append((texts.F_COMMITMENTS, texts.F_COMMITMENTS_VALUE.format(**commitments.model_dump())))
    return rows
