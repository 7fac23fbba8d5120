"""The desk as a zipped folder for a computer without Python: built, given its starter, packed, checksum beside it.

    python -m release.folder        # `make dist` does it in an environment of its own

PyInstaller builds for the system it runs on: the folder for Windows is made on Windows, by the same command.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Final

from tui.program import VERSION

ROOT: Final = Path(__file__).resolve().parents[1]
FILES: Final = ROOT / "release" / "files"

MEGABYTE: Final = 1_000_000


def main() -> int:
    """Build, furnish, pack; say what came out. The exit code is PyInstaller's when it fails."""
    out = ROOT / "dist"
    folder = out / folder_name()
    shutil.rmtree(folder, ignore_errors=True)
    code = build(folder, ROOT / "build" / "pyinstaller")
    if code:
        return code
    furnish(folder, windows=sys.platform == "win32")
    packed = pack(folder)
    told = checksum(packed)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{packed}: {packed.stat().st_size / MEGABYTE:.0f} MB; giải nén ra {size / MEGABYTE:.0f} MB")
    print(told.read_text("ascii").strip())
    return 0


def folder_name() -> str:
    """Name, version and system: "bienban-0.1.0-linux-x86_64"."""
    return f"bienban-{VERSION}-{sysconfig.get_platform()}"


def build(folder: Path, work: Path) -> int:
    """Freeze the program into `folder/program`; PyInstaller's exit code."""
    options = ("--noconfirm", "--log-level", "WARN", "--distpath", str(folder), "--workpath", str(work))
    command = [sys.executable, "-m", "PyInstaller", *options, str(ROOT / "release" / "bienban.spec")]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def furnish(folder: Path, *, windows: bool) -> None:
    """Put the starter and the leaflet beside the program; each system's text files end their lines its way."""
    ending = "\r\n" if windows else "\n"
    leaflet = (FILES / "doc-truoc.txt").read_text("utf-8").replace("{version}", VERSION)
    # Notepad of old Windows knows UTF-8 only by its mark
    (folder / "DOC-TRUOC.txt").write_text(leaflet, "utf-8-sig" if windows else "utf-8", newline=ending)
    source, starter = ("bienban.cmd", "bienban.cmd") if windows else ("bienban.sh", "bienban")
    (folder / starter).write_text((FILES / source).read_text("utf-8"), "utf-8", newline=ending)
    (folder / starter).chmod(0o755)


def pack(folder: Path) -> Path:
    """Zip the folder, itself on top, with the right to run what may be run. The same folder gives the same order."""
    packed = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder.parent))
    return packed


def checksum(packed: Path) -> Path:
    """Write the SHA-256 beside the file, as `sha256sum --check` reads it."""
    with packed.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    beside = packed.with_name(f"{packed.name}.sha256")
    beside.write_text(f"{digest}  {packed.name}\n", "ascii", newline="\n")
    return beside


if __name__ == "__main__":
    sys.exit(main())
