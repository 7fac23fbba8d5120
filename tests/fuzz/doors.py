"""Every door of the laptop through which a file comes in: what is whole, and what opens it.

A door gives back the sentence that a person reads, "" for a file that was taken. Whatever else it raises is a defect.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import docx
import openpyxl

from documents.contents import ContentUnreadable, roster_content, roster_in, wording_content, wording_in
from documents.indicators_file import IndicatorFileError, read_indicators
from documents.plan_file import PlanFileError, load_examples, load_plan, plan_files, plan_in
from documents.roster_file import RosterError, read_roster
from hq.organisation import OrganisationError
from hq.organisation_file import rows_in
from hq.pages.admin_contents import NotTaken, unzipped
from sync.account import Account, load_account
from sync.archive import read_archive
from sync.bundle import give, read_bundle, take
from sync.enrolment_file import read_answer
from sync.errors import StoreError
from sync.filing import keep, put_back
from sync.paths import Paths
from sync.store import Store
from sync.vault import Cost, load_vault, new_vault, save_vault
from tests.tui.bench import ROSTERS, hold, make_bench, press, roster_file, shut

PLAN: Final = load_plan()
PASSPHRASE: Final = "một câu dễ nhớ"
UNREADABLE: Final = "Không đọc được."
"""For a content of headquarters: the desk has its own sentence for it, which names the unit."""


@dataclass(frozen=True)
class Door:
    """`whole` files, and what opens one, given its bytes and an empty folder."""

    name: str
    whole: Sequence[bytes]
    open: Callable[[bytes, Path], str]
    refuses: bool = False  # the whole file, too: it is signed by nobody


def doors(folder: Path) -> list[Door]:
    """All of them; what they need lies in `folder`."""
    home = folder / "whole"
    bench = hold(make_bench(home))
    press(bench, "f3", "manh", "enter", "Nhất trí với báo cáo", "enter")
    store = bench.desk.store
    meeting = store.meetings()[0].id
    give(store, [meeting], folder / "stick")
    bench.desk.close()
    keep(store, meeting, folder / "kept")
    shut(bench)
    return [
        *_lists(),
        *_contents(),
        Door("plan", [b"\0\0".join(plan_files().values())], _plan),
        Door("plan .zip", [_plan_zip()], _zipped_plan),
        Door("stick", [(folder / "stick").read_bytes()], _stick),
        Door("kept meeting", [(folder / "kept").read_bytes()], _kept),
        Door("account", [_account()], _read_account),
        Door("vault", [_vault(folder / "vault")], _read_vault),
        Door("answer", [b'{"format": "bienban-enrolment", "enrolled": "{}", "sig": "00"}'], _answer, refuses=True),
        *(_journal(home, path) for path in sorted(home.rglob("*.journal"))),
    ]


# --- lists and wordings ----------------------------------------------------------------------------------------------


def _lists() -> list[Door]:
    """The roster in each of its formats, the wording in each of its own, an office's list of units in both of its."""
    rosters: dict[str, list[bytes]] = {}
    for path in sorted(ROSTERS.iterdir()):
        if path.suffix in (".xlsx", ".csv", ".txt"):
            rosters.setdefault(path.suffix, []).append(path.read_bytes())
    units = "Mã;Tên;Cấp trên;Loại hình;Từ ngày\nP1;Phường Hạ Lan;;;\nC1;Chi bộ tổ 1;P1;chi_bo;01/09/2023\n"
    rows = [line.split(";") for line in units.split("\n")]
    wording = [f"{number}. Biểu hiện số {number}" for number in range(1, 26)]
    return [
        *(Door(f"roster {ending}", whole, _roster(ending)) for ending, whole in rosters.items()),
        Door("wording .txt", ["\n".join(wording).encode()], _wording(".txt")),
        Door("wording .docx", [_document(wording)], _wording(".docx")),
        Door("wording .xlsx", [_sheet([line.split(". ") for line in wording])], _wording(".xlsx")),
        Door("units", [units.encode(), _sheet(rows)], _units),
    ]


def _document(lines: Sequence[str]) -> bytes:
    made, document = io.BytesIO(), docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def _sheet(rows: Sequence[Sequence[str]]) -> bytes:
    made, book = io.BytesIO(), openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    book.active = sheet
    for row in rows:
        sheet.append(list(row))
    book.save(made)
    return made.getvalue()


def _roster(ending: str) -> Callable[[bytes, Path], str]:
    def opened(data: bytes, folder: Path) -> str:
        try:
            read_roster(_put(folder / f"x{ending}", data))
        except RosterError as error:
            return str(error)
        return ""

    return opened


