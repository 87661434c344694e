"""What goes to standard error: one line for each thing that went wrong."""

from __future__ import annotations

import sys


class Fatal(Exception):
    """Ends the command with its message as the one line on standard error."""


def complain(message: str) -> int:
    """Print one line on standard error and return the exit status 1."""
    note(message)
    return 1


def note(message: str) -> None:
    """Print one line on standard error."""
    from dealtrace.display import wording

    print(f"dealtrace: {wording.clean(message)}", file=sys.stderr, flush=True)
