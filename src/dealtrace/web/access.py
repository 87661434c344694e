"""Who may do what. Every route says what it needs; one that says nothing stops the start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from dealtrace.web import csrf

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Role(StrEnum):
    """What somebody is in a team."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Need(IntEnum):
    """What a route asks of whoever calls it, from nothing to everything.

    ``OWN`` is for changes of what belongs to the person alone: a password, a saved search.
    """

    NOTHING = 0
    READ = 1
    OWN = 2
    DECIDE = 3
    MANAGE = 4


_MOST = {Role.READER: Need.OWN, Role.REVIEWER: Need.DECIDE, Role.ADMINISTRATOR: Need.MANAGE}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking: the name that every change will bear, and the role."""

    name: str
    role: Role
    account: int | None = None
    session: str | None = None

    def may(self, need: Need) -> bool:
        """Whether this person may do what needs ``need``."""
        return need <= _MOST[self.role]

    @property
    def decides(self) -> bool:
        """Whether this person may change the register."""
        return self.may(Need.DECIDE)

    @property
    def manages(self) -> bool:
        """Whether this person may manage accounts and settings."""
        return self.may(Need.MANAGE)


@dataclass(frozen=True)
class Guard:
    """Lets through whoever may; for forms it asks for proof that the page is the desk's own."""

    need: Need
    api: bool = False

    async def __call__(self, request: Request) -> None:
        """Put the visitor into ``request.state.person``, or refuse."""
        visitor = await request.app.state.desk.visitor(request, self.api)
        request.state.person = visitor
        if visitor is None and self.need > Need.NOTHING:
            raise NotKnown(self.api)
        if visitor is not None and not visitor.may(self.need):
            raise HTTPException(403, f"This needs another role than {visitor.role}.")
        if request.method not in _SAFE and not self.api and not await csrf.holds(request):
            raise HTTPException(403, "This page is too old to act from; open it again.")


class NotKnown(Exception):
    """Nobody is logged in, or no valid token came along."""

    def __init__(self, api: bool) -> None:
        super().__init__("log in first")
        self.api = api


def routes(need: Need, prefix: str = "", api: bool = False) -> APIRouter:
    """Return a router all of whose routes ask for ``need``."""
    guard = Guard(need, api)
    return APIRouter(prefix=prefix, dependencies=[Depends(guard)], include_in_schema=api)


def routes_in(found: Iterable[BaseRoute]) -> list[APIRoute]:
    """Return all routes, those of included routers as well; files are no routes.

    Raises :class:`RuntimeError` for a sort of route that can't say what it needs.
    """
    listed: list[APIRoute] = []
    for route in found:
        inner = getattr(route, "original_router", None)  # how FastAPI keeps included routers
        if inner is not None:
            listed += routes_in(inner.routes)
        elif isinstance(route, APIRoute):
            listed.append(route)
        elif not (isinstance(route, Mount) and isinstance(route.app, StaticFiles)):
            raise RuntimeError(f"{route!r} can't say who may call it")
    return listed


def need_of(route: APIRoute) -> Need | None:
    """Return what a route asks for; None where it says nothing."""
    guards = [d.dependency for d in route.dependencies if isinstance(d.dependency, Guard)]
    return max((guard.need for guard in guards), default=None)


def check_guarded(found: Iterable[APIRoute]) -> None:
    """Raise :class:`RuntimeError` for a route that does not say what it needs."""
    bare = [route.path for route in found if need_of(route) is None]
    if bare:
        raise RuntimeError(f"routes that do not say who may call them: {', '.join(bare)}")
