"""Compile the package's tables of monthly exchange rates, consumer prices and economies.

    python -m training.compile_series --reference DIR [--out FOLDER]

``DIR`` holds ``fx-monthly.csv`` (Federal Reserve, H.10, as packaged by datasets/exchange-rates,
PDDL), ``eurofxref-hist.zip`` (European Central Bank), ``cpi.csv`` (inflation by state, World Bank
FP.CPI.TOTL.ZG as packaged by datasets/cpi, PDDL) and ``gdp.csv`` (World Bank NY.GDP.MKTP.CD as
packaged by datasets/gdp, PDDL). Of exchange rates the Federal Reserve's go before the bank's.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from dealtrace.knowledge.official import Values, read
from dealtrace.knowledge.series import rows
from training.compile_exchange_rates import CODES, NOT_BEFORE

OUT = Path(__file__).parents[1] / "src/dealtrace/knowledge/data"
FX = "Federal Reserve H.10 (monthly means) and European Central Bank (means of daily rates)"
CPI = "World Bank, World Development Indicators (FP.CPI.TOTL.ZG), chained, 2010 = 100"
GDP = "World Bank, World Development Indicators (NY.GDP.MKTP.CD)"
BASE = "2010"


def main() -> None:
    """Compile the three tables and say how much there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reference", type=Path, required=True, help="folder of the sources")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    tables = {
        "fx": (FX, exchange(options.reference)),
        "cpi": (CPI, chained(yearly(options.reference / "cpi.csv", "CPI"))),
        "gdp": (GDP, yearly(options.reference / "gdp.csv", "Value")),
    }
    for name, (source, values) in tables.items():
        write(options.out / f"series_{name}.csv", source, values)
        print(f"{name}: {sum(map(len, values.values())):,} values of {len(values)}")


def exchange(folder: Path) -> Values:
    """Monthly units for one US dollar."""
    values = read(folder / "eurofxref-hist.zip").values["fx"]
    last = max(month for by in values.values() for month in by)
    for by in values.values():
        by.pop(last, None)  # a month that was not over
    with (folder / "fx-monthly.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, month = CODES.get(row["Country"]), row["Date"][:7]
            if code and row["Exchange rate"] and int(month[:4]) >= NOT_BEFORE.get(code, 0):
                values.setdefault(code, {})[month] = float(row["Exchange rate"])
    return values


def yearly(path: Path, column: str) -> Values:
    """A value for each state and year."""
    values: Values = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[column]:
                values.setdefault(row["Country Code"], {})[row["Year"]] = float(row[column])
    return values


def chained(inflation: Values) -> Values:
    """An index, 2010 = 100, from the changes of each year on the one before; gaps end it."""
    return {key: found for key, by in inflation.items() if (found := _index(by))}


def _index(changes: dict[str, float]) -> dict[str, float]:
    if BASE not in changes:
        return {}
    found = {BASE: 100.0}
    year = int(BASE)
    while str(year + 1) in changes:
        found[str(year + 1)] = found[str(year)] * (1 + changes[str(year + 1)] / 100)
        year += 1
    year = int(BASE)
    while str(year) in changes:
        found[str(year - 1)] = found[str(year)] / (1 + changes[str(year)] / 100)
        year -= 1
    return found


def write(out: Path, source: str, values: Values) -> None:
    """Write a table with its provenance."""
    head = [
        "# Compiled by training/compile_series.py.",
        f"# source: {source}",
        "# A row has the key, its first year, and a value for each year, months set apart by |.",
    ]
    out.write_text("\n".join([*head, *rows(values)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
