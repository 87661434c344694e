"""What a claim says by a person's correction: read from text, in the shape that claims have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dealtrace.claims.model import ClaimType, FinancingKind, ItemClass, Modality
from dealtrace.knowledge.countries import code_for, countries
from dealtrace.knowledge.weapons import find_weapons
from dealtrace.register import decisions
from dealtrace.register.errors import RegisterError
from dealtrace.register.judging import merged
from dealtrace.register.model import Json
from dealtrace.register.source_names import identify

NOTHING = "none"
"""What is written where a claim says nothing of a field."""

_ARMS = re.compile(r"(?P<name>[^=;]+?)\s*(?:=\s*(?P<number>[\d,_ ]+))?")
_MOST = 40  # arms of one claim
_LONGEST = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim that can be corrected: what it holds, and how its text is read, given the
    claim (``ValueError``: not)."""

    holds: str
    parse: Callable[[str, Json], Json]


def parse(fields: Mapping[str, str], claim: Json) -> Json:
    """Return what of a claim is other than the program read it, from texts by field.

    ``claim`` is as :func:`judging.said` has it, with its roles and the parties and the credit of
    its deal. Raises :class:`RegisterError`.
    """
    found: Json = {}
    if strange := fields.keys() - FIELDS.keys():
        words = f"{min(strange)!r} of a claim can't be corrected; {', '.join(FIELDS)} can"
        raise RegisterError(words)
    for name in (name for name in FIELDS if name in fields):  # the type first: roles are by it
        try:
            told = FIELDS[name].parse(fields[name].strip(), merged(claim, found))
        except ValueError as error:
            raise RegisterError(f"{name}: {error}") from error
        found = merged(found, told)
    other = {name for name, value in found.items() if claim.get(name) != value}
    other |= {"amount", "currency"} if {"amount", "currency"} & other else set()
    return {name: found[name] for name in found if name in other}


ROLES = {
    "meeting": ("participant", "counterpart"),
    "visit": ("visitor", "destination"),
    "statement": ("speaker", "addressee"),
    "agreement": ("party", "counterpart"),
    "transfer": ("donor", "recipient"),
    "credit": ("lender", "borrower"),
    "supply": ("supplier", "recipient"),
    "sanction": ("sender", "target"),
    "base": ("holder", "host"),
    "role": ("holder", ""),
    "denial": ("speaker", ""),
}
"""Who does it in a claim of each type, and to whom, if to anybody."""

_SIDES = {"supplier": "supplier", "donor": "supplier", "lender": "lender", "borrower": "borrower"}


def _type(text: str, claim: Json) -> Json:
    """Return a claim's type, those it names in the roles of that type."""
    if text not in set(ClaimType):
        raise ValueError(f"{text!r} is none of: {', '.join(ClaimType)}")
    roles = claim["roles"]
    now: Json = {}
    for old, new in zip(ROLES[claim["type"]], ROLES[text], strict=True):
        if old != new and roles.get(old):
            now |= {old: [], **({new: roles[old]} if new and not roles.get(new) else {})}
    return {"type": text, **({"roles": now} if now else {})}


def _actor(place: int) -> Callable[[str, Json], Json]:
    def read(text: str, claim: Json) -> Json:
        role = ROLES[claim["type"]][place]
        if not role:
            raise ValueError(f"a claim of the type {claim['type']} has nobody there")
        names = [] if text == NOTHING else [part.strip()[:_LONGEST] for part in text.split(";")]
        who = [{"name": name, "code": code_for(name)} for name in names if name]
        side = "recipient" if role == "recipient" else _SIDES.get(role)
        codes = [one["code"] for one in who if one["code"]]
        if side is None or not who or len(codes) < len(who):
            return {"roles": {role: who}}
        return {"roles": {role: who}, side: codes}

    return read


def _credit(text: str, _: Json) -> Json:
    if text not in set(FinancingKind):
        raise ValueError(f"{text!r} is none of: {', '.join(FinancingKind)}")
    return {"credit": text}


def _term(name: str, most: float) -> Callable[[str, Json], Json]:
    def read(text: str, _: Json) -> Json:
        if text == NOTHING:
            return {"terms": {name: None}}
        found = _NUMBER.fullmatch(text)
        if not found or float(found[1]) > most:
            raise ValueError(f"{text!r} is no number from 0 to {most:g}")
        number = float(found[1])
        return {"terms": {name: int(number) if number.is_integer() else number}}

    return read


_NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*(?:%|years?)?", re.ASCII)


def _sum(text: str, _: Json) -> Json:
    if text == NOTHING:
        return {"amount": None, "currency": None}
    told: Json = decisions.FIELDS["value"].parse(text)
    return told


def _stage(text: str, _: Json) -> Json:
    return {"stage": None if text == NOTHING else decisions.FIELDS["stage"].parse(text)}


def _modality(text: str, _: Json) -> Json:
    if text not in set(Modality):
        raise ValueError(f"{text!r} is none of: {', '.join(Modality)}")
    return {"modality": text}


def _side(name: str) -> Callable[[str, Json], Json]:
    def read(text: str, claim: Json) -> Json:
        codes = decisions.FIELDS[name].parse(text)
        who = [{"name": countries()[code].name, "code": code} for code in codes]
        own = claim["type"] == "supply"
        return {name: codes, **({"roles": {name: who}} if own else {})}

    return read


