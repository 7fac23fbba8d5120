"""One folder of wheels from which everything is installed where no registry can be reached.

    python -m release.wheelhouse                        # `make wheelhouse`, for the computer it is made on
    python -m release.wheelhouse --platform windows     # for 64-bit Windows, made anywhere

Pip judges by the computer it runs on which packages another system needs; so for another system uv works out the list,
and pip only fetches what stands in it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from release.folder import FILES, MEGABYTE, ROOT
from tui.program import VERSION


class Target(NamedTuple):
    """What another system is called by uv and by pip, in the order pip is to try."""

    uv: str
    pip: tuple[str, ...]


TARGETS: Final = {
    "windows": Target("x86_64-pc-windows-msvc", ("win_amd64",)),
    "linux": Target("x86_64-unknown-linux-gnu", ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64")),
    "macos": Target("aarch64-apple-darwin", ("macosx_14_0_arm64", "macosx_11_0_arm64", "macosx_11_0_universal2")),
}

WANTED: Final = ".[hq]"


def main() -> int:
    """Fill the folder, say how big it is."""
    parser = argparse.ArgumentParser(
        prog="release.wheelhouse", description="Một thư mục đủ gói để cài khi không có mạng."
    )
    parser.add_argument("--platform", choices=TARGETS, help="hệ điều hành khác với máy này")
    parser.add_argument("--python-version", default="3.11", help="bản Python của máy sẽ cài (mặc định: 3.11)")
    given = parser.parse_args()
    name = f"wheelhouse-{given.platform}" if given.platform else "wheelhouse"
    folder = ROOT / "dist" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if given.platform:
        fetch_for(TARGETS[given.platform], given.python_version, folder)
    else:
        collect_here(folder)
    leaflet = (FILES / "cai-tu-thu-muc.txt").read_text("utf-8").replace("{version}", VERSION)
    (folder / "DOC-TRUOC.txt").write_text(leaflet, "utf-8-sig", newline="\r\n")
    wheels = list(folder.glob("*.whl"))
    size = sum(file.stat().st_size for file in wheels)
    print(f"{folder}: {len(wheels)} gói, {size / MEGABYTE:.0f} MB")
    return 0


def collect_here(folder: Path) -> None:
    """The wheels for this computer, what has no wheel built on the way."""
    _run("pip", "wheel", "--wheel-dir", folder, "--constraint", ROOT / "constraints.txt", WANTED)


def fetch_for(target: Target, python: str, folder: Path) -> None:
    """Our own wheel, and the wheels another system needs beside it."""
    _run("pip", "wheel", "--no-deps", "--wheel-dir", folder, ".")
    tags = [part for tag in target.pip for part in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place) / "needed.txt"
        where = ("--python-platform", target.uv, "--python-version", python)
        known = ("--constraint", ROOT / "constraints.txt", "--output-file", listed)
        _run("uv", "pip", "compile", "--extra", "hq", "--only-binary", ":all:", *where, *known, "pyproject.toml")
        only = ("--no-deps", "--only-binary", ":all:", "--python-version", python)
        _run("pip", "download", *only, *tags, "--dest", folder, "--requirement", listed)


def _run(module: str, *arguments: str | Path) -> None:
    """Run a tool of this environment on the sources; what it says stands in front of a failure."""
    command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)


if __name__ == "__main__":
    sys.exit(main())
