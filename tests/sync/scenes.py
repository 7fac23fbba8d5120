"""What the tests of whole processes run: `python -m tests.sync.scenes <scene> <folder>`.

Each scene prints one line for every act *after* the store confirmed it, so that the parent knows what must survive.
"""

import sys
from pathlib import Path

from sync.errors import StoreBusy, StoreFull
from sync.files import Ballast
from sync.storage import JournalDB
from sync.writer import Writer
from tests.sync.tools import line, open_stream


def say(word: object) -> None:
    """One write to the pipe, so that a kill never splits a line's meaning."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def record(folder: Path) -> None:
    """Lines into a stream, one act at a time, for ever."""
    with open_stream(folder) as stream:
        say("ready")
        while True:
            seq = stream.next_seq
            stream.append([line(seq)])
            say(seq)


def record_some(folder: Path) -> None:
    """Thirty acts, then the end."""
    with open_stream(folder) as stream:
        say("ready")
        for seq in range(1, 31):
            stream.append([line(seq)])
            say(seq)


def burst(folder: Path) -> None:
    """Lines through the writer thread, with group commit, for ever."""
    with open_stream(folder) as stream:
        writer = Writer()
        say("ready")
        while True:
            first = stream.next_seq
            for seq in range(first, first + 20):
                writer.submit(stream, line(seq), lambda error, seq=seq: say(seq))  # type: ignore[misc]
            writer.drain(60)


def keep_people(folder: Path) -> None:
    """Inserts into a table, compacted every 20 acts, for ever."""
    with JournalDB(folder / "people.journal") as db:
        say("ready")
        while True:
            number = len(db) + 1
            db.insert_multiple([{"n": number}, {"n": number + 1}])
            say(number + 1)
            if number % 40 == 1:
                db.compact()


def hold(folder: Path) -> None:
    """Open the roster and wait."""
    with JournalDB(folder / "people.journal"):
        say("ready")
        sys.stdin.read()


def open_second(folder: Path) -> None:
    """Try to open the roster that another process holds."""
    try:
        JournalDB(folder / "people.journal")
    except StoreBusy as error:
        say(error.pid)
        say(error.sentence)


def fill(folder: Path) -> None:
    """Append until the disk is full, ballast and all; then say `full` and try again for each line of the parent."""
    ballast = Ballast(folder / "ballast")
    ballast.load()
    with open_stream(folder, ballast=ballast) as stream:
        while True:
            seq = stream.next_seq
            try:
                stream.append([line(seq, "x" * 4000)])
            except StoreFull as error:
                say("freed" if error.freed else "full")
                if not error.freed and not sys.stdin.readline():
                    return
            else:
                say(seq)


def limited(folder: Path) -> None:
    """The same under a limit of 64 kB a file; the limit is lifted when the parent says so."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    with open_stream(folder) as stream:
        resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
        while True:
            seq = stream.next_seq
            try:
                stream.append([line(seq, "x" * 4000)])
            except StoreFull:
                say("full")
                sys.stdin.readline()
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
                stream.append([line(seq, "sau đó")])
                say(seq)
                return
            say(seq)


SCENES = {
    scene.__name__: scene for scene in (record, record_some, burst, keep_people, hold, open_second, fill, limited)
}

if __name__ == "__main__":
    SCENES[sys.argv[1]](Path(sys.argv[2]))
