"""Repayment, present value and grant element against published results.

Sources that were seen, with what they say:
OECD: Reporting Directives for the Creditor Reporting System, annex "Grant element formula and
    examples": the general formulas for equal principal and for annuities, and the terms of the
    annex's own loan (https://paperzz.com/doc/8929037/grant-element). What the annex comes to for
    its loan stood on a part of it that could not be read: the formulas are worked out here.
Worked example "grant element of a concessional loan" of a public course in project finance, with a
    check of its own: 12,000,000 at 2 %, seven years of interest alone, then 18 level instalments a
    year, discounted at 6 %: interest 240,000.00, instalment 800,425.23, present value 7,103,613.36,
    grant element 40.8032 %.
IMF and World Bank: LIC DSF template of 12 August 2025, sheet PV_Base ("NPV calculations for new
    loans"), block MULTI1: 0.75 %, 5 years of grace, 30 years, yearly, discounted at 5 %: present
    value of 100 is 52.54611281125682, grant element 47.45388718874318; first repayment of 4 in the
    sixth year (the template's cells as https://github.com/Teal-Insights/py-lic-dsf prints them,
    tests/test_pv.py).
European Commission, DG Competition: "Calculation of the cash grant equivalent of a soft loan"
    (http://ec.europa.eu/competition/state_aid/legislation/archive_docs/cash_en.html): ECU 500,000
    over ten years at 6 % instead of 8 %, linear yearly instalments: 9,259, 7,716, 6,351, 5,145,
    4,083, 3,151, 2,334, 1,621, 1,000 and 463, in all ECU 41,123 (each rounded, then added). Its
    second case, with two years of grace, stood on a part that could not be read.
Wikipedia, "Zuschusselement" (https://de.zxc.wiki/wiki/Zuschusselement): at 10 % interest, the
    discount rate, nothing; of a gift 100 %.
Present values: ACL's PVANNUITY (https://help.highbond.com/acl/11): 500 each month for 20 years at
    8 % are worth 59,777.15; PV-WAVE's NET_PRES_VALUE (https://help.perforce.com/pv-wave/2017.0):
    500,000 each year for 20 years at 6 %: 5.73496e+06; Adobe's FormCalc, NPV
    (http://livecycle.helpmax.net/en/scripting/formcalc-user-reference/financial-functions/npv/):
    5,000 after a year at 6.5 %: 4694.83568075117; 500, 1,500, 4,000 and 10,000 at 10 %:
    11529.60863329007; months of 50, 60, 40, 100 and 25 at 2.75 % a
    year: 273.14193838457; Rust's "financial"
    (https://docs.rs/financial/1.1.2/financial/fn.npv.html): -1000 and thrice 500 at 10 %:
    221.29635953828267; Excel's NPV: -10,000, 3,000, 4,200 and 6,800 at 10 %: $1,188.44 (as several
    programs' tests quote Microsoft's page).
Present values of one unit: R. Libby, P. Libby and D. Short, "Financial Accounting", appendix A,
    tables A.1 (after 10 and 20 periods) and A.2 (each of 10 and 20 periods), at 6, 7 and 9 %, the
    discount rates of the DAC since 2018 (https://pl.scribd.com/document/41539192/PV-table). What an
    interest-free loan comes to follows from them without a formula.
SOA: Society of Actuaries, Exam FM, sample question on a loan of 2,000 with two options
    (https://stochiki.com/wiki/excans:Bd6f25b802; Course 2, November 2001, problem 6).
Excel: PMT (https://support.microsoft.com/en-US/excel/functions/pmt-function): 1,037.03.
FileMaker: PMT (https://help.claris.com/en/pro-help/content/pmt.html): 501.90.
Document Solutions: PMT (https://developer.mescius.com/spreadjs/docs/formulareference): 346.82.

Not seen, and so no evidence: IDA, "IDA Terms (Effective as of July 1, 2021)". Its figures are as
remembered; that all of them come out is why they stay.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from dealtrace.analysis.credit.assessing import Verdict, assess
from dealtrace.analysis.credit.loans import (
    Instalment,
    Loan,
    Repayment,
    grant_element,
    highest_rate,
    present_value,
    principals,
    schedule,
    scheduled,
)
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range


def steps(*parts: tuple[int, int, float]) -> list[float]:
    """Half-yearly principal from IDA's table: from year, to year, percent a year."""
    last = max(end for _, end, _ in parts)
    years = [next((p for a, b, p in parts if a <= year <= b), 0.0) for year in range(1, last + 1)]
    return [percent / 2 for percent in years for _ in range(2)]


@pytest.mark.parametrize(
    ("name", "rate", "principal", "published"),
    [
        ("50-year credits", 0.0, steps((11, 50, 2.5)), 73),
        ("small economies", 0.75, steps((11, 20, 2.0), (21, 40, 4.0)), 61),
        ("regular credits", 0.75, steps((7, 38, 3.125)), 53),
        ("blend credits", 2.0, steps((6, 25, 3.3), (26, 30, 6.8)), 35),
        ("shorter maturity loans", 0.0, steps((7, 12, 100 / 6)), 36),
    ],
)
def test_ida_credits_as_remembered(
    name: str, rate: float, principal: list[float], published: int
) -> None:
    assert sum(principal) == pytest.approx(100)
    assert round(grant_element(scheduled(principal, rate, 2), 5.0)) == published


