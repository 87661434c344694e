"""FollowTheMoney entities, one JSON object a line, as ``ftm`` and OpenAleph read them.

https://followthemoney.tech/ A deal is a Contract; each price told of it a ContractAward; each loan,
credit line or write-off told a Debt, each grant a Payment, each with who says it in ``summary``.
Ways of paying that these can't hold (barter, own funds, nobody named) stand in the Contract's
notes, as do kinds, numbers and stages told. Reports are Articles, claims Notes or Events, offices
Positions with Occupancies, what people decided and how they grade sources Notes. Weapons are named
in the Contract only: the model has nothing for them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from dealtrace.display.phrases import counted
from dealtrace.exports.decisions import Decisions, facts, graded, in_words
from dealtrace.exports.errors import needed
from dealtrace.exports.identifiers import digest, readable
from dealtrace.exports.lines import put
from dealtrace.exports.parties import KINDS, Party, actor, party
from dealtrace.exports.text import plain
from dealtrace.exports.values import Value, values
from dealtrace.knowledge.countries import countries
from dealtrace.register.appraisal import Appraisal
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.gradings import Grading
from dealtrace.register.model import Json
from dealtrace.register.streams import Claim, Decided, Entity, Office, Report, Stream

_DEBTS = frozenset({"loan", "credit line", "debt write-off"})
_HAPPENING = frozenset(
    {"meeting", "visit", "agreement", "transfer", "credit", "supply", "sanction", "base"}
)
_SCHEMA = {
    "state": "PublicBody",
    "person": "Person",
    "body": "Organization",
    "company": "Company",
    "medium": "Organization",
}


def write(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write the entities, each once; returns how many there are of each schema."""
    counts: Counter[str] = Counter()
    for entity in _Entities(stream).all():
        put(file, entity.to_dict())
        counts[entity.schema.name] += 1
    return counts


