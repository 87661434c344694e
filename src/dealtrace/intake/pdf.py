"""PDF files: their text, put back into paragraphs."""

from __future__ import annotations

import itertools
import json
import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dealtrace.intake.layout import ends_sentence
from dealtrace.intake.refusal import Limits, Refused
from dealtrace.intake.text import Known

_PAGE_NUMBER = re.compile(
    r"(?:page\s)?[-–—\s]*\d{1,4}(?:\s(?:of|/)\s?\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_CLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\ufffe\ud800-\udfff]")
_NO_TITLE = re.compile(r"microsoft|untitled|\.\w{2,4}$|^\W*$|_|^layout|^slide", re.IGNORECASE)
# Prefixes that keep their hyphen when a line breaks after it ("anti-" / "tank").
_PREFIXES = (
    "air all anti co counter cross ex ground half high long low medium mid multi non post pre pro "
    "quasi self semi ship short sub surface trans twin ultra well"
)
_HYPHENATED = frozenset(_PREFIXES.split())


def read_pdf(data: bytes, charset: str | None, limits: Limits) -> tuple[str, Known]:
    """The text of a PDF in paragraphs. Raises :class:`Refused` for what can't be read in bounds."""
    found = _take_apart(data, limits)
    pages = [_CLEAN.sub("", page) for page in found["pages"]]
    text = reflow(pages)
    if not text:
        raise Refused("holds no text, only pictures: have its text recognised (OCR) first")
    notes: tuple[str, ...] = ()
    if found["total"] > len(pages):
        notes = (f"has {found['total']} pages: read the first {len(pages)}",)
    title = (found["title"] or "").strip()
    usable = len(title.split()) >= 4 and not _NO_TITLE.search(title) and title in text
    return text, Known(title=title if usable else None, notes=notes)


def _take_apart(data: bytes, limits: Limits) -> dict[str, Any]:
    bounds = (limits.pages, limits.characters, int(limits.unpack_seconds), limits.memory_bytes)
    command = [sys.executable, "-m", "dealtrace.intake.pdf_worker", *map(str, bounds)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.unpack_seconds, env=environment
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Refused(f"takes longer than {limits.unpack_seconds:.0f} seconds to unpack") from None
    except ValueError:
        raise Refused("needs too much memory or time to unpack") from None
    if "refused" in found:
        raise Refused(found["refused"])
    return found


def reflow(pages: list[str]) -> str:
    """Lines of pages into paragraphs, parted by blank lines, without running heads and numbers."""
    running = _running_heads(pages)
    lines: list[str] = []
    for page in pages:
        for line in (" ".join(raw.split()) for raw in page.split("\n")):
            if not _PAGE_NUMBER.fullmatch(line) and _figureless(line) not in running:
                lines.append(line)
    return "\n\n".join(_paragraphs(lines))


def _running_heads(pages: list[str]) -> set[str]:
    """What stands, but for its figures, at the top or foot of most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = [" ".join(line.split()) for line in page.split("\n") if line.strip()]
        lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line)]
        counts.update({_figureless(line) for line in lines[:1] + lines[-1:]})
    return {line for line, n in counts.items() if line and n >= 3 and n > len(pages) / 2}


def _figureless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    full = [len(line) for line in lines if len(line) > 25]
    width = statistics.quantiles(full, n=10)[-1] if len(full) > 1 else 80.0
    paragraph = ""
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        paragraph = _join(paragraph, line)
        if paragraph and (not following or _breaks(line, following, width)):
            yield paragraph
            paragraph = ""


def _breaks(line: str, following: str, width: float) -> bool:
    """Whether a paragraph ends with ``line``: it is short and complete, or the next is an item."""
    if following[0] in "•▪●◦":
        return True
    if following[0].islower() or line.endswith((",", "-")):
        return False
    return len(line) < (0.85 if ends_sentence(line) else 0.6) * width


def _join(paragraph: str, line: str) -> str:
    if not paragraph or not line:
        return paragraph or line
    if paragraph.endswith("-") and line[0].islower() and paragraph[-2:-1].isalpha():
        stem = re.split(r"[^\w]", paragraph[:-1])[-1].lower()
        return (paragraph if stem in _HYPHENATED else paragraph[:-1]) + line
    return f"{paragraph} {line}"
