"""The settings of a store: one value a name, in the settings journal."""

from __future__ import annotations

from typing import Any, Final

from tinydb import where

from sync.storage import JournalDB

_TABLE: Final = "settings"


def setting(settings: JournalDB, name: str) -> Any:
    """A setting, None when it was never set."""
    rows = settings.table(_TABLE).search(where("name") == name)
    return rows[0]["value"] if rows else None


def set_setting(settings: JournalDB, name: str, value: Any) -> None:
    """Keep a setting; durable when it returns."""
    settings.table(_TABLE).upsert({"name": name, "value": value}, where("name") == name)
