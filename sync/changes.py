"""What a transaction is: the changes between two states of the tables, as values (store.md §4). Pure.

The same `apply` serves a new transaction and a replayed one, so memory is always what a reopening would show.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from sync.journal import encode

Op = list[Any]
"""One change: ["put", table, id, document] · ["del", table, id] · ["clear", table] · ["drop", table]."""

Tables = dict[str, dict[str, Any]]
"""Table name → document id as text → document."""


class Change(MutableMapping[int, Any]):
    """A table while it is being updated: looks like TinyDB's dict, notes changes, leaves memory alone."""

    def __init__(self, base: Mapping[str, Any], id_class: Callable[[str], int] = int) -> None:
        self._base = base
        self._id_class = id_class
        self._cleared = False
        self._gone: dict[str, None] = {}
        self._own: dict[str, Any] = {}

    def __getitem__(self, doc_id: int) -> Any:
        key = str(doc_id)
        if key not in self._own:
            if not self._in_base(key):
                raise KeyError(doc_id)
            self._own[key] = private_copy(self._base[key])
        return self._own[key]

    def __setitem__(self, doc_id: int, document: Any) -> None:
        self._own[str(doc_id)] = document

    def __delitem__(self, doc_id: int) -> None:
        key = str(doc_id)
        if key not in self._own and not self._in_base(key):
            raise KeyError(doc_id)
        self._own.pop(key, None)
        if key in self._base:
            self._gone[key] = None

    def __contains__(self, doc_id: object) -> bool:
        return str(doc_id) in self._own or self._in_base(str(doc_id))

    def __iter__(self) -> Iterator[int]:
        for key in self._base:
            if self._in_base(key):
                yield self._id_class(key)
        for key in self._own:
            if not self._in_base(key):
                yield self._id_class(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Empty the table without looking at each document."""
        self._cleared = True
        self._gone.clear()
        self._own.clear()

    def ops(self, table: str) -> list[Op]:
        """What has to be committed: only documents that really differ."""
        ops: list[Op] = [["clear", table]] if self._cleared and self._base else []
        ops += [["del", table, key] for key in self._gone if not self._cleared and key not in self._own]
        ops += [["put", table, key, doc] for key, doc in self._own.items() if self._differs(key, doc)]
        return ops

    def _in_base(self, key: str) -> bool:
        return not self._cleared and key not in self._gone and key in self._base

    def _differs(self, key: str, document: Any) -> bool:
        """A document that was deleted and put back as it was differs in nothing."""
        return self._cleared or key not in self._base or not same(document, self._base[key])


def apply(tables: Tables, ops: Iterable[Op]) -> None:
    """Change memory by a transaction, new or replayed. ValueError for an unknown change."""
    for op in ops:
        match op:
            case ["put", table, key, document]:
                tables.setdefault(table, {})[key] = document
            case ["del", table, key]:
                tables.get(table, {}).pop(key, None)
            case ["clear", table]:
                tables[table] = {}
            case ["drop", table]:
                tables.pop(table, None)
            case _:
                raise ValueError(f"unknown change: {op!r}")


def difference(old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[Any, Any]]) -> list[Op]:
    """The changes that lead from one state to another, compared by type as well as value (1 is not True)."""
    ops: list[Op] = [["drop", table] for table in old if table not in new]
    for table, documents in new.items():
        if table not in old:
            ops.append(["clear", table])
        before = old.get(table, {})
        keyed = {str(key): document for key, document in documents.items()}
        ops += [["del", table, key] for key in before if key not in keyed]
        ops += [
            ["put", table, key, document]
            for key, document in keyed.items()
            if key not in before or not same(document, before[key])
        ]
    return ops


def same(left: Any, right: Any) -> bool:
    """Whether two documents are stored as the same text. `==` would take 1 for True and 1.0."""
    return encode({"": left}) == encode({"": right})


def whole(tables: Tables) -> Iterator[Op]:
    """The changes that build the tables from nothing."""
    for table, documents in tables.items():
        if not documents:
            yield ["clear", table]
        for key, document in documents.items():
            yield ["put", table, key, document]


def private_copy(value: Any) -> Any:
    """A private copy of a JSON value."""
    if isinstance(value, dict):
        return {key: private_copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [private_copy(item) for item in value]
    return value
