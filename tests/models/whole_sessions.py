"""Sessions of many kinds, of which `whole` keeps everything that is made. All people and places are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from documents.plan_file import load_plan
from models import facts as f
from models.fact import AssessedField, CommitmentState, Fact, NoteKind, TurnKind, Value
from models.facts_minutes import Amended, ParagraphCorrected, ReadingBegun, RuleWaived
from models.minutes import minutes_of
from models.plan import Plan
from models.votes import ADOPTION, ELECTRONIC
from tests.models import minutes_record as record
from tests.models.build import Builder, at, member
from tests.models.rule_cases import with_body

DURING: Final = at("15:30")
AFTERWARDS: Final = at("18:00")


@cache
def plan() -> Plan:
    """The shipped plan."""
    return load_plan()


HERE = member(13, "Tạ Thị Lụa", "ĐV", status="sinh hoạt tạm")
BARRED = member(14, "Quách Văn Rạng", "CUV", status="đình chỉ sinh hoạt")
LEAVING = member(15, "Y Hung Byă")


def said(**details: Value) -> list[Fact]:
    """Fields of the meeting."""
    return [f.DetailSet(field=field, value=value) for field, value in details.items()]


def in_full() -> Builder:
    """A session in which everything happens that a record can hold, its minutes adopted and amended twice."""
    desk = record.prepared(plan()).list(HERE, BARRED, LEAVING)
    desk.guest("g_2", "Phan Thị Cúc").guest("g_3", "Đinh Công Tráng", "Ủy viên Ban Thường vụ", superior=True)
    desk.say(
        *said(
            date="2023-09-15",
            planned_start="13:30",
            has_committee=True,
            prepared_by="Chi ủy",
            focus_topics=("Giờ giấc làm việc", "Việc của đồng chí Trần Văn Bảy", "Trả lời đơn."),
            task_tie="Gắn với việc thu gom rác",
            informed=True,
            notified_on="2023-09-10",
            notified_whom="đồng chí Tường",
        ),
        f.DocumentNoted(document="ct24", given="2023-09-05", how="gửi qua Zalo"),
        f.DocumentNoted(document="kh171", given="2023-09-14", how="bản giấy"),
        f.DocumentNoted(document="kh186", given="", how=""),
        *carried(),
    )
    record.presented(desk)
    desk.present(HERE, LEAVING, clock="14:01")
    record.discussed(desk)
    return amended(ended(afterwards(desk)))


def carried() -> list[Fact]:
    """What the last meeting left: one of each state, one that nobody spoke of."""
    left = (
        ("c_1", "Lập sổ việc", record.BAY.id, "2023-07-30"),
        ("c_2", "Thay bóng đèn.", "tổ điện", "2023-08-15"),
        ("c_3", "Dán lịch tiếp dân", record.AN.id, ""),
        ("c_4", "Họp với các tổ", "", "khi xong vụ"),
    )
    judged: tuple[tuple[str, CommitmentState, str, str], ...] = (
        ("c_1", "done", "", "xong từ tháng 7."),
        ("c_2", "continued", "2023-10-15", ""),
        ("c_3", "overdue", "", "thiếu người"),
    )
    return [
        *(
            f.CommitmentCarried(
                commitment=id, kind="solution", text=text, owner=owner, due=due, since="2023-06-15", indicators=("7",)
            )
            for id, text, owner, due in left
        ),
        *(
            f.CommitmentJudged(commitment=id, state=state, due=due, remark=remark, at=at("14:05"))
            for id, state, due, remark in judged
        ),
    ]


def afterwards(desk: Builder) -> Builder:
    """More of the discussion: every kind of note, turns put right, one who leaves, opinions kept, indicators found."""
    an, lan, bay = record.AN.id, HERE.id, record.BAY.id
    desk.say(
        f.FloorAsked(person=lan, at=at("15:16")),
        f.FloorAsked(person=an, at=at("15:17")),
        f.FloorWithdrawn(person=an),
        f.FocusSet(focus="f_1", indicator="5", at=at("15:17")),
        record.turn("t_9", lan, "opinion", "15:17", closes=("t_7",)),  # type: ignore[arg-type]
        record.turn("t_10", bay, "question", "15:18", closes=("t_9",)),  # type: ignore[arg-type]
        f.TurnCorrected(turn="t_9", kind="paper", start=at("15:17")),
        f.TurnCorrected(turn="t_10", dropped=True),
        f.FloorStopped(turn="t_9", at=at("15:19")),
        record.note("n_9", "t_9", lan, "Chưa đồng ý với cách chấm", "15:17", stance="disagree", questions=("Q2", "Q3")),
        record.note("n_10", "t_9", lan, "Đề nghị hỏi thêm dân?", "15:18", stance="other", scope="cell"),
        record.note(
            "n_11", "", "", "Lập tổ tự quản", "15:18", kind="task", owner="tổ 2", due="cuối quý IV", scope="self"
        ),
        record.note("n_12", "", "", "Hồ sơ của 3 hộ", "15:18", kind="backlog", owner=an, due="2023-06-30"),
        record.note("n_13", "", "", "Sổ trực", "15:18", kind="backlog", owner="Chi bộ"),
        record.note("n_14", "", "", "Giải quyết xong hồ sơ.", "15:18", kind="solution", owner=an, due="2023-10-30"),
        record.note("n_15", "", "", "Họp lại về mức thu", "15:18", kind="decision"),
        record.note("n_16", "", "", "Mức thu cao", "15:18", kind="difference", questions=("Q4",)),
        record.note("n_17", "", "", "Nên thu theo quý", "15:19", kind="difference", indicators=("9",)),
        record.note("n_18", "", "", "Thống nhất nhận định", "15:19", kind="conclusion", indicators=("3", "x_1")),
        record.note("n_19", "", "", "Chi bộ rà soát công việc", "15:19", kind="solution", owner="Chi bộ", scope="cell"),
        record.note("n_20", "", "", "Bỏ", "15:19"),
        f.NoteDeleted(note="n_20"),
        f.NoteEdited(note="n_15", kind="decision", text="Họp lại về mức thu trong tháng 10"),
        f.DifferenceSettled(note="n_16", outcome="settled", text="thu theo tháng"),
        f.Moved(move="m_4", person=LEAVING.id, way="out", at=at("15:18"), reason="có việc nhà"),
        f.Moved(move="m_5", person=record.TOAN.id, way="out", at=at("15:18")),
        f.MoveCorrected(move="m_5", at=None),
        f.OpinionReserved(
            reservation="r_1", person=record.HUNG_61.id, about="n_6", text="giữ ý kiến", named=True, at=at("15:19")
        ),
        f.OpinionReserved(reservation="r_2", person=record.HUNG_84.id, about="n_6", at=at("15:19")),
        f.OpinionReserved(reservation="r_3", person=record.BICH.id, text="nên hoãn", at=at("15:19")),
        f.ReservationWithdrawn(reservation="r_3"),
    )
    answers: dict[tuple[str, AssessedField], str] = {
        ("1", "present"): "co",
        ("1", "degree"): "pho_bien",
        ("1", "scope"): "self",
        ("2", "present"): "co",
        ("2", "decision"): "Chấn chỉnh ngay",
        ("4", "present"): "co",
        ("4", "degree"): "co_luc",
        ("4", "scope"): "cell",
        ("5", "evidence"): "chưa rõ",
        ("9", "evidence"): "một lần",
        ("x_1", "scope"): "cell",
        ("x_1", "conclusion"): "Nhắc nhở",
        ("x_1", "raised_by"): record.BAY.id,
    }
    desk.say(*(f.Assessed(indicator=id, field=field, value=value) for (id, field), value in answers.items()))
    desk.say(
        f.IndicatorAdded(indicator="x_2", text="Họp còn hình thức"),
        f.Assessed(indicator="x_2", field="present", value="khong"),
        f.IndicatorAdded(indicator="x_3", text="Ngại va chạm"),
        f.VoteTaken(
            motion="v_1",
            title="Lập tổ tự quản",
            mode="secret",
            entitled=9,
            base=9,
            in_favour=4,
            against=3,
            other=2,
            at=at("15:19"),
        ),
        RuleWaived(rule="C04", reason="Được phép của Đảng ủy"),
    )
    return desk


def ended(desk: Builder) -> Builder:
    """Summed up, corrected while it was read, voted on twice, adopted, closed, reported."""
    record.summed_up(desk).say(
        *said(atmosphere="Cởi mở.", superior_remark="Làm sớm.\nBáo cáo hằng tuần", no_backlog=False)
    )
    place = next(p for p in minutes_of(desk.meeting, DURING).paragraphs() if p.key == "place")
    desk.say(ParagraphCorrected(key="place", old=place.text, new="Địa điểm: Nhà văn hóa thôn Đông Mít, tầng 2."))
    record.voted(desk, in_favour=6, against=2, other=1, base=9)
    desk.say(
        f.VoteTaken(
            motion=ELECTRONIC,
            title="Thông qua biên bản (Sổ tay đảng viên điện tử)",
            mode="open",
            entitled=9,
            base=9,
            in_favour=7,
            against=1,
            other=1,
            at=at("15:35"),
        )
    )
    record.closed(record.adopted(desk))
    desk.say(
        f.OpinionReserved(reservation="r_4", person=record.BICH.id, about=ADOPTION, text="ghi thiếu", at=at("15:36")),
        *said(report_number="03", report_sent="2023-09-25", signed_on="2023-09-16"),
        *said(report_strengths="Thẳng thắn.\nĐúng giờ", report_limits="Một đồng chí vắng", report_proposals="Không"),
    )
    return desk


def amended(desk: Builder) -> Builder:
    """Two amendments, the first of two changes."""
    for amendment, key, old, new, clock in (
        ("a_1", "place", "Địa điểm: cũ.", "Địa điểm: mới.", "16:00"),
        ("a_1", "", "", "Bổ sung một đoạn.", "16:01"),
        ("a_2", "present", "Có mặt: cũ.", "Có mặt: mới.", "16:30"),
    ):
        desk.say(Amended(amendment=amendment, reason=f"Ghi sót {key}", key=key, old=old, new=new, at=at(clock)))
    return desk


def committee(body: str, variant: str = "") -> Callable[[], Builder]:
    """A committee's whole session, whose posts are those its body asks for."""

    def made() -> Builder:
        desk = Builder(plan()).say(
            f.MeetingOpened(
                unit="Ban Thường vụ phường Yên Hạ",
                parent="Quận Đông Giang",
                locality="Yên Hạ",
                body=body,
                variant=variant,
                plan=plan().id,
                plan_digest=plan().digest(),
                indicators_digest=plan().catalogue.digest(),
                date="2023-09-15",
            )
        )
        posts = [post.role for post in desk.meeting.body.expected_posts]
        people = tuple(member(n, name, posts[min(n, len(posts)) - 1]) for n, name in enumerate(_NAMES, 1))
        chair, clerk, third, *_ = people
        desk.list(*people).say(
            f.GuestAdded(person="g_1", name="Đặng Quốc Tường", superior=True, role="BTDU", at=at("13:55")),
            *said(place="Hội trường", chair=chair.id, clerk=clerk.id, separate=False, number="07"),
        )
        desk.present(*people[:-1]).started("14:00")
        for place, step in enumerate(desk.meeting.body.steps[:-3]):
            desk.step(step.id, f"14:{place * 5:02}", chair if step.presenters else None)
        desk.say(
            record.turn("t_1", third.id, "opinion", "14:40"),
            record.note("n_1", "t_1", third.id, "Nhất trí", "14:41", stance="agree", scope="cell", indicators=("3",)),
            f.FloorStopped(turn="t_1", at=at("14:45")),
            record.note("n_2", "", "", "Hồ sơ của 12 hộ", "14:46", kind="backlog", owner=chair.id, due="2023-06-30"),
            record.note("n_3", "", "", "Giải quyết hồ sơ", "14:47", kind="solution", owner=chair.id, due="2023-09-30"),
            f.Assessed(indicator="3", field="present", value="co"),
        )
        sums, reads, closes = desk.meeting.body.steps[-3:]
        desk.step(sums.id, "15:20", chair).say(*said(summary="Thống nhất.", quality="kha", atmosphere="cởi mở"))
        desk.step(reads.id, "15:28", clerk).say(ReadingBegun(at=at("15:28")))
        record.voted(desk, in_favour=2, against=1, base=4)
        return desk.step(closes.id, "15:36", chair).say(f.SessionEnded(at=at("15:37")))

    return made


