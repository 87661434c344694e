"""A STIX 2.1 bundle: deals as groupings, with relationships between states, notes and reports.

https://docs.oasis-open.org/cti/stix/v2.1/ A deal is a Grouping of the parties and of Relationships
(``supplies-arms-to``, ``lends-to`` and so on); each value told of it is a Note with its speakers as
authors. A news report is a Report, each of its claims a Note that quotes the sentence. STIX has no
fields for sums, numbers, stages and grades: they stand in a property extension and, for people, in
the text. ``confidence`` is the Admiralty credibility on the scale of the standard's Appendix A
(1 is 90, 5 is 10, 6 is left out); of a claim it is how sure the program is that the report says so.
``modified`` of a deal is the day as of which the register was asked. What people decided are Notes,
and Opinions where they confirm or reject a deal; what was taken back is revoked.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from rigour.territories import lookup_territory

from dealtrace.display import phrases, wording
from dealtrace.exports.decisions import Decisions, graded, in_words
from dealtrace.exports.identifiers import uuid5
from dealtrace.exports.parties import KINDS, Party, actor, party
from dealtrace.exports.text import plain, to_json
from dealtrace.exports.values import Value, values
from dealtrace.knowledge.countries import countries
from dealtrace.register.appraisal import Appraisal
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.decisions import Action
from dealtrace.register.grades import Credibility
from dealtrace.register.gradings import Grading
from dealtrace.register.model import Json
from dealtrace.register.streams import Claim, Decided, Entity, Report, Stream

CONFIDENCE = {
    Credibility.CONFIRMED: 90,
    Credibility.PROBABLE: 70,
    Credibility.POSSIBLE: 50,
    Credibility.DOUBTFUL: 30,
    Credibility.IMPROBABLE: 10,
}
"""Confidence of each credibility of the Admiralty scale (STIX 2.1, Appendix A)."""

_ALWAYS = "2020-01-01T00:00:00.000Z"  # when what never changes, such as a state, was "created"
_CLASS = {"person": "individual", "state": "organization", "medium": "organization",
          "body": "organization", "company": "organization"}  # fmt: skip
_LINK = {
    "loan": "lends-to",
    "credit line": "lends-to",
    "grant": "grants-to",
    "debt write-off": "forgives-debt-of",
}
_OPINION = {Action.CONFIRM: "strongly-agree", Action.REJECT: "strongly-disagree"}
_EXTENSION = f"extension-definition--{uuid5('extension', 'told')}"
_TOOL = f"identity--{uuid5('identity', 'dealtrace')}"
_SCHEMA = (
    "What is told of an arms deal, as far as known. Of a grouping: deal, kind, stage, stage_date, "
    "hedged, confirmed, disputed, supplier, recipient, amount, currency, amount_usd, arms. Of a "
    "note on a value, and of a relationship: deal, field, rank (1 is preferred), disputed, word, "
    "number, item, amount, currency, lender, borrower, terms, reports, roots, grade (Admiralty "
    "scale), why. Of a note on a claim: claim, type, modality, stage, attribution, amount, "
    "currency, time, place, roles, score. Of what a person decided: decision, action, deals, "
    "set_field, set_value, tellings, undoes, stands. Of a person's grade of a source: grading, "
    "source, reliability."
)


def write(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write the bundle, object by object; returns how many there are of each type."""
    counts: Counter[str] = Counter()
    day = (stream.as_of or dt.date.today()).isoformat()
    name = uuid5("bundle", f"{day}/{stream.wanted}")
    file.write(f'{{"type":"bundle","id":"bundle--{name}","objects":['.encode())
    for one in _Objects(stream, _midnight(day)).all():
        file.write(b",\n" if counts else b"\n")
        file.write(to_json(one).encode("utf-8", "replace"))
        counts[one["type"]] += 1
    file.write(b"\n]}\n")
    return counts


