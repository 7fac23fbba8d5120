"""The command line: `bienban` opens the desk, `bienban WORD …` does one thing without a screen.

Exit codes: 0 done, 1 trouble (said in a sentence), 2 wrong words on the command line, 3 a defect of the program. The
app and its libraries are imported only by the command that needs them.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from tui.program import TROUBLE, VERSION


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = _read(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except KeyboardInterrupt:
        return TROUBLE
    except Exception as error:  # noqa: BLE001 (the last door: a clerk gets a sentence and a report, never a traceback)
        from tui.report import told

        return told(error)


class _Unclear(Exception):
    """The command line asks for help, or cannot be read."""


class _Quick(argparse.ArgumentParser):
    """Reads a command line that is right; what else there is to tell is told in Vietnamese by a parser loaded then."""

    def error(self, message: str) -> NoReturn:
        """Leave it to the other parser."""
        raise _Unclear

    def print_help(self, file: object = None) -> None:
        """Leave it to the other parser."""
        raise _Unclear


def _read(argv: Sequence[str] | None) -> argparse.Namespace:
    try:
        return _parser().parse_args(argv)
    except _Unclear:
        from documents.command_line import Parser  # the desk starts without any package but this one

        return _parser(Parser).parse_args(argv)


def _parser(kind: type[argparse.ArgumentParser] = _Quick) -> argparse.ArgumentParser:
    parser = kind(
        prog="bienban",
        description="Ghi biên bản buổi sinh hoạt chính trị, tư tưởng. Không kèm lệnh: mở bàn ghi.",
    )
    version = f"bienban {VERSION}"
    parser.add_argument("--version", action="version", version=version, help="hiện phiên bản rồi thoát")
    parser.add_argument(
        "--home", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định: theo hệ điều hành, hoặc BIENBAN_HOME)"
    )
    parser.add_argument("--plain", action="store_true", help="không vẽ màn hình: gõ từng dòng, trả lời từng dòng")
    parser.add_argument("--demo", action="store_true", help="mở với một chi bộ ví dụ, dữ liệu riêng")
    parser.set_defaults(run=_open_desk)
    words = parser.add_subparsers(metavar="LỆNH", title="lệnh")

    def add(name: str, help: str, run: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = words.add_parser(name, help=help, description=help)
        made.set_defaults(run=_later(run))
        return made

    rehearse = add("rehearse", "tập dượt một buổi theo kịch bản trong mười phút, dữ liệu riêng", "rehearse")
    rehearse.add_argument("--full", action="store_true", help="cả một buổi dài, hơn sáu trăm việc")
    add("meetings", "liệt kê các buổi họp", "meetings")
    check = add("check", "kiểm tra máy: chữ, cửa sổ, đĩa, giờ, bộ gõ; mỗi điều nói rõ phải làm gì", "check")
    check.set_defaults(run=_later("check", "errands_check"))
    add("verify", "kiểm tra mọi tệp dữ liệu: nguyên vẹn, đứt đuôi hay hỏng", "verify")
    roster = add("roster", "đọc danh sách thành viên (.xlsx, .csv, .txt)", "roster")
    roster.add_argument("file", type=Path, metavar="TỆP")
    roster.add_argument("--json", action="store_true", help="in kết quả đọc được dưới dạng JSON")
    roster.add_argument("--save", action="store_true", help="lưu làm danh sách của đơn vị")
    roster.add_argument("--encoding", help="bảng mã, khi máy đoán chưa đúng")
    roster.add_argument("--sheet", help="tên trang tính")
    minutes = add("minutes", "xuất biên bản một buổi ra .docx, .pdf hoặc .txt", "minutes")
    minutes.add_argument("meeting", metavar="BUỔI", help="mã buổi họp (vài chữ đầu), ngày, hoặc “moi-nhat”")
    minutes.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    _add_papers(words)
    _add_plan(words)
    _add_card(words)
    _add_board(words)
    _add_store(words)
    _add_sync(words)
    _add_stick(words)
    _add_vault(words)
    return parser


def _add_papers(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    which = "mã buổi họp (vài chữ đầu), ngày, hoặc “moi-nhat”"

    def add(name: str, help: str, output: str, *, required: bool = True) -> None:
        made: argparse.ArgumentParser = words.add_parser(name, help=help, description=help)
        made.add_argument("meeting", metavar="BUỔI", help=which)
        made.add_argument("-o", "--output", type=Path, required=required, metavar="TỆP", help=output)
        made.set_defaults(run=_later(name, "errands_papers"))

    add("report", "xuất báo cáo kết quả một buổi ra .docx, .pdf hoặc .txt", "tệp báo cáo")
    add("sheet", "xuất danh sách ký tên, điểm danh một buổi ra .docx, .pdf hoặc .txt", "tệp danh sách")
    add("news", "in tin ngắn của một buổi, không có tên người", "ghi ra tệp thay vì in", required=False)
    add("export", "xuất mọi số liệu của một buổi ra .xlsx, .json, hoặc CSV vào một thư mục", "tệp, hoặc thư mục")


def _add_board(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help = "bảng cho hội trường: một trang tự làm mới, mở trong trình duyệt, không cần mạng"
    board: argparse.ArgumentParser = words.add_parser("board", help=help, description=help)
    board.add_argument("meeting", nargs="?", metavar="BUỔI", help="mặc định: buổi đang diễn ra, hoặc buổi mới nhất")
    board.add_argument("--no-open", action="store_true", help="chỉ ghi trang, không mở trình duyệt")
    look = board.add_mutually_exclusive_group()
    look.add_argument("--dark", dest="look", action="store_const", const="dark", help="nền tối")
    look.add_argument("--light", dest="look", action="store_const", const="light", help="nền sáng")
    board.add_argument("--until-closed", action="store_true", help=argparse.SUPPRESS)
    board.set_defaults(run=_later("board", "board_errand"), look="auto")


def _add_store(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help = "tìm trong mọi buổi: chữ không dấu, #7, @tên, 9/2023, >2023, còn:mở"
    find: argparse.ArgumentParser = words.add_parser("find", help=help, description=help)
    find.add_argument("query", nargs="+", metavar="ĐIỀU_CẦN_TÌM")
    find.set_defaults(run=_later("find", "errands_store"))
    help = "cất cả một buổi vào một tệp .bienban để giữ ở nơi khác"
    archive: argparse.ArgumentParser = words.add_parser("archive", help=help, description=help)
    archive.add_argument("meeting", metavar="BUỔI", help="mã buổi họp (vài chữ đầu), ngày, hoặc “moi-nhat”")
    archive.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    archive.set_defaults(run=_later("archive", "errands_store"))
    help = "khôi phục một buổi từ tệp .bienban; không bao giờ ghi đè"
    restore: argparse.ArgumentParser = words.add_parser("restore", help=help, description=help)
    restore.add_argument("file", type=Path, metavar="TỆP")
    restore.set_defaults(run=_later("restore", "errands_store"))


def _add_stick(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help = "ghi các buổi vào một tệp để máy khác nhận qua USB; không nêu buổi: mọi buổi của đơn vị"
    bundle: argparse.ArgumentParser = words.add_parser("bundle", help=help, description=help)
    bundle.add_argument("meetings", metavar="BUỔI", nargs="*", help="mã buổi họp (vài chữ đầu), ngày, hoặc “moi-nhat”")
    bundle.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    bundle.set_defaults(run=_later("bundle", "errands_bundle"))
    help = "nhận các buổi từ tệp của máy khác; nhận hai lần cũng không đổi gì"
    take: argparse.ArgumentParser = words.add_parser("take", help=help, description=help)
    take.add_argument("file", type=Path, metavar="TỆP")
    take.add_argument("--yes", action="store_true", help="dùng luôn đơn vị và danh sách đi kèm")
    take.set_defaults(run=_later("take", "errands_bundle"))


def _add_sync(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help = "nối máy này với trụ sở bằng mã mà trụ sở đã giao, hoặc bằng tệp khi không có mạng"
    enroll: argparse.ArgumentParser = words.add_parser("enroll", help=help, description=help)
    way = enroll.add_mutually_exclusive_group(required=True)
    way.add_argument("code", metavar="MÃ", nargs="?")
    way.add_argument("--request", type=Path, metavar="TỆP", help="ghi tệp yêu cầu để đưa cho trụ sở")
    way.add_argument("--file", type=Path, metavar="TỆP", help="nhận tệp trả lời của trụ sở")
    enroll.add_argument("--server", default="", metavar="URL", help="địa chỉ trụ sở, ví dụ https://truso.example.vn")
    enroll.add_argument("--fingerprint", default="", metavar="DẤU", help="dấu khoá mà trụ sở đã đọc, để đối chiếu")
    help = "khi trụ sở gọi tên đơn vị khác tên trên máy: same là một đơn vị, other là đơn vị khác"
    enroll.add_argument("--unit", choices=("same", "other"), help=help)
    enroll.add_argument("--name", default="", metavar="TÊN", help="tên gọi của máy này, để trụ sở nhận ra")
    enroll.add_argument("--ca", type=Path, metavar="TỆP", help="chứng thư của trụ sở (PEM), thay cho của hệ điều hành")
    enroll.add_argument("--allow-plain", action="store_true", help="cho phép http không bảo mật ra ngoài máy này")
    enroll.set_defaults(run=_later("enroll_device", "errands_sync"))
    help = "gửi và nhận một lần với trụ sở"
    sync: argparse.ArgumentParser = words.add_parser("sync", help=help, description=help)
    sync.set_defaults(run=_later("sync_once", "errands_sync"))
    help = "ghi số liệu kỹ thuật cho người hỗ trợ: không có nội dung họp, không có tên người"
    support: argparse.ArgumentParser = words.add_parser("support", help=help, description=help)
    support.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    support.set_defaults(run=_later("support", "errands_sync"))


def _add_vault(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help = "khoá dữ liệu trên máy bằng mật khẩu: bật, tắt, đổi, mở lại khi quên"
    vault = words.add_parser("vault", help=help, description=help)
    parts = vault.add_subparsers(metavar="VIỆC", required=True)

    def add(name: str, help: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = parts.add_parser(name, help=help, description=help)
        made.set_defaults(run=_later(f"vault_{name}", "errands_vault"))
        return made

    on = add("on", "mã hoá mọi tệp trong thư mục dữ liệu; mật khẩu được hỏi sau, hoặc lấy từ BIENBAN_PASSPHRASE")
    on.add_argument("--hint", default="", metavar="CÂU", help="câu nhắc hiện khi hỏi mật khẩu; ai mở máy cũng đọc được")
    on.add_argument("--keyring", action="store_true", help="cất khoá cả vào chùm khoá của máy")
    add("off", "bỏ mã hoá")
    add("passphrase", "đổi mật khẩu; các tệp không phải ghi lại")
    ring = add("keyring", "cất khoá vào chùm khoá của máy: đăng nhập máy thì không phải gõ mật khẩu")
    ring.add_argument("--forget", action="store_true", help="bỏ khoá khỏi chùm khoá")
    add("status", "xem dữ liệu được giữ thế nào")
    recover = add("recover", "quên mật khẩu: lập yêu cầu, rồi nhận tệp trả lời của trụ sở")
    recover.add_argument("file", type=Path, nargs="?", metavar="TỆP", help="tệp trả lời của trụ sở")
    recover.add_argument("--request", type=Path, metavar="TỆP", help="ghi yêu cầu ra tệp để đưa cho trụ sở")


def _add_card(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help = "thẻ phím: một trang A4 có mọi phím, mọi lệnh và các dấu khi ghi (.pdf, .docx, .txt)"
    card = words.add_parser("keys", help=help, description=help)
    card.add_argument("-o", "--output", type=Path, default=Path("the-phim.pdf"), metavar="TỆP")
    card.set_defaults(run=_later("keys", "keycard"))


def _add_plan(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plan = words.add_parser("plan", help="kế hoạch: kiểm tra, đưa vào dùng, nhập các biểu hiện")
    parts = plan.add_subparsers(metavar="VIỆC", required=True)
    check = parts.add_parser("check", help="kiểm tra tệp kế hoạch")
    check.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC")
    check.set_defaults(run=_later("plan_check"))
    use = parts.add_parser(
        "use", help="dùng kế hoạch trong một thư mục cho các buổi mới; không ghi thư mục: bản đi kèm"
    )
    use.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC")
    use.set_defaults(run=_later("plan_use", "errands_plan"))
    indicators = parts.add_parser("indicators", help="nhập các biểu hiện từ Phụ lục (.txt, .docx, .xlsx)")
    indicators.add_argument("file", type=Path, metavar="TỆP")
    indicators.add_argument("--force", action="store_true", help="lưu cả khi chưa đủ")
    indicators.set_defaults(run=_later("plan_indicators"))


def _open_desk(arguments: argparse.Namespace) -> int:
    """The desk itself: on its screen, which somebody waits for, or line by line."""
    if not arguments.plain:
        from tui.starting import quicken

        quicken()
    return _later("desk")(arguments)


def _later(name: str, module: str = "errands") -> Callable[[argparse.Namespace], int]:
    """A command of `tui.errands`, or of another module of `tui`, imported when it is run."""

    def run(arguments: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(f"tui.{module}"), name)
        return command(arguments)

    return run


if __name__ == "__main__":
    sys.exit(main())