class _Entities:
    """Makes entities, states and lenders when they are first spoken of."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._model = needed("followthemoney").model
        self._made: set[str] = set()
        self._decisions = Decisions(stream)

    def all(self) -> Iterator[Any]:
        stream = self._stream
        for row, appraisal in stream.appraised():
            self._decisions.deal(row.id)
            yield from self._deal(row, appraisal)
        for report in stream.reports():
            yield self._report(report)
        for claim in stream.claims():
            self._decisions.claim(claim)
            yield from self._claim(claim)
        for entity in stream.entities():
            if entity.kind in KINDS:
                self._decisions.source(entity)
                yield from self._entity(entity)
        for office in stream.offices():
            yield from self._office(office)
        yield from map(self._decision, self._decisions.made)
        yield from map(self._grading, self._decisions.gradings)

    def _make(self, schema: str, id_: str, **properties: Any) -> Any:
        """Return an entity; None and empty values of properties are left out."""
        entity = self._model.make_entity(schema)
        entity.id = id_
        for name, given in properties.items():
            for value in given if isinstance(given, list | tuple) else [given]:
                if value not in (None, ""):
                    entity.add(name, str(value))
        return entity

    def _once(self, schema: str, id_: str, **properties: Any) -> Iterator[Any]:
        if id_ not in self._made:
            self._made.add(id_)
            yield self._make(schema, id_, **properties)

    def _parties(self, names: Iterable[str]) -> Iterator[Any]:
        """States, and organisations of which there is no entity: all others come with these."""
        for one in map(self._party, names):
            if one.is_state or not one.known:
                schema = _SCHEMA[one.kind]
                yield from self._once(schema, _id(one), name=one.name, country=one.country)

    def _party(self, name: str) -> Party:
        return party(self._stream, name)

    def _ids(self, names: Iterable[str]) -> list[str]:
        return [_id(self._party(name)) for name in names]

    def _deal(self, row: DealRow, appraisal: Appraisal) -> Iterator[Any]:
        told = values(row.dossier, appraisal)
        yield from self._parties([*row.dossier["supplier"], *row.dossier["recipient"]])
        ways = [value for value in told if value.field == "financing"]
        for way in ways:
            yield from self._parties([*way.value["lender"], *way.value["borrower"]])
        flows = {way.id: self._flow(row, way) for way in ways}
        yield from (flow for flow in flows.values() if flow is not None)
        prices = [value for value in told if value.field == "price"]
        yield from self._awards(row, prices)
        elsewhere = {p.id for p in prices} | {key for key, flow in flows.items() if flow}
        yield self._contract(row, [value for value in told if value.id not in elsewhere])

    def _contract(self, row: DealRow, noted: Sequence[Value]) -> Any:
        body = row.dossier
        return self._make(
            "Contract",
            _deal_id(row.id),
            title=row.headline,
            name=row.headline,
            authority=self._ids(body["recipient"]),
            type=row.kind,
            status=row.stage + (" (planned or possible)" if row.hedged else ""),
            contractDate=_signed(row),
            cancelled="true" if row.stage == "cancelled" else None,
            amount=_number(row.amount),
            currency=row.currency,
            amountUsd=_number(row.amount and row.amount_usd and round(row.amount_usd, 2)),
            country=[*body["supplier"], *body["recipient"]],
            classification=sorted({item["class"] for item in body["items"]}),
            keywords=sorted({item["designation"] or item["text"] for item in body["items"]}),
            description=[_arms(item) for item in body["items"]],
            notes=[_told(value) for value in noted],
            summary=f"{counted(row.reports, 'report')} resting on "
            + counted(row.root_sources, "root source")
            + ("; checked by a person" if row.confirmed else ""),
            proof=list(map(_report_id, body["reports"])),
        )

    def _awards(self, row: DealRow, prices: Sequence[Value]) -> Iterator[Any]:
        suppliers = self._ids(row.dossier["supplier"])
        awards = {price.id: _sum(price) for price in prices}
        if not awards and suppliers:  # without a price it still says who supplies
            awards = {row.id: {"proof": _proof(row.dossier["reports"])}}
        for key, properties in awards.items():
            yield self._make(
                "ContractAward",
                readable("award", digest(key)),
                supplier=suppliers,
                contract=_deal_id(row.id),
                **properties,
            )

    def _flow(self, row: DealRow, way: Value) -> Any | None:
        """A Debt or a Payment; None where the model can't hold it."""
        value = way.value
        ends = (self._ids(value["lender"]), self._ids(value["borrower"]))
        id_, description = digest(way.id), "; ".join([value["kind"], *_terms(value["terms"])])
        if value["kind"] in _DEBTS and ends[1]:
            return self._make(
                "Debt",
                readable("debt", id_),
                creditor=ends[0],
                debtor=ends[1],
                recordId=row.id,
                description=description,
                **_sum(way),
            )
        if value["kind"] == "grant" and all(ends):
            return self._make(
                "Payment",
                readable("payment", id_),
                payer=ends[0],
                beneficiary=ends[1],
                contract=_deal_id(row.id),
                purpose=description,
                **_sum(way),
            )
        return None

    def _report(self, report: Report) -> Any:
        return self._make(
            "Article",
            _report_id(report.key),
            title=report.title or f"Report {report.key}",
            name=report.title or f"Report {report.key}",
            publisher=report.publisher,
            publishedAt=report.published,
            sourceUrl=report.url,
            language=report.language,
            notes=[f"SHA-256 of the text: {report.sha256}"]
            + ([f"A copy of report {report.copy_of}"] if report.copy_of else []),
        )

    def _claim(self, claim: Claim) -> Iterator[Any]:
        actors = [one for a in claim.actors if (one := actor(self._stream, a))]
        yield from self._parties(str(one.country) for one in actors if one.is_state)
        ends = list(dict.fromkeys(map(_id, actors)))
        deals = list(map(_deal_id, claim.deals))
        common = {
            "name": f"{claim.type} ({claim.modality}), report {claim.report} {claim.number}",
            "description": claim.text,
            "summary": _summary(claim),
            "notes": _facts(claim),
            "keywords": [claim.type, claim.modality, claim.stage],
            "publisher": claim.publisher,
            "sourceUrl": claim.url,
            "proof": _report_id(claim.report),
            "country": claim.place_country,
        }
        id_ = _claim_id(claim.report, claim.number)
        if claim.type not in _HAPPENING:
            yield self._make("Note", id_, entity=[*ends, *deals], **common)
            return
        first, _, last = (claim.time or "").partition("/")
        when = {"startDate": first, "endDate": last} if last else {"date": first}
        yield self._make("Event", id_, involved=ends, location=claim.place, **when, **common)
        for deal in claim.deals:
            yield self._make(
                "Documentation",
                readable("evidence", digest(f"{claim.id}/{deal}")),
                document=_report_id(claim.report),
                entity=_deal_id(deal),
                role=claim.type,
                recordId=id_,
                summary=claim.text,
                date=claim.published,
            )

    def _entity(self, entity: Entity) -> Iterator[Any]:
        yield from self._once(
            _SCHEMA[entity.kind],
            _entity_id(entity.key),
            name=entity.name,
            alias=[name for name in entity.names if name != entity.name],
            country=entity.country,
            **({"sector": "news media"} if entity.kind == "medium" else {}),
        )

    def _office(self, office: Office) -> Iterator[Any]:
        state = countries().get(office.country or "")
        name = f"{office.office}, {state.name}" if state else office.office
        post = readable("position", digest(f"{office.office}/{office.country or ''}"))
        yield from self._parties([office.country] if office.country else [])
        yield from self._once(
            "Position",
            post,
            name=name,
            country=office.country,
            organization=self._ids([office.country] if office.country else []),
        )
        yield self._make(
            "Occupancy",
            readable("occupancy", digest(f"{office.person}/{office.office}/{office.country}")),
            holder=_entity_id(office.person),
            post=post,
            date=[office.first_seen, office.last_seen],
            summary=f"As told by {counted(office.reports, 'report')} of these days",
        )

    def _decision(self, one: Decided) -> Any:
        made, claim = one.made, self._decisions.claim_of(one)
        return self._make(
            "Note",
            readable("decision", str(made.id)),
            name=f"decision {made.id} ({made.action.value})",
            description=in_words(one),
            entity=[
                *map(_deal_id, self._decisions.deals_of(one)),
                *([_claim_id(*claim.split("#"))] if claim else []),
            ],
            keywords=["decision", made.action.value],
            publisher=made.made_by,
            createdAt=made.made_at.isoformat(timespec="seconds"),
            notes=[f"{name}: {value}" for name, value in facts(one)],
        )

    def _grading(self, one: Grading) -> Any:
        source = self._decisions.source_of(one)
        return self._make(
            "Note",
            readable("grading", str(one.id)),
            name=f"grade of a source: {one.source}, {one.reliability}",
            description=graded(one),
            entity=_entity_id(source) if source else None,
            keywords=["grading"],
            publisher=one.made_by,
            createdAt=one.made_at.isoformat(timespec="seconds"),
        )


