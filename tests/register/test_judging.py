"""A rejected claim leaves the deals that rest on it, a corrected one changes them, until undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dealtrace.display import phrases
from dealtrace.register import acts, deal_lists, decisions, one_deal, report_lists
from dealtrace.register.acts import Person
from dealtrace.register.appraisal import appraise
from dealtrace.register.decisions import Decision
from dealtrace.register.errors import RegisterError
from dealtrace.register.judging import Judged, judged
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.rejoining import join_anew
from dealtrace.register.store import Register
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
        name = name or deal_lists.deals(connection)[0].id
        return one_deal.deal(connection, name, as_of).dossier


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
        row = one_deal.deal(connection, after["id"])
        assert {one.report for one in appraise(connection, row).sentences} == {keys[0]}
        told_of = one_deal.history(connection, row.id)
        assert [one.decision.id for one in told_of if one.decision] == [made.id]
        assert len(deal_lists.deals(connection)) == 1
    assert check(register) == []
    acts.undo(register, made.id, ANA)
    assert {**dossier(register), "decisions": []} == before
    assert check(register) == []


def test_a_report_all_of_whose_claims_are_rejected_can_still_be_opened_and_put_back(
    register: Register, keys: list[str]
) -> None:
    acts.reject_claim(register, keys[1], "c1", ANA)
    with register.reading() as connection:
        row, _ = report_lists.report(connection, keys[1])
        alone = one_deal.deal(connection, row.deals[0])
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
    left = judged(telling, Judged(claims, frozenset({"c1"})))
    assert left is not None
    assert left.deal["value"] == whole["value"]
    assert [one["quantity"] for one in left.deal["items"]] == [None, None]
    assert [(one["kind"], one["claims"]) for one in left.deal["financing"]] == [("loan", ["c3"])]
    assert (left.deal["stage"], left.deal["stage_date"]) == ("negotiating", None)
    assert left.deal["says"] == ["Ada", "Kurier"]
    both = judged(telling, Judged(claims, frozenset({"c1", "c3"})))
    assert both is not None
    assert (both.deal["value"], both.deal["financing"]) == (None, [])
    assert [one["text"] for one in both.deal["items"]] == ["frigates"]
    assert both.deal["says"] == ["Kurier"]
    assert both.chains == ((),)
    assert judged(telling, Judged(claims, frozenset({"c1", "c2", "c3"}))) is None


def prices(body: dict[str, Any]) -> list[float]:
    return [one["value"]["amount"] for one in body["value"]]


def correct(register: Register, key: str, claim: str = "c1", **fields: str) -> Decision:
    made = acts.correct_claim(register, key, claim, fields, ANA)
    assert made is not None
    return made


def test_a_corrected_claim_changes_the_deal_and_back(register: Register, keys: list[str]) -> None:
    before = dossier(register)
    made = correct(register, keys[1], sum="EUR 1,300,000,000", stage="approved", says="Ada")
    after = dossier(register)
    assert prices(after) == [1.3e9, 1.1e9]
    assert [one["value"] for one in after["stage"]] == ["approved", "announced"]
    assert after["value"][0]["says"] == ["Ada"]
    assert after["decisions"] == [made.id]
    yesterday = made.made_at.date() - dt.timedelta(days=1)
    assert dossier(register, after["id"], yesterday) == before
    with register.reading() as connection:
        row = one_deal.deal(connection, after["id"])
        found = appraise(connection, row)
        sentence = found.sentence(after["value"][0])
        told_of = one_deal.history(connection, row.id)
    assert sentence is not None
    assert (sentence.report, sentence.corrected_by) == (keys[1], "Ana")
    assert [one.decision.id for one in told_of if one.decision] == [made.id]
    assert phrases.deed(made) == (
        f"correct claim c1 of {keys[1]}: sum EUR 1,300,000,000; stage approved; says Ada"
    )
    assert check(register) == []
    acts.undo(register, made.id, ANA)
    assert {**dossier(register), "decisions": []} == before
    assert check(register) == []


def test_later_corrections_build_on_earlier_ones(register: Register, keys: list[str]) -> None:
    first = correct(register, keys[1], sum="EUR 1,300,000,000")
    second = correct(register, keys[1], sum="EUR 1,400,000,000", stage="approved")
    assert second.what["correction"].keys() == {"amount", "currency", "stage"}
    assert prices(dossier(register)) == [1.4e9, 1.1e9]
    acts.undo(register, second.id, ANA)
    assert prices(dossier(register)) == [1.3e9, 1.1e9]
    acts.undo(register, first.id, ANA)
    assert prices(dossier(register)) == [2.2e9, 1.1e9]


def test_arms_are_renamed_counted_and_added(register: Register, keys: list[str]) -> None:
    correct(register, keys[0], arms="F310=6; T-90=40")
    body = dossier(register)
    told = {one["designation"]: [n["value"] for n in one["quantity"]] for one in body["items"]}
    assert told == {"F310": [5, 6], "T-90": [40]}
    assert {one["class"] for one in body["items"]} == {"ship", "tank"}
    correct(register, keys[0], arms="none")
    correct(register, keys[1], arms="submarines=2")
    (left,) = dossier(register)["items"]
    assert (left["text"], left["class"]) == ("submarines", "submarine")
    assert check(register) == []


def test_a_corrected_party_takes_the_report_to_the_deal_it_tells_of(register: Register) -> None:
    spain = deal(supplier=["NOR"], recipient=["ESP"], **SECOND)
    reports = [
        told("one", deal(**SECOND), day=dt.date(2015, 1, 5)),
        told("two", deal(**SECOND), day=dt.date(2015, 1, 9)),
        told("three", spain, day=dt.date(2015, 1, 12)),
    ]
    add_all(register, reports)

    def deals() -> dict[str, list[str]]:
        with register.reading() as connection:
            rows = deal_lists.deals(connection)
        return {row.dossier["recipient"][0]: row.dossier["reports"] for row in rows}

    one, two, three = (report.key for report in reports)
    before = {"PRT": [one, two], "ESP": [three]}
    assert deals() == before
    made = correct(register, two, recipient="Spain")
    assert deals() == {"PRT": [one], "ESP": [two, three]}
    assert check(register) == []
    add_all(register, [told("four", spain, day=dt.date(2015, 1, 20))])
    assert deals()["ESP"][:2] == [two, three]
    assert len(deals()["ESP"]) == 3
    kept = deals()
    with register.writing() as connection:
        join_anew(connection)
    assert deals() == kept
    assert check(register) == []
    acts.undo(register, made.id, ANA)
    assert deals()["PRT"] == [one, two]
    assert check(register) == []


def test_nothing_new_changes_nothing(register: Register, keys: list[str]) -> None:
    assert acts.correct_claim(register, keys[0], "c1", {"stage": "announced"}, ANA) is None
    assert acts.accept_claim(register, keys[0], "c1", ANA) is None


def test_of_several_decisions_on_a_claim_the_last_one_counts(
    register: Register, keys: list[str]
) -> None:
    before = dossier(register)
    acts.reject_claim(register, keys[1], "c1", ANA)
    correct(register, keys[1], sum="EUR 1,300,000,000")
    assert prices(dossier(register)) == [1.3e9, 1.1e9]
    made = acts.accept_claim(register, keys[1], "c1", ANA)
    assert made is not None
    assert {**dossier(register), "decisions": []} == before
    with register.reading() as connection:
        (sentence, *_) = appraise(connection, one_deal.deal(connection, before["id"])).sentences
    assert sentence.corrected_by is None
    acts.undo(register, made.id, ANA)
    assert prices(dossier(register)) == [1.3e9, 1.1e9]
    assert check(register) == []


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("sum", "much", "no sum"),
        ("stage", "sold", "none of"),
        ("modality", "sure", "none of"),
        ("arms", "=4", "no arms"),
        ("arms", "T-90=0", "no arms"),
        ("arms", "; ".join("tanks" for _ in range(50)), "too many"),
        ("recipient", "Atlantis", "no state I know"),
        ("colour", "red", "can't be corrected"),
    ],
)
def test_corrections_that_make_no_sense_are_refused(
    register: Register, keys: list[str], field: str, text: str, words: str
) -> None:
    before = dossier(register)
    with pytest.raises(RegisterError, match=words):
        correct(register, keys[0], **{field: text})
    assert dossier(register) == before


def test_what_a_correction_does_to_a_telling() -> None:
    loan = {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 3.8e7}
    loan |= {"currency": "EUR", "claims": ["c1"], "terms": None}
    whole = deal(
        supplier=["RUS"],
        recipient=["CUB"],
        items=[],
        value=None,
        financing=[loan],
        stage="signed",
        claims=["c1", "c2"],
    )
    telling = Telling(ReportRef("0" * 12), 0, whole)
    claims = [
        claim("c1", amount=3.8e7, currency="EUR", stage="signed"),
        claim("c2", stage="signed"),
    ]

    def now(number: str, **said: Any) -> dict[str, Any]:
        found = judged(telling, Judged(claims, corrected={number: said}))
        assert found is not None
        assert found.slug == telling.slug
        return found.deal

    mended = now("c1", amount=8.3e7, currency="EUR")
    assert mended["value"] is None
    assert mended["financing"][0]["amount"] == 8.3e7
    assert now("c1", amount=None, currency=None)["financing"][0]["amount"] is None
    assert now("c2", amount=9e7, currency="EUR")["value"] == {"amount": 9e7, "currency": "EUR"}
    assert now("c1", supplier=["BLR"])["financing"][0]["lender"] == ["BLR"]
    assert now("c1", stage="announced")["stage"] == "signed"  # the other claim still tells it
    assert now("c1", stage="delivered")["stage"] == "delivered"
    assert now("c1", modality="planned")["hedged"] is False
    both = {"c1": {"modality": "planned"}, "c2": {"modality": "possible"}}
    found = judged(telling, Judged(claims, corrected=both))
    assert found is not None
    assert found.deal["hedged"] is True


def test_terms_of_a_credit_are_put_right_and_back() -> None:
    loan = {"kind": "loan", "lender": ["RUS"], "borrower": ["CUB"], "amount": 3.8e7}
    loan |= {"currency": "EUR", "claims": ["c1"], "terms": {"rate": 5, "years": 10}}
    whole = deal(value=None, items=[], financing=[loan], claims=["c1", "c2"])
    telling = Telling(ReportRef("0" * 12), 0, whole)
    claims = [
        claim("c1", type="credit", amount=3.8e7, currency="EUR"),
        claim("c2", type="supply", amount=2e7, currency="EUR", stage="signed"),
    ]

    def ways(number: str, **now: Any) -> list[dict[str, Any]]:
        found = judged(telling, Judged(claims, corrected={number: now}))
        assert found is not None
        return list(found.deal["financing"])

    (way,) = ways("c1", terms={"rate": 4.5, "grace_years": 2})
    assert way["terms"] == {"rate": 4.5, "years": 10, "grace_years": 2}
    (way,) = ways("c1", terms={"rate": None, "years": None})
    assert way["terms"] is None
    (way,) = ways("c1", credit="grant", lender=["BLR"])
    assert (way["kind"], way["lender"], way["borrower"]) == ("grant", ["BLR"], ["CUB"])
    second = ways("c2", type="credit")[1]
    assert (second["kind"], second["amount"], second["lender"]) == ("loan", 2e7, whole["supplier"])
    assert ways("c1", type="supply") == []
    assert ways("c1", type="meeting") == []


def test_a_claim_of_another_type_leaves_the_deal_it_was_read_into(
    register: Register, keys: list[str]
) -> None:
    correct(register, keys[1], type="meeting")
    assert prices(dossier(register)) == [1.1e9]
    assert dossier(register)["reports"] == keys[:1]
    assert check(register) == []


def test_who_to_whom_and_terms_are_told_by_the_deal(register: Register, keys: list[str]) -> None:
    made = correct(
        register, keys[0], who="Sweden", to_whom="Brazil", type="supply", interest="4.5", grace="2"
    )
    with register.reading() as connection:
        (moved,) = deal_lists.deals(connection, deal_lists.Filter(supplier="SWE"))
    assert moved.dossier["recipient"] == ["BRA"]
    assert moved.dossier["financing"][0]["value"]["terms"]["rate"] == 4.5
    assert "interest 4.5 %" in phrases.deed(made)
    assert "supplier SWE" in phrases.deed(made)
    acts.undo(register, made.id, ANA)
    with register.reading() as connection:
        assert deal_lists.deals(connection, deal_lists.Filter(supplier="SWE")) == []
