"""What is shipped: built, listed, installed bare into a fresh environment and started (style.md §2.8)."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.house.bare import build_wheel, environment, install, run
from tests.house.sources import PACKAGES, ROOT
from tui.program import VERSION

pytestmark = pytest.mark.slow

LARGEST = 1_400_000
"""Bytes of the wheel: desk and headquarters, plan and words; no pictures, no fonts."""

DATA = {".toml", ".tcss", ".css", ".tsv", ".json", ".txt", ".typ", ".sql", ".html"}
"""Kinds of files that are no modules and without which something would not run."""

SESSION = ROOT / "tests" / "data" / "plain_session.txt"
"""A whole meeting as somebody types it, from the member list to the Word file."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release would build it."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and what the desk needs, nothing else."""
    return install(wheel, tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def with_server(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the extra of headquarters."""
    return install(wheel, tmp_path_factory.mktemp("hq"), "hq")


# --- what is in it ----------------------------------------------------------------------------------------------


def test_one_version_everywhere() -> None:
    """The number on the screen, in the file's name and in the package's description is one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION


def test_the_wheel_holds_five_packages_and_their_data(wheel: Path) -> None:
    """style.md §2.8: nothing else may be top-level; every data file stands inside its package."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} - {f"bienban-{VERSION}.dist-info"} == set(PACKAGES)
    shipped = {name for name in names if name.startswith(tuple(f"{package}/" for package in PACKAGES))}
    assert shipped == {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in shipped} == DATA | {".py", ".typed"}
    assert {f"{package}/py.typed" for package in PACKAGES} <= shipped


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= LARGEST


# --- the desk ---------------------------------------------------------------------------------------------------


def test_the_installed_program_tells_its_version(installed: Path) -> None:
    done = run([installed / "bienban", "--version"])
    assert (done.returncode, done.stdout) == (0, f"bienban {VERSION}\n")


def test_no_other_distribution_owns_our_names(installed: Path) -> None:
    """style.md §2.8: `tui`, `models` and `sync` are common words; whoever else used them would be overwritten."""
    ask = "import importlib.metadata as m, json; print(json.dumps(m.packages_distributions()))"
    owners = json.loads(run([installed / "python", "-c", ask], cwd=installed).stdout)
    assert {package: owners[package] for package in PACKAGES} == {package: ["bienban"] for package in PACKAGES}


def test_the_installed_program_finds_its_data(installed: Path, tmp_path: Path) -> None:
    """A headless start away from the sources: plan, examples, forms, tables and the store."""
    plan = run([installed / "bienban", "plan", "check"], cwd=tmp_path)
    assert plan.returncode == 0, plan.stderr
    empty = run([installed / "bienban", "--home", tmp_path / "data", "verify"], cwd=tmp_path)
    assert empty.returncode == 0, empty.stderr
    roster = ROOT / "tests" / "data" / "rosters" / "03_chi_bo_khu_pho_5_tcvn3.csv"
    saved = run([installed / "bienban", "--home", tmp_path / "data", "roster", roster, "--save"], cwd=tmp_path)
    assert saved.returncode == 0, saved.stderr
    whole = run([installed / "bienban", "--home", tmp_path / "data", "verify"], cwd=tmp_path)
    assert whole.returncode == 0, whole.stdout
    assert len(whole.stdout.splitlines()) == len(list((tmp_path / "data").rglob("*.journal")))


def test_the_installed_desk_holds_a_whole_session(installed: Path, tmp_path: Path) -> None:
    """From the member list to the minutes as a Word file, by a pipe, with what the wheel brought alone (L20, L23)."""
    rosters = tmp_path / "tests" / "data" / "rosters"
    shutil.copytree(ROOT / "tests" / "data" / "rosters", rosters)
    data = tmp_path / "data"
    held = run([installed / "bienban", "--home", data, "--plain"], cwd=tmp_path, typed=SESSION.read_bytes())
    assert (held.returncode, held.stderr) == (0, ""), held.stdout
    paper = tmp_path / "bien-ban.docx"
    done = run([installed / "bienban", "--home", data, "minutes", "moi-nhat", "-o", paper], cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(paper) as package:
        assert "Chi bộ nói thẳng, ba việc có người làm và ngày xong" in package.read("word/document.xml").decode()


def test_the_installed_program_sets_a_pdf(installed: Path, tmp_path: Path) -> None:
    """The template and the forms are in the wheel, the typesetter beside it: nothing of the system is needed."""
    card = tmp_path / "the-phim.pdf"
    done = run([installed / "bienban", "keys", "-o", card], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert card.read_bytes().startswith(b"%PDF-")


def test_the_installed_screen_starts(installed: Path, tmp_path: Path) -> None:
    """The style sheet, the themes and the demo cell are in the wheel: the desk draws itself without a terminal."""
    script = """
import asyncio, sys
from pathlib import Path
from documents.plan_file import load_plan
from sync.paths import Paths
from sync.store import Store
from tui.app import BienbanApp
from tui.desk import Desk
from tui.panes.meetings import MeetingsPane
from tui.rehearsal.cell import furnish
from tui.workbench import Workbench

async def main():
    store = Store(Paths(Path(sys.argv[1])), load_plan())
    furnish(store)
    desk = Desk(store)
    app = BienbanApp(desk, Workbench(desk, lambda bench: MeetingsPane()))
    async with app.run_test(size=(100, 28)) as pilot:
        await pilot.pause()
        print(sum(len(text.strip()) for line in app.query_one("#body").shown for text, _ in line))
    store.close()

asyncio.run(main())
"""
    done = run([installed / "python", "-c", script, tmp_path / "data"], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 40


# --- headquarters -----------------------------------------------------------------------------------------------


def test_without_the_extra_the_server_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    """The desk brings nothing of the server's; whoever starts it is told in a sentence, not by a traceback."""
    gone = run([installed / "python", "-c", "import fastapi"], cwd=tmp_path)
    assert "ModuleNotFoundError" in gone.stderr
    done = run([installed / "bienban-hq", "serve"], cwd=tmp_path)
    assert done.returncode == 1
    assert "bienban[hq]" in done.stderr
    assert done.stderr.startswith("Máy này chưa cài phần máy chủ.")
    assert list(tmp_path.iterdir()) == []


def test_with_the_extra_the_server_answers(with_server: Path, tmp_path: Path) -> None:
    """`bienban-hq serve` from the wheel: the schema is put up, pages and API answer."""
    command: list[str | Path] = [with_server / "bienban-hq", "serve", "--data", tmp_path / "hq", "--port", "0"]
    log = (tmp_path / "log").open("w")
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=log, env=environment()) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().decode().rsplit(" ", 1)[-1].strip()
            assert address.startswith("http"), (tmp_path / "log").read_text()
            assert httpx.get(f"{address}/healthz", trust_env=False).status_code == 200
            page = httpx.get(f"{address}/", trust_env=False, follow_redirects=True)
            assert (page.status_code, "<html" in page.text) == (200, True)
        finally:
            process.terminate()
            log.close()
