"""A real server of headquarters: in a process of its own for tests that kill it, in a thread for browsers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from hq.app import build
from hq.services import Services

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def serving(data: Path, database: str, log: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the URL it listens at. Whatever is left of it is killed at the end."""
    environment = {**os.environ, "BIENBAN_HQ_DATABASE": database}
    command = [sys.executable, "-m", "hq", "serve", "--data", str(data), "--port", "0", *options]
    with log.open("a") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "http" in said, log.read_text()
        yield process, said.rsplit(" ", 1)[-1].strip()
    finally:
        process.kill()
        process.communicate()


@contextmanager
def listening(services: Services) -> Iterator[str]:
    """The URL of a server in a thread of this process."""
    config = uvicorn.Config(build(services), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    bound = config.bind_socket()
    bound.listen(64)  # a browser that is quicker than the server waits for it, and is not refused
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine, without a window."""
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()
