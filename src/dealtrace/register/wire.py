"""Dossiers as JSON, one deal a line: the keys of ``docs/json.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dealtrace.register.model import Dossier, Json, Root, StageStep, Told, ToldItem


def to_json(one: Dossier) -> Json:
    """Return a dossier as the object that ``dealtrace deals --json`` prints.

    Lists of ``{"value", "says", "reports", "first_seen", "last_seen", "roots"}`` have the
    preferred value first; a value that a person set has ``decided``, the decision's number.
    """
    return {
        "id": one.id,
        "supplier": list(one.supplier),
        "recipient": list(one.recipient),
        "kind": _all_told(one.kinds),
        "items": [_item(item) for item in one.items],
        "value": _all_told(one.values),
        "financing": _all_told(one.financing),
        "stage": _all_told(one.stages),
        "stage_date": one.stage_date,
        "hedged": one.hedged,
        "says": list(one.says),
        "claims": [f"{t.report.key}#{number}" for t in one.tellings for number in t.deal["claims"]],
        "reports": list(dict.fromkeys(t.report.key for t in one.tellings)),
        "root_sources": [_root(root) for root in one.roots],
        "status_history": [_step(step) for step in one.history],
        "first_seen": _day(one.first_seen),
        "last_seen": _day(one.last_seen),
        "confirmed": one.confirmed,
        "rejected": one.rejected,
        "decisions": list(one.decisions),
        "tellings": [t.slug for t in one.tellings],
    }


_BRIEF = (
    *("id", "supplier", "recipient", "stage_date", "hedged", "first_seen", "last_seen"),
    *("confirmed", "rejected"),
)
_TELLERS = frozenset({"says", "reports", "roots"})
_BRIEF_TOLD = ("kind", "value", "financing", "stage")


def brief(dossier: Json) -> Json:
    """Return what a list shows of a dossier: its values in order, without who tells them."""
    return {
        **{key: dossier[key] for key in _BRIEF},
        **{key: _values(dossier[key]) for key in _BRIEF_TOLD},
        "items": [
            {
                "text": item["text"],
                "class": item["class"],
                "designation": item["designation"],
                "quantity": _values(item["quantity"]),
            }
            for item in dossier["items"]
        ],
    }


def _values(told: Sequence[Json]) -> list[Json]:
    return [{key: of for key, of in one.items() if key not in _TELLERS} for one in told]


def _all_told(values: Sequence[Told[Any]]) -> list[Json]:
    return [_told(value) for value in values]


def _told(told: Told[Any]) -> Json:
    value = dict(told.value) if hasattr(told.value, "keys") else told.value
    found = {
        "value": value,
        "says": list(told.says),
        "reports": list(told.reports),
        "first_seen": _day(told.first_seen),
        "last_seen": _day(told.last_seen),
        "roots": list(told.roots),
    }
    return found if told.decided is None else {**found, "decided": told.decided}


def _item(item: ToldItem) -> Json:
    return {
        "text": item.text,
        "class": item.cls,
        "designation": item.designation,
        "quantity": _all_told(item.quantities),
        "reports": list(item.reports),
    }


def _root(root: Root) -> Json:
    return {"name": root.name, "kind": root.kind, "reports": list(root.reports)}


def _step(step: StageStep) -> Json:
    return {
        "stage": step.stage,
        "date": step.date,
        "reports": list(step.reports),
        "hedged": step.hedged,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
