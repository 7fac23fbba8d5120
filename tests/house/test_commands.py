"""`bienban WORD …` as somebody types it: what it prints, its exit code, and never a traceback (design.md §3)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.commands import StartSession
from tests.documents.roster_files import FILES, expected
from tests.house.sources import ROOT
from tests.tui.bench import DAY, ROSTERS, make_bench, shut
from tests.tui.typed import DONE, TROUBLE, WRONG_WORDS, apart, bienban, one_sentence


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a roster, indicators and one meeting that has begun."""
    bench = make_bench(tmp_path / "data")
    bench.do(StartSession())
    shut(bench)
    return tmp_path / "data"


# --- The command line itself ---


@pytest.mark.slow
def test_version() -> None:
    """The program itself, in a process of its own."""
    done = apart("--version")
    assert (done.returncode, done.stdout) == (DONE, "bienban 0.1.0\n")


def test_help_names_every_command() -> None:
    done = bienban("--help")
    assert done.returncode == DONE
    assert all(word in done.stdout for word in ("rehearse", "meetings", "verify", "roster", "minutes", "plan", "keys"))


@pytest.mark.slow
def test_letters_and_exit_codes_come_out_of_the_process(tmp_path: Path) -> None:
    """What most tests here ask `main` is what a script sees: both streams in UTF-8, the codes 0, 1 and 2."""
    for words in (["roster", FILES[0], "--json"], ["roster", "không-có.csv"], ["--colour"]):
        inside, outside = bienban(*words, home=tmp_path), apart(*words, home=tmp_path)
        assert outside.returncode == inside.returncode
        assert (outside.stdout, outside.stderr) == (inside.stdout, inside.stderr)


@pytest.mark.parametrize("words", [["nothing"], ["roster"], ["minutes", "moi-nhat"], ["plan"], ["--colour"]])
def test_wrong_words_are_told_apart_from_trouble(words: list[str]) -> None:
    assert bienban(*words).returncode == WRONG_WORDS


# --- Rosters ---


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_roster_as_json(path: Path, tmp_path: Path) -> None:
    """`bienban roster FILE --json` gives the file's expected JSON, the wording of warnings apart; it stores nothing."""
    done = bienban("roster", path, "--json", home=tmp_path / "data")
    assert done.returncode == DONE, done.stderr
    got, wanted = json.loads(done.stdout), expected(path)
    assert list(got) == list(wanted)
    got.pop("warnings"), wanted.pop("warnings")
    assert got == wanted
    assert not (tmp_path / "data").exists()


def test_a_roster_is_shown_saved_and_saved_again_without_a_change(tmp_path: Path) -> None:
    """IM-4: reading shows, --save keeps, the same file again changes nothing."""
    path, data = FILES[0], tmp_path / "data"
    names = [member["full_name"] for member in expected(path)["members"]]
    shown = bienban("roster", path, home=data)
    assert shown.returncode == DONE
    assert all(name in shown.stdout for name in names)
    assert not data.exists()
    first = bienban("roster", path, "--save", home=data)
    assert f"Đã lưu {len(names)} người" in first.stdout
    again = bienban("roster", path, "--save", home=data)
    assert (again.returncode, "không có gì thay đổi" in again.stdout) == (DONE, True)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff\xfe\x00", "chỉ có một câu văn.\n".encode(), b"PK\x03\x04broken"]
)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".txt"])
def test_a_file_that_is_no_roster_gets_a_sentence(content: bytes, suffix: str, tmp_path: Path) -> None:
    """IM-5: whatever is given as a member list is read or refused in words."""
    path = tmp_path / f"hỏng{suffix}"
    path.write_bytes(content)
    done = bienban("roster", path, "--json")
    assert done.returncode in (DONE, TROUBLE)
    if done.returncode == TROUBLE:
        assert one_sentence(done)
    else:
        assert json.loads(done.stdout)["members"] == []


@pytest.mark.parametrize(
    "words",
    [["roster", "không-có.csv"], ["plan", "indicators", "không-có.txt"], ["plan", "check", "không-có"]],
    ids=" ".join,
)
def test_a_missing_file_gets_a_sentence(words: list[str], tmp_path: Path) -> None:
    done = bienban(*words, home=tmp_path / "data")
    assert done.returncode == TROUBLE
    assert "không-có" in one_sentence(done)


# --- The plan ---


def test_the_shipped_plan_is_sound() -> None:
    done = bienban("plan", "check")
    assert done.returncode == DONE
    assert "25 biểu hiện" in done.stdout


def test_a_bad_plan_is_told_with_file_and_line(tmp_path: Path) -> None:
    """A plan that somebody edited wrongly: which file, which line, what is wrong."""
    folder = tmp_path / "plan"
    shutil.copytree(ROOT / "models" / "plans" / "ct24", folder)
    text = (folder / "plan.toml").read_text("utf-8").splitlines()
    (folder / "plan.toml").write_text("\n".join([*text[:5], "hỏng = = 1", *text[5:]]), "utf-8")
    done = bienban("plan", "check", folder)
    assert done.returncode == TROUBLE
    told = one_sentence(done)
    assert "plan.toml" in told
    assert "6" in told


