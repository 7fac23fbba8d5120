"""The desk's own Telex and VNI through a real terminal, to the record on disk (TX-1, TX-5, IME-1, IME-4, IME-6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.keystrokes import SENTENCE, in_bytes, rewrite_stream
from tests.tui.pty_harness import PtyApp
from tests.tui.running import BACKSPACE, ENTER, F3, LEAVE, begin_session, desk_on, note_texts, settled, the_app
from tui import words
from tui import words_typing as texts
from tui.typing_mode import METHOD, ON

pytestmark = pytest.mark.slow

KEYS = {
    "telex": (
        "DDoongf chis Nguyeenx Thij Myx Huwowngf: toor boonr ddax laapj xong soor theo doix nuwocs sachj, "
        "nhung mwong phias ddoong vaanx tawcs; ddeef nghij chi booj c" + BACKSPACE + "cuwr 12 ddangr vieen, "
        "windows vaf email list" + BACKSPACE + "t, hopj luc 16h30 ngayf 15/9/2023 @hungf84 #7 /2"
    ),
    "vni": (
        "D9o62ng chi1 Nguye64n Thi5 My4 Huo72ng: to63 bo61n d9a4 la65p xong so63 theo do4i nuo71c sa5ch, "
        "nhung muong7 phia1 d9o6ng va64n ta81c; d9e62 nghi5 chi bo65 cu7" + BACKSPACE + "u73 12 d9a3ng vie6n, "
        "windows va2 email list, ho5p luc 16h30 nga2y 15/9/2023 @hu2ng84 #7 /2"
    ),
}
TYPED = {
    "telex": (
        "Đồng chí Nguyễn Thị Mỹ Hường: tổ bổn đã lập xong sổ theo dõi nước sạch, nhung mương phía đông vẫn tắc; "
        "đề nghị chi bộ cử 12 đảng viên, windows và email lít, họp luc 16h30 ngày 15/9/2023"
    ),
    "vni": (
        "Đồng chí Nguyễn Thị Mỹ Hường: tổ bốn đã lập xong sổ theo dõi nước sạch, nhung mương phía đông vẫn tắc; "
        "đề nghị chi bộ cử 12 đảng viên, windows và email list, họp luc 16h30 ngày 15/9/2023"
    ),
}
"""What stands in the record, letter for letter; the signs at the end are no part of the text."""

DELIVERIES = ("byte by byte", "one burst")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with a session that runs."""
    begin_session(tmp_path / "home", speaker="Lê Bảo Mạnh")
    return tmp_path / "home"


def turned_on(home: Path, method: str) -> None:
    with desk_on(home) as desk:
        desk.store.set_setting(METHOD, method)
        desk.store.set_setting(ON, True)


def deliver(app: PtyApp, stream: list[bytes], how: str) -> None:
    if how == "one burst":
        app.send(b"".join(stream))
    else:
        app.send_apart(in_bytes(stream), 0.002)


def leave(app: PtyApp) -> None:
    settled(app)
    app.send(LEAVE)
    app.wait_until(lambda text: words.LEAVE_RUNNING[:30] in text)
    app.send(ENTER)
    assert app.wait_exit() == 0


@pytest.mark.parametrize("how", DELIVERIES)
@pytest.mark.parametrize("method", ["telex", "vni"])
def test_raw_keys_make_the_stored_sentence(home: Path, tmp_path: Path, method: str, how: str) -> None:
    """TX-1, L3: however the keys arrive, the record has the sentence; the sign says V and the method's name."""
    turned_on(home, method)
    with the_app(home, tmp_path / "switches") as app:
        app.wait_until(lambda text: f"{texts.MARK_ON} {texts.METHODS[method]}" in text)
        deliver(app, in_bytes([KEYS[method].encode()]), how)
        deliver(app, [b"\r"], how)
        app.wait_until(lambda text: "email l" in text and "▸ Đồng" not in text)
        leave(app)
    with desk_on(home) as desk:
        (note,) = desk.meeting.notes.all
        assert note.text == TYPED[method]
        assert (note.indicators, note.questions) == (("7",), ("Q2",))
        assert desk.meeting.name(note.owner) == "Nguyễn Văn Hùng (1984)"


@pytest.mark.parametrize(("method", "how"), [("telex", "byte by byte"), ("telex", "one burst"), ("vni", "one burst")])
def test_a_rewriting_input_method_is_let_be(home: Path, tmp_path: Path, method: str, how: str) -> None:
    """TX-5, IME-1: Unikey types into the desk while its own method is on: exact, off and said so."""
    turned_on(home, method)
    with the_app(home, tmp_path / "switches") as app:
        deliver(app, rewrite_stream(SENTENCE), how)
        app.wait_until(lambda text: texts.OUTSIDE_SEEN[:20] in text)
        app.send(ENTER)
        app.wait_until(lambda text: "cáo lại." in text and texts.OUTSIDE_SEEN[:20] not in text)
        leave(app)
    assert note_texts(home) == [SENTENCE]
    with desk_on(home) as desk:
        assert desk.store.setting(ON) is False


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("vie\u202f\x7f\x7fệt nam", "việt nam"),  # IME-4
        ("ti\x1b[0;;7871:110:103u Vi\x1b[0;;7879:116u", "tiếng Việt"),  # IME-6
        ("e\u0302\u0303 Vie\u0302\u0323t", "ễ Việt"),  # UNI-2
        ("boong\x7f\x7f\x7fóng", "boóng"),
    ],
)
def test_other_ways_in_which_letters_arrive(home: Path, tmp_path: Path, keys: str, text: str) -> None:
    """TX-5: what the method outside meant is what is stored."""
    turned_on(home, "telex")
    with the_app(home, tmp_path / "switches") as app:
        app.send(keys)
        app.wait_until(lambda shown: texts.OUTSIDE_SEEN[:20] in shown)
        app.send(ENTER)
        app.wait_until(lambda shown: f"– {text}" in shown)
        leave(app)
    assert note_texts(home) == [text]


def test_switched_typed_ahead_and_pasted(home: Path, tmp_path: Path) -> None:
    """TX-6, IME-3: the toggle, the way back to the keys, people, notes and a paste in one write."""
    with the_app(home, tmp_path / "switches") as app:
        app.send(
            f"\x04{F3}ddoanf{ENTER}nhaats tris lisst{ENTER}{F3}manh{ENTER}sao tieengs\x1c vieetj{ENTER}"
            f"\x1b[200~list tests\x1b[201~ \x04as{ENTER}"
        )
        app.wait_until(lambda text: "list tests as" in text)
        leave(app)
    assert note_texts(home) == ["nhất trí list", "sao tieengs việt", "list tests as"]
