"""How the desk is run: whose register, for whom, and under which names it is reached."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field

from dealtrace.intake.fetch import Fetcher
from dealtrace.web.ways import Say, Ways

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


def login_name() -> str:
    """Return the name under which somebody works on their own machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's table: a container, as a rule
        return "somebody"


def silent(words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Settings:
    """What the application needs to know.

    Without ``team`` everybody who reaches it is ``person``, with all rights: it must then be
    reached over loopback only. ``hosts`` are the names under which it may be asked for; another one
    is refused, so that no foreign page can reach it by a name of its own. ``secure`` cookies go
    over HTTPS only. ``fetcher`` decides what may be fetched, and sent to.
    ``alone`` says that no other process serves the same desk beside this one.
    ``ways`` is how alerts leave the desk, ``say`` tells whoever runs it what went wrong.
    """

    team: bool = False
    person: str = field(default_factory=login_name)
    hosts: frozenset[str] = LOOPBACK
    secure: bool = False
    fetcher: Fetcher = field(default_factory=Fetcher)
    ways: Ways = field(default_factory=Ways)
    say: Say = silent
    alone: bool = True
