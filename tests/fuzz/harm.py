"""Files that were whole once: bytes flipped, cut, doubled, put in; an archive's members too; and files made to harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final

from hypothesis import strategies as st

TOKENS: Final = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b'"', b"\\", b"{", b"[", b"]", b"}", b",", b":", b";"),
    *(b"null", b"true", b"-1", b"0", b"1e999", b"NaN", b"9" * 400, b"99999999999999999999", b"-9223372036854775809"),
    *(b"\\ud800", b"\xed\xa0\x80", b"\xcc\x81" * 40, b"%s%n", b"../../x", b"<b>", b"&x;", b"]]>", b"<!--", b"'''"),
    *(b"2023-02-30", b"0000-00-00", b"25:61", "đ\u0323 \u202e".encode(), b"[" * 2000, b"{" * 500, b"=" * 300),
)
"""What readers stumble on: ends, signs, numbers too large, half letters, names of files, tags."""


def harmed(whole: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of some whole files with a few things wrong, or a file that was made to harm."""
    seeds = st.sampled_from(list(whole))
    return st.one_of(
        st.builds(_harm, seeds, st.integers(0, 2**32 - 1), st.integers(1, 5)),
        st.builds(_harm_member, seeds, st.integers(0, 2**32 - 1), st.integers(1, 3)),
        st.sampled_from(made_to_harm()),
    )


def _harm(data: bytes, drawn: int, times: int) -> bytes:
    chance = Random(drawn)
    for _ in range(times):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _flip(data: bytes, chance: Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _take_out(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 2, 16, 300)) :]


def _double(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at : at + chance.choice((1, 16, 300))] * 2 + data[at:]


def _put_in(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def _put_instead(data: bytes, chance: Random) -> bytes:
    """A word or a number gives way: the harm that keeps a file well-formed most often."""
    words = data.split(b'"') if b'"' in data else data.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(TOKENS)
    return (b'"' if b'"' in data else b" ").join(words)


def _zero(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    size = min(len(data) - at, chance.choice((1, 64, 4096)))
    return data[:at] + bytes(size) + data[at + size :]


_WAYS: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (
    *(_flip, _flip, _cut, _take_out, _double, _put_in, _put_in, _put_instead, _put_instead, _zero),
)


def _harm_member(data: bytes, drawn: int, times: int) -> bytes:
    """An archive packed again with one member harmed, missing, doubled or renamed; another file is harmed itself."""
    chance = Random(drawn)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error):
        return _harm(data, drawn, times)
    place = chance.randrange(len(members))
    name, content = members[place]
    match chance.randrange(8):
        case 0:
            members.pop(place)
        case 1:
            members[place] = (chance.choice(("../x", "/x", "a" * 300, "CON", "đ.xml")), content)
        case 2:
            members[place] = (name, chance.choice(bombs()))
        case _:
            members[place] = (name, _harm(content, drawn, times))
    return packed(members)


def packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    """An archive of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


@cache
def bombs() -> tuple[bytes, ...]:
    """XML that grows without end, or that asks for a file of the machine; much of nothing; brackets in brackets."""
    letters = "abcdefghij"
    grown = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(letters))
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{grown}]><x>&j;</x>'
    asked = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    return laughs.encode(), asked.encode(), bytes(40_000_000), b"<x>" * 50_000, b"[" * 200_000


@cache
def made_to_harm() -> tuple[bytes, ...]:
    """Files that were never whole."""
    bomb = packed([("xl/workbook.xml", bytes(60_000_000)), ("word/document.xml", bytes(60_000_000))])
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    empty = (b"", b" ", b"\n", b"\0" * 5000, b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0" + bytes(600))
    return *empty, *bombs()[:2], *bombs()[3:], bomb, deep, b'"' * 10_000, b"1" * 5000, b"a = " * 3000
