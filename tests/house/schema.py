"""The published schema of the record, made from its model: `python -m tests.house.schema` writes docs/schema.

A test compares the two; a version that was published keeps its file for ever.
"""

from __future__ import annotations

import json

from models.record import FORMAT, VERSION, Record
from tests.house.sources import ROOT

PUBLISHED = ROOT / "docs" / "schema" / f"record-{VERSION}.json"


def schema() -> str:
    """The JSON Schema as it is published."""
    made = Record.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{FORMAT}:{VERSION}"}
    return json.dumps({**head, **made}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(schema(), "utf-8")
