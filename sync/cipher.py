r"""The data key of a store at work: lines and small files are sealed on their way to disk (sync.md §5.8).

    {"crc":"…","len":"…","tx":{"x":12,"d":"<base64 of nonce ‖ ciphertext ‖ tag>"}}\n

A sealed line is a frame like any other: checksum, length and number are readable without the key, so recovery finds
torn tails, holes and missing numbers as ever. The chain stays over the plain line. The tag binds kind, file and number
(a stream's file is named by its meeting and device): a line moved elsewhere does not open. The nonce is random and
fresh for every sealing, never made from the number, since a torn line may be written again.
"""

from __future__ import annotations

import hmac
import os
from binascii import a2b_base64, b2a_base64
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag

from sync.frames import OPENING, SEALED, Frame, Junk, Kind, frame, pieces, seq_of

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12

_JUNK: Final = OPENING + b"~"
"""Begins damaged bytes that were sealed as they are: they look like a hurt line of ours and never like a sound one."""


class Unopened(Exception):
    """Another key, another place, or a byte that is not as it was written."""


class Cipher:
    """One data key: 32 random bytes, ChaCha20-Poly1305 (RFC 8439), for as many lines as a store ever has (≪ 2³²)."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # a plain store starts without it

        self.key = key
        self._aead = ChaCha20Poly1305(key)

    @classmethod
    def new(cls) -> Cipher:
        """A fresh random key."""
        return cls(os.urandom(KEY_BYTES))

    @property
    def check(self) -> str:
        """By which the right key is known without any data: hexadecimal, tells nothing of the key."""
        return hmac.digest(self.key, b"bb1-vault-check", "sha256").hex()

    def seal(self, data: bytes, about: bytes) -> bytes:
        """Nonce, ciphertext and tag. `about` has to be said again on opening."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, data, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """What was sealed. Raises Unopened."""
        try:
            return self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError) as error:
            raise Unopened from error

    def of(self, kind: Kind, path: Path) -> Sealing:
        """The key at work on one journal, or on a copy of it beside it."""
        return Sealing(self, kind, path)


class Sealing:
    """A cipher for the lines of one journal; works on the bytes of a line or of a whole file."""

    def __init__(self, cipher: Cipher, kind: Kind, path: Path) -> None:
        self._cipher = cipher
        self._kind = kind
        self._about = b"bb1-line" + kind.format.encode() + b"\0" + _place(kind, path).encode() + b"\0"

    def seal(self, seq: int, tx: bytes) -> bytes:
        """The tx that is stored instead."""
        sealed = b2a_base64(self._cipher.seal(tx, self._about + seq.to_bytes(8, "big")), newline=False)
        return b'%b%d,"d":"%b"}' % (SEALED, seq, sealed)

    def open(self, seq: int, tx: bytes) -> bytes | None:
        """The tx that was sealed under that number; None when it does not open."""
        start = tx.find(b'"d":"') + 5
        try:
            sealed = a2b_base64(tx[start:-2], strict_mode=True)
            return self._cipher.open(sealed, self._about + seq.to_bytes(8, "big"))
        except (Unopened, ValueError):
            return None

    # -- whole files: what is read from them is the same before and after ------------------------------------------

    def seal_file(self, data: bytes) -> bytes:
        """Every line sealed, whatever is damaged sealed as it is; only the header stays. Sealed lines stay too."""
        return b"".join(self._sealed_junk(one) if isinstance(one, Junk) else self._sealed(one) for one in pieces(data))

    def open_file(self, data: bytes) -> bytes:
        """The same back. What does not open stays as it is."""
        return b"".join(self._opened_junk(one) if isinstance(one, Junk) else self._opened(one) for one in pieces(data))

    def _sealed(self, found: Frame) -> bytes:
        if found.is_header or found.tx.startswith(SEALED):
            return frame(found.tx)
        return frame(self.seal(seq_of(found.tx, self._kind) or 0, found.tx))

    def _opened(self, found: Frame) -> bytes:
        if not found.tx.startswith(SEALED):
            return frame(found.tx)
        plain = self.open(seq_of(found.tx, self._kind) or 0, found.tx)
        return frame(found.tx if plain is None else plain)

    def _sealed_junk(self, junk: Junk) -> bytes:
        """Damaged bytes; the newline of a hurt line stays, for lost lines are counted by it."""
        if self._opened_junk(junk) != junk.data:
            return junk.data
        sealed = self._cipher.seal(junk.data, self._about + b"junk")
        return _JUNK + b2a_base64(sealed, newline=junk.ended)

    def _opened_junk(self, junk: Junk) -> bytes:
        if not junk.data.startswith(_JUNK):
            return junk.data
        try:
            sealed = a2b_base64(junk.data[len(_JUNK) :].rstrip(b"\n"), strict_mode=True)
            return self._cipher.open(sealed, self._about + b"junk")
        except (Unopened, ValueError):
            return junk.data


def sealed(data: bytes, kind: Kind, path: Path, cipher: Cipher | None) -> bytes:
    """A journal's bytes as they lie at `path`: sealed where the store has a key."""
    return data if cipher is None else cipher.of(kind, path).seal_file(data)


def opened(data: bytes, kind: Kind, path: Path, cipher: Cipher | None) -> bytes:
    """The bytes of a journal that lies at `path` as they would be in a plain store."""
    return data if cipher is None else cipher.of(kind, path).open_file(data)


def _place(kind: Kind, path: Path) -> str:
    """What a journal is told apart by: a stream by its folder and name, another by its name. A copy beside it alike."""
    name = path.name.partition(".journal")[0]
    return f"{path.parent.name}/{name}" if kind.by_folder else name
