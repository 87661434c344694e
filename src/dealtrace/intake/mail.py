"""E-mail messages (``.eml``): the plain text or else the HTML part, subject, sender and date."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
import re
from email.message import EmailMessage, Message

from dealtrace.intake.decoding import decode
from dealtrace.intake.pages import article, with_title
from dealtrace.intake.refusal import Limits, Refused
from dealtrace.intake.text import Known

_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s?(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_MAX_PARTS = 200
_MAX_DEPTH = 20
_BOUNDARY_DEFECTS = ("StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect")


def read_mail(data: bytes, charset: str | None, limits: Limits) -> tuple[str, Known]:
    """The text of a message, its subject first. Raises :class:`Refused` if there is none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = _leaves(message)
        return _read(message, parts, charset, limits)
    except Refused:
        raise
    except (Exception, RecursionError) as error:  # the standard parser is not proof against all
        raise Refused(f"cannot be read as an e-mail ({type(error).__name__})") from error


def _read(
    message: EmailMessage, parts: list[Message], charset: str | None, limits: Limits
) -> tuple[str, Known]:
    if not message.keys():
        raise Refused("is no e-mail message: it has no header lines")
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    for found in (plain, pages):
        if found:
            text, notes = _text_of(found, charset, limits)
            if text.strip():
                known = _known(message, notes + _defects(message, parts))
                return with_title(known.title, text), known
    raise Refused("is an e-mail without text in it")


def _leaves(message: Message, depth: int = 0) -> list[Message]:
    """The parts that hold content, not those that hold parts; attachments left out."""
    if depth > _MAX_DEPTH:
        raise Refused("is an e-mail with parts nested too deeply")
    if not message.is_multipart():
        return [] if message.get_filename() else [message]
    found: list[Message] = []
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else []:
        if isinstance(part, Message) and len(found) < _MAX_PARTS:
            found += _leaves(part, depth + 1)
    return found


def _text_of(
    parts: list[Message], charset: str | None, limits: Limits
) -> tuple[str, tuple[str, ...]]:
    texts: list[str] = []
    notes: tuple[str, ...] = ()
    for part in parts:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        text, notes = decode(data, part.get_content_charset() or charset)
        if part.get_content_type() == "text/html":
            text = article(text, limits)[0]
        texts.append(text.strip("\n"))
    return "\n\n".join(filter(None, texts)), notes


def _known(message: EmailMessage, notes: tuple[str, ...]) -> Known:
    subject = _header(message, "subject")
    sender, _ = email.utils.parseaddr(_header(message, "from"))
    return Known(
        title=_REPLY.sub("", subject) or None,
        publisher=sender or None,
        published=_day(_header(message, "date")),
        notes=notes,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (ValueError, IndexError, TypeError, AttributeError):  # known faults of the header parser
        return ""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())[:500]


def _day(value: str) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _defects(message: EmailMessage, parts: list[Message]) -> tuple[str, ...]:
    names = {type(defect).__name__ for part in (message, *parts) for defect in part.defects}
    return ("seems cut off: its last part has no end",) if names & set(_BOUNDARY_DEFECTS) else ()
