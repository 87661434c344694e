"""Discount rates of the Arrangement from a file of reference rates. The rates here are made up.

The rule: subject to change each year on 15 January; the mean of the monthly CIRRs valid from 15
August of the year before to 14 February; rounded to the nearest ten basis points; of several rates
of a currency that of the longest maturity. So seen in an older wording of the Arrangement, which
had another formula for the margin (https://sonaveeb.ee, "concessionality level"); that the present
one adds the margin before it rounds is as remembered. The margins were seen in the World Bank's
"Grant Element Calculations".
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dealtrace.analysis.credit.assessing import Verdict, assess
from dealtrace.analysis.credit.loans import Loan, grant_element, schedule
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range
from dealtrace.cli import main
from dealtrace.knowledge import official, series
from dealtrace.knowledge.cirr import reference
from dealtrace.knowledge.official import OfficialError

DAY = dt.date(2018, 10, 30)
MONTHS = ("2017-08", "2017-09", "2017-10", "2017-11", "2017-12", "2018-01")
LONG = (2.8, 2.9, 3.0, 3.1, 3.2, 3.3)  # 3.05 on the mean


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = ["Currency,Month,Repayment band,Rate"]
    for month, rate in zip(MONTHS, LONG, strict=True):
        rows += [f"USD,{month},<=5,2.5", f"usd,{month}-15,5-8.5,2.7", f"USD,{month},>8.5,{rate}"]
        rows.append(f"EUR,{month},,0.5")
    made = tmp_path / "cirr.csv"
    made.write_text("\n".join([*rows[:-1], "USD,soon,<=5,1", "USD,2018-02,<=5,n/a", "x,y", ""]))
    return made


def test_the_rate_of_a_year_is_the_mean_of_six_months_of_the_longest_repayment(file: Path) -> None:
    found, _ = series.take_over(file, DAY)
    assert sorted(found.values["cirr"]) == ["EUR<=100", "USD<=100", "USD<=5", "USD<=8.5"]
    for day in (dt.date(2018, 1, 15), DAY, dt.date(2019, 1, 14)):
        dollar = reference("USD", day)
        assert dollar is not None
        assert dollar.percent == pytest.approx(3.05)
        assert (dollar.first, dollar.last) == ("2017-08", "2018-01")
        assert "OECD, Commercial Interest Reference Rates (cirr.csv" in dollar.source
    assert reference("USD", dt.date(2018, 1, 14)) is None
    assert reference("USD", dt.date(2019, 1, 15)) is None
    assert reference("EUR", DAY) is None  # of one month nothing is told
    assert reference("GBP", DAY) is None


@pytest.mark.parametrize(("years", "discount"), [(10, 3.8), (18, 4.1), (20, 4.2), (30, 4.3)])
def test_the_margin_goes_by_the_years_of_repayment(
    years: float, discount: float, file: Path
) -> None:
    series.take_over(file, DAY)
    found = reference("USD", DAY)
    assert found is not None
    assert found.discount(years) == pytest.approx(discount, abs=0.051)
    assert round(found.discount(years), 1) == found.discount(years)


def test_the_arrangement_speaks_without_a_rate_by_hand(file: Path) -> None:
    terms = Terms(*map(Range.exactly, (0.5, 20.0, 5.0)))
    how = {"amount": 1e6, "currency": "USD", "borrower": "BOL"}
    silent = assess(terms, DAY, **how)  # type: ignore[arg-type]
    series.take_over(file, DAY)
    told = assess(terms, DAY, **how)  # type: ignore[arg-type]
    (before,), (after,) = (
        [one for one in found.judged if one.method == "Arrangement"] for found in (silent, told)
    )
    assert before.verdict is Verdict.OPEN
    assert after.discount == pytest.approx(4.2)
    assert after.grant_element is not None
    expected = grant_element(schedule(Loan(1, 0.5, 20, 5)), 4.2)
    assert after.grant_element.exact == pytest.approx(expected)
    assert "USD's CIRR, 3.05 % on the mean of 2017-08 to 2018-01" in told.conventions[-1]
    by_hand = assess(terms, DAY, cirr=4.0, **how)  # type: ignore[arg-type]
    (other,) = [one for one in by_hand.judged if one.method == "Arrangement"]
    assert other.discount == pytest.approx(5.15)
    assert by_hand.conventions[2:] == (*told.conventions[2:-1], "a CIRR of 4 % as given")


def test_the_older_method_of_the_imf_is_not_given_a_rate_that_is_not_its_own(file: Path) -> None:
    file.write_text(file.read_text().replace("2017-", "2011-").replace("2018-", "2012-"))
    series.take_over(file, DAY)
    terms = Terms(*map(Range.exactly, (0.5, 20.0, 5.0)))
    found = assess(terms, dt.date(2012, 5, 1), currency="USD", borrower="BOL")
    by = {one.method: one.discount for one in found.judged}
    assert by["Arrangement"] == pytest.approx(4.2)
    assert by["IMF"] is None


def test_the_commands_take_it_over_and_use_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "update", str(file)]) == 0
    assert "OECD, Commercial Interest Reference Rates" in " ".join(capsys.readouterr().out.split())
    assert main(["data", "list", "--json"]) == 0
    tables = [*map(json.loads, capsys.readouterr().out.splitlines())]
    (listed,) = [one for one in tables if one["indicator"] == "cirr"]
    assert (listed["keys"], listed["first"], listed["last"]) == (4, "2017-08", "2018-01")
    how = ["--rate", "0.5", "--years", "20", "--grace", "5", "--as-of", "2018-10-30"]
    assert main(["analyse", "credit", "--amount", "1m", *how, "--borrower", "Bolivia"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "needs --cirr" not in printed
    assert "USD's CIRR, 3.05 %" in printed


@pytest.mark.parametrize(
    ("band", "longest"),
    [
        ("<=5", "5"), ("≤ 5", "5"), ("up to 5", "5"), ("5-8.5", "8.5"), ("> 5 to <= 8.5", "8.5"),
        (">8.5", "100"), ("over 8.5", "100"), ("", "100"), ("all", "100"), ("12", "12"),
        ("1.2.3", None), ("5;6", None), ("999999", None), ("long", None),
    ],
)  # fmt: skip
def test_bands_of_repayment(band: str, longest: str | None) -> None:
    assert official._longest(band) == longest


def test_rates_that_may_be_misread_are_left_out(file: Path) -> None:
    head = "currency,month,repayment band,rate\n"
    file.write_text(head + 'USD,2018-01,<=5,"2,5"\nUSD,2018-01,?,1\nUSD,2018-01,<=5,101\n')
    with pytest.raises(OfficialError, match=r"cirr\.csv: no official file"):
        series.take_over(file, DAY)


@pytest.mark.parametrize(
    "text", [b"garbage", b"key;first;values\nEUR;x;1\n", b"\x85\xff", b"a;1;b"]
)
def test_a_damaged_table_is_named(
    text: bytes, no_updates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_updates.mkdir()
    (no_updates / "0001-fx.csv").write_bytes(text)
    assert main(["data", "list"]) == 1
    assert "0001-fx.csv: damaged; remove it" in capsys.readouterr().err
