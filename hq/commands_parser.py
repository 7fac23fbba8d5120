"""The words of an administrator's commands; nothing heavy is imported to understand them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from hq.settings import Settings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Shared = Callable[[argparse.ArgumentParser], None]
Job = Callable[[argparse.Namespace, "Settings"], int]

_WHERE: Final[Mapping[str, str]] = {
    "org_import": "commands_units",
    "org_show": "commands_units",
    "code_new": "commands_units",
    "code_file": "commands_units",
    "device_list": "commands_units",
    "device_revoke": "commands_units",
    "indicators_import": "commands_contents",
    "plan_import": "commands_contents",
    "plan_list": "commands_contents",
    "plan_use": "commands_contents",
    "roster_import": "commands_contents",
    "account_add": "commands_people",
    "account_list": "commands_people",
    "account_disable": "commands_people",
    "account_password": "commands_people",
    "account_grant": "commands_people",
    "report": "commands_report",
    "vault_answer": "commands_vault",
    "bundle_import": "commands_bundle",
    "backup_to": "commands_keeping",
    "restore_from": "commands_keeping",
    "demo": "commands_demo",
}
"""Function → the module of `hq` it stands in."""


def _later(name: str) -> Job:
    """A job, imported when it is run."""

    def run(given: argparse.Namespace, settings: Settings) -> int:
        job: Job = getattr(import_module(f"hq.{_WHERE[name]}"), name)
        return job(given, settings)

    return run


JOBS: Final[Mapping[str, Job]] = {name: _later(name) for name in _WHERE}


def add_commands(commands: Commands, shared: Shared) -> None:
    """Every command of an administrator; `shared` adds the options by which each finds the database."""
    _add_org(commands, shared)
    _add_contents(commands, shared)
    _add_codes(commands, shared)
    _add_vault(commands, shared)
    _add_accounts(commands, shared)
    _add_report(commands, shared)
    bundle = _group(commands, "bundle", "tệp trên thẻ nhớ: nhận các buổi mà máy thư ký đã ghi ra")
    help = "nhận các buổi trong một tệp .bienban-gui; nhận hai lần cũng không đổi gì"
    bring = _command(bundle, "import", "bundle_import", help, shared)
    bring.add_argument("file", type=Path, metavar="TỆP")
    backup = _command(commands, "backup", "backup_to", "sao lưu mọi dữ liệu vào một tệp, khi máy chủ vẫn chạy", shared)
    backup.add_argument("file", type=Path, metavar="TỆP", help="tệp mới: .zip, hoặc .sqlite nếu dùng SQLite")
    help = "khôi phục một bản sao lưu vào cơ sở dữ liệu trống"
    restore = _command(commands, "restore", "restore_from", help, shared)
    restore.add_argument("file", type=Path, metavar="TỆP")
    help = "dựng đơn vị và buổi sinh hoạt bịa trong cơ sở dữ liệu trống để xem thử, rồi chạy máy chủ"
    demo = _command(commands, "demo", "demo", help, shared)
    sizes = "ward: 40 đơn vị (mặc định); district: 450; city: 17.000"
    demo.add_argument("--size", choices=("ward", "district", "city"), default="ward", help=sizes)
    demo.add_argument("--port", type=int, metavar="CỔNG", help="cổng để nghe (mặc định: 8642; 0: cổng còn trống)")
    demo.add_argument("--fill-only", action="store_true", help="chỉ dựng dữ liệu, không chạy máy chủ")


def _command(commands: Commands, name: str, job: str, help: str, shared: Shared) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    shared(parser)
    parser.set_defaults(work=job)
    return parser


def _group(commands: Commands, name: str, help: str) -> Commands:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    parts: Commands = parser.add_subparsers(metavar="VIỆC", title="việc", required=True)
    return parts


def _add_org(commands: Commands, shared: Shared) -> None:
    org = _group(commands, "org", "cây tổ chức: nhập, xem")
    bring = _command(
        org, "import", "org_import", "nhập danh sách đơn vị (.csv, .xlsx); xem thay đổi rồi mới lưu", shared
    )
    bring.add_argument("file", type=Path, metavar="TỆP")
    bring.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ thay đổi gì, không lưu")
    bring.add_argument("--yes", action="store_true", help="lưu mà không hỏi")
    show = _command(org, "show", "org_show", "xem cây tổ chức", shared)
    show.add_argument("--date", type=date.fromisoformat, metavar="NGÀY", help="vào ngày nào, dạng 2025-06-30")


def _add_contents(commands: Commands, shared: Shared) -> None:
    plan = _group(commands, "plan", "kế hoạch mà trụ sở giao cho mọi máy thư ký")
    help = "kiểm tra kế hoạch trong một thư mục rồi giao; không ghi thư mục: bản đi kèm phần mềm"
    campaign = _command(plan, "import", "plan_import", help, shared)
    campaign.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC")
    _command(plan, "list", "plan_list", "xem các kế hoạch mà trụ sở có và các trang đang dùng kế hoạch nào", shared)
    help = "chọn kế hoạch cho các trang, báo cáo và nhắc việc; mọi tiến trình của máy chủ cùng theo"
    use = _command(plan, "use", "plan_use", help, shared)
    use.add_argument("plan", metavar="KẾ_HOẠCH", help="mã kế hoạch (vài ký tự đầu) hoặc mã đợt, như ở plan list")
    indicators = _group(commands, "indicators", "lời các biểu hiện mà trụ sở giao cho mọi máy thư ký")
    help = "nạp lời các biểu hiện từ Phụ lục (.txt, .docx, .xlsx); xem rồi mới lưu"
    wording = _command(indicators, "import", "indicators_import", help, shared)
    wording.add_argument("file", type=Path, metavar="TỆP")
    wording.add_argument("--force", action="store_true", help="lưu cả khi chưa đủ")
    roster = _group(commands, "roster", "danh sách đảng viên mà trụ sở giao cho máy thư ký của một đơn vị")
    help = "nhập danh sách đảng viên của một đơn vị (.xlsx, .csv, .txt); xem rồi mới lưu"
    people = _command(roster, "import", "roster_import", help, shared)
    people.add_argument("unit", metavar="ĐƠN_VỊ", help="mã của đơn vị trong cây tổ chức")
    people.add_argument("file", type=Path, metavar="TỆP")
    people.add_argument("--encoding", metavar="BẢNG_MÃ", help="bảng mã của tệp, khi máy đoán sai")
    people.add_argument("--sheet", metavar="TRANG", help="trang tính, khi tệp có nhiều trang")
    for parser in (campaign, wording, people):
        parser.add_argument("--yes", action="store_true", help="lưu mà không hỏi")


def _add_codes(commands: Commands, shared: Shared) -> None:
    code = _group(commands, "code", "ghi danh máy của thư ký: tạo mã, tạo tệp")
    new = _command(code, "new", "code_new", "tạo mã ghi danh, dùng một lần trong 24 giờ", shared)
    _add_cell(new)
    new.add_argument("--print", action="store_true", help="in cả phiếu để đưa cho thư ký")
    file = _command(code, "file", "code_file", "ghi danh bằng tệp có chữ ký, cho máy không có mạng", shared)
    _add_cell(file)
    file.add_argument("--request", type=Path, required=True, metavar="TỆP", help="tệp yêu cầu do máy của thư ký tạo")
    file.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP")
    file.add_argument("--address", default="", metavar="URL", help="địa chỉ trụ sở để máy ấy gửi khi có mạng")
    device = _group(commands, "device", "các máy đã ghi danh: xem, thu hồi")
    _command(device, "list", "device_list", "xem các máy", shared)
    revoke = _command(device, "revoke", "device_revoke", "thu hồi một máy ngay lập tức; dữ liệu đã gửi vẫn còn", shared)
    revoke.add_argument("device", metavar="SỐ_MÁY", help="vài chữ đầu của số máy là đủ")


def _add_report(commands: Commands, shared: Shared) -> None:
    help = "báo cáo tổng hợp của một phường, quận: số liệu đã điền, chỗ nhận xét để người viết"
    report = _command(commands, "report", "report", help, shared)
    report.add_argument("unit", metavar="MÃ", help="mã của phường, quận trong cây tổ chức")
    for ending, what in (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "bảng tính")):
        report.add_argument(f"--{ending}", type=Path, metavar="TỆP", help=f"tệp {what} mới, không ghi đè tệp đã có")


def _add_vault(commands: Commands, shared: Shared) -> None:
    vault = _group(commands, "vault", "mở lại dữ liệu đã mã hoá của máy quên mật khẩu")
    help = "trả lời tệp yêu cầu của một máy quên mật khẩu; hãy chắc chắn người đưa tệp là thư ký của máy ấy"
    answer = _command(vault, "answer", "vault_answer", help, shared)
    answer.add_argument("file", type=Path, metavar="TỆP", help="tệp yêu cầu do máy của thư ký tạo")
    answer.add_argument("-o", "--output", type=Path, required=True, metavar="TỆP", help="tệp trả lời")
    answer.add_argument("--yes", action="store_true", help="trả lời mà không hỏi")
    answer.add_argument("--revoked", action="store_true", help="trả lời cả máy đã thu hồi, khi máy đã về tay thư ký")


def _add_cell(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cell", metavar="ĐƠN_VỊ", help="mã của đơn vị trong cây tổ chức")
    roles = ("clerk", "secretary")
    parser.add_argument("--role", choices=roles, default="clerk", help="clerk: thư ký (mặc định); secretary: bí thư")


def _add_accounts(commands: Commands, shared: Shared) -> None:
    account = _group(commands, "account", "tài khoản của người xem số liệu ở các cấp")
    new = _command(account, "add", "account_add", "tạo tài khoản; mật khẩu được hỏi sau", shared)
    new.add_argument("login", metavar="TÊN")
    new.add_argument("--name", required=True, metavar="HỌ_TÊN")
    roles = "ward: văn phòng phường, xã; district, city: số liệu cấp trên; admin: quản trị"
    new.add_argument("--role", required=True, choices=("ward", "district", "city", "admin"), help=roles)
    new.add_argument("--unit", metavar="MÃ", help="đơn vị mà vai trò có hiệu lực, kể cả cấp dưới")
    _command(account, "list", "account_list", "xem các tài khoản", shared)
    for name, help in (("disable", "khoá tài khoản ngay lập tức"), ("password", "đổi mật khẩu")):
        _command(account, name, f"account_{name}", help, shared).add_argument("login", metavar="TÊN")
    grant = _command(account, "grant", "account_grant", "cho đọc ý kiến cá nhân, có lý do và thời hạn", shared)
    grant.add_argument("login", metavar="TÊN")
    grant.add_argument("unit", metavar="ĐƠN_VỊ")
    grant.add_argument("--reason", required=True, metavar="LÝ_DO")
    grant.add_argument("--until", required=True, metavar="NGÀY", help="ngày cuối, dạng 2025-12-31")
