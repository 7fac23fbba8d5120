"""Headquarters hands out a plan itself, and counts each meeting by the plan it was opened with (sync.md §6 bootstrap).

The second plan is an invented one of another campaign; the commands, the server and both databases are the real ones.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from documents.contents import MOST_PLAN, ContentUnreadable, plan_content, plan_of
from documents.plan_file import load_examples, load_plan, plan_files
from hq.contents import hand_out_plan
from hq.database import Database
from hq.projector import Projector
from hq.schema import audit, contents, standings, summaries
from hq.services import Services
from hq.streams import Streams
from models.plan import Plan
from sync.paths import Paths
from tests.hq.laptops import Laptop as Device
from tests.hq.laptops import found, named, opening
from tests.hq.test_access_commands import Terminal, organised, terminal  # noqa: F401 (fixtures)
from tests.sync.headquarters import Laptop, Office

SECOND = Path("tests/data/plans/second")
FILES = plan_files(SECOND)


# --- what travels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [None, SECOND])
def test_a_plan_travels_letter_by_letter(folder: Path | None) -> None:
    """The same files are the same content in whatever order they are named; a byte-order mark stays."""
    files = plan_files(folder) | {"rules.toml": b"\xef\xbb\xbf" + plan_files(folder)["rules.toml"]}
    content = plan_content(files)
    assert content == plan_content(dict(reversed(files.items())))
    assert plan_of(content) == (load_plan(folder), files)


def _with(**changed: str | None) -> bytes:
    """The second plan's files, some in the place of others or taken away; "__" stands for "/"."""
    texts = {name: data.decode() for name, data in FILES.items()}
    for name, text in changed.items():
        path = name.replace("__", "/") + ".toml"
        texts = {one: old for one, old in texts.items() if one != path} | ({} if text is None else {path: text})
    return json.dumps(texts).encode()


HARMED = {
    "cut": plan_content(FILES)[:-20],
    "no object": b"[]",
    "no text": b'{"plan.toml": 7}',
    "no characters": b'{"plan.toml": "\\ud800"}',
    "a file missing": _with(rules=None),
    "no body": _with(bodies__chi_bo=None, bodies__to_dan_pho=None),
    "a file that no plan has": _with(more="x = 1"),
    "out of the folder": _with(**{"..__evil": "x = 1"}),
    "out of the bodies": _with(**{"bodies__..__..__evil": "x = 1"}),
    "from the root": _with(**{"__etc__evil": "x = 1"}),
    "by another separator": _with(**{"bodies__..\\evil": "x = 1"}),
    "syntax": _with(rules="[thresholds"),
    "a rule broken": _with(rules=""),
    "an example list that is none": _with(examples="x = 1"),
    "nested for ever": _with(rules="x = " + "[" * 100_000),
    "a number for ever": _with(rules="x = " + "9" * 100_000),
    "too much": _with(rules="#" * MOST_PLAN),
}


@pytest.mark.parametrize("harmed", HARMED.values(), ids=HARMED.keys())
def test_a_harmed_plan_is_none(harmed: bytes) -> None:
    """No name leads out of the folder, nothing but a whole plan is read."""
    with pytest.raises(ContentUnreadable):
        plan_of(harmed)


# --- the command ----------------------------------------------------------------------------------------------------


def handed(url: str) -> list[tuple[str, bytes]]:
    """(kind, content) of all that is there."""
    database = Database(url)
    try:
        rows = database.read(lambda connection: connection.execute(select(contents).order_by(contents.c.kind)).all())
        return [(row.kind, bytes(row.content)) for row in rows]
    finally:
        database.close()


def test_the_office_hands_out_a_plan_that_was_checked(organised: Terminal, url: str) -> None:  # noqa: F811
    """`bienban-hq plan import`: a wrong folder keeps nothing and names file and line; at a pipe only with --yes."""
    wrong = organised.folder / "wrong"
    shutil.copytree(SECOND, wrong)
    (wrong / "rules.toml").write_text("[thresholds", "utf-8")
    done, said = organised.types("plan", "import", wrong, "--yes")
    assert (done, handed(url)) == (1, [])
    assert "Tệp rules.toml, dòng 1" in said
    done, said = organised.types("plan", "import", SECOND)
    assert (done, handed(url)) == (0, [])
    assert "Nếp sống văn minh 2025" in said
    assert "bodies/to_dan_pho.toml" in said
    assert "Đã lưu." in organised.types("plan", "import", SECOND, "--yes")[1]
    assert handed(url) == [("plan", plan_content(FILES)), ("plan kept", plan_content(FILES))]
    assert "Không có gì thay đổi" in organised.types("plan", "import", SECOND, "--yes")[1]
    database = Database(url)
    noted = database.read(lambda connection: connection.execute(select(audit.c.what, audit.c.about)).all())
    database.close()
    assert [tuple(row) for row in noted if row.what == "contents.set"] == [("contents.set", "everyone")]


