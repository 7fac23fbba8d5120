"""The clerk's guide as A4 pages to be printed: `python -m tests.guide` (`make guide`) writes build/huong-dan.pdf.

Chromium lays the pages out: no picture and no table is torn, and a heading stays with what it is about.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from markdown_it import MarkdownIt

from tests.house.sources import ROOT
from tests.shots import BROWSERS

GUIDE = ROOT / "docs" / "huong-dan.md"
PRINTED = ROOT / "build" / "huong-dan.pdf"

STYLE = """
@page { size: A4; margin: 18mm 20mm 18mm 25mm; }
body { font: 11.5pt/1.45 "Noto Serif", "DejaVu Serif", "Times New Roman", serif; }
h1 { font-size: 20pt; } h2 { font-size: 15pt; } h3 { font-size: 12.5pt; }
h1, h2, h3 { break-after: avoid; }
img { max-width: 100%; max-height: 90mm; display: block; margin: 2mm auto; }
img, pre, table, li { break-inside: avoid; }
code { font: 10pt "Noto Sans Mono", "DejaVu Sans Mono", monospace; border: 0.3pt solid #888; padding: 0 0.8mm; }
pre { border: 0.3pt solid #888; padding: 2mm; } pre code { border: none; padding: 0; }
p { orphans: 3; widows: 3; }
"""


def page() -> str:
    """The guide as one page of HTML; its pictures are taken from where it lies."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(GUIDE.read_text("utf-8"))
    base = GUIDE.parent.as_uri()
    head = f'<meta charset="utf-8"><base href="{base}/"><title>Hướng dẫn cho thư ký</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>'


def printed(browser: str, target: Path) -> None:
    """Have Chromium write the pages as PDF."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source = target.with_suffix(".html")
    source.write_text(page(), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run([browser, *options, source.as_uri()], check=True, capture_output=True, timeout=120)
    source.unlink()


def main() -> int:
    """Print the guide; 1 where there is no Chromium."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no PDF: Chromium is not installed", file=sys.stderr)
        return 1
    printed(browser, PRINTED)
    print(PRINTED.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
