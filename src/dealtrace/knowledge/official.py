"""Reading of official statistics as they are downloaded: exchange rates, prices, economies.

Known are the files of the European Central Bank (``eurofxref-hist``, CSV or zip), the Federal
Reserve's monthly rates (FRED, ``EXJPUS`` and the like), the World Bank (one indicator, DataBank
and bulk files of World Development Indicators and International Debt Statistics, CSV or zip), and
the International Monetary Fund's World Economic Outlook (tab-separated); and the OECD's Commercial
Interest Reference Rates as CSV with the columns currency, month (that in which they begin to hold),
repayment band (years, as in "<=5", "5-8.5" or ">8.5") and rate. What a file holds is told by its
header, never by its name.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

Values = dict[str, dict[str, float]]
"""By key (ISO 4217 or ISO 3166-1 alpha-3) and period ("2018" or "2018-10")."""

LARGEST = 400_000_000
"""Bytes of text that are read of one file; what is larger is refused."""

INDICATORS = {
    "fx": "units of the currency for one US dollar, mean of the month",
    "cpi": "consumer prices, index",
    "inflation": "change of consumer prices on the year before, %",
    "gdp": "gross domestic product, current US$",
    "exports": "exports of goods, services and primary income, current US$",
    "reserves": "international reserves including gold, current US$",
    "revenue": "government revenue, % of GDP",
    "debt service": "debt service on external debt, current US$",
    "external debt": "external debt stocks, current US$",
    "cirr": "Commercial Interest Reference Rate, % a year",
}
"""What is known of states and currencies, and in which unit."""

CIRR_UP_TO = "<="
"""Between the currency and the longest repayment in years in a key of reference rates."""

_CIRR_COLUMNS = ("currency", "month", "repayment band", "rate")
_NO_LIMIT = "100"  # years
_WORLD_BANK = {
    "FP.CPI.TOTL": "cpi",
    "FP.CPI.TOTL.ZG": "inflation",
    "NY.GDP.MKTP.CD": "gdp",
    "BX.GSR.TOTL.CD": "exports",
    "DT.XGSP.CD": "exports",
    "NE.EXP.GNFS.CD": "exports",
    "FI.RES.TOTL.CD": "reserves",
    "GC.REV.XGRT.GD.ZS": "revenue",
    "DT.TDS.DECT.CD": "debt service",
    "DT.DOD.DECT.CD": "external debt",
}
_WEO = {"NGDPD": "gdp", "GGR_NGDP": "revenue", "PCPI": "cpi", "PCPIPCH": "inflation"}
_SCALES = {"units": 1.0, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "": 1.0}
_FRED = {
    "AL": "AUD", "BZ": "BRL", "CA": "CAD", "CH": "CNY", "DN": "DKK", "EU": "EUR", "HK": "HKD",
    "IN": "INR", "JP": "JPY", "KO": "KRW", "MA": "MYR", "MX": "MXN", "NO": "NOK", "NZ": "NZD",
    "SD": "SEK", "SF": "ZAR", "SI": "SGD", "SL": "LKR", "SZ": "CHF", "TA": "TWD", "TH": "THB",
    "UK": "GBP",
}  # fmt: skip
_FRED_NAME = re.compile(r"EX(?:US([A-Z]{2})|([A-Z]{2})US)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?: \[YR\d{4}\])?")
_ESTIMATES = "Estimates Start After"
_KEY = re.compile(r"[A-Z]{3}")


class OfficialError(ValueError):
    """A file that is none of the known ones, or damaged; the message says what to give instead."""


@dataclass(frozen=True, slots=True)
class Official:
    """What one file holds: who publishes it, and its values by indicator."""

    publisher: str
    values: dict[str, Values]

    @property
    def count(self) -> int:
        """How many values there are."""
        return sum(len(by) for values in self.values.values() for by in values.values())


def read(path: Path) -> Official:
    """Read an official file. Raises :class:`OfficialError` where it isn't one."""
    for text in _texts(path):
        found = _read_text(text)
        if found is not None and found.count:
            return found
    raise OfficialError(
        f"{path}: no official file I know; give one of the European Central Bank's eurofxref-hist, "
        "FRED's monthly exchange rates, the World Bank's CSV files (WDI, IDS), the IMF's World "
        f"Economic Outlook, or the OECD's CIRR as CSV ({', '.join(_CIRR_COLUMNS)})"
    )


