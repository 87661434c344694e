"""Adding reports, one or many in a transaction; the same text again changes nothing."""

from __future__ import annotations

import datetime as dt
import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from dealtrace.intake.report import Report
from dealtrace.register import copies, merging
from dealtrace.register.entities import forget_actors, note_actors
from dealtrace.register.merging import Stale
from dealtrace.register.model import Json, ReportRef, Telling
from dealtrace.register.schema import claim_actors, claims, reports
from dealtrace.register.store import Register, inserted
from dealtrace.register.tellings import tellings

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Status(StrEnum):
    """What came of adding a report."""

    ADDED = "added"
    KNOWN = "known"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a report: its key, the deals it tells of (ids), the report it is a copy
    of and the one it supersedes (keys)."""

    status: Status
    key: str
    deals: tuple[str, ...] = ()
    copy_of: str | None = None
    supersedes: str | None = None


def known(register: Register, report: Report) -> bool:
    """Whether the register has a report's text already, so that it need not be read again."""
    with register.reading() as connection:
        return _id_of(connection, report.sha256) is not None


def add(register: Register, report: Report, reading: Json) -> Added:
    """Take a report in, with what was read from it (the JSON of ``claims.wire``).

    When it returns, the report is on disk; if anything fails, nothing of it is. A report from an
    address that the register has another text of supersedes that one. Raises
    :class:`RegisterError`.
    """
    with register.writing() as connection:
        (done,) = _add_some(connection, [(report, reading)])
    return done


def add_all(
    register: Register, read: Iterable[tuple[Report, Json]], per_transaction: int = 100
) -> Iterator[Added]:
    """Take many reports in, each with what was read from it; the same comes of it as of ``add``.

    Several reports are one transaction, and what they change is worked out once for all of them,
    which is quicker, most of all where reports of one deal come in no order. What is yielded is on
    disk.
    """
    waiting = iter(read)
    while some := list(islice(waiting, per_transaction)):
        with register.writing() as connection:
            done = _add_some(connection, some)
        yield from done


def settle_in() -> None:
    """Have Python's search for garbage pass over all that is loaded so far.

    Whoever adds many reports calls it once the first is in: tables and models are a million
    objects that are never given back, and looking through them takes a third of a second each time.
    """
    gc.collect()
    gc.freeze()


def _add_some(connection: Connection, some: Sequence[tuple[Report, Json]]) -> list[Added]:
    stale = merging.Stale()
    taken = [_add(connection, report, reading, stale) for report, reading in some]
    merging.settle(connection, stale)
    return [
        replace(added, deals=tuple(merging.deals_of(connection, told))) for added, told in taken
    ]


def _add(
    connection: Connection, report: Report, reading: Json, stale: Stale
) -> tuple[Added, list[Telling]]:
    """Take a report in unless it is known; what deals it tells of is settled later."""
    if _id_of(connection, report.sha256) is not None:
        return Added(Status.KNOWN, report.id), []
    return _take_in(connection, report, _storable(reading), stale)


def _id_of(connection: Connection, sha256: str) -> int | None:
    return connection.execute(_KNOWN, {"sha256": sha256}).scalar()


_KNOWN = select(reports.c.id).where(reports.c.sha256 == bindparam("sha256"))


def _take_in(
    connection: Connection, report: Report, reading: Json, stale: Stale
) -> tuple[Added, list[Telling]]:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    story = copies.story(report)
    signature = copies.signature(copies.shingles(story))
    number = inserted(connection, reports, _storable(report_row(report, signature, now)))
    old = _supersede(connection, _storable(report.url), number, now, stale)
    changed = copies.note(connection, number, story, signature)
    _write_claims(connection, number, report, reading)
    original = None
    if number in changed:
        original = connection.execute(_ORIGINAL, {"number": number}).scalar()
    ref = ReportRef(
        report.id,
        report.published,
        report.publisher,
        report.title,
        report.url,
        now,
        original or report.id,
    )
    told = tellings(ref, reading)
    merging.take_in(connection, number, told, stale)
    merging.note_reports(connection, [one for one in changed if one != number], stale)
    status = Status.CORRECTED if old else Status.ADDED
    return Added(status, report.id, (), original, old), told


