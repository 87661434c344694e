"""How the parts of a dossier are put into words; all that came from outside is cleaned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dealtrace.claims.model import Financing, FinancingKind, Terms
from dealtrace.display import wording
from dealtrace.register import corrections, rivals
from dealtrace.register.arms import with_number
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.model import Json


def parties(dossier: Json) -> str:
    """Return who supplies whom: "Russia → Cuba"."""
    return f"{wording.states(dossier['supplier'])} → {wording.states(dossier['recipient'])}"


def arms(item: Json) -> str:
    """Return arms with the number preferred, put in place of another one in their words."""
    number = item["quantity"][0]["value"] if item["quantity"] else None
    return with_number(wording.clean(item["text"]), number)


def all_arms(items: Sequence[Json], most: int = 3) -> str:
    """Return the first arms of a deal in a row; "arms" where none are named."""
    named = ", ".join(map(arms, items[:most])) or "arms"
    return named + (f" and {len(items) - most} more" if len(items) > most else "")


def sums(dossier: Json) -> str:
    """Return price and financing preferred, and whether others are told; "" where there is none."""
    price = dossier["value"][:1]
    told = [amount(price[0]["value"])] if price else []
    loans = [t["value"] for t in dossier["financing"]]
    told += [f"{loan['kind']} {amount(loan)}" for loan in loans[:1] if loan["amount"]]
    return "; ".join(told) + (" (disputed)" if told and disputed(dossier) else "")


def disputed(dossier: Json) -> bool:
    """Whether sums are told of a deal, of its price or of one way of paying, that are at odds."""
    named = ("price", dossier["value"]), ("financing", dossier["financing"])
    return any(rivals.disputed(field, told) for field, told in named)


def standing(stage: str, date: str | None, hedged: bool) -> str:
    """Return a stage in words: "signed 2019-02 (planned or possible)"."""
    words = wording.clean(f"{stage} {date or ''}")
    return f"{words} (planned or possible)" if hedged else words


def amount(value: Mapping[str, Any]) -> str:
    """Return a sum with grouped digits."""
    return wording.clean(wording.amount(value["amount"], value["currency"]))


def financing(value: Mapping[str, Any]) -> str:
    """Return one way of paying in words."""
    terms = Terms(**value["terms"]) if value.get("terms") else None
    return wording.financing(
        Financing(
            FinancingKind(value["kind"]),
            tuple(value["lender"]),
            tuple(value["borrower"]),
            value["amount"],
            value["currency"],
            terms,
        )
    )


def day(value: dt.date | None) -> str:
    """Return a day, or that it is unknown."""
    return value.isoformat() if value else "undated"


def span(told: Json) -> str:
    """Return from when to when something is told."""
    first, last = told["first_seen"], told["last_seen"]
    if not first:
        return "undated"
    return first if first == last else f"{first} to {last}"


def names(values: Sequence[str], most: int = 4) -> str:
    """Return names in a row, of very many the first."""
    shown = [wording.clean(value) for value in values[:most]]
    more = [f"{len(values) - most} more"] if len(values) > most else []
    return wording.listed([*shown, *more])


def counted(number: int, thing: str) -> str:
    """Return a number of things: "1 report", "12 reports"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def deed(one: Decision) -> str:
    """Return what was decided: "set stage to signed"."""
    if one.action is Action.UNDO:
        return f"undo {one.undoes}"
    if one.action is Action.SET:
        return wording.clean(
            f"set {one.what['field'].replace('_', ' ')} to {set_value(one.what['value'])}"
        )
    if one.action is Action.SPLIT:
        return f"split off {', '.join(one.what['groups'][0])}"
    if one.action is Action.MERGE:
        return f"merge {', '.join(group[0] for group in one.what['groups'])}"
    if one.action in {Action.REJECT_CLAIM, Action.ACCEPT_CLAIM}:
        return f"{one.action.value} {one.what['claim']} of {one.what['report']}"
    if one.action is Action.CORRECT_CLAIM:
        now = corrections.in_words(one.what["correction"])
        return wording.clean(f"correct claim {one.what['claim']} of {one.what['report']}: {now}")
    return one.action.value


def set_value(value: object) -> str:
    """Return a value that was set, as it is typed."""
    if isinstance(value, dict) and "item" in value:
        return f"{value['item']}={value['number']}"
    if isinstance(value, dict):
        kind = f"{value['kind']} " if "kind" in value else ""
        return kind + wording.amount(value["amount"], value["currency"])
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
