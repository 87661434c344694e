"""Questions over many deals and claims give the same in SQLite and in PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from dealtrace.register import acts
from dealtrace.register.acts import Person
from dealtrace.register.aggregates import (
    day_of,
    financed_deals,
    flows,
    full_day,
    lines,
    trades,
)
from dealtrace.register.gatherings import gatherings
from dealtrace.register.said import claims_of_reports, claims_told
from dealtrace.register.schema import reports
from dealtrace.register.store import Register
from dealtrace.register.upkeep import check
from tests.analysis.made import claim, credit_claim, cuban, deal, loan, told, with_claims
from tests.register.labels import add_all

MET = claim(
    "meeting",
    "Ana Berg met Rui Costa.",
    {"participant": [("Ana Berg", "NOR")], "counterpart": [("Rui Costa", "PRT")]},
)
SHIPS = [{"text": "two frigates", "class": "ship", "designation": "F310", "quantity": 2}]
LATE = dt.date(2015, 3, 1)


@pytest.fixture
def filled(register: Register) -> Register:
    signed = deal(stage="signed", stage_date="2014-11")
    lent = credit_claim("Cuba has repaid $5 million.", money=(5e6, "USD"))
    add_all(
        register,
        [
            with_claims(told("a", signed), MET),
            with_claims(told("b", cuban(loan(5e6), stage="signed", items=SHIPS), day=LATE), lent),
            told("c", deal(supplier=["FRA"], stage="negotiating"), day=LATE),
            told("d", deal(supplier=["ITA"], stage="signed", hedged=True), day=LATE),
        ],
    )
    return register


def test_deals_are_summed_and_bounded_by_days(filled: Register) -> None:
    with filled.reading() as connection:
        every = {(f.supplier, f.recipient, f.deals, f.usd, f.first) for f in flows(connection)}
        late = flows(connection, since=dt.date(2014, 11, 2))
        early = flows(connection, until=dt.date(2014, 11, 1))
        ships = flows(connection, item_class="ship")
        planned = flows(connection, planned=True)
        before = flows(connection, as_of=dt.date(2015, 2, 1))
    assert every == {
        (("NOR",), ("PRT",), 1, 1.2e9, "2014-11-01"),
        (("RUS",), ("CUB",), 1, 5e6, "2015-03-01"),
    }
    assert [f.supplier for f in late] == [("RUS",)]
    assert [f.supplier for f in early] == [("NOR",)]
    assert len(ships) == 2
    assert len(planned) == 3
    assert [f.supplier for f in before] == [("NOR",)]


def test_deals_one_by_one_and_their_arms(filled: Register) -> None:
    with filled.reading() as connection:
        (one,) = trades(connection, recipient="CUB")
        (same,) = trades(connection, supplier="RUS", recipient="CUB")
        none = trades(connection, supplier="NOR", recipient="CUB")
        (line,) = lines(connection, recipient="CUB")
        every = lines(connection)
    assert one == same
    assert none == []
    assert (one.usd, one.classes, one.day) == (5e6, ("ship",), LATE)
    assert (line.designation, line.quantity, line.day) == ("F310", 2, LATE)
    assert len(every) == 2


def test_only_deals_with_a_way_of_paying(filled: Register) -> None:
    with filled.reading() as connection:
        (found,) = financed_deals(connection)
        assert financed_deals(connection, "CUB") == [found]
        assert financed_deals(connection, "NOR") == []
        assert financed_deals(connection, as_of=dt.date(2015, 2, 1)) == []
    assert found.financing[0]["value"]["amount"] == 5e6
    assert found.day_told(found.financing[0]) == LATE


def test_claims_with_their_actors(filled: Register) -> None:
    with filled.reading() as connection:
        (said,) = claims_told(connection, ["credit"], ("CUB", ["borrower"]))
        assert claims_told(connection, ["credit"], ("CUB", ["lender"])) == []
        assert claims_told(connection, ["credit"], None, dt.date(2015, 2, 1)) == []
        assert claims_told(connection, ["credit"], keep=lambda text: "lent" in text) == []
        assert claims_of_reports(connection, [said.report], ["credit"]) == [said]
    assert (said.who("lender"), said.who("borrower"), said.amount) == (("RUS",), ("CUB",), 5e6)
    assert said.states == {"RUS", "CUB"}


def attending(register: Register, **span: dt.date) -> list[set[str]]:
    with register.reading() as connection:
        return [{who.name for who in one.here} for one in gatherings(connection, **span)]


def test_who_met_within_a_time(filled: Register) -> None:
    with filled.reading() as connection:
        (met,) = gatherings(connection)
        day = dt.date.fromisoformat(met.day)
        assert met.report == connection.execute(select(reports.c.id)).scalars().first()
    assert [(who.name, who.kind, who.country) for who in met.here] == [
        ("Ana Berg", "person", "NOR"),
        ("Rui Costa", "person", "PRT"),
    ]
    before, after = day - dt.timedelta(days=1), day + dt.timedelta(days=1)
    both = [{"Ana Berg", "Rui Costa"}]
    assert attending(filled, since=day, until=day, as_of=day) == both
    for span in ({"since": after}, {"until": before}, {"as_of": before}):
        assert attending(filled, **span) == []


def test_a_meeting_told_by_a_report_without_a_day(register: Register) -> None:
    add_all(register, [with_claims(told("u", deal(stage="signed"), day=None), MET)])
    with register.reading() as connection:
        (met,) = gatherings(connection)
    assert (met.day, len(met.here)) == ("", 2)
    for span in ({"since": LATE}, {"until": LATE}, {"as_of": LATE}):
        assert attending(register, **span) == []


def test_days_told_in_part() -> None:
    assert full_day("2018") == dt.date(2018, 1, 1)
    assert full_day("2018-10") == dt.date(2018, 10, 1)
    assert full_day("2018-10-29") == dt.date(2018, 10, 29)
    assert full_day("soon") is None
    assert full_day(None) is None
    # what is to come was told by the first report
    assert day_of("2030", LATE, LATE) == LATE
    assert day_of("2014-11", LATE, LATE) == dt.date(2014, 11, 1)


def test_analyses_read_claims_as_people_judged_them(filled: Register) -> None:
    ana = Person("Ana", "misread")
    with filled.reading() as connection:
        (lent,) = claims_told(connection, ["credit"], ("CUB", ["borrower"]))
        meeting = next(one for one in claims_told(connection, ["meeting"]))
    mended = {"who": "Belarus", "sum": "EUR 6,000,000", "says": "Ada"}
    made = acts.correct_claim(filled, lent.report, lent.claim, mended, ana)
    assert made is not None
    yesterday = made.made_at.date() - dt.timedelta(days=1)
    with filled.reading() as connection:
        (now,) = claims_told(connection, ["credit"], ("BLR", ["lender"]))
        assert claims_told(connection, ["credit"], ("RUS", ["lender"])) == []
        assert claims_told(connection, ["credit"], as_of=yesterday) == [lent]
        assert claims_of_reports(connection, [lent.report], ["credit"]) == [now]
    assert (now.who("lender"), now.amount, now.currency) == (("BLR",), 6e6, "EUR")
    assert (now.states, [link["source"] for link in now.chain]) == ({"BLR", "CUB"}, ["Ada"])
    acts.undo(filled, made.id, ana)
    acts.correct_claim(filled, meeting.report, meeting.claim, {"who": "Rui Costa; Cuba"}, ana)
    acts.correct_claim(filled, lent.report, lent.claim, {"type": "meeting"}, ana)
    with filled.reading() as connection:
        assert claims_told(connection, ["credit"]) == []
        assert {one.claim for one in claims_told(connection, ["meeting"])} == {
            lent.claim,
            meeting.claim,
        }
    assert attending(filled) == [{"Rui Costa", "Cuba"}, {"Russia", "Cuba"}]
    assert attending(filled, until=meeting.published) == [{"Rui Costa", "Cuba"}]
    assert attending(filled, since=lent.published) == [{"Russia", "Cuba"}]
    assert attending(filled, as_of=yesterday) == [{"Ana Berg", "Rui Costa"}]
    for one in (meeting, lent):
        acts.reject_claim(filled, one.report, one.claim, ana)
    with filled.reading() as connection:
        assert claims_told(connection, ["meeting", "credit"]) == []
    assert attending(filled) == []
    for one in (meeting, lent):
        acts.accept_claim(filled, one.report, one.claim, ana)
    with filled.reading() as connection:
        assert claims_told(connection, ["credit"]) == [lent]
    assert attending(filled) == [{"Ana Berg", "Rui Costa"}]
    assert check(filled) == []
