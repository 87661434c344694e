"""Near-identical texts: reprints of one wire report, cut or with another headline.

Candidates come from MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", ch. 3); whether two texts are copies is then decided on the texts
themselves, so that it never depends on chance. The earliest of a group is its original.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from rensa import RMinHash
from sqlalchemy import Connection, bindparam, func, select, update

from dealtrace.intake.report import Report
from dealtrace.knowledge.lexicon import fold
from dealtrace.register.schema import report_bands, reports

BANDS, ROWS = 20, 4
"""A pair that shares 60 % of its shingles is found with a chance of 94 %, of 80 % surely."""

_SHINGLE = 4  # words
_ALIKE = 0.5  # of all shingles of two texts
_WITHIN = 0.75  # of the shorter one's shingles: the longer one was cut
_SHORTEST = 25  # shingles; less is no text to compare
_LONGEST = 20_000  # words that count
_SEED = 20180130
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Return the runs of four words of a text, without case and accents."""
    words = _WORD.findall(fold(text[: 12 * _LONGEST]))[:_LONGEST]
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def story(report: Report) -> str:
    """Return a report's text without what is no part of its story."""
    return without(report.text, [(aside.start, aside.end) for aside in report.asides])


def without(text: str, spans: Sequence[Sequence[int]]) -> str:
    """Return ``text`` without the characters of ``spans`` (sorted, disjoint)."""
    kept, place = [], 0
    for start, end in spans:
        kept.append(text[place:start])
        place = end
    return " ".join([*kept, text[place:]])


def copies(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts, given by their shingles, are copies of one."""
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST:
        return False
    shared = len(one & other)
    alike = shared / (len(one) + len(other) - shared)
    return alike >= _ALIKE or shared / shorter >= _WITHIN


def signature(found: frozenset[str]) -> bytes:
    """Return the MinHash signature of a text's shingles; empty for a text too short to compare."""
    if len(found) < _SHORTEST:
        return b""
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(sorted(found))
    return np.array(sketch.digest(), dtype="<u4").tobytes()


def bands(signature: bytes) -> list[int]:
    """Return where a signature lies, one number (64 bits, signed) for each band."""
    width = 4 * ROWS
    parts = (signature[i : i + width] for i in range(0, len(signature), width))
    return [
        int.from_bytes(hashlib.blake2b(bytes([i]) + part, digest_size=8).digest(), signed=True)
        for i, part in enumerate(parts)
    ]


def note(connection: Connection, report_id: int, text: str, signature: bytes) -> list[int]:
    """Find a new report's copies and put the group in order.

    Returns the reports whose original is now another than before.
    """
    places = bands(signature)
    if not places:
        return []
    near = _sharing(connection, places)
    connection.execute(_NOTE, [{"band": b, "report_id": report_id} for b in set(places)])
    own = shingles(text)
    same = [row for row in near if copies(own, shingles(without(row.text, _spans(row.asides))))]
    heads = {row.copy_of or row.id for row in same}
    return regroup(connection, [report_id, *sorted(heads)]) if heads else []


def _sharing(connection: Connection, places: Sequence[int]) -> Any:
    return connection.execute(_SHARING, {"places": places}).all()


_NOTE = report_bands.insert()
_IN_BANDS = report_bands.c.band.in_(bindparam("places", expanding=True))
_SHARING = select(reports.c.id, reports.c.text, reports.c.asides, reports.c.copy_of).where(
    reports.c.id.in_(select(report_bands.c.report_id).where(_IN_BANDS)),
    reports.c.superseded_by.is_(None),
)


def _spans(asides: Sequence[Sequence[Any]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in asides]


def regroup(connection: Connection, heads: Sequence[int]) -> list[int]:
    """Make one group of those that ``heads`` are originals of, and of themselves.

    Returns the reports whose original changed.
    """
    rows = connection.execute(
        select(reports.c.id, reports.c.published, reports.c.key, reports.c.copy_of).where(
            reports.c.id.in_(heads) | reports.c.copy_of.in_(heads),
            reports.c.superseded_by.is_(None),
        )
    ).all()
    ordered = sorted(rows, key=lambda row: (row.published is None, row.published, row.key))
    first = ordered[0].id
    changed = [row.id for row in ordered[1:] if row.copy_of != first]
    if ordered[0].copy_of is not None:
        changed.append(first)
    connection.execute(update(reports).where(reports.c.id == first).values(copy_of=None))
    connection.execute(
        update(reports)
        .where(reports.c.id.in_(changed), reports.c.id != first)
        .values(copy_of=first)
    )
    return changed


def leave(connection: Connection, report_id: int) -> list[int]:
    """Take a report out of its group; returns the reports whose original changed.

    The others are grouped anew: it may have been what joined them.
    """
    connection.execute(report_bands.delete().where(report_bands.c.report_id == report_id))
    head = connection.execute(
        select(func.coalesce(reports.c.copy_of, reports.c.id)).where(reports.c.id == report_id)
    ).scalar_one()
    group = (reports.c.id == head) | (reports.c.copy_of == head)
    before = _originals(connection, group)
    connection.execute(update(reports).where(group).values(copy_of=None))
    others = sorted(before.keys() - {report_id})
    _group(connection, others)
    after = _originals(connection, reports.c.id.in_(others))
    return [one for one in others if after[one] != before[one]]


def _originals(connection: Connection, where: Any) -> dict[int, int | None]:
    rows = connection.execute(select(reports.c.id, reports.c.copy_of).where(where))
    return {row.id: row.copy_of for row in rows}


def _group(connection: Connection, ids: Sequence[int]) -> None:
    """Group reports that have no original yet, as :func:`note` does when they come one by one."""
    columns = (reports.c.id, reports.c.text, reports.c.asides, reports.c.signature)
    before: list[tuple[int, frozenset[str], frozenset[int]]] = []
    for row in connection.execute(select(*columns).where(reports.c.id.in_(ids))).all():
        own, places = (
            shingles(without(row.text, _spans(row.asides))),
            frozenset(bands(row.signature)),
        )
        same = [one for one, its, at in before if at & places and copies(own, its)]
        if same:
            heads = _originals(connection, reports.c.id.in_(same))
            regroup(connection, [row.id, *sorted({of or one for one, of in heads.items()})])
        before.append((row.id, own, places))
