"""Typing that keeps the order of keys: the mixin every text field shares, and the one-line field.

Why not the stock widgets (vietnamese.md §0, measured on Textual 8.2.8; upstream #6605, PR #6631). Letters are
inserted by the widget at once, but Backspace, arrows and Enter are bindings: the event first bubbles through
every container up to the app. An input method that sends "⌫⌫⌫ếng" in one write gets its letters in before its
deletions.

The rule here: **whatever a key does, it has done before the next key is looked at.** Each key is handled from
beginning to end inside the queue of the field that has the focus, in five steps:

1. `key_filter(event)`, synchronous: the desk's commands. True means "done, nobody else may have it".
2. A key of `take_keys` (Enter in the one-line field): take the text, clear the field, call `on_taken`, post
   `Taken`.
3. Text: through the desk's own input method if there is one (`input_method`, tui.input_method), else as it comes:
   NFC, a combining mark joined to the letter before it; the invisible marks of some input methods are kept until the
   text is taken, because a backspace follows that deletes them. What is pasted is never composed.
4. The field's own editing keys (`EDITING`), run here and awaited.
5. Anything else bubbles as in any widget, and is then no longer ordered against the letters that follow it.

The hooks are plain callables because a message would wait in a queue behind the next letters:

`key_filter(event)`
    First, for every key; returns True to consume it.
`on_taken(value)`
    The text taken (NFC); the field is already empty, the next key not yet looked at.
`on_edited(value)`
    The text that stands there after a person's key or paste changed it; not after `set_value` nor taking.
`on_pasted(lines)`
    Before a paste of several lines enters the one-line field; returns True when the lines were used, False to
    have them joined with spaces.

Text is never read as markup. The cursor does not blink: an idle desk writes nothing to the terminal.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingsMap, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui.input_method import Change, InputMethod

# Textual takes styles from the first widget class among the bases: at run time the mixin must not be one.
if TYPE_CHECKING:
    _MixedInto = Widget
else:
    _MixedInto = object

INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u202f\u2060\ufeff")
"""What an input method sends only to close an autocompletion, then deletes (vietnamese.md §1.4, IME-4)."""

_DROP_INVISIBLE: Final = dict.fromkeys(map(ord, INVISIBLE))
_LINE_END: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_UNWANTED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})


def committed(text: str) -> str:
    """Return `text` as it may be kept: composed (NFC), without the input methods' invisible characters."""
    return unicodedata.normalize("NFC", text.translate(_DROP_INVISIBLE))


def pasted_lines(text: str) -> list[str]:
    """Split pasted `text` at any kind of line end into clean NFC lines; empty lines are kept.

    Tabs and odd spaces become a space; control and format characters, which a terminal could obey, go.
    """
    return [_clean_line(line) for line in _LINE_END.split(text)]


def _clean_line(line: str) -> str:
    """Return one pasted line with nothing in it but text."""
    if not line.isprintable():
        line = "".join(_clean_character(letter) for letter in line)
    return unicodedata.normalize("NFC", line)


def _clean_character(letter: str) -> str:
    """Return `letter`, a space in place of any kind of blank, or nothing for what only a machine reads."""
    category = unicodedata.category(letter)
    if letter == "\t" or category == "Zs":
        return " "
    return "" if category in _UNWANTED_CATEGORIES else letter


def _last_letter(text: str) -> str:
    """Return the last letter of `text` with all the marks that hang on it, "" when there is none."""
    start = len(text)
    while start and unicodedata.combining(text[start - 1]):
        start -= 1
    return text[max(start - 1, 0) :]


def bindings_without(bindings: Iterable[BindingType], actions: frozenset[str]) -> list[Binding]:
    """Return the bindings whose action is not among `actions`, one `Binding` for each key."""
    return [binding for binding in Binding.make_bindings(bindings) if binding.action not in actions]


