"""Takes one PDF apart in a process of its own, within bounds of memory and time.

Run as ``python -m dealtrace.intake.pdf_worker PAGES CHARACTERS SECONDS MEMORY``: the file on
standard input, a JSON object on standard output, ``{"pages": [text...], "title", "total"}`` or
``{"refused": reason}``. A file made to exhaust the machine ends this process, not its parent.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError


def main(arguments: list[str]) -> None:
    """Read, extract, print."""
    pages, characters, seconds, memory = map(int, arguments)
    _confine(seconds, memory)
    logging.disable(logging.CRITICAL)
    try:
        result = _extract(sys.stdin.buffer.read(), pages, characters)
    except MemoryError:
        result = {"refused": "needs too much memory to unpack"}
    except LimitReachedError:
        result = {"refused": "unpacks to far more than a report holds"}
    except (Exception, RecursionError) as error:  # whatever a broken file makes the parser raise
        result = {"refused": f"is damaged or no PDF ({type(error).__name__})"}
    sys.stdout.write(json.dumps(result))


def _confine(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's clock is the only bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _extract(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": "is protected by a password"}
    texts: list[str] = []
    total = len(reader.pages)
    for page in reader.pages[:most_pages]:
        texts.append(page.extract_text())
        if sum(map(len, texts)) > most_characters:
            return {"refused": f"has more than {most_characters:,} characters of text"}
    title = reader.metadata.title if reader.metadata else None
    return {"pages": texts, "total": total, "title": title if isinstance(title, str) else None}


if __name__ == "__main__":
    main(sys.argv[1:])
