"""What may import what, read from the sources and seen in a running interpreter (design.md §2, §7)."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.house.sources import ROOT, modules, name_of

SCREEN = {"textual", "rich"}
LIBRARIES = {"httpx", "tinydb", "docx", "openpyxl", "lxml", "platformdirs"}

SERVER = {
    "fastapi",
    "starlette",
    "uvicorn",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "argon2",
    "structlog",
    "prometheus_client",
}

PROBE = """
import importlib, json, sys
before = len(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps([len(sys.modules) - before, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter in the repository."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def loaded(*names: str) -> tuple[int, set[str]]:
    """(modules more than the bare interpreter has, top-level names) after importing in a fresh interpreter."""
    done = python("-c", PROBE, *names)
    assert done.returncode == 0, done.stderr
    more, tops = json.loads(done.stdout)
    return more, set(tops)


def dotted(*folders: str) -> list[str]:
    """The import names of every module under the folders, `__main__` apart."""
    paths = (name_of(path) for path in modules(*folders) if path.name != "__main__.py")
    return [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths]


def test_the_contracts_hold() -> None:
    """design.md §2: tui → sync | documents → models; the core is pure. The contracts stand in pyproject.toml."""
    done = python("-c", "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_import_models_loads_next_to_nothing() -> None:
    """design.md §7: `import models` costs no library at all; it is the folder of the core, not its sum."""
    more, tops = loaded("models")
    assert more <= 5
    assert not tops & (SCREEN | LIBRARIES | {"pydantic", "asyncio"})


def test_the_whole_core_loads_no_screen_store_or_paper() -> None:
    """design.md §2: every module of models in one fresh interpreter, and none of the libraries of the others."""
    names = dotted("models")
    more, tops = loaded(*names)
    assert len(names) > 40
    assert not tops & (SCREEN | LIBRARIES | {"asyncio", "sync", "documents", "tui"})
    assert more <= 320, "the core imports more than pydantic and itself"


@pytest.mark.parametrize(
    ("module", "most"),
    [("sync.replica", 290), ("sync.store", 360), ("documents.plan_file", 260), ("documents.text_paper", 320)],
)
def test_disk_and_papers_load_no_screen(module: str, most: int) -> None:
    """design.md §2: what reads and writes files knows nothing of screens; each stays about its present size."""
    more, tops = loaded(module)
    assert not tops & (SCREEN | {"httpx", "asyncio", "tui"})
    assert more <= most


ONLINE = {
    "sync.client",
    "sync.round",
    "sync.enrolment",
    "sync.enrolment_file",
    "sync.courier",
    "sync.fetching",
    "sync.forwarding",
}
"""The modules that speak with headquarters, and so load its client's library."""


def test_sync_and_documents_load_without_the_screen_altogether() -> None:
    """design.md §2: siblings below the desk; a server can use them."""
    _, tops = loaded(*sorted({*dotted("sync", "documents")} - ONLINE))
    assert not tops & (SCREEN | {"tui", "httpx"})


def test_the_desk_opens_without_the_clients_library() -> None:
    """sync.md §7: nothing on the screen waits for headquarters, its library neither; the courier's thread loads it."""
    _, tops = loaded("tui.launch", "tui.adhoc", "tui.actions", "tui.panes.sync")
    assert "httpx" not in tops


FIRST_SCREEN = """
import sys
import tui.launch, tui.panes.recovery, tui.registry, tui.starting
tui.registry.registry()
early = [name for name in tui.starting.REST if name in sys.modules and name != "tui.panes.live"]
steps = sum(1 for _ in tui.starting.load_rest())
late = [name for name in tui.starting.REST if name not in sys.modules]
print(early, steps == len(tui.starting.REST), late)
"""


def test_the_first_screen_loads_no_pane_that_a_key_opens() -> None:
    """design.md §7, first paint: panes, procedure and minutes come after it, in idle moments, and then all of them."""
    assert python("-c", FIRST_SCREEN).stdout == "[] True []\n"


def test_the_desk_loads_no_library_of_headquarters() -> None:
    """design.md §6: a laptop installs none of them; every module of the desk loads without."""
    _, tops = loaded(*dotted("tui", "sync", "documents", "models"))
    assert not tops & (SERVER | {"hq"})


def test_the_command_line_starts_bare() -> None:
    """style.md §2.8: the door of the program loads no Textual, no pydantic and no store."""
    more, tops = loaded("tui.__main__")
    assert not tops & (SCREEN | LIBRARIES | {"pydantic", "models", "sync", "documents", "asyncio"})
    assert more <= 45


def test_telling_the_version_loads_no_library() -> None:
    """design.md §7: `bienban --version` stays near the bare interpreter."""
    told = "import sys\ntry:\n    from tui.__main__ import main; main(['--version'])\nfinally:\n"
    show = "    print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    done = python("-c", told + show)
    assert done.stdout.startswith("bienban ")
    names = done.stderr.splitlines()[0].split()
    assert "argparse" in names
    assert not set(names) & (SCREEN | LIBRARIES | {"pydantic", "models", "sync", "documents"})
