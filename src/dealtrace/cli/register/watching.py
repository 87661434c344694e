"""Looking at folders again and again for files that are new or have changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from dealtrace.intake.sources import list_folder

PAUSE = 1.0
"""Seconds between two looks."""

Seen = dict[str, tuple[int, int] | None]
"""Files with the time of their last change (ns) and size; None where they were gone."""


def changes(folders: list[str], seen: Seen, pause: float = PAUSE) -> Iterator[list[str]]:
    """Give the files that are new or changed since ``seen``, whenever there are any, for ever.

    A file counts once two looks find it the same, so that none is read while it is being written.
    """
    done = before = seen
    while True:
        time.sleep(pause)
        now = look(folders)
        settled = [
            file
            for file, stamp in now.items()
            if before.get(file) == stamp and done.get(file) != stamp
        ]
        done = {file: now[file] if file in settled else done.get(file) for file in now}
        before = now
        if settled:
            yield settled


def look(folders: list[str]) -> Seen:
    """Return the files in the folders, each with what tells whether it changed."""
    return {file: _stamp(file) for folder in folders for file in list_folder(folder)}


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None  # gone between listing and looking
    return found.st_mtime_ns, found.st_size