def _wording(ending: str) -> Callable[[bytes, Path], str]:
    def opened(data: bytes, folder: Path) -> str:
        try:
            read_indicators(_put(folder / f"x{ending}", data), PLAN.catalogue)
        except IndicatorFileError as error:
            return str(error)
        return ""

    return opened


def _units(data: bytes, folder: Path) -> str:
    try:
        rows_in(data, "x", PLAN, {})
    except OrganisationError as error:
        return str(error)
    return ""


def _plan_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in plan_files().items():
            archive.writestr(f"ke-hoach/{name}", data)
    return made.getvalue()


def _zipped_plan(data: bytes, folder: Path) -> str:
    """As an office sends it to the page of headquarters."""
    try:
        plan_in(unzipped(data))
    except (NotTaken, PlanFileError) as error:
        return str(error)
    return ""


def _contents() -> list[Door]:
    """What headquarters hands out."""
    return [
        Door("handed roster", [roster_content(roster_file())], _handed(roster_in)),
        Door("handed wording", [wording_content(load_examples())], _handed(wording_in)),
    ]


def _handed(read: Callable[[bytes], object]) -> Callable[[bytes, Path], str]:
    def opened(data: bytes, folder: Path) -> str:
        try:
            read(data)
        except ContentUnreadable:
            return UNREADABLE
        return ""

    return opened


def _plan(data: bytes, folder: Path) -> str:
    """The files of a plan, one after the other; a harm to the seam is a file more or less."""
    for name, content in zip(plan_files(), data.split(b"\0\0"), strict=False):
        _put(folder / name, content)
    try:
        load_plan(folder)
    except PlanFileError as error:
        return str(error)
    return ""


# --- files of the store ----------------------------------------------------------------------------------------------


def _said(open: Callable[[], object]) -> str:
    try:
        open()
    except StoreError as error:
        return error.sentence
    return ""


def _stick(data: bytes, folder: Path) -> str:
    """Read, then taken into a store of its own: what one refuses the other does."""
    path, store = _put(folder / "stick", data), _store(folder / "home")
    try:
        said = _said(lambda: take(store, path))
        assert said or not _said(lambda: read_bundle(data, path.name))
    finally:
        store.close()
    return said


def _kept(data: bytes, folder: Path) -> str:
    path, store = _put(folder / "kept", data), _store(folder / "home")
    try:
        said = _said(lambda: put_back(store, path))
        assert said or not _said(lambda: read_archive(data, path.name))
    finally:
        store.close()
    return said


def _account() -> bytes:
    made = Account(url="https://hq.example", device=uuid4(), token="t" * 40, expires=1, key="0" * 64, cells=(uuid4(),))
    return made.model_dump_json().encode()


def _read_account(data: bytes, folder: Path) -> str:
    return _said(lambda: load_account(_put(folder / "account.json", data)))


def _vault(folder: Path) -> bytes:
    vault, _ = new_vault(PASSPHRASE, cost=Cost(n=2))
    paths = Paths(folder)
    save_vault(paths, vault)
    return paths.vault.read_bytes()


def _read_vault(data: bytes, folder: Path) -> str:
    paths = Paths(folder)
    _put(paths.vault, data)

    def opened() -> None:
        vault = load_vault(paths)
        assert vault is not None
        vault.unlocked(PASSPHRASE)

    return _said(opened)


def _answer(data: bytes, folder: Path) -> str:
    store = _store(folder / "home")
    try:
        return _said(lambda: read_answer(store, _put(folder / "answer", data)))
    finally:
        store.close()


def _journal(home: Path, path: Path) -> Door:
    """A file of the store itself: the desk opens, or says why not; what it cannot read it reports."""
    inside = path.relative_to(home)

    def opened(data: bytes, folder: Path) -> str:
        copied = folder / "home"
        shutil.copytree(home, copied)
        (copied / inside).write_bytes(data)
        return _said(lambda: _look_at(copied))

    return Door(f"journal {path.stem[:8]}", [path.read_bytes()], opened)


def _look_at(home: Path) -> None:
    store = _store(home)
    try:
        assert all(report.sentence for report in store.reports)
        for info in store.meetings():
            replica = store.open(info.id)
            assert all(report.sentence for report in replica.reports)
            store.close_meeting(replica)
    finally:
        store.close()


def _store(home: Path) -> Store:
    return Store(Paths(home), PLAN)


def _put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
