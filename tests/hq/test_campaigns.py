"""Next year's directive is a new file, not new code: pages, sums and reports follow the plan that the office chooses.

The second plan is the invented one: 60 minutes, nine indicators, two thirds, its own days. Meetings keep the plan that
they were opened with; one whose plan is not here is counted, marked and not judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from documents.contents import plan_content
from documents.plan_file import load_plan, plan_files
from hq.contents import hand_out_plan
from hq.pages.indicators import same_indicators
from hq.plans import digest_in_use, known_plans, plan_in_use, use_plan
from hq.projector import Projector
from hq.queries.overview import overview_of
from hq.schema import audit, standings, summaries
from hq.services import Services
from hq.streams import Streams
from hq.summary_papers import made
from models.facts import DetailSet, Fact, MeetingOpened, MinutesAdopted, SessionEnded, SessionStarted, Stated
from models.plan import Plan
from tests.hq.conftest import Reopen
from tests.hq.gathered import OFFICE
from tests.hq.laptops import NOW, Laptop, cell_of, named, opening
from tests.hq.laptops import found as enrolled
from tests.hq.pages.conftest import Entering, entering, peopled  # noqa: F401 (fixtures)
from tests.hq.test_access_commands import Terminal, organised, terminal  # noqa: F401 (fixtures)
from tests.sync.headquarters import Laptop as Desk
from tests.sync.headquarters import Office

SECOND = Path("tests/data/plans/second")
FILES = plan_files(SECOND)