def oecd_equal_principal(loan: Loan, discount: float) -> float:
    """The annex's general formula, with its own names."""
    a, r, i = loan.per_year, loan.rate / 100, discount / 100
    interval = loan.grace_years
    duration = loan.years - interval
    d = (1 + i) ** (1 / a) - 1
    nr = a * duration
    c1, c2 = (1 + i) ** interval, (1 + i) ** duration
    zg = r * (1 - 1 / c1) / (a * d)
    zm = (1 / nr) * (1 / c1) * ((1 - 1 / c2) / d)
    zx = (r / (a * nr)) * (1 / c1) * ((1 / c2) - 1 + d * nr) / (d * d)
    return 100 * (1 - zg - zm - zx)


def oecd_annuity(loan: Loan, discount: float) -> float:
    """The annex's formula for level payments."""
    a, r, i = loan.per_year, loan.rate / 100, discount / 100
    interval, duration = loan.grace_years, loan.years - loan.grace_years
    d = (1 + i) ** (1 / a) - 1
    nr = a * duration
    c1, c2 = (1 + i) ** interval, (1 + i) ** duration
    zg = r * (1 - 1 / c1) / (a * d)
    zm = 1 / ((1 + r / a) ** nr - 1) + 1
    zx = (r / a) * zm * (1 / c1) * ((1 - 1 / c2) / d)
    return 100 * (1 - zg - zx)


# The annex's own loan: 1,000 units on 1 January 2001, 10 years, 2.5 %, half-yearly from 1 July 2003
ANNEX = Loan(1000, 2.5, 10, 2)


@pytest.mark.parametrize("discount", [10.0, 9.0, 7.0, 6.0, 5.0])
@pytest.mark.parametrize(
    "loan", [ANNEX, Loan(1e8, 0.75, 40, 10), Loan(5e7, 4, 12, 0.5, 4), Loan(1, 0.1, 30, 9.5)]
)
def test_oecd_formulas(loan: Loan, discount: float) -> None:
    assert grant_element(schedule(loan), discount) == pytest.approx(
        oecd_equal_principal(loan, discount)
    )
    level = Loan(**{**_fields(loan), "repayment": Repayment.ANNUITY})
    assert grant_element(schedule(level), discount) == pytest.approx(oecd_annuity(loan, discount))


def _fields(loan: Loan) -> dict[str, object]:
    return {name: getattr(loan, name) for name in Loan.__dataclass_fields__}


def test_a_loan_at_the_discount_rate_has_no_grant_element_and_a_gift_is_all_grant() -> None:
    assert grant_element(schedule(Loan(1, 10, 12, 3, 1)), 10) == pytest.approx(0)
    assert grant_element(schedule(Loan(1, 5, 7, 0, 1, Repayment.BULLET)), 5) == pytest.approx(0)
    assert grant_element(scheduled([0.0, 0.0, 1e-9], 0, 1), 5) <= 100


def test_soa_level_payments() -> None:
    paid = schedule(Loan(2000, 8.07, 10, 0, 1, Repayment.ANNUITY))
    assert {round(one.total, 1) for one in paid} == {299.0}
    assert sum(one.total for one in paid) == pytest.approx(2990, abs=0.5)


def test_soa_equal_principal() -> None:
    paid = schedule(Loan(2000, 9, 10, 0, 1))
    assert [one.principal for one in paid] == [200.0] * 10
    assert sum(one.interest for one in paid) == pytest.approx(990)
    assert sum(one.outstanding for one in paid) + 2000 == pytest.approx(11_000)


@pytest.mark.parametrize(
    ("amount", "rate", "months", "published"),
    [(10_000, 8, 10, 1037.03), (21_000, 6.9, 48, 501.90), (5_000, 6, 15, 346.82)],
)
def test_level_payments_of_spreadsheets(
    amount: float, rate: float, months: int, published: float
) -> None:
    paid = schedule(Loan(amount, rate, months / 12, 0, 12, Repayment.ANNUITY))
    assert [round(one.total, 2) for one in paid] == [published] * months


def test_a_concessional_loan_with_level_payments_after_years_of_grace() -> None:
    paid = schedule(Loan(12e6, 2, 25, 7, 1, Repayment.ANNUITY))
    assert [round(one.total, 2) for one in paid] == [240_000.0] * 7 + [800_425.23] * 18
    assert round(present_value(paid, 6), 2) == 7_103_613.36
    assert round(grant_element(paid, 6), 4) == 40.8032