def _arms(text: str, claim: Json) -> Json:
    parts = [] if text == NOTHING else [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > _MOST:
        raise ValueError(f"more than {_MOST} are too many")
    return {"items": [_item(part, claim["items"]) for part in parts]}


def _item(text: str, known: Sequence[Json]) -> Json:
    """Return arms as written: those the claim names keep their class, others are looked up."""
    found = _ARMS.fullmatch(text)
    number = re.sub(r"[,_ ]", "", found["number"] or "") if found else ""
    if found is None or len(found["name"]) > _LONGEST or (number and not 0 < int(number) < 10**9):
        raise ValueError(f"{text!r} is no arms; write them as in 'T-90=40; helicopters'")
    name, count = found["name"], int(number) if number else None
    for item in known:
        if name.casefold() in (item["text"].casefold(), (item["designation"] or "").casefold()):
            return {**item, "quantity": count}
    match = next(iter(find_weapons(name)), None)
    return {
        "text": name,
        "class": match.cls if match else ItemClass.OTHER.value,
        "designation": match.designation if match else None,
        "quantity": count,
    }


def _says(text: str, claim: Json) -> Json:
    names = [] if text == NOTHING else [part.strip() for part in text.split(";")]
    links = {link["source"]: link for link in claim["attribution"]}
    return {"attribution": [links.get(name) or _link(name) for name in names if name]}


def _link(name: str) -> Json:
    known = identify(name[:_LONGEST], "")
    return {"source": name[:_LONGEST], "kind": known.kind if known else "person", "cue": None}


FIELDS: dict[str, Field] = {
    "type": Field("one of " + ", ".join(ClaimType), _type),
    "sum": Field("a sum, as in 'EUR 38,000,000'", _sum),
    "stage": Field(decisions.FIELDS["stage"].holds, _stage),
    "modality": Field("one of " + ", ".join(Modality), _modality),
    "arms": Field("arms and their numbers, as in 'T-90=40; helicopters'", _arms),
    "supplier": Field(decisions.FIELDS["supplier"].holds, _side("supplier")),
    "recipient": Field(decisions.FIELDS["recipient"].holds, _side("recipient")),
    "who": Field("who does it, several with ;, as in 'Russia; Belarus'", _actor(0)),
    "to_whom": Field("to whom, several with ;", _actor(1)),
    "credit": Field("one of " + ", ".join(FinancingKind), _credit),
    "interest": Field("percent a year, as in '4.5'", _term("rate", 100)),
    "years": Field("years until all is paid back, as in '10'", _term("years", 100)),
    "grace": Field("years before the first repayment", _term("grace_years", 100)),
    "says": Field("who says so, the outermost first, as in 'Kommersant; a source'", _says),
}
"""What of a claim can be corrected so that the deals which rest on it follow. All but type,
modality, credit and the parties may be 'none'."""


def in_words(correction: Mapping[str, Any]) -> str:
    """Return what a correction says: "sum EUR 40,000,000; stage signed"."""
    parts = []
    if "amount" in correction:
        told = correction["amount"] is not None
        parts.append(f"sum {correction['currency']} {correction['amount']:,}" if told else "no sum")
    for name in ("type", "stage", "modality"):
        if name in correction:
            parts.append(f"{name} {correction[name] or NOTHING}")
    if "items" in correction:
        items = correction["items"]
        arms = [(one["designation"] or one["text"], one["quantity"]) for one in items]
        parts.append(f"arms {arms_in_words(arms) or NOTHING}")
    for side in ("supplier", "recipient"):
        if side in correction:
            parts.append(f"{side} {', '.join(correction[side])}")
    parts += _roles_in_words(correction) + _credit_in_words(correction)
    if "attribution" in correction:
        names = "; ".join(link["source"] for link in correction["attribution"])
        parts.append(f"says {names or NOTHING}")
    return "; ".join(parts)


def _roles_in_words(correction: Mapping[str, Any]) -> list[str]:
    told = {
        role: "; ".join(one["name"] for one in who) or NOTHING
        for role, who in correction.get("roles", {}).items()
        if role not in correction
    }
    return [f"{role} {names}" for role, names in told.items()]


def _credit_in_words(correction: Mapping[str, Any]) -> list[str]:
    parts = [f"credit {correction['credit']}"] if "credit" in correction else []
    words = {"rate": "interest {} %", "years": "over {} years", "grace_years": "{} years of grace"}
    unsaid = {"rate": "no interest", "years": "no term", "grace_years": "no grace"}
    for name, value in correction.get("terms", {}).items():
        parts.append(unsaid[name] if value is None else words[name].format(value))
    for side in ("lender", "borrower"):
        if side in correction and side not in correction.get("roles", {}):
            parts.append(f"{side} {', '.join(correction[side])}")
    return parts


def arms_in_words(arms: Sequence[tuple[str, int | None]]) -> str:
    """Return arms by name and number as they are typed: "T-90=40; helicopters"."""
    return "; ".join(f"{name}={number}" if number else name for name, number in arms)
