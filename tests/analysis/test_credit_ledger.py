"""Credits of a register: what became of each, and that nothing is counted twice."""

from __future__ import annotations

import datetime as dt

import pytest

from dealtrace.analysis.credit.deals import Assumed, credit_of
from dealtrace.analysis.credit.ledger import Ledger, Standing, ledger
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range
from dealtrace.knowledge.cues import debt_kind
from dealtrace.register.store import Register
from tests.analysis.made import Made, credit_claim, cuban, loan, told, with_claims
from tests.register.labels import cuban_loan, current

TANKS = [{"text": "40 tanks", "class": "tank", "designation": "T-72", "quantity": 40}]
SHIPS = [{"text": "a frigate", "class": "ship", "designation": None, "quantity": 1}]


def accounts(found: Ledger) -> dict[str, tuple[int, float | None, float | None]]:
    return {
        one.standing.value: (
            one.count,
            one.usd.low if one.usd else None,
            one.usd.high if one.usd else None,
        )
        for one in found.accounts
    }


def asked(register: Register, **how: object) -> Ledger:
    with register.reading() as connection:
        return ledger(connection, **how)  # type: ignore[arg-type]


def test_stages_keep_pledges_and_commitments_apart(made: Made) -> None:
    register = made(
        [
            told("plan", cuban(loan(10e6), hedged=True, items=[]), day=dt.date(2005, 1, 1)),
            told("signed", cuban(loan(20e6), stage="signed", items=TANKS), day=dt.date(2010, 1, 1)),
            told("lent", cuban(loan(30e6), stage="financed"), day=dt.date(2015, 1, 1)),
            told("off", cuban(loan(40e6), stage="cancelled", items=SHIPS), day=dt.date(2020, 1, 1)),
        ]
    )
    assert accounts(asked(register)) == {
        "pledged": (1, 10e6, 10e6),
        "committed": (2, 50e6, 50e6),
        "fallen through": (1, 40e6, 40e6),
    }
    assert accounts(asked(register, since=dt.date(2012, 1, 1), until=dt.date(2016, 1, 1))) == {
        "committed": (1, 30e6, 30e6)
    }
    assert accounts(asked(register, as_of=dt.date(2011, 1, 1))) == {
        "pledged": (1, 10e6, 10e6),
        "committed": (1, 20e6, 20e6),
    }
    assert asked(register, borrower="VEN").accounts == ()


def test_two_sums_of_one_credit_are_a_range_not_a_sum(made: Made) -> None:
    register = made(cuban_loan())
    (entry,) = asked(register, borrower="CUB").entries
    assert entry.usd is not None
    assert (entry.usd.low, entry.usd.high) == (43e6, pytest.approx(50.5e6, rel=0.01))
    assert entry.standing is Standing.COMMITTED
    assert entry.currency == "EUR"
    with register.reading() as connection:
        told = credit_of(connection, entry.deal or "").credits
    assert len(told) > 1
    assert [one.instead for one in told] == [False] + [True] * (len(told) - 1)


def test_payments_come_from_claims_and_each_counts_once(made: Made) -> None:
    off = loan(35e9, kind="debt write-off")
    repaid = credit_claim("Cuba repaid $100 million of the old loan.", money=(100e6, "USD"))
    again = credit_claim("Havana has repaid $100 million.", money=(100e6, "USD"))
    plan = credit_claim("Cuba will repay $200 million.", money=(200e6, "USD"), modality="planned")
    paid_out = credit_claim("The bank disbursed $7 million to Cuba.", money=(7e6, "USD"))
    forgiven = credit_claim("Russia wrote off $35 billion of debt.", money=(35e9, "USD"))
    register = made(
        [
            with_claims(told("one", cuban(off, stage="signed")), repaid, plan, forgiven),
            with_claims(told("two", cuban(off, stage="signed")), again, paid_out),
        ]
    )
    found = accounts(asked(register, borrower="CUB"))
    assert found == {
        "written off": (1, 35e9, 35e9),
        "repaid": (1, 100e6, 100e6),
        "disbursed": (1, 7e6, 7e6),
    }
    (entry,) = [e for e in asked(register).entries if e.standing is Standing.REPAID]
    assert len(entry.reports) == 2


def test_a_credit_without_a_sum_is_counted_but_not_valued(made: Made) -> None:
    register = made([told("one", cuban(loan(None), stage="signed"))])
    (account,) = asked(register).accounts
    assert (account.count, account.usd, account.without_sum) == (1, None, 1)


def test_terms_told_are_judged_and_terms_assumed_are_said_to_be(made: Made) -> None:
    terms = {"rate": 3.0, "years": 10.0, "grace_years": None}
    register = made([told("one", cuban(loan(terms=terms), stage="signed"))])
    (name,) = current(register)
    with register.reading() as connection:
        told_only = credit_of(connection, name).credits[0].assessment
        assumed = Assumed(Terms(Range.exactly(9), None, Range(1, 2)), group="LDC")
        with_more = credit_of(connection, name, assumed).credits[0].assessment
    assert told_only is not None
    assert with_more is not None
    assert told_only.missing == ("grace_years",)
    assert with_more.missing == ()
    assert with_more.terms.rate == Range.exactly(3)  # what is told goes before what is assumed
    (imf,) = [j for j in told_only.judged if j.method == "IMF"]
    assert imf.grant_element is not None
    assert (imf.grant_element.low or 0) < (imf.grant_element.high or 0) < 20
    assert [j.group for j in with_more.judged if j.method == "DAC"] == ["LDC"]


def test_impossible_terms_of_a_report_are_not_reckoned_with(made: Made) -> None:
    terms = {"rate": 3.0, "years": 5.0, "grace_years": 7.0}
    register = made([told("one", cuban(loan(terms=terms), stage="signed"))])
    (name,) = current(register)
    with register.reading() as connection:
        judged = credit_of(connection, name).credits[0].assessment
    assert judged is not None
    assert judged.missing == ("grace_years",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Russia wrote off 90 per cent of Cuba's debt.", "written off"),
        ("Moscow forgave most of what Havana owed.", "written off"),
        ("The two sides rescheduled the loan over ten years.", "rescheduled"),
        ("Caracas is in arrears on its payments.", "arrears"),
        ("Cuba failed to make the payment due in May.", "arrears"),
        ("Cuba failed to pay in May.", "arrears"),
        ("The island is unable, he said, to repay.", "doubt"),
        ("This is not charity, the minister warned.", "doubt"),
        ("Venezuela can’t pay any longer.", "doubt"),
        ("Egypt has repaid the loan.", "repaid"),
        ("The bank disbursed a third of the credit.", "disbursed"),
        ("Russia will lend Cuba $50 million.", None),
    ],
)
def test_what_a_sentence_tells_of_a_debt(sentence: str, kind: str | None) -> None:
    assert debt_kind(sentence) == kind
