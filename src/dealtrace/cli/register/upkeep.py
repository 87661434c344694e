"""Making, bringing up to date, checking, copying and restoring a register."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dealtrace.cli.messages import complain
from dealtrace.cli.progress import counting
from dealtrace.cli.register.opening import opened
from dealtrace.register import upkeep
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
    with counting() as progress:
        register = Register.open(arguments.register, upgrade=True, progress=progress)
    print(f"{register.name}: up to date (revision {register.revision()})")
    register.close()
    return 0


def _check(arguments: argparse.Namespace) -> int:
    with opened(arguments) as register, counting() as progress:
        found = upkeep.check(register, progress)
    for fault in found:
        complain(fault)
    if not found:
        print(f"{register.name}: whole; nothing wrong")
    return 1 if found else 0


def _backup(arguments: argparse.Namespace) -> int:
    with opened(arguments) as register, counting() as progress:
        upkeep.backup(register, arguments.file, progress)
    print(f"{register.name}: copied to {arguments.file}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    with opened(arguments, create=True) as register, counting() as progress:
        upkeep.restore(arguments.file, register, progress)
    print(f"{register.name}: restored from {arguments.file}")
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "upgrade": _upgrade,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
}