_NAMES = ("Lê Hồng An", "Vũ Thị Bích", "Trần Văn Bảy", "Cao Thị Én")


def past_midnight() -> Builder:
    """A rehearsal in the evening, two breaks, one still running; it ends the next day, the minutes unread."""
    desk = Builder(plan()).say(
        f.MeetingOpened(
            unit="",
            parent="",
            locality="",
            body="chi_bo",
            plan=plan().id,
            plan_digest=plan().digest(),
            indicators_digest=plan().catalogue.digest(),
            date="2023-09-15",
            rehearsal=True,
        )
    )
    desk.list(record.AN, record.BICH, record.TOAN, record.GIA).present(record.AN, record.TOAN, clock="22:00")
    desk.started("22:00").step("on_dinh", "22:00").step("thao_luan", "22:05")
    return desk.say(
        record.turn("t_1", record.TOAN.id, "paper", "22:10"),
        record.note("n_1", "t_1", record.TOAN.id, "Còn chậm", "22:11", indicators=("1",), scope="self"),
        f.SessionPaused(pause="b_1", at=at("22:30")),
        f.SessionResumed(pause="b_1", at=at("22:40")),
        f.SessionPaused(pause="b_2", at=at("23:30")),
        f.SessionEnded(at=at("24:10")),
    )