def _id(one: Party) -> str:
    return _entity_id(one.key)


def _entity_id(key: str) -> str:
    kind, _, rest = key.partition("-")
    return readable(kind, rest)


def _deal_id(deal: str) -> str:
    return readable("deal", deal)


def _report_id(key: str) -> str:
    return readable("report", key)


def _claim_id(report: str, number: str) -> str:
    return readable("claim", f"{report}-{number}")


def _proof(keys: Iterable[str]) -> list[str]:
    return list(map(_report_id, keys))


def _sum(value: Value) -> Json:
    """The properties of a sum as told; a sum in dispute says so."""
    told = value.told
    standing = "preferred" if value.rank == 1 else "also told"
    return {
        "amount": _number(value.amount),
        "currency": value.currency,
        "date": [told["first_seen"], told["last_seen"]],
        "summary": f"{standing}{', disputed' if value.disputed else ''}; {value.standing}",
        "proof": _proof(told["reports"]),
    }


def _told(value: Value) -> str:
    """A value in words, with what stands behind it."""
    matter = value.value
    if isinstance(matter, dict):
        matter = f"{matter['kind']} {_number(matter['amount']) or ''} {matter['currency'] or ''}"
    name = f"{value.field} of {value.item}" if value.item else value.field
    return f"{name}: {' '.join(str(matter).split())} ({value.standing})"


def _terms(terms: Json | None) -> list[str]:
    named = {"rate": "% a year", "years": " years", "grace_years": " years of grace"}
    told = {name: (terms or {}).get(name) for name in named}
    return [f"{value:g}{named[name]}" for name, value in told.items() if value is not None]


def _arms(item: Json) -> str:
    numbers = " or ".join(str(told["value"]) for told in item["quantity"])
    kind = ", ".join(filter(None, (item["class"], item["designation"])))
    return f"{item['text']} ({kind}){f': {numbers}' if numbers else ''}"


def _signed(row: DealRow) -> str | None:
    """The day of signature, if reports give one: the day of a later stage is not it."""
    return row.stage_date if row.stage == "signed" and not row.hedged else None


def _summary(claim: Claim) -> str:
    said = ", citing ".join(link["source"] for link in claim.attribution) or "the report itself"
    return f"{claim.modality}; says {said}; read with a score of {claim.score:g}"


def _facts(claim: Claim) -> list[str]:
    """What a claim has beside its sentence, for people to read."""
    roles = [f"{one.role}: {one.as_written}" for one in claim.actors]
    money = f"money: {_number(claim.amount)} {claim.currency or ''}" if claim.amount else None
    time = f"time: {claim.time_text} ({claim.time})" if claim.time else None
    where = [f"characters {start} to {end}" for start, end in claim.evidence]
    return [one for one in (*roles, money, time, *where) if one]


def _number(amount: float | None) -> str | None:
    """A sum in the model's plain digits."""
    whole = plain(amount)
    if whole is None or isinstance(whole, int):
        return None if whole is None else str(whole)
    return json.dumps(whole) if abs(whole) < 1e15 else f"{whole:.0f}"