def test_a_wording_is_read_for_the_plan_that_is_handed_out(organised: Terminal) -> None:  # noqa: F811
    """Nine slots of the second plan, and twenty-five again once the shipped plan is handed out in its place."""
    wording = organised.file("\n".join(f"{item.number}. {item.text}" for item in load_examples().items), "x.txt")
    assert organised.types("plan", "import", SECOND, "--yes")[0] == 0
    assert "/9 biểu hiện" in organised.types("indicators", "import", wording)[1]
    assert organised.types("plan", "import", "--yes")[0] == 0
    assert "25/25 biểu hiện" in organised.types("indicators", "import", wording)[1]


# --- meetings of several plans --------------------------------------------------------------------------------------


def counted_by(services: Services) -> dict[str, tuple[str, bool, str]]:
    """Campaign → (digest of the plan its meeting names, whether it has figures, flags)."""
    rows = services.database.read(lambda connection: connection.execute(select(summaries)).all())
    return {row.campaign: (row.plan, row.figures is not None, row.flags) for row in rows}


def reckoned(services: Services, campaign: str) -> set[str]:
    """The days on which the units of a campaign are looked up; the plan's last day where the meeting has no day yet."""
    wanted = select(standings.c.day).where(standings.c.campaign == campaign)
    return set(services.database.read(lambda connection: connection.execute(wanted).scalars().all()))


def test_each_meeting_is_counted_by_the_plan_it_names(streams: Streams, services: Services, plan: Plan) -> None:
    """Before headquarters has the plan: marked, not judged; then counted by it; a later plan leaves it alone."""
    second = load_plan(SECOND)
    ours, theirs = Device("k7"), Device("q3", meeting=named("another meeting"), cell=named("another cell"))
    found(services.database, ours, theirs)
    first, *others = opening(second)
    (opened,) = others
    theirs.record([first, opened.model_copy(update={"body": "to_dan_pho", "date": ""})])
    ours.record(opening(plan))
    for device in (ours, theirs):
        assert streams.append(device.caller, device.batch()).status == "ok"
    by_own = counted_by(services)
    assert by_own["ct24"][:2] == (plan.digest(), True)
    assert by_own["nep_song"] == (second.digest(), False, '["unknown_body", "unknown_plan"]')
    projector = Projector(services)
    projector.catch_up()
    assert reckoned(services, "nep_song") == {plan.deadlines.session.last_day.isoformat()}
    assert hand_out_plan(services, second, plan_content(FILES), "x")
    assert projector.catch_up() == 1
    again = counted_by(services)
    assert again == {"ct24": by_own["ct24"], "nep_song": (second.digest(), True, "[]")}
    assert reckoned(services, "nep_song") == {"2025-04-30"}
    assert hand_out_plan(services, plan, plan_content(plan_files()), "x")
    projector.rebuild()
    assert counted_by(services) == again


# --- on the laptop --------------------------------------------------------------------------------------------------


def test_a_round_brings_the_plan_sealed_from_use(tmp_path: Path, plan: Plan) -> None:
    """It is kept until somebody looks at it; the plan in use stays."""
    office = Office(tmp_path / "hq", plan)
    laptop = Laptop(tmp_path / "laptop", plan, office)
    laptop.enroll()
    hand_out_plan(office.services, load_plan(SECOND), plan_content(FILES), "x")
    assert laptop.sync().trouble is None
    assert laptop.courier.contents is not None
    (kept,) = laptop.courier.contents.waiting()
    assert (kept.kind, plan_of(kept.text.encode())) == ("plan", (load_plan(SECOND), FILES))
    assert laptop.store.plan == plan
    assert not Paths(laptop.folder).plans.exists()
    laptop.close()
    office.close()
