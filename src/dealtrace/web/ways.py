"""How alerts leave the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dealtrace.intake.sending import MailServer

Say = Callable[[str], None]
"""Tells whoever runs the desk one line."""


@dataclass(frozen=True)
class Ways:
    """How alerts leave the desk: mail to each person, and a webhook for all of them."""

    mail: MailServer | None = None
    webhook: str | None = None
    address: str = ""
    """Where the desk is reached, for links in what is sent."""
