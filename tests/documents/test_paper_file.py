"""L20: a paper that a hand has changed is never overwritten; writing is whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from documents.paper_file import RefusedOverwrite, Saved, save_paper


def known(path: Path, digest: str | None) -> dict[str, str]:
    """What was remembered of an earlier writing."""
    return {} if digest is None else {str(path.resolve()): digest}


def save(path: Path, data: bytes, previous: str | None = None) -> str:
    """Save where nothing stands in the way; the digest to remember."""
    result = save_paper(path, data, known(path, previous))
    assert isinstance(result, Saved)
    assert result.path == path
    assert path.read_bytes() == data
    return result.digest


def test_first_writing_returns_the_digest_of_what_is_on_disk(tmp_path: Path) -> None:
    assert save(tmp_path / "biên bản.docx", b"one") == hashlib.sha256(b"one").hexdigest()


def test_our_own_file_is_written_again_without_leftovers(tmp_path: Path) -> None:
    path = tmp_path / "biên bản.docx"
    save(path, b"two", previous=save(path, b"one"))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("digest", [None, "0" * 64, hashlib.sha256(b"ours").hexdigest()])
def test_a_file_that_is_not_ours_stays_and_a_side_name_is_offered(tmp_path: Path, digest: str | None) -> None:
    """L20: refuses, and offers a side copy."""
    path = tmp_path / "biên bản.docx"
    path.write_bytes(b"edited by hand")
    refused = save_paper(path, b"new", known(path, digest))
    assert refused == RefusedOverwrite(tmp_path / "biên bản (bản mới).docx")
    assert path.read_bytes() == b"edited by hand"
    assert list(tmp_path.iterdir()) == [path]


def test_the_side_name_never_leads_to_a_hands_work(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    for name in ("x.docx", "x (bản mới).docx", "x (bản mới 2).docx"):
        (tmp_path / name).write_bytes(b"by hand")
    assert save_paper(path, b"new", {}) == RefusedOverwrite(tmp_path / "x (bản mới 3).docx")


def test_a_side_copy_that_nobody_changed_is_written_again(tmp_path: Path) -> None:
    """One new copy beside a changed paper, always the newest, however often it is written."""
    path, side = tmp_path / "x.docx", tmp_path / "x (bản mới).docx"
    path.write_bytes(b"by hand")
    digest = save(side, b"new")
    assert save_paper(path, b"newer", known(side, digest)) == RefusedOverwrite(side)
    assert save_paper(side, b"newer", known(side, digest)) == Saved(side, hashlib.sha256(b"newer").hexdigest())
    side.write_bytes(b"by hand too")
    assert save_paper(path, b"newest", known(side, digest)) == RefusedOverwrite(tmp_path / "x (bản mới 2).docx")


def test_a_file_that_already_holds_the_paper_is_ours(tmp_path: Path) -> None:
    """The digest was lost in a crash after the writing: equal bytes lose nothing."""
    path = tmp_path / "x.docx"
    path.write_bytes(b"same")
    save(path, b"same", previous=None)


def test_a_disk_that_refuses_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing_fsync(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "x.docx"
    digest = save(path, b"old")
    monkeypatch.setattr(os, "fsync", failing_fsync)
    with pytest.raises(OSError, match="No space left"):
        save_paper(path, b"new", known(path, digest))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_reach_the_disk_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Atomic writing: file flushed, renamed, then the directory flushed."""
    order: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        order.append("directory" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_fsync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        order.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    save(tmp_path / "x.docx", b"one")
    assert order == ["file", "rename", "directory"]


def test_trouble_names_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "x.docx"
    with pytest.raises(OSError, match=r"x\.docx") as caught:
        save_paper(path, b"new", {})
    assert (caught.value.errno, caught.value.filename) == (errno.ENOENT, str(path))
