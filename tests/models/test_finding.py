"""Search over all meetings (L24): what is typed, what it finds, in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fact import Fact
from models.facts import (
    Assessed,
    CommitmentCarried,
    CommitmentJudged,
    DetailSet,
    DifferenceSettled,
    FloorGiven,
    FloorStopped,
    IndicatorAdded,
    NoteDeleted,
    NoteWritten,
    VoteTaken,
)
from models.finding import Finder, Findings, Query, Record, marks, parse, period, words_of
from models.finding_records import record_of
from models.plan import Plan
from tests.models.build import Builder, at, member

HUNG = member(1, "Nguyễn Văn Hùng", birth="1961")
HUNG_84 = member(2, "Nguyễn Văn Hùng", birth="1984")
DUC = member(3, "Trần Thị Đức", birth="1970")
PEOPLE = (HUNG, HUNG_84, DUC)


def turn(id: str, person: str, clock: str, answers: str = "") -> Fact:
    return FloorGiven(turn=id, person=person, kind="opinion", at=at(clock), answers=answers)


def note(id: str, text: str, clock: str = "14:10", **more: object) -> Fact:
    fields = {"note": id, "kind": "opinion", "text": text, "at": at(clock), **more}
    return NoteWritten.model_validate(fields)


def held(plan: Plan, *facts: Fact, date: str = "2023-09-15", id: str = "m1") -> Record:
    """The record of a meeting in which these things were recorded."""
    builder = Builder(plan).opened().list(*PEOPLE).say(DetailSet(field="date", value=date), *facts)
    return record_of(builder.meeting, id, 420)


def find(query: str, *records: Record, limit: int = 200) -> Findings:
    return Finder(records).find(parse(query), limit)


def ids(query: str, *records: Record) -> list[str]:
    return [hit.item.id for hit in find(query, *records).hits]


# --- what is typed ---


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("rác Thải", Query(phrases=("rac", "thai"), typed=("rác", "thải"))),
        ('"Tổ tự quản" 2', Query(phrases=("to tu quan", "2"), typed=("tổ", "tự", "quản"))),
        ("#7 #07", Query(indicators=("7", "7"))),
        ("/2", Query(questions=("2",))),
        ("@nvh", Query(names=("nvh",))),
        ("@hùng61", Query(names=("hùng 61",))),
        ("@nguyễn-văn-hùng", Query(names=("nguyễn văn hùng",))),
        ('@"nguyễn văn hùng"', Query(names=("nguyễn văn hùng",))),
        ("is:open", Query(open=True)),
        ("còn:mở", Query(open=True)),
        ("Là:Mở", Query(open=True)),
        ("~ +", Query(signs=("~", "+"))),
        ("2026-03", Query(since="2026-03-01", until="2026-03-31")),
        ("15/9/2023", Query(since="2023-09-15", until="2023-09-15")),
        ("2/2024", Query(since="2024-02-01", until="2024-02-29")),
        (">2023", Query(since="2024-01-01")),
        ("<9/2023", Query(until="2023-08-31")),
        (">=2023 <=6/2023", Query(since="2023-01-01", until="2023-06-30")),
        (">2022 2023-09", Query(since="2023-09-01", until="2023-09-30")),
        ("2023", Query(phrases=("2023",))),
        ("30/9", Query(phrases=("30 9",))),
        ("@ # / > là: còn:", Query(unread=("@", "#", "/", ">", "là:", "còn:"))),
        ("là:xong", Query(unread=("là:xong",))),
        ("", Query()),
    ],
    ids=str,
)
def test_what_is_typed_is_understood(typed: str, wanted: Query) -> None:
    """L24: one field; words, #, @, /, times and openness in any order."""
    assert parse(typed) == wanted


def test_parts_may_stand_in_any_order() -> None:
    assert parse("@duc #7 is:open 2026-03 rác") == parse("rác 2026-03 is:open #7 @duc")


def test_a_month_ends_on_its_last_day() -> None:
    assert period("12/2023") == ("2023-12-01", "2023-12-31")
    assert period("2023-13") is None


@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(typed: str) -> None:
    """L3: a query is read with every letter that is typed."""
    query = parse(typed)
    assert all(needle.strip() for needle in query.needles)
    assert query.since <= "9999" or query.since == ""


# --- what is found ---


def test_marks_are_folded_and_words_go_in_any_order(plan: Plan) -> None:
    record = held(plan, note("n1", "Việc thu gom rác thải ở thôn còn chậm"), note("n2", "Họp tổ đúng giờ"))
    for query in ("rac thai", "THẢI rác", "cham gom", "thu gom rac thai", "thu ch"):
        assert ids(query, record) == ["n1"], query
    assert ids("rac dung", record) == []


def test_a_word_is_found_from_its_beginning_only(plan: Plan) -> None:
    """Syllables are short: "an" within "ban" would find everything."""
    record = held(plan, note("n1", "ban chi ủy"), note("n2", "an ninh"), note("n3", "anh em"))
    assert ids("an", record) == ["n2", "n3"]


