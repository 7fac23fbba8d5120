"""The field of several lines: contributions, conclusions, corrections while the minutes are read.

Same order of keys, same hooks as the one-line field (`tui.widgets.entry`). Enter breaks the line unless the
screen puts it into `take_keys`.
"""

from typing import ClassVar

from textual.binding import BindingsMap, BindingType
from textual.content import Content
from textual.widgets import TextArea

from tui.widgets.entry import OrderedTyping, bindings_without, committed


class OrderedTextArea(OrderedTyping, TextArea, inherit_bindings=False):
    """Text of several lines, soft-wrapped. Tab goes on to the next field."""

    DEFAULT_CSS = """
    OrderedTextArea {
        background: $surface;
        color: $foreground;
        & .text-area--placeholder { color: $text-muted; }
        & .text-area--cursor { color: $foreground; background: $surface; text-style: reverse; }
        &:dark .text-area--cursor { color: $foreground; background: $surface; text-style: reverse; }
        &:light .text-area--cursor { color: $foreground; background: $surface; text-style: reverse; }
        &:nocolor .text-area--selection { text-style: underline; }
    }
    """

    # F6 and F7 belong to the desk.
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_without(TextArea.BINDINGS, frozenset({"select_line", "select_all"})),
    ]
    EDITING = BindingsMap(BINDINGS).key_to_bindings

    def __init__(
        self,
        text: str = "",
        placeholder: str = "",
        *,
        read_only: bool = False,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Make the field; `text` is made NFC, the placeholder is shown as it is written."""
        super().__init__(
            committed(text),
            placeholder=Content(placeholder),
            read_only=read_only,
            compact=True,
            highlight_cursor_line=False,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def raw_text(self) -> str:
        """Return all lines as they stand."""
        return self.text

    def text_before_cursor(self) -> str:
        """Return the cursor's line up to the cursor or the selection."""
        row, column = min(self.selection)
        return self.document.get_line(row)[:column]

    def text_behind_cursor(self) -> str:
        """Return the cursor's line behind the cursor or the selection."""
        row, column = max(self.selection)
        return self.document.get_line(row)[column:]

    def put(self, text: str, back: int = 0, ahead: int = 0) -> None:
        """Replace the selection, and the characters around it, by `text`, unless the text is read-only."""
        if self.read_only:
            return
        (row, column), (last, end) = sorted(self.selection)
        self.replace(text, (row, column - back), (last, end + ahead), maintain_selection_offset=False)

    def go_back(self, letters: int) -> None:
        """Move the cursor to the left."""
        row, column = self.cursor_location
        self.move_cursor((row, column - letters))

    def set_value(self, value: str) -> None:
        """Replace all the text, forget the undo history and put the cursor at the end."""
        self.load_text(committed(value))
        self.move_cursor(self.document.end)

    async def _edited(self, key: str) -> bool:
        """Break the line at Enter; otherwise run the field's own binding."""
        if key == "enter":
            self.press("\n")
            return True
        return await super()._edited(key)
