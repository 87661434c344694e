"""What all pages share: the register, the settings, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from dealtrace.claims.documents import Outcome
from dealtrace.intake.report import Report
from dealtrace.register.desk import alerts, people
from dealtrace.register.store import Register
from dealtrace.web.access import Need, Role, Visitor
from dealtrace.web.adding import Adder
from dealtrace.web.keeping import Kept
from dealtrace.web.settings import Settings
from dealtrace.web.sifting import Sifter

SESSION = "dealtrace_session"
"""The cookie that holds a session's secret."""

_PLACES = (
    ("/overview", "Overview", Need.READ),
    ("/deals", "Deals", Need.READ),
    ("/reports", "Reports", Need.READ),
    ("/review", "Review", Need.READ),
    ("/entities", "Entities", Need.READ),
    ("/network", "Network", Need.READ),
    ("/map", "Map", Need.READ),
    ("/analysis", "Analysis", Need.READ),
    ("/watching", "Watching", Need.READ),
    ("/add", "Add", Need.DECIDE),
)


@dataclass
class Desk:
    """The running desk. ``secret`` is what forms are signed with."""

    register: Register
    settings: Settings
    secret: bytes
    reader: Callable[[Report], Outcome]
    adder: Adder = field(init=False)
    sifter: Sifter = field(init=False)
    kept: Kept = field(init=False)

    def __post_init__(self) -> None:
        self.adder = Adder(self.register, self.reader, self.settings.fetcher)
        self.sifter = Sifter(self.register)
        self.kept = Kept(self.register)

    async def visitor(self, request: Request, api: bool) -> Visitor | None:
        """Return who is asking; None if nobody known."""
        if not self.settings.team:
            return Visitor(self.settings.person, Role.ADMINISTRATOR)
        if api:
            scheme, _, secret = request.headers.get("authorization", "").partition(" ")
            known = secret.strip() and scheme.lower() == "bearer"
            return await run_in_threadpool(self._of_token, secret.strip()) if known else None
        kept = request.cookies.get(SESSION)
        return await run_in_threadpool(self._of_session, kept) if kept else None

    def _of_token(self, secret: str) -> Visitor | None:
        with self.register.reading() as connection:
            account = people.of_token(connection, secret)
        return Visitor(account.name, Role(account.role), account.id) if account else None

    def _of_session(self, secret: str) -> Visitor | None:
        with self.register.reading() as connection:
            found = people.of_session(connection, secret)
        if found is None:
            return None
        account, due = found
        if due:
            with self.register.writing() as connection:
                people.touch_session(connection, secret)
        return Visitor(account.name, Role(account.role), account.id, secret)

    def places(self, person: Visitor) -> list[tuple[str, str]]:
        """Return the addresses and names of the places this person may go to."""
        return [(place, name) for place, name, need in _PLACES if person.may(need)]

    def unseen(self, person: Visitor) -> int:
        """Return how many alerts this person has not seen."""
        with self.register.reading() as connection:
            return alerts.unseen(connection, person.name)


def of(request: Request) -> Desk:
    """Return the desk that answers a request."""
    desk: Desk = request.app.state.desk
    return desk


def visitor(request: Request) -> Visitor:
    """Return who is asking, on a route that lets only known people through."""
    person: Visitor = request.state.person
    return person
