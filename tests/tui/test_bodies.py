"""The other bodies and a second plan, from preparation to adopted minutes: with commands and with keys (R12, R82)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.docx_paper import render_docx
from models.handing_on import left_open
from models.report import report_of
from models.rules import RuleState, check, unanswered
from models.votes import ADOPTION
from tests.tui import bodies
from tests.tui.bench import press
from tests.tui.bodies import COMMITTEES, EVERY, GROUP, Held, at_desk, held, paper_of
from tests.tui.held import choose
from tests.tui.rehearsed import keyed, outcome_of
from tests.tui.test_keystrokes import BUDGET
from tui.desk import Desk
from tui.panes.closing import ClosingPane
from tui.panes.live import LivePane
from tui.rehearsal.keys import recording_keys
from tui.rehearsal.run import play
from tui.workbench import Workbench

NAMED = [pytest.param(one, id=one.name) for one in EVERY]


@pytest.fixture(scope="module", params=NAMED)
def done(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Held, Desk]]:
    """A session and its desk after the last act."""
    session: Held = request.param
    with at_desk(session, tmp_path_factory.mktemp(session.name)) as (desk, clock):
        play(desk, clock, session.script())
        yield session, desk


def state(desk: Desk, code: str) -> RuleState:
    return next(state for state in check(desk.meeting, desk.now()) if state.code == code)


# --- every body -------------------------------------------------------------------------------------------------


def test_the_minutes_are_those_that_were_read(done: tuple[Held, Desk]) -> None:
    """R82: the paper of each body, word for word. They were read against the scripts before they were kept."""
    session, desk = done
    assert paper_of(outcome_of(desk)) == session.golden.read_text("utf-8")


def test_they_were_adopted_without_a_rule_left_unanswered(done: tuple[Held, Desk]) -> None:
    """L8, R45–R47, R63: adopted, ended, long enough, every warning met."""
    _, desk = done
    meeting = desk.meeting
    assert meeting.adopted is not None
    assert meeting.agenda.ended is not None
    states = check(meeting, desk.now())
    assert {one.code for one in states} == {rule.code for rule in meeting.plan.rules_for(meeting.identity.body)}
    assert unanswered(states) == ()
    assert meeting.oddities == ()


def test_the_word_file_has_the_head_of_its_body(done: tuple[Held, Desk]) -> None:
    """domain.md 4.4, 5.1, 5.2: title of the Party, of the State or of the Union, and the number's way."""
    session, desk = done
    with zipfile.ZipFile(io.BytesIO(render_docx(desk.minutes()))) as archive:
        text = archive.read("word/document.xml").decode()
    top, number = HEADS[session.name]
    assert top in text
    assert number in text
    assert [other for other, _ in HEADS.values() if other != top and other in text] == []


PARTY, STATE = "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
HEADS = {
    "dang_uy": (PARTY, "Số 41-BB/ĐU"),
    "ubnd": (STATE, "Số: 15/BB-UBND"),
    "mttq": (STATE, "Số: 08/BB-MTTQ-BTT"),
    "doan_the": ("ĐOÀN TNCS HỒ CHÍ MINH", "Số 03-BB/ĐTN"),
    "to_dan_pho": (STATE, "Số: 02/BB-TDP"),
}


@pytest.mark.parametrize("session", NAMED)
def test_keys_record_what_commands_record(session: Held, tmp_path: Path) -> None:
    """Every act by its keys at a desk without a screen: same entries, same state, same papers."""
    with at_desk(session, tmp_path / "keys") as (desk, clock):
        keyed(Workbench(desk, lambda bench: LivePane()), clock, session.script())
        found = outcome_of(desk)
    assert found == held(session, tmp_path / "commands")


@pytest.mark.parametrize("session", NAMED)
def test_every_act_stays_within_its_budget(session: Held, tmp_path: Path) -> None:
    """desk.md §4: what an act costs in keys does not depend on the body."""
    over = []
    with at_desk(session, tmp_path) as (desk, clock):
        for act in session.script():
            clock.move_to(act.at)
            keys = recording_keys(act, desk)
            over += [(act.line, name) for name, (fits, most) in BUDGET.items() if fits(act, keys) and len(keys) > most]
            play(desk, clock, [act])
    assert over == []


# --- what is particular to each ---------------------------------------------------------------------------------


def test_a_silent_member_of_the_committee_is_called_upon_r61(tmp_path: Path) -> None:
    """R61, C10: one member has said nothing until the check makes the chair ask; then everybody has spoken."""
    session = COMMITTEES[0]
    acts = session.script()
    asked = next(index for index, act in enumerate(acts) if (act.verb, act.rest) == ("floor", "Lâm Thị Nhàn"))
    with at_desk(session, tmp_path) as (desk, clock):
        play(desk, clock, acts[:asked])
        before = state(desk, "C10")
        assert (before.state, before.level, before.figure) == ("risk", "W", "1 người chưa phát biểu")
        assert "Lâm Thị Nhàn" in before.cure
        play(desk, clock, acts[asked : asked + 3])
        after = state(desk, "C10")
        assert (after.state, after.figure) == ("met", "8/8 đã phát biểu")


