"""Words and filters together: which deals an address asks for."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from dealtrace.register import deal_lists, searching
from dealtrace.register.searching import Found
from dealtrace.web.asking import Asked
from dealtrace.web.keeping import Kept

_HITS = 120  # best hits in reports, and as many in claims


def searched(
    connection: Connection, asked: Asked, kept: Kept | None = None
) -> tuple[deal_lists.Filter, dict[str, Found], tuple[Found, ...]]:
    """Return the filter that also keeps to the words, the best hit of each deal, and the rest.

    With ``kept`` the words are looked up once for all pages and filters of a search.
    """
    if not asked.words:
        return asked.wanted, {}, ()

    def look(connection: Connection) -> list[Found]:
        return searching.search(connection, asked.words, _HITS)

    what = "words", asked.words
    every = kept.get(connection, what, look) if kept else look(connection)
    found = sorted(every, key=lambda hit: -hit.rank)
    hits: dict[str, Found] = {}
    for hit in found:
        for name in hit.report.deals:
            hits.setdefault(name, hit)
    others = [hit for hit in found if not hit.report.deals]
    return replace(asked.wanted, among=tuple(hits)), hits, tuple(others[:20])
