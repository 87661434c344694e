"""``dealtrace account``: who may use the desk of a team."""

from __future__ import annotations

import argparse
import getpass
import sys

from dealtrace.cli.messages import Fatal
from dealtrace.cli.register.opening import opened
from dealtrace.cli.serve import require
from dealtrace.display import wording
from dealtrace.register.desk import people
from dealtrace.register.desk.opening import prepare
from dealtrace.register.desk.people import Account
from dealtrace.register.store import Register


def run(arguments: argparse.Namespace) -> int:
    """List accounts, make one, or change one."""
    require()
    with opened(arguments, create=True) as register:
        prepare(register)
        if arguments.name:
            print(_line(_settle(register, arguments)))
        else:
            with register.reading() as connection:
                for one in people.listed(connection):
                    print(_line(one))
    return 0


def _settle(register: Register, arguments: argparse.Namespace) -> Account:
    name = " ".join(arguments.name.split())
    with register.reading() as connection:
        found = next((a for a in people.listed(connection) if a.name == name), None)
    if found is None and not arguments.role:
        raise Fatal(f"{name}: no such account; make it: dealtrace account {name} --role reader")
    kept = _asked(name) if found is None or arguments.password else None
    with register.writing() as connection:
        if found is None:
            assert kept
            return people.open_account(connection, name, arguments.role, kept, arguments.email)
        return people.change(connection, found.id, arguments.role, kept, arguments.closed)


def _asked(name: str) -> str:
    """Ask for a new password, twice on a terminal, and return its hash."""
    from dealtrace.web import passwords

    terminal = sys.stdin.isatty()
    given = getpass.getpass(f"Password of {name}: ") if terminal else sys.stdin.readline().strip()
    if terminal and getpass.getpass("Again: ") != given:
        raise Fatal("the two differ")
    if problem := passwords.problem(given, name):
        raise Fatal(problem)
    return passwords.hashed(given)


def _line(one: Account) -> str:
    closed = f", closed {one.closed_at:%Y-%m-%d}" if one.closed_at else ""
    return wording.clean(f"{one.name}: {one.role}, since {one.made_at:%Y-%m-%d}{closed}")
