"""The bodies of the plan: steps, presenters, questions, posts, superiors and papers of each kind (R12–R14, R48–R70)."""

from __future__ import annotations

import re

import pytest

from documents.forms import load_form
from documents.plan_file import load_plan
from models.plan import Body
from models.posts import post_among

PLAN = load_plan()
OTHERS = ("ubnd", "mttq", "doan_the")
KINDS = ("chi_bo", "dang_uy", *OTHERS)
UNIONS = ("doan_tn", "phu_nu", "nong_dan", "cuu_chien_binh", "cong_doan")


def body(kind: str, variant: str = "") -> Body:
    """A body of the plan, or one of its organisations."""
    return PLAN.bodies[kind].variant(variant)


def every_body() -> list[Body]:
    """All bodies and all organisations."""
    return [body(kind, one) for kind in KINDS for one in ("", *(v.id for v in PLAN.bodies[kind].variants))]


def test_the_plan_knows_five_kinds_of_body_r12_r13_r14() -> None:
    assert set(PLAN.bodies) == set(KINDS)
    assert tuple(variant.id for variant in PLAN.bodies["doan_the"].variants) == UNIONS


@pytest.mark.parametrize("kind", ["dang_uy", *OTHERS])
def test_steps_of_a_committee_r51_to_r63_in_order(kind: str) -> None:
    """R51–R63; R64: the others do as the committee does, and their data say so."""
    steps = body(kind).steps
    assert [step.kind for step in steps] == [step.kind for step in body("chi_bo").steps]
    points = [int(point) for step in steps for point in re.findall(r"R(5\d|6[0-3])", step.source)]
    assert points == sorted(points)
    assert (points[0], points[-1]) == (51, 63)
    assert kind == "dang_uy" or all("R64" in step.source for step in steps)
    longest = max(steps, key=lambda step: step.minutes)
    assert longest.kind == "discussion", "R56: the discussion is the focus"
    assert body(kind).planned_minutes >= PLAN.thresholds.minimum_minutes


def test_the_committee_presents_through_secretary_or_deputy_r52_to_r55() -> None:
    presenters = {step.kind: step.presenters for step in body("dang_uy").steps}
    assert presenters["purpose"] == presenters["conclusion"] == ("BT",)
    assert presenters["reading"] == presenters["presentation"] == presenters["indicators"] == ("BT", "PBTTT", "PBT")
    assert "(nếu có)" not in body("dang_uy").step_of_kind("presentation").title, "R54: here not “if any”"


@pytest.mark.parametrize("kind", ["dang_uy", *OTHERS])
def test_questions_r56_to_r59(kind: str) -> None:
    questions = body(kind).questions
    assert [question.id for question in questions] == [f"Q{number}" for number in range(1, 7)]
    assert [question.source[:3] for question in questions] == ["R56", "R57", "R57", "R57", "R58", "R59"]
    assert [question.id for question in questions if question.backlog] == ["Q5"], "R58"
    assert "trách nhiệm của từng" in questions[5].text, "R59"


def test_the_cell_is_not_asked_for_its_backlog_r36() -> None:
    assert not any(question.backlog for question in body("chi_bo").questions)


@pytest.mark.parametrize("kind", ["dang_uy", *OTHERS])
def test_everybody_speaks_r61_elsewhere_by_analogy_r64(kind: str) -> None:
    speaking = body(kind).speaking
    assert (speaking.mode, body("chi_bo").speaking.mode) == ("all", "many")
    assert "R61" in speaking.source
    assert kind == "dang_uy" or "suy ra" in speaking.source


@pytest.mark.parametrize(
    ("kind", "posts"),
    [("ubnd", ["BTDU"]), ("mttq", ["BTDU", "PBTTTDU"]), ("doan_the", ["BTDU", "PBTDU"])],
    ids=["R65", "R67", "R69"],
)
def test_a_superior_of_a_named_post_attends(kind: str, posts: list[str]) -> None:
    found = body(kind)
    assert found.superior_by_post
    assert [superior.role for superior in found.superiors if superior.attends] == posts


