"""``dealtrace export``: the register, or some deals of it, in a format that others read."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from dealtrace.cli.messages import Fatal, note
from dealtrace.cli.register.deals import wanted
from dealtrace.cli.register.opening import reading
from dealtrace.exports import formats
from dealtrace.register.streams import Stream


def run(arguments: argparse.Namespace) -> int:
    """Write what is wanted to a file, a folder or standard output."""
    target: Path | None = arguments.output
    if target is None and arguments.format in formats.TABLES:
        raise Fatal(f"{arguments.format} is several files: name a folder or a .zip with --output")
    with reading(arguments) as connection:
        stream = Stream(connection, wanted(arguments), arguments.as_of)
        if target is None:
            formats.FILES[arguments.format].write(stream, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            note(f"{target}: {_counted(formats.write(arguments.format, stream, target))}")
    return 0


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items()) or "nothing"
