"""Registers with deals, credits and claims made for the tests of the analyses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dealtrace.register.store import Register
from tests.register.labels import Json, Read, deal, told

Made = Callable[[Sequence[Read]], Register]

DAY = dt.date(2018, 10, 29)


def loan(
    amount: float | None = 50e6, currency: str = "USD", kind: str = "loan", **more: Any
) -> Json:
    """A way of paying: Russia lends to Cuba, but for ``more``."""
    return {
        "kind": kind,
        "lender": ["RUS"],
        "borrower": ["CUB"],
        "amount": amount,
        "currency": currency,
        "terms": None,
        **more,
    }


def cuban(*ways: Json, **more: Any) -> Json:
    """A deal of Russia and Cuba with ways of paying."""
    items = [{"text": "helicopters", "class": "helicopter", "designation": None, "quantity": 3}]
    made = {"supplier": ["RUS"], "recipient": ["CUB"], "items": items, "value": None}
    return deal(**{**made, "financing": list(ways), **more})


def with_claims(read: Read, *claims: Json) -> Read:
    """Return a report that makes these claims besides."""
    have = read.reading["claims"]
    numbered = [{**c, "id": f"c{len(have) + i}"} for i, c in enumerate(claims, 1)]
    return replace(read, reading={**read.reading, "claims": [*have, *numbered]})


def claim(
    type_: str,
    text: str,
    roles: dict[str, Sequence[tuple[str, str | None]]],
    *,
    money: tuple[float, str] | None = None,
    modality: str = "asserted",
    by: Sequence[tuple[str, str]] = (),
) -> Json:
    """A claim; ``roles`` have names with ISO3 codes, ``by`` speakers with their kind."""
    return {
        "type": type_,
        "roles": {
            role: [{"name": name, "entity": name, "code": code} for name, code in who]
            for role, who in roles.items()
        },
        "items": [],
        "money": {"amount": money[0], "currency": money[1], "text": "a sum"} if money else None,
        "time": None,
        "place": None,
        "stage": None,
        "modality": modality,
        "attribution": [{"source": name, "kind": kind, "cue": "said"} for name, kind in by],
        "evidence": [{"start": 0, "end": len(text), "text": text}],
        "score": 0.8,
    }


def credit_claim(text: str, **more: Any) -> Json:
    """A claim on a credit of Russia to Cuba."""
    roles = {"lender": [("Russia", "RUS")], "borrower": [("Cuba", "CUB")]}
    return claim("credit", text, roles, **more)


__all__ = [
    "DAY",
    "Made",
    "Read",
    "claim",
    "credit_claim",
    "cuban",
    "deal",
    "loan",
    "told",
    "with_claims",
]
