"""What one report is once it has been read in, whatever file or address it came from."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class AsideKind(StrEnum):
    """Why a stretch of a report's text is not part of its story."""

    HEADLINE = "headline"  # the report's own title (claims may rest on it, as a last resort)
    DATELINE = "dateline"  # "MOSCOW, Oct 30 (Reuters) -", "Published 10:25 PM, June 28, 2017"
    KICKER = "kicker"  # a line set over or under the title, often of another story
    BYLINE = "byline"
    CAPTION = "caption"
    TEASER = "teaser"  # "read more", "related", another story's headline
    NOTICE = "notice"  # share, follow, comment, subscribe, copyright, source and correction lines
    SUBHEAD = "subhead"  # a cross-heading inside the story


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters ``start`` to ``end`` of the report's text, which are no sentence of the story."""

    start: int
    end: int
    kind: AsideKind


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its text as read, and what is known of where and when it appeared.

    ``text`` is never rewritten after intake: every offset anywhere in Dealtrace counts characters
    in it. What is not story stays in it and is marked by ``asides`` (sorted, disjoint).
    ``published`` is the date of publication, ``dateline`` the place the story was filed from,
    ``language`` an ISO 639-1 code ("und" where the words tell nothing). ``notes`` says in plain
    sentences what a reader should know of how the file was read ("not UTF-8: read as cp1252").
    """

    text: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str = "en"
    dateline: str | None = None
    asides: tuple[Aside, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the text in UTF-8: equal for equal texts, whatever their file."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The first 12 digits of :attr:`sha256`."""
        return self.sha256[:12]
