"""Hypothesis strategies for facts of every kind, made from the models themselves."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from models.entries import FACTS
from models.fact import AnyValue, Fact, Numbers, Texts
from models.vietnamese.text import nfc

MAX = 2**53
"""What every reader of JSON keeps exact."""

WORDS = st.text(st.characters(codec="utf-8"), max_size=20).map(nfc)
WHOLE = st.integers(-MAX, MAX)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: WHOLE,
    bool: st.booleans(),
    type(None): st.none(),
    Texts: st.lists(WORDS, max_size=4).map(tuple),
    Numbers: st.lists(WHOLE, max_size=4).map(tuple),
    AnyValue: st.one_of(WORDS, WHOLE, st.booleans(), st.none(), st.lists(WORDS, max_size=3).map(tuple)),
}
"""What a field of that annotation may hold."""


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a field's annotation; KeyError for an annotation no fact had before."""
    for known, strategy in PLAIN.items():
        if annotation == known:
            return strategy
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(values, args))
    if origin is dict:
        return st.dictionaries(values(args[0]), values(args[1]), max_size=3)
    raise KeyError(annotation)


def facts(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Facts of one kind: every field filled, or left to its default."""
    given: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in kind.model_fields.items():
        annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        (given if field.is_required() else optional)[name] = values(annotation)
    return st.fixed_dictionaries(given, optional=optional).map(lambda said: kind(**said))


any_fact: st.SearchStrategy[Fact] = st.sampled_from(list(FACTS.values())).flatmap(facts)
