"""When a loan counts as concessional: methods, discount rates and thresholds by year.

The tables are ``data/credit_regimes.csv`` and ``data/dac_recipients.csv``; their first lines say
where they come from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dealtrace.knowledge.tables import rows

Group = Literal["LDC", "LIC", "LMIC", "UMIC"]
GROUPS: tuple[Group, ...] = ("LDC", "LIC", "LMIC", "UMIC")
METHODS = ("IMF", "DAC", "Arrangement")

_MARGINS = ((15.0, 0.75), (20.0, 1.0), (30.0, 1.15))  # years of repayment below which, percent
_LONGEST = 1.25


@dataclass(frozen=True, slots=True)
class Regime:
    """One rule. ``discount`` is percent a year, None where it is the CIRR and a margin;
    ``threshold`` the least grant element of a concessional loan, in percent."""

    method: str
    group: Group | None
    first: dt.date
    last: dt.date | None
    discount: float | None
    threshold: float
    source: str

    def holds(self, day: dt.date) -> bool:
        """Whether it counts for loans of that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def rate(self, cirr: float | None, years: float) -> float | None:
        """Return the discount rate for a loan repaid over ``years``; None without a CIRR."""
        if self.discount is not None:
            return self.discount
        return None if cirr is None else cirr + margin(years)


def margin(years: float) -> float:
    """Return what is added to the CIRR for a loan repaid over ``years``, in percent."""
    return next((margin for below, margin in _MARGINS if years < below), _LONGEST)


@cache
def regimes() -> tuple[Regime, ...]:
    """All rules of the table."""
    return tuple(_regime(row) for row in rows("credit_regimes.csv"))


def _regime(row: dict[str, str]) -> Regime:
    return Regime(
        row["method"],
        next((group for group in GROUPS if group == row["group"]), None),
        dt.date.fromisoformat(row["first"]),
        dt.date.fromisoformat(row["last"]) if row["last"] else None,
        None if row["discount"] == "CIRR+" else float(row["discount"]),
        float(row["threshold"]),
        row["source"],
    )


def regime(method: str, day: dt.date, group: Group | None) -> Regime | None:
    """Return the rule of a method for a loan of that day to a borrower of that group, or None."""
    fitting = (r for r in regimes() if r.method == method and r.holds(day))
    return next((r for r in fitting if r.group in {None, group}), None)


@cache
def groups() -> dict[str, Group]:
    """The group of each state on the DAC's list of 2018 to 2020, by ISO3 code."""
    known = {group: group for group in GROUPS}
    return {row["iso3"]: known[row["group"]] for row in rows("dac_recipients.csv")}  # type: ignore[index]
