"""Frozen values that cost nothing to declare.

A dataclass compiles six functions for each class, at every start: for the fifty commands that was 70 ms before the
first letter on the screen. Here all classes share the functions below.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value of named fields, declared as a dataclass declares them; equal to its like, never changed."""

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """The names of the fields, those of the parent first; a default stays an attribute of the class."""
        cls._names += tuple(cls.__annotations__)

    def __init__(self, *given: object, **named: object) -> None:
        names = self._names
        held = self.__dict__
        held.update(zip(names, given, strict=False), **named)
        if len(given) > len(names) or len(held) != len(given) + len(named) or not held.keys() <= set(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}: {given} and {named} were given")
        for name in names:
            if name not in held:
                held[name] = self._default(name)

    def _default(self, name: str) -> Any:
        """What a field holds that was not given; a field without a default has to be."""
        try:
            return getattr(type(self), name)
        except AttributeError:
            raise TypeError(f"{type(self).__name__} needs {name}") from None

    def fields(self) -> dict[str, Any]:
        """Field names and what they hold, in the order of their declaration."""
        return {name: self.__dict__[name] for name in self._names}

    def but(self, **changed: object) -> Self:
        """The same but for what is `changed`."""
        return type(self)(**{**self.fields(), **changed})

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *self.fields().values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={held!r}' for name, held in self.fields().items())})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is a value: {name} stays what it is")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is a value: {name} stays")