def test_quotes_keep_words_together(plan: Plan) -> None:
    record = held(plan, note("n1", "tổ tự quản"), note("n2", "quản lý tổ, tự giác"))
    assert ids('"tổ tự quản"', record) == ["n1"]
    assert ids("tổ tự quản", record) == ["n1", "n2"]


def test_indicators_by_number_those_added_too(plan: Plan) -> None:
    """R35: the first sign added is the number behind the list."""
    beyond = f"#{len(plan.indicators) + 1}"
    record = held(
        plan,
        IndicatorAdded(indicator="i_1", text="Ngại học nghị quyết"),
        note("n1", "một", indicators=("7",)),
        note("n2", "hai", indicators=("17",)),
        note("n3", "ba", indicators=("i_1",)),
        Assessed(indicator="7", field="evidence", value="họp muộn ba lần"),
    )
    assert ids("#7", record) == ["n1", "7"]
    assert ids(beyond, record) == ["n3", "i_1"]
    assert ids("ngai hoc", record) == ["i_1"]
    assert find("#7", record).hits[0].indicators == ("7",)


def test_questions(plan: Plan) -> None:
    record = held(plan, note("n1", "một", questions=("Q2",)), note("n2", "hai", questions=("Q1",)))
    assert ids("/2", record) == ["n1"]


def test_signs(plan: Plan) -> None:
    record = held(plan, note("n1", "một", kind="difference"), note("n2", "hai", kind="solution"))
    assert ids("~", record) == ["n1"]
    assert ids("+ hai", record) == ["n2"]


def test_people_by_any_part_of_the_name_and_initials(plan: Plan) -> None:
    """vietnamese.md §4: as everywhere in the desk; who spoke and who is to do it."""
    record = held(
        plan,
        turn("t1", HUNG.id, "14:00"),
        note("n1", "một", turn="t1", person=HUNG.id),
        turn("t2", DUC.id, "14:20"),
        note("n2", "hai", "14:21", turn="t2", person=DUC.id, owner=HUNG_84.id),
        note("n3", "ba", "14:30", owner="chi đoàn"),
    )
    for query, wanted in {
        "@hung": ["n1", "n2"],
        "@nvh": ["n1", "n2"],
        "@nguyen": ["n1", "n2"],
        "@hung61": ["n1"],
        "@hùng84": ["n2"],
        "@thị": ["n2"],
        "@duc @hung": ["n2"],
        '@"chi đoàn"': ["n3"],
        "@ttd hai": ["n2"],
    }.items():
        assert ids(query, record) == wanted, query
    hit = find("@hung84", record).hits[0]
    assert (hit.who, hit.owner) == ("Trần Thị Đức", "Nguyễn Văn Hùng (1984)")


def test_it_is_told_whom_a_name_was_taken_for(plan: Plan) -> None:
    record = held(plan, note("n1", "một", owner=HUNG.id), note("n2", "hai", owner=DUC.id))
    assert find("@hung", record).people == ("Nguyễn Văn Hùng",)


def test_a_turn_is_found_only_where_no_note_tells_of_it(plan: Plan) -> None:
    record = held(
        plan,
        turn("t1", HUNG.id, "14:00"),
        note("n1", "một", turn="t1", person=HUNG.id),
        turn("t2", HUNG.id, "14:30"),
        FloorStopped(turn="t2", at=at("14:35")),
    )
    assert ids("@hung", record) == ["n1", "t2"]


def test_what_is_out_of_the_minutes_is_not_found(plan: Plan) -> None:
    record = held(plan, note("n1", "rác thải"), NoteDeleted(note="n1"))
    assert ids("rac", record) == []


def test_votes_long_fields_and_the_meeting_itself(plan: Plan) -> None:
    vote = {"motion": "v1", "title": "Khen thưởng tổ hai", "mode": "open", "entitled": 3, "base": 3, "against": 0}
    record = held(
        plan,
        VoteTaken.model_validate({**vote, "for": 3, "other": 0, "at": at("15:00")}),
        DetailSet(field="summary", value="Chi bộ tự giác nhận khuyết điểm"),
        DetailSet(field="place", value="Nhà văn hoá thôn"),
    )
    assert [hit.item.kind for hit in find("khen thuong", record).hits] == ["vote"]
    assert [hit.item.kind for hit in find("khuyet diem", record).hits] == ["detail"]
    assert [hit.item.kind for hit in find("dong mit van hoa 2023", record).hits] == ["meeting"]


# --- still open ---


