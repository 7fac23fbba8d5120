"""A small session with one of everything the minutes have to tell, and a plain dump of a paper.

All people are invented; two of them share a name.
"""

from __future__ import annotations

from models import facts as f
from models.document import Document, Heading, Paragraph, Recipients, Signatures, Table
from models.entries import Entry
from models.fact import Fact, TurnKind, Value
from models.facts_minutes import Adopted, ReadingBegun
from models.meeting import Meeting
from models.plan import Plan
from models.votes import ADOPTION
from tests.models.build import DAY, Builder, at, member

AN = member(1, "Lê Hồng An", "BT")
BICH = member(2, "Vũ Thị Bích", "PBT")
BAY = member(3, "Trần Văn Bảy", "CUV")
HUNG_61 = member(4, "Nguyễn Văn Hùng", birth="1961")
HUNG_84 = member(5, "Nguyễn Văn Hùng", birth="1984")
AN_PHAM = member(6, "Phạm Thị Ân")
TOAN = member(7, "Đỗ Quốc Toản", "ĐVDB", status="dự bị")
GIA = member(8, "Hoàng Văn Thọ", status="miễn sinh hoạt")
XA = member(9, "Mai Văn Viễn", status="chuyển sinh hoạt tạm thời")
EN = member(10, "Cao Thị Én")
PHU = member(11, "Kiều Văn Phú")
UNG = member(12, "Bùi Thị Ưng")
MEMBERS = (AN, BICH, BAY, HUNG_61, HUNG_84, AN_PHAM, TOAN, GIA, XA, EN, PHU, UNG)
TUONG = "g_1"


def prepared(plan: Plan) -> Builder:
    """The meeting as it stands before it begins."""
    details: dict[str, Value] = {
        "place": "Nhà văn hóa thôn Đông Mít",
        "chair": AN.id,
        "clerk": AN_PHAM.id,
        "separate": True,
        "number": "12",
    }
    desk = Builder(plan).opened().list(*MEMBERS)
    desk.guest(TUONG, "Đặng Quốc Tường", "Đảng ủy viên theo dõi chi bộ", superior=True)
    return desk.say(*(f.DetailSet(field=field, value=value) for field, value in details.items()))


def presented(desk: Builder) -> Builder:
    """Roll call and the four steps before the discussion; one member is late, two are absent."""
    desk.present(AN, BICH, BAY, HUNG_61, HUNG_84, AN_PHAM, TOAN)
    desk.say(
        f.Marked(person=EN.id, status="excused", reason="đi viện", at=at("14:02")),
        f.Marked(person=PHU.id, status="unexcused", at=at("14:02")),
        f.Marked(person=UNG.id, status="unexcused", at=at("14:02")),
    )
    desk.started("14:00").step("on_dinh", "14:00").step("quan_triet", "14:08", AN)
    desk.say(f.Moved(move="m_1", person=UNG.id, way="in", at=at("14:12"), reason="tắc đường"))
    return (
        desk.step("doc_bai_viet", "14:14", BICH)
        .step("trinh_bay_kh", "14:26", BICH)
        .step("trinh_bay_bieu_hien", "14:33", BAY)
    )


def turn(id: str, person: str, kind: TurnKind, clock: str, **more: str) -> Fact:
    """The floor given in the discussion."""
    return f.FloorGiven(turn=id, person=person, kind=kind, at=at(clock), step="thao_luan", **more)  # type: ignore[arg-type]


def note(id: str, turn: str, person: str, text: str, clock: str, **more: object) -> Fact:
    """A note of a turn in the discussion; an opinion unless `kind` says otherwise."""
    said = {"kind": "opinion", "step": "thao_luan", **more}
    return f.NoteWritten(note=id, turn=turn, person=person, text=text, at=at(clock), **said)  # type: ignore[arg-type]


def discussed(desk: Builder) -> Builder:
    """The discussion: an opinion, a paper, a question and its reply, a difference, a point of order."""
    desk.step("thao_luan", "14:43")
    hung, young = HUNG_61.id, HUNG_84.id
    desk.say(
        turn("t_1", hung, "opinion", "14:44"),
        note("n_1", "t_1", hung, "Nhất trí phải siết lại kỷ cương", "14:45", questions=("Q1",)),
        note(
            "n_2",
            "t_1",
            hung,
            "Có lúc còn để chậm việc của tổ",
            "14:46",
            indicators=("7", "3"),
            scope="self",
        ),
        turn("t_2", TOAN.id, "paper", "14:50"),
        note(
            "n_3",
            "t_2",
            TOAN.id,
            "Lập sổ việc chung, mỗi việc có người nhận",
            "14:51",
            kind="solution",
            indicators=("7",),
            questions=("Q6",),
            scope="cell",
            owner=BAY.id,
            due="2023-09-30",
        ),
        turn("t_3", BICH.id, "question", "14:55"),
        note("n_4", "t_3", BICH.id, "Việc nào đang chậm nhất?", "14:56", kind="question"),
        turn("t_4", AN.id, "reply", "14:58", answers="t_3"),
        note("n_5", "t_4", AN.id, "Chậm nhất là việc trả lời đơn của hai hộ.", "14:59"),
        turn("t_5", young, "opinion", "15:00"),
        turn("t_6", BAY.id, "order", "15:02", interrupts="t_5"),
        note(
            "n_6",
            "t_5",
            young,
            "Cho rằng biểu hiện này không còn ở chi bộ",
            "15:03",
            kind="difference",
            indicators=("3",),
        ),
        f.DifferenceSettled(note="n_6", outcome="kept", text="đề nghị ghi vào biên bản"),
        turn("t_7", AN.id, "guidance", "15:04"),
        note("n_7", "t_7", AN.id, "Đề nghị nói rõ mức độ, không nói chung chung", "15:05", kind="remark"),
        turn("t_8", TUONG, "opinion", "15:06"),
        note("n_8", "t_8", TUONG, "Đề nghị sớm giao người theo dõi sổ việc", "15:07", stance="agree"),
        f.FloorStopped(turn="t_8", at=at("15:09")),
        f.SessionPaused(pause="b_1", at=at("15:10")),
        f.SessionResumed(pause="b_1", at=at("15:15")),
        f.Moved(move="m_2", person=BAY.id, way="out", at=at("15:16")),
        f.Moved(move="m_3", person=BAY.id, way="in", at=at("15:19")),
    )
    return desk.say(*assessed())


