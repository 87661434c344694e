"""Is it borne out: independent voices behind a deal, where they agree, what nobody has confirmed.

Voices are root sources, as ``dealtrace.register`` finds them: copies and those who only cite others
are none. Each value has its grade on the Admiralty scale; the whole has one too, see :func:`whole`.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dealtrace.register import one_deal, report_lists
from dealtrace.register.appraisal import Appraisal, GradedSource, appraise
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.grades import Credibility, Grade, credibility
from dealtrace.register.model import Json
from dealtrace.register.rivals import kin, rivals, same


@dataclass(frozen=True, slots=True)
class Point:
    """One thing told of a deal: the field, the preferred value, and what speaks for and against it.

    ``roots`` and ``against`` name the voices for it and for other values; ``others`` are those
    values. ``grade`` is on the Admiralty scale, as in "B2".
    """

    field: str
    value: str
    grade: str
    credibility: str
    why: str
    roots: tuple[str, ...]
    against: tuple[str, ...]
    others: tuple[str, ...]
    reports: int

    @property
    def confirmed(self) -> bool:
        """Whether several voices tell it and none with the same weight tells otherwise."""
        return self.credibility == Credibility.CONFIRMED


@dataclass(frozen=True)
class Corroboration:
    """How far a deal is borne out.

    ``agreement`` is worked out by :func:`agreement`; None where no two voices tell of one field.
    ``denied_by`` names those who deny the deal.
    """

    deal: str
    headline: str
    reports: int
    copies: int
    voices: tuple[GradedSource, ...]
    agreement: float | None
    grade: str
    meaning: str
    why: str
    points: tuple[Point, ...]
    unconfirmed: tuple[str, ...]
    denied_by: tuple[str, ...]
    questions: tuple[str, ...]
    as_of: dt.date | None


def corroboration(connection: Connection, name: str, as_of: dt.date | None = None) -> Corroboration:
    """Return how far a deal is borne out. Raises ``RegisterError`` for an unknown deal."""
    row = one_deal.deal(connection, name, as_of)
    found = appraise(connection, row, as_of)
    own = set(row.dossier["reports"])
    told = [r for r in report_lists.list_reports(connection, row.id, limit=None) if r.key in own]
    points = tuple(_points(found))
    grade = whole(found, row, points)
    denied = tuple(dict.fromkeys(_speaker(one.speakers) for one in found.denials))
    return Corroboration(
        row.id,
        row.headline,
        row.reports,
        sum(r.copy_of is not None for r in told),
        found.sources,
        agreement(row.dossier),
        str(grade),
        grade.credibility.meaning,
        grade.why,
        points,
        tuple(f"{p.field}: {p.value}" for p in points if not p.confirmed),
        denied,
        tuple(dict.fromkeys(_questions(row, found, points, denied))),
        as_of,
    )


def _speaker(speakers: Sequence[str]) -> str:
    return speakers[-1] if speakers else "a report"


def whole(found: Appraisal, row: DealRow, points: Sequence[Point]) -> Grade:
    """Return the grade of a deal as a whole: that there is one, and how far it has come.

    It is the grade that all voices together give it; where a sum or a number is disputed and not
    probable itself, no better than probable.
    """
    letters = {source.name: source.reliability for source in found.sources}
    stage = row.dossier["stage"][0]
    alone = found.grade(stage)
    if row.reports < 2 or alone.credibility in {Credibility.DOUBTFUL, Credibility.IMPROBABLE}:
        return alone
    grade = credibility(
        list(letters),
        letters,
        hedged=row.hedged,
        silent_years=_silent(row, found.today),
    )
    settled = {Credibility.CONFIRMED, Credibility.PROBABLE}
    disputed = [p.field for p in points if p.others and p.credibility not in settled]
    if disputed and grade.credibility is Credibility.CONFIRMED:
        why = f"{grade.why} Disputed: {', '.join(disputed)}."
        return Grade(grade.reliability, Credibility.PROBABLE, why)
    return grade


def _silent(row: DealRow, today: dt.date) -> float:
    return (today - row.last_seen).days / 365.25 if row.last_seen else 0.0


def _points(found: Appraisal) -> Iterator[Point]:
    for field, name, values in _fields(found.dossier):
        yield _point(found, field, name, values)
    stage = found.dossier["stage"][0]
    yield _point(found, "stage", "stage", [stage])


def _fields(dossier: Json) -> Iterator[tuple[str, str, Sequence[Json]]]:
    """Give the fields of which several values may be told, each with its name and these."""
    if dossier["value"]:
        yield "price", "price", dossier["value"]
    for kind in ("loan", "grant", "debt write-off"):
        told = [way for way in dossier["financing"] if kin(way) == kind]
        if told:
            yield "financing", kind, told
    for item in dossier["items"]:
        if item["quantity"]:
            yield "quantity", f"number of {item['designation'] or item['text']}", item["quantity"]


def _point(found: Appraisal, field: str, name: str, values: Sequence[Json]) -> Point:
    first = values[0]
    against = rivals(field, first, values)
    grade = found.grade(first, against)
    own = set(first["roots"])
    return Point(
        name,
        in_words(first["value"]),
        str(grade),
        grade.credibility,
        grade.why,
        tuple(first["roots"]),
        tuple(sorted({name for one in against for name in one["roots"]} - own)),
        tuple(in_words(one["value"]) for one in against),
        len(first["reports"]),
    )


def in_words(value: Any) -> str:
    """Return a value of a dossier in words: "USD 50,000,000", "12", "signed"."""
    if not isinstance(value, dict):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if value["amount"] is None:
        return "amount not told"
    return f"{value['currency'] or '?'} {value['amount']:,.2f}".removesuffix(".00")


def agreement(dossier: Json) -> float | None:
    """Return the agreement of voices: of each field that two or more tell of, the share of pairs
    of them that tell the same; and the mean of these shares. None where there is no such field.

    It is the overall agreement of Fleiss (1971), for which fields are subjects and voices raters;
    where not all voices tell of all fields, the percent agreement of Gwet (2014).
    """
    pairs = [list(_pairs(values)) for *_, values in _fields(dossier)]
    shares = [sum(found) / len(found) for found in pairs if found]
    return sum(shares) / len(shares) if shares else None


def _pairs(values: Sequence[Json]) -> Iterator[bool]:
    """Give for each two voices whether a value of the one is one of the other's."""
    by: dict[str, list[Json]] = {}
    for told in values:
        for root in told["roots"]:
            by.setdefault(root, []).append(told)
    for one, other in itertools.combinations(sorted(by), 2):
        yield any(same(a, b) for a in by[one] for b in by[other])


