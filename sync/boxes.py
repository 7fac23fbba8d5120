"""A few bytes for one recipient: X25519, HKDF-SHA-256, ChaCha20-Poly1305, with a key pair of the sender's for each box.

Keys and boxes are hexadecimal on the wire; private keys raw 32 bytes inside (sync.md §5.8).
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.cipher import KEY_BYTES, Cipher, Unopened

_DOMAIN: Final = b"bb1-box"


def new_box_key() -> bytes:
    """A new private key, 32 bytes. To be kept where only this program reads."""
    return X25519PrivateKey.generate().private_bytes_raw()


def box_public(private: bytes) -> str:
    """The public key of a private one, hexadecimal."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def boxed(public: str, data: bytes, about: bytes) -> str:
    """The data for whoever has the private key; `about` has to be said again on opening. ValueError for no key."""
    sender = X25519PrivateKey.generate()
    theirs = bytes.fromhex(public)
    ours = sender.public_key().public_bytes_raw()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(theirs))
    return (ours + _cipher(shared, ours, theirs).seal(data, about)).hex()


def unboxed(private: bytes, box: str, about: bytes) -> bytes:
    """What is in a box. Raises Unopened: for somebody else, about something else, or not as it was made."""
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        data = bytes.fromhex(box)
        sender = data[:KEY_BYTES]
        shared = own.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as error:
        raise Unopened from error
    return _cipher(shared, sender, own.public_key().public_bytes_raw()).open(data[KEY_BYTES:], about)


def _cipher(shared: bytes, sender: bytes, recipient: bytes) -> Cipher:
    """Bound to both keys, so that a box is for one recipient only."""
    info = _DOMAIN + sender + recipient
    return Cipher(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared))
