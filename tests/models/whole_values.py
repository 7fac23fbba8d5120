"""Every class of models/ that holds values, and what its fields are when nobody says anything."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import msgspec
from pydantic import BaseModel

import models

MODULES = sorted(found.name for found in pkgutil.walk_packages(models.__path__, "models."))


def left_out(kind: type) -> Iterator[tuple[str, object]]:
    """The fields of a kind that may be left out, with what they are then."""
    if dataclasses.is_dataclass(kind):
        plain = [(field.name, field.default) for field in dataclasses.fields(kind)]
        yield from ((name, value) for name, value in plain if value is not dataclasses.MISSING)
    elif issubclass(kind, BaseModel):
        plain = [(name, field.default) for name, field in kind.model_fields.items() if not field.is_required()]
        yield from ((name, value) for name, value in plain if repr(value) != "PydanticUndefined")
    elif issubclass(kind, msgspec.Struct):
        yield from (
            (one.name, one.default) for one in msgspec.structs.fields(kind) if one.default is not msgspec.NODEFAULT
        )


def kinds(module: str) -> list[type]:
    """The classes that a module defines."""
    found = vars(importlib.import_module(module)).values()
    return [one for one in found if inspect.isclass(one) and one.__module__ == module]


def is_frozen(kind: type) -> bool:
    """Whether no field of a value can be set; True for classes that are no values."""
    if dataclasses.is_dataclass(kind):
        return bool(vars(kind)["__dataclass_params__"].frozen)
    if issubclass(kind, BaseModel):
        return bool(kind.model_config.get("frozen"))
    return not issubclass(kind, msgspec.Struct) or kind.__struct_config__.frozen


def unsaid() -> str:
    """What each field of a value is that may be left out, a line a field."""
    return "".join(
        f"{module.removeprefix('models.')}: {kind.__name__}.{name} = {value!r}\n"
        for module in MODULES
        for kind in kinds(module)
        if is_frozen(kind)
        for name, value in left_out(kind)
    )
