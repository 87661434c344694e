"""The command line: every ``dealtrace`` command.

Importing this package is light; the parts a command needs are imported when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command given by ``argv`` (by default the process's own) and return its status."""
    from dealtrace.cli.app import run

    return run(argv)