def assessed() -> list[Fact]:
    """Indicator 3 shows a little, 7 is unclear, 8–25 do not show; 1, 2, 4–6 are not touched; one sign is new."""
    answers = {"3": "co", "7": "chua_ro"} | {str(number): "khong" for number in range(8, 26)}
    return [
        *(f.Assessed(indicator=id, field="present", value=value) for id, value in answers.items()),
        f.Assessed(indicator="3", field="degree", value="it"),
        f.Assessed(indicator="3", field="scope", value="cell"),
        f.Assessed(indicator="3", field="evidence", value="hai đơn trả lời quá hạn"),
        f.Assessed(indicator="3", field="conclusion", value="khắc phục trong tháng 9"),
        f.IndicatorAdded(indicator="x_1", text="Ngại nhận việc mới"),
        f.Assessed(indicator="x_1", field="present", value="co"),
        f.Assessed(indicator="x_1", field="degree", value="co_luc"),
    ]


def summed_up(desk: Builder) -> Builder:
    """The chair's summing-up, then the reading begins."""
    desk.step("tong_hop", "15:20", AN)
    said = {
        "summary": "Các ý kiến thẳng thắn, đúng trọng tâm.\nChi bộ giao đồng chí Bảy giữ sổ việc.",
        "quality": "tot",
        "quality_remark": "Đủ thời gian, nhiều đồng chí phát biểu",
        "participation": "Nghiêm túc; một đồng chí vắng không báo",
    }
    desk.say(*(f.DetailSet(field=field, value=value) for field, value in said.items()))
    return desk.step("thong_qua", "15:28", AN_PHAM).say(ReadingBegun(at=at("15:28")))


def voted(desk: Builder, in_favour: int = 6, against: int = 1, other: int = 0, base: int = 8) -> Builder:
    """The minutes put to the vote."""
    return desk.say(
        f.VoteTaken(
            motion=ADOPTION,
            title="Thông qua biên bản",
            mode="open",
            entitled=in_favour + against + other,
            base=base,
            in_favour=in_favour,
            against=against,
            other=other,
            at=at("15:34"),
        )
    )


def adopted(desk: Builder, clock: str = "15:35") -> Builder:
    """The minutes passed as the record stands."""
    return desk.say(
        Adopted(
            frontier=desk.meeting.ledger.heads(),
            state="0123456789abcdef" * 4,
            head="c" * 64,
            plan=desk.meeting.plan.digest(),
            at=at(clock),
        )
    )


def closed(desk: Builder) -> Builder:
    """The end, recorded after the adoption."""
    return desk.step("ket_thuc", "15:36", AN).say(f.SessionEnded(at=at("15:37")))


def ready(plan: Plan) -> Builder:
    """The meeting while its minutes are being read."""
    return summed_up(discussed(presented(prepared(plan))))


def whole(plan: Plan) -> Builder:
    """The whole meeting, adopted and closed."""
    return closed(adopted(voted(ready(plan))))


def facts_of(meeting: Meeting) -> list[Fact]:
    """The facts of a meeting's one stream, in order."""
    return [entry.fact for entry in sorted(meeting.ledger.entries.values(), key=lambda entry: entry.seq)]


def replayed(plan: Plan, facts: list[Fact]) -> Meeting:
    """A meeting from facts alone."""
    return Meeting(plan, (Entry("d1", seq, DAY, 0, "", fact) for seq, fact in enumerate(facts, start=1)))


# --- a paper as plain lines ---------------------------------------------------------------------------------


def dump(document: Document) -> str:
    """What a paper says, a line a paragraph: not how it is laid out. `(+)` marks what was added."""
    head = document.letterhead
    lines = [head.parent, head.issuer, head.number, head.place_date, head.title, *head.abstract]
    for block in document.blocks:
        match block:
            case Heading():
                lines += ["", block.text]
            case Paragraph():
                bullet = {"item": "- ", "subitem": "  + "}.get(block.kind, "")
                lines.append(bullet + block.text + (" (+)" if block.added else ""))
            case Table():
                lines += [" | ".join(row) for row in (block.header, *block.rows)]
            case Signatures():
                lines += ["", *(f"{column.title}: {column.name}" for column in block.columns)]
            case Recipients():
                lines += ["Nơi nhận:", *(f"- {entry}" for entry in block.entries)]
    return "\n".join([*lines, document.mark, document.footer]).strip() + "\n"
