"""Schemathesis finds nothing: whatever is called, the OpenAPI document said what is answered (sync.md §6)."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from hq.app import build
from hq.database import Database
from hq.services import Services
from hq.settings import Bucket, Settings
from hq.throttle import WINDOW, Throttle
from models.plan import Plan
from sync.protocol import NDJSON
from tests.hq.laptops import NOW, Laptop, body_of, found
from tests.hq.light import CHEAP, laid

LAPTOP = Laptop().write(6)
PLENTY = Bucket(burst=10**6, per_second=10**6)

APPENDS = [
    gzip.decompress(body_of(LAPTOP.batch(first, last)))
    for first, last in itertools.combinations_with_replacement(range(1, 7), 2)
]
"""Bodies of appends that are true of one stream; for any other address they are chained wrongly."""

ZIP = "application/zip"

schemathesis.openapi.media_type(NDJSON, st.sampled_from(APPENDS))
schemathesis.openapi.media_type(ZIP, st.just(b"PK\x05\x06" + bytes(18)))  # an archive of nothing


@schemathesis.serializer(NDJSON, ZIP)
def as_it_is(_: object, value: bytes) -> bytes:
    """The lines travel as they are."""
    return value


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Iterator[FastAPI]:
    """An application with one laptop that may call as often as it likes."""
    folder: Path = tmp_path_factory.mktemp("hq")
    database = Database(laid(folder / "hq.sqlite"))
    found(database, LAPTOP)
    own = Settings(data=folder, project_every=0, hashing=CHEAP, bucket=PLENTY)
    app = build(Services(settings=own, database=database, plan=plan, key=bytes(32), clock=lambda: NOW))
    ticking = itertools.count()
    app.state.guesses = Throttle(lambda: next(ticking) * WINDOW * 2)
    yield app
    database.close()


@pytest.fixture(scope="module")
def api(app: FastAPI) -> schemathesis.BaseSchema:
    """The document as it is served."""
    rejected = {"negative_data_rejection": {"expected-statuses": ["4xx"]}}  # 413 and 426 among them
    unsaid = {"include-path": "/v1/bundles", "checks": {"positive_data_acceptance": {"enabled": False}}}
    own = {"checks": rejected, "operations": [unsaid]}  # what makes an archive a bundle no schema can say
    return schemathesis.openapi.from_asgi("/v1/openapi.json", app, config=schemathesis.Config.from_dict(own))


BOUNDED = settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=str)
def test_every_answer_is_as_the_document_says(api: schemathesis.BaseSchema, mode: schemathesis.GenerationMode) -> None:
    """Codes, media types, headers and bodies of good, wrong and unauthorised calls; nothing is a defect."""
    told = list(api.get_all_operations())
    assert len(told) >= 14
    for one in told:
        assert isinstance(one, Ok)
        operation = one.ok()
        if mode is schemathesis.GenerationMode.NEGATIVE and not operation.path.startswith("/v1/"):
            continue  # takes nothing that could be wrong

        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=mode))
        def calls(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(headers=LAPTOP.authorised)

        calls()
