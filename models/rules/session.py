"""During the session: C06 to C16 (R25–R41, R58–R61, R85)."""

from __future__ import annotations

from collections.abc import Collection

from models.board import NOT_PRESENT
from models.notes import Note
from models.plan import Step
from models.presenting import INTRODUCTION, well_presented
from models.rules import words
from models.rules.registry import Finding, rule
from models.rules.situation import Phase, Situation
from models.votes import ADOPTION


@rule("C06", pane="attendance", since=Phase.SESSION)
def roll_called(now: Situation) -> Finding:
    """Every obliged member has a status, and every absence a reason or "không lý do" (R25).

    The order of the keys is not judged: a mark set right later still counts, so that a slip of the roll call
    never keeps the minutes from being printed.
    """
    total = len(now.meeting.attendance.members)
    if not total:
        return Finding(False, words.C06_NOBODY, words.C06_LIST.format(word=now.body.member_word))
    unmarked = [absent.person for absent in now.absent if absent.mark == "unmarked"]
    if unmarked:
        figure = words.C06_UNMARKED.format(count=len(unmarked))
        return Finding(False, figure, words.C06_MARK.format(names=now.listed(unmarked)))
    excused = [absent for absent in now.absent if absent.mark == "excused"]
    unexplained = [absent.person for absent in excused if not absent.reason]
    if unexplained:
        figure = words.C06_NO_REASON.format(count=len(unexplained))
        return Finding(False, figure, words.C06_REASON.format(names=now.listed(unexplained)))
    return Finding(True, words.C06_DONE.format(present=len(now.attended), total=total))


@rule("C07", pane="steps", since=Phase.SESSION)
def introduced(now: Situation) -> Finding:
    """Purpose, article, plan and indicators were presented, each by whom the plan names (R27–R30, R52)."""
    asked = [step for step in now.body.steps if step.kind in INTRODUCTION and step.strictness != "I"]
    skipped = [step for step in asked if step not in now.begun and _passed_over(now, step)]
    if skipped:
        steps = ", ".join(step.label for step in skipped)
        return Finding(False, words.C07_SKIPPED.format(count=len(skipped)), words.C07_HOLD.format(steps=steps))
    held = [step for step in asked if step in now.begun]
    wrong = [step for step in held if not well_presented(now.meeting, step)]
    if wrong:
        return _ill_presented(now, wrong)
    figure = words.C07_FIGURE.format(count=len(held), total=len(asked)) if asked else words.C07_NONE
    return Finding(True if len(held) == len(asked) else None, figure)


def _ill_presented(now: Situation, wrong: list[Step]) -> Finding:
    """Somebody of another post presented; or else nobody was written down, which says nothing of posts."""
    others = [step for step in wrong if now.meeting.agenda.presenter(step.id)]
    first = (others or wrong)[0]
    roles = " hoặc ".join(now.meeting.role(role).label for role in first.presenters)
    if others:
        return Finding(
            False, words.C07_WRONG.format(count=len(others)), words.C07_NAME.format(step=first.label, roles=roles)
        )
    cure = words.C07_WRITE.format(step=first.label, roles=roles)
    return Finding(False, words.C07_UNNAMED.format(count=len(wrong)), cure)


def _passed_over(now: Situation, step: Step) -> bool:
    """Whether the meeting has gone on to a later step, or is over."""
    order = now.body.steps
    gone_on = bool(now.begun) and order.index(now.begun[-1]) > order.index(step)
    return gone_on or now.phase is Phase.ENDED


@rule("C08", pane="steps", since=Phase.DISCUSSION, live=True)
def discussion_is_the_focus(now: Situation) -> Finding:
    """The discussion was held and is the longest step (R31)."""
    spent = {step: now.meeting.agenda.spent(step.id, now.moment) for step in now.begun}
    held = next((step for step in now.begun if step.kind == "discussion"), None)
    if held is None:
        return Finding(False, words.C08_NONE, words.C08_HOLD)
    longest = max(spent, key=lambda step: spent[step])
    short = spent[longest] - spent[held]
    if short == 0:
        return Finding(True, words.C08_FIGURE.format(spent=words.minutes(spent[held])))
    return Finding(
        False,
        words.C08_SHORT.format(spent=words.minutes(spent[held]), longest=words.minutes(spent[longest])),
        words.C08.format(count=words.minutes_up(short), step=longest.label),
    )