class _Objects:
    """Makes objects; ``now`` is when deals were looked at. Identities are made once each."""

    def __init__(self, stream: Stream, now: str) -> None:
        self._stream = stream
        self._now = now
        self._made: set[str] = set()
        self._decisions = Decisions(stream)

    def all(self) -> Iterator[Json]:
        stream = self._stream
        yield from _ourselves()
        for row, appraisal in stream.appraised():
            self._decisions.deal(row.id)
            yield from self._deal(row, appraisal)
        for report in stream.reports():
            yield from self._report(report)
        for entity in stream.entities():
            self._decisions.source(entity)
            yield from self._entity(entity)
        for claim in stream.claims():
            self._decisions.claim(claim)
            yield self._claim(claim)
        yield from map(self._decision, self._decisions.made)
        yield from map(self._grading, self._decisions.gradings)

    def _once(self, found: Iterable[Json]) -> Iterator[Json]:
        for one in found:
            if one["id"] not in self._made:
                self._made.add(one["id"])
                yield one

    def _deal(self, row: DealRow, appraisal: Appraisal) -> Iterator[Json]:
        told = values(row.dossier, appraisal)
        parties = [*row.dossier["supplier"], *row.dossier["recipient"]]
        ways = [value for value in told if value.field == "financing"]
        for way in ways:
            parties += [*way.value["lender"], *way.value["borrower"]]
        for name in dict.fromkeys(parties):
            yield from self._once(_identity(self._party(name)))
        links = list(self._supplies(row, told))
        links += [link for way in ways for link in self._pays(row, way)]
        yield from links
        yield self._grouping(row, told, parties, links)
        yield from (self._note(row, value) for value in told)

    def _party(self, name: str) -> Party:
        return party(self._stream, name)

    def _supplies(self, row: DealRow, told: Sequence[Value]) -> Iterator[Json]:
        stage = next(value for value in told if value.field == "stage")
        for supplier in row.dossier["supplier"]:
            for recipient in row.dossier["recipient"]:
                yield self._link(row, "supplies-arms-to", supplier, recipient, stage, row.headline)

    def _pays(self, row: DealRow, way: Value) -> Iterator[Json]:
        link = _LINK.get(way.value["kind"])
        for lender in way.value["lender"] if link else ():
            for borrower in way.value["borrower"]:
                words = phrases.financing(way.value)
                yield self._link(row, str(link), lender, borrower, way, words)

    def _link(
        self, row: DealRow, kind: str, source: str, target: str, value: Value, words: str
    ) -> Json:
        return {
            **self._of_deal("relationship", f"{value.id}/{kind}/{source}/{target}", row),
            "relationship_type": kind,
            "source_ref": _id(self._party(source)),
            "target_ref": _id(self._party(target)),
            "description": words,
            **_confidence(value),
            **_told(row.id, value),
        }

    def _of_deal(self, kind: str, key: str, row: DealRow) -> Json:
        first = _midnight(row.first_seen.isoformat()) if row.first_seen else _ALWAYS
        return _object(kind, key, min(first, self._now), self._now)

    def _grouping(
        self, row: DealRow, told: Sequence[Value], parties: Sequence[str], links: Sequence[Json]
    ) -> Json:
        body = row.dossier
        refs = [_id(self._party(name)) for name in parties] + [link["id"] for link in links]
        return {
            **self._of_deal("grouping", row.id, row),
            "name": row.headline,
            "context": "unspecified",
            "object_refs": list(dict.fromkeys(refs)) or [_TOOL],
            **_extended(
                deal=row.id,
                kind=row.kind,
                stage=row.stage,
                stage_date=row.stage_date,
                hedged=row.hedged,
                confirmed=row.confirmed,
                disputed=any(value.disputed for value in told),
                supplier=body["supplier"],
                recipient=body["recipient"],
                amount=plain(row.amount),
                currency=row.currency,
                amount_usd=row.amount_usd,
                arms=[item["text"] for item in body["items"]],
            ),
        }

    def _note(self, row: DealRow, value: Value) -> Json:
        sentence = f' "{value.sentence.text}"' if value.sentence else ""
        return {
            **self._of_deal("note", value.id, row),
            "abstract": f"{value.field} of {value.item}" if value.item else value.field,
            "content": f"{_words(value)}; {value.standing}{sentence}",
            **({"authors": value.told["says"]} if value.told["says"] else {}),
            "object_refs": [_grouping_id(row.id), *map(_report_id, value.told["reports"])],
            **_confidence(value),
            **_told(row.id, value),
        }

    def _report(self, report: Report) -> Iterator[Json]:
        publisher = f"identity--{uuid5('publisher', report.publisher or '')}"
        if report.publisher:
            made = {"name": report.publisher, "identity_class": "organization"}
            yield from self._once([{**_object("identity", "", _ALWAYS), "id": publisher, **made}])
        refs = [*map(_grouping_id, report.deals), *([publisher] if report.publisher else [])]
        source = {"source_name": report.publisher or "unknown", "external_id": report.key}
        address = {"url": report.url} if report.url else {}
        yield {
            **_object("report", report.key, _stamp(report.added_at)),
            "name": report.title or f"Report {report.key}",
            "published": _midnight(report.published.isoformat())
            if report.published
            else _stamp(report.added_at),
            "object_refs": refs or [_TOOL],
            "external_references": [{**source, **address}],
            **({"lang": report.language} if report.language else {}),
            **_extended(
                report=report.key,
                sha256=report.sha256,
                publisher=report.publisher,
                published=report.published and report.published.isoformat(),
                copy_of=report.copy_of,
            ),
        }

    def _entity(self, entity: Entity) -> Iterator[Json]:
        if entity.kind == "state" and entity.country in countries():
            yield from self._once(_identity(self._party(str(entity.country))))
        elif entity.kind in KINDS:
            yield {
                **_object("identity", entity.key, _ALWAYS),
                "name": entity.name,
                "identity_class": _CLASS[entity.kind],
                **_extended(kind=entity.kind, country=entity.country, names=list(entity.names)),
            }

    def _claim(self, claim: Claim) -> Json:
        speakers = [link["source"] for link in claim.attribution]
        about = [_id(one) for a in claim.actors if (one := actor(self._stream, a))]
        day = claim.published.isoformat() if claim.published else None
        refs = [_report_id(claim.report), *map(_grouping_id, claim.deals), *about]
        return {
            **_object("note", claim.id, _midnight(day) if day else _ALWAYS),
            "abstract": f"{claim.type}, {claim.modality}",
            "content": claim.text or claim.type,
            **({"authors": speakers} if speakers else {}),
            "object_refs": list(dict.fromkeys(refs)),
            "confidence": round(claim.score * 100),
            **_extended(
                claim=claim.id,
                type=claim.type,
                modality=claim.modality,
                stage=claim.stage,
                attribution=list(claim.attribution),
                amount=plain(claim.amount),
                currency=claim.currency,
                time=claim.time,
                place=claim.place,
                roles=[{"role": a.role, "name": a.as_written} for a in claim.actors],
                score=claim.score,
            ),
        }

    def _decision(self, one: Decided) -> Json:
        """A note; on a deal that was confirmed or rejected, an opinion."""
        made, claim = one.made, self._decisions.claim_of(one)
        deals = list(map(_grouping_id, self._decisions.deals_of(one)))
        view = _OPINION.get(made.action)
        matter = (
            {"opinion": view, "explanation": in_words(one)}
            if view
            else {"abstract": f"decision: {made.action.value}", "content": in_words(one)}
        )
        stood = {} if one.stands else {"revoked": True}
        return {
            **_object("opinion" if view else "note", f"decision/{made.id}", _stamp(made.made_at)),
            **matter,
            **stood,
            "authors": [made.made_by],
            "object_refs": [*deals, *([_claim_ref(claim)] if claim else [])] or [_TOOL],
            **_extended(
                decision=made.id,
                action=made.action.value,
                deals=list(one.deals),
                set_field=made.what.get("field"),
                set_value=made.what.get("value"),
                tellings=made.what.get("groups"),
                undoes=made.undoes,
                stands=one.stands,
            ),
        }

    def _grading(self, one: Grading) -> Json:
        source = self._decisions.source_of(one)
        return {
            **_object("note", f"grading/{one.id}", _stamp(one.made_at)),
            "abstract": "grade of a source",
            "content": graded(one),
            "authors": [one.made_by],
            "object_refs": [f"identity--{uuid5('identity', source)}" if source else _TOOL],
            **_extended(grading=one.id, source=one.source, reliability=one.reliability.value),
        }


