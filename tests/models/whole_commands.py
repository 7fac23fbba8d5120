"""Every wish at every stage of a meeting, and what is recorded of it or why it is refused (kept by `whole`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from models import commands as c
from models import facts as f
from models.commitments import Commitment
from models.decide import decide
from models.entries import Entry
from models.fact import Fact
from models.facts_minutes import Amended
from models.minutes import minutes_of
from models.plan import Plan
from models.ruling import Refusal
from models.votes import ADOPTION, ELECTRONIC
from tests.models.build import DAY, at
from tests.models.deciding import AN, BAY, BICH, CELL, DUNG, MINUTES, OPENING, THO, TOAN, Clerk, listed, ready, running

GUEST: Final = "g_1"
LEFT: Final = Commitment("2023-06-15:n_1", "task", "Lập sổ việc", BAY.id, "2023-08-30", "2023-06-15", ("7",))


def _calling(plan: Plan) -> Clerk:
    """The roll is being called: one is there, one has an excuse, one has none; two minutes have passed."""
    clerk = running(plan)
    clerk.record(
        f.Marked(person=AN.id, status="present", at=at("14:00")),
        f.Marked(person=BICH.id, status="excused", reason="ốm", at=at("14:00")),
        f.Marked(person=BAY.id, status="unexcused", at=at("14:00")),
    )
    return clerk.wait(2)


def _talking(plan: Plan) -> Clerk:
    """The discussion: somebody speaks, somebody waits, one has left; notes, an indicator, an opinion kept."""
    clerk = running(plan)
    here = tuple(f.Marked(person=one.id, status="present", at=at("14:00")) for one in (AN, BICH, BAY, DUNG))
    clerk.record(*here, f.Marked(person=TOAN.id, status="excused", reason="ốm", at=at("14:00")))
    clerk.record(f.GuestAdded(person=GUEST, name="Đặng Quốc Tường", post="Đảng ủy viên", superior=True, at=DAY))
    clerk.wait(10).record(f.StepBegun(span="s_2", step="quan_triet", presenter=AN.id, at=at("14:10")))
    clerk.wait(10).record(f.StepBegun(span="s_3", step="thao_luan", at=at("14:20")))
    clerk.record(
        f.FloorGiven(turn="t_1", person=BICH.id, kind="question", at=at("14:21"), step="thao_luan"),
        f.NoteWritten(note="n_1", kind="question", text="Vì sao?", at=at("14:21"), turn="t_1", person=BICH.id),
        f.FloorGiven(turn="t_2", person=DUNG.id, kind="opinion", at=at("14:25"), step="thao_luan", closes=("t_1",)),
        f.NoteWritten(note="n_2", kind="opinion", text="Còn chậm", at=at("14:26"), turn="t_2", indicators=("3",)),
        f.NoteWritten(note="n_3", kind="difference", text="Không chậm", at=at("14:26"), turn="t_2"),
        f.NoteWritten(note="n_4", kind="solution", text="Lập sổ", at=at("14:26"), owner=BAY.id, due="2023-10-01"),
        f.Assessed(indicator="3", field="present", value="co"),
        f.IndicatorAdded(indicator="x_1", text="Ngại việc"),
        f.FocusSet(focus="f_1", indicator="3", at=at("14:26")),
        f.FloorAsked(person=AN.id, at=at("14:26")),
        f.OpinionReserved(reservation="r_1", person=BAY.id, about="n_3", text="giữ", at=at("14:27")),
        f.Moved(move="m_1", person=BAY.id, way="out", at=at("14:28")),
        f.CommitmentCarried(
            commitment=LEFT.id, kind=LEFT.kind, text=LEFT.text, owner=LEFT.owner, due=LEFT.due, since=LEFT.since
        ),
    )
    return clerk.wait(10)


def _interrupted(plan: Plan) -> Clerk:
    """A point of order while somebody speaks."""
    clerk = _talking(plan)
    clerk.record(f.FloorGiven(turn="t_3", person=AN.id, kind="order", at=clerk.now, step="thao_luan", interrupts="t_2"))
    return clerk.wait(1)


def _paused(plan: Plan) -> Clerk:
    clerk = _talking(plan)
    clerk.record(f.SessionPaused(pause="b_1", at=clerk.now))
    return clerk.wait(5)


def _reading(plan: Plan) -> Clerk:
    """Everything the minutes need is there; they are being read."""
    clerk = running(plan)
    clerk.ok(c.MarkRest())
    clerk.record(f.NoteWritten(note="n_3", kind="difference", text="Không chậm", at=at("14:01"), person=AN.id))
    return ready(clerk)


def _outvoted(plan: Plan) -> Clerk:
    clerk = _reading(plan)
    clerk.ok(c.TakeVote(ADOPTION, "Thông qua", 1, 2, 1))
    return clerk


def _adopted(plan: Plan) -> Clerk:
    clerk = _reading(plan)
    clerk.ok(MINUTES, c.Adopt({"d1": 3}, "c" * 64))
    return clerk.wait(1)


def _ended(plan: Plan) -> Clerk:
    clerk = _adopted(plan)
    clerk.ok(c.BeginStep("ket_thuc"), c.EndSession())
    return clerk.wait(30)


def _amended(plan: Plan) -> Clerk:
    clerk = _ended(plan)
    clerk.record(Amended(amendment="a_1", reason="Sót", key="", old="", new="Thêm.", at=clerk.now))
    return clerk


def _undone(plan: Plan) -> Clerk:
    clerk = _talking(plan)
    clerk.ok(c.SetDetail("place", "Đình"), c.Undo())
    return clerk


def _differing(plan: Plan) -> Clerk:
    """Another laptop, which knew nothing of this one, recorded otherwise."""
    clerk = _talking(plan)
    clerk.ok(c.SetDetail("place", "Đình"), c.Assess("5", "present", "khong"))
    clerk.record(
        f.NoteEdited(note="n_2", kind="opinion", text="Chậm của tổ"), f.StepCorrected(span="s_2", at=at("14:09"))
    )
    clerk.record(f.SessionEnded(at=at("15:30")))
    others: tuple[Fact, ...] = (
        f.Marked(person=TOAN.id, status="unexcused", at=at("14:05")),
        f.DetailSet(field="place", value="Trường học"),
        f.Assessed(indicator="5", field="present", value="co"),
        f.NoteEdited(note="n_2", kind="opinion", text="Nhanh của ta"),
        f.TurnCorrected(turn="t_1", kind="opinion", stop=at("14:24"), start=at("14:22"), person=AN.id),
        f.StepCorrected(span="s_2", presenter=BICH.id, at=at("14:12")),
        f.FloorGiven(turn="t_9", person=DUNG.id, kind="opinion", at=at("14:25"), step="thao_luan"),
        f.SessionStarted(at=at("13:50")),
        f.SessionEnded(at=at("15:50")),
    )
    clerk.record(f.TurnCorrected(turn="t_1", kind="paper", stop=at("14:23"), start=at("14:20"), person=BAY.id))
    for seq, fact in enumerate(others, 1):
        clerk.meeting.apply(Entry("d2", seq, clerk.now, 0, "", fact))
    return clerk


STATES: Final[Mapping[str, Callable[[Plan], Clerk]]] = {
    "nothing": Clerk,
    "listed": listed,
    "calling": _calling,
    "talking": _talking,
    "interrupted": _interrupted,
    "paused": _paused,
    "undone": _undone,
    "differing": _differing,
    "reading": _reading,
    "outvoted": _outvoted,
    "adopted": _adopted,
    "ended": _ended,
    "amended": _amended,
}

_NOTE = c.NoteDraft("Làm ngay", "task", ("3",), ("Q1",), "cell", "agree", BAY.id, "2023-10-01")

WISHES: Final[tuple[c.Command, ...]] = (
    OPENING,
    c.OpenMeeting("Đoàn phường", "Quận đoàn", "Yên Hạ", "doan_the", "2023-09-15", True, "doan_tn"),
    c.OpenMeeting("A", "B", "C", "hội kín", "2023-09-15"),
    c.ListPeople(CELL),
    c.ListPeople((AN, DUNG.model_copy(update={"role_code": "CUV"}))),
    c.ListPeople(()),
    *(
        c.AddGuest(*said)
        for said in (("Mai Chi",), ("  ",), ("Lê Hồng An",), ("Vũ Ba", "Bí thư Đảng ủy", True, "BTDU"))
    ),
    *(c.SetDetail("place", value) for value in (" Đình làng ", "Đình", "", True, 7)),
    *(c.SetDetail("date", value) for value in ("2023-09-16", "16/9", "")),
    *(c.SetDetail("planned_start", value) for value in ("14:30", "25:00")),
    *(c.SetDetail("chair", value) for value in (AN.id, GUEST, "p_không", "")),
    c.SetDetail("clerk", AN.id),
    *(c.SetDetail("quality", value) for value in ("kha", "xuất sắc")),
    *(c.SetDetail("separate", value) for value in (True, None, "có")),
    *(c.SetDetail("focus_topics", value) for value in (("một", " hai ", ""), "một", ())),
    c.SetDetail("summary", "Một.\nHai. "),
    c.SetDetail("no_backlog", True),
    c.SetDetail("report_sent", "2023-09-25"),
    c.SetDetail("không có", "x"),
    *(c.NoteDocument(*said) for said in (("ct24", "2023-09-05", " Zalo "), ("ct24", ""), ("ct24", "mai"), ("x", ""))),
    *(c.MarkPresent(one) for one in (AN.id, BICH.id, BAY.id, DUNG.id, TOAN.id, THO.id, GUEST, "p_x")),
    *(c.MarkPresent(TOAN.id, clock) for clock in (at("14:15"), at("13:00"), at("23:00"))),
    c.MarkPresent(DUNG.id, None, True),
    c.MarkPresent(TOAN.id, at("14:15"), True),
    *(c.MarkExcused(*said) for said in ((DUNG.id, " ốm "), (DUNG.id, " "), (BAY.id, "đi xa"), ("p_x", "ốm"))),
    *(c.MarkUnexcused(one) for one in (AN.id, TOAN.id, DUNG.id, "p_x")),
    *(c.Unmark(one) for one in (AN.id, BICH.id, DUNG.id, "p_x")),
    c.MarkRest(),
    *(c.MarkLeft(*said) for said in ((AN.id,), (AN.id, " về sớm "), (AN.id, "", at("14:25")), (BAY.id,), (GUEST,))),
    *(c.ShiftMove(*said) for said in ((BAY.id, -1), (BAY.id, 60), (BAY.id, -60), (AN.id, 1), ("p_x", 1))),
    *(
        c.SetStanding(*said)
        for said in ((AN.id, "miễn sinh hoạt"), (AN.id, "lạ"), (AN.id, "chính thức"), ("p_x", "dự bị"))
    ),
    c.StartSession(),
    c.StartSession(10),
    c.StartSession(-10),
    c.Pause(),
    c.Resume(),
    c.EndSession(),
    c.BeginStep(),
    *(c.BeginStep(step) for step in ("on_dinh", "doc_bai_viet", "thao_luan", "tong_hop", "không có")),
    c.BeginStep("doc_bai_viet", BICH.id, 5),
    c.BeginStep("doc_bai_viet", "p_x"),
    c.BeginStep("doc_bai_viet", "", 500),
    *(c.SetPresenter(*said) for said in ((BICH.id,), (AN.id, "quan_triet"), ("p_x",), (AN.id, "thong_qua"), ("",))),
    *(c.ShiftStep(minutes) for minutes in (1, 2, 500, 0, -1)),
    *(c.Focus(indicator) for indicator in ("3", "5", "", "x_1", "99")),
    *(c.GiveFloor(one) for one in (AN.id, DUNG.id, BAY.id, TOAN.id, GUEST, "p_x")),
    *(c.GiveFloor(AN.id, kind) for kind in ("reply", "order", "paper", "guidance")),
    c.NextInQueue(),
    c.StopFloor(),
    *(c.AskFloor(one) for one in (AN.id, BICH.id, DUNG.id, BAY.id, "p_x")),
    *(c.WithdrawFloor(one) for one in (AN.id, BICH.id)),
    c.CorrectTurn(),
    c.CorrectTurn(kind="paper"),
    c.CorrectTurn("t_1", BAY.id, "opinion", at("14:22"), at("14:24")),
    c.CorrectTurn("t_1", start=at("14:30")),
    c.CorrectTurn("t_1", stop=at("14:20")),
    c.CorrectTurn("t_2", start=at("12:00")),
    c.CorrectTurn("t_2", stop=at("23:00")),
    c.CorrectTurn("t_1", "p_x"),
    c.CorrectTurn("t_1", dropped=True),
    c.CorrectTurn("t_x", dropped=True),
    c.WriteNote(c.NoteDraft("Nhất trí")),
    c.WriteNote(_NOTE, "t_1"),
    c.WriteNote(_NOTE, "t_x"),
    c.WriteNote(c.NoteDraft("  ")),
    c.WriteNote(c.NoteDraft("a", indicators=("99",))),
    c.WriteNote(c.NoteDraft("a", questions=("Q9",))),
    c.WriteNote(c.NoteDraft("ă" * 4000)),
    c.EditNote("n_2", _NOTE),
    c.EditNote("n_2", c.NoteDraft("Còn chậm", indicators=("3",))),
    c.EditNote("n_2", c.NoteDraft(" ")),
    c.EditNote("n_3", c.NoteDraft("Không chậm nữa", "opinion")),
    c.EditNote("n_x", _NOTE),
    *(c.DeleteNote(note) for note in ("n_1", "n_3", "n_x")),
    *(
        c.SettleDifference(*said)
        for said in (("n_3", "settled", " rõ "), ("n_3", "kept"), ("n_3", "open"), ("n_2", "kept"))
    ),
    c.ReserveOpinion(AN.id, " giữ ", "n_3", True),
    c.ReserveOpinion(BAY.id, "giữ", "n_3"),
    *(c.ReserveOpinion(one) for one in (AN.id, TOAN.id, GUEST, "p_x")),
    c.ReserveOpinion(AN.id, "", "n_x"),
    c.ReserveOpinion(AN.id, "", ADOPTION),
    *(c.WithdrawReservation(which) for which in ("r_1", "r_x")),
    *(c.Assess("3", "present", value) for value in ("co", "khong", "chua_ro", "", "có lẽ")),
    *(c.Assess("3", "degree", value) for value in ("it", "rất")),
    *(c.Assess("3", "scope", value) for value in ("self", "ai")),
    *(c.Assess("3", "raised_by", value) for value in (AN.id, "p_x")),
    c.Assess("7", "degree", "it"),
    c.Assess("x_1", "evidence", " hai đơn "),
    c.Assess("99", "present", "co"),
    *(c.AddIndicator(text) for text in (" Ngại họp ", "Ngại việc", " ")),
    c.CarryCommitments((LEFT,)),
    c.CarryCommitments(()),
    c.JudgeCommitment(LEFT.id, "done", "", " xong "),
    c.JudgeCommitment(LEFT.id, "continued", "2023-12-01"),
    c.JudgeCommitment("x", "done"),
    MINUTES,
    c.TakeVote(ADOPTION, "Thông qua", 1, 2, 1),
    c.TakeVote(ADOPTION, "Thông qua", 9),
    c.TakeVote(ADOPTION, "Thông qua", -1),
    c.TakeVote(ELECTRONIC, "Sổ tay", 3, 0, 1, "secret"),
    c.TakeVote("v_1", " Lập tổ ", None, 1),
    c.TakeVote("v_2", " "),
    c.BeginReading(),
    c.CorrectParagraph("place", "", "Địa điểm: Đình."),
    c.CorrectParagraph("x", "", "y"),
    c.Adopt({}),
    c.Amend("Ghi sót", (c.Change("", "", "Thêm."),)),
    c.Amend("Ghi sót", (c.Change("", "", "Thêm."),), "a_1"),
    c.Amend("Ghi sót", (), "a_1"),
    c.Amend(" ", (c.Change("", "", "Thêm."),)),
    c.Amend("Sai", (c.Change("place", "không phải câu này", "Khác."),)),
    *(c.Waive(*said) for said in (("C20", " mất điện "), ("C20", ""), ("C99", "x"), ("C01", "x"))),
    *(
        c.Resolve(*said)
        for said in (
            ("roll", TOAN.id, "mark", ("excused", "ốm", at("14:00"))),
            ("detail", "place", "value", "Sân đình"),
            ("indicator", "5", "present", "chua_ro"),
            ("note", "n_2", "content", None),
            ("turn", "t_1", "kind", "opinion"),
            ("turn", "t_1", "person", AN.id),
            ("turn", "t_1", "start", at("14:22")),
            ("turn", "t_1", "stop", at("14:24")),
            ("span", "s_2", "at", at("14:11")),
            ("span", "s_2", "presenter", AN.id),
            ("session", "session", "started", at("13:55")),
            ("session", "session", "ended", at("15:40")),
            ("detail", "clerk", "value", AN.id),
        )
    ),
    c.KeepBoth("note", "n_2", "content"),
    c.KeepBoth("turn", "t_2", "t_9"),
    c.KeepBoth("detail", "place", "value"),
    c.MergeTurns("t_2", "t_9"),
    c.MergeTurns("t_9", "t_2"),
    c.MergeTurns("t_1", "t_2"),
    c.Undo(),
    c.Undo(True),
    c.Redo(),
)
"""Of every kind of wish some that are granted and some that are not."""


def outcomes(plan: Plan) -> str:
    """Each wish, and what comes of it at which stages."""
    clerks = {name: make(plan) for name, make in STATES.items()}
    return "".join(_wish(wish, clerks) for wish in WISHES) + _corrections(plan)


def _wish(wish: c.Command, clerks: Mapping[str, Clerk]) -> str:
    stages: dict[str, list[str]] = {}
    for name, clerk in clerks.items():
        stages.setdefault(_outcome(clerk, wish), []).append(name)
    return f"== {_short(wish)}\n" + "".join(f"{', '.join(names)}: {said}\n" for said, names in stages.items())


def _outcome(clerk: Clerk, wish: c.Command) -> str:
    found = decide(clerk.meeting, wish, clerk.moment())
    if isinstance(found, Refusal):
        return f"no: {found.code} {dict(found.given) or ''}".strip()
    return _short("; ".join(map(repr, found)) or "nothing")


_NEW_ID: Final = re.compile(r"\b([a-oq-z])_[0-9a-f]{12}\b")
_MOMENT: Final = re.compile(r"\b169\d{10}\b")


def _clock(moment: re.Match[str]) -> str:
    """14:05:00 of the day of the meeting."""
    return f"{timedelta(milliseconds=int(moment[0]) - DAY, hours=14)}"


def _short(said: object) -> str:
    text = _MOMENT.sub(_clock, _NEW_ID.sub(r"\1_new", str(said)))
    return text if len(text) < 600 else f"{text[:500]} … ({len(text)})"


def _corrections(plan: Plan) -> str:
    """A sentence that is read, corrected, corrected back."""
    clerk = _reading(plan)
    place = next(one for one in minutes_of(clerk.meeting, clerk.now).paragraphs() if one.key == "place")
    clerks = {"reading": clerk, "ended": _ended(plan)}
    wishes = (
        c.CorrectParagraph("place", place.text, f" {place.text} Tầng 2. "),
        c.CorrectParagraph("place", place.text, place.text),
        c.CorrectParagraph("place", place.text, " "),
        c.CorrectParagraph("place", "khác", "x"),
        c.Amend("Nhầm", (c.Change("place", place.text, "2. Địa điểm: Đình."),)),
    )
    return "".join(_wish(wish, clerks) for wish in wishes)
