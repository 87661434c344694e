"""Sending word out: e-mail by a server of one's own, and webhooks on the public internet."""

from __future__ import annotations

import json
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Refused

_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes one's mail, and the sender's address."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    encrypted: bool = True
    at_once: bool = False
    """Whether it speaks TLS from the first byte, rather than after STARTTLS."""


def mail_server(address: str) -> MailServer:
    """Read ``smtp://user:password@host:587/?from=desk@example.org``; ``smtps`` for TLS at once.

    ``smtp+plain`` leaves encryption out, for a server on the same computer. Raises ``ValueError``.
    """
    parts = urlsplit(address)
    schemes = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError("a mail server is given as smtp://user:password@host:587/?from=ADDRESS")
    sender = parse_qs(parts.query).get("from", [""])[0]
    if "@" not in sender:
        raise ValueError("the mail server's address lacks ?from=ADDRESS")
    return MailServer(
        parts.hostname,
        parts.port or schemes[parts.scheme],
        sender,
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
        parts.scheme != "smtp+plain",
        parts.scheme == "smtps",
    )


def send_mail(server: MailServer, to: str, subject: str, text: str) -> None:
    """Send a plain text. Raises :class:`Refused` with the reason where it can't be sent."""
    message = EmailMessage()
    try:
        message["From"], message["To"] = server.sender, to
        message["Subject"] = " ".join(subject.split())
        message.set_content(text)
        with _connected(server) as connection:
            if server.user:
                connection.login(server.user, server.password or "")
            connection.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise Refused(
            f"{server.host} took no mail ({' '.join(str(error).split())[:120]})"
        ) from None


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.at_once:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    if server.encrypted:
        connection.starttls(context=ssl.create_default_context())
    return connection


def send_webhook(url: str, data: Any, fetcher: Fetcher) -> None:
    """Send JSON to an address. Raises :class:`Refused`, also where it leads to a private one."""
    fetcher.send(url, json.dumps(data, ensure_ascii=True).encode())
