"""Whether a register is whole: the database itself, and that all that was worked out still follows
from what reports and people said."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DatabaseError

from dealtrace.register import copies, decisions
from dealtrace.register.progress import Progress, ignore
from dealtrace.register.schema import (
    claims,
    decision_tellings,
    metadata,
    report_bands,
    reports,
)
from dealtrace.register.store import Register
from dealtrace.register.upkeep.counts import miscounted
from dealtrace.register.upkeep.families import families
from dealtrace.register.upkeep.pages import count, pages

_MOST = 20  # faults of one sort that are spelt out


def check(register: Register, progress: Progress = ignore) -> list[str]:
    """Return all that is wrong with a register, a line each; of a sort, twenty at most.

    What is read is one state of the register; only the look at the full-text index, at the end,
    keeps others from writing. Raises :class:`RegisterError` where it can't be read at all.
    """
    with register.reading() as connection:
        found = list(faults(connection, progress))
    with register.writing() as connection:
        return found + list(index_faults(connection))


def faults(connection: Connection, progress: Progress = ignore) -> Iterator[str]:
    """Yield what is wrong with the tables, as one transaction sees them."""
    broken = list(_damage(connection))
    yield from broken
    if broken:
        return
    for kind in (
        _dangling(connection),
        _texts(connection, progress),
        _groups(connection),
        families(connection, progress),
        miscounted(connection),
        _decisions(connection),
    ):
        yield from _some(kind)


def _some(lines: Iterable[str]) -> Iterator[str]:
    waiting = iter(lines)
    yield from islice(waiting, _MOST)
    more = sum(1 for _ in waiting)
    if more:
        yield f"and {more} more like that"


def _damage(connection: Connection) -> Iterator[str]:
    """What the database itself finds. PostgreSQL keeps checksums, and refuses what fails them."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql(f"pragma integrity_check({_MOST})"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def index_faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the full-text indexes; PostgreSQL keeps its own in step."""
    if connection.dialect.name != "sqlite":
        return
    for table in ("reports", "claims", "names"):
        index = f"{table}_fts"
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(
                    f"insert into {index} ({index}, rank) values ('integrity-check', 1)"
                )
        except DatabaseError:
            yield f"the full-text index of {table} is not in step with them"


def _dangling(connection: Connection) -> Iterator[str]:
    """Rows that lead to rows which are not there."""
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            there = key.column.table.alias("there")
            lost = (
                select(key.parent)
                .outerjoin(there, there.c[key.column.name] == key.parent)
                .where(key.parent.is_not(None), there.c[key.column.name].is_(None))
            )
            number = count(connection, lost.subquery())
            if number:
                yield f"{table.name}.{key.parent.name}: {number} rows lead nowhere"


def _texts(connection: Connection, progress: Progress) -> Iterator[str]:
    """Reports whose text, evidence or signature is not what it was."""
    columns = (
        reports.c.id, reports.c.key, reports.c.sha256, reports.c.text, reports.c.signature,
        reports.c.superseded_by, reports.c.superseded_at,
    )  # fmt: skip
    total, done = count(connection, reports), 0
    for page in pages(connection, select(*columns), reports.c.id):
        ids = [row.id for row in page]
        bands = _by_report(connection, report_bands.c.band, report_bands.c.report_id, ids)
        spans = _by_report(connection, claims.c.evidence, claims.c.report_id, ids)
        for row in page:
            for fault in _text_faults(row, bands[row.id], spans[row.id]):
                yield f"report {row.key}: {fault}"
        done += len(page)
        progress("reports", done, total)


def _by_report(connection: Connection, what: Any, by: Any, ids: Sequence[int]) -> Any:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for number, value in connection.execute(select(by, what).where(by.in_(ids))):
        found[number].append(value)
    return found


def _text_faults(row: Row[Any], bands: Sequence[int], spans: Sequence[Any]) -> Iterator[str]:
    digest = hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != row.sha256 and "\ufffd" not in row.text:
        yield "its text is not the one that was added"
    if row.key != row.sha256[: len(row.key)]:
        yield "its key is not its text's"
    if any(not 0 <= start <= end <= len(row.text) for span in spans for start, end in span):
        yield "evidence of its claims lies outside its text"
    gone = row.superseded_by is not None
    if gone != (row.superseded_at is not None):
        yield "half of it is superseded"
    if sorted(bands) != ([] if gone else sorted(set(copies.bands(row.signature)))):
        yield "it is not found as a copy where it should be"


def _groups(connection: Connection) -> Iterator[str]:
    """Copies whose original is none."""
    original = reports.alias("original")
    columns = [
        original.c[name].label(f"its_{name}")
        for name in ("key", "published", "copy_of", "superseded_by")
    ]
    asked = select(reports, *columns).join(original, original.c.id == reports.c.copy_of)
    for page in pages(connection, asked, reports.c.id):
        for row in page:
            if row.superseded_by or row.its_superseded_by:
                yield f"report {row.key}: superseded, and still in a group of copies"
            elif row.its_copy_of:
                yield f"report {row.key}: its original is a copy itself"
            elif _order(row.its_published, row.its_key) > _order(row.published, row.key):
                yield f"report {row.key}: its original is later than it"


def _order(published: Any, key: str) -> tuple[bool, str, str]:
    return published is None, str(published or ""), key


def _decisions(connection: Connection) -> Iterator[str]:
    """Decisions that would not be found by their tellings and claims."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(select(decision_tellings)):
        found[row.decision_id].add(row.slug)
    for made in decisions.read(connection):
        if made.found_by != found[made.id]:
            yield f"decision {made.id}: it is not found by the reports it speaks of"