@rule("C09", pane="floor", since=Phase.DISCUSSION, live=True)
def many_spoke(now: Situation) -> Finding:
    """So large a share of the members who came has spoken (R39)."""
    total = len(now.attended)
    if not total:
        return Finding(None, words.NOBODY_HERE)
    spoken, share = len(now.attended & now.meeting.floor.speakers()), now.thresholds.many_speakers
    figure = words.SPOKEN.format(count=spoken, total=total)
    if share.reached_by(spoken, total):
        return Finding(True, figure)
    more = share.least_reaching(total) - spoken
    sentence = words.C09 if now.silent else words.C09_NOBODY_LEFT
    return Finding(False, figure, sentence.format(count=more, names=now.listed(now.silent)))


@rule("C10", pane="floor", since=Phase.DISCUSSION, live=True)
def everybody_spoke(now: Situation) -> Finding:
    """Every member who came, late or not, has spoken (R61, R64)."""
    if not now.attended:
        return Finding(None, words.NOBODY_HERE)
    quiet = now.attended - now.meeting.floor.speakers()
    if not quiet:
        return Finding(True, words.SPOKEN.format(count=len(now.attended), total=len(now.attended)))
    return Finding(False, words.SILENT.format(count=len(quiet)), _invited(now, quiet))


def _invited(now: Situation, quiet: Collection[str]) -> str:
    """Whom to call upon; who has left without a word can only be asked otherwise."""
    presence = now.meeting.attendance.presence
    inside = [id for id in now.meeting.people if id in quiet and presence[id].here]
    left = [id for id in now.meeting.people if id in quiet and not presence[id].here]
    said = ((words.C10, inside), (words.C10_LEFT, left))
    return " ".join(sentence.format(names=now.listed(people)) for sentence, people in said if people)


@rule("C11", pane="board", since=Phase.SESSION, live=True)
def not_hollow(now: Situation) -> Finding:
    """Not "everybody agrees and nobody says anything" (R41).

    Before the vote on the minutes there is nothing to judge, but it is then that the cure helps: it is told
    already.
    """
    lacks = _what_lacks(now)
    cure = words.C11.format(lacks=words.joined(lacks)) if lacks else ""
    votes = now.meeting.votes
    if ADOPTION not in votes:
        return Finding(True if now.phase is Phase.ENDED else None, words.C11_NO_VOTE, cure)
    if any(vote.against or vote.other for vote in votes.values()) or now.meeting.reservations:
        return Finding(True, words.C11_DIFFERENT)
    return Finding(not lacks, words.C11_HOLLOW if lacks else words.C11_LIVELY, cure)


def _what_lacks(now: Situation) -> list[str]:
    """The signs of a real discussion that are not on record."""
    notes = now.meeting.notes
    signs = (
        bool(now.meeting.floor.contributions() or notes.of_kind("opinion", "question")),
        not now.meeting.board.numbered or any(row.present != NOT_PRESENT for row in now.meeting.board.numbered),
        bool(notes.solutions or notes.differences),
    )
    return [words.C11_LACKS[index] for index, there in enumerate(signs) if not there]


@rule("C12", pane="floor", since=Phase.DISCUSSION)
def questions_touched(now: Situation) -> Finding:
    """Each question of the plan is tagged on some note (R32–R37)."""
    touched = {question for note in now.meeting.notes.all for question in note.questions}
    left = [question for question in now.body.questions if question.id not in touched]
    total = len(now.body.questions)
    if not total:
        return Finding(True, words.C12_NONE)
    asked = ", ".join(f"{question.id} ({question.label.lower()})" for question in left)
    cure = words.C12.format(questions=asked)
    return Finding(not left, words.C12_FIGURE.format(count=total - len(left), total=total), cure)


