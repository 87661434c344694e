"""What stands behind each value of a deal: graded sources, a grade, and the sentence that says it.

The grades are those of ``grades.py``, worked out when asked, so that a source's new grade tells at
once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from dealtrace.register import decisions
from dealtrace.register.claims_judged import AS_READ, Judgement, Name, judgements
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.grades import Grade, Reliability, credibility, reliabilities
from dealtrace.register.gradings import Grading, given
from dealtrace.register.model import Json, Root
from dealtrace.register.schema import claims, report_deals, reports
from dealtrace.register.schema import decisions as decision_table
from dealtrace.register.states import source_key

_SOME = 400  # slugs in one statement
_YEAR = 365.25
_OF_ARMS = ("transfer", "credit", "agreement", "supply")  # what denied claims deny a deal


@dataclass(frozen=True, slots=True)
class GradedSource:
    """A root source of a deal; ``person`` says who graded it, if it isn't the table's letter."""

    name: str
    kind: str
    reports: tuple[str, ...]
    reliability: Reliability
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A claim behind a deal: the report's key and day, the claim's number, and its words."""

    report: str
    published: dt.date | None
    claim: str
    type: str
    modality: str
    stage: str | None
    amount: float | None
    currency: str | None
    items: tuple[Json, ...]
    speakers: tuple[str, ...]
    text: str
    corrected_by: str | None = None
    """Who put right what the program read in the sentence, if somebody did."""


@dataclass(frozen=True)
class Appraisal:
    """A deal's sources and sentences. ``hedged`` are the keys of reports that tell it as planned
    or possible only; ``denials`` are sentences in which somebody denies it."""

    dossier: Json
    sources: tuple[GradedSource, ...]
    sentences: tuple[Sentence, ...]
    denials: tuple[Sentence, ...]
    hedged: frozenset[str]
    today: dt.date

    def grade(self, told: Json, rivals: Sequence[Json] = ()) -> Grade:
        """Grade one value as told (an object of the dossier) beside those at odds with it."""
        against = {name for rival in rivals if rival is not told for name in rival["roots"]}
        letters = {source.name: source.reliability for source in self.sources}
        return credibility(
            self._voices(told, letters),
            letters,
            against=against,
            denied_by=self._deniers(told),
            hedged=set(told["reports"]) <= self.hedged,
            silent_years=self._silent(told),
        )

    def _voices(self, told: Json, letters: Mapping[str, Reliability]) -> list[str]:
        """The origins that count: a report that names several still is no second voice."""
        if len(told["reports"]) > 1:
            return list(told["roots"])
        best = min(told["roots"], key=lambda name: (letters.get(name, "G"), name), default=None)
        return [best] if best else []

    def _deniers(self, told: Json) -> list[str]:
        """The officials who deny the deal after this was told last."""
        official = {source.name for source in self.sources if source.kind == "official"}
        return [
            name
            for stage in self.dossier["stage"]
            if stage["value"] == "denied" and stage is not told
            if (stage["last_seen"] or "") >= (told["last_seen"] or "")
            for name in stage["roots"]
            if name in official
        ]

    def _silent(self, told: Json) -> float:
        if not told["last_seen"]:
            return 0.0
        return (self.today - dt.date.fromisoformat(told["last_seen"])).days / _YEAR

    def sentence(self, told: Json) -> Sentence | None:
        """Return the sentence a value rests on: of a report that tells it, and naming it."""
        own = [s for s in self.sentences if s.report in told["reports"] and _names(s, told)]
        return own[0] if own else None


def appraise(connection: Connection, row: DealRow, as_of: dt.date | None = None) -> Appraisal:
    """Return what stands behind the values of a deal, as of a day."""
    return appraise_all(connection, [row], as_of)[0]


def appraise_all(
    connection: Connection, rows: Sequence[DealRow], as_of: dt.date | None = None
) -> list[Appraisal]:
    """Return what stands behind the values of each deal, asking for all of them at once."""
    by_person = given(connection, as_of)
    slugs = [slug for row in rows for slug in row.dossier["tellings"]]
    telling_of = {telling.slug: telling for telling in _tellings(connection, slugs)}
    claims_of = _claims_of(connection, list(telling_of.values()))
    judged = _judged(connection, rows)
    return [
        _appraisal(
            row,
            [telling_of[slug] for slug in row.dossier["tellings"] if slug in telling_of],
            claims_of,
            judged,
            by_person,
            as_of or dt.date.today(),
        )
        for row in rows
    ]


_Judged = Mapping[Name, Judgement]


def _judged(connection: Connection, rows: Sequence[DealRow]) -> _Judged:
    """Return what people say of claims that rows tell of."""
    ids = sorted({number for row in rows for number in row.dossier["decisions"]})
    made = decisions.read(connection, decision_table.c.id.in_(ids)) if ids else []
    return judgements(made)


