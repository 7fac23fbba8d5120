"""The short news text (R76): five to eight sentences without personal data."""

from __future__ import annotations

import re

import pytest

from models import facts as f
from models.news import news_of
from models.plan import Plan
from tests.models import minutes_record as record
from tests.models.build import Builder, at

AFTERWARDS = at("18:00")


def sentences(text: str) -> list[str]:
    return re.findall(r"[^.!?…]+[.!?…](?=\s|$)", text)


def topics(desk: Builder, *said: str) -> Builder:
    return desk.say(f.DetailSet(field="focus_topics", value=said))


def test_it_tells_the_session_in_five_to_eight_sentences(plan: Plan) -> None:
    text = news_of(record.whole(plan).meeting, AFTERWARDS)
    assert 5 <= len(sentences(text)) <= 8
    assert text.startswith("Chiều ngày 15/9/2023, Chi bộ thôn Đông Mít (Đảng bộ xã Tân Lạc Hạ) tổ chức")
    for said in ("8/10 (80 %)", "92 phút", "5 lượt phát biểu", "20/25 biểu hiện", "1 giải pháp", "6/8 (75 %)"):
        assert said in text


def test_only_papers_that_were_gone_through_are_told(plan: Plan) -> None:
    """R76, R28–R30: a document of the plan that no step presented is not told to the public as studied."""
    text = news_of(record.whole(plan).meeting, AFTERWARDS)
    assert "quán triệt các tài liệu Chỉ thị 24-CT/TU, Kế hoạch 186-KH/QU, “Bệnh sợ trách nhiệm”." in text
    assert "171-KH/TU" not in text


def test_the_least_and_the_most(plan: Plan) -> None:
    """R76: with a superior, topics and a passed vote it is longest; without them still five."""
    full = topics(record.prepared(plan), "Giờ giấc họp hành")
    record.summed_up(record.discussed(record.presented(full)))
    record.closed(record.adopted(record.voted(full)))
    assert len(sentences(news_of(full.meeting, AFTERWARDS))) == 8
    bare = Builder(plan).opened().list(*record.MEMBERS).present(record.AN).started()
    bare.say(f.SessionEnded(at=at("15:40")))
    told = news_of(bare.meeting, AFTERWARDS)
    assert len(sentences(told)) == 5
    assert "Không có lượt phát biểu nào" in told
    assert "quán triệt" not in told
    assert "Chi bộ không đề ra giải pháp nào." in told


@pytest.mark.parametrize(
    ("owner", "others", "said"),
    [
        (record.BAY.id, 0, "đề ra 1 giải pháp, cả 1 giải pháp có người thực hiện và thời hạn."),
        ("", 0, "đề ra 1 giải pháp."),
        (record.BAY.id, 1, "đề ra 2 giải pháp, trong đó 1 giải pháp có người thực hiện và thời hạn."),
    ],
)
def test_remedies_are_told_as_far_as_they_go_R7(plan: Plan, owner: str, others: int, said: str) -> None:
    fresh = Builder(plan).opened().list(*record.MEMBERS).present(record.AN).started()
    solution = f.NoteWritten(note="n_1", kind="solution", text="Lập sổ", at=at("14:10"), owner=owner, due="2023-10")
    fresh.say(
        solution, *(f.NoteWritten(note="n_2", kind="task", text="Dán lịch", at=at("14:11")) for _ in range(others))
    )
    fresh.say(f.SessionEnded(at=at("15:40")))
    assert said in news_of(fresh.meeting, AFTERWARDS)


def test_it_names_nobody(plan: Plan) -> None:
    """Chair and superior stand there by their posts alone."""
    desk = record.whole(plan)
    text = news_of(desk.meeting, AFTERWARDS)
    people = [*desk.meeting.people.values()]
    assert [one.full_name for one in people if one.full_name in text] == []
    assert "Đặng Quốc Tường" not in text
    assert "Đảng ủy viên theo dõi chi bộ dự và chỉ đạo" in text
    assert "dưới sự chủ trì của bí thư chi bộ" in text


@pytest.mark.parametrize(
    "topic",
    [
        "Việc chậm của Trần Văn Bảy",
        "việc chậm của TRAN VAN BAY",
        "Việc đồng chí Bảy nhận từ tháng 6",
        "Chuyện nhà ông Thọ lấn mương",
        "Góp ý cho đ/c Bích",
    ],
)
def test_a_topic_that_names_somebody_stays_inside(plan: Plan, topic: str) -> None:
    """Typed words go out only where they name no one: by full name, or by a word people are called by."""
    desk = topics(record.prepared(plan), topic, "Giờ giấc họp hành")
    record.summed_up(record.discussed(record.presented(desk)))
    record.closed(record.adopted(record.voted(desk)))
    text = news_of(desk.meeting, AFTERWARDS)
    assert "tập trung vào: giờ giấc họp hành." in text


def test_a_superior_whose_post_names_somebody_is_a_superior(plan: Plan) -> None:
    desk = Builder(plan).opened().list(*record.MEMBERS)
    desk.guest("g_9", "Đặng Quốc Tường", "đại diện ông Đặng Quốc Tường", superior=True)
    desk.present(record.AN).started().say(f.SessionEnded(at=at("15:40")))
    assert "Đại diện cấp trên dự và chỉ đạo" in news_of(desk.meeting, AFTERWARDS)


def test_what_was_found_wanting_stays_inside(plan: Plan) -> None:
    """Publicity tells that indicators were gone through, not which were found, nor what anybody said."""
    desk = record.whole(plan)
    text = news_of(desk.meeting, AFTERWARDS)
    assert [note.text for note in desk.meeting.notes.all if note.text in text] == []
    assert "Tốt" not in text
    assert "bảo lưu" not in text


def test_there_is_none_before_the_end(plan: Plan) -> None:
    assert news_of(record.ready(plan).meeting, at("15:30")) == ""


def test_a_rehearsals_news_says_so(plan: Plan) -> None:
    """L17: no rehearsal is ever taken for a meeting."""
    facts = record.facts_of(record.whole(plan).meeting)
    facts[0] = facts[0].model_copy(update={"rehearsal": True})
    assert news_of(record.replayed(plan, facts), AFTERWARDS).startswith("[TẬP DƯỢT] ")
