"""Writes the whole schema as SQL, to be looked at when it changes: `python -m tests.hq.freeze`.

A change of the schema is a new revision beside it, `hq/migrations/versions/rNNNN.*`; one that was laid down somewhere
never changes again.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from hq.schema import BIG, PARTITIONS, metadata

FROZEN = Path(__file__).parents[1] / "data" / "schema"


def script(dialect: Dialect) -> str:
    """Every table in the order of its foreign keys, with partitions and indexes."""
    statements = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        if table in BIG and dialect.name == "postgresql":
            statements += [
                f"CREATE TABLE {table.name}_{part} PARTITION OF {table.name}"
                f" FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {part})"
                for part in range(PARTITIONS)
            ]
        statements += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    text = ";\n\n".join(statements) + ";\n"
    return "\n".join(line.rstrip() for line in text.replace("\t", "    ").splitlines()) + "\n"


def freeze() -> None:
    """Both scripts."""
    dialects: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]
    for dialect in dialects:
        (FROZEN / f"{dialect.name}.sql").write_text(script(dialect), "utf-8")


if __name__ == "__main__":
    freeze()