@pytest.mark.parametrize("name", ["dang_uy", "ubnd"])
def test_late_work_has_who_answers_and_a_remedy_r58_r59(name: str, tmp_path: Path) -> None:
    """C15: every piece of work left over has a member and something that member will do."""
    session = next(one for one in COMMITTEES if one.name == name)
    with at_desk(session, tmp_path) as (desk, clock):
        play(desk, clock, session.script())
        meeting = desk.meeting
        late = meeting.notes.of_kind("backlog")
        assert len(late) == 4
        owners = {note.owner for note in late}
        assert owners <= meeting.people.keys()
        assert owners <= {note.owner for note in meeting.notes.solutions}
        assert state(desk, "C15").state == "met"


@pytest.mark.parametrize(
    ("name", "role"),
    [("ubnd", "BTDU"), ("mttq", "PBTTTDU"), ("doan_the", "PBTDU")],
    ids=["R65", "R67", "R69"],
)
def test_the_superior_that_the_plan_names_attends(name: str, role: str, tmp_path: Path) -> None:
    session = next(one for one in COMMITTEES if one.name == name)
    with at_desk(session, tmp_path) as (desk, clock):
        play(desk, clock, session.script()[:20])
        (guest,) = desk.meeting.guests.values()
        assert (guest.superior, guest.role) == (True, role)
        assert state(desk, "C21").state == "met"


def test_posts_come_from_the_list_r66(tmp_path: Path) -> None:
    """R66: each post of the plan is held by somebody of the list, whatever the list calls it."""
    session = COMMITTEES[1]
    with at_desk(session, tmp_path) as (desk, _):
        held_posts = {person.role_code for person in desk.meeting.people.values()}
        assert held_posts == {post.role for post in desk.meeting.body.expected_posts}


# --- a plan of another campaign ---------------------------------------------------------------------------------


def test_the_second_plan_is_another_in_everything() -> None:
    """The invented plan shares no figure, date or question with the shipped one, and names a body of its own."""
    ours, other = COMMITTEES[0].plan(), GROUP.plan()
    assert (len(other.indicators), other.thresholds.minimum_minutes, len(other.bodies["to_dan_pho"].questions)) == (
        9,
        60,
        4,
    )
    assert "to_dan_pho" not in ours.bodies
    assert not any(step.kind in ("reading", "indicators") for step in other.bodies["to_dan_pho"].steps)
    assert not any(document.read_aloud for document in other.documents)
    assert other.deadlines.session.day != ours.deadlines.session.day
    assert {grade.code for grade in other.grades}.isdisjoint(grade.code for grade in ours.grades)


def test_the_majority_is_that_of_the_plan(tmp_path: Path) -> None:
    """Six of nine do not exceed two thirds: the minutes are voted on again before they are adopted."""
    acts = GROUP.script()
    voted = [index for index, act in enumerate(acts) if act.verb == "vote"]
    with at_desk(GROUP, tmp_path) as (desk, clock):
        play(desk, clock, acts[: voted[0] + 1])
        assert desk.meeting.votes[ADOPTION].in_favour == 6
        assert desk.meeting.adopted is None
        play(desk, clock, acts[voted[0] + 1 :])
        assert desk.meeting.adopted is not None


def test_a_rule_that_only_the_plan_knows_is_shown(tmp_path: Path) -> None:
    """L8: a code without a check is left to the chair's eye, never dropped."""
    with at_desk(GROUP, tmp_path) as (desk, _):
        assert state(desk, "C31").state == "pending"


def test_the_golden_minutes_are_kept_for_every_session() -> None:
    assert all(one.golden.exists() for one in bodies.EVERY)


def test_the_report_has_the_remedy_as_the_meeting_set_it_right_r45(tmp_path: Path) -> None:
    """What was corrected while the minutes were read back is what goes up: two papers never tell two things."""
    session = COMMITTEES[0]
    with at_desk(session, tmp_path) as (desk, clock):
        play(desk, clock, session.script())
        carried = [one.text for one in left_open(desk.meeting) if "Giấy mời" in one.text]
        report = [one for one in report_of(desk.meeting, desk.now()).paragraphs() if "Giấy mời gửi" in one.text]
    assert carried == ["Giấy mời gửi trước ít nhất ba ngày"]
    assert len(report) == 1
    assert "ít nhất ba ngày" in report[0].text


def test_one_key_says_that_nothing_is_left_over_r58(tmp_path: Path) -> None:
    """C15: in the list of the end, once the plan asks and no work was noted; a second Enter takes it back."""
    session = next(one for one in COMMITTEES if one.name == "dang_uy")
    with at_desk(session, tmp_path) as (desk, clock):
        script = session.script()
        end = next(index for index, act in enumerate(script) if act.verb == "note" and act.rest.startswith("%"))
        play(desk, clock, script[:end])
        bench = Workbench(desk, lambda bench: ClosingPane())
        choose(bench, "no_backlog")
        for value, standing in ((True, "met"), (False, "risk")):
            press(bench, "enter")
            assert desk.meeting.details.flag("no_backlog") is value
            assert state(desk, "C15").state == standing
