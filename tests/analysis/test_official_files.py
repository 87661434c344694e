"""Official files as they are downloaded: told by their header, kept, and looked up first."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from dealtrace.analysis.money import convert
from dealtrace.knowledge import official, series
from dealtrace.knowledge.official import OfficialError

TODAY = dt.date(2026, 5, 1)
ECB = "Date,USD,JPY,RUB,\n2030-01-02,2,300,N/A,\n2030-01-03,2,320,160,\n"
FRED = "observation_date,EXJPUS,EXUSEU\n2031-02-01,150.0,1.25\n2031-03-01,,1.30\n"
WDI = """\
"Data Source","World Development Indicators",

"Last Updated Date","2026-04-08",

"Country Name","Country Code","Indicator Name","Indicator Code","2017","2018",
"Cuba","CUB","GDP (current US$)","NY.GDP.MKTP.CD","96851000000","100050000000",
"Chad","TCD","GDP (current US$)","NY.GDP.MKTP.CD","","11239000000",
"""
IDS = """\
Country Name,Country Code,Counterpart-Area Name,Counterpart-Area Code,Series Name,Series Code,2018
Egypt,EGY,World,WLD,Debt service on external debt,DT.TDS.DECT.CD,5600000000
Egypt,EGY,France,FRA,Debt service on external debt,DT.TDS.DECT.CD,300000000
Egypt,EGY,World,WLD,Exports of goods services and primary income,DT.XGSP.CD,47000000000
"""
DATABANK = """\
Country Name,Country Code,Series Name,Series Code,2017 [YR2017],2018 [YR2018]
Egypt,EGY,Total reserves,FI.RES.TOTL.CD,36300000000,..
"""
WEO = (
    "WEO Country Code\tISO\tWEO Subject Code\tCountry\tUnits\tScale\t2018\t2030"
    "\tEstimates Start After\n"
    '469\tEGY\tNGDPD\tEgypt\tU.S. dollars\tBillions\t"263.2"\t500.0\t2024\n'
    "469\tEGY\tGGR_NGDP\tEgypt\tPercent of GDP\t\t20.2\t21\t2024\n"
)


@pytest.mark.parametrize(
    ("text", "publisher", "key", "value"),
    [
        (ECB, "European Central Bank", ("fx", "JPY", "2030-01"), 155.0),
        (ECB, "European Central Bank", ("fx", "EUR", "2030-01"), 0.5),
        (ECB, "European Central Bank", ("fx", "RUB", "2030-01"), 80.0),
        (FRED, "Federal Reserve", ("fx", "JPY", "2031-02"), 150.0),
        (FRED, "Federal Reserve", ("fx", "EUR", "2031-03"), 1 / 1.30),
        (WDI, "World Bank, World Dev", ("gdp", "CUB", "2018"), 100.05e9),
        (IDS, "World Bank, International Debt", ("debt service", "EGY", "2018"), 5.6e9),
        (IDS, "World Bank, International Debt", ("exports", "EGY", "2018"), 47e9),
        (DATABANK, "World Bank", ("reserves", "EGY", "2017"), 36.3e9),
        (WEO, "International Monetary Fund", ("gdp", "EGY", "2018"), 263.2e9),
        (WEO, "International Monetary Fund", ("revenue", "EGY", "2018"), 20.2),
    ],
)
def test_each_kind_of_file(
    text: str, publisher: str, key: tuple[str, str, str], value: float, tmp_path: Path
) -> None:
    file = tmp_path / "download"
    file.write_text(text, "utf-8")
    found = official.read(file)
    indicator, of, period = key
    assert found.publisher.startswith(publisher)
    assert found.values[indicator][of][period] == pytest.approx(value)


def test_forecasts_and_gaps_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "weo"
    file.write_bytes(WEO.encode("utf-16"))
    found = official.read(file).values
    assert found["gdp"]["EGY"] == {"2018": pytest.approx(263.2e9)}
    file.write_text(WDI, "utf-8")
    assert "2017" not in official.read(file).values["gdp"]["TCD"]


def test_a_zip_with_notes_besides_the_table(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Metadata_Country.csv", '"Country Code","Region"\n"CUB","Latin America"\n')
        archive.writestr("API_GDP.csv", WDI)
    assert official.read(file).count == 3


@pytest.mark.parametrize(
    "text", ["", "name,age\na,1\n", "\0\0\0\0", "Date,USD\nx,y\n", "a" * 300_000]
)
def test_what_is_none_is_refused_with_what_to_give(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(OfficialError, match=r"a\.csv: no official file I know; give"):
        official.read(file)


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "LARGEST", 100)
    file = tmp_path / "a.csv"
    file.write_text(WDI, "utf-8")
    with pytest.raises(OfficialError, match="larger than 100 bytes"):
        official.read(file)
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", "0" * 100_000)
    with pytest.raises(OfficialError, match="larger than 100 bytes"):
        official.read(packed)


def test_what_was_taken_over_counts_first_and_last_wins(tmp_path: Path) -> None:
    assert convert(1.0, "EUR", dt.date(2030, 1, 9)) is None
    file = tmp_path / "rates.csv"
    for rate, dollars in (("2", 2.0), ("4", 4.0)):
        file.write_text(ECB.replace(",2,", f",{rate},"), "utf-8")
        series.take_over(file, TODAY)
        found = convert(1.0, "EUR", dt.date(2030, 1, 9))
        assert found is not None
        assert found.converted == pytest.approx(dollars)
        assert "rates.csv, sha256" in found.sources[0]
    assert len(series.layers("fx")) == 3
    assert series.layers("fx")[0].taken == TODAY
    before = series.figure("fx", "EUR", "2018-10")
    assert before is not None
    assert before.source.startswith("Federal Reserve H.10")


def test_the_newest_year_up_to_a_day(tmp_path: Path) -> None:
    file = tmp_path / "ids.csv"
    file.write_text(IDS, "utf-8")
    series.take_over(file, TODAY)
    found = series.latest("debt service", "EGY", "2022")
    assert found is not None
    assert (found.period, found.value) == ("2018", pytest.approx(5.6e9))
    assert series.latest("debt service", "EGY", "2017") is None
    assert series.latest("gdp", "EGY", "2010").period == "2010"  # type: ignore[union-attr]


def test_the_package_says_where_its_own_figures_come_from() -> None:
    for indicator in series.OWN:
        (own,) = series.layers(indicator)
        assert own.source
        assert all(v > 0 for by in own.values.values() for v in by.values())


def test_rows_lose_nothing() -> None:
    (own,) = series.layers("fx")
    text = "\n".join(["# source: x", *series.rows({k: dict(v) for k, v in own.values.items()})])
    assert series._layer("fx", text).values == own.values


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("Date,USD,JPY\nyesterday,2,300\n2030-13-01,2,300\n", "2030-01-02,2,300\n"),
        ("Date,USD,JPY\n2030-01-02,1e-320,300\n2030-01-02,inf,300\n", "2030-01-02,2,300\n"),
        ("observation_date,EXJPUS\nfoo,5\nx-1,7\n2018-1-1,8\n", "2030-01-01,150\n"),
    ],
)
def test_rows_without_a_day_or_a_rate_are_left_out(bad: str, good: str, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(bad, "utf-8")
    with pytest.raises(OfficialError, match=r"rates\.csv: no official file"):
        series.take_over(file, TODAY)
    file.write_text(bad + good, "utf-8")
    found, _ = series.take_over(file, TODAY)
    assert found.values["fx"]["JPY"] == {"2030-01": pytest.approx(150)}