def test_people_of_the_ward_committee_r66() -> None:
    """Chairman, deputies, police, military and the five kinds of officials; several may hold one of these."""
    expected = {post.role: post.several for post in body("ubnd").expected_posts}
    assert list(expected) == ["CT", "PCT", "TCA", "CHT", "VPTK", "DCXD", "TCKT", "TPHT", "VHXH"]
    assert [role for role, several in expected.items() if not several] == ["CT", "TCA", "CHT"]


@pytest.mark.parametrize(("kind", "point"), [("mttq", "R68"), ("doan_the", "R70"), ("dang_uy", "R12")])
def test_people_of_the_other_bodies(kind: str, point: str) -> None:
    assert point in " ".join(post.source for post in body(kind).expected_posts)


@pytest.mark.parametrize(
    ("kind", "variant", "written", "code"),
    [
        ("ubnd", "", "CT UBND", "CT"),
        ("ubnd", "", "Phó Bí thư Đảng ủy, Chủ tịch UBND phường", "CT"),
        ("ubnd", "", "PCT", "PCT"),
        ("ubnd", "", "Phó Chủ tịch UBND phường", "PCT"),
        ("ubnd", "", "Trưởng CA", "TCA"),
        ("ubnd", "", "Trưởng công an phường", "TCA"),
        ("ubnd", "", "Chỉ huy trưởng BCH Quân sự", "CHT"),
        ("ubnd", "", "CC VP-TK", "VPTK"),
        ("ubnd", "", "Công chức Văn phòng – Thống kê", "VPTK"),
        ("ubnd", "", "CC ĐC-XD-ĐT-MT", "DCXD"),
        ("ubnd", "", "Địa chính - Xây dựng - Đô thị và Môi trường", "DCXD"),
        ("ubnd", "", "TC-KT", "TCKT"),
        ("ubnd", "", "Tư pháp - Hộ tịch", "TPHT"),
        ("ubnd", "", "CC VHXH", "VHXH"),
        ("ubnd", "", "Công chức Văn hoá - Xã hội", "VHXH"),
        ("ubnd", "", "Bảo vệ", ""),
        ("dang_uy", "", "BTĐU", "BT"),
        ("dang_uy", "", "Phó Bí thư Thường trực", "PBTTT"),
        ("dang_uy", "", "Phó Bí thư, Chủ tịch UBND", "PBT"),
        ("dang_uy", "", "UV BTV", "UVTV"),
        ("dang_uy", "", "Ủy viên BCH", "DUV"),
        ("ubnd", "", "Chủ tịch UBMTTQ xã", ""),
        ("ubnd", "", "Chủ tịch Hội Nông dân", ""),
        ("ubnd", "", "Phó Bí thư Đảng ủy, Chủ tịch UBND xã", "CT"),
        ("ubnd", "", "Chủ tịch xã", "CT"),
        ("dang_uy", "", "Bí thư Đoàn", ""),
        ("dang_uy", "", "Bí thư, Chủ tịch HĐND", "BT"),
        ("mttq", "", "Chủ tịch UBMTTQ", "CT"),
        ("mttq", "", "PCT MTTQ", "PCT"),
        ("mttq", "", "Ủy viên Thường trực", "UVTT"),
        ("doan_the", "doan_tn", "Bí thư Đoàn", "CT"),
        ("doan_the", "doan_tn", "Phó BT", "PCT"),
        ("doan_the", "phu_nu", "Chủ tịch Hội LHPN", "CT"),
        ("doan_the", "cuu_chien_binh", "Phó Chủ tịch Hội CCB", "PCT"),
        ("doan_the", "cong_doan", "UV BTV", "UVBTV"),
    ],
)
def test_posts_as_lists_write_them_r66(kind: str, variant: str, written: str, code: str) -> None:
    assert post_among(written, body(kind, variant).roles) == code


