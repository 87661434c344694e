"""What a dossier's page shows, gathered in one look at the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from dealtrace.claims.model import Stage
from dealtrace.display import phrases
from dealtrace.exports.values import Value as Told
from dealtrace.exports.values import values
from dealtrace.register import one_deal
from dealtrace.register.appraisal import Appraisal, GradedSource, Sentence, appraise
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.decisions import Decision, about, undone
from dealtrace.register.grades import Grade
from dealtrace.register.model import Json
from dealtrace.register.report_lists import ReportRow
from dealtrace.web import words

COURSE = tuple(stage.value for stage in Stage if stage not in {Stage.CANCELLED, Stage.DENIED})
"""The stages on the way to delivery."""


@dataclass(frozen=True)
class Value:
    """One value told: in words, what stands behind it, and its sentence. ``id`` names its place."""

    id: str
    words: str
    whole: str
    told: Json
    grade: Grade | None
    sentence: Sentence | None
    text: str
    """The value as ``set`` takes it."""


@dataclass(frozen=True)
class Field:
    """A field of the deal with all values told of it, the preferred one first."""

    name: str
    heading: str
    values: tuple[Value, ...]
    disputed: bool

    @property
    def settable(self) -> str:
        """The field's name as ``set`` takes it."""
        return "quantity" if self.name.startswith("quantity") else self.name


@dataclass(frozen=True)
class Step:
    """A stage of the course: reached when and how, or not; ``now`` is the one that holds."""

    stage: str
    reached: bool
    now: bool
    hedged: bool
    date: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """A root source with its grade, and the reports that rest on it."""

    source: GradedSource
    reports: tuple[ReportRow, ...]


@dataclass(frozen=True)
class File:
    """All that a dossier's page is made of; ``reports`` are in order of time."""

    row: DealRow
    appraisal: Appraisal
    reports: tuple[ReportRow, ...]
    decisions: tuple[Decision, ...]
    undone: frozenset[int]
    days: tuple[dt.date, ...]
    as_of: dt.date | None = None

    @property
    def body(self) -> Json:
        """The dossier's own object."""
        return self.row.dossier

    @property
    def seen(self) -> int:
        """The number of the last decision shown: what somebody who decides has seen."""
        return max((one.id for one in self.decisions), default=0)

    @cached_property
    def report_of(self) -> dict[str, ReportRow]:
        """The reports by key."""
        return {row.key: row for row in self.reports}

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields of which something is told."""
        return tuple(_fields(self.body, self.appraisal))

    @property
    def disputed(self) -> tuple[Field, ...]:
        """The fields whose values are at odds."""
        return tuple(one for one in self.fields if one.disputed)

    @property
    def course(self) -> tuple[Step, ...]:
        """The stages in their usual order, each reached or not; an end that is none comes last."""
        told = {step["stage"]: step for step in self.body["status_history"]}
        ends = [end for end in ("cancelled", "denied") if end in told or self.row.stage == end]
        return tuple(_step(stage, told.get(stage), self.row) for stage in (*COURSE, *ends))

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The root sources with their reports."""
        return tuple(
            Branch(source, tuple(self.report_of[k] for k in source.reports if k in self.report_of))
            for source in self.appraisal.sources
        )


def gather(connection: Connection, name: str, as_of: dt.date | None = None) -> File:
    """Return the file of a deal, as of a day. Raises :class:`RegisterError`."""
    row = one_deal.deal(connection, name, as_of)
    made = about(connection, row.dossier["tellings"])
    known = tuple(d for d in made if not as_of or d.made_at.date() <= as_of)
    told = one_deal.reports_of(connection, row)
    return File(
        row,
        appraise(connection, row, as_of),
        told,
        known,
        frozenset(undone(known)),
        _days(told if as_of is None else _told_by_now(connection, row), made),
        as_of,
    )


def _told_by_now(connection: Connection, row: DealRow) -> tuple[ReportRow, ...]:
    """Return all reports of a deal as it is known now, given it as of a day."""
    now = one_deal.deal(connection, row.dossier["tellings"][0])
    return one_deal.reports_of(connection, now)


def _days(rows: Sequence[ReportRow], made: Sequence[Decision]) -> tuple[dt.date, ...]:
    """Return the days on which something about the deal became known or was decided."""
    found = {row.published or row.added_at.date() for row in rows}
    return tuple(sorted(found | {one.made_at.date() for one in made}))


def _fields(body: Json, appraisal: Appraisal) -> Iterator[Field]:
    found: dict[tuple[str, str | None], list[Told]] = {}
    for one in values(body, appraisal):
        found.setdefault((one.field, one.item), []).append(one)
    for number, ((field, item), told) in enumerate(sorted(found.items(), key=_place)):
        name = f"quantity{number}" if field == "quantity" else _NAMES.get(field, field)
        heading = f"Number of {item}" if field == "quantity" else _HEADINGS[field]
        made = tuple(_value(name, item, place, one) for place, one in enumerate(told, 1))
        yield Field(name, heading, made, any(one.disputed for one in told))


def _place(group: tuple[tuple[str, str | None], list[Told]]) -> int:
    return list(_HEADINGS).index(group[0][0])


_HEADINGS = {
    "price": "Price",
    "financing": "Credit",
    "quantity": "",
    "kind": "Basis",
    "stage": "Stage",
}
_NAMES = {"price": "value"}


def _value(name: str, item: str | None, place: int, one: Told) -> Value:
    value = one.told["value"]
    text = f"{item}={value}" if name.startswith("quantity") else phrases.set_value(value)
    return Value(
        f"{name}-{place}",
        in_words(value),
        _whole(value),
        one.told,
        one.grade,
        one.sentence,
        text,
    )


def in_words(value: object) -> str:
    """Return a value in few words."""
    if isinstance(value, dict):
        return words.financing(value) if "lender" in value else words.money(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _whole(value: object) -> str:
    if isinstance(value, dict):
        return phrases.financing(value) if "lender" in value else phrases.amount(value)
    return in_words(value)


def _step(stage: str, told: Json | None, row: DealRow) -> Step:
    return Step(
        stage,
        told is not None or row.stage == stage,
        row.stage == stage,
        bool(told and told["hedged"]) if row.stage != stage else row.hedged,
        told["date"] if told else None,
        tuple(told["reports"]) if told else (),
    )
