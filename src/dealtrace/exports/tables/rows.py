"""Rows of every table, as dicts by the names of the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dealtrace.display.phrases import set_value
from dealtrace.exports.text import plain
from dealtrace.exports.values import Value, values
from dealtrace.register.appraisal import Appraisal
from dealtrace.register.corrections import in_words
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.decisions import Decision
from dealtrace.register.gradings import Grading
from dealtrace.register.model import Json
from dealtrace.register.rivals import disputed
from dealtrace.register.streams import Claim, Decided, Entity, Office, Report, Stream

Row = dict[str, Any]


def rows(stream: Stream) -> Iterator[tuple[str, Row]]:
    """Yield the rows of all tables, each with its table's name, never all at once."""
    for row, appraisal in stream.appraised():
        yield from _of_deal(row, appraisal)
    for decided in stream.decisions():
        yield "decisions", _decision(decided)
    for grading in stream.gradings():
        yield "gradings", _grading(grading)
    for report in stream.reports():
        yield "reports", _report(report)
    for claim in stream.claims():
        yield "claims", _claim(claim)
        yield from (("claim_actors", actor) for actor in _actors(claim))
    for entity in stream.entities():
        yield "entities", _entity(entity)
    for office in stream.offices():
        yield "offices", _office(office)


def _of_deal(row: DealRow, appraisal: Appraisal) -> Iterator[tuple[str, Row]]:
    body, told = row.dossier, values(row.dossier, appraisal)
    yield "deals", _deal(row, told)
    yield from (("values", _value(row.id, value)) for value in told)
    yield from (("items", one) for one in _numbered(row.id, map(_item, body["items"])))
    yield from (("stages", one) for one in _numbered(row.id, map(_step, body["status_history"])))
    yield from (("root_sources", one) for one in _numbered(row.id, _roots(appraisal)))
    yield from (
        ("deal_reports", one) for one in _numbered(row.id, ({"report": k} for k in body["reports"]))
    )


def _numbered(deal: str, found: Any) -> Iterator[Row]:
    for position, one in enumerate(found, 1):
        yield {"deal": deal, "position": position, **one}


def _deal(row: DealRow, told: Sequence[Value]) -> Row:
    body = row.dossier
    return {
        "id": row.id,
        "headline": row.headline,
        "supplier": row.supplier or None,
        "recipient": row.recipient or None,
        "kind": row.kind,
        "stage": row.stage,
        "stage_date": row.stage_date,
        "hedged": row.hedged,
        "confirmed": row.confirmed,
        "dormant": row.dormant,
        "disputed": any(value.disputed for value in told),
        "amount": plain(row.amount),
        "currency": row.currency,
        "amount_usd": row.amount_usd and round(row.amount_usd, 2),
        "classes": list(dict.fromkeys(item["class"] for item in body["items"])),
        "says": body["says"],
        "first_seen": row.first_seen,
        "last_seen": row.last_seen,
        "reports": row.reports,
        "root_sources": row.root_sources,
        "decisions": list(map(str, body["decisions"])),
    }


def _value(deal: str, value: Value) -> Row:
    told = value.told
    return {
        "id": value.id,
        "deal": deal,
        "field": value.field,
        "item": value.item,
        "rank": value.rank,
        "disputed": value.disputed,
        **_matter(value),
        "says": told["says"],
        "reports": told["reports"],
        "roots": told["roots"],
        "first_seen": told["first_seen"],
        "last_seen": told["last_seen"],
        "decided": told.get("decided"),
        "reliability": value.grade and value.grade.reliability.value,
        "credibility": value.grade and value.grade.credibility.value,
        "why": value.grade and value.grade.why,
        "claim": value.sentence and f"{value.sentence.report}#{value.sentence.claim}",
        "sentence": value.sentence and value.sentence.text,
    }


