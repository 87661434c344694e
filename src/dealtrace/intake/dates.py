"""Dates as newspapers, addresses and file names write them: finding the day of publication.

Times inside the story ("later this week") are the language stage's business, not this module's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"((?:19|20)\d\d)"
_MDY = re.compile(rf"\b({MONTH})\b\.?\s+{_DAY}\b,?\s+{_YEAR}\b", re.IGNORECASE)
_DMY = re.compile(rf"\b{_DAY}\b[\s-]+(?:of\s+)?({MONTH})\b\.?,?[\s-]+{_YEAR}\b", re.IGNORECASE)
_YMD = re.compile(r"\b((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?=\b|T\d)")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)\b")
_PACKED = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_SLASHED = re.compile(rf"/((?:19|20)\d\d)/({MONTH}|\d{{1,2}})/(\d{{1,2}})(?=/|$)", re.IGNORECASE)

_LABEL = re.compile(
    r"^\W*(?:(?:first |originally )?(?:published|posted|created|issued|uploaded)|"
    r"date(?: of publication)?|publication date)\b",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"^\W*(?:last )?(?:updated?|modified|revised|edited|accessed|retrieved)\b", re.IGNORECASE
)
TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_FILLER = re.compile(
    rf"{MONTH}\b\.?|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
    r"|\d{1,4}(?:st|nd|rd|th)?\b|[ap]\.?m\b\.?|(?:first|last|originally|release[ds]?|update)\b"
    r"|(?:published|posted|created|issued|updated?|modified|date|time|on|at|hrs?|of|the)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:GMT|UTC|[A-Z]{1,4}[SD]?T|Z|Local [Tt]ime)\b(?:[+-]\d{1,2}(?::?\d\d)?)?")
EARLIEST = 1900


def full_dates(text: str) -> Iterator[dt.date]:
    """Yield the whole dates (day, month, year) that ``text`` holds, by style, then in order."""
    for match in _MDY.finditer(text):
        yield from _date(match[3], _month(match[1]), match[2])
    for match in _DMY.finditer(text):
        yield from _date(match[3], _month(match[2]), match[1])
    for match in _YMD.finditer(text):
        yield from _date(match[1], match[3], match[4])
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match[1], match[3], match[4], dotted=match[2] == ".")


def first_date(text: str) -> dt.date | None:
    """The first whole date of ``text``, None if it has none."""
    return next(full_dates(text), None)


def is_date_line(text: str) -> bool:
    """Whether the line is nothing but a date, a time and words such as "Published"."""
    if len(text) > 120 or not _dated(text):
        return False
    return not any(c.isalpha() for c in left_over(text))


def left_over(text: str) -> str:
    """What remains of a line when dates, times, zones and their labels are taken out."""
    text = _ZONE.sub(" ", text) if TIME.search(text) else text
    return " ".join(_FILLER.sub(" ", TIME.sub(" ", text)).split())


def is_labelled(text: str) -> bool:
    """Whether the line opens with "Published" or the like, followed by a date."""
    return _LABEL.match(text) is not None and _dated(text[:80])


def is_update(text: str) -> bool:
    """Whether the line opens with "Updated" or the like, followed by a date."""
    return _UPDATE.match(text) is not None and _dated(text[:80])


def _dated(text: str) -> bool:
    return first_date(text) is not None or _NUMERIC.search(text) is not None


def date_in_url(url: str) -> dt.date | None:
    """The day in an address's path: ``/2018/10/30/``, ``/2006/oct/19/``, ``...-20140511``."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url[:2000]).split("?")[0]
    if match := _SLASHED.search(path):
        month = match[2] if match[2].isdigit() else _month(match[2])
        return next(_date(match[1], month, match[3]), None)
    return date_in_name(path)


def date_in_name(name: str) -> dt.date | None:
    """The day in a file's name: ``reuters-2019-07-22-base.txt``, ``deal_20181030.txt``."""
    for match in _PACKED.finditer(name):
        for day in _date(match[1], match[3], match[4]):
            return day
    return None


def plausible(day: dt.date | None) -> dt.date | None:
    """``day`` if a report can have appeared on it: since 1900 and not after tomorrow."""
    latest = dt.date.today() + dt.timedelta(days=1)
    return day if day is not None and day.year >= EARLIEST and day <= latest else None


def _month(name: str) -> int:
    return _NAMES.index(name.lower()[:3]) + 1


def _date(year: str | int, month: str | int, day: str | int) -> Iterator[dt.date]:
    try:
        found = plausible(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return
    if found:
        yield found


def _numeric(first: str, second: str, year: str, *, dotted: bool) -> Iterator[dt.date]:
    """30.10.2018 is day first; 10/30/2018 tells itself; 03/04/2018 tells nothing."""
    if dotted or int(first) > 12:
        yield from _date(year, second, first)
    elif int(second) > 12 or first == second:
        yield from _date(year, first, second)
