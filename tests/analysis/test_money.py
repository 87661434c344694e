"""Conversion and constant prices against published figures, and round trips.

Sources, all seen:
IRS: Internal Revenue Service, "Yearly average currency exchange rates" of 2018, units for a dollar:
    Australia 1.340, Brazil 3.655, Canada 1.297
    (https://www.taxesforexpats.com/expat-tax-advice/historical-fx-rates.html).
BLS: Bureau of Labor Statistics, CPI-U, U.S. city average, annual averages, 1982-84 = 100: 2018
    251.1, 2019 255.7, 2020 258.8 (https://pvillage.org/archives/52438), 2021 270.970, 2022 292.655,
    2023 304.702 (https://www.inflationdata.com/Inflation/Consumer_Price_Index/HistoricalCPI.aspx).
G.5: Board of Governors of the Federal Reserve System, statistical release G.5, "Foreign exchange
    rates", means of months: releases of 1 October 1998, 1 October 2010 and 1 March 2019
    (https://www.federalreserve.gov/releases/G5/20190301/).
The series themselves come with the package; the tables above are others' print of the same.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.analysis.money import (
    constant_dollars,
    convert,
    price_factor,
    price_years,
    require_prices,
)
from dealtrace.analysis.values import AnalysisError
from dealtrace.knowledge import series

OCTOBER = dt.date(2018, 10, 30)


@pytest.mark.parametrize(
    ("currency", "year", "month", "per_usd"),
    [
        ("CAD", 1997, 9, "1.3872"),
        ("FRF", 1998, 8, "5.9912"),
        ("DEM", 1998, 9, "1.6990"),
        ("INR", 1998, 9, "42.579"),
        ("ZAR", 2010, 7, "7.5212"),
        ("KRW", 2010, 8, "1179.5159"),
        ("CHF", 2010, 9, "1.0002"),
        ("CNY", 2018, 12, "6.8837"),
        ("BRL", 2019, 1, "3.7356"),
        ("JPY", 2019, 2, "110.4400"),
    ],
)
def test_means_of_months_as_the_federal_reserve_printed_them(
    currency: str, year: int, month: int, per_usd: str
) -> None:
    found = convert(1.0, "USD", dt.date(year, month, 15), currency)
    assert found is not None
    assert found.converted == pytest.approx(float(per_usd), rel=1e-5)
    assert found.bases == ("month",)
    assert found.periods == (f"{year}-{month:02}",)


@pytest.mark.parametrize(
    ("currency", "year", "month", "dollars"),
    [("EUR", 2010, 9, 1.3103), ("EUR", 2019, 2, 1.1349), ("GBP", 2019, 2, 1.3016)],
)
def test_rates_that_are_printed_in_dollars(
    currency: str, year: int, month: int, dollars: float
) -> None:
    found = convert(1.0, currency, dt.date(year, month, 28))
    assert found is not None
    assert round(found.converted, 4) == dollars


@pytest.mark.parametrize(
    ("currency", "published"), [("AUD", 1.340), ("BRL", 3.655), ("CAD", 1.297)]
)
def test_the_months_of_a_year_have_the_published_mean(currency: str, published: float) -> None:
    months = [series.figure("fx", currency, f"2018-{m:02}") for m in range(1, 13)]
    assert all(months)
    mean = sum(m.value for m in months if m) / 12
    assert mean == pytest.approx(published, rel=0.005)


def test_without_a_month_the_year_is_taken_and_said_so() -> None:
    found = convert(64e9, "SAR", dt.date(2018, 5, 1))
    assert found is not None
    assert found.bases == ("year",)
    near = convert(1e6, "DEM", dt.date(2003, 5, 1))
    assert near is not None
    assert near.bases == ("near year",)


def test_what_is_not_known_is_none() -> None:
    assert convert(1.0, "QQQ", OCTOBER) is None
    assert convert(1.0, "EUR", dt.date(1970, 1, 1)) is None
    assert constant_dollars(1.0, "USD", dt.date(1900, 1, 1), 2020) is None


def test_prices_of_a_year_without_any_are_refused_and_the_known_years_named() -> None:
    assert price_years() == (1959, 2024)
    require_prices(2024)
    for year in (1958, 2025):
        with pytest.raises(AnalysisError, match=f"of {year}: those of 1959 to 2024 are known"):
            require_prices(year)


CODES = sorted(series.layers("fx")[-1].values)


@given(
    st.floats(0.01, 1e13),
    st.sampled_from(["USD", *CODES]),
    st.sampled_from(["USD", *CODES]),
    st.dates(dt.date(1999, 1, 1), dt.date(2025, 12, 1)),
)
def test_a_round_trip_ends_where_it_began(
    amount: float, one: str, other: str, day: dt.date
) -> None:
    there = convert(amount, one, day, other)
    if there is None:
        return
    back = convert(there.converted, other, day, one)
    assert back is not None
    assert back.converted == pytest.approx(amount, rel=1e-9)
    assert there.rate * back.rate == pytest.approx(1)


@pytest.mark.parametrize(
    ("year", "base", "index", "index_of_base"),
    [
        (2018, 2020, 251.1, 258.8),
        (2019, 2021, 255.7, 270.970),
        (2020, 2022, 258.8, 292.655),
        (2018, 2023, 251.1, 304.702),
    ],
)
def test_prices_of_the_united_states(
    year: int, base: int, index: float, index_of_base: float
) -> None:
    factor = price_factor(year, base)
    assert factor == pytest.approx(index_of_base / index, rel=0.002)
    back = price_factor(base, year)
    assert factor is not None
    assert back == pytest.approx(1 / factor)


def test_constant_prices_take_the_rate_of_the_day_and_then_the_prices() -> None:
    found = constant_dollars(38e6, "EUR", dt.date(2019, 2, 6), 2020)
    assert found is not None
    assert found.current.converted == pytest.approx(38e6 * 1.135, rel=0.005)
    assert found.constant == pytest.approx(found.current.converted * 258.8 / 255.7, rel=0.002)
