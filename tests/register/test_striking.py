"""A rejected claim leaves the deals that rest on it, and comes back when that is undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dealtrace.register import acts, decisions, queries
from dealtrace.register.acts import Person
from dealtrace.register.appraisal import appraise
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.store import Register
from dealtrace.register.striking import Struck, without
from dealtrace.register.upkeep import check

from .labels import add_all, deal, told

ANA = Person("Ana", "misread")
FIRST = {"value": {"amount": 1.1e9, "currency": "EUR"}, "stage": "announced"}
SECOND = {"value": {"amount": 2.2e9, "currency": "EUR"}, "stage": "signed"}


@pytest.fixture
def keys(register: Register) -> list[str]:
    """Two reports of one deal, the second of which tells another sum and a later stage."""
    reports = [
        told("one", deal(**FIRST), day=dt.date(2015, 1, 5)),
        told("two", deal(**SECOND), day=dt.date(2015, 1, 9)),
    ]
    add_all(register, reports)
    return [one.key for one in reports]


def dossier(register: Register, name: str = "", as_of: dt.date | None = None) -> dict[str, Any]:
    with register.reading(as_of) as connection:
        name = name or queries.deals(connection)[0].id
        return queries.deal(connection, name, as_of).dossier


def test_what_only_a_rejected_claim_says_leaves_the_deal(
    register: Register, keys: list[str]
) -> None:
    before = dossier(register)
    assert [one["value"]["amount"] for one in before["value"]] == [2.2e9, 1.1e9]
    made = acts.reject_claim(register, keys[1], "c1", ANA)
    assert made is not None
    after = dossier(register)
    assert [one["value"]["amount"] for one in after["value"]] == [1.1e9]
    assert after["reports"] == keys[:1]
    assert [one["value"] for one in after["stage"]] == ["announced"]
    assert after["decisions"] == [made.id]
    yesterday = made.made_at.date() - dt.timedelta(days=1)
    assert dossier(register, after["id"], yesterday) == before
    with register.reading() as connection:
        row = queries.deal(connection, after["id"])
        assert {one.report for one in appraise(connection, row).sentences} == {keys[0]}
        told_of = queries.history(connection, row.id)
        assert [one.decision.id for one in told_of if one.decision] == [made.id]
        assert len(queries.deals(connection)) == 1
    assert check(register) == []
    acts.undo(register, made.id, ANA)
    assert {**dossier(register), "decisions": []} == before
    assert check(register) == []


def test_a_report_all_of_whose_claims_are_rejected_can_still_be_opened_and_put_back(
    register: Register, keys: list[str]
) -> None:
    acts.reject_claim(register, keys[1], "c1", ANA)
    with register.reading() as connection:
        row, _ = queries.report(connection, keys[1])
        alone = queries.deal(connection, row.deals[0])
        assert alone.dossier["rejected"]
        assert decisions.about(connection, alone.dossier["tellings"])
    with pytest.raises(RegisterError, match="rejected already"):
        acts.reject_claim(register, keys[1], "c1", ANA)
    with pytest.raises(RegisterError, match="has no claim c99"):
        acts.reject_claim(register, keys[1], "c99", ANA)


def test_a_set_value_stays_when_the_first_report_leaves(
    register: Register, keys: list[str]
) -> None:
    name = dossier(register)["id"]
    acts.set_field(register, name, "value", "EUR 3,000,000,000", ANA)
    acts.reject_claim(register, keys[0], "c1", ANA)
    left = dossier(register)
    assert left["reports"] == keys[1:]
    assert left["value"][0]["value"]["amount"] == 3e9
    assert check(register) == []


def claim(number: str, **more: Any) -> dict[str, Any]:
    """What a claim of two frigates says, but for ``more``."""
    return {
        "id": number,
        "stage": None,
        "modality": "asserted",
        "amount": None,
        "currency": None,
        "items": [],
        "attribution": [],
        "time": None,
        **more,
    }


def test_what_another_claim_says_too_stays() -> None:
    frigates = {"text": "frigates", "class": "ship", "designation": None, "quantity": 2}
    radars = {"text": "radars", "class": "sensor", "designation": None, "quantity": None}
    told_so = [{"source": "Ada", "kind": "person", "cue": "said"}]
    claims = [
        claim("c1", items=[frigates], amount=5e8, currency="USD", stage="signed"),
        claim("c2", items=[{**frigates, "quantity": None}], stage="negotiating"),
        claim("c3", items=[radars], amount=5e8, currency="USD", attribution=told_so),
    ]
    ways = [
        {"kind": "loan", "amount": 5e8, "currency": "USD", "claims": ["c1", "c3"], "terms": None},
        {"kind": "barter", "amount": None, "currency": None, "claims": ["c1"], "terms": None},
    ]
    whole = deal(
        items=[frigates, radars],
        value={"amount": 5e8, "currency": "USD"},
        financing=ways,
        stage="signed",
        stage_date="2015-01",
        says=["Ada", "Kurier"],
        claims=["c1", "c2", "c3"],
    )
    telling = Telling(ReportRef("0" * 12), 0, whole)
    left = without(telling, Struck(frozenset({"c1"}), claims))
    assert left is not None
    assert left.deal["value"] == whole["value"]
    assert [one["quantity"] for one in left.deal["items"]] == [None, None]
    assert [(one["kind"], one["claims"]) for one in left.deal["financing"]] == [("loan", ["c3"])]
    assert (left.deal["stage"], left.deal["stage_date"]) == ("negotiating", None)
    assert left.deal["says"] == ["Ada", "Kurier"]
    both = without(telling, Struck(frozenset({"c1", "c3"}), claims))
    assert both is not None
    assert (both.deal["value"], both.deal["financing"]) == (None, [])
    assert [one["text"] for one in both.deal["items"]] == ["frigates"]
    assert both.deal["says"] == ["Kurier"]
    assert both.chains == ((),)
    assert without(telling, Struck(frozenset({"c1", "c2", "c3"}), claims)) is None
