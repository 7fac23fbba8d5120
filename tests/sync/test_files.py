"""Whole files are put in place of others although somebody looks at them for a moment (sync.md §5.5)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sync import files
from tests.sync.disks import TroubledDisk, no_space


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """As on Windows, where a scanner may hold a file: so many of the coming replaces are refused."""
    refusals = [0]
    honest = Path.replace

    def replace(old: Path, new: Path) -> Path:
        if refusals[0]:
            refusals[0] -= 1
            raise PermissionError(13, "held by another program")
        return honest(old, new)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "_REPLACE_TRIES", 10)
    monkeypatch.setattr("time.sleep", lambda _: None)
    return refusals


def test_a_replace_that_windows_refuses_is_tried_again_zarr_4358(tmp_path: Path, held: list[int]) -> None:
    """zarr#4358: bounded patience, then the new file is there."""
    place = tmp_path / "settings.toml"
    place.write_bytes(b"old")
    held[0] = 9
    files.write_atomically(place, b"new")
    assert place.read_bytes() == b"new"
    assert held == [0]


def test_a_replace_that_is_always_refused_leaves_the_old_file_zarr_4358(tmp_path: Path, held: list[int]) -> None:
    place = tmp_path / "settings.toml"
    place.write_bytes(b"old")
    held[0] = 10**6
    with pytest.raises(PermissionError):
        files.write_atomically(place, b"new")
    assert place.read_bytes() == b"old"


@pytest.mark.parametrize("call", ["write", "sync", "replace", "sync_directory"])
def test_trouble_names_the_file_that_somebody_meant(tmp_path: Path, call: str) -> None:
    """The system names nothing when a disk is full, and a file of ours when another name is refused."""
    place, disk = tmp_path / "biên bản.bienban", TroubledDisk()
    disk.fail(call, no_space())
    with pytest.raises(OSError, match="biên bản") as raised:
        files.write_atomically(place, b"new", disk)
    assert raised.value.filename == str(place)


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
def test_only_the_owner_may_look_into_a_folder(tmp_path: Path) -> None:
    """It holds personal data, and its names tell of meetings."""
    files.DISK.make_directory(tmp_path / "home")
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