def _ourselves() -> Iterator[Json]:
    """Who made the bundle, and what its extension means."""
    tool = _object("identity", "dealtrace", _ALWAYS)
    yield {**tool, "name": "Dealtrace", "identity_class": "system"}
    yield {
        **_object("extension-definition", "told", _ALWAYS),
        "id": _EXTENSION,
        "name": "What is told of an arms deal",
        "schema": _SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _object(kind: str, key: str, created: str, modified: str | None = None) -> Json:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid5(kind, key)}",
        "created_by_ref": _TOOL,
        "created": created,
        "modified": modified or created,
    }


def _identity(one: Party) -> Iterator[Json]:
    """A state with its location; an organisation of which there is no entity. All others come with
    the entities."""
    made = {**_object("identity", one.key, _ALWAYS), "name": one.name}
    if not one.known:
        yield {**made, "identity_class": "organization"}
    if not one.is_state:
        return
    about = {"identity_class": "organization", "sectors": ["government-national"]}
    yield {**made, **about, **_extended(kind="state", country=one.country)}
    territory = lookup_territory(str(one.country))
    if territory is None or territory.is_historical:
        return
    place = _object("location", one.key, _ALWAYS)
    yield {**place, "name": one.name, "country": territory.code.upper()}
    yield {
        **_object("relationship", f"located-at/{one.key}", _ALWAYS),
        "relationship_type": "located-at",
        "source_ref": made["id"],
        "target_ref": place["id"],
    }


