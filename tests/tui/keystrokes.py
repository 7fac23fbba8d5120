"""What the terminal receives while somebody types Vietnamese through a program such as Unikey or EVKey.

Such a program looks at every key. A key that only adds its letter goes through; a key that changes letters
already typed is swallowed, and so many backspaces as letters changed plus the new letters come instead, in
one write (vietnamese.md §2.1).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

TONES = "\u0300\u0301\u0303\u0309\u0323"
BACKSPACE = "\x7f"

SENTENCE = (
    "Đồng chí Nguyễn Thị Mỹ Hường: tổ bốn đã lập xong sổ theo dõi nước sạch, nhưng mương phía đông "
    "vẫn tắc, xin đề nghị chi bộ cử hai đảng viên trẻ cùng bà con nạo vét trước mùa mưa, kỳ họp tới "
    "tôi sẽ báo cáo lại."
)
"""48 words; every shape of letter and every tone is among them."""


def rewrite_stream(sentence: str, backspace: str = BACKSPACE) -> list[bytes]:
    """Return the deliveries, one for each key pressed, that type `sentence`."""
    return [
        _delivery(before, after, backspace).encode()
        for number, word in enumerate(re.findall(r"\w+|\W", sentence))
        for before, after in pairwise(["", *_forms(word, shapes_last=bool(number % 2))])
    ]


def in_groups(deliveries: list[bytes], size: int) -> list[bytes]:
    """Return the deliveries joined `size` at a time, as ssh, tmux or a busy program make them arrive."""
    return [b"".join(deliveries[start : start + size]) for start in range(0, len(deliveries), size)]


def in_bytes(deliveries: list[bytes]) -> list[bytes]:
    """Return every byte as a delivery of its own."""
    return [bytes([byte]) for byte in b"".join(deliveries)]


def _forms(word: str, shapes_last: bool) -> Iterator[str]:
    """Yield the word after each key: shapes (ê, ươ, đ) at once or at the end, the tone last."""
    shaped = "".join(_without(letter, TONES) for letter in word)
    done = ""
    for letter in shaped:
        done += _plain(letter)
        yield done
        if not shapes_last and done[-1] != letter:
            done = done[:-1] + letter
            yield done
    for form in (shaped, word):
        if form != done:
            done = form
            yield done


def _delivery(before: str, after: str, backspace: str) -> str:
    """Return the backspaces and letters that make `after` out of `before`."""
    kept = 0
    while kept < min(len(before), len(after)) and before[kept] == after[kept]:
        kept += 1
    return backspace * (len(before) - kept) + after[kept:]


def _without(letter: str, marks: str) -> str:
    """Return `letter` without these combining marks."""
    kept = (part for part in unicodedata.normalize("NFD", letter) if part not in marks)
    return unicodedata.normalize("NFC", "".join(kept))


def _plain(letter: str) -> str:
    """Return the key's own letter: ê → e, đ → d."""
    return {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