def unmatched() -> Builder:
    """What two laptops and hasty keys make: contradictions that a person is shown."""
    desk = record.prepared(plan()).present(record.AN).started("14:00").step("on_dinh", "14:00")
    desk.say(
        f.GuestAdded(person="g_5", name="Lê Hồng An", at=at("13:50")),
        f.Marked(person=record.EN.id, status="excused", at=at("14:02")),
        f.StepBegun(span="s_x", step="doc_bai_viet", presenter=record.BAY.id, at=at("14:05")),
        f.StepBegun(span="s_y", step="thao_luan", at=at("14:10")),
        record.turn("t_1", record.EN.id, "opinion", "14:11"),
        record.turn("t_2", record.BICH.id, "opinion", "14:12"),
        record.turn("t_3", "p_ffffffffffff", "opinion", "14:13"),
        record.turn("t_4", record.AN.id, "opinion", "13:00"),
        record.note("n_1", "", "", "Việc chung", "14:14", kind="task", owner="ông Tư"),
        f.Assessed(indicator="3", field="present", value="khong"),
        f.Assessed(indicator="3", field="evidence", value="hai đơn"),
        f.Moved(move="m_9", person=record.AN.id, way="out", at=at("18:00")),
    )
    record.voted(desk, in_favour=20, against=1, base=8)
    other = Builder(plan(), "d2")
    other.meeting = desk.meeting
    other.say(
        f.Marked(person=record.EN.id, status="unexcused", at=at("14:20")),
        *said(place="Trường học", chair=record.BICH.id),
        f.Assessed(indicator="3", field="present", value="co"),
        f.NoteEdited(note="n_1", kind="task", text="Việc của tổ", owner="tổ 2"),
    )
    record.voted(other, in_favour=4, against=0, base=8)
    return desk.say(f.SessionEnded(at=at("15:00")), *said(place="Sân đình"))