@rule("C13", pane="board", since=Phase.DISCUSSION)
def indicators_answered(now: Situation) -> Finding:
    """The indicators were presented, where the plan has such a step; each one found has a degree and a remedy.

    R21, R33, R34.
    """
    step = next((step for step in now.body.steps if step.kind == "indicators"), None)
    if step is not None and step not in now.begun:
        return Finding(False, words.C13_NOT_PRESENTED, words.C13_PRESENT.format(step=step.label))
    found = now.meeting.board.found
    wanting = []
    for row in found:
        parts = [] if row.degree else [words.C13_DEGREE]
        parts += [] if row.solutions else [words.C13_SOLUTION]
        if parts:
            name = f"biểu hiện {row.number}" if row.number else words.quoted(row.label)
            wanting.append(words.C13_ADD.format(row=name, parts=words.joined(parts)))
    if wanting:
        cure = words.capital("; ".join(wanting[:3])) + ("…" if len(wanting) > 3 else ".")
        return Finding(False, words.C13_OPEN.format(count=len(wanting)), cure)
    return Finding(True, words.C13_FIGURE.format(count=len(found)))


@rule("C14", pane="board", since=Phase.DISCUSSION)
def solutions_feasible(now: Situation) -> Finding:
    """So many remedies say who does what by when (R7)."""
    least, solutions = now.thresholds.minimum_solutions, now.meeting.notes.solutions
    partial = [note for note in solutions if not note.feasible]
    count = len(solutions) - len(partial)
    cure = words.C14_WRITE
    if partial:
        parts = words.joined(_unsaid(partial[0]))
        cure = words.C14_ADD.format(note=words.quoted(partial[0].text), parts=parts)
    return Finding(count >= least, words.C14_FIGURE.format(count=count, least=least), cure)


def _unsaid(note: Note) -> list[str]:
    """What a remedy does not say yet."""
    said = {words.C14_WHO: note.owner, words.C14_WHAT: note.text, words.C14_WHEN: note.due}
    return [part for part, value in said.items() if not value]


@rule("C15", pane="floor", since=Phase.DISCUSSION)
def backlog_is_owned(now: Situation) -> Finding:
    """Work left over or late is listed, each piece with who answers for it and a remedy of that person (R58, R59).

    The plan asks what is left over: that nothing is, is an answer too, once the meeting has said so.
    """
    backlog = now.meeting.notes.of_kind("backlog")
    if not backlog and now.meeting.details.flag("no_backlog"):
        return Finding(True, words.C15_NOTHING)
    if not backlog:
        return Finding(False, words.C15_NONE, words.C15_ASK)
    unowned = [note for note in backlog if not note.owner]
    if unowned:
        shown = [words.quoted(note.text) for note in unowned[:2]]
        cure = words.C15_WHO.format(notes=words.listed(shown, len(unowned), words.C15_UNIT))
        return Finding(False, words.C15_UNOWNED.format(count=len(unowned)), cure)
    remedied = {note.owner for note in now.meeting.notes.solutions}
    idle = [owner for owner in dict.fromkeys(note.owner for note in backlog) if owner not in remedied]
    if idle:
        figure = words.C15_UNREMEDIED.format(count=len(idle))
        return Finding(False, figure, words.C15_REMEDY.format(names=now.listed(idle)))
    return Finding(True, words.C15_FIGURE.format(count=len(backlog)))


@rule("C16", pane="board", since=Phase.DISCUSSION)
def differences_settled(now: Situation) -> Finding:
    """Each differing opinion was settled or kept in the record (R38, R85)."""
    differences = now.meeting.notes.differences
    still = [note for note in differences if note.outcome == "open"]
    if not differences:
        return Finding(True, words.C16_NONE)
    figure = words.C16_FIGURE.format(count=len(differences) - len(still), total=len(differences))
    shown = [words.quoted(note.text) for note in still[:2]]
    return Finding(not still, figure, words.C16.format(notes=words.listed(shown, len(still), words.C16_UNIT)))
