"""Ed25519 keys of devices and of headquarters: raw 32 bytes inside, hexadecimal on the wire (sync.md §1, §6)."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> bytes:
    """A new private key, 32 bytes. To be kept where only this program reads."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> str:
    """The public key of a private one, hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def sign(private: bytes, statement: bytes) -> str:
    """The signature of a statement, hexadecimal."""
    return _private(private).sign(statement).hex()


@lru_cache(4)
def _private(private: bytes) -> Ed25519PrivateKey:
    """Making it of its bytes takes as long as signing, and a server signs with one key."""
    return Ed25519PrivateKey.from_private_bytes(private)


def verified(public: str, statement: bytes, signature: str) -> bool:
    """Whether that key signed that statement; False for anything that is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """What two people read to each other to know that they mean the same key: five groups of four, 80 bits."""
    digest = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return " ".join(digest[place : place + 4] for place in range(0, 20, 4))