def report_row(report: Report, signature: bytes, now: dt.datetime) -> dict[str, Any]:
    """Return a report as a row of ``reports``; ``signature`` is that of its story."""
    return {
        "key": report.id,
        "sha256": report.sha256,
        "url": report.url,
        "path": report.path,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "language": report.language,
        "dateline": report.dateline,
        "text": report.text,
        "asides": [[aside.start, aside.end, aside.kind.value] for aside in report.asides],
        "added_at": now,
        "signature": signature,
    }


def _storable(value: Any) -> Any:
    """Return a value, however nested, with only what a database can hold.

    NUL and lone surrogates become U+FFFD, so that a text keeps its length.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_storable(key): _storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    return value


def _supersede(
    connection: Connection, url: str | None, number: int, now: dt.datetime, stale: Stale
) -> str | None:
    """Put the report in the place of the one known from its address; returns that one's key."""
    if url is None:
        return None
    old = connection.execute(_AT_ADDRESS, {"url": url, "number": number}).one_or_none()
    if old is None:
        return None
    changed = copies.leave(connection, old.id)
    connection.execute(
        update(reports)
        .where(reports.c.id == old.id)
        .values(superseded_by=number, superseded_at=now)
    )
    forget_actors(connection, old.id)
    merging.forget(connection, old.id, stale)
    merging.note_reports(connection, changed, stale)
    return str(old.key)


# Statements are made once: working them out costs more than running them.
_AT_ADDRESS = select(reports.c.id, reports.c.key).where(
    reports.c.url == bindparam("url"),
    reports.c.superseded_by.is_(None),
    reports.c.id != bindparam("number"),
)
_original = reports.alias("original")
_ORIGINAL = (
    select(_original.c.key)
    .join(reports, reports.c.copy_of == _original.c.id)
    .where(reports.c.id == bindparam("number"))
)
_CLAIMS = insert(claims).returning(claims.c.id, sort_by_parameter_order=True)
_ACTORS = insert(claim_actors)


def _write_claims(connection: Connection, number: int, report: Report, reading: Json) -> None:
    made = reading["claims"]
    names = note_actors(connection, number, report.published, reading)
    if not made:
        return
    ids = connection.execute(_CLAIMS, [claim_row(number, claim) for claim in made]).scalars()
    id_of = dict(zip((claim["id"] for claim in made), ids, strict=True))
    rows = [
        {
            "claim_id": id_of[name.claim],
            "position": name.position,
            "role": name.role,
            "as_written": name.as_written,
            "name_id": name.name_id,
            "published": report.published or dt.date.min,
        }
        for name in names
    ]
    if rows:
        connection.execute(_ACTORS, rows)


def claim_row(report_id: int, claim: Json) -> dict[str, Any]:
    """Return a claim of a reading as a row of ``claims``."""
    money, time, place = (claim[key] or {} for key in ("money", "time", "place"))
    evidence = claim["evidence"]
    return {
        "report_id": report_id,
        "number": claim["id"],
        "type": claim["type"],
        "modality": claim["modality"],
        "stage": claim["stage"],
        "text": " … ".join(" ".join(one["text"].split()) for one in evidence),
        "evidence": [[one["start"], one["end"]] for one in evidence],
        "attribution": claim["attribution"],
        "items": claim["items"],
        "amount": money.get("amount"),
        "currency": money.get("currency"),
        "money_text": money.get("text"),
        "time": time.get("value"),
        "time_text": time.get("text"),
        "place": place.get("name"),
        "place_country": place.get("code"),
        "score": claim["score"],
    }