def _matter(value: Value) -> Row:
    """What the value is, in the columns for it."""
    one = value.value
    way = one if value.field == "financing" else {}
    terms = way.get("terms") or {}
    return {
        "word": way.get("kind") if way else (one if isinstance(one, str) else None),
        "number": one if value.field == "quantity" else None,
        "amount": plain(value.amount),
        "currency": value.currency,
        "lender": way.get("lender"),
        "borrower": way.get("borrower"),
        "rate": terms.get("rate"),
        "years": terms.get("years"),
        "grace_years": terms.get("grace_years"),
    }


def _item(item: Json) -> Row:
    told = item["quantity"]
    return {
        "text": item["text"],
        "class": item["class"],
        "designation": item["designation"],
        "quantity": told[0]["value"] if told else None,
        "disputed": disputed("quantity", told),
        "reports": item["reports"],
    }


def _step(step: Json) -> Row:
    return {name: step[name] for name in ("stage", "date", "hedged", "reports")}


def _roots(appraisal: Appraisal) -> Iterator[Row]:
    for source in appraisal.sources:
        yield {
            "name": source.name,
            "kind": source.kind,
            "reliability": source.reliability.value,
            "graded_by": source.person,
            "reports": list(source.reports),
        }


def _decision(one: Decided) -> Row:
    made = one.made
    return {
        "id": made.id,
        "made_at": made.made_at,
        "made_by": made.made_by,
        "action": made.action.value,
        "deals": list(one.deals),
        "field": made.what.get("field"),
        "value": _decided(made),
        "tellings": [", ".join(group) for group in made.what.get("groups", ())],
        "claim": f"{made.what['report']}#{made.what['claim']}" if "claim" in made.what else None,
        "undoes": made.undoes,
        "stands": one.stands,
        "reason": made.reason or None,
    }


def _decided(made: Decision) -> str | None:
    """What was set, or what a corrected claim says now."""
    if "correction" in made.what:
        return in_words(made.what["correction"])
    return set_value(made.what["value"]) if "value" in made.what else None


def _grading(one: Grading) -> Row:
    return {
        "id": one.id,
        "source": one.source,
        "reliability": one.reliability.value,
        "made_at": one.made_at,
        "made_by": one.made_by,
        "reason": one.reason or None,
    }


def _report(report: Report) -> Row:
    return {
        "key": report.key,
        "sha256": report.sha256,
        "published": report.published,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "added_at": report.added_at,
        "copy_of": report.copy_of,
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "report": claim.report,
        "number": claim.number,
        "type": claim.type,
        "modality": claim.modality,
        "stage": claim.stage,
        "text": claim.text,
        "evidence": [f"{start}-{end}" for start, end in claim.evidence],
        "says": [link["source"] for link in claim.attribution],
        "says_kinds": [link["kind"] for link in claim.attribution],
        "items": [item["text"] for item in claim.items],
        "amount": plain(claim.amount),
        "currency": claim.currency,
        "money_text": claim.money_text,
        "time": claim.time,
        "time_text": claim.time_text,
        "place": claim.place,
        "place_country": claim.place_country,
        "score": claim.score,
        "deals": list(claim.deals),
        "rejected": claim.rejected,
        "corrected_by": claim.corrected_by,
    }


def _actors(claim: Claim) -> Iterator[Row]:
    for position, actor in enumerate(claim.actors, 1):
        yield {
            "claim": claim.id,
            "position": position,
            "role": actor.role,
            "as_written": actor.as_written,
            "entity": actor.entity,
        }


def _entity(entity: Entity) -> Row:
    return {
        "key": entity.key,
        "kind": entity.kind,
        "name": entity.name,
        "country": entity.country,
        "family": entity.family,
        "mentions": entity.mentions,
        "names": list(entity.names),
    }


def _office(office: Office) -> Row:
    return {
        "person": office.person,
        "name": office.name,
        "office": office.office,
        "country": office.country,
        "first_seen": office.first_seen,
        "last_seen": office.last_seen,
        "reports": office.reports,
    }
