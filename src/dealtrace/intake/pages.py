"""Saved web pages: the article, without the page around it, and what the page says of itself."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dealtrace.intake.decoding import decode
from dealtrace.intake.refusal import Limits, Refused
from dealtrace.intake.text import Known

if TYPE_CHECKING:
    from lxml import etree

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s?=\s?[\"']?([\w.:-]{2,40})"
)
_CLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(r"<br\b[^<>]{0,100}>", re.IGNORECASE)
_LINE_END = "\ue000"  # stands for a line break where the extraction would drop it (private use)
_LONGEST_CELL = 300  # characters above which a cell holds text of a page, not an entry of a table
_SPACE = re.compile(r"\s+")
_FAST_FROM = 5_000  # tags above which the second opinion is left out
_MOST_TAGS = 20_000  # tags above which a page is no report, and would take many seconds
_HTML_CHARACTERS = 10_000_000
# Elements that need no end tag, so that their start tags say nothing of depth.
_VOID_NAMES = "br img hr input meta link area base col embed source track wbr p li td th tr"
_VOID = frozenset(_VOID_NAMES.split())
_DEEPEST = 2_000  # open elements: no article is nested deeper, and parsers recurse


def read_page(data: bytes, charset: str | None, limits: Limits) -> tuple[str, Known]:
    """The text of the article on a page, headline first, paragraphs parted by blank lines.

    Raises :class:`Refused` where the page holds no article.
    """
    declared = _CHARSET.search(data[:4096])
    markup, notes = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    if markup.rfind("<") > markup.rfind(">"):
        notes = (*notes, "breaks off in the middle of a tag: the page may be cut off")
    return article(markup, limits, notes)


def article(markup: str, limits: Limits, notes: tuple[str, ...] = ()) -> tuple[str, Known]:
    """As :func:`read_page`, for markup already decoded."""
    markup = _BREAK.sub(_LINE_END, _CLEAN.sub("", markup))
    tags, depth = _shape(markup)
    if len(markup) > _HTML_CHARACTERS or depth > _DEEPEST or tags > _MOST_TAGS:
        raise Refused("is too large or too deeply nested for a page with a report on it")
    try:
        return _extract(markup, notes, fast=tags > _FAST_FROM)
    except Refused:
        raise
    except (Exception, RecursionError) as error:  # whatever a hostile page makes a parser raise
        raise Refused(f"cannot be read as a web page ({type(error).__name__})") from error


def _extract(markup: str, notes: tuple[str, ...], *, fast: bool) -> tuple[str, Known]:
    from trafilatura import bare_extraction, baseline  # slow to import, and only needed here

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        fast=fast,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if page is None or isinstance(page, dict) or page.body is None:
        body, text, _ = baseline(markup)
        blocks, known = list(_blocks(body)) or [text], Known(notes=notes)
    else:
        blocks, known = list(_blocks(page.body)), _known(page, None if fast else markup, notes)
    blocks = [block.replace(_LINE_END, "\n") for block in blocks if block.strip(_LINE_END)]
    if not blocks:
        raise Refused("has no article in it that can be found")
    return with_title(known.title, "\n\n".join(blocks)), known


def with_title(title: str | None, text: str) -> str:
    """``text`` with its title as first line, unless it begins with it already."""
    if not title or _letters(title) in _letters(text[: 2 * len(title) + 400]):
        return text
    return f"{title}\n\n{text}"


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _known(page: object, markup: str | None, notes: tuple[str, ...]) -> Known:
    from htmldate import find_date

    def said(name: str) -> str | None:
        value = getattr(page, name, None)
        if not isinstance(value, str):
            return None
        return _SPACE.sub(" ", value.replace(_LINE_END, " ")).strip()[:500] or None

    guess = find_date(markup, original_date=True) if markup else None
    return Known(
        title=said("title"),
        publisher=publisher(said("hostname"), said("sitename")),
        published=_day(said("date")),
        guess=_day(guess),
        url=said("url"),
        notes=notes,
    )


def publisher_at(url: str) -> str | None:
    """The publisher whose address this is, or else the host's name."""
    host = urlsplit(url).hostname
    return publisher(host) if host else None


def publisher(host: str | None, sitename: str | None = None) -> str | None:
    """The publisher a host belongs to, by the table of sources; else what the site calls itself."""
    if sitename and sitename != host and not sitename.startswith("@"):
        return sitename
    return host.removeprefix("www.") if host else None


def _day(text: str | None) -> dt.date | None:
    try:
        day = dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return None if (day.month, day.day) == (1, 1) else day  # a bare year is given as 1 January


def _shape(markup: str) -> tuple[int, int]:
    """How many start tags a page has, and how many elements are open at once (or fewer)."""
    tags = deepest = open_now = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][\w:-]{0,40})[^<>]{0,5000}?(/?)>", markup):
        if match[2].lower() in _VOID or match[3]:
            tags += 1
            continue
        tags += not match[1]
        open_now = max(0, open_now + (-1 if match[1] else 1))
        deepest = max(deepest, open_now)
    return tags, deepest


def _blocks(body: etree._Element) -> Iterator[str]:
    """The article's paragraphs, headings, list items and table rows in order."""
    for element in body:
        if element.tag == "list":
            yield "\n".join(f"- {_flat(item)}" for item in element.iter("item"))
        elif element.tag == "table":
            yield from _table(element)
        elif element.tag == "quote" and len(element):
            yield from _blocks(element)
        else:
            yield _flat(element)


def _table(table: etree._Element) -> Iterator[str]:
    """A table's rows; but the cells one by one where it only serves to lay out a page."""
    rows = [[_flat(cell) for cell in row.iter("cell")] for row in table.iter("row")]
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        yield from (cell for row in rows for cell in row)
    else:
        yield "\n".join(" | ".join(row) for row in rows)


def _flat(element: etree._Element) -> str:
    """The element's text on one line; a line break stays one, two part paragraphs."""
    for broken in element.iter("lb"):
        broken.text = _LINE_END
    text = _SPACE.sub(" ", "".join(map(str, element.itertext())))
    lines = [line.strip() for line in text.split(_LINE_END)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