def test_indicators_are_kept_only_when_complete_or_forced(tmp_path: Path) -> None:
    """What was understood is shown; an incomplete Appendix is not saved without being told to."""
    data, path = tmp_path / "data", tmp_path / "phu_luc.txt"
    path.write_text("1. Biểu hiện thử thứ nhất.\n2. Biểu hiện thử thứ hai.\n", "utf-8")
    partial = bienban("plan", "indicators", path, home=data)
    assert partial.returncode == TROUBLE
    assert "2/25" in partial.stdout
    forced = bienban("plan", "indicators", path, "--force", home=data)
    assert forced.returncode == DONE
    assert "SHA-256" in forced.stdout


# --- The store ---


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert bienban("meetings", home=data).stdout.strip() == "Chưa có buổi họp nào."
    assert bienban("verify", home=tmp_path / "other").returncode == DONE


def test_the_home_is_where_it_is_said(home: Path, tmp_path: Path) -> None:
    """--home, and no other folder; the environment says the same."""
    assert DAY in bienban("meetings", home=home).stdout
    assert DAY not in bienban("meetings", home=tmp_path / "other").stdout


def test_verify_says_one_line_a_file(home: Path) -> None:
    """store.md §4: what is whole, torn or damaged; the exit code tells a script."""
    journals = sorted(home.rglob("*.journal"))
    whole = bienban("verify", home=home)
    assert whole.returncode == DONE
    assert len(whole.stdout.splitlines()) == len(journals)
    stream = next(path for path in journals if path.parent.parent.name == "meetings")
    data = bytearray(stream.read_bytes())
    data[len(data) // 2] ^= 0x01
    stream.write_bytes(data)
    hurt = bienban("verify", home=home)
    assert hurt.returncode == TROUBLE
    told = [line for line in hurt.stdout.splitlines() if stream.name in line]
    assert len(told) == 1
    assert told[0] not in whole.stdout
    assert stream.read_bytes() == bytes(data), "verify changed a file"


def test_a_torn_end_is_told(home: Path) -> None:
    stream = next((home / "meetings").rglob("*.journal"))
    stream.write_bytes(stream.read_bytes()[:-7])
    assert bienban("verify", home=home).returncode == TROUBLE


@pytest.mark.parametrize("which", ["moi-nhat", DAY])
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
def test_minutes_of_a_meeting(which: str, suffix: str, home: Path, tmp_path: Path) -> None:
    """`bienban minutes MEETING -o FILE`: by "the newest" or by its day; nothing of the record changes."""
    before = {path: path.read_bytes() for path in home.rglob("*.journal")}
    target = tmp_path / f"bien-ban{suffix}"
    done = bienban("minutes", which, "-o", target, home=home)
    assert done.returncode == DONE, done.stderr
    assert target.stat().st_size > 500
    streams = {path: path.read_bytes() for path in (home / "meetings").rglob("*.journal")}
    assert streams == {path: data for path, data in before.items() if path in streams}


@pytest.mark.parametrize(
    ("which", "name"), [("2020-01-01", "a.txt"), ("moi-nhat", "a.odt"), ("moi-nhat", "none/a.txt")]
)
def test_minutes_that_cannot_be_written_are_told(which: str, name: str, home: Path, tmp_path: Path) -> None:
    done = bienban("minutes", which, "-o", tmp_path / name, home=home)
    assert done.returncode == TROUBLE
    assert (done.stdout + done.stderr).strip().endswith(".")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt"])
def test_the_key_card_needs_no_store(suffix: str, tmp_path: Path) -> None:
    """L22: `bienban keys -o FILE`; again it is the same file; a file that is none of ours stays."""
    target, data = tmp_path / f"the{suffix}", tmp_path / "data"
    first = bienban("keys", "-o", target, home=data)
    assert (first.returncode, str(target) in first.stdout) == (DONE, True), first.stderr
    written = target.read_bytes()
    assert bienban("keys", "-o", target, home=data).returncode == DONE
    assert target.read_bytes() == written
    target.write_bytes(b"by hand")
    told = bienban("keys", "-o", target, home=data).stdout
    assert (target.read_bytes(), "giữ nguyên" in told) == (b"by hand", True)
    assert (tmp_path / f"the (bản mới){suffix}").read_bytes() == written
    assert not data.exists()


def test_a_key_card_of_another_kind_is_refused(tmp_path: Path) -> None:
    done = bienban("keys", "-o", tmp_path / "the.odt")
    assert (done.returncode, ".pdf" in done.stdout) == (TROUBLE, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_store_in_use_can_be_read(home: Path, tmp_path: Path) -> None:
    """store.md §4 "Locking": while the desk records, meetings are listed and minutes written, and nothing changes."""
    bench = make_bench(home, roster=False, meeting=False)
    before = {path: path.read_bytes() for path in home.rglob("*.journal")}
    try:
        listed = apart("meetings", home=home)
        written = apart("minutes", "moi-nhat", "-o", tmp_path / "a.txt", home=home)
        after = {path: path.read_bytes() for path in home.rglob("*.journal")}
    finally:
        shut(bench)
    assert (listed.returncode, written.returncode) == (DONE, DONE)
    assert DAY in listed.stdout
    assert after == before


@pytest.mark.slow
def test_a_store_in_use_is_not_written(home: Path) -> None:
    """store.md §4 "Locking": a second writer is refused in words."""
    bench = make_bench(home, roster=False, meeting=False)
    try:
        done = apart("roster", ROSTERS / "04_chi_bo_cong_ty_la_phong_utf8bom.csv", "--save", home=home)
    finally:
        shut(bench)
    assert done.returncode == TROUBLE
    assert done.stderr.strip().endswith(".")
