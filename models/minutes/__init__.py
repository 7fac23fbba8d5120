"""The minutes (biên bản) as a pure function of the record: what they say, not how they look (L5, R42–R47).

`compose` puts the parts together in the order of the paper: `head`, `participants` (I), `course` (II) with
`speeches`, `differences` and `assessment`, `closing` (III, IV). `corrections` puts in force what was changed
while reading back, `read_back` has the rest of the paper follow it; `aloud` is the text as it is read, `summary`
the chair's draft.
"""

from models.minutes.aloud import read_aloud, reading_minutes
from models.minutes.amended import amended_text
from models.minutes.amendment import amendment_paper
from models.minutes.compose import DRAFT, REHEARSAL, as_adopted_read, generated_minutes_of, minutes_of
from models.minutes.corrections import stale_corrections
from models.minutes.summary import draft_summary

__all__ = [
    "DRAFT",
    "REHEARSAL",
    "amended_text",
    "amendment_paper",
    "as_adopted_read",
    "draft_summary",
    "generated_minutes_of",
    "minutes_of",
    "read_aloud",
    "reading_minutes",
    "stale_corrections",
]
