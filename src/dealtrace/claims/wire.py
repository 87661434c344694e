"""Readings as JSON: one object per report, with the keys and closed vocabularies of the docs.

``reading.schema.json`` beside this module says the same as a JSON Schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from dealtrace.claims.model import (
    Actor,
    Claim,
    Deal,
    Evidence,
    Financing,
    Item,
    Money,
    OfficeHolder,
    Place,
    Reading,
    Source,
    Terms,
    When,
)
from dealtrace.intake.report import Report

Json = dict[str, Any]

# Characters that are legal in JSON but unsafe to print or to split lines at: DEL and C1 controls,
# line and paragraph separators, direction overrides, lone surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def line(reading: Reading) -> str:
    """Return ``reading`` as one line of JSON, without the line end, safe to print anywhere."""
    return dump(to_json(reading))


def dump(value: Any) -> str:
    """Return what JSON knows as one line of it, without the line end, safe to print anywhere."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def to_json(reading: Reading) -> Json:
    """Return ``reading`` as the object that ``dealtrace read --json`` prints."""
    return {
        "report": _report(reading.report),
        "deals": [deal_to_json(deal) for deal in reading.deals],
        "credits": [_financing(credit) for credit in reading.credits],
        "claims": [_claim(claim) for claim in reading.claims],
        "roles": [_holder(holder) for holder in reading.holders],
    }


def _report(report: Report) -> Json:
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "sha256": report.sha256,
    }


def deal_to_json(deal: Deal) -> Json:
    """Return a deal as the commands print it."""
    return {
        "supplier": list(deal.supplier),
        "recipient": list(deal.recipient),
        "kind": deal.kind.value,
        "items": [_item(item) for item in deal.items],
        "value": _sum(deal.value) if deal.value else None,
        "financing": [_financing(financing) for financing in deal.financing],
        "stage": deal.stage.value,
        "stage_date": deal.stage_date,
        "hedged": deal.hedged,
        "says": list(deal.says),
        "claims": list(deal.claims),
    }


def _financing(financing: Financing) -> Json:
    return {
        "kind": financing.kind.value,
        "lender": list(financing.lender),
        "borrower": list(financing.borrower),
        "amount": _number(financing.amount),
        "currency": financing.currency,
        "terms": _terms(financing.terms) if financing.terms else None,
        "claims": list(financing.claims),
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "type": claim.type.value,
        "roles": {role: [_actor(actor) for actor in who] for role, who in claim.roles.items()},
        "items": [_item(item) for item in claim.items],
        "money": {**_sum(claim.money), "text": claim.money.text} if claim.money else None,
        "time": _when(claim.time) if claim.time else None,
        "place": _place(claim.place) if claim.place else None,
        "stage": claim.stage.value if claim.stage else None,
        "modality": claim.modality.value,
        "attribution": _sources(claim.attribution),
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
        "score": round(claim.score, 3),
    }


def _holder(holder: OfficeHolder) -> Json:
    return {
        "person": holder.person,
        "office": holder.office,
        "country": holder.country,
        "claims": list(holder.claims),
    }


def _item(item: Item) -> Json:
    return {
        "text": item.text,
        "class": item.cls.value,
        "designation": item.designation,
        "quantity": item.quantity,
    }


def _sum(money: Money) -> Json:
    return {"amount": _number(money.amount), "currency": money.currency}


def _terms(terms: Terms) -> Json:
    return {
        "rate": _number(terms.rate),
        "years": _number(terms.years),
        "grace_years": _number(terms.grace_years),
    }


def _actor(actor: Actor) -> Json:
    return {"name": actor.name, "entity": actor.entity, "code": actor.code}


def _when(when: When) -> Json:
    return {"value": when.value, "text": when.text}


def _place(place: Place) -> Json:
    return {"name": place.name, "code": place.code}


def _sources(chain: Sequence[Source]) -> list[Json]:
    return [{"source": link.name, "kind": link.kind.value, "cue": link.cue} for link in chain]


def _evidence(evidence: Evidence) -> Json:
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _number(value: float | None) -> float | int | None:
    """Write a whole number as one: 50000000, not 50000000.0."""
    return int(value) if value is not None and float(value).is_integer() else value
