"""Which input method the entry line has: kept as settings of this computer, changed by one key or from the palette.

It is off until somebody chooses it (vietnamese.md §3.2 point 12): most clerks' computers have one of their own. The
sign at the end of the entry line says which: V with the method's name, or E (TX-5, TX-6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.vietnamese.telex import MethodName, ToneStyle
from sync.errors import StoreError
from sync.store import Store
from tui import words
from tui import words_typing as texts
from tui.input_method import InputMethod
from tui.prompts import Choose, Option
from tui.registry import Action, key_name

if TYPE_CHECKING:
    from tui.workbench import Workbench

METHOD, ON, TONES = "typing_method", "typing_on", "typing_tones"
"""Names of the settings: "telex" or "vni", whether it is on, "old" or "new" (§3.2 point 7)."""

TOGGLE, GIVE_BACK = "ctrl+d", "ctrl+backslash"
"""D as in dấu. Not what input methods take (Ctrl+Space, Ctrl+Shift, Alt+Z), nor windows (F11), nor tmux (Ctrl+B)."""

METHODS: Final[dict[str, MethodName]] = {"telex": "telex", "vni": "vni"}
TONE_STYLES: Final[dict[str, ToneStyle]] = {"old": "old", "new": "new"}

NAME_FROM = 72
"""Cells of a screen from which on the method's name is shown beside its sign."""


def kept_method(store: Store) -> InputMethod:
    """The input method as it was last left on this computer."""
    method = METHODS.get(store.setting(METHOD), "telex")
    tone_style = TONE_STYLES.get(store.setting(TONES), "old")
    return InputMethod(method, on=store.setting(ON) is True, tone_style=tone_style)


def mark(typing: InputMethod, width: int) -> str:
    """The sign at the end of the entry line on a screen so many cells wide: "V Telex", "V", "E"."""
    if not typing.on:
        return texts.MARK_OFF
    return f"{texts.MARK_ON} {texts.METHODS[typing.method]}" if width >= NAME_FROM else texts.MARK_ON


def toggle(bench: Workbench) -> None:
    """On or off, in the midst of a word too."""
    bench.typing.turn(not bench.typing.on)
    _keep(bench)
    _tell(bench)


def choose(bench: Workbench) -> None:
    """Telex, VNI, neither; and where two open vowels carry their tone."""
    labels = {**texts.CHOOSE_METHOD, **texts.CHOOSE_TONES}
    del labels[bench.typing.tone_style]
    options = [Option(name, label) for name, label in labels.items()]
    bench.ask(Choose(texts.METHOD_ASK, options, lambda name: _chosen(bench, name)))


def _chosen(bench: Workbench, name: str) -> None:
    typing = bench.typing
    typing.method = METHODS.get(name, typing.method)
    typing.tone_style = TONE_STYLES.get(name, typing.tone_style)
    if name not in TONE_STYLES:
        typing.turn(name in METHODS)
    _keep(bench)
    if name in TONE_STYLES:
        bench.say(texts.TONES_SET.format(example=texts.TONE_EXAMPLES[name]))
    else:
        _tell(bench)


def give_back(bench: Workbench) -> None:
    """The word at the cursor as the keys that typed it, or again with its marks (TX-6)."""
    if bench.on_keys_back is None or not bench.on_keys_back():
        bench.refuse(texts.NOTHING_TO_GIVE_BACK)


def outside_seen(bench: Workbench) -> None:
    """Another input method is at work: ours is off, and says so until the line is done (TX-5)."""
    _keep(bench)
    bench.say_until_enter(texts.OUTSIDE_SEEN.format(key=key_name(TOGGLE)))


def _tell(bench: Workbench) -> None:
    told = texts.TURNED_ON if bench.typing.on else texts.TURNED_OFF
    bench.say(told.format(method=texts.METHODS[bench.typing.method], key=key_name(TOGGLE)))


def _keep(bench: Workbench) -> None:
    """Remember it; a disk that takes nothing now must not stop anybody from typing."""
    typing, store = bench.typing, bench.desk.store
    for name, value in ((METHOD, typing.method), (ON, typing.on), (TONES, typing.tone_style)):
        try:
            if store.setting(name) != value:
                store.set_setting(name, value)
        except StoreError:
            return


def _on(bench: Workbench) -> bool:
    return bench.typing.on


TYPING_ACTIONS: tuple[Action, ...] = (
    Action("typing", (TOGGLE,), texts.K_TYPING, texts.H_TYPING, words.G_NOTES, toggle),
    Action(
        "typing_keys",
        (GIVE_BACK,),
        texts.K_KEYS_BACK,
        texts.H_KEYS_BACK,
        words.G_NOTES,
        give_back,
        when=_on,
        why_not=texts.NOTHING_TYPED_HERE,
    ),
    Action("typing_method", (), texts.K_TYPING_METHOD, texts.H_TYPING_METHOD, words.G_NOTES, choose),
)
"""Ids are stable: scripts and settings name them."""
