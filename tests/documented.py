"""The commands and outputs that the README and the documentation show.

``python -m tests.documented`` brings the outputs shown in the README up to date.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from dealtrace.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OUTPUT = re.compile(r"(<!-- output of: (.*?) -->\n```text)(.*?)(\n```)", re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    """Return the contents of a page's fenced blocks in one language."""
    return [body for kind, body in _FENCE.findall(page.read_text("utf-8")) if kind == language]


def commands() -> Iterator[tuple[str, str]]:
    """Give the page's name and the line of each command shown."""
    for page in PAGES:
        for block in blocks(page, "sh"):
            for line in block.splitlines():
                yield page.name, line


def outputs(page: Path) -> list[tuple[str, str]]:
    """Return the commands whose output the page shows, with that output."""
    return [
        (command, text.removeprefix("\n"))
        for _, command, text, _ in _OUTPUT.findall(page.read_text("utf-8"))
    ]


def real_output(command: str) -> str:
    """Run a ``dealtrace`` command and return what it prints, 100 columns wide."""
    stream = io.StringIO()
    os.environ["COLUMNS"] = "100"
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(stream):
        status = main(command.split()[1:])
    assert status == 0, command
    return stream.getvalue().strip("\n")


def update(page: Path) -> None:
    """Write the real outputs into a page."""
    text = _OUTPUT.sub(lambda m: f"{m[1]}\n{real_output(m[2])}{m[4]}", page.read_text("utf-8"))
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    update(ROOT / "README.md")
