"""What is shipped: built, listed, installed bare into a fresh environment and started (style.md §2.8)."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.sources import PACKAGES, ROOT

pytestmark = pytest.mark.slow

LARGEST = 1_400_000
"""Bytes of the wheel: desk and headquarters, plan and words; no pictures, no fonts."""

NO_NETWORK = ("Failed to establish a new connection", "Temporary failure in name resolution", "ProxyError")


def run(command: Sequence[str | Path], cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run to the end; a set-up without a network is skipped, anything else that fails is shown."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode and any(sign in done.stdout + done.stderr for sign in NO_NETWORK):
        pytest.skip("no package registry within reach")
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT])
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a fresh environment that holds the wheel and what it needs, nothing else."""
    home = tmp_path_factory.mktemp("bare")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    tested = ROOT / "constraints.txt"
    done = run([programs / "python", "-m", "pip", "install", "--quiet", "--constraint", tested, wheel], cwd=home)
    assert done.returncode == 0, done.stderr
    return programs


def test_the_wheel_holds_five_packages_and_their_data(wheel: Path) -> None:
    """style.md §2.8: nothing else may be top-level; every data file stands inside its package."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} - {"bienban-0.1.0.dist-info"} == set(PACKAGES)
    shipped = {name for name in names if name.startswith(tuple(f"{package}/" for package in PACKAGES))}
    assert shipped == {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in shipped} >= {".py", ".toml", ".tcss", ".tsv", ".json", ".txt", ".sql"}
    assert {f"{package}/py.typed" for package in PACKAGES} <= shipped


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= LARGEST


def test_the_installed_program_tells_its_version(installed: Path) -> None:
    done = run([installed / "bienban", "--version"])
    assert (done.returncode, done.stdout) == (0, "bienban 0.1.0\n")


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
