"""What happened when, of a deal and of states."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dealtrace.analysis.timeline import Timeline, deal_timeline, states_timeline
from dealtrace.register import acts
from dealtrace.register.deal_lists import Filter
from dealtrace.register.store import Register
from tests.analysis.made import Json, Made, claim, deal, told, with_claims
from tests.register.labels import current

MAY, JUNE = dt.date(2015, 5, 4), dt.date(2015, 6, 1)


@pytest.fixture
def register(made: Made) -> Register:
    met: Json = claim(
        "meeting",
        "The two ministers met in Lisbon on 2 May.",
        {"participant": [("Ana Berg", "NOR"), ("Rui Costa", "PRT")]},
    )
    met["time"] = {"value": "2015-05-02", "text": "on 2 May"}
    again = {**met, "modality": "asserted"}
    first = with_claims(told("talks", deal(stage="negotiating", hedged=True), day=MAY), met)
    second = with_claims(told("signed", deal(stage="signed"), day=JUNE), again)
    return made([first, second])


def asked(register: Register, as_of: dt.date | None = None) -> Timeline:
    (name,) = current(register)
    with register.reading() as connection:
        return deal_timeline(connection, name, as_of)


def test_stages_sums_and_meetings_in_order(register: Register) -> None:
    found = [(e.date, e.kind, e.hedged) for e in asked(register).events]
    assert found == [
        ("2015-05-02", "meeting", False),
        ("2015-05-04", "price", False),
        ("2015-05-04", "stage", True),
        ("2015-06-01", "stage", False),
    ]
    (meeting,) = [e for e in asked(register).events if e.kind == "meeting"]
    assert meeting.text == "Ana Berg, Rui Costa"
    assert meeting.sentence == "The two ministers met in Lisbon on 2 May."


def test_as_of_a_day(register: Register) -> None:
    assert [e.kind for e in asked(register, MAY).events] == ["meeting", "price", "stage"]


def test_decisions_are_events(register: Register) -> None:
    (name,) = current(register)
    acts.confirm(register, name, acts.Person("Ana", "seen the contract"))
    last = asked(register).events[-1]
    assert (last.kind, last.text) == ("decision", "confirm by Ana: seen the contract")


def test_of_states_within_a_time(register: Register) -> None:
    with register.reading() as connection:
        every = states_timeline(connection, Filter(party="PRT"))
        some = states_timeline(connection, Filter(supplier="NOR"), since=dt.date(2015, 5, 10))
        none = states_timeline(connection, Filter(supplier="FRA"))
    assert [e.text for e in some.events] == ["Norway → Portugal: signed"]
    assert len(every.events) == 3
    assert none.events == ()
    assert every.of == "Deals of Portugal"


def test_shortened_days_count_from_their_first() -> None:
    from dealtrace.analysis.timeline import Event

    event = Event("2018-10", "stage", "signed", None, ())
    assert event.day == dt.date(2018, 10, 1)
    assert replace(event, date="2018-10-29/2018-11-04").day == dt.date(2018, 10, 29)
    assert replace(event, date="2018").day == dt.date(2018, 1, 1)
