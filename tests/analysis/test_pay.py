"""Ability to pay: what falls due when, against which figures; and the borrower's record.

Sources of the debt service ratio, all seen:
OECD, Glossary of Statistical Terms, "Debt service ratio": interest and principal due in a year in
    percent of its exports (https://stats.oecd.org/glossary/detail.asp?ID=562).
EasyCalculation: principal 100,000 and interest 50,000 against 75,000 of exports: 200 %
    (https://www.easycalculation.com/finance/debt-service-ratio.php).
More Things Japanese, "How do you calculate debt service ratio for a country?": 15 billion of
    payments against export revenue of 100 billion: 15 %
    (https://morethingsjapanese.com/how-do-you-calculate-debt-service-ratio-for-a-country/).
Transtutors: 1 of 2 billion, and 2 of 6 billion (an exercise, which leaves the division to readers:
    https://www.transtutors.com/questions/consider-the-following-two-countries-13890919.htm).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.pay.ability import AbilityToPay, ability_to_pay, ratio
from dealtrace.analysis.pay.service import by_year
from dealtrace.analysis.values import AnalysisError, Range
from dealtrace.knowledge import series
from dealtrace.register.store import Register
from tests.analysis.made import Made, claim, credit_claim, cuban, loan, told, with_claims
from tests.register.labels import current

TERMS = {"rate": 4.0, "years": 5.0, "grace_years": 1.0}
SHIPS = [{"text": "a frigate", "class": "ship", "designation": None, "quantity": 1}]
IN_2015 = dt.date(2015, 3, 1)
WDI = """\
Country Name,Country Code,Indicator Name,Indicator Code,2014,2015
Cuba,CUB,Exports,BX.GSR.TOTL.CD,14000000000,15000000000
Cuba,CUB,Revenue,GC.REV.XGRT.GD.ZS,,50
"""


def exactly(rate: float, years: float, grace: float) -> Terms:
    return Terms(Range.exactly(rate), Range.exactly(years), Range.exactly(grace))


def asked(register: Register, **how: object) -> AbilityToPay:
    with register.reading() as connection:
        return ability_to_pay(connection, **{"borrower": "CUB", **how})  # type: ignore[arg-type]


def test_what_falls_due_by_year() -> None:
    """100 at 4 %, 5 years, 1 of grace: 8 parts of 12.5, interest on what is left each half year."""
    found = by_year(exactly(4, 5, 1), 100, 2015)
    assert {year: round(due.exact or 0, 4) for year, due in found.items()} == {
        2016: 4.0,
        2017: 28.75,
        2018: 27.75,
        2019: 26.75,
        2020: 25.75,
    }


@given(st.floats(0, 10), st.integers(2, 20), st.integers(0, 1), st.integers(1, 5))
def test_a_loan_within_the_ranges_never_leaves_the_bounds(
    rate: float, years: int, grace: int, more: int
) -> None:
    bounds = by_year(Terms(Range(rate, rate + 1), Range(years, years + more), Range(0, 1)), 1, 2000)
    one = by_year(exactly(rate + 0.5, years + more // 2, grace), 1, 2000)
    for year, due in one.items():
        assert bounds[year].low is not None
        assert bounds[year].high is not None
        assert bounds[year].low - 1e-9 <= (due.exact or 0) <= bounds[year].high + 1e-9
    assert sum(b.high or 0 for b in bounds.values()) >= 1


def test_all_loans_of_a_state_and_what_nobody_tells(made: Made) -> None:
    register = made(
        [
            told("a", cuban(loan(100e6, terms=TERMS), stage="signed"), day=IN_2015),
            told("b", cuban(loan(50e6), stage="signed", items=SHIPS), day=IN_2015),
            told(
                "c", cuban(loan(9e6, terms=TERMS), hedged=True, items=[]), day=dt.date(2005, 1, 1)
            ),
        ]
    )
    found = asked(register)
    assert {(one.usd, one.missing) for one in found.loans} == {
        (100e6, ()),
        (50e6, ("rate", "years", "grace_years")),
    }
    assert found.peak is not None
    assert (found.peak.year, found.peak.usd.exact) == (2017, pytest.approx(28.75e6))
    more = asked(register, assumed=exactly(4, 5, 1), pledged=True)
    assert len(more.loans) == 3
    assert more.peak is not None
    assert more.peak.usd.exact == pytest.approx(1.5 * 28.75e6)
    assert asked(register, as_of=dt.date(2010, 1, 1)).loans == ()


def test_one_deal_alone(made: Made) -> None:
    plan = cuban(loan(100e6, terms=TERMS), hedged=True)
    register = made([told("a", plan, day=IN_2015)])
    (name,) = current(register)
    found = asked(register, borrower=None, deal=name)
    assert (found.borrower, len(found.loans), len(found.years)) == ("CUB", 1, 5)
    with pytest.raises(AnalysisError, match="name the state"):
        asked(register, borrower=None)


def test_against_the_economy(made: Made, tmp_path: Path) -> None:
    deal = cuban(loan(100e6, terms=TERMS), stage="signed")
    register = made([told("a", deal, day=IN_2015)])
    before = asked(register)
    assert before.missing == ("exports", "reserves", "revenue", "debt service")
    file = tmp_path / "wdi.csv"
    file.write_text(WDI, "utf-8")
    series.take_over(file, dt.date(2026, 5, 1))
    found = asked(register)
    assert found.missing == ("reserves", "debt service")
    assert found.peak is not None
    by = {one.of: one for one in found.peak.ratios}
    gdp = series.figure("gdp", "CUB", "2017")
    income = series.figure("gdp", "CUB", "2015")
    assert gdp is not None
    assert income is not None
    assert by["gdp"].percent == Range.exactly(100 * (found.peak.usd.exact or 0) / gdp.value)
    assert by["exports"].percent == Range.exactly(100 * (found.peak.usd.exact or 0) / 15e9)
    assert (by["exports"].period, by["reserves"].percent) == ("2015", None)
    assert by["revenue"].usd == pytest.approx(income.value / 2)


@pytest.mark.parametrize(
    ("due", "exports", "percent"),
    [(150_000, 75_000, 200), (15e9, 100e9, 15), (1e9, 2e9, 50), (2e9, 6e9, 100 / 3)],
)
def test_the_debt_service_ratio(due: float, exports: float, percent: float, tmp_path: Path) -> None:
    file = tmp_path / "wdi.csv"
    file.write_text(WDI.replace("15000000000", f"{exports:.0f}"), "utf-8")
    series.take_over(file, dt.date(2026, 5, 1))
    found = ratio(Range.exactly(due), "CUB", "exports", 2015)
    assert found.percent is not None
    assert found.percent.exact == pytest.approx(percent)


def test_figures_of_later_years_do_not_count() -> None:
    told_ = ratio(Range.exactly(1e6), "CUB", "gdp", 1995)
    assert told_.period == "1995"
    assert ratio(Range.exactly(1e6), "CUB", "gdp", 1950).percent is None


def test_the_record(made: Made) -> None:
    warned = claim(
        "statement",
        "This is not charity, the minister warned.",
        {"speaker": [("Ana Berg", None)]},
        by=[("Kurier", "publisher"), ("Ana Berg", "official")],
    )
    register = made(
        [
            with_claims(
                told("a", cuban(loan(100e6), stage="signed"), day=IN_2015),
                warned,
                credit_claim("Moscow wrote off $32 billion of Cuba's debt.", money=(32e9, "USD")),
                credit_claim("Cuba did not default on the loan.", modality="denied"),
                credit_claim("The bank disbursed $7 million."),
            ),
            with_claims(told("b", day=IN_2015), credit_claim("The loan was restructured in 2009.")),
        ]
    )
    found = {one.kind: one for one in asked(register).record}
    assert set(found) == {"doubt", "written off", "rescheduled"}
    assert (found["doubt"].says, found["doubt"].official) == (("Kurier", "Ana Berg"), True)
    assert found["written off"].amount == 32e9
    assert not found["rescheduled"].official
    assert asked(register, as_of=dt.date(2014, 1, 1)).record == ()
