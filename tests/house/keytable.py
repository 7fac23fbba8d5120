"""The key table of README.md, made from the registry: `python -m tests.house.keytable` prints it.

It stands between `<!-- keys -->` and `<!-- /keys -->`; a test compares the two.
"""

from __future__ import annotations

from tui.registry import Action, key_name, registry

OPENING, CLOSING = "<!-- keys -->", "<!-- /keys -->"


HEAD = "| Nhóm | Phím | Lệnh | Việc |\n|---|---|---|---|"


def key_table() -> str:
    """One Markdown table: group, keys, command and its line of help; the groups in the order they first come up."""
    order = list(dict.fromkeys(action.group for action in registry()))
    rows: list[str] = []
    for group in order:
        actions = [action for action in registry() if action.group == group]
        rows += [_row(group if action is actions[0] else "", action) for action in actions]
    return "\n".join((HEAD, *rows))


def _row(group: str, action: Action) -> str:
    return f"| {group} | {_keys(action)} | {action.label} | {action.help} |"


def _keys(action: Action) -> str:
    """The keys as people read them; a command without one is found by its name in the palette."""
    if action.keys:
        return " ".join(f"`{key_name(key)}`" for key in action.keys)
    palette = next(known for known in registry() if known.id == "palette")
    return f"`{palette.key_label}` {action.label.lower()}"


if __name__ == "__main__":
    print(key_table())