def _id(one: Party) -> str:
    return f"identity--{uuid5('identity', one.key)}"


def _grouping_id(deal: str) -> str:
    return f"grouping--{uuid5('grouping', deal)}"


def _report_id(key: str) -> str:
    return f"report--{uuid5('report', key)}"


def _claim_ref(claim: str) -> str:
    return f"note--{uuid5('note', claim)}"


def _extended(**properties: Any) -> Json:
    known = {name: value for name, value in properties.items() if value not in (None, [], "")}
    return {"extensions": {_EXTENSION: {"extension_type": "property-extension", **known}}}


def _confidence(value: Value) -> Json:
    known = CONFIDENCE.get(value.grade.credibility) if value.grade else None
    return {} if known is None else {"confidence": known}


def _told(deal: str, value: Value) -> Json:
    matter = value.value
    way = matter if value.field == "financing" else {}
    return _extended(
        deal=deal,
        field=value.field,
        item=value.item,
        rank=value.rank,
        disputed=value.disputed,
        word=way.get("kind") or (matter if isinstance(matter, str) else None),
        number=matter if value.field == "quantity" else None,
        amount=plain(value.amount),
        currency=value.currency,
        lender=way.get("lender"),
        borrower=way.get("borrower"),
        terms={name: n for name, n in (way.get("terms") or {}).items() if n is not None} or None,
        reports=value.told["reports"],
        roots=value.told["roots"],
        first_seen=value.told["first_seen"],
        last_seen=value.told["last_seen"],
        decided=value.told.get("decided"),
        grade=value.grade and str(value.grade),
        why=value.grade and value.grade.why,
    )


def _words(value: Value) -> str:
    matter = value.value
    if not isinstance(matter, dict):
        return f"{matter:,}" if isinstance(matter, int) else wording.clean(str(matter))
    return phrases.financing(matter) if "lender" in matter else phrases.amount(matter)


def _midnight(day: str) -> str:
    """A day as STIX wants it: its first moment."""
    return f"{day}T00:00:00.000Z"


def _stamp(time: dt.datetime) -> str:
    return time.isoformat(timespec="milliseconds") + "Z"
