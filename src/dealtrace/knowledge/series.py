"""Yearly and monthly figures of currencies and states: exchange rates, prices, economies.

A figure is looked for in the files taken over by ``dealtrace data update``, the newest first, and
then in the package's own tables (``data/series_*.csv``), each of which says where it comes from.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

import platformdirs

from dealtrace.knowledge.official import Official, OfficialError, Values, read

OWN = ("fx", "cpi", "gdp")
"""The indicators of which the package brings a table."""

FOLDER = "DEALTRACE_DATA"
"""The environment variable that names the folder of updates."""

_PER_YEAR = "|"  # between the months of a year in a row


@dataclass(frozen=True)
class Layer:
    """One table: the indicator, where it comes from, and its values by key and period.

    ``taken`` is the day it was taken over; None for the package's own.
    """

    indicator: str
    source: str
    values: Mapping[str, Mapping[str, float]]
    taken: date | None = None

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last period."""
        periods = [period for by in self.values.values() for period in by]
        return min(periods, default=""), max(periods, default="")

    @cached_property
    def cited(self) -> str:
        """The source with its vintage: when it was taken over, and up to when it reaches."""
        taken = f", taken over {self.taken}" if self.taken else ""
        return f"{self.source}{taken}, up to {self.span[1]}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a series: for which period it holds, and its source as :attr:`Layer.cited`."""

    value: float
    period: str
    source: str


def figure(indicator: str, key: str, period: str) -> Figure | None:
    """Return the figure of an indicator for a currency or state in a period, or None.

    ``period`` is a year ("2018") or a month ("2018-10"), as the series has it.
    """
    for layer in layers(indicator):
        value = layer.values.get(key, {}).get(period)
        if value is not None:
            return Figure(value, period, layer.cited)
    return None


def latest(indicator: str, key: str, until: str) -> Figure | None:
    """Return the newest figure up to a period (inclusive), or None."""
    periods = [p for layer in layers(indicator) for p in layer.values.get(key, {}) if p <= until]
    return figure(indicator, key, max(periods)) if periods else None


def layers(indicator: str) -> tuple[Layer, ...]:
    """Return the tables of an indicator, the one that counts first."""
    return _layers(indicator, folder())


def folder() -> Path:
    """Return the folder of updates: what :data:`FOLDER` names, else the user's data folder."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else _of_user()


@lru_cache(maxsize=1)
def _of_user() -> Path:
    return platformdirs.user_data_path("dealtrace", appauthor=False)


def take_over(file: Path, today: date) -> tuple[Official, list[Path]]:
    """Read an official file and keep its figures; returns them and the tables written.

    Raises :class:`dealtrace.knowledge.official.OfficialError` where it is none.
    """
    found = read(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    number = max((int(f.name[:4]) for f in place.glob("[0-9]*-*.csv")), default=0) + 1
    written = []
    for indicator, values in sorted(found.values.items()):
        lines = [
            f"# source: {found.publisher} ({_one_line(file.name)}, sha256 {digest[:12]})",
            f"# taken: {today.isoformat()}",
            *rows(values),
        ]
        written.append(place / f"{number:04}-{indicator.replace(' ', '_')}.csv")
        passing = written[-1].with_suffix(".part")
        passing.write_text("\n".join(lines) + "\n", "utf-8")
        passing.replace(written[-1])
    _layers.cache_clear()
    return found, written


def rows(values: Values) -> Iterator[str]:
    """Give a series as lines of a table: key, first year, then all years, months set apart."""
    yield "key;first;values"
    for key in sorted(values):
        by_year: dict[int, dict[int, float]] = {}
        for period, value in values[key].items():
            year, _, month = period.partition("-")
            by_year.setdefault(int(year), {})[int(month or 0)] = value
        if not by_year:
            continue
        years = range(min(by_year), max(by_year) + 1)
        cells = (_cell(by_year.get(year, {})) for year in years)
        yield f"{key};{years[0]};{','.join(cells)}"


def _cell(months: Mapping[int, float]) -> str:
    if 0 in months:
        return f"{months[0]:.6g}"
    if not months:
        return ""
    return _PER_YEAR.join(f"{months[m]:.6g}" if m in months else "" for m in range(1, 13))


@lru_cache(maxsize=64)
def _layers(indicator: str, place: Path) -> tuple[Layer, ...]:
    name = indicator.replace(" ", "_")
    updates = sorted(place.glob(f"[0-9][0-9][0-9][0-9]-{name}.csv"), reverse=True)
    found = [_taken_over(indicator, file) for file in updates]
    if indicator in OWN:
        own = files(__package__).joinpath("data", f"series_{name}.csv").read_text("utf-8")
        found.append(_layer(indicator, own))
    return tuple(found)


def _taken_over(indicator: str, file: Path) -> Layer:
    try:
        return _layer(indicator, file.read_text("utf-8"))
    except ValueError as error:
        raise OfficialError(
            f"{file}: damaged; remove it, and take over again what it was made from"
        ) from error


def _layer(indicator: str, text: str) -> Layer:
    notes: dict[str, str] = {}
    values: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if line.startswith("# ") and ": " in line:
            name, _, note = line[2:].partition(": ")
            notes[name] = note
        elif line and not line.startswith(("#", "key;")):
            key, first, cells = line.split(";")
            values[key] = dict(_periods(int(first), cells))
    taken = date.fromisoformat(notes["taken"]) if "taken" in notes else None
    return Layer(indicator, notes.get("source", ""), values, taken)


def _periods(first: int, cells: str) -> Iterator[tuple[str, float]]:
    for year, cell in enumerate(cells.split(","), first):
        if _PER_YEAR in cell:
            for month, value in enumerate(cell.split(_PER_YEAR), 1):
                if value:
                    yield f"{year}-{month:02}", float(value)
        elif cell:
            yield str(year), float(cell)


def _one_line(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:120]