class OrderedTyping(_MixedInto):
    """The mixin: put it before a Textual text widget and tell it how to read and write that widget's text."""

    EDITING: ClassVar[Mapping[str, Sequence[Binding]]] = {}
    """The field's own editing keys."""

    take_keys: frozenset[str] = frozenset()
    """Keys that take the text out of the field."""

    input_method: InputMethod | None = None
    key_filter: Callable[[events.Key], bool] | None = None
    on_taken: Callable[[str], None] | None = None
    on_edited: Callable[[str], None] | None = None
    on_pasted: Callable[[list[str]], bool] | None = None

    class Taken(Message):
        """A text was taken out of the field (Enter), which is empty again. `value` is NFC."""

        def __init__(self, field: "OrderedTyping", value: str) -> None:
            self.field = field
            self.value = value
            super().__init__()

        @property
        def control(self) -> "OrderedTyping":
            """The field, so that `@on(Taken, "#id")` works."""
            return self.field

    class Pasted(Message):
        """Several lines were pasted into a one-line field and joined with spaces; `lines` are NFC."""

        def __init__(self, field: "OrderedTyping", lines: list[str]) -> None:
            self.field = field
            self.lines = lines
            super().__init__()

        @property
        def control(self) -> "OrderedTyping":
            """The field, so that `@on(Pasted, "#id")` works."""
            return self.field

    # What a text widget must tell

    def raw_text(self) -> str:
        """Return all the text of the field as it stands."""
        raise NotImplementedError

    def text_before_cursor(self) -> str:
        """Return the text of the cursor's line up to the cursor, or up to the selection."""
        raise NotImplementedError

    def text_behind_cursor(self) -> str:
        """Return the text of the cursor's line behind the cursor, or behind the selection."""
        raise NotImplementedError

    def put(self, text: str, back: int = 0, ahead: int = 0) -> None:
        """Replace the selection, `back` characters before it and `ahead` behind it by `text`; the cursor stands
        behind it."""
        raise NotImplementedError

    def go_back(self, letters: int) -> None:
        """Move the cursor so many letters to the left, within its line."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Replace all the text (made NFC) and put the cursor at its end. Calls no hook."""
        raise NotImplementedError

    # What every field then can

    @property
    def written(self) -> str:
        """The text of the field as it would be taken: NFC, without invisible characters."""
        return committed(self.raw_text())

    def take(self) -> None:
        """Take the text: read it, clear the field, tell `on_taken`, then post `Taken` (IME-3)."""
        if self.input_method is not None:
            self._change(self.input_method.finish(self.text_before_cursor()))
        value = self.written
        self.set_value("")
        if self.on_taken is not None:
            self.on_taken(value)
        self.post_message(self.Taken(self, value))

    def type_text(self, text: str) -> None:
        """Write `text` at the cursor; a mark at its beginning joins the letter before the cursor (UNI-2)."""
        letter = ""
        if text and unicodedata.combining(text[0]):
            letter = _last_letter(self.text_before_cursor())
        self.put(unicodedata.normalize("NFC", letter + text), back=len(letter))

    def press(self, typed: str) -> None:
        """Write what a key typed, or what the input method makes of it."""
        before, after, method = self.text_before_cursor(), self.text_behind_cursor(), self.input_method
        if method is None or not self._change(method.press(before, after, typed)):
            self.type_text(typed)

    def give_back_keys(self) -> bool:
        """Put the keys of the word at the cursor in its place, or its marks back on; False when it has none."""
        before, after, method = self.text_before_cursor(), self.text_behind_cursor(), self.input_method
        with self._telling_edit():
            return method is not None and self._change(method.give_back(before, after))

    def paste(self, text: str) -> None:
        """Write pasted `text`, cleaned and composed, with its line ends."""
        self.type_text("\n".join(pasted_lines(text)))

    def action_paste(self) -> None:
        """Paste the app's own clipboard (Ctrl+V)."""
        self.paste(self.app.clipboard)

    async def on_key(self, event: events.Key) -> None:
        """Do all a key does, now; only a key that means nothing here goes on to the containers."""
        if await self._handle(event):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste of the terminal."""
        event.stop()
        event.prevent_default()
        with self._telling_edit():
            self.paste(event.text)

    async def _handle(self, event: events.Key) -> bool:
        """Run the five steps of the module's rule; False when the key is none of the field's business."""
        if self.key_filter is not None and self.key_filter(event):
            return True
        if event.key in self.take_keys:
            self.take()
            return True
        with self._telling_edit():
            return self._typed(event) or await self._edited(event.key)

    def _typed(self, event: events.Key) -> bool:
        """Write the key's character, if it is one."""
        character = event.character
        if character is None or not (character.isprintable() or character in INVISIBLE):
            return False
        self.press(character)
        return True

    async def _edited(self, key: str) -> bool:
        """Run the field's own binding of `key`; only the app's `run_action` tells whether it did anything."""
        before = self.text_before_cursor()
        for binding in self.EDITING.get(key, ()):
            if await self.app.run_action(binding.action, self):
                self._tell_method(before, erased=key == "backspace")
                return True
        return False

    def _tell_method(self, was: str, *, erased: bool) -> None:
        """The cursor moved or text went; after Backspace the input method may have to move a tone."""
        method, before = self.input_method, self.text_before_cursor()
        if method is None:
            return
        if erased and len(before) == len(was) - 1:
            self._change(method.erased(was, before, self.text_behind_cursor()))
        else:
            method.moved()

    def _change(self, change: Change | None) -> bool:
        """Write what the input method wants written, the cursor between its two parts; False for nothing."""
        if change is None:
            return False
        self.put(change.text + change.after, change.back, change.ahead)
        if change.after:
            self.go_back(len(change.after))
        return True

    @contextmanager
    def _telling_edit(self) -> Iterator[None]:
        """Call `on_edited` when the text differs after the block."""
        before = self.raw_text()
        yield
        if self.on_edited is not None and self.raw_text() != before:
            self.on_edited(self.written)


