"""What can be said of a loan when terms are missing or ranges, and by the rules of which year."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dealtrace.analysis.credit.assessing import Verdict, assess, verdict, with_given
from dealtrace.analysis.credit.loans import Loan, Repayment, grant_element, principals, schedule
from dealtrace.analysis.credit.terms import QUESTIONS, Terms, grant_elements
from dealtrace.analysis.values import AnalysisError, Range, to_json
from dealtrace.knowledge.credit_regimes import margin, regime

IN_2018 = dt.date(2018, 10, 30)
per_year = st.sampled_from([1, 2, 4, 12])
forms = st.sampled_from(list(Repayment))


@st.composite
def loans(draw: st.DrawFn, rate: st.SearchStrategy[float] | None = None) -> Loan:
    times = draw(per_year)
    payments = draw(st.integers(1, 40 * times))
    grace = draw(st.integers(0, payments - 1))
    interest = draw(st.floats(0, 20) if rate is None else rate)
    return Loan(100, interest, payments / times, grace / times, times, draw(forms))


@given(loans())
def test_the_principal_comes_back_once(loan: Loan) -> None:
    paid = schedule(loan)
    assert sum(one.principal for one in paid) == pytest.approx(100)
    assert paid[-1].outstanding == pytest.approx(0, abs=1e-6)
    assert all(part == 0 for part in principals(loan)[: loan.without_principal])


@given(loans(), st.floats(0.1, 15), st.floats(0.01, 5))
def test_the_grant_element_falls_as_the_rate_rises(
    loan: Loan, discount: float, more: float
) -> None:
    dearer = Loan(**{**_fields(loan), "rate": loan.rate + more})
    assert grant_element(schedule(dearer), discount) < grant_element(schedule(loan), discount)


@given(loans(rate=st.just(0.0)), st.floats(0.5, 15))
def test_a_free_loan_is_the_softer_the_longer(loan: Loan, discount: float) -> None:
    """And so its grant element falls as the tenor does; it stays between nothing and all."""
    longer = Loan(**{**_fields(loan), "years": loan.years + 1})
    assert 0 < grant_element(schedule(loan), discount) < 100
    assert grant_element(schedule(longer), discount) > grant_element(schedule(loan), discount)


@given(loans(), st.floats(0.5, 15), st.data())
def test_every_loan_within_the_ranges_lies_within_the_bounds(
    loan: Loan, discount: float, data: st.DataObject
) -> None:
    """Terms are widened or dropped at will; what is said of them must hold for the true loan."""

    def told(value: float, spread: float) -> Range | None:
        kind = data.draw(st.sampled_from(["exact", "range", "missing"]))
        if kind == "missing":
            return None
        if kind == "exact":
            return Range.exactly(value)
        low = data.draw(st.floats(0, spread))
        return Range(max(value - low, 0), value + data.draw(st.floats(0, spread)))

    years = told(loan.years, 5)
    assume(years is None or (years.low or 0) > 0)
    terms = Terms(
        told(loan.rate, 3), years, told(loan.grace_years, 3), loan.per_year, loan.repayment
    )
    assume(not _impossible(terms))
    bounds = grant_elements(terms, discount)
    true = grant_element(schedule(loan), discount)
    # payments fall on whole periods, so a bound may be off by the share of one
    slack = 1e-6 if years is None or years.exact is not None else 3.0 / loan.per_year
    assert bounds.low is None or bounds.low <= true + slack
    assert bounds.high is not None
    assert true <= bounds.high + slack


def _impossible(terms: Terms) -> bool:
    years = terms.years.low if terms.years else None
    grace = terms.grace_years.high if terms.grace_years else None
    return years is not None and grace is not None and grace > years - 1 / terms.per_year


def _fields(loan: Loan) -> dict[str, object]:
    return {name: getattr(loan, name) for name in Loan.__dataclass_fields__}


def test_without_a_rate_a_short_loan_is_still_known_not_to_be_cheap() -> None:
    terms = Terms(None, Range.exactly(5), Range.exactly(0))
    found = assess(terms, IN_2018, amount=1e6, currency="USD", borrower="CUB")
    (imf,) = [one for one in found.judged if one.method == "IMF"]
    assert imf.verdict is Verdict.NO
    assert imf.grant_element is not None
    assert imf.grant_element.low is None
    assert imf.grant_element.high == pytest.approx(grant_element(schedule(Loan(1, 0, 5)), 5))
    assert found.missing == ("rate",)
    assert len(found.questions) == 1
    assert found.schedule == ()


def test_a_rate_above_the_discount_is_never_cheap_however_long() -> None:
    found = grant_elements(Terms(Range.exactly(8)), 5)
    assert found.high is not None
    assert found.high < 0
    assert verdict(found, 35) is Verdict.NO


def test_what_is_assumed_is_named_and_still_asked_for() -> None:
    told = Terms(rate=Range.exactly(3))
    terms = with_given(told, Terms(Range(1, 9), Range(8, 12), per_year=1))
    assert (terms.rate, terms.years, terms.grace_years) == (Range.exactly(3), Range(8, 12), None)
    assert (terms.assumed, terms.missing, terms.per_year) == (("years",), ("grace_years",), 1)
    asked = assess(terms, IN_2018, amount=1.0).questions
    assert {QUESTIONS["years"], QUESTIONS["grace_years"]} == set(asked)
    assert with_given(told, Terms()) == told


def test_nothing_known_is_open() -> None:
    found = grant_elements(Terms(), 5)
    assert found.low is None
    assert verdict(found, 35) is Verdict.OPEN


@pytest.mark.parametrize(
    ("method", "day", "group", "discount", "threshold"),
    [
        ("DAC", dt.date(2017, 12, 31), "LDC", 10, 25),
        ("DAC", dt.date(1985, 5, 1), "UMIC", 10, 25),
        ("DAC", dt.date(2018, 1, 1), "LDC", 9, 45),
        ("DAC", IN_2018, "LIC", 9, 45),
        ("DAC", IN_2018, "LMIC", 7, 15),
        ("DAC", IN_2018, "UMIC", 6, 10),
        ("IMF", dt.date(2013, 10, 11), None, 5, 35),
        ("IMF", dt.date(2013, 10, 10), None, None, 35),
    ],
)
def test_rules_of_the_time(
    method: str, day: dt.date, group: str | None, discount: float | None, threshold: float
) -> None:
    rule = regime(method, day, group)  # type: ignore[arg-type]
    assert rule is not None
    assert (rule.discount, rule.threshold) == (discount, threshold)


def test_the_margin_grows_with_the_years_of_repayment() -> None:
    assert [margin(y) for y in (5, 14.9, 15, 20, 29, 30, 40)] == [
        0.75, 0.75, 1.0, 1.15, 1.15, 1.25, 1.25,
    ]  # fmt: skip


def test_a_cirr_makes_the_arrangement_speak() -> None:
    terms = Terms(Range.exactly(1), Range.exactly(20), Range.exactly(5))
    silent, told = (
        next(j for j in assess(terms, IN_2018, borrower="BOL", cirr=c).judged if "Arr" in j.method)
        for c in (None, 4.0)
    )
    assert silent.grant_element is None
    assert silent.verdict is Verdict.OPEN
    assert told.discount == pytest.approx(5.15)
    cuba = assess(terms, IN_2018, borrower="CUB", cirr=4.0).judged
    assert not [j for j in cuba if j.method == "Arrangement"]  # upper middle income: no tied aid


def test_an_unknown_borrower_is_judged_for_each_group_and_a_rich_one_for_none() -> None:
    terms = Terms(Range.exactly(1), Range.exactly(20), Range.exactly(5))
    anybody = assess(terms, IN_2018)
    assert {j.group for j in anybody.judged if j.method == "DAC"} == {"LDC", "LIC", "LMIC", "UMIC"}
    assert [j.method for j in assess(terms, IN_2018, borrower="POL").judged] == ["IMF"]


@pytest.mark.parametrize(
    "bad",
    [
        {"rate": 3, "years": 0},
        {"rate": -1, "years": 5},
        {"rate": 3, "years": 5, "grace_years": 5},
        {"rate": 3, "years": 500},
        {"rate": 3, "years": 5, "per_year": 3},
    ],
)
def test_impossible_loans_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(AnalysisError):
        Loan(100, **bad)  # type: ignore[arg-type]


def test_an_assessment_is_plain_json() -> None:
    terms = Terms(Range.exactly(3), Range.exactly(10), Range.exactly(2))
    made = to_json(assess(terms, IN_2018, amount=50e6, currency="USD", borrower="CUB"))
    assert made["judged"][0]["verdict"] == "not concessional"
    assert made["day"] == "2018-10-30"
    assert len(made["schedule"]) == 20


@pytest.mark.parametrize("rate", [0.0001, 3.0, 90.0, 1000.0])
def test_level_payments_are_level_at_any_rate(rate: float) -> None:
    loan = Loan(1e6, rate, 100, 0, 12, Repayment.ANNUITY)
    paid = schedule(loan)
    assert sum(one.principal for one in paid) == pytest.approx(1e6)
    level = 1e6 * rate / 1200 / -math.expm1(-1200 * math.log1p(rate / 1200))
    assert [one.total for one in paid] == pytest.approx([level] * 1200)
