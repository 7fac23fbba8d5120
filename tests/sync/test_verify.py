"""`verify`: one line for each journal, nothing changed on disk."""

from pathlib import Path

from sync.frames import frame
from sync.paths import Paths
from sync.storage import JournalDB
from sync.verify import State, verify
from tests.sync.tools import lines, open_stream, stream_path


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}


def test_every_state_is_recognised_and_nothing_is_touched(tmp_path: Path) -> None:
    data = Paths(tmp_path)
    for path in (data.people, data.settings, data.rehearsal.people):
        with JournalDB(path) as db:
            db.insert_multiple([{"n": 1}])
            db.insert_multiple([{"n": 2}])
    with open_stream(tmp_path) as stream:
        stream.append(lines(1, 5))
    stream_file = stream_path(tmp_path)
    stream_file.write_bytes(stream_file.read_bytes().replace(b'"mo":3', b'"mo":4'))
    data.settings.write_bytes(data.settings.read_bytes()[:-5])
    data.drafts.write_bytes(b"PK\x03\x04")
    (tmp_path / "later.journal").write_bytes(frame(b'{"format":"bienban-store","version":9}'))
    (tmp_path / "folder.journal").mkdir()
    busy = JournalDB(data.people)
    before = snapshot(tmp_path)
    found = {finding.path: finding for finding in verify(tmp_path)}
    assert snapshot(tmp_path) == before
    busy.close()
    assert {path: finding.state for path, finding in found.items()} == {
        data.people: State.BUSY,
        data.settings: State.TORN,
        data.drafts: State.FOREIGN,
        data.rehearsal.people: State.WHOLE,
        stream_file: State.DAMAGED,
        tmp_path / "later.journal": State.FOREIGN,
        tmp_path / "folder.journal": State.DAMAGED,
    }
    assert found[data.rehearsal.people].sentence == "people.journal: nguyên vẹn, 2 mục."
    assert "thiếu mục số: 3" in found[stream_file].sentence
    assert all("\n" not in finding.sentence for finding in found.values())


def test_findings_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.journal", "a.journal", "c/a.journal"):
        JournalDB(tmp_path / name).close()
    assert [finding.path.relative_to(tmp_path).as_posix() for finding in verify(tmp_path)] == [
        "a.journal",
        "b.journal",
        "c/a.journal",
    ]


def test_an_empty_folder_has_no_findings(tmp_path: Path) -> None:
    assert verify(tmp_path) == []
