"""`bienban-hq serve`: from the command line's values to a server that listens, and to its orderly end."""

from __future__ import annotations

import os
import socket
import ssl
from pathlib import Path
from typing import Final

import uvicorn
from sqlalchemy.engine import make_url

from documents.plan_file import load_plan
from hq import words
from hq.app import build
from hq.contents import keep_own_plan
from hq.database import Database
from hq.migrations import migrate
from hq.observing import set_up_log
from hq.services import Services, own_key, recovery_key
from hq.settings import Settings

GRACE = 30
"""Seconds that calls under way have when the server is told to end."""

LISTENING: Final = "Máy chủ trụ sở đang nghe tại {address}"


class CannotServe(Exception):
    """The server must not start so; the message says in Vietnamese what to do."""


def open_services(settings: Settings) -> Services:
    """The database, made or brought up to date, with what every command of headquarters needs.

    SchemaNewer, CannotServe; DatabaseBusy, DatabaseFull, DatabaseUnusable, DatabaseUnnamed.
    """
    if not settings.database:
        keep_to_oneself(settings.file)
    database = Database(settings.url)
    migrate(database)
    own, recovery = own_key(database), recovery_key(database)
    services = Services(settings=settings, database=database, plan=load_plan(), key=own, recovery=recovery)
    keep_own_plan(services)
    return services


def serve(settings: Settings, services: Services | None = None, told: str = LISTENING) -> None:
    """Listen until a signal ends it; `told` is said once it does. CannotServe, SchemaNewer."""
    require_safe(settings)
    _require_certificate(settings)
    set_up_log()
    server = _Server(_config(settings, services or open_services(settings)), told)
    server.run(sockets=[_listening(settings)])


def require_safe(settings: Settings) -> None:
    """Tokens and records never travel openly beyond this machine unless somebody says that a proxy sees to it."""
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise CannotServe("Cần cả --tls-cert lẫn --tls-key.")
    missing = [path for path in (settings.tls_cert, settings.tls_key) if path is not None and not path.is_file()]
    if missing:
        raise CannotServe(f"Không có tệp {missing[0]}.")
    if not (settings.loopback or settings.tls or settings.allow_plain):
        raise CannotServe(
            f"Không mở cổng ra ngoài máy này ({settings.host}) khi chưa có TLS. Hãy thêm --tls-cert và --tls-key,"
            " hoặc --allow-plain nếu phía trước đã có máy chủ trung gian nhận TLS."
        )


def _require_certificate(settings: Settings) -> None:
    """The two files are a certificate and the key of it. CannotServe."""
    if settings.tls_cert is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(settings.tls_cert, settings.tls_key)
    except OSError as error:  # `ssl.SSLError` is one
        raise CannotServe(
            "Không dùng được --tls-cert và --tls-key: phải là chứng thư và đúng khoá riêng của chứng thư ấy, dạng PEM."
        ) from error


def shown(url: str) -> str:
    """A database's URL without its password."""
    return make_url(url).render_as_string(hide_password=True)


class _Server(uvicorn.Server):
    """Says on standard output where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, told: str) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, then one line."""
        await super().startup(sockets)
        if self.started and sockets:
            scheme = "https" if self.config.is_ssl else "http"
            host, port = sockets[0].getsockname()[:2]
            shown_host = f"[{host}]" if ":" in host else host
            print(self._told.format(address=f"{scheme}://{shown_host}:{port}"), flush=True)


def _config(settings: Settings, services: Services) -> uvicorn.Config:
    return uvicorn.Config(
        build(services),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.allow_plain,
        timeout_graceful_shutdown=GRACE,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
    )


def require_free(settings: Settings) -> None:
    """The port may be listened at. CannotServe."""
    _listening(settings).close()


def _listening(settings: Settings) -> socket.socket:
    """The socket; CannotServe when the address is taken or not this machine's."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise CannotServe(
            f"Không mở được cổng {settings.port} tại {settings.host}: cổng bận, ngoài 0–65535, cần quyền của hệ thống,"
            " hoặc địa chỉ không phải của máy này. Hãy chọn cổng khác bằng --port."
        ) from error
    return listening


def keep_to_oneself(file: Path) -> None:
    """The folder and the file of the database are for this user alone. CannotServe: they cannot be made."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        raise CannotServe(words.DATA_TROUBLE.format(name=file.parent)) from error
