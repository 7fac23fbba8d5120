"""Closing and after: C17 to C23 (R15, R42–R47, R65–R79, domain.md 6.3 and 6.4)."""

from __future__ import annotations

from collections.abc import Sequence

from models.agenda import MINUTE
from models.meeting import Guest
from models.posts import superior_post
from models.rules import words
from models.rules.registry import Finding, rule
from models.rules.situation import Phase, Situation
from models.vietnamese.words import percent
from models.votes import ADOPTION, Vote


@rule("C17", pane="closing", since=Phase.CLOSING)
def summed_up(now: Situation) -> Finding:
    """The chair summed up and assessed the session, in a cell also how members took part (R42–R44, R62)."""
    meeting = now.meeting
    asked = {"summary": words.C17_SUMMARY, "quality": words.C17_QUALITY}
    if now.body.participation:
        asked["participation"] = words.C17_PARTICIPATION
    blank = [word for field, word in asked.items() if not meeting.details.text(field).strip()]
    if blank:
        return Finding(False, words.missing(blank), words.C17.format(parts=words.joined(blank)))
    quality = meeting.details.text("quality")
    labels = {grade.code: grade.label for grade in meeting.plan.grades}
    return Finding(True, labels.get(quality, quality))


@rule("C18", pane="closing", since=Phase.CLOSING, live=True)
def passed_before_the_end(now: Situation) -> Finding:
    """The minutes were read to the meeting and voted on before it closed (R45–R47)."""
    ended = now.meeting.agenda.ended
    read, vote = now.meeting.reading_begun, now.meeting.votes.get(ADOPTION)
    if read is None:
        return Finding(False, words.C18_UNREAD, words.C18_READ)
    if vote is None:
        return Finding(False, words.C18_NO_VOTE, words.C18_VOTE)
    if ended is not None and read > ended:
        return Finding(False, words.C18_LATE_READ)
    if ended is not None and vote.at > ended:
        return Finding(False, words.C18_LATE_VOTE)
    return Finding(True, words.C18_DONE)


@rule("C19", pane="closing", since=Phase.SESSION)
def votes_add_up(now: Situation) -> Finding:
    """Votes ≤ members entitled and in the room; the minutes have their majority (domain.md 6.3)."""
    faults = (_arithmetic(now, vote) for vote in now.meeting.votes.values())
    if (fault := next((fault for fault in faults if fault), None)) is not None:
        return fault
    vote, majority = now.meeting.votes.get(ADOPTION), now.thresholds.majority
    if vote is None:
        ended = now.phase is Phase.ENDED
        return Finding(False if ended else None, words.C18_NO_VOTE, words.C19_VOTE, case="no_majority")
    figure = words.C19_FIGURE.format(count=vote.in_favour, base=vote.base)
    cure = words.C19_AGAIN.format(needed=majority.least_exceeding(vote.base))
    return Finding(vote.passed(majority), figure, cure, case="no_majority")


def _arithmetic(now: Situation, vote: Vote) -> Finding | None:
    """What cannot be right about the counts of one vote."""
    title = vote.title or words.C19_MINUTES
    if vote.conflict:
        return Finding(False, words.C19_CONFLICT, words.C19_SETTLE.format(title=title))
    if vote.cast > vote.entitled or min(vote.in_favour, vote.against, vote.other) < 0:
        figure = words.C19_TOO_MANY.format(cast=vote.cast, entitled=vote.entitled)
        return Finding(False, figure, words.C19_RECOUNT.format(title=title, entitled=vote.entitled))
    can_vote = now.meeting.attendance.counts(vote.at).can_vote
    if vote.entitled > can_vote:
        figure = words.C19_ENTITLED.format(entitled=vote.entitled, can_vote=can_vote)
        apart = words.C19_APART[now.body.voting]
        return Finding(False, figure, words.C19_BASE.format(title=title, can_vote=can_vote, apart=apart))
    if vote.base < vote.entitled:
        figure = words.C19_NARROW.format(entitled=vote.entitled, base=vote.base)
        return Finding(False, figure, words.C19_COUNT_BASE.format(title=title, entitled=vote.entitled))
    return None


