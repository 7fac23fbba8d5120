"""Who does it: names behind @ in a typed line (L14, vietnamese.md §4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.bench import make_bench, press, shut
from tui.shorthand_entry import handle_of, note_draft, owner_of, typed_line
from tui.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    bench = make_bench(tmp_path)
    yield bench
    shut(bench)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bich", "Nguyễn Thị Bích"),
        ("hung61", "Nguyễn Văn Hùng (1961)"),
        ("hùng84", "Nguyễn Văn Hùng (1984)"),
        ("hoa70", "Trần Thị Hoà (1970)"),
        ("Toàn", "Nguyễn Hoàng Toàn"),
    ],
)
def test_a_name_becomes_the_person(bench: Workbench, typed: str, name: str) -> None:
    """L14: letters and, for namesakes, the year written close behind them."""
    assert bench.desk.meeting.name(note_draft(f"+ làm ngay @{typed}", bench.desk).owner) == name


@pytest.mark.parametrize("typed", ["hung", "hung84", "hoa", "htx", "chi_đoàn"])
def test_what_could_be_several_or_nobody_stays_as_typed(bench: Workbench, typed: str) -> None:
    """§4.4: never a silent choice between people; "hung84" is Hùng and Hưng, both born in 1984."""
    assert note_draft(f"+ làm ngay @{typed}", bench.desk).owner == typed


def test_editing_shows_the_name_and_not_the_id(bench: Workbench) -> None:
    """A remedy opened for editing reads as it could have been typed, and saved unchanged it stays the same."""
    press(bench, "+ sửa đèn @bich >25/9", "enter")
    [note] = bench.desk.meeting.notes.all
    line = typed_line(note, bench.desk)
    assert "@bích" in line
    assert note_draft(line, bench.desk).owner == note.owner


def test_everybody_on_the_roster_has_a_handle(bench: Workbench) -> None:
    """What is written behind @ finds the same person again, namesakes too."""
    for person in bench.desk.meeting.people:
        handle = handle_of(person, bench.desk)
        assert handle != person
        assert owner_of(handle, bench.desk) == person
