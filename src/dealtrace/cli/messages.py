"""What goes to standard error: one line for each thing that went wrong."""

from __future__ import annotations

import sys


class Fatal(Exception):
    """Ends the command with its message as the one line on standard error."""


def complain(message: str) -> int:
    """Print one line on standard error and return the exit status 1."""
    line = " ".join(message.split())
    print(f"dealtrace: {line}", file=sys.stderr)
    return 1