@rule("C20", pane="steps", since=Phase.SESSION, live=True)
def long_enough(now: Situation) -> Finding:
    """The session lasts so many minutes (R15); it is at risk once closing comes near."""
    least, limits = now.thresholds.minimum_minutes, now.thresholds
    elapsed = now.meeting.agenda.elapsed(now.moment, breaks_count=limits.breaks_count)
    if elapsed >= least * MINUTE:
        return Finding(True, words.C20_DONE.format(spent=words.minutes(elapsed)))
    left = words.minutes_up(least * MINUTE - elapsed)
    figure = words.C20_LEFT.format(count=left)
    if now.ended:
        figure = words.C20_SHORT.format(spent=words.minutes(elapsed), least=least)
    return Finding(False if now.phase >= Phase.CLOSING else None, figure, words.C20.format(count=left))


@rule("C21", pane="attendance", since=Phase.SESSION)
def superior_came(now: Situation) -> Finding:
    """Somebody from above attended and directed (R73); where the plan names posts, one of those (R65, R67, R69)."""
    came = [guest for guest in now.meeting.guests.values() if guest.superior]
    wanted = [superior.role for superior in now.body.superiors if superior.attends]
    if not now.body.superior_by_post or not wanted:
        return Finding(bool(came), _named(came) if came else words.NOT_YET, words.C21)
    posts = " hoặc ".join(now.meeting.role(role).name for role in wanted)
    if not came:
        return Finding(False, words.NOT_YET, words.C21_POST.format(posts=posts))
    held = [(guest, superior_post(now.meeting, guest)) for guest in came]
    right = [guest for guest, post in held if post in wanted]
    if right:
        return Finding(True, _named(right))
    unknown = [guest for guest, post in held if not post]
    if unknown:
        return Finding(False, words.C21_ASK_FIGURE, words.C21_ASK.format(names=_titled(unknown), posts=posts))
    return Finding(False, words.C21_OTHER_FIGURE, words.C21_OTHER.format(names=_titled(came), posts=posts))


def _named(guests: Sequence[Guest]) -> str:
    return words.listed([guest.name for guest in guests[:1]], len(guests))


def _titled(guests: Sequence[Guest]) -> str:
    """Names with the posts as they were written."""
    return words.joined([f"{guest.name} ({guest.post})" if guest.post else guest.name for guest in guests])


@rule("C22", pane="attendance", since=Phase.SESSION)
def well_attended(now: Situation) -> Finding:
    """More than the share of the obliged came and nobody is absent without a reason (12-HD/BTCTW, 6.4)."""
    counts, share = now.counts, now.thresholds.attendance
    present, obliged = counts.present_obliged, counts.obliged
    if not obliged:
        return Finding(None, words.C06_NOBODY)
    rate = percent(present, obliged, digits=1)
    figure = words.C22_FIGURE.format(present=present, obliged=obliged, percent=rate)
    if not share.exceeded_by(present, obliged):
        calling = counts.unmarked > 0 and now.phase < Phase.CLOSING
        cure = words.C22_LATE.format(needed=share.least_exceeding(obliged))
        return Finding(None if calling else False, figure, cure)
    if counts.unexcused:
        absent = [absent.person for absent in now.absent if absent.mark == "unexcused"]
        figure = words.C22_UNEXCUSED.format(percent=rate, count=counts.unexcused)
        return Finding(False, figure, words.C22_ASK.format(names=now.listed(absent)))
    return Finding(True, figure)


@rule("C23", pane="closing", since=Phase.ENDED, outlasts=True)
def reported(now: Situation) -> Finding:
    """The cell's report went out within the plan's time (R79)."""
    deadline, reporting = now.meeting.plan.deadlines.report, now.meeting.plan.reporting
    to, through = now.meeting.said(reporting.to), now.meeting.said(reporting.through)
    where = {"to": to, "through": through, "day": words.day(deadline.last_day)}
    sent = now.detail_day("report_sent")
    if sent is not None:
        ok = deadline.met_by(sent)
        figure = words.C23_SENT.format(day=words.day(sent))
        return Finding(ok, figure, words.C23_LATE.format(**where), lost=not ok)
    left = (deadline.last_day - now.today).days
    if left < 0:
        figure = words.C23_OVER.format(count=-left)
        return Finding(False, figure, words.C23_LATE.format(**where), lost=True)
    near = left <= now.thresholds.deadline_warning_days
    return Finding(False if near else None, words.C23_DAYS.format(count=left), words.C23.format(**where))
