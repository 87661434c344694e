"""Each value rests on those of a report's speakers who say it, not on all whom the report cites."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, update

from dealtrace.register.dossier import dossier
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.rejoining import join_anew
from dealtrace.register.roots import roots_of
from dealtrace.register.schema import report_deals
from dealtrace.register.store import Register
from dealtrace.register.tellings import tellings
from dealtrace.register.upkeep import check

from .labels import add_all, deal, told

Json = dict[str, Any]
LEDGER = [{"source": "The Ledger", "kind": "publisher", "cue": "says"}]
ENVOY = [{"source": "Vietnamese ambassador", "kind": "official", "cue": "said"}]
LOAN, LARGER = (
    {"kind": "loan", "lender": ["IND"], "borrower": ["VNM"], "amount": amount, "currency": "USD"}
    for amount in (100e6, 500e6)
)


def claim(number: str, chain: list[Json], amount: float | None = None, **more: Any) -> Json:
    money = {"amount": amount, "currency": "USD", "text": "a sum"} if amount else None
    plain: Json = {"id": number, "items": [], "stage": None, "modality": "asserted", "time": None}
    return {**plain, "type": "credit", "money": money, "attribution": chain, **more}


def telling(claims: list[Json], day: dt.date = dt.date(2016, 9, 3), **facts: Any) -> Telling:
    """A telling of patrol boats for Vietnam, on credit from India."""
    made = {
        **{"supplier": ["IND"], "recipient": ["VNM"], "kind": "sale", "items": []},
        **{"value": None, "financing": [], "stage": "announced", "stage_date": None},
        **{"hedged": False, "says": ["The Ledger", "Vietnamese ambassador"]},
        **{"claims": [one["id"] for one in claims], **facts},
    }
    report = ReportRef(f"key of {day}", day, "The Harbour Post")
    (found,) = tellings(report, {"deals": [made], "claims": claims})
    return found


def two_sums() -> Telling:
    ways = [{**LOAN, "terms": None, "claims": ["c1"]}, {**LARGER, "terms": None, "claims": ["c2"]}]
    claims = [claim("c1", LEDGER, 100e6), claim("c2", ENVOY, 500e6)]
    return telling(claims, financing=ways)


def test_two_sums_of_two_speakers_rest_on_one_each() -> None:
    found = dossier([two_sums()])
    by_sum = {one.value["amount"]: one for one in found.financing}
    assert by_sum[100e6].says == ("The Ledger",)
    assert by_sum[100e6].roots == ("The Ledger",)
    assert by_sum[500e6].says == ("Vietnamese ambassador",)
    assert len(by_sum[500e6].roots) == 1
    assert by_sum[500e6].roots != by_sum[100e6].roots
    assert {root.name for root in found.roots} == {*by_sum[100e6].roots, *by_sum[500e6].roots}
    assert set(found.says) == {"The Ledger", "Vietnamese ambassador"}


def test_price_stage_and_number_have_speakers_of_their_own() -> None:
    boats = {"text": "four patrol boats", "class": "ship", "designation": None, "quantity": 4}
    claims = [
        claim("c1", LEDGER, 90e6),
        claim("c2", ENVOY, stage="announced", items=[boats]),
    ]
    value = {"amount": 90e6, "currency": "USD"}
    one = telling(claims, value=value, items=[boats])
    assert one.backing == {"value": (0,), "stage": (1,), "items/0": (1,)}
    found = dossier([one])
    assert found.values[0].says == ("The Ledger",)
    assert found.stages[0].says == found.items[0].quantities[0].says == ("Vietnamese ambassador",)


@pytest.mark.parametrize(
    "chains",
    [
        pytest.param([LEDGER, LEDGER], id="one speaker of both"),
        pytest.param([LEDGER, []], id="a sum in the report's own words"),
        pytest.param([[], []], id="nobody named"),
    ],
)
def test_what_is_of_no_speaker_of_its_own_rests_on_all(chains: list[list[Json]]) -> None:
    ways = [{**LOAN, "terms": None, "claims": ["c1"]}, {**LARGER, "terms": None, "claims": ["c2"]}]
    claims = [claim("c1", chains[0], 100e6), claim("c2", chains[1], 500e6)]
    one = telling(claims, financing=ways)
    assert one.backing == {}
    found = dossier([one])
    whole = tuple(name for name, _ in roots_of([one])[one.slug])
    assert {told.roots for told in found.financing} == {whole}


def test_a_sum_that_both_tell_rests_on_both() -> None:
    ways = [{**LOAN, "terms": None, "claims": ["c1", "c2"]}]
    one = telling([claim("c1", LEDGER, 100e6), claim("c2", ENVOY, 100e6)], financing=ways)
    assert "financing/0" not in one.backing
    assert len(dossier([one]).financing[0].roots) == 2


def test_who_is_left_out_of_the_deals_speakers_is_named_for_a_sum() -> None:
    one = two_sums()
    one.deal["says"].remove("The Ledger")
    by_sum = {way.value["amount"]: way.says for way in dossier([one]).financing}
    assert by_sum == {100e6: ("The Ledger",), 500e6: ("Vietnamese ambassador",)}


def test_a_copy_keeps_them_apart_too() -> None:
    one = two_sums()
    other = copy.copy(one)
    later = ReportRef("copy", dt.date(2016, 9, 4), "Other Times", text_key=one.report.key)
    object.__setattr__(other, "report", later)
    found = dossier([one, other])
    assert [len(way.roots) for way in found.financing] == [1, 1]


def test_registers_keep_it_and_earlier_ones_get_it(register: Register) -> None:
    facts = deal(value={"amount": 5e8, "currency": "USD"}, says=["The Ledger"])
    read = told("boats", facts)
    wire = read.reading
    second = {**copy.deepcopy(wire["claims"][0]), "id": "c2", "money": None, "attribution": ENVOY}
    wire["claims"][0]["attribution"] = LEDGER
    wire["claims"].append(second)
    wire["deals"][0]["claims"].append("c2")
    add_all(register, [read])
    asked = select(report_deals.c.backing)
    with register.writing() as connection:
        kept = connection.execute(asked).scalar_one()
        assert kept == {"value": [0]}
        connection.execute(update(report_deals).values(backing={}))
        join_anew(connection)
        assert connection.execute(asked).scalar_one() == kept
    assert check(register) == []
