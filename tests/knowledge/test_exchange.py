"""Sums in dollars: known rates, years without one, and sums that can't be told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dealtrace.knowledge.exchange import in_usd
from dealtrace.knowledge.tables import rows
from training import compile_exchange_rates as compiling


@pytest.mark.parametrize(
    ("amount", "currency", "year", "dollars"),
    [
        (50e6, "USD", 2018, 50e6),
        (38e6, "EUR", 2019, 42.5e6),
        (1e9, "GBP", 1985, 1.3e9),
        (1e6, "GBP", 1960, 2.8e6),
        (1e6, "GBP", 1969, 2.4e6),
        (4e9, "DEM", 1965, 1e9),
        (4.937e6, "FRF", 1965, 1e6),
        (64e9, "RUB", 2018, 1.02e9),
        (3.75e9, "SAR", 1995, 1e9),
        (5.2e12, "RUB", 1996, 1.0e9),
        (65e9, "INR", 2014, 1.065e9),
        (655.957e6, "XOF", 2019, 1.12e6),
    ],
)
def test_sums_of_known_years(amount: float, currency: str, year: int, dollars: float) -> None:
    assert in_usd(amount, currency, year) == pytest.approx(dollars, rel=0.02)


def test_a_year_beyond_the_table_takes_the_nearest_rate() -> None:
    assert in_usd(1e6, "EUR", 1997) == in_usd(1e6, "EUR", 1999)
    assert in_usd(1e6, "DEM", 2003) == in_usd(1e6, "DEM", 2001)


def test_three_years_is_the_limit() -> None:
    assert in_usd(1e6, "EUR", 1996) is not None
    assert in_usd(1e6, "EUR", 1995) is None


def test_a_rate_that_was_running_away_stands_for_no_other_year() -> None:
    assert in_usd(1e9, "RUB", 1991) is None
    assert in_usd(1e9, "VES", 2021) is None


def test_unknown_currencies() -> None:
    assert in_usd(1.0, "QQQ", 2010) is None
    assert in_usd(1.0, "", 2010) is None


def test_the_table_has_one_positive_rate_a_year() -> None:
    table = [(row["code"], int(row["year"]), float(row["per_usd"])) for row in rows(TABLE)]
    assert len({(code, year) for code, year, _ in table}) == len(table) > 1_800
    assert all(rate > 0 for *_, rate in table)
    assert {code for code, *_ in table} >= {"EUR", "GBP", "RUB", "CNY", "INR", "ILS", "TRY", "SUR"}


def test_neighbouring_years_fit_each_other_in_hard_currencies() -> None:
    known = {(row["code"], int(row["year"])): float(row["per_usd"]) for row in rows(TABLE)}
    for (code, year), rate in known.items():
        if code in {"GBP", "DEM", "CHF", "JPY", "CAD", "SEK", "NLG", "EUR"}:
            assert 0.7 < rate / known.get((code, year - 1), rate) < 1.4, (code, year)


TABLE = "exchange_rates.csv"


def test_compiling_prefers_the_first_source_and_fills_from_the_others(tmp_path: Path) -> None:
    months = [f"2001-{m:02}-01,Japan,{100 + m}" for m in range(1, 13)]
    short = ["2000-12-01,Japan,90"]  # one month is no year
    file = tmp_path / "fx.csv"
    file.write_text("\n".join(["Date,Country,Exchange rate", *short, *months]), "utf-8")
    first = compiling.monthly(file)
    assert first == {("JPY", 2001): 106.5}
    archive = tmp_path / "ecb.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.csv", "Date,USD,JPY,CZK,\n2001-01-02,2,240,60,\n2001-01-03,2,240,N/A,\n")
    second = compiling.daily(archive)
    assert second == {("JPY", 2001): 120.0, ("CZK", 2001): 30.0}
    assert compiling.merged([first, second]) == {("JPY", 2001): 106.5, ("CZK", 2001): 30.0}


def test_currencies_fixed_to_another_follow_it() -> None:
    rates = compiling.merged([{("EUR", 2010): 0.5, ("EUR", 1998): 1.0}])
    assert rates["XOF", 2010] == pytest.approx(327.98, abs=0.01)
    assert ("XOF", 1998) not in rates
