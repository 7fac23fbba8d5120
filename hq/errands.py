"""The jobs of the command line: each prints what was done, or says in a sentence why not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Final

from hq import commands_parser
from hq.commands_shared import NotDone, opened
from hq.database import DatabaseBusy, DatabaseFull
from hq.migrations import SchemaNewer
from hq.projector import Projector
from hq.serving import CannotServe, serve, shown
from hq.settings import Settings

Job = Callable[[argparse.Namespace, Settings], int]


def run(work: str, given: argparse.Namespace, settings: Settings) -> int:
    """One job; what keeps it from being done is told on standard error."""
    try:
        return JOBS[work](given, settings)
    except (CannotServe, NotDone) as error:
        return _told(str(error))
    except SchemaNewer:
        return _told("Cơ sở dữ liệu do bản bienban-hq mới hơn tạo ra, chưa động vào. Hãy cài bản mới rồi chạy lại.")
    except DatabaseBusy:
        return _told(f"Không nói chuyện được với cơ sở dữ liệu {shown(settings.url)}. Hãy xem nó có đang chạy không.")
    except DatabaseFull:
        return _told("Ổ đĩa của cơ sở dữ liệu đã đầy. Hãy dọn chỗ rồi chạy lại.")


def _told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _serve(_: argparse.Namespace, settings: Settings) -> int:
    serve(settings)
    return 0


def _rebuild(_: argparse.Namespace, settings: Settings) -> int:
    with opened(settings) as services:
        count = Projector(services).rebuild()
    print(f"Đã tính lại số liệu của {count} buổi sinh hoạt.")
    return 0


JOBS: Final[Mapping[str, Job]] = {"serve": _serve, "rebuild": _rebuild, **commands_parser.JOBS}
