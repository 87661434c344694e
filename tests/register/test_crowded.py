"""Where many tellings may be of one deal, the order in which they came does not matter either."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import pytest

from dealtrace.register import acts, adding, family
from dealtrace.register.acts import Person
from dealtrace.register.adding import add
from dealtrace.register.model import Dossier, Telling
from dealtrace.register.past import catch_up
from dealtrace.register.store import Register
from dealtrace.register.upkeep import check
from tests.register.conftest import Fresh
from tests.register.labels import START, Read, add_all, current, deal, history, told

ANA = Person("Ana", "looked it up")
ARMS = (("F-310", "ship"), ("F-320", "ship"), ("Mi-17", "helicopter"), ("Su-30", "aircraft"))
STAGES = ("considered", "negotiating", "announced", "approved", "signed", "in delivery")


def crowd(seed: int, count: int) -> list[Read]:
    """Reports of many deals of one pair within a few years, each of which could be several's."""
    drawn = random.Random(seed)
    return [_report(drawn, f"{seed}-{number}") for number in range(count)]


def _report(drawn: random.Random, name: str) -> Read:
    day = START + dt.timedelta(drawn.randrange(2400))
    return told(name, *(_deal(drawn) for _ in range(drawn.choice((1, 1, 1, 2)))), day=day)


def _deal(drawn: random.Random) -> dict[str, Any]:
    designation, cls = drawn.choice(ARMS)
    item = {
        "text": f"some {cls}s",
        "class": cls,
        "designation": drawn.choice((designation, None)),
        "quantity": drawn.choice((None, 2, 3, 4, 12)),
    }
    amount = drawn.choice((None, 4e7, 5e7, 9e8))
    return deal(
        items=[item],
        stage=drawn.choice(STAGES),
        value=amount and {"amount": amount, "currency": "USD"},
    )


def test_reports_in_any_order_make_what_clustering_anew_makes(fresh: Fresh, database: str) -> None:
    for seed in range(3 if database == "sqlite" else 1):
        _in_any_order(fresh, crowd(seed, 24))


def _in_any_order(fresh: Fresh, these: list[Read]) -> None:
    registers = [fresh(), fresh()]
    for number, register in enumerate(registers):
        for one in random.Random(number).sample(these, len(these)):
            add(register, one.report, one.reading)
        assert check(register) == []
    at_once = fresh()
    read = [(one.report, one.reading) for one in these]
    assert len(list(adding.add_all(at_once, read))) == len(these)
    assert current(registers[0]) == current(registers[1]) == current(at_once)
    assert len(current(at_once)) > 2
    for register in (*registers, at_once):
        catch_up(register)
    assert history(registers[0]) == history(registers[1]) == history(at_once)


def test_what_people_decided_holds_in_a_crowd(register: Register) -> None:
    these = crowd(7, 34)
    add_all(register, these[:20])
    deals = current(register)
    names = sorted(deals, key=lambda name: -len(deals[name]["reports"]))
    acts.split(register, names[0], deals[names[0]]["reports"][:1], ANA)
    acts.confirm(register, names[1], ANA)
    for one in these[20:]:
        add(register, one.report, one.reading)
    assert check(register) == []
    assert [one["confirmed"] for one in current(register).values()].count(True) == 1


def test_only_deals_that_change_are_made_anew(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    dossier = family.dossier

    def noted(tellings: Sequence[Telling]) -> Dossier:
        made.append(len(tellings))
        return dossier(tellings)

    add_all(register, crowd(2, 20))
    before = current(register)
    monkeypatch.setattr(family, "dossier", noted)
    last = told("last", deal(), day=START + dt.timedelta(3000))
    add(register, last.report, last.reading)
    after = current(register)
    changed = [name for name, one in after.items() if before.get(name) != one]
    assert len(made) == len(changed) == 1
    assert len(after) > 2