def _questions(
    row: DealRow, found: Appraisal, points: Sequence[Point], denied: Sequence[str]
) -> Iterator[str]:
    """Give what a researcher would ask next, what matters most first."""
    for name in denied:
        yield f"What exactly does {name} deny: the deal, the sum, or the stage?"
    for point in points:
        if point.others:
            values = " or ".join((point.value, *point.others[:3]))
            yield f"Which is right, {values} ({point.field}), and what explains the difference?"
    yield from _of_voices(found.sources)
    yield from _of_stage(row)
    yield from _of_gaps(row.dossier)


def _of_voices(sources: Sequence[GradedSource]) -> Iterator[str]:
    counting = [source for source in sources if source.reliability.counts]
    if len(sources) == 1:
        yield f"Who besides {sources[0].name} can confirm it, without resting on it?"
    elif not counting:
        yield "Is there any source behind it whose reliability can be judged?"
    for source in sources:
        if source.kind == "anonymous":
            yield f"Who are {source.name}, and how would they know?"
    if sources and not any(s.kind in {"official", "document"} for s in sources):
        yield "What do the two governments say, and is there a document?"


def _of_stage(row: DealRow) -> Iterator[str]:
    if row.dormant:
        yield f"What became of it since {row.last_seen}?"
    if row.hedged:
        yield f"Has it come about, or is it still planned ({row.stage})?"
    if row.stage in {"considered", "negotiating", "announced", "approved"}:
        yield "Has a contract been signed, when and by whom?"
    elif row.stage_date is None:
        yield f"On which day was it {row.stage}?"
    if row.stage in {"signed", "financed"}:
        yield "Have deliveries begun, and what has been delivered so far?"


def _of_gaps(dossier: Json) -> Iterator[str]:
    if not dossier["value"]:
        yield "What is the price?"
    if not dossier["financing"]:
        yield "How is it paid for?"
    for way in dossier["financing"][:1]:
        terms = way["value"]["terms"] or {}
        if way["value"]["kind"] in {"loan", "credit line"} and len(_given(terms.values())) < 3:
            yield "On what terms is the credit: interest, years of repayment, years of grace?"
    for item in dossier["items"]:
        if not item["quantity"]:
            yield f"How many of {item['designation'] or item['text']}?"
    if not dossier["items"]:
        yield "Which arms are they?"


def _given(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None]
