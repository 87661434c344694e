"""What a claim says by a person's correction: read from text, in the shape that claims have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dealtrace.claims.model import ItemClass, Modality
from dealtrace.knowledge.weapons import find_weapons
from dealtrace.register import decisions
from dealtrace.register.errors import RegisterError
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

    ``claim`` is as :func:`judging.said` has it, with the parties of its deal. Raises
    :class:`RegisterError`.
    """
    found: Json = {}
    for name, text in fields.items():
        if name not in FIELDS:
            raise RegisterError(f"{name!r} of a claim can't be corrected; {', '.join(FIELDS)} can")
        try:
            found |= FIELDS[name].parse(text.strip(), claim)
        except ValueError as error:
            raise RegisterError(f"{name}: {error}") from error
    other = {name for name, value in found.items() if claim.get(name) != value}
    other |= {"amount", "currency"} if {"amount", "currency"} & other else set()
    return {name: found[name] for name in found if name in other}


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
    def read(text: str, _: Json) -> Json:
        return {name: decisions.FIELDS[name].parse(text)}

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
    "sum": Field("a sum, as in 'EUR 38,000,000'", _sum),
    "stage": Field(decisions.FIELDS["stage"].holds, _stage),
    "modality": Field("one of " + ", ".join(Modality), _modality),
    "arms": Field("arms and their numbers, as in 'T-90=40; helicopters'", _arms),
    "supplier": Field(decisions.FIELDS["supplier"].holds, _side("supplier")),
    "recipient": Field(decisions.FIELDS["recipient"].holds, _side("recipient")),
    "says": Field("who says so, the outermost first, as in 'Kommersant; a source'", _says),
}
"""What of a claim can be corrected so that the deals which rest on it follow. All but the parties
may be 'none'."""


def in_words(correction: Mapping[str, Any]) -> str:
    """Return what a correction says: "sum EUR 40,000,000; stage signed"."""
    parts = []
    if "amount" in correction:
        told = correction["amount"] is not None
        parts.append(f"sum {correction['currency']} {correction['amount']:,}" if told else "no sum")
    for name in ("stage", "modality"):
        if name in correction:
            parts.append(f"{name} {correction[name] or NOTHING}")
    if "items" in correction:
        items = correction["items"]
        arms = [(one["designation"] or one["text"], one["quantity"]) for one in items]
        parts.append(f"arms {arms_in_words(arms) or NOTHING}")
    for side in ("supplier", "recipient"):
        if side in correction:
            parts.append(f"{side} {', '.join(correction[side])}")
    if "attribution" in correction:
        names = "; ".join(link["source"] for link in correction["attribution"])
        parts.append(f"says {names or NOTHING}")
    return "; ".join(parts)


def arms_in_words(arms: Sequence[tuple[str, int | None]]) -> str:
    """Return arms by name and number as they are typed: "T-90=40; helicopters"."""
    return "; ".join(f"{name}={number}" if number else name for name, number in arms)
