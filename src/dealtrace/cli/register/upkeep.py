"""Making, bringing up to date, checking, copying and restoring a register."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dealtrace.register.store import Register


def run(arguments: argparse.Namespace) -> int:
    """Run one of the commands that look after a register."""
    return _COMMANDS[arguments.command](arguments)


def _init(arguments: argparse.Namespace) -> int:
    register = Register.open(arguments.register, create=True)
    made = f"made a register: {register.name}"
    print(made if register.made else f"{register.name}: a register already")
    register.close()
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    register = Register.open(arguments.register, upgrade=True)
    print(f"{register.name}: up to date (revision {register.revision()})")
    register.close()
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"init": _init, "upgrade": _upgrade}