def test_a_loan_of_the_template_of_the_imf_and_the_world_bank() -> None:
    paid = schedule(Loan(100, 0.75, 30, 5, 1))
    assert [one.principal for one in paid[:6]] == [0, 0, 0, 0, 0, 4]
    assert [one.outstanding for one in paid[:6]] == [100, 100, 100, 100, 100, 96]
    assert (paid[0].total, paid[5].total) == (0.75, 4.75)
    assert present_value(paid, 5) == pytest.approx(52.54611281125682, rel=1e-12)
    assert grant_element(paid, 5) == pytest.approx(47.45388718874318, rel=1e-12)


def test_a_soft_loan_as_the_european_commission_works_it_out() -> None:
    soft, dear = (schedule(Loan(500_000, rate, 10, 0, 1)) for rate in (6, 8))
    saved = [
        round((d.interest - s.interest) / 1.08**year)
        for year, (s, d) in enumerate(zip(soft, dear, strict=True), 1)
    ]
    assert saved == [9259, 7716, 6351, 5145, 4083, 3151, 2334, 1621, 1000, 463]
    assert sum(saved) == 41_123
    assert 500_000 * grant_element(soft, 8) / 100 == pytest.approx(41_123, abs=len(saved) / 2)


def flows(*amounts: float, per_year: int = 1) -> list[Instalment]:
    """Return payments at the ends of years, or of shorter periods."""
    return [Instalment(n, n / per_year, amount, 0, 0) for n, amount in enumerate(amounts, 1)]


def yearly(nominal: float) -> float:
    """Return the effective rate of a yearly one that is compounded monthly, both in percent."""
    return ((1 + nominal / 1200) ** 12 - 1) * 100


@pytest.mark.parametrize(
    ("paid", "discount", "published"),
    [
        (flows(*[500_000] * 20), 6, "5.73496e6"),
        (flows(5000), 6.5, "4694.83568075117"),
        (flows(500, 1500, 4000, 10_000), 10, "11529.60863329007"),
        (flows(50, 60, 40, 100, 25, per_year=12), yearly(2.75), "273.14193838457"),
        (flows(*[500] * 240, per_year=12), yearly(8), "59777.15"),
        (flows(-1000, 500, 500, 500), 10, "221.29635953828267"),
        (flows(-10_000, 3000, 4200, 6800), 10, "1188.44"),
    ],
)
def test_present_values_of_documentations(
    paid: list[Instalment], discount: float, published: str
) -> None:
    rounding = float(Decimal((0, (5,), int(Decimal(published).as_tuple().exponent) - 1)))
    found = present_value(paid, discount)
    assert found == pytest.approx(float(published), rel=1e-13, abs=rounding)


# group: the table's present value of one a year for 10 and 20 years, and of one after 10 and 20
OF_ONE = {
    "LDC": (6.4177, 9.1285, 0.4224, 0.1784),
    "LIC": (6.4177, 9.1285, 0.4224, 0.1784),
    "LMIC": (7.0236, 10.5940, 0.5083, 0.2584),
    "UMIC": (7.3601, 11.4699, 0.5584, 0.3118),
}
THRESHOLDS = {"LDC": 45, "LIC": 45, "LMIC": 15, "UMIC": 10}


@pytest.mark.parametrize(
    ("repayment", "years", "place"),
    [
        (Repayment.EQUAL_PRINCIPAL, 10, 0),
        (Repayment.EQUAL_PRINCIPAL, 20, 1),
        (Repayment.BULLET, 10, 2),
        (Repayment.BULLET, 20, 3),
    ],
)
def test_interest_free_loans_at_the_rates_of_the_dac_since_2018(
    repayment: Repayment, years: int, place: int
) -> None:
    terms = Terms(*map(Range.exactly, (0.0, float(years), 0.0)), 1, repayment)  # type: ignore[misc]
    found = assess(terms, dt.date(2019, 6, 1), amount=1e6, currency="USD")
    judged = {str(one.group): one for one in found.judged if one.method == "DAC"}
    assert judged.keys() == OF_ONE.keys()
    for group, one in judged.items():
        of_one = OF_ONE[group][place]
        worth = of_one if repayment is Repayment.BULLET else of_one / years
        assert one.grant_element is not None
        assert one.grant_element.exact == pytest.approx(100 * (1 - worth), abs=0.005)
        soft = 100 * (1 - worth) >= THRESHOLDS[group]
        assert one.verdict is (Verdict.YES if soft else Verdict.NO)
        assert one.present_value == pytest.approx(1e6 * worth, abs=51)


def test_the_highest_rate_is_where_the_threshold_is_reached() -> None:
    loan = Loan(100, 0, 20, 5)
    rate = highest_rate(loan, 5, 35)
    assert rate is not None
    assert grant_element(schedule(Loan(100, rate, 20, 5)), 5) == pytest.approx(35, abs=1e-6)
    assert highest_rate(Loan(100, 0, 3, 0), 5, 35) is None


def test_a_bullet_comes_back_at_once() -> None:
    assert principals(Loan(90, 3, 2, 0, 2, Repayment.BULLET)) == [0, 0, 0, 90]