def _appraisal(
    row: DealRow,
    tellings: Sequence[Any],
    claims_of: Mapping[int, Sequence[Any]],
    judged: _Judged,
    by_person: Mapping[str, Grading],
    today: dt.date,
) -> Appraisal:
    found, denials = _sentences(tellings, claims_of, judged)
    return Appraisal(
        row.dossier,
        _sources(row.dossier["root_sources"], by_person),
        tuple(found),
        tuple(denials),
        frozenset(t.key for t in tellings if t.hedged) - {t.key for t in tellings if not t.hedged},
        today,
    )


def _sources(roots: Sequence[Json], by_person: Mapping[str, Grading]) -> tuple[GradedSource, ...]:
    made = [Root(root["name"], root["kind"], tuple(root["reports"])) for root in roots]
    person = {root.name: by_person.get(source_key(root.name)) for root in made}
    graded = reliabilities(made, {name: g.reliability for name, g in person.items() if g})
    return tuple(
        GradedSource(r.name, r.kind, r.reports, graded[r.name], g.made_by if g else None)
        for r in made
        for g in (person[r.name],)
    )


def _tellings(connection: Connection, slugs: Sequence[str]) -> list[Any]:
    columns = (
        report_deals.c.slug,
        report_deals.c.report_id,
        report_deals.c.hedged,
        report_deals.c.claims,
        report_deals.c.financing,
        reports.c.key,
        reports.c.published,
    )
    found: list[Any] = []
    for start in range(0, len(slugs), _SOME):
        some = report_deals.c.slug.in_(slugs[start : start + _SOME])
        asked = select(*columns).join(reports, reports.c.id == report_deals.c.report_id)
        found += connection.execute(asked.where(some)).all()
    return found


def _sentences(
    tellings: Sequence[Any],
    claims_of: Mapping[int, Sequence[Any]],
    judged: _Judged,
) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences of the deal's claims, and those that deny it, in order of time; without
    those rejected, and as others were corrected."""
    report_of = {telling.report_id: telling for telling in tellings}
    own = {(t.report_id, number) for t in tellings for number in _numbers(t)}
    found, denials = [], []
    for row in (row for report_id in report_of for row in claims_of.get(report_id, ())):
        telling = report_of[row.report_id]
        now = judged.get((telling.key, row.number), AS_READ)
        if now.rejected:
            continue
        one = corrected(sentence_of(row, telling.key, telling.published), now)
        mine = (row.report_id, row.number) in own
        if mine:
            found.append(one)
        if one.type == "denial" or (mine and one.modality == "denied"):
            denials.append(one)
    return sorted(found, key=_order), sorted(denials, key=_order)


def _numbers(telling: Any) -> set[str]:
    return {*telling.claims, *(n for way in telling.financing for n in way.get("claims", ()))}


def _claims_of(connection: Connection, tellings: Sequence[Any]) -> dict[int, list[Any]]:
    """Return, by report, the claims that tellings rest on and those that deny something."""
    numbers = {number for telling in tellings for number in _numbers(telling)}
    denying = or_(
        claims.c.type == "denial", and_(claims.c.type.in_(_OF_ARMS), claims.c.modality == "denied")
    )
    wanted = or_(claims.c.number.in_(sorted(numbers)), denying)
    ids = sorted({telling.report_id for telling in tellings})
    found: dict[int, list[Any]] = {}
    for start in range(0, len(ids), _SOME):
        some = claims.c.report_id.in_(ids[start : start + _SOME])
        for row in connection.execute(select(claims).where(some, wanted)):
            found.setdefault(row.report_id, []).append(row)
    return found


def sentence_of(row: Any, report: str, published: dt.date | None) -> Sentence:
    """Return a row of ``claims`` as a sentence of the report with this key and day."""
    return Sentence(
        report,
        published,
        row.number,
        row.type,
        row.modality,
        row.stage,
        row.amount,
        row.currency,
        tuple(row.items),
        tuple(link["source"] for link in row.attribution),
        row.text,
    )


def corrected(one: Sentence, judgement: Judgement) -> Sentence:
    """Return a sentence with what people put right of its claim."""
    now = judgement.correction
    if not now:
        return one
    told: Json = {
        k: now[k] for k in ("type", "modality", "stage", "amount", "currency") if k in now
    }
    told |= {"items": tuple(now["items"])} if "items" in now else {}
    if "attribution" in now:
        told["speakers"] = tuple(link["source"] for link in now["attribution"])
    return replace(one, **told, corrected_by=judgement.by)


def _order(one: Sentence) -> tuple[dt.date, str, int, str]:
    return one.published or dt.date.max, one.report, len(one.claim), one.claim


def _names(one: Sentence, told: Json) -> bool:
    """Whether a sentence's claim has the value: the sum, the number of arms, or the stage."""
    value = told["value"]
    if isinstance(value, dict):
        return value["amount"] is not None and (one.amount, one.currency) == (
            value["amount"],
            value["currency"],
        )
    if isinstance(value, int):
        return any(item["quantity"] == value for item in one.items)
    return bool(one.stage == value)
