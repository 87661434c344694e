"""Orders of SIPRI's arms transfers database, from the CSV files that it exports.

Two forms are known: the trade register (a row for each order: recipient, supplier, year of order,
designation, deliveries, comments) and the export by armament category (semicolons or commas, with
notes before the header). A "?" or "Yes" beside a number marks it as SIPRI's estimate.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dealtrace.analysis.values import AnalysisError
from dealtrace.knowledge.countries import code_for
from dealtrace.knowledge.designations import Weapon, weapon
from dealtrace.knowledge.official import decoded
from dealtrace.knowledge.weapons import find_weapons

LARGEST = 200_000_000
"""Bytes of a file that is read."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_REGISTER = {"recipient", "supplier", "year of order", "weapon designation"}
_CATEGORY = {"recipient", "supplier", "designation", "order date"}


@dataclass(frozen=True, slots=True)
class Order:
    """One order. ``supplier`` and ``recipient`` are ISO3 codes, or SIPRI's name for who is no
    state; ``tiv`` is the trend-indicator value of the whole order, in millions."""

    line: int
    supplier: str
    recipient: str
    year: int
    year_estimated: bool
    designation: str
    description: str
    ordered: int | None
    ordered_estimated: bool
    delivered: int | None
    deliveries: tuple[int, ...]
    status: str
    comments: str
    tiv: float | None

    @property
    def cls(self) -> str | None:
        """The class of arms in this program's words, as far as its tables tell."""
        return _class(self.designation, self.description)

    @property
    def known_as(self) -> str:
        """The designation as this program's tables have it, else as SIPRI does."""
        return canonical(self.designation)


@dataclass(frozen=True, slots=True)
class Unread:
    """A row below the header, counted from the top of the file, that is read as no order, and
    why; empty rows are none."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class TradeRegister:
    """What a file holds: its orders, and the rows that are none."""

    orders: tuple[Order, ...]
    unread: tuple[Unread, ...]


def read_orders(path: Path) -> TradeRegister:
    """Read a file of SIPRI's. Raises :class:`AnalysisError` where it is none."""
    if path.stat().st_size > LARGEST:
        raise AnalysisError(f"{path}: larger than {LARGEST:,} bytes")
    try:
        found = list(_rows(decoded(path.read_bytes())))
    except csv.Error as error:
        raise AnalysisError(
            f"{path}: no table that can be read as CSV; export one from SIPRI's arms transfers "
            "database"
        ) from error
    if not found:
        raise AnalysisError(
            f"{path}: no trade register of SIPRI; export it as CSV from the arms transfers "
            "database, with recipients, suppliers, designations and years of order"
        )
    orders = tuple(one for one in found if isinstance(one, Order))
    unread = tuple(one for one in found if isinstance(one, Unread))
    if not orders:
        first = f"row {unread[0].row} has {unread[0].why}"
        raise AnalysisError(f"{path}: no order can be read of {len(unread):,} rows; {first}")
    return TradeRegister(orders, unread)


def _rows(text: str) -> Iterator[Order | Unread]:
    for delimiter in (",", ";", "\t"):
        yield from _of_rows(csv.reader(io.StringIO(text), delimiter=delimiter))


def _of_rows(rows: Iterator[list[str]]) -> Iterator[Order | Unread]:
    at: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        names = [cell.strip().strip(";").lower() for cell in row]
        if not at and (set(names) >= _REGISTER or set(names) >= _CATEGORY):
            at = {name: place for place, name in reversed([*enumerate(names)])}
        elif at and any(names):
            yield _order(row, at, number)
        elif not at and number > 40:
            return


def _order(row: Sequence[str], at: dict[str, int], line: int) -> Order | Unread:
    def cell(*names: str, after: int = 0) -> str:
        place = next((at[name] for name in names if name in at), None)
        inside = place is not None and place + after < len(row)
        return row[place + after].strip().strip(";") if inside and place is not None else ""

    if len(row) < len(at) // 2:
        return Unread(line, f"only {len(row)} of {len(at)} cells")
    told, supplier, recipient = (
        cell("year of order", "order date"),
        cell("supplier"),
        cell("recipient"),
    )
    year = _YEAR.search(told)
    if year is None or not supplier or not recipient:
        have = (("year of order", year), ("supplier", supplier), ("recipient", recipient))
        return Unread(line, " and ".join(f"no {name}" for name, value in have if not value))
    delivered = cell("number delivered", "numbers delivered")
    return Order(
        line,
        _state(supplier),
        _state(recipient),
        int(year[0]),
        _estimated(cell("year of order", after=1)) or _estimated(cell("order date is estimate")),
        cell("weapon designation", "designation"),
        cell("weapon description", "description"),
        _number(cell("number ordered")),
        _estimated(cell("number ordered", after=1)),
        _number(delivered),
        tuple(int(found) for found in _YEAR.findall(cell("year(s) of delivery", "delivery year"))),
        cell("status"),
        cell("comments"),
        _tiv(cell("sipri tiv for total order", "tiv delivery values")),
    )


@lru_cache(maxsize=1024)
def _state(name: str) -> str:
    return code_for(name) or name


def _estimated(mark: str) -> bool:
    return mark == "?" or mark.lower() == "yes"


def _number(cell: str) -> int | None:
    plain = cell.strip("() ")
    return int(plain) if plain.isdecimal() and len(plain) < 10 else None


def _tiv(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _known(designation: str) -> Weapon | None:
    return next(iter(weapon(designation) or weapon(_plain(designation))), None)


def _plain(designation: str) -> str:
    """Return a designation without what SIPRI adds: the calibre, and a dash at the end, as in
    "K-9 155mm -"."""
    return _ADDED.sub("", designation) or designation


_ADDED = re.compile(r"(?:[ ,]+\d{1,3}(?:\.\d{1,2})?[ -]?mm)?(?: +-)?$")


@lru_cache(maxsize=65536)
def canonical(designation: str) -> str:
    """Return a designation as the tables have it, or as it is, without calibre."""
    known = _known(designation)
    return known.designation if known else _plain(designation)


@lru_cache(maxsize=65536)
def _class(designation: str, description: str) -> str | None:
    known = _known(designation)
    if known:
        return known.cls
    found = find_weapons(description)
    return found[-1].cls if found else None
