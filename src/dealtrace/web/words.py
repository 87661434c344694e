"""Values in words for pages: shorter than on the terminal, the whole value always a title away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from dealtrace.display import phrases, wording
from dealtrace.register.fulltext.common import END, START
from dealtrace.register.model import Json
from dealtrace.register.report_lists import ReportRow

_SIZES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MONTHS = "January February March April May June July August September October November December"


def money(value: Mapping[str, Any]) -> str:
    """Return a sum as people write it: "EUR 38 million"."""
    amount = value["amount"]
    if amount is None:
        return "amount unknown"
    return f"{value['currency'] or 'currency unknown'} {large(amount)}"


def large(number: float) -> str:
    """Return a number with a word for its size: "1.14 billion", "350,000"."""
    for size, word in _SIZES:
        if abs(number) >= size:
            return f"{number / size:.4g} {word}"
    return f"{number:,.2f}".removesuffix(".00")


def financing(value: Mapping[str, Any]) -> str:
    """Return one way of paying in words, its sum short."""
    whole = phrases.financing(value)
    if value["amount"] is None:
        return whole
    return whole.replace(phrases.amount(value), money(value))


def date(value: dt.date | str | None) -> str:
    """Return a day, month or year as people write it: "6 February 2019", "February 2019"."""
    if value is None:
        return "undated"
    text = value if isinstance(value, str) else value.isoformat()
    year, *rest = text[:10].split("-")
    if not rest or not all(part.isdigit() for part in (year, *rest)):
        return wording.clean(text)
    month = _MONTHS.split()[int(rest[0]) - 1]
    return " ".join([str(int(rest[1])), month, year] if len(rest) > 1 else [month, year])


def moment(value: dt.datetime) -> str:
    """Return a time (UTC) as people write it."""
    return f"{date(value.date())}, {value:%H:%M} UTC"


def span(told: Json) -> str:
    """Return from when to when something is told."""
    first, last = told["first_seen"], told["last_seen"]
    return date(first) if first == last else f"{date(first)} to {date(last)}"


def report_name(row: ReportRow) -> str:
    """Return what names a report: its title, or the last part of its path or address."""
    place = (row.path or row.url or "").rstrip("/").replace("\\", "/").rpartition("/")[2]
    return wording.clean(row.title or place or row.key) or row.key


def marked(snippet: str) -> Markup:
    """Return the words around a hit with the hits marked, everything else escaped."""
    parts: list[Markup] = []
    for number, part in enumerate(snippet.split(START)):
        hit, end, rest = part.partition(END) if number else ("", "", part)
        if number and not end:
            hit, rest = "", part
        if hit:
            parts.append(Markup("<mark>{}</mark>").format(wording.printable(hit)))
        parts.append(escape(wording.printable(rest)))
    return Markup("").join(parts)


def coded(text: str) -> Markup:
    """Return a description in which ``words between marks`` are code."""
    parts = text.split("``")
    made = (
        Markup("<code>{}</code>").format(p) if n % 2 else escape(p) for n, p in enumerate(parts)
    )
    return Markup("").join(made)


def breakable(path: str) -> Markup:
    """Return an address that may be broken after its slashes."""
    return Markup("/<wbr>").join(path.split("/"))


def web_address(url: str | None) -> str | None:
    """Return an address if a link may lead there: http and https only."""
    known = url is not None and url.lower().startswith(("http://", "https://"))
    return wording.clean(url) if known and url else None


def counted(number: int, thing: str) -> str:
    """Return a number of things: "1 report", "12 reports", "2 entities"."""
    if number != 1 and thing.endswith("y"):
        return f"{number:,} {thing[:-1]}ies"
    return phrases.counted(number, thing)


def years(values: Sequence[str | None]) -> str:
    """Return the years that days span: "2018–2019"."""
    found = sorted({value[:4] for value in values if value})
    return "–".join(dict.fromkeys([found[0], found[-1]])) if found else "undated"


def corrected(told: Json) -> str:
    """Return what somebody put right of a claim: "sum EUR 83,000,000, says A and B"."""
    parts = (
        f"{name.replace('_', ' ')} {'; '.join(now) or 'none' if isinstance(now, list) else now}"
        for name, now in told.items()
    )
    return wording.clean(", ".join(parts))
