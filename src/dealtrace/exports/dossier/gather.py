"""What a printed dossier shows, with a numbered note for each sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from sqlalchemy import Connection

from dealtrace.claims.model import Modality
from dealtrace.display import phrases, wording
from dealtrace.exports.values import Value, values
from dealtrace.register import one_deal
from dealtrace.register.appraisal import Appraisal, Sentence, appraise
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.decisions import Decision, about, undone
from dealtrace.register.model import Json
from dealtrace.register.report_lists import ReportRow

_NAMES = {"kind": "Basis", "price": "Price", "financing": "Paid by", "stage": "Stage"}


@dataclass(frozen=True)
class Note:
    """A sentence of a report, with the claims (numbers) that rest on it, whom it names as speakers,
    outermost first, and how firmly it is put, unless as fact; ``number`` is its place."""

    number: int
    text: str
    report: ReportRow
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    firmness: str


@dataclass(frozen=True)
class Line:
    """A value as a line of the table: in words, what stands behind it, the number of its note."""

    value: Value
    words: str
    note: int | None


@dataclass(frozen=True)
class Field:
    """A field of the deal with all that is told of it, the value preferred first."""

    name: str
    lines: tuple[Line, ...]

    @property
    def disputed(self) -> bool:
        """Whether values told are at odds."""
        return any(line.value.disputed for line in self.lines)


@dataclass(frozen=True)
class Event:
    """A line of the timeline: the day, the report, what it told, the numbers of its notes."""

    day: dt.date | None
    report: ReportRow
    told: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True)
class File:
    """All that a dossier is made of, as one look at the register gave it."""

    register: str
    row: DealRow
    appraisal: Appraisal
    reports: tuple[ReportRow, ...]
    decisions: tuple[Decision, ...]
    as_of: dt.date

    @property
    def body(self) -> Json:
        """The dossier's own object."""
        return self.row.dossier

    @cached_property
    def values(self) -> list[Value]:
        """All values told."""
        return values(self.body, self.appraisal)

    @cached_property
    def notes(self) -> dict[int, Note]:
        """The notes by their numbers: first the values' sentences, then the others in time."""
        report_of = {report.key: report for report in self.reports}
        own = [value.sentence for value in self.values if value.sentence]
        every = [*own, *self.appraisal.denials, *self.appraisal.sentences]
        groups: dict[tuple[str, str], list[Sentence]] = {}
        for one in every:
            same = groups.setdefault((one.report, wording.clean(one.text)), [])
            if one not in same:
                same.append(one)
        return {
            number: _note(number, same, report_of[key])
            for number, ((key, _), same) in enumerate(groups.items(), 1)
        }

    @cached_property
    def _number_of(self) -> dict[tuple[str, str], int]:
        return {(n.report.key, n.text): n.number for n in self.notes.values()}

    def number(self, sentence: Sentence | None) -> int | None:
        """The number of a sentence's note."""
        return self._number_of[sentence.report, wording.clean(sentence.text)] if sentence else None

    @property
    def fields(self) -> Iterator[Field]:
        """The fields of which something is told."""
        groups: dict[str, list[Value]] = {}
        for value in self.values:
            name = f"Number of {wording.clean(value.item)}" if value.item else _NAMES[value.field]
            groups.setdefault(name, []).append(value)
        for name, told in groups.items():
            yield Field(name, tuple(Line(v, _words(v), self.number(v.sentence)) for v in told))

    @property
    def timeline(self) -> Iterator[Event]:
        """What each report told, in order of time."""
        for report in self.reports:
            told = [_words(v) for v in self.values if report.key in v.told["reports"]
                    and v.field != "kind"]  # fmt: skip
            notes = [n.number for n in self.notes.values() if n.report.key == report.key]
            yield Event(report.published, report, tuple(dict.fromkeys(told)), tuple(notes))

    @property
    def denials(self) -> list[int]:
        """The numbers of the notes in which somebody denies the deal."""
        return list(dict.fromkeys(n for n in map(self.number, self.appraisal.denials) if n))


def gather(connection: Connection, register: str, name: str, as_of: dt.date | None = None) -> File:
    """Return the file of a deal. Raises :class:`~dealtrace.register.errors.RegisterError`."""
    row = one_deal.deal(connection, name, as_of)
    made = about(connection, row.dossier["tellings"])
    known = [one for one in made if not as_of or one.made_at.date() <= as_of]
    back = undone(known)
    return File(
        register,
        row,
        appraise(connection, row, as_of),
        one_deal.reports_of(connection, row),
        tuple(one for one in known if one.id not in back),
        as_of or dt.date.today(),
    )


def _note(number: int, same: Sequence[Sentence], report: ReportRow) -> Note:
    return Note(
        number,
        wording.clean(same[0].text),
        report,
        tuple(one.claim for one in same),
        _unique(name for one in same for name in one.speakers),
        _firmness({one.modality for one in same}),
    )


def _firmness(modalities: set[str]) -> str:
    if modalities == {Modality.ASSERTED}:
        return ""
    return wording.listed(wording.firmness(one) for one in Modality if one in modalities)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(wording.clean, names)))


def _words(value: Value) -> str:
    matter = value.value
    if isinstance(matter, dict):
        return phrases.financing(matter) if "lender" in matter else phrases.amount(matter)
    if value.item:
        return f"{matter:,} × {wording.clean(value.item)}"
    return wording.clean(str(matter))


def address(report: ReportRow) -> str | None:
    """Return a report's address if it is one of the web; nothing else becomes a link."""
    url = report.url or ""
    return wording.clean(url) if urlsplit(url).scheme in {"http", "https"} else None
