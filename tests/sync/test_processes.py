"""Real processes: killed, refused, out of space, watched by the kernel. store.md §5.4, §5.6, §5.7."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync.storage import JournalDB
from sync.stream import Stream
from tests.sync.tools import line, open_stream, stream_path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")]

ROOT = Path(__file__).parents[2]


@contextmanager
def scene(name: str, folder: Path, *prefix: str) -> Iterator[subprocess.Popen[str]]:
    command = [*prefix, sys.executable, "-m", "tests.sync.scenes", name, str(folder)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def kill_after(process: subprocess.Popen[str], seconds: float) -> list[int]:
    """Let it get ready, kill it -9 some time later; the numbers it had confirmed by then."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    words = process.stdout.read().split("\n")
    return [int(word) for word in words[:-1]]


def lines_found(folder: Path) -> int:
    with open_stream(folder) as stream:
        found = dict(stream.lines())
        assert found == {seq: line(seq) for seq in range(1, len(found) + 1)}
        assert not stream.sealed
        return len(found)


def people_found(folder: Path) -> int:
    with JournalDB(folder / "people.journal") as db:
        assert [row["n"] for row in db] == list(range(1, len(db) + 1))
        assert len(db) % 2 == 0, "half a batch"
        return len(db)


@pytest.mark.parametrize(
    ("name", "kills", "count", "in_flight"),
    [("record", 20, lines_found, 1), ("burst", 20, lines_found, 500), ("keep_people", 20, people_found, 2)],
)
def test_kill_9_loses_nothing_confirmed(
    tmp_path: Path, name: str, kills: int, count: Callable[[Path], int], in_flight: int
) -> None:
    """60 kills in all; at most what was in flight is there in addition, and the next run goes on from there."""
    chance = random.Random(24)
    confirmed = 0
    for _ in range(kills):
        with scene(name, tmp_path) as process:
            told = kill_after(process, chance.uniform(0.0, 0.12))
        confirmed = max([confirmed, *told])
        found = count(tmp_path)
        assert confirmed <= found <= confirmed + in_flight
        confirmed = found
    assert confirmed > 100


def test_a_second_process_is_refused_with_a_plain_message(tmp_path: Path) -> None:
    """sync.md §5.6, §10 (actual#1495); no stale lock after kill -9."""
    with scene("hold", tmp_path) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        with scene("open_second", tmp_path) as second:
            told, _ = second.communicate(timeout=60)
        pid, sentence = told.splitlines()
        assert int(pid) == holder.pid
        assert sentence == (
            f"Dữ liệu này đang được mở ở một cửa sổ khác (tiến trình {holder.pid}). Hãy đóng cửa sổ kia rồi làm lại."
        )
        with JournalDB(tmp_path / "people.journal", read_only=True) as reader:
            assert len(reader) == 0
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with JournalDB(tmp_path / "people.journal") as db:
        db.insert({"n": 1})


def test_a_file_size_limit_stops_nothing_for_good(tmp_path: Path) -> None:
    """store.md §5.6: raised, nothing half-written, resumed on the same handle."""
    with scene("limited", tmp_path) as process:
        told, errors = process.communicate("go on\n", timeout=60)
    words = told.split()
    assert errors == ""
    assert words.count("full") == 1
    last = int(words[-1])
    with open_stream(tmp_path) as stream:
        assert stream.reports == []
        assert stream.head.seq == last
        assert stream.line(last) == line(last, "sau đó")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB in memory."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small file system")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False)
    if mounted.returncode != 0:
        pytest.skip("this system does not allow mounting a small file system")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_loses_nothing_and_resumes(small_disk: Path) -> None:
    """sync.md §10 (tinydb#467): told, ballast given up, nothing lost, going on when there is room."""
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 300_000)
    with scene("fill", small_disk) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        words = []
        while (word := process.stdout.readline().strip()) != "full":
            words.append(word)
        assert words.count("freed") == 1
        before = int(words[-1])
        with Stream(stream_path(small_disk), read_only=True) as reader:
            assert reader.head.seq == before
        filler.unlink()
        process.stdin.write("go on\n")
        process.stdin.flush()
        words = []
        while (word := process.stdout.readline().strip()) != "full":
            words.append(word)
        after = int(words[-1])
    assert after > before + 20
    with Stream(stream_path(small_disk), read_only=True) as reader:
        assert reader.reports == []
        assert dict(reader.lines()) == {seq: line(seq, "x" * 4000) for seq in range(1, after + 1)}


def test_the_kernel_sees_write_then_sync_then_the_word_saved(tmp_path: Path) -> None:
    """The seam tells the truth: in the traced process no `saved` is printed before its sync returned."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    watch = ["strace", "-f", "-o", str(trace), "-e", "trace=pwrite64,fdatasync,write"]
    with scene("record_some", tmp_path, *watch) as process:
        told, errors = process.communicate(timeout=60)
    if not told:
        pytest.skip(f"strace may not trace here: {errors}")
    calls = re.findall(r"(pwrite64|fdatasync|write)\((\d+)", trace.read_text())
    names = [name for name, fd in calls if name != "write" or fd == "1"]
    after_ready = names[names.index("write") + 1 :]
    assert after_ready == ["pwrite64", "fdatasync", "write"] * 30
