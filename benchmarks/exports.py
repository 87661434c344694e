"""Time and memory of every export of a large register.

``python -m benchmarks.exports [--deals N] [--keep FOLDER] [--format NAME]... [--json]``

A register of N made deals is written (``made_register``), then each format is exported by a process
of its own, whose largest memory and time are taken from the system. A format that takes
``MOST_MEMORY`` or more is marked, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dealtrace.cli.arguments.exporting import FORMATS
from dealtrace.exports.formats import TABLES

MOST_MEMORY = 500  # MB
Figures = dict[str, float | str]


def main() -> int:
    """Measure, print, and return 1 if a format takes too much memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--deals", type=int, default=10_000, help="size of the register")
    parser.add_argument("--keep", type=Path, help="folder where the register is left")
    parser.add_argument("--format", action="append", choices=FORMATS, help="may be given again")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        file = (options.keep or Path(passing)) / f"deals-{options.deals}.db"
        if not file.exists():
            # Elsewhere: what this process once held would count as its children's memory.
            maker = [sys.executable, "-m", "benchmarks.made_register"]
            subprocess.run([*maker, str(file), str(options.deals)], check=True)
        found = []
        for name in options.format or FORMATS:
            found.append(measure(file, Path(passing), name))
            print(json.dumps(found[-1]) if options.json else _line(found[-1]), flush=True)
    return int(any(float(one["peak MB"]) >= MOST_MEMORY for one in found))


def measure(register: Path, folder: Path, name: str) -> Figures:
    """Export in one format; returns seconds, the largest memory and the size of what is written."""
    target = folder / (f"{name}.zip" if name in TABLES else name)
    command = [sys.executable, "-m", "dealtrace", "--register", str(register), "export", name]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--output", str(target)], stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{name}: {process.communicate()[1].decode()}")
    size = target.stat().st_size
    target.unlink()
    return {
        "format": name,
        "seconds": seconds,
        "of the processor": used.ru_utime + used.ru_stime,
        "peak MB": used.ru_maxrss / 1024,  # kilobytes on Linux
        "written MB": size / 2**20,
    }


def _line(one: Figures) -> str:
    mark = "  (too much memory)" if float(one["peak MB"]) >= MOST_MEMORY else ""
    return (
        f"{one['format']:<10}{one['seconds']:>8.1f} s {one['of the processor']:>8.1f} s of the "
        f"processor {one['peak MB']:>6.0f} MB at most {one['written MB']:>8.1f} MB written{mark}"
    )


if __name__ == "__main__":
    sys.exit(main())
