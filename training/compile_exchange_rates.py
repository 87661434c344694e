"""Compile the table of yearly exchange rates to the US dollar.

    python -m training.compile_exchange_rates --reference DIR [--out FILE]

``DIR`` holds ``fx-monthly.csv`` (monthly means of the Federal Reserve's H.10 release, 1971 on, as
packaged by datasets/exchange-rates, PDDL) and ``eurofxref-hist.zip`` (euro reference rates of the
European Central Bank, daily, 1999 on; reuse is free with the source named). The first is taken
where both have a year. What neither has stands in ``exchange_rates_own.csv``. Currencies fixed to
the euro or to another currency of the table follow from it.
"""

from __future__ import annotations

import argparse
import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean

OWN = Path(__file__).with_name("exchange_rates_own.csv")
OUT = Path(__file__).parents[1] / "src/dealtrace/knowledge/data/exchange_rates.csv"
Rates = dict[tuple[str, int], float]
CODES = {
    "Australia": "AUD", "Austria": "ATS", "Belgium": "BEF", "Brazil": "BRL", "Canada": "CAD",
    "China": "CNY", "Denmark": "DKK", "Euro": "EUR", "Finland": "FIM", "France": "FRF",
    "Germany": "DEM", "Greece": "GRD", "Hong Kong": "HKD", "India": "INR", "Ireland": "IEP",
    "Italy": "ITL", "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "Netherlands": "NLG",
    "New Zealand": "NZD", "Norway": "NOK", "Portugal": "PTE", "Singapore": "SGD",
    "South Africa": "ZAR", "South Korea": "KRW", "Spain": "ESP", "Sri Lanka": "LKR",
    "Sweden": "SEK", "Switzerland": "CHF", "Taiwan": "TWD", "Thailand": "THB",
    "United Kingdom": "GBP", "Venezuela": "VES",
}  # fmt: skip
# The series of the bolívar mixes three units: two reforms cut eleven noughts in all.
NOT_BEFORE = {"VES": 2022}
# Fixed to another currency: units of it for one of that, from a year on.
FIXED = {
    "BAM": ("EUR", 1.95583, 1999), "BGN": ("EUR", 1.95583, 1999), "XOF": ("EUR", 655.957, 1999),
    "XAF": ("EUR", 655.957, 1999), "KMF": ("EUR", 491.968, 1999), "CVE": ("EUR", 110.265, 1999),
    "NPR": ("INR", 1.6, 1994), "BTN": ("INR", 1.0, 1974), "NAD": ("ZAR", 1.0, 1993),
    "LSL": ("ZAR", 1.0, 1980), "SZL": ("ZAR", 1.0, 1974), "BND": ("SGD", 1.0, 1981),
    "MOP": ("HKD", 1.03, 1984), "FKP": ("GBP", 1.0, 1971),
}  # fmt: skip
_MONTHS, _DAYS = 6, 120  # that a year must have, unless it is the last of its source


def monthly(path: Path) -> Rates:
    """Yearly means of the monthly rates."""
    values: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = CODES.get(row["Country"])
            if code and row["Exchange rate"]:
                values[code, int(row["Date"][:4])].append(float(row["Exchange rate"]))
    return _means(values, _MONTHS)


def daily(path: Path) -> Rates:
    """Yearly means of the daily rates to the euro, by way of the dollar's."""
    values: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            dollar, year = float(row["USD"]), int(row["Date"][:4])
            for code, rate in row.items():
                if code and code not in {"Date", "USD"} and rate not in {"", "N/A"}:
                    values[code, year].append(float(rate) / dollar)
    return _means(values, _DAYS)


def _means(values: dict[tuple[str, int], list[float]], least: int) -> Rates:
    last = max(year for _, year in values)
    return {
        (code, year): fmean(found)
        for (code, year), found in values.items()
        if (len(found) >= least or year == last) and year >= NOT_BEFORE.get(code, 0)
    }


def own(path: Path = OWN) -> Rates:
    """The rates of the project's own list."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {
        (row["code"], year): float(row["per_usd"])
        for row in csv.DictReader(lines, delimiter=";")
        for year in range(int(row["first"]), int(row["last"]) + 1)
    }


def fixed(rates: Rates) -> Iterator[tuple[tuple[str, int], float]]:
    """The rates of currencies that are fixed to one of ``rates``."""
    for code, (anchor, units, first) in FIXED.items():
        for (other, year), rate in rates.items():
            if other == anchor and year >= first:
                yield (code, year), rate * units


def merged(sources: Iterable[Rates]) -> Rates:
    """All rates; an earlier source's counts."""
    rates: Rates = {}
    for source in sources:
        rates = source | rates
    return dict(fixed(rates)) | rates


HEADER = """\
# Yearly mean rates to the US dollar (units of the currency for one dollar), compiled by
# training/compile_exchange_rates.py. Sources: Federal Reserve H.10, monthly means since 1971, as
# packaged by datasets/exchange-rates (PDDL); euro foreign exchange reference rates of the European
# Central Bank, daily since 1999 (source: ECB, reuse free with the source named); for what these
# lack, among it par values before 1971, the project's own list (training/exchange_rates_own.csv).
# The last year is a mean of the months known when the table was made.
code;year;per_usd
"""


def write(rates: Rates, out: Path) -> None:
    """Write the table."""
    lines = (f"{code};{year};{rate:.5g}" for (code, year), rate in sorted(rates.items()))
    out.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Compile the table and say how much there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reference", type=Path, required=True, help="folder of the sources")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    rates = merged(
        [
            monthly(options.reference / "fx-monthly.csv"),
            daily(options.reference / "eurofxref-hist.zip"),
            own(),
        ]
    )
    write(rates, options.out)
    print(f"{len(rates)} rates of {len({code for code, _ in rates})} currencies")


if __name__ == "__main__":
    main()