def all_is_well() -> Builder:
    """A session of eight that meets every rule, nothing found; amended though nobody adopted its minutes."""
    people = tuple(member(n, f"Trần Thị {name}") for n, name in enumerate(("An", "Bé", "Cúc", "Diệu", "Én", "Gấm"), 1))
    chair = member(7, "Lê Hồng An", "BT")
    desk = Builder(plan()).opened().list(*people, chair).present(*people, chair, clock="13:40")
    desk.say(
        f.Moved(move="m_1", person=people[0].id, way="out", at=at("13:45")),
        f.Moved(move="m_2", person=people[0].id, way="in", at=at("13:50")),
        *said(date="15/9", chair=chair.id, separate=True),
        f.CommitmentCarried(commitment="c_1", kind="task", text="Lập sổ", since="2023-06-15"),
        f.CommitmentJudged(commitment="c_1", state="done", at=at("14:05")),
    )
    desk.started("14:00").step("thao_luan", "14:00").say(
        *(
            record.turn(f"t_{one.order}", one.id, kind, f"14:{one.order:02}")
            for one, kind in zip(people, _WORDLESS, strict=True)
        ),
        record.note("n_1", "", "", "Việc chung", "14:20", kind="solution", scope="cell"),
        record.note("n_2", "", "", "Sổ trực", "14:20", kind="backlog", owner=chair.id),
        *(f.Assessed(indicator=str(number), field="present", value="khong") for number in range(1, 26)),
        f.SessionEnded(at=at("15:40")),
        Amended(amendment="a_1", reason="Sai", key="", old="", new="Thêm.", at=at("16:00")),
    )
    return desk


