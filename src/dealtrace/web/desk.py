"""What all pages share: the register, the settings, and who is asking."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from fastapi import Request

from dealtrace.register.store import Register
from dealtrace.web import dossiers
from dealtrace.web.access import Role, Visitor
from dealtrace.web.settings import Settings


@dataclass
class Desk:
    """The running desk."""

    register: Register
    settings: Settings
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    async def visitor(self, request: Request, api: bool) -> Visitor | None:
        """Return who is asking; None if nobody known."""
        return Visitor(self.settings.person, Role.ADMINISTRATOR)

    def places(self, person: Visitor) -> list[tuple[str, str]]:
        """Return the addresses and names of the places this person may go to."""
        return [("/deals", "Deals"), ("/reports", "Reports")]

    def value_words(self, value: object) -> str:
        """Return a value that a person set, in words."""
        return dossiers.set_in_words(value)


def of(request: Request) -> Desk:
    """Return the desk that answers a request."""
    desk: Desk = request.app.state.desk
    return desk
