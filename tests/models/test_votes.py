"""Votes by hand that reconcile (L15, R46, domain.md 6.3)."""

from __future__ import annotations

import pytest

from models.entries import Entry
from models.facts import VoteTaken
from models.facts_record import MergeSeen, Undone
from models.plan import Plan
from models.votes import ADOPTION, Vote
from tests.models.build import DAY, Builder, at


def taken(
    in_favour: int, against: int = 0, other: int = 0, *, entitled: int = 28, base: int = 29, clock: str = "15:40"
) -> VoteTaken:
    """A show of hands on the minutes; the figures are those of the example in domain.md 6.3."""
    return VoteTaken.model_validate(
        {
            "motion": ADOPTION,
            "title": "Thông qua biên bản",
            "mode": "open",
            "entitled": entitled,
            "base": base,
            "for": in_favour,
            "against": against,
            "other": other,
            "at": at(clock),
        }
    )


def vote(plan: Plan, *facts: VoteTaken) -> Vote:
    """The vote on the minutes that these facts add up to."""
    return Builder(plan).opened().say(*facts).meeting.votes[ADOPTION]


def test_no_vote_no_result(plan: Plan) -> None:
    assert Builder(plan).opened().meeting.votes == {}


@pytest.mark.parametrize(
    ("in_favour", "against", "other", "fits"),
    [(28, 0, 0, True), (20, 5, 3, True), (27, 0, 0, False), (28, 1, 0, False)],
)
def test_every_entitled_member_in_the_room_is_counted_once_l15(
    plan: Plan, in_favour: int, against: int, other: int, fits: bool
) -> None:
    assert vote(plan, taken(in_favour, against, other)).reconciles is fits


@pytest.mark.parametrize(("in_favour", "passed"), [(15, True), (14, False)])
def test_more_than_half_of_the_base_not_of_the_room_6_3(plan: Plan, in_favour: int, passed: bool) -> None:
    """14 of 28 in the room, or even of 27, would do nothing: the base is 29."""
    result = vote(plan, taken(in_favour, 28 - in_favour))
    assert result.passed(plan.thresholds.majority) is passed


def test_counting_again_replaces_the_count(plan: Plan) -> None:
    result = vote(plan, taken(14, 14), taken(20, 8, clock="15:45"))
    assert (result.in_favour, result.at, result.conflict) == (20, at("15:45"), False)


def test_a_vote_taken_back_never_was_l6(plan: Plan) -> None:
    cell = Builder(plan).opened().say(taken(28))
    assert cell.say(Undone(of=(cell.seq,))).meeting.votes == {}


def test_two_desks_that_counted_differently_have_no_result_l19(plan: Plan) -> None:
    """Both counts are kept and neither passes, until a person who has seen both says which."""
    cell = Builder(plan).opened().say(taken(28))
    cell.meeting.apply(Entry("d2", 1, DAY, 0, "", taken(20, 8)))
    contested = cell.meeting.votes[ADOPTION]
    assert contested.conflict
    assert not contested.passed(plan.thresholds.majority)
    cell.say(MergeSeen(heads={"d2": 1}), taken(28))
    assert not cell.meeting.votes[ADOPTION].conflict


@pytest.mark.parametrize("clock", ["15:40", "15:41"])
def test_two_desks_that_counted_alike_agree_l19(plan: Plan, clock: str) -> None:
    """Whenever each of them pressed Enter."""
    cell = Builder(plan).opened().say(taken(28))
    cell.meeting.apply(Entry("d2", 1, DAY, 0, "", taken(28, clock=clock)))
    assert not cell.meeting.votes[ADOPTION].conflict
