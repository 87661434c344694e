"""Everything a register holds, one after another: for exports, which are never all in memory.

What is given rests on the reports that stand: corrected texts have taken the place of others. With
``as_of`` it is what reports published by that day say, as everywhere. With a filter of deals it is
the deals wanted, the reports that tell of them, and what these reports say and name.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, groupby
from typing import Any

from sqlalchemy import Connection, Select, select

from dealtrace.register import claims_judged, deal_lists, decisions, gradings
from dealtrace.register.appraisal import Appraisal, appraise_all
from dealtrace.register.claims_judged import AS_READ, Judgement
from dealtrace.register.conditions import known
from dealtrace.register.deal_lists import DealRow, Filter
from dealtrace.register.decisions import Decision
from dealtrace.register.entities.meant import meant
from dealtrace.register.gradings import Grading
from dealtrace.register.model import Json
from dealtrace.register.schema import (
    claim_actors,
    claims,
    deal_facets,
    deal_states,
    entities,
    names,
    report_deals,
    report_offices,
    reports,
)
from dealtrace.register.states import source_key

_AT_ONCE = 500  # rows fetched together; a list of so many ids fits into any statement


@dataclass(frozen=True, slots=True)
class Report:
    """A report that stands; ``copy_of`` is the key of the report it is a copy of, ``deals`` the ids
    of the deals it tells of."""

    key: str
    sha256: str
    published: dt.date | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
    added_at: dt.datetime
    copy_of: str | None
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who fills a role of a claim, as written; ``entity`` is the key of whom that means."""

    role: str
    as_written: str
    entity: str | None
    name: str | None
    kind: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one report. ``evidence`` are stretches of its text, ``attribution`` the chain of
    speakers, outermost first; ``deals`` are the ids of those it is evidence of; ``rejected`` that a
    person judged it misread, ``corrected_by`` who put right what it says."""

    report: str
    published: dt.date | None
    publisher: str | None
    url: str | None
    is_copy: bool
    number: str
    type: str
    modality: str
    stage: str | None
    text: str
    evidence: tuple[tuple[int, int], ...]
    attribution: tuple[Json, ...]
    items: tuple[Json, ...]
    amount: float | None
    currency: str | None
    money_text: str | None
    time: str | None
    time_text: str | None
    place: str | None
    place_country: str | None
    score: float
    actors: tuple[Actor, ...]
    deals: tuple[str, ...]
    rejected: bool = False
    corrected_by: str | None = None

    @property
    def id(self) -> str:
        """Its id in the whole register, as dossiers give it: ``REPORT#CLAIM``."""
        return f"{self.report}#{self.number}"


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what reports name; ``names`` are all spellings, as written."""

    key: str
    kind: str
    name: str
    country: str | None
    family: str | None
    mentions: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that reports give to a person (an entity's key), from the first report's day to
    the last one's; these are not the days on which the person took or left it."""

    person: str
    name: str
    office: str
    country: str | None
    first_seen: dt.date | None
    last_seen: dt.date | None
    reports: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided; whether it still stands, and the deals it is about as they are now.

    An undo is about the deals of the decision it takes back.
    """

    made: Decision
    stands: bool
    deals: tuple[str, ...]


@dataclass(frozen=True)
class Stream:
    """All that is wanted of a register, over one open connection. Each method yields anew."""

    connection: Connection
    wanted: Filter = field(default_factory=Filter)
    as_of: dt.date | None = None

    @property
    def whole(self) -> bool:
        """Whether all of the register is wanted, not only what belongs to some deals."""
        return self.wanted == Filter()

    def deals(self) -> Iterator[DealRow]:
        """Yield the deals, the last told first."""
        return chain.from_iterable(self._deals())

    def appraised(self) -> Iterator[tuple[DealRow, Appraisal]]:
        """Yield the deals, each with its graded sources and the sentences behind it."""
        for rows in self._deals():
            yield from zip(rows, appraise_all(self.connection, rows, self.as_of), strict=True)

    def _deals(self) -> Iterator[list[DealRow]]:
        return deal_lists.each_deal(self.connection, self.wanted, self.as_of)

    def reports(self) -> Iterator[Report]:
        """Yield the reports, in the order in which they were added."""
        original = reports.alias("original")
        asked = (
            select(reports, original.c.key.label("original_key"))
            .outerjoin(original, original.c.id == reports.c.copy_of)
            .where(reports.c.superseded_by.is_(None))
            .order_by(reports.c.id)
        )
        for some in self._rows(asked):
            deals = self._deals_of([row.id for row in some])
            for row in some:
                told = tuple(dict.fromkeys(deal for _, deal in deals.get(row.id, ())))
                if self._holds(row, told):
                    yield _report(row, told)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of these reports, report by report: as people corrected them, those that
        they rejected marked."""
        judged = claims_judged.every(self.connection, self.as_of)
        known = meant(self.connection, claims_judged.roles(judged.values()))
        asked = (
            select(
                claims,
                reports.c.key,
                reports.c.published,
                reports.c.publisher,
                reports.c.url,
                reports.c.copy_of,
                reports.c.added_at,
            )
            .join(reports, reports.c.id == claims.c.report_id)
            .where(reports.c.superseded_by.is_(None))
            .order_by(claims.c.report_id, claims.c.id)
        )
        for some in self._rows(asked):
            deals = self._deals_of(list({row.report_id for row in some}))
            kept = [row for row in some if self._holds(row, deals.get(row.report_id, ()))]
            actors = self._actors([row.id for row in kept])
            for row in kept:
                told = deals.get(row.report_id, ())
                now = judged.get((row.key, row.number), AS_READ)
                own = dict.fromkeys(deal for numbers, deal in told if row.number in numbers)
                cast = _cast(actors.get(row.id, ()), now, known)
                yield _corrected(_claim(row, cast, tuple(own)), now)

    def entities(self) -> Iterator[Entity]:
        """Yield whom and what these reports name, in order of their keys."""
        for some in self._rows(select(entities).order_by(entities.c.key)):
            kept = [row for row in some if self._named is None or row.key in self._named]
            spelled = self._names([row.id for row in kept])
            for row in kept:
                yield Entity(
                    row.key,
                    row.kind,
                    row.name,
                    row.country,
                    row.family,
                    row.mentions,
                    spelled.get(row.id, ()),
                )

    def offices(self) -> Iterator[Office]:
        """Yield the offices that these reports give to persons, in order of the persons' keys."""
        asked = (
            select(
                entities.c.key.label("person"),
                entities.c.name,
                report_offices.c.office,
                names.c.country,
                reports.c.id,
                reports.c.published,
                reports.c.added_at,
            )
            .select_from(report_offices)
            .join(names, names.c.id == report_offices.c.name_id)
            .join(entities, entities.c.id == names.c.entity_id)
            .join(reports, reports.c.id == report_offices.c.report_id)
            .where(reports.c.superseded_by.is_(None))
            .order_by(entities.c.key, report_offices.c.office, names.c.country, reports.c.id)
        )
        rows = chain.from_iterable(self._rows(asked))
        for _, same in groupby(rows, lambda row: (row.person, row.office, row.country)):
            told = [row for row in same if self._known(row) and self._tells(row.id)]
            if told:
                yield _office(told)

    def decisions(self) -> Iterator[Decided]:
        """Yield what people decided, the oldest first: all of it, or what is about these deals."""
        made = decisions.read(self.connection) if self.whole else self._about()
        taken = [d for d in made if self.as_of is None or d.made_at.date() <= self.as_of]
        taken_back, deals = decisions.undone(taken), dict[int, tuple[str, ...]]()
        for one in taken:
            back = () if one.undoes is None else deals.get(one.undoes, ())
            deals[one.id] = self._of_tellings(one.slugs) or back
            yield Decided(one, one.id not in taken_back, deals[one.id])

    def gradings(self) -> Iterator[Grading]:
        """Yield the grades that people gave to sources, the oldest first: all of them, or those of
        sources that these deals rest on."""
        given = gradings.every(self.connection, self.as_of)
        if given and not self.whole:
            roots = (root["name"] for row in self.deals() for root in row.dossier["root_sources"])
            behind = set(map(source_key, roots))
            given = [one for one in given if source_key(one.source) in behind]
        yield from given

    def _about(self) -> list[Decision]:
        slugs = (slug for row in self.deals() for slug in row.dossier["tellings"])
        return decisions.about(self.connection, slugs)

    def _of_tellings(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return the deals that tellings belong to."""
        if self._deal_of is not None:
            return tuple(sorted({self._deal_of[slug] for slug in slugs if slug in self._deal_of}))
        listed, found = sorted(slugs), set[str]()
        for start in range(0, len(listed), _AT_ONCE):
            some = report_deals.c.slug.in_(listed[start : start + _AT_ONCE])
            found |= set(self.connection.execute(select(report_deals.c.deal).where(some)).scalars())
        return tuple(sorted(found))

    def _rows(self, asked: Select[Any]) -> Iterator[Sequence[Any]]:
        rows = self.connection.execute(asked, execution_options={"yield_per": _AT_ONCE})
        return rows.partitions()

    def _holds(self, row: Any, told: Sequence[Any]) -> bool:
        return self._known(row) and (self.whole or bool(told))

    def _known(self, row: Any) -> bool:
        known_from = row.published or row.added_at.date()
        return self.as_of is None or known_from <= self.as_of

    def _tells(self, report_id: int) -> bool:
        return self.whole or report_id in self._telling_reports

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """The entities (keys) of organisations by their names, as far as a name means only one."""
        asked = (
            select(names.c.name, entities.c.key)
            .join(entities, entities.c.id == names.c.entity_id)
            .where(entities.c.kind.in_(("body", "company")))
            .order_by(names.c.name, entities.c.key)
            .distinct()
        )
        rows = [(row.name, row.key) for row in self.connection.execute(asked)]
        counts = Counter(name for name, _ in rows)
        return {name: key for name, key in rows if counts[name] == 1}

    @cached_property
    def _deal_of(self) -> Mapping[str, str] | None:
        """The deal of each telling (by slug); None where it is the one the register has now."""
        if self.whole and self.as_of is None:
            return None
        return {slug: row.id for row in self.deals() for slug in row.dossier["tellings"]}

    @cached_property
    def _rejected(self) -> frozenset[str]:
        """The deals that people rejected: nothing is evidence of them."""
        if self._deal_of is not None:  # has those wanted only
            return frozenset()
        stands = select(deal_facets.c.state_id).where(deal_facets.c.facet == "all")
        asked = select(deal_states.c.deal).where(known(None), deal_states.c.id.not_in(stands))
        return frozenset(self.connection.execute(asked).scalars())

    @cached_property
    def _telling_reports(self) -> frozenset[int]:
        """The ids of reports that tell of the deals wanted."""
        asked = select(report_deals.c.report_id, report_deals.c.slug)
        told = self._deal_of or {}
        rows = chain.from_iterable(self._rows(asked))
        return frozenset(row.report_id for row in rows if row.slug in told)

    @cached_property
    def _named(self) -> frozenset[str] | None:
        """The keys of entities that claims, offices and deals name; None for all of them."""
        if self.whole and self.as_of is None:
            return None
        named = {a.entity for claim in self.claims() for a in claim.actors if a.entity}
        named |= {office.person for office in self.offices()}
        ways = (told["value"] for row in self.deals() for told in row.dossier["financing"])
        lenders = (name for way in ways for name in way["lender"])
        return frozenset(named | {key for n in lenders if (key := self.organisations.get(n))})

    def _deals_of(self, ids: Sequence[int]) -> dict[int, list[tuple[frozenset[str], str]]]:
        """Return, by report, each deal it tells of with the numbers of the claims that do."""
        asked = select(
            report_deals.c.report_id,
            report_deals.c.slug,
            report_deals.c.deal,
            report_deals.c.claims,
            report_deals.c.financing,
        ).where(report_deals.c.report_id.in_(ids), report_deals.c.family_id != 0)
        found: dict[int, list[tuple[frozenset[str], str]]] = {}
        for row in self.connection.execute(asked.order_by(report_deals.c.position)):
            deal = row.deal if self._deal_of is None else self._deal_of.get(row.slug)
            if deal is not None and deal not in self._rejected:
                ways = (number for way in row.financing for number in way.get("claims", ()))
                found.setdefault(row.report_id, []).append((frozenset([*row.claims, *ways]), deal))
        return found

    def _actors(self, ids: Sequence[int]) -> dict[int, list[Actor]]:
        asked = (
            select(
                claim_actors.c.claim_id,
                claim_actors.c.role,
                claim_actors.c.as_written,
                entities.c.key,
                entities.c.name,
                entities.c.kind,
                entities.c.country,
            )
            .select_from(claim_actors)
            .outerjoin(names, names.c.id == claim_actors.c.name_id)
            .outerjoin(entities, entities.c.id == names.c.entity_id)
            .where(claim_actors.c.claim_id.in_(ids))
            .order_by(claim_actors.c.claim_id, claim_actors.c.position)
        )
        found: dict[int, list[Actor]] = {}
        for claim_id, *rest in self.connection.execute(asked):
            found.setdefault(claim_id, []).append(Actor(*rest))
        return found

    def _names(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        asked = (
            select(names.c.entity_id, names.c.name, names.c.first_seen)
            .where(names.c.entity_id.in_(ids))
            .order_by(names.c.name)
        )
        found: dict[int, dict[str, None]] = {}
        for row in self.connection.execute(asked):
            if self.as_of is None or (row.first_seen and row.first_seen <= self.as_of):
                found.setdefault(row.entity_id, {})[row.name] = None
        return {key: tuple(spelled) for key, spelled in found.items()}


def _report(row: Any, told: tuple[str, ...]) -> Report:
    return Report(
        row.key,
        row.sha256,
        row.published,
        row.publisher,
        row.title,
        row.url,
        row.language,
        row.added_at,
        row.original_key,
        told,
    )


def _claim(row: Any, actors: tuple[Actor, ...], deals: tuple[str, ...]) -> Claim:
    return Claim(
        row.key,
        row.published,
        row.publisher,
        row.url,
        row.copy_of is not None,
        row.number,
        row.type,
        row.modality,
        row.stage,
        row.text,
        tuple((start, end) for start, end in row.evidence),
        tuple(row.attribution),
        tuple(row.items),
        row.amount,
        row.currency,
        row.money_text,
        row.time,
        row.time_text,
        row.place,
        row.place_country,
        row.score,
        actors,
        deals,
    )


def _cast(actors: Sequence[Actor], now: Judgement, known: Mapping[str, Any]) -> tuple[Actor, ...]:
    """Return who fills the roles of a claim, in those that were corrected by the correction."""
    roles: Mapping[str, Sequence[Json]] = now.correction.get("roles", {})
    fresh = [_actor(role, one, known) for role, who in roles.items() for one in who]
    return (*(one for one in actors if one.role not in roles), *fresh)


def _actor(role: str, one: Json, known: Mapping[str, Any]) -> Actor:
    row = known.get(one["name"])
    if row is None:
        return Actor(role, one["name"], None, None, None, one["code"])
    return Actor(role, one["name"], row.key, row.name, row.kind, row.country)


def _corrected(claim: Claim, now: Judgement) -> Claim:
    """Return a claim as people judged it."""
    if now is AS_READ:
        return claim
    plain = ("type", "modality", "stage", "amount", "currency")
    told: Json = {name: now.told(name, getattr(claim, name)) for name in plain}
    told |= {n: tuple(now.told(n, getattr(claim, n))) for n in ("attribution", "items")}
    told |= {"money_text": None} if "amount" in now.correction else {}
    by = now.by if now.correction else None
    return replace(claim, **told, rejected=now.rejected, corrected_by=by)


def _office(told: Sequence[Any]) -> Office:
    days = [row.published for row in told if row.published]
    first = told[0]
    return Office(
        first.person,
        first.name,
        first.office,
        first.country or None,
        min(days, default=None),
        max(days, default=None),
        len({row.id for row in told}),
    )
