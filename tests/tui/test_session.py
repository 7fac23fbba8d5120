"""The rehearsed session (L17): what it holds, and that both ways of holding it record the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import facts as f
from models.fact import Fact
from models.facts_minutes import ParagraphCorrected, RuleWaived
from models.facts_record import Undone
from models.rules import check, unanswered
from models.votes import ADOPTION
from tests.tui.rehearsed import GOLDEN, a_desk, keyed, outcome_of, played, script
from tui.desk import Desk
from tui.panes.live import LivePane
from tui.rehearsal.run import play
from tui.rehearsal.script import Act, BadScript, read_script
from tui.workbench import Workbench


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk after the whole session, held without a screen."""
    with a_desk(tmp_path_factory.mktemp("session")) as (desk, clock):
        play(desk, clock, script())
        yield desk


def facts_of(desk: Desk) -> list[Fact]:
    return [entry.fact for entry in desk.meeting.ledger.entries.values()]


def undone(desk: Desk) -> list[Fact]:
    """What was taken back at some time, undos themselves left out."""
    entries = desk.meeting.ledger.entries
    device = next(iter(entries))[0]
    dots = [(device, seq) for fact in facts_of(desk) if isinstance(fact, Undone) for seq in fact.of]
    return [entries[dot].fact for dot in dots if not isinstance(entries[dot].fact, Undone)]


# --- what happens in it -----------------------------------------------------------------------------------------


def test_it_is_as_long_as_a_real_session(desk: Desk) -> None:
    """R15, L17: a session of more than 90 working minutes, 600 entries and more."""
    meeting = desk.meeting
    assert len(meeting.ledger.entries) >= 600
    assert len(meeting.floor.turns) >= 45
    assert len(meeting.notes.all) >= 280
    assert meeting.agenda.ended is not None
    assert meeting.agenda.elapsed(meeting.agenda.ended) >= 90 * 60_000
    assert len(meeting.agenda.spans) == len(meeting.body.steps)


def test_every_rule_is_met_or_answered(desk: Desk) -> None:
    """L8: no warning without a written reason; C22 is for information, C23 has its day after the session."""
    states = check(desk.meeting, desk.now())
    assert unanswered(states) == ()
    assert {state.code: state.state for state in states if state.state != "met"} == {
        "C07": "waived",
        "C22": "failed",
        "C23": "pending",
    }
    assert desk.meeting.oddities == ()


def test_people_come_and_go(desk: Desk) -> None:
    """L2: absent with and without a reason, late, corrected, out and back, gone home; a guest from above."""
    attendance = desk.meeting.attendance
    counts = attendance.counts(desk.now())
    assert (counts.total, counts.official, counts.probationary, counts.exempt) == (22, 21, 1, 1)
    assert (counts.excused, counts.unexcused, counts.unmarked) == (1, 1, 0)
    presences = attendance.presence.values()
    assert sum(presence.arrived_late is not None for presence in presences) == 2
    assert sum(len(presence.intervals) > 1 for presence in presences) == 2
    assert sum(presence.left is not None for presence in presences) == 1
    assert any(isinstance(fact, f.MoveCorrected) for fact in facts_of(desk))
    assert [guest.superior for guest in desk.meeting.guests.values()] == [True, False]


def test_namesakes_both_speak(desk: Desk) -> None:
    """vietnamese.md §4.4: two people of one name are two people."""
    names = {desk.meeting.name(turn.person) for turn in desk.meeting.floor.contributions()}
    assert {"Nguyễn Văn Hùng (1961)", "Nguyễn Văn Hùng (1984)"} <= names
    assert {"Trần Thị Hoà (1970)", "Trần Thị Hòa (1988)"} <= names


def test_the_floor_is_as_lively_as_a_real_one(desk: Desk) -> None:
    """L13: points of order, questions with replies, guidance, a wrong speaker put right; a queue."""
    floor = desk.meeting.floor
    kinds = Counter(turn.kind for turn in floor.turns)
    assert kinds["order"] == 2
    assert kinds["question"] == kinds["reply"] == 4
    assert all(turn.answers for turn in floor.turns if turn.kind == "reply")
    assert {"report", "opinion", "guidance", "conclusion"} <= kinds.keys()
    corrected = [fact for fact in facts_of(desk) if isinstance(fact, f.TurnCorrected)]
    assert any(fact.person for fact in corrected)
    assert sum(isinstance(fact, f.FloorAsked) for fact in facts_of(desk)) >= 10
    assert any(isinstance(fact, f.FloorWithdrawn) for fact in facts_of(desk))
    assert len(desk.meeting.agenda.pauses) == 1


def test_notes_use_every_sign(desk: Desk) -> None:
    """L14: every kind, tag, scope and stance that the shorthand knows."""
    notes = desk.meeting.notes.all
    assert {note.kind for note in notes} >= {
        "opinion", "question", "solution", "decision", "difference", "conclusion", "remark",
    }  # fmt: skip
    assert {question for note in notes for question in note.questions} == {"Q1", "Q2", "Q3", "Q4", "Q5", "Q6"}
    assert {note.scope for note in notes} >= {"self", "cell"}
    assert {note.stance for note in notes} >= {"agree", "disagree"}
    assert {indicator for note in notes for indicator in note.indicators} >= {str(n) for n in range(1, 26)} - {"24"}
    feasible = [note for note in desk.meeting.notes.solutions if note.owner and note.due]
    assert len(feasible) >= 15
    assert all(note.owner in desk.meeting.labels for note in feasible)
    assert Counter(note.outcome for note in desk.meeting.notes.differences) == {"settled": 2, "kept": 1}
    said = {type(fact) for fact in facts_of(desk)}
    assert {f.NoteEdited, f.NoteDeleted} <= said


