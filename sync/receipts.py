"""What headquarters signed for, kept for ever, and how the last calls went (sync.md §6, §7).

A receipt says: headquarters holds this stream up to this line with this hash. It is kept only when the signature is
headquarters' own and the hash is that of the line on this laptop, and can be checked by anybody who has the key.
Any thread may ask and keep.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sync.cipher import Cipher
from sync.errors import StoreError
from sync.paths import Paths
from sync.protocol import Receipt, receipt_statement
from sync.signing import verified
from sync.storage import JournalDB
from sync.stream import Stream
from sync.verify import Finding, State
from sync.words import sentence

_RECEIPTS: Final = "receipts"
_ATTEMPTS: Final = "attempts"

ATTEMPTS_KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """One receipt as it is kept: hexadecimal, times UTC ms. `key` is the public key it was signed with."""

    meeting: str
    device: str
    seq: int
    hash: str
    at: int
    sig: str
    key: str

    @property
    def is_true(self) -> bool:
        """Whether that key signed exactly this."""
        try:
            hash, meeting, device = bytes.fromhex(self.hash), UUID(self.meeting), UUID(self.device)
        except ValueError:
            return False
        return verified(self.key, receipt_statement(meeting, device, self.seq, hash, self.at), self.sig)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One round. `code` is that of the trouble, "" for none; nothing here says what was sent."""

    at: int
    code: str = ""
    sent: int = 0
    fetched: int = 0


class Receipts:
    """The journal of receipts. StoreUnreachable with `read_only` when there is none yet."""

    def __init__(self, path: Path, *, read_only: bool = False, cipher: Cipher | None = None) -> None:
        self._held = threading.Lock()
        self._journal = JournalDB(path, read_only=read_only, cipher=cipher)
        rows = self._journal.table(_RECEIPTS).all()
        self._rows = {(row["meeting"], row["device"]): (row.doc_id, _kept(row)) for row in rows}

    def keep(self, meeting: UUID, device: UUID, receipt: Receipt, key: str) -> bool:
        """Keep a receipt that is truly signed; whether it is. The furthest one of a stream says all earlier ones."""
        named = (str(meeting), str(device))
        new = Kept(*named, receipt.seq, receipt.hash, receipt.at, receipt.sig, key)
        if not new.is_true:
            return False
        with self._held:
            doc_id, old = self._rows.get(named, (0, None))
            if old is None:
                doc_id = self._journal.table(_RECEIPTS).insert(asdict(new))
            elif new.seq > old.seq or new.key != old.key:
                self._journal.table(_RECEIPTS).update(asdict(new), doc_ids=[doc_id])
            else:
                new = old
            self._rows[named] = (doc_id, new)
        return True

    def of(self, meeting: UUID, device: UUID) -> Kept | None:
        """The furthest receipt of a stream."""
        with self._held:
            return self._rows.get((str(meeting), str(device)), (0, None))[1]

    def all(self) -> list[Kept]:
        """The furthest receipt of every stream."""
        with self._held:
            return [kept for _, kept in self._rows.values()]

    def note(self, attempt: Attempt) -> None:
        """Keep how a round went; only the last few."""
        with self._held:
            table = self._journal.table(_ATTEMPTS)
            table.insert(asdict(attempt))
            old = sorted(row.doc_id for row in table.all())[:-ATTEMPTS_KEPT]
            if old:
                table.remove(doc_ids=old)

    def attempts(self) -> list[Attempt]:
        """The last rounds, the latest first."""
        with self._held:
            rows = sorted(self._journal.table(_ATTEMPTS).all(), key=lambda row: row.doc_id, reverse=True)
        return [Attempt(**{name: row[name] for name in ("at", "code", "sent", "fetched")}) for row in rows]

    def close(self) -> None:
        """Let go; what was kept is on disk."""
        with self._held:
            self._journal.close()


def check_receipts(paths: Paths, cipher: Cipher | None = None) -> list[Finding]:
    """Every receipt against the stream it is for. Changes nothing, raises nothing for a bad file."""
    if not paths.receipts.exists():
        return []
    try:
        receipts = Receipts(paths.receipts, read_only=True, cipher=cipher)
    except StoreError:
        return []  # `verify` has told of the file already
    try:
        return [_finding(paths, kept, cipher) for kept in receipts.all()]
    finally:
        receipts.close()


def _finding(paths: Paths, kept: Kept, cipher: Cipher | None) -> Finding:
    path = paths.stream(UUID(kept.meeting), UUID(kept.device))
    if not kept.is_true:
        return Finding(path, State.DAMAGED, sentence("receipt_false", {}))
    try:
        with Stream(path, read_only=True, cipher=cipher) as stream:
            end, hash = stream.head.seq, stream.hash_at(kept.seq)
    except StoreError:
        end, hash = 0, None
    if hash is None:
        return Finding(path, State.DAMAGED, sentence("receipt_more", {"seq": kept.seq, "all": end}))
    if hash.hex() != kept.hash:
        return Finding(path, State.DAMAGED, sentence("receipt_differs", {"seq": kept.seq}))
    return Finding(path, State.WHOLE, sentence("receipt_holds", {"seq": kept.seq, "all": end}))


def _kept(row: Any) -> Kept:
    return Kept(**{name: row[name] for name in Kept.__dataclass_fields__})
