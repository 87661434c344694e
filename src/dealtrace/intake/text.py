"""From a text to a :class:`Report`: title, date, publisher, place, language and asides."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dealtrace.intake import dates
from dealtrace.intake.asides import Marked, mark
from dealtrace.intake.language_id import language_of
from dealtrace.intake.layout import Unit, units
from dealtrace.intake.report import Report

_SOURCE = re.compile(r"\s*(?:source|via|courtesy)\s?:\s?([A-Z][^|()]{1,60}?)\.?\s*$", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']{4,500}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a page or a mail says of itself; it goes before what its text seems to say."""

    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    guess: dt.date | None = None  # of the date of publication, by less certain signs
    url: str | None = None
    notes: tuple[str, ...] = ()


def report_from_text(text: str, path: str | None = None, *, known: Known | None = None) -> Report:
    """Make the report of a text. ``Report.text`` is ``text``, unchanged.

    ``path`` may tell the date (``reuters-2019-07-22-base.txt``); ``known`` is what is known from
    elsewhere. Raises nothing: what can't be found stays None.
    """
    known = known or Known()
    marked = mark(units(text))
    return Report(
        text=text,
        path=path,
        url=known.url,
        title=known.title or marked.headline,
        publisher=known.publisher or _publisher(marked),
        published=_published(known, marked, path),
        language=language_of(text),
        dateline=(marked.dateline and marked.dateline.place) or marked.place,
        asides=marked.asides,
        notes=known.notes,
    )


def _publisher(marked: Marked) -> str | None:
    """Who published the text, as far as it says: its "Source:" line, or the wire it came by."""
    for unit in (*marked.head, *marked.tail):
        if match := _SOURCE.match(unit.text):
            return match[1]
    if marked.dateline and marked.dateline.wire:
        return marked.dateline.wire
    return marked.agency


def _published(known: Known, marked: Marked, path: str | None) -> dt.date | None:
    """The first of the signs of the date of publication, the most certain first."""
    for day in _signs(known, marked, path):
        if (found := dates.plausible(day)) is not None:
            return found
    return None


def _signs(known: Known, marked: Marked, path: str | None) -> Iterator[dt.date | None]:
    yield known.published
    yield _header_date(marked.head)
    opening = marked.dateline.date if marked.dateline else None
    yield dates.first_date(opening or "")
    yield dates.date_in_url(known.url or _address(marked.head))
    in_name = dates.date_in_name(PurePath(path).stem) if path else None
    yield in_name
    yield from (dates.first_date(u.text) for u in marked.tail if dates.is_labelled(u.text))
    yield known.guess


def _header_date(head: Sequence[Unit]) -> dt.date | None:
    """The best date among the lines around the beginning.

    The archive's own header ("date 2018-03-22") goes first, then a line that says "Published",
    then one with a time of day, then the one nearest to the story; "Updated" goes last.
    """
    best: tuple[int, int] | None = None
    found: dt.date | None = None
    for position, unit in enumerate(head):
        day = dates.first_date(unit.text[:200])
        if day is not None and (best is None or (_weight(unit.text), position) > best):
            best, found = (_weight(unit.text), position), day
    return found


def _weight(text: str) -> int:
    if text.lower().startswith("date "):
        return 4
    if dates.is_labelled(text):
        return 3
    if dates.is_update(text):
        return 0
    if not dates.is_date_line(text):
        return 1
    return 2 if dates.TIME.search(text) else 1


def _address(head: Sequence[Unit]) -> str:
    match = next(filter(None, (_URL.search(unit.text[:600]) for unit in head)), None)
    return match.group() if match else ""
