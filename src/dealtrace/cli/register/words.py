"""How the parts of a dossier are put into words; all that came from outside is cleaned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from dealtrace.claims.model import Financing, FinancingKind, Terms
from dealtrace.cli import wording
from dealtrace.register.arms import with_number
from dealtrace.register.model import Json
from dealtrace.register.queries import DealRow

_OVER = {"cancelled": "red", "denied": "red"}


def parties(dossier: Json) -> str:
    """Return who supplies whom: "Russia → Cuba"."""
    return f"{wording.states(dossier['supplier'])} → {wording.states(dossier['recipient'])}"


def arms(item: Json) -> str:
    """Return arms with the number preferred, put in place of another one in their words."""
    number = item["quantity"][0]["value"] if item["quantity"] else None
    return with_number(wording.clean(item["text"]), number)


def matter(row: DealRow) -> Text:
    """Return parties and arms of a deal in a list."""
    items = row.dossier["items"]
    named = ", ".join(map(arms, items[:3])) or "arms"
    more = f" and {len(items) - 3} more" if len(items) > 3 else ""
    return Text.assemble((parties(row.dossier), "bold"), f": {named}{more}")


def sums(row: DealRow) -> Text | None:
    """Return price and financing preferred of a deal in a list; None where nobody tells any."""
    price = row.dossier["value"][:1]
    told = [amount(price[0]["value"])] if price else []
    loans = [t["value"] for t in row.dossier["financing"]]
    told += [f"{loan['kind']} {amount(loan)}" for loan in loans[:1] if loan["amount"]]
    others = len(row.dossier["value"]) > 1 or sum(bool(loan["amount"]) for loan in loans) > 1
    return Text("; ".join(told) + (" (disputed)" if others else "")) if told else None


def stage(row: DealRow) -> Text:
    """Return how far a deal has come, and what is to be known of it besides."""
    text = Text(row.stage + (" (planned)" if row.hedged else ""), _style(row.stage, row.hedged))
    if row.confirmed:
        text.append(" · confirmed", "green")
    if row.dormant:
        text.append(" · dormant", "yellow")
    return text


def standing(stage: str, date: str | None, hedged: bool) -> str:
    """Return a stage in words: "signed 2019-02 (planned or possible)"."""
    words = wording.clean(f"{stage} {date or ''}")
    return f"{words} (planned or possible)" if hedged else words


def _style(stage: str, hedged: bool) -> str:
    return _OVER.get(stage) or ("yellow" if hedged else "green")


def step(one: Json) -> Text:
    """Return one step of a deal's course."""
    words = standing(one["stage"], one["date"], one["hedged"])
    return Text(words, _style(one["stage"], one["hedged"]))


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
