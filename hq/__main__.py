"""The command line of headquarters: `bienban-hq serve` and what an administrator does."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from documents.command_line import Parser
from hq.commands_parser import add_commands

if TYPE_CHECKING:
    from hq.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 not done, 2 not understood, 3 a defect of the program."""
    parser = _parser()
    given = parser.parse_args(argv)
    if given.work is None:
        parser.print_help()
        return 2
    if find_spec("fastapi") is None:
        print("Máy này chưa cài phần máy chủ. Hãy cài bằng: pip install 'bienban[hq]'", file=sys.stderr)
        return 1
    from hq.errands import run

    try:
        done = run(given.work, given, settings_of(given))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:  # whoever reads has seen enough: `… | head`; the interpreter flushes once more as it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 (the last door: a sentence and a report, never a traceback)
        return _defect(error)
    return done


def _defect(error: Exception) -> int:
    """Write what happened to a file for whoever mends it, and say where."""
    from hq.words import DEFECT

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="bienban-hq-loi-", suffix=".txt", delete=False
    ) as report:
        report.writelines(traceback.format_exception(error))
    print(DEFECT.format(path=report.name), file=sys.stderr)
    return 3


def settings_of(given: argparse.Namespace) -> Settings:
    """How to run, from the command line and the environment."""
    from hq.settings import DATABASE_VARIABLE, PORT, Settings

    plain = {name: value for name, value in vars(given).items() if name in _SERVING and value is not None}
    database = given.database or os.environ.get(DATABASE_VARIABLE, "")
    return Settings(data=given.data, database=database, **{"port": PORT, **plain})


_SERVING = ("host", "port", "tls_cert", "tls_key", "allow_plain")


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="bienban-hq", description="Máy chủ trụ sở: nhận biên bản từ các máy thư ký."
    )
    parser.set_defaults(work=None)
    commands = parser.add_subparsers(title="các lệnh", metavar="LỆNH")
    _add_serve(commands)
    _add_rebuild(commands)
    add_commands(commands, with_database)
    return parser


def with_database(parser: argparse.ArgumentParser) -> None:
    """The options by which every command finds the database."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help="cơ sở dữ liệu, ví dụ postgresql://…; không có thì dùng biến BIENBAN_HQ_DATABASE, rồi tệp SQLite",
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("bienban-hq"),
        metavar="THƯ_MỤC",
        help="thư mục dữ liệu của máy chủ (mặc định: bienban-hq)",
    )


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("serve", help="chạy máy chủ")
    with_database(parser)
    parser.add_argument("--host", metavar="ĐỊA_CHỈ", help="địa chỉ để nghe (mặc định: 127.0.0.1, chỉ máy này)")
    parser.add_argument("--port", type=int, metavar="CỔNG", help="cổng để nghe (mặc định: 8642; 0: cổng còn trống)")
    parser.add_argument("--tls-cert", type=Path, metavar="TỆP", help="chứng thư TLS (PEM, kèm chuỗi chứng thư)")
    parser.add_argument("--tls-key", type=Path, metavar="TỆP", help="khoá riêng của chứng thư (PEM)")
    parser.add_argument(
        "--allow-plain",
        action="store_true",
        help="cho phép nghe ngoài máy này không có TLS, khi phía trước đã có máy chủ trung gian nhận TLS",
    )
    parser.set_defaults(work="serve")


def _add_rebuild(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("rebuild", help="tính lại số liệu của mọi buổi sinh hoạt từ các mục đã nhận")
    with_database(parser)
    parser.set_defaults(work="rebuild")


if __name__ == "__main__":
    sys.exit(main())
