"""The file for whoever helps from afar names nothing that a person named (sync.md §8)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sync.account import Account
from sync.paths import Paths
from sync.support import support
from tests.sync.tools import DEVICE, MEETING, open_stream


@pytest.mark.parametrize(
    "name",
    [
        "Danh sách Lê Thị Lan.journal",
        "Biên bản đ.c Lan",
        "Hồ sơ Lan/a.docx",
        "index/Lan.record",
        f"meetings/{MEETING}/Lan.journal",
        "rehearsal/Lan.journal",
    ],
)
def test_a_file_that_somebody_put_there_is_counted_not_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    told = support(Paths(tmp_path))
    assert "Lan" not in json.dumps(told, ensure_ascii=False)
    assert [file["size"] for file in told["files"]] == [1]


def test_whether_the_laptop_is_enrolled_is_told_without_names(tmp_path: Path) -> None:
    """Until when, in how many units and as what; a file that cannot be read is told as such."""
    paths = Paths(tmp_path)
    assert support(paths)["enrolled"] is None
    account = Account(url="https://x", device=DEVICE, token="secret", expires=7, key="", cells=(MEETING,), role="clerk")
    account.save(paths.account)
    assert support(paths)["enrolled"] == {"expires": 7, "cells": 1, "role": "clerk"}
    paths.account.write_bytes(b"{")
    assert support(paths)["enrolled"] == {"readable": False}
    paths.receipts.write_bytes(b"PK\x03\x04")
    assert support(paths)["attempts"] == []


def test_files_of_the_program_are_named(tmp_path: Path) -> None:
    """With what was put aside of them: it tells what happened on this laptop."""
    open_stream(tmp_path).close()
    stream = f"meetings/{MEETING}/{DEVICE}"
    for name in (
        "settings.journal.cut-40-2",
        f"people-{MEETING}.journal",
        "vault-copy.json",
        "ballast",
        "viet-tat.txt",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / f"{stream}.journal.before-1").write_bytes(b"x")
    named = {file["name"] for file in support(Paths(tmp_path))["files"]}
    assert named == {
        "settings.journal.cut-40-2",
        f"people-{MEETING}.journal",
        "vault-copy.json",
        "ballast",
        "viet-tat.txt",
        f"{stream}.journal",
        f"{stream}.journal.before-1",
        f"{stream}.lock",
    }