def test_papers_of_the_five_bodies_domain_4_4() -> None:
    papers = {kind: (body(kind).paper.form, body(kind).paper.number_line) for kind in KINDS}
    assert papers == {
        "chi_bo": ("party_36hd", "Số {number}-BB/CB"),
        "dang_uy": ("party_36hd", "Số {number}-BB/ĐU"),
        "ubnd": ("state_nd30", "Số: {number}/BB-UBND"),
        "mttq": ("state_nd30", "Số: {number}/BB-MTTQ-BTT"),
        "doan_the": ("state_nd30", "Số: {number}/BB-BTV"),
    }
    assert (body("ubnd").report.number_line, body("ubnd").report.authority) == (
        "Số: {number}/BC-UBND",
        "TM. ỦY BAN NHÂN DÂN",
    )
    assert body("dang_uy").report.authority == "T/M ĐẢNG ỦY"


def test_each_union_has_its_own_name_posts_and_paper() -> None:
    """Đoàn writes like the Party under its own title; the others under the national title (domain.md 4.4)."""
    union = body("doan_the", "doan_tn")
    assert (union.paper.form, union.paper.number_line) == ("youth_union", "Số {number}-BB/ĐTN")
    assert (union.report.authority, union.report.post) == ("TM. BAN THƯỜNG VỤ", "BÍ THƯ")
    assert PLAN.role("CT", union).name == "Bí thư Đoàn phường"
    assert {body("doan_the", one).paper.form for one in UNIONS[1:]} == {"state_nd30"}
    assert len({body("doan_the", one).name for one in UNIONS}) == len(UNIONS)
    assert union.steps == body("doan_the").steps


def test_every_form_of_every_paper_is_there() -> None:
    for one in every_body():
        for paper in (one.paper, one.report):
            form = load_form(paper.form)
            state = form.name == "state_nd30"
            assert (paper.section_mark, paper.recipient_mark) == ((".", ";") if state else ("-", ","))


def test_what_nobody_could_check_says_so() -> None:
    """domain.md 4.4, 5.1: signs and captions known from memory alone are marked in the data."""
    for kind in OTHERS:
        assert "từ trí nhớ, chưa kiểm chứng" in body(kind).paper.source
    for one in UNIONS:
        assert "từ trí nhớ, chưa kiểm chứng" in body("doan_the", one).paper.source


def test_recipients_end_as_their_form_wants() -> None:
    assert body("chi_bo").paper.addressees == ("Đảng ủy phường (để báo cáo),", "Lưu chi bộ.")
    assert body("ubnd").paper.addressees == (
        "Đảng ủy phường (để báo cáo);",
        "Như thành phần dự họp;",
        "Lưu: VT, hồ sơ.",
    )


def test_a_committee_is_counted_whole_and_not_asked_what_cells_are() -> None:
    """24-QĐ/TW 9.3.3; R18, R44, R77, R78 speak of cells alone."""
    for kind in ("dang_uy", *OTHERS):
        found = body(kind)
        assert (found.voting, found.participation) == ("committee", False)
        assert {"has_committee", "notified_on", "participation"} <= set(found.omits)
    assert (body("chi_bo").voting, body("chi_bo").omits) == ("members", ())


def test_the_collective_has_its_own_name_r49() -> None:
    labels = {kind: [scope.label for scope in PLAN.scopes_of(body(kind))] for kind in KINDS}
    assert labels["chi_bo"] == ["bản thân", "chi bộ"]
    assert labels["dang_uy"] == ["bản thân", "đảng ủy"]
    assert labels["ubnd"] == ["bản thân", "UBND"]


def test_words_fit_the_screen() -> None:
    for one in every_body():
        assert all(len(step.label) <= 24 for step in one.steps)
        assert all(role.source for role in one.roles)