class OrderedInput(OrderedTyping, Input, inherit_bindings=False):
    """The one-line field: names, notes, commands. Enter takes the text."""

    DEFAULT_CSS = """
    OrderedInput {
        background: $surface;
        color: $foreground;
        &:focus { background-tint: $foreground 0%; }
        & > .input--cursor { color: $foreground; background: $surface; text-style: reverse; }
        & > .input--placeholder { color: $text-muted; }
        &:nocolor > .input--selection { text-style: underline; }
    }
    """

    # Stock ctrl+backspace deletes to the right; every other program deletes the word to the left.
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_without(Input.BINDINGS, frozenset({"submit", "delete_right_word"})),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
        Binding("ctrl+delete,alt+delete", "delete_right_word", show=False),
    ]
    EDITING = BindingsMap(BINDINGS).key_to_bindings

    take_keys = frozenset({"enter", "ctrl+j"})
    """Enter; and the line feed that Enter is while the program starts and the terminal still edits lines (L3)."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Make the field; `value` is made NFC. Focus selects nothing, so that no key can replace a draft."""
        super().__init__(
            committed(value),
            placeholder,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self.cursor_blink = False

    def raw_text(self) -> str:
        """Return the line as it stands."""
        return self.value

    def text_before_cursor(self) -> str:
        """Return the line up to the cursor or the selection."""
        return self.value[: min(self.selection)]

    def text_behind_cursor(self) -> str:
        """Return the line behind the cursor or the selection."""
        return self.value[max(self.selection) :]

    def put(self, text: str, back: int = 0, ahead: int = 0) -> None:
        """Replace the selection, and the characters around it, by `text`."""
        start, end = sorted(self.selection)
        self.replace(text, start - back, end + ahead)

    def go_back(self, letters: int) -> None:
        """Move the cursor to the left."""
        self.cursor_position -= letters

    def set_value(self, value: str) -> None:
        """Replace the line and put the cursor at its end."""
        self.value = committed(value)
        self.cursor_position = len(self.value)

    def on_resize(self) -> None:
        """Keep the cursor in sight in a line that is longer than the field has become."""
        self.scroll_to_region(Region(self._cursor_offset, 0, width=1, height=1), force=True, animate=False)

    def paste(self, text: str) -> None:
        """Write a pasted line; several lines are offered to `on_pasted`, else joined with spaces (UNI-8)."""
        lines = [line for line in pasted_lines(text) if line.strip()]
        if len(lines) < 2:
            self.type_text("".join(lines))
        elif self.on_pasted is None or not self.on_pasted(lines):
            self.type_text(" ".join(line.strip() for line in lines))
            self.post_message(self.Pasted(self, lines))

    @property
    def cursor_screen_offset(self) -> Offset:
        """The caret's cell on the screen, where an input method opens its box (stock: one cell further)."""
        offset = super().cursor_screen_offset
        return offset - (1, 0) if self.cursor_at_end else offset

    def watch_selection(self) -> None:
        """Keep the terminal's cursor at the caret."""
        self._place_terminal_cursor()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Keep the terminal's cursor at the caret when a long line scrolls."""
        super().watch_scroll_x(old_value, new_value)
        self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """Tell the app where the caret is, if it is ours."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
