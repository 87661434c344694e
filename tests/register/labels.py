"""Labelled reports as the register is given them: a report and the JSON of its reading.

No language model is needed: what a reader would find is made from the labels.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dealtrace.intake.report import Report
from dealtrace.knowledge.countries import countries
from dealtrace.register.adding import Added, add
from dealtrace.register.schema import deal_states
from dealtrace.register.store import Register

Json = dict[str, Any]
HERE = Path(__file__).parent
MERGE_SET = HERE.parents[1] / "corpus" / "merge" / "train"
DEAL_KEYS = (
    "supplier", "recipient", "kind", "items", "value", "financing", "stage", "stage_date",
    "hedged", "says",
)  # fmt: skip
START = dt.date(2015, 1, 5)


@dataclass(frozen=True, slots=True)
class Read:
    """A report, what was read of it, and the labelled cluster of each of its deals."""

    report: Report
    reading: Json
    clusters: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.report.id


@cache
def merge_set() -> tuple[Read, ...]:
    """The merge set's train part, in the order of its files."""
    return tuple(
        _labelled(label, (MERGE_SET / "texts" / f"{label['id']}.txt").read_text("utf-8"))
        for file in sorted(MERGE_SET.glob("labels-*.jsonl"))
        for label in _lines(file)
    )


@cache
def cuban_loan() -> tuple[Read, ...]:
    """Ten reports of the Russian loan to Cuba of 2018-19; a copy has its original's words."""
    labels = list(_lines(HERE / "russia_cuba.jsonl"))
    return tuple(_labelled(label, prose(label["copy_of"] or label["id"], 80)) for label in labels)


def _lines(file: Path) -> Iterator[Json]:
    return (json.loads(line) for line in file.read_text("utf-8").splitlines())


def _labelled(label: Json, text: str) -> Read:
    text += f"\n{label['id']}\n"
    report = Report(
        text,
        url=label["url"],
        title=label["id"],
        publisher=label["publisher"],
        published=dt.date.fromisoformat(label["published"]) if label["published"] else None,
    )
    deals = label["deals"]
    chains = [[_link(name) for name in deal["rests_on"]] for deal in deals]
    return Read(report, reading(report, deals, chains), tuple(d["cluster"] for d in deals))


def _link(name: str) -> Json:
    return {"source": name, "kind": "publisher", "cue": None}


def reading(report: Report, deals: Sequence[Json], chains: Sequence[Sequence[Json]] = ()) -> Json:
    """Return a reading with these deals, each told by one claim with one chain of speakers."""
    chains = chains or [()] * len(deals)
    return {
        "report": {"id": report.id},
        "deals": [_deal(deal, f"c{i}") for i, deal in enumerate(deals, 1)],
        "credits": [],
        "claims": [
            _claim(report, deal, chain, f"c{i}")
            for i, (deal, chain) in enumerate(zip(deals, chains, strict=True), 1)
        ],
        "roles": [],
    }


def _deal(deal: Json, claim: str) -> Json:
    made = {key: deal[key] for key in DEAL_KEYS}
    ways = [{"terms": None, "claims": [claim], **way} for way in deal["financing"]]
    return {**made, "financing": ways, "claims": [claim]}


def _claim(report: Report, deal: Json, chain: Sequence[Json], number: str) -> Json:
    end = min(len(report.text), 60)
    money = deal["value"]
    return {
        "id": number,
        "type": "transfer",
        "roles": {
            **{side: [_state(code) for code in deal[side]] for side in ("supplier", "recipient")},
            "speaker": [{"name": name, "entity": name, "code": None} for name in deal["says"]],
        },
        "items": deal["items"],
        "money": {**money, "text": "a sum"} if money else None,
        "time": {"value": deal["stage_date"], "text": "then"} if deal["stage_date"] else None,
        "place": None,
        "stage": deal["stage"],
        "modality": "planned" if deal["hedged"] else "asserted",
        "attribution": list(chain),
        "evidence": [{"start": 0, "end": end, "text": report.text[:end]}],
        "score": 0.8,
    }


def _state(code: str) -> Json:
    name = countries()[code].name if code in countries() else code
    return {"name": name, "entity": name, "code": code}


def deal(**more: Any) -> Json:
    """Return a deal as a label has it: Norwegian frigates for Portugal, but for ``more``."""
    return {
        "supplier": ["NOR"],
        "recipient": ["PRT"],
        "kind": "sale",
        "items": [{"text": "five frigates", "class": "ship", "designation": "F310", "quantity": 5}],
        "value": {"amount": 1.2e9, "currency": "USD"},
        "financing": [],
        "stage": "announced",
        "stage_date": None,
        "hedged": False,
        "says": [],
        **more,
    }


def told(name: str, *deals: Json, day: dt.date | None = START, **report: Any) -> Read:
    """Return a report of its own words, called ``name``, that tells of ``deals``."""
    given: Json = {"title": name, "publisher": f"The {name} Post", "published": day, **report}
    text = given.pop("text", None) or prose(name, 60)
    made = Report(text, **given)
    return Read(made, reading(made, deals))


def later(one: Read, **report: Any) -> Read:
    """Return the same with another text or address."""
    return replace(one, report=replace(one.report, **report))


def prose(name: str, words: int) -> str:
    """Return words that no other name's prose has, in lines."""
    made = [f"{name}{i}x{i * 7 % 11}" for i in range(words)]
    return "\n".join(" ".join(made[i : i + 8]) + "." for i in range(0, words, 8))


def add_all(register: Register, these: Sequence[Read]) -> list[Added]:
    """Add reports in order."""
    return [add(register, one.report, one.reading) for one in these]


def current(register: Register) -> dict[str, Json]:
    """Return the deals as known now, by id."""
    return known_on(register, None)


def known_on(register: Register, day: dt.date | None) -> dict[str, Json]:
    """Return the deals as known on a day, by id."""
    asked = select(deal_states.c.deal, deal_states.c.dossier)
    until = deal_states.c.valid_until
    if day is None:
        asked = asked.where(until.is_(None))
    else:
        asked = asked.where(deal_states.c.valid_from <= day, until.is_(None) | (until > day))
    with register.reading(day) as connection:
        rows = connection.execute(asked).all()
    assert len({row.deal for row in rows}) == len(rows)
    return {row.deal: row.dossier for row in rows}


def history(register: Register, past: bool = True) -> list[Any]:
    """Return all states of all deals, without ids: registers with equal ones are equal.

    Without ``past`` they are taken as they are, though some may be yet to be worked out.
    """
    columns = [column for column in deal_states.c if column.name not in {"id", "family_id"}]
    with register.reading(dt.date.max if past else None) as connection:
        rows = connection.execute(
            select(*columns).order_by(deal_states.c.deal, deal_states.c.valid_from)
        ).all()
    return [tuple(row) for row in rows]