def test_what_is_still_open(plan: Plan) -> None:
    """R38, R7: differences not settled, questions nobody answered, remedies and tasks."""
    record = held(
        plan,
        note("n1", "chưa thống nhất", kind="difference"),
        note("n2", "đã thống nhất", kind="difference"),
        DifferenceSettled(note="n2", outcome="settled"),
        turn("t3", HUNG.id, "14:20"),
        note("n3", "đã trả lời", "14:21", kind="question", turn="t3"),
        turn("t4", DUC.id, "14:22", answers="t3"),
        note("n4", "chưa ai trả lời", "14:25", kind="question"),
        note("n5", "lập tổ", "14:26", kind="solution"),
        note("n6", "một ý kiến", "14:27"),
    )
    assert ids("còn:mở", record) == ["n1", "n4", "n5"]
    assert ids("is:open lap", record) == ["n5"]


def test_a_remedy_that_a_later_meeting_did_is_not_open(plan: Plan) -> None:
    """L16: what has become of it is said in the next meeting."""
    first = held(plan, note("n1", "lập tổ", kind="solution"), note("n2", "rà soát", kind="task"))
    carried = CommitmentCarried(commitment="2023-09-15:n1", kind="solution", text="lập tổ", since="2023-09-15")
    later = (carried, CommitmentJudged(commitment="2023-09-15:n1", state="done"))
    assert ids("còn:mở", first) == ["n1", "n2"]
    assert ids("còn:mở", first, held(plan, *later, date="2023-10-15", id="m2")) == ["n2"]


# --- times and order ---


def test_times_are_of_the_meeting(plan: Plan) -> None:
    records = [held(plan, note("n1", "rác"), date=day, id=day) for day in ("2023-09-15", "2023-10-01", "2024-01-10")]
    found = {query: [hit.record.date for hit in find(f"rác {query}", *records).hits] for query in (">2023", "9/2023")}
    assert found == {">2023": ["2024-01-10"], "9/2023": ["2023-09-15"]}


def test_a_time_alone_finds_the_meetings(plan: Plan) -> None:
    records = [held(plan, note("n1", "rác"), date=day, id=day) for day in ("2023-09-15", "2024-01-10")]
    hits = find(">=2023", *records).hits
    assert [(hit.item.kind, hit.record.date) for hit in hits] == [("meeting", "2024-01-10"), ("meeting", "2023-09-15")]


def test_the_newest_meeting_comes_first_and_in_it_the_best(plan: Plan) -> None:
    notes = (
        note("n1", "thải đất, rồi rác", "14:01"),
        note("n2", "thu rác thải", "14:02"),
        note("n3", "rác thải", "14:03"),
        note("n4", "rácx thải", "14:04"),
    )
    old, new = held(plan, *notes, id="m1"), held(plan, notes[0], date="2024-01-10", id="m2")
    hits = find("rac thai", old, new).hits
    assert [(hit.record.meeting, hit.item.id) for hit in hits] == [
        ("m2", "n1"),
        ("m1", "n2"),
        ("m1", "n3"),
        ("m1", "n1"),
        ("m1", "n4"),
    ]


def test_marks_that_are_typed_come_first_and_hide_nothing(plan: Plan) -> None:
    """vietnamese.md §4.3: marks order, they never hide."""
    record = held(plan, note("n1", "bão về", "14:01"), note("n2", "bảo vệ", "14:02"))
    assert ids("bảo", record) == ["n2", "n1"]
    assert ids("bão", record) == ["n1", "n2"]
    assert ids("bao", record) == ["n1", "n2"]


def test_all_are_counted_and_the_first_are_shown(plan: Plan) -> None:
    record = held(plan, *(note(f"n{number}", "rác", f"14:{number:02}") for number in range(30)))
    found = find("rac", record, limit=10)
    assert (len(found.hits), found.total, found.meetings) == (10, 30, 1)


def test_an_empty_query_finds_nothing(plan: Plan) -> None:
    assert find("@", held(plan, note("n1", "rác"))) == Findings()


# --- laws ---

TEXTS = st.lists(st.sampled_from(("rác", "thải", "tổ", "Đông", "Mít", "năm", "2026", "họp;", "“nói”")), max_size=6)


@given(texts=st.lists(TEXTS, max_size=5), wanted=TEXTS)
def test_found_is_what_holds_every_word(plan: Plan, texts: list[list[str]], wanted: list[str]) -> None:
    """Against the plainest way to say it."""
    query = " ".join(wanted)
    if parse(query).unread or not words_of(query):
        return
    record = held(plan, *(note(f"n{place}", " ".join(text) or "–") for place, text in enumerate(texts)))
    plain = {
        f"n{place}"
        for place, text in enumerate(texts)
        if all(any(held.startswith(word) for held in words_of(" ".join(text))) for word in words_of(query))
    }
    assert {hit.item.id for hit in find(query, record).hits if hit.item.kind == "opinion"} == plain


def test_where_the_words_stand() -> None:
    text = "Việc thu gom rác thải"
    assert [text[start:stop] for start, stop in marks(text, parse("rac gom"))] == ["gom", "rác"]
    assert marks(text, parse("#7")) == []
