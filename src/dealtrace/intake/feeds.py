"""News feeds (RSS, Atom): which reports they name, fetched with the same care as pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dealtrace.intake.fetch import KINDS, Fetcher
from dealtrace.intake.refusal import Refused

_KINDS: dict[str, str | None] = {
    **KINDS,
    "application/rss+xml": None,
    "application/atom+xml": None,
    "application/xml": None,
    "application/rdf+xml": None,
    "text/xml": None,
}
_MOST = 200  # entries of a feed that are looked at


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that a feed names: its address and title."""

    url: str
    title: str


def read_feed(url: str, fetcher: Fetcher) -> list[Entry]:
    """Return what a feed names, the newest first as a rule.

    Raises :class:`Refused` where it can't be fetched, or is no feed.
    """
    import feedparser

    page = replace(fetcher, kinds=_KINDS).fetch(url)
    found = feedparser.parse(page.data)  # bytes: nothing is fetched
    if not found.get("version"):
        raise Refused("is no feed that can be read (RSS or Atom)")
    entries = [
        Entry(str(one.get("link", "")), " ".join(str(one.get("title", "")).split()))
        for one in found.entries[:_MOST]
    ]
    named = {one.url: one for one in entries if one.url.startswith(("http://", "https://"))}
    return list(named.values())
