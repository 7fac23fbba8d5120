"""The folder of wheels that `make wheelhouse` left: everything is installed from it alone, with no registry."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

import pytest

from release.folder import FILES, ROOT
from release.wheelhouse import TARGETS
from tests.house.bare import PROGRAMS
from tui.program import VERSION

FOLDER = ROOT / "dist" / "wheelhouse"


def test_the_leaflet_names_what_is_installed() -> None:
    """Each system's lines, the desk's and headquarters', and the version to be filled in."""
    told = (FILES / "cai-tu-thu-muc.txt").read_text("utf-8")
    assert "{version}" in told
    assert told.count("--no-index --find-links THƯ_MỤC bienban") == 2
    assert '"bienban[hq]"' in told


def test_other_systems_are_known() -> None:
    """Windows first: most clerks have it."""
    assert next(iter(TARGETS)) == "windows"
    assert all(target.uv and target.pip for target in TARGETS.values())


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.exists(), reason="no folder of wheels was made: make wheelhouse")
def test_desk_and_headquarters_are_installed_from_the_folder_alone(tmp_path: Path) -> None:
    """An office whose network is closed: no registry is asked, whatever pip was told elsewhere."""
    venv.create(tmp_path / "env", with_pip=True)
    programs = tmp_path / "env" / PROGRAMS
    alone = {"PATH": "", "HOME": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}
    command: list[str | Path] = [programs / "python", "-m", "pip", "install", "--quiet", "--no-index"]
    done = subprocess.run(
        [*command, "--find-links", FOLDER, "bienban[hq]"], env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for program in ("bienban", "bienban-hq"):
        asked = [str(programs / program), "--help"]
        told = subprocess.run(asked, env=alone, capture_output=True, check=False)
        assert told.returncode == 0, told.stderr
    assert list(FOLDER.glob(f"bienban-{VERSION}-*.whl"))
