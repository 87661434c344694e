"""What a family's deals were from day to day, worked out step by step, is what each day has."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from dealtrace.register import spans
from dealtrace.register.decisions import OF_CLAIMS, Action, Decision
from dealtrace.register.family import Family
from dealtrace.register.matching import family_odds
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.profiles import Profile
from dealtrace.register.tellings import tellings
from dealtrace.register.wire import to_json
from tests.register.labels import START, Read
from tests.register.test_crowded import crowd

State = tuple[str, dt.date, dt.date | None, Any]


def family(these: Sequence[Read], decisions: Sequence[Decision] = ()) -> Family:
    """The family that the tellings of some reports are, whether or not all are linked."""
    told = [
        telling
        for one in these
        for telling in tellings(ReportRef(one.key, one.report.published, "The Post"), one.reading)
    ]
    told.sort(key=lambda telling: telling.order)
    profiles = [Profile(telling) for telling in told]
    odds = family_odds(profiles, profiles)
    return Family(told, odds, list(decisions), [0] * len(told), [""] * len(told))


def plainly(one: Family) -> Iterator[State]:
    """Yield all states of deals, each day's deals made anew from all that was known on it."""
    going_on: dict[str, tuple[dt.date, Any]] = {}
    for day in one.days:
        now = {dossier.id: to_json(dossier) for dossier in one.dossiers(day)}
        for deal, (since, body) in list(going_on.items()):
            if now.get(deal) != body:
                yield deal, since, day, body
                del going_on[deal]
        going_on = {deal: going_on.get(deal, (day, body)) for deal, body in now.items()}
    for deal, (since, body) in going_on.items():
        yield deal, since, None, body


def step_by_step(one: Family) -> Iterator[State]:
    for span in spans.whole(one):
        yield span.deal, span.since, span.until, to_json(span.dossier(one))


def ordered(states: Iterator[State]) -> list[State]:
    return sorted(states, key=lambda state: state[:2])


@pytest.mark.parametrize("seed", range(12))
def test_step_by_step_comes_to_what_each_day_has(seed: int) -> None:
    one = family(crowd(seed, 40))
    assert ordered(step_by_step(one)) == ordered(plainly(one))
    assert len(one.clusters()) > 2


@pytest.mark.parametrize("seed", range(12))
def test_decisions_between_count_from_their_day_on(seed: int) -> None:
    these = crowd(seed, 30)
    drawn = random.Random(seed)
    made = list(_decided(drawn, family(these).tellings))
    one = family(these, made)
    assert ordered(step_by_step(one)) == ordered(plainly(one))
    assert ordered(plainly(one)) != ordered(plainly(family(these)))


def _decided(drawn: random.Random, told: Sequence[Telling]) -> Iterator[Decision]:
    """Decisions on any tellings, of which some are not known yet when they are taken."""
    actions = [action for action in Action if action not in {Action.UNDO, Action.REJECT}]
    for number in range(1, 9):
        when = dt.datetime.combine(START, dt.time()) + dt.timedelta(300 * number)
        if number > 4 and number % 4 == 0:
            yield Decision(number, when, "Ana", Action.UNDO, None, {}, "", number - 2)
            continue
        action = Action.MERGE if number == 1 else drawn.choice(actions)
        some = [telling.slug for telling in drawn.sample(list(told), 4)]
        what: dict[str, Any] = {"groups": [some[:2], some[2:]]}
        if action is Action.SET:
            what |= {"field": "hedged", "value": True}
        if action in OF_CLAIMS:
            what = {"groups": [some[:1]], "claim": "c1", "said": {some[0]: [_claim("c1")]}}
            what["correction"] = {"amount": 9e8, "currency": "USD", "stage": "signed"}
        yield Decision(number, when, "Ana", action, None, what, "")


def _claim(number: str) -> dict[str, Any]:
    nothing = {"stage": None, "amount": None, "currency": None, "time": None}
    return {"id": number, "modality": "asserted", "items": [], "attribution": [], **nothing}
