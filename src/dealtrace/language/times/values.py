"""TIMEX3 values: from value to days and to the ISO 8601 form of the JSON contract.

Values follow TimeML 1.2.1 (``2018-10-30``, ``2018-W44``, ``2018-Q3``, ``2018-SP``, ``199X``,
``P3M``), with ``2010/2014`` added for ranges written as one ("2010-14").
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

Days = tuple[dt.date, dt.date]
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Value(NamedTuple):
    """TIMEX3 type (DATE, TIME, DURATION, SET), value, and first and last day.

    ``value`` is None where the expression can't be resolved; ``interval`` is
    "2018-10-29/2018-11-04", or a single day, or None where no days are known.
    """

    type: str
    value: str | None
    interval: str | None = None


def interval_of(value: str | None) -> str | None:
    """Return the days of a TIMEX3 value: "first/last", a single day, or None.

    Durations, sets, ``PRESENT_REF`` and partly unknown values have none.
    """
    days = days_of(value)
    return None if days is None else write_days(days)


def write_days(days: Days) -> str:
    """Write first and last day as ISO 8601, a single day once."""
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def as_contract(value: str | None, interval: str | None) -> str | None:
    """Return the ISO 8601 date or interval that the JSON contract asks for, None for no time.

    A year, month or day stays as it is; a time of day loses its clock; everything else
    (weeks, quarters, "in the past decade") becomes first day/last day.
    """
    if value is not None:
        plain = re.match(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?=$|T))?)?(?=$|T)", value)
        if plain:
            return plain.group()
    return interval or interval_of(value)


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.{1,8})?")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_PART = re.compile(r"([0-9]{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})(-WE)?")
_YEARS = re.compile(r"([0-9]{2,4})(X{0,2})")


def days_of(value: str | None) -> Days | None:
    """Return first and last day of a value, or None; values no calendar knows give None."""
    if value is None:
        return None
    try:
        return _days_of(value)
    except (ValueError, OverflowError):
        return None


def _days_of(value: str) -> Days | None:
    if "/" in value:
        first, last = (days_of(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if match := _DAY.fullmatch(value):
        day = dt.date(*(int(part) for part in match.groups()))
        return day, day
    if match := _MONTH.fullmatch(value):
        return months(int(match[1]), int(match[2]), 1)
    if match := _PART.fullmatch(value):
        return _part_days(int(match[1]), match[2])
    if match := _WEEK.fullmatch(value):
        return _week_days(int(match[1]), int(match[2]), bool(match[3]))
    match = _YEARS.fullmatch(value)
    if match is None or len(value) != 4:
        return None
    span = 10 ** len(match[2])
    year = int(match[1]) * span
    return dt.date(year, 1, 1), dt.date(year + span - 1, 12, 31)


def months(year: int, month: int, count: int) -> Days:
    """Return first and last day of ``count`` months from ``month`` of ``year`` on."""
    total = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(total, 12)
    last = calendar.monthrange(last_year, last_month + 1)[1]
    return dt.date(year, month, 1), dt.date(last_year, last_month + 1, last)


def _part_days(year: int, part: str) -> Days:
    if part in SEASON_MONTHS:
        return months(year, SEASON_MONTHS[part], 3)
    length = 3 if part[0] == "Q" else 6
    return months(year, (int(part[1]) - 1) * length + 1, length)


def _week_days(year: int, week: int, weekend: bool) -> Days:
    first = dt.date.fromisocalendar(year, week, 6 if weekend else 1)
    return first, dt.date.fromisocalendar(year, week, 7)


def week_value(day: dt.date) -> str:
    """Return the ISO week of a day, "2018-W44"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """Return a month as "2018-10"; ``month`` may run past 1..12 into the years beside."""
    extra, index = divmod(month - 1, 12)
    return f"{year + extra:04d}-{index + 1:02d}"


def part_of(days: Days, which: str) -> Days:
    """Return a part of a period: its first, middle or last third (START, MID, END), or its first
    or last sixth (OPENING, CLOSE): "late 2019" is September on, "the end of 2019" November on."""
    first, last = days
    share = 6 if which in ("OPENING", "CLOSE") else 3
    length = dt.timedelta(days=max(1, ((last - first).days + 1) // share))
    if which == "MID":
        return first + length, last - length
    one = dt.timedelta(days=1)
    return (
        (first, first + length - one)
        if which in ("START", "OPENING")
        else (last - length + one, last)
    )