_WORDLESS: tuple[TurnKind, ...] = ("reply", "guidance", "order", "report", "conclusion", "paper")
"""Turns of which nothing was noted down."""


def nobody_obliged() -> Builder:
    """Only a member exempt from meetings is there; the end is on record, the beginning is not."""
    desk = Builder(plan()).opened().list(record.GIA).present(record.GIA, clock="13:59")
    return desk.say(f.SessionEnded(at=at("15:00")))


def nothing_asked() -> Builder:
    """A plan without documents and indicators, a body that takes none up."""
    steps = tuple(step for step in plan().bodies["chi_bo"].steps if step.kind != "indicators")
    none = plan().catalogue.model_copy(update={"groups": (), "items": ()})
    bare = with_body(plan(), "chi_bo", steps=steps).model_copy(update={"documents": (), "catalogue": none})
    return Builder(bare).opened().list(*record.MEMBERS).present(record.AN).started().say(f.SessionEnded(at=at("15:00")))


def much_said() -> Builder:
    """More of everything than a paper or a panel quotes: long sentences, many of them, many names."""
    people = tuple(member(n, f"Nguyễn Phúc Bảo Long Vĩnh San Thứ {n}") for n in range(1, 13))
    desk = Builder(plan()).opened().list(*people).present(*people).started("14:00").step("thao_luan", "14:00")
    for one in people:
        turn, clock = f"t_{one.order}", f"14:{one.order * 2:02}"
        text = f"{_LONG} {one.order} {_LONG.lower()}; {_LONG.lower()}! Câu sau của người thứ {one.order}."
        asked = (f"Q{one.order % 3 + 1}",)
        desk.say(
            record.turn(turn, one.id, "opinion", clock, closes=(f"t_{one.order - 1}",)),  # type: ignore[arg-type]
            record.note(f"n_{one.order}", turn, one.id, text, clock, questions=asked, indicators=(str(one.order),)),
            record.note(
                f"m_{one.order}", turn, one.id, f"{_LONG} {one.order}", clock, kind=_KINDS[one.order % 4], owner=one.id
            ),
            f.Assessed(indicator=str(one.order), field="present", value="co"),
        )
    desk.say(f.IndicatorAdded(indicator="x_1", text=_LONG), f.Assessed(indicator="x_1", field="present", value="co"))
    return desk.say(f.Assessed(indicator="3", field="evidence", value=_LONG), f.SessionEnded(at=at("15:00")))


_LONG = "Đề nghị cấp trên sớm xem xét việc trả lời đơn thư của các hộ dân ở khu tập thể cũ"
_KINDS: tuple[NoteKind, ...] = ("solution", "backlog", "difference", "conclusion")


SESSIONS: Final[Mapping[str, tuple[Callable[[], Builder], int]]] = {
    "prepared": (lambda: record.prepared(plan()), at("13:00")),
    "reading": (lambda: record.ready(plan()), DURING),
    "in_full": (in_full, AFTERWARDS),
    "past_midnight": (past_midnight, at("24:30")),
    "unmatched": (unmatched, AFTERWARDS),
    "all_is_well": (all_is_well, AFTERWARDS),
    "nobody_obliged": (nobody_obliged, AFTERWARDS),
    "nothing_asked": (nothing_asked, AFTERWARDS),
    "much_said": (much_said, AFTERWARDS),
    "dang_uy": (committee("dang_uy"), AFTERWARDS),
    "ubnd": (committee("ubnd"), AFTERWARDS),
    "mttq": (committee("mttq"), AFTERWARDS),
    "doan_tn": (committee("doan_the", "doan_tn"), AFTERWARDS),
}
"""How each is made, and the moment (UTC ms) at which it is looked at."""
