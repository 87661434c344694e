"""Bytes of a known or guessed kind to a :class:`Report`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from dealtrace.intake.decoding import decode
from dealtrace.intake.language_id import language_name
from dealtrace.intake.mail import read_mail
from dealtrace.intake.pages import publisher_at, read_page
from dealtrace.intake.pdf import read_pdf
from dealtrace.intake.refusal import Limits, Refused, megabytes
from dealtrace.intake.report import Report
from dealtrace.intake.text import Known, report_from_text

Reader = Callable[[bytes, str | None, Limits], tuple[str, Known]]


def _read_text(data: bytes, charset: str | None, limits: Limits) -> tuple[str, Known]:
    text, notes = decode(data, charset)
    return text, Known(notes=notes)


READERS: dict[str, Reader] = {
    "text": _read_text,
    "html": read_page,
    "pdf": read_pdf,
    "mail": read_mail,
}
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".eml": "mail",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
_MAIL = re.compile(
    rb"(?:return-path|received|from|date|subject|message-id|mime-version|delivered-to): "
    rb".*\r?\n[\w-]{2,40}:",
    re.I,
)
_BLANK = re.compile(r"[\s\x00\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*")


def kind_of(name: str | None, data: bytes) -> str:
    """The kind of a file by its suffix, else by its first bytes: "text" if nothing tells."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    suffix = PurePath(name).suffix.lower() if name else ""
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    return "html" if _HTML.match(data[:2000]) else "mail" if _MAIL.match(data[:2000]) else "text"


def report_from_bytes(
    data: bytes,
    path: str | None = None,
    *,
    url: str | None = None,
    kind: str | None = None,
    charset: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """Make the report of a file's bytes. Raises :class:`Refused` with the reason if there is none.

    ``url`` is the address it was fetched from; ``kind`` is a key of :data:`READERS`, guessed where
    it is None; ``charset`` is what came with the bytes (an HTTP header).
    """
    limits = limits or Limits()
    if not data:
        raise Refused("is empty")
    if len(data) > limits.bytes:
        raise Refused(f"is {megabytes(len(data))}, over the limit of {megabytes(limits.bytes)}")
    text, known = READERS[kind or kind_of(path, data)](data, charset, limits)
    if url is not None:
        known = replace(known, url=url, publisher=known.publisher or publisher_at(url))
    _refuse_unreadable(text, limits)
    report = report_from_text(text, path, known=known)
    if report.language != "en":
        raise Refused(f"is not in English, it seems ({language_name(report.language)})")
    return report


def _refuse_unreadable(text: str, limits: Limits) -> None:
    if _BLANK.fullmatch(text):
        raise Refused("holds no text, only white space")
    if len(text) > limits.characters:
        raise Refused(
            f"has {len(text):,} characters of text, over the limit of {limits.characters:,}"
        )
    if (lines := text.count("\n")) > limits.lines:
        raise Refused(f"has {lines:,} lines, over the limit of {limits.lines:,}")
