"""The kinds of columns that headquarters' tables are made of, the same on each database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, LargeBinary, String, Text, TypeDecorator
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine


class Id(TypeDecorator[UUID]):
    """A UUID as 16 bytes: `uuid` on PostgreSQL, a blob on SQLite."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL's own type where there is one."""
        own: TypeEngine[Any] = postgresql.UUID(as_uuid=True) if dialect.name == "postgresql" else LargeBinary(16)
        return dialect.type_descriptor(own)

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> object:
        """To the database."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: object, dialect: Dialect) -> UUID | None:
        """From the database."""
        return value if value is None or isinstance(value, UUID) else UUID(bytes=value)  # type: ignore[arg-type]


Hash32 = LargeBinary(32)
Time = BigInteger
Day = String(10)
Bytewise = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte on every database: a subtree is a range of paths (design.md §8)."""
