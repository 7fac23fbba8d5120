"""Every point of the plan is served and proven, or named as outside software with the reason (docs/requirements.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.house.sources import ROOT

POINTS = [f"R{number}" for number in range(1, 87)]


class Row(NamedTuple):
    point: str
    asks: str
    served: str
    proofs: tuple[str, ...]


def rows() -> Iterator[Row]:
    for line in (ROOT / "docs" / "requirements.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"R\d+", cells[0]):
            point, asks, served, proof = cells
            yield Row(point, asks, served, tuple(re.findall(r"`([^`]+)`", proof)))


ROWS = list(rows())


def test_every_point_has_its_row_in_order() -> None:
    assert [row.point for row in ROWS] == POINTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.point)
def test_each_point_is_proven_or_outside_software_with_a_reason(row: Row) -> None:
    assert row.asks
    assert row.served
    if not row.proofs:
        assert row.served.startswith("Outside software: "), row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.point)
def test_each_proof_is_there(row: Row) -> None:
    for proof in row.proofs:
        file, _, name = proof.partition("::")
        path = ROOT / "tests" / file
        assert path.is_file(), proof
        tests = {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}
        assert any(test.startswith("test_") for test in tests)
        assert not name or name in tests, proof