def _texts(path: Path) -> Iterator[str]:
    """Give the text of a file, or of each table in a zip archive, the largest first."""
    if not zipfile.is_zipfile(path):
        if path.stat().st_size > LARGEST:
            raise OfficialError(f"{path}: larger than {LARGEST:,} bytes")
        yield decoded(path.read_bytes())
        return
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if m.filename.lower().endswith((".csv", ".txt"))]
        for member in sorted(members, key=lambda m: -m.file_size):
            if member.file_size > LARGEST:
                raise OfficialError(f"{path}: {member.filename} is larger than {LARGEST:,} bytes")
            try:
                with archive.open(member) as packed:
                    yield decoded(packed.read(LARGEST))
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
                raise OfficialError(f"{path}: {member.filename} can't be unpacked") from error


def decoded(raw: bytes) -> str:
    """Return the text of a file as statistical offices and spreadsheets write them: UTF-8, UTF-16
    ("Unicode text"), or else Windows-1252."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if raw[1:2] == b"\0":
        return raw.decode("utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _read_text(text: str) -> Official | None:
    tabbed = "\t" in text[:2000]
    rows = csv.reader(io.StringIO(text), delimiter="\t" if tabbed else ",")
    try:
        for place, header in enumerate(rows):
            names = [name.strip() for name in header]
            for reader in (_ecb, _fred, _world_bank, _weo, _cirr):
                found = reader(names, rows)
                if found is not None:
                    return found
            if place > 10:
                break
    except csv.Error:
        return None
    return None


def _ecb(header: Sequence[str], rows: Iterator[list[str]]) -> Official | None:
    """Daily units for one euro, as monthly means for one US dollar."""
    if header[:2] != ["Date", "USD"]:
        return None
    daily: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        dollar = _rate(row[1]) if len(row) > 1 else None
        month = _month(row[0]) if row else None
        if dollar is None or month is None:
            continue
        daily["EUR", month].append(1 / dollar)
        for code, cell in zip(header[2:], row[2:], strict=False):
            rate = _rate(cell)
            if rate is not None and _KEY.fullmatch(code):
                daily[code, month].append(rate / dollar)
    values: Values = {}
    for (code, month), found in daily.items():
        values.setdefault(code, {})[month] = fmean(found)
    return Official("European Central Bank, euro foreign exchange reference rates", {"fx": values})


def _fred(header: Sequence[str], rows: Iterator[list[str]]) -> Official | None:
    """Monthly means; EXJPUS has yen for a dollar, EXUSEU dollars for a euro."""
    if header[:1] not in (["observation_date"], ["DATE"]):
        return None
    columns = [(place, m) for place, n in enumerate(header) if (m := _FRED_NAME.fullmatch(n))]
    values: Values = {}
    for row in rows:
        for place, match in columns:
            code = _FRED.get(match[1] or match[2])
            rate = _rate(row[place]) if place < len(row) else None
            month = _month(row[0])
            if code and rate is not None and month is not None:
                values.setdefault(code, {})[month] = 1 / rate if match[1] else rate
    return Official("Federal Reserve, H.10 monthly means (FRED)", {"fx": values})


def _world_bank(header: Sequence[str], rows: Iterator[list[str]]) -> Official | None:
    code = next((n for n in ("Indicator Code", "Series Code") if n in header), None)
    if code is None or "Country Code" not in header:
        return None
    at = {name: place for place, name in enumerate(header)}
    years = [(place, m[1]) for place, name in enumerate(header) if (m := _YEAR.fullmatch(name))]
    values: dict[str, Values] = {}
    for row in rows:
        if len(row) <= at[code]:
            continue
        series = row[at[code]].strip()
        state = row[at["Country Code"]].strip()
        other = at.get("Counterpart-Area Code")
        if series not in _WORLD_BANK or not _KEY.fullmatch(state):
            continue
        if other is not None and row[other].strip() not in {"WLD", ""}:
            continue  # debt to one creditor; the world's total is another row
        _put(values, _WORLD_BANK[series], state, row, years)
    debt = {"debt service", "external debt"} & values.keys()
    name = "International Debt Statistics" if debt else "World Development Indicators"
    return Official(f"World Bank, {name}", values)


def _weo(header: Sequence[str], rows: Iterator[list[str]]) -> Official | None:
    if "WEO Subject Code" not in header or "ISO" not in header:
        return None
    at = {name: place for place, name in enumerate(header)}
    years = [(place, m[1]) for place, name in enumerate(header) if (m := _YEAR.fullmatch(name))]
    values: dict[str, Values] = {}
    for row in rows:
        if len(row) < len(header) - 1 or row[at["WEO Subject Code"]] not in _WEO:
            continue
        state, scale = row[at["ISO"]].strip(), row[at["Scale"]].strip().lower()
        if not _KEY.fullmatch(state) or scale not in _SCALES:
            continue
        told = [(p, y) for p, y in years if not _forecast(row, at, y)]
        _put(values, _WEO[row[at["WEO Subject Code"]]], state, row, told, _SCALES[scale])
    return Official("International Monetary Fund, World Economic Outlook", values)


def _cirr(header: Sequence[str], rows: Iterator[list[str]]) -> Official | None:
    """Monthly reference rates in percent by currency and years of repayment."""
    names = [name.lower() for name in header]
    if not set(_CIRR_COLUMNS) <= set(names):
        return None
    places = [names.index(name) for name in _CIRR_COLUMNS]
    values: Values = {}
    for row in rows:
        cells = [row[place].strip() if place < len(row) else "" for place in places]
        currency, month, years = cells[0].upper(), _month(f"{cells[1][:7]}-01"), _longest(cells[2])
        rate = _number(cells[3]) if "," not in cells[3] else None  # 2,5 may be of any size
        if _KEY.fullmatch(currency) and years and month and rate is not None and 0 <= rate <= 100:
            values.setdefault(f"{currency}{CIRR_UP_TO}{years}", {})[month] = rate
    return Official("OECD, Commercial Interest Reference Rates", {"cirr": values})


def _longest(band: str) -> str | None:
    """Return the years up to which a band of repayment runs: "5" of "<=5", "8.5" of "5-8.5"; None
    of what is no band."""
    plain = band.lower().replace(" ", "")
    if plain in {"", "all"} or _ENDLESS.fullmatch(plain):
        return _NO_LIMIT
    match = _BAND.fullmatch(plain)
    return match[1] if match else None


_YEARS = r"\d\d?(?:\.\d+)?"
_ENDLESS = re.compile(rf"(?:>=?|over|above|morethan){_YEARS}", re.ASCII)
_BAND = re.compile(rf"(?:<=?|≤|upto|>?{_YEARS}(?:-|–|to)(?:<=?|≤)?)?({_YEARS})", re.ASCII)


def _forecast(row: Sequence[str], at: dict[str, int], year: str) -> bool:
    """Whether the fund only estimates this year."""
    place = at.get(_ESTIMATES)
    since = row[place].strip() if place is not None and place < len(row) else ""
    return since.isdecimal() and int(year) > int(since)


def _put(
    values: dict[str, Values],
    indicator: str,
    state: str,
    row: Sequence[str],
    years: Sequence[tuple[int, str]],
    scale: float = 1.0,
) -> None:
    """Add a row's years; an indicator's first series counts where a file has several."""
    of_state = values.setdefault(indicator, {}).setdefault(state, {})
    for place, year in years:
        value = _number(row[place]) if place < len(row) else None
        if value is not None:
            of_state.setdefault(year, value * scale)


def _month(day: str) -> str | None:
    """Return the month of a day in ISO 8601, None of what is none."""
    return day[:7] if _DAY.match(day) else None


_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-\d\d", re.ASCII)


def _rate(cell: str) -> float | None:
    """Return an exchange rate; None of what is no number or none that a rate can be."""
    value = _number(cell)
    return value if value is not None and _SMALLEST <= value <= 1 / _SMALLEST else None


_SMALLEST = 1e-12  # of a rate, below any that ever was; smaller numbers would overflow others


def _number(cell: str) -> float | None:
    plain = cell.strip().replace(",", "")
    if not plain or plain[0] not in "-0123456789.":
        return None
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if abs(value) < 1e18 else None