def test_every_indicator_is_answered(desk: Desk) -> None:
    """R33–R35: 25 answers, a degree for each sign found, one sign beyond the list."""
    board = desk.meeting.board
    assert all(row.present for row in board.rows)
    assert all(row.degree and row.solutions for row in board.found)
    assert Counter(row.present for row in board.numbered) == {"co": 15, "khong": 9, "chua_ro": 1}
    assert len(board.added) == 1


def test_each_kind_of_act_is_undone(desk: Desk) -> None:
    """L6: undo of each kind of act, some brought back."""
    assert {type(fact) for fact in undone(desk)} >= {
        f.DetailSet, f.DocumentNoted, f.StandingSet, f.GuestAdded, f.RestMarked, f.StepBegun, f.FloorGiven,
        f.FloorAsked, f.TurnCorrected, f.Moved, f.NoteWritten, f.NoteDeleted, f.FocusSet, f.Assessed, f.IndicatorAdded,
        f.DifferenceSettled, f.SessionPaused, RuleWaived, ParagraphCorrected, f.VoteTaken,
    }  # fmt: skip
    assert sum(act.verb == "redo" for act in script()) >= 2


def test_the_vote_is_that_of_those_who_may(desk: Desk) -> None:
    """L15, domain.md 6.3: 19 in the base, one of them out of the room, the probationary member not counted."""
    vote = desk.meeting.votes[ADOPTION]
    assert (vote.base, vote.entitled, vote.in_favour, vote.against, vote.other) == (19, 17, 16, 0, 1)
    attendance = desk.meeting.attendance
    probationary = next(id for id, member in attendance.members.items() if member.is_probationary)
    assert probationary in attendance.in_room(vote.at)
    absent = [id for id in attendance.members if attendance.may_vote(id) and id not in attendance.in_room(vote.at)]
    assert sum(attendance.presence[id].attended for id in absent) == 1
    assert desk.meeting.adopted is not None
    assert len(desk.meeting.corrections) == 3


# --- both ways --------------------------------------------------------------------------------------------------


def test_the_minutes_are_those_that_were_read(desk: Desk) -> None:
    """L5: the paper of the session, word for word. It was read against the script before it was kept."""
    assert outcome_of(desk).minutes == GOLDEN.read_text("utf-8")


def test_the_same_session_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    """L21: same journal, same bytes."""
    assert played(tmp_path) == outcome_of(desk)


def test_keys_record_what_commands_record(desk: Desk, tmp_path: Path) -> None:
    """Every act by its keys at a desk without a screen: same entries, same state, same papers."""
    with a_desk(tmp_path) as (keyed_desk, clock):
        keyed(Workbench(keyed_desk, lambda bench: LivePane()), clock, script())
        found = outcome_of(keyed_desk)
    assert found == outcome_of(desk)


def test_the_record_survives_reopening(tmp_path: Path) -> None:
    """L1: what was recorded is read again as it was; only the new run is told."""
    acts = script()[:200]
    with a_desk(tmp_path) as (desk, clock):
        play(desk, clock, acts)
        before, meeting = outcome_of(desk), desk.replica.id if desk.replica else ""
        desk.open(meeting)
        after = outcome_of(desk)
    assert after.state == before.state
    assert after.entries == before.entries + 1


# --- scripts that are none --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("19:00:00 rest\n18:00:00 rest", "dòng 2"),
        ("19h rest", "giờ:phút:giây"),
    ],
)
def test_a_bad_line_is_named(text: str, says: str) -> None:
    with pytest.raises(BadScript, match=says):
        read_script(text)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("19:00:00 dance", "không có việc"),
        ("19:00:00 present Nguyễn Văn Không", "không có ai tên"),
        ("19:00:00 step", "dòng 1: Buổi sinh hoạt chưa bắt đầu"),
        ("19:00:00 focus 40", "không có biểu hiện số"),
        ("19:00:00 delete gì đó", "không có ghi chép"),
    ],
)
def test_an_act_that_cannot_be_done_is_named(tmp_path: Path, line: str, says: str) -> None:
    """A refusal stops a script with its line and the desk's sentence."""
    with pytest.raises(BadScript, match=says):
        played(tmp_path, read_script(line))


def test_what_happens_in_the_room_belongs_to_the_act_behind_it() -> None:
    """Lines with # are told with the next act; blank ones are nothing."""
    acts = read_script("# Một.\n# Hai.\n\n19:00:00 rest\n19:00:01 undo")
    assert [act.told for act in acts] == ["Một. Hai.", ""]
    assert acts[0] == Act(4, acts[0].at, "rest", "", "Một. Hai.")


def test_the_trainee_is_told_what_happens() -> None:
    """desk.md §3.10: about one line for every minute of the session."""
    minutes = (script()[-1].at - script()[0].at) // 60_000
    assert sum(bool(act.told) for act in script()) >= minutes * 2 // 3
