"""Can it pay: debt service against GDP, exports, reserves and revenue; and the borrower's record.

Figures of economies are the newest up to the year asked for; which year they are of is told. Those
the package lacks (exports, reserves, revenue, total debt service) are taken over from files of the
World Bank or the International Monetary Fund with ``dealtrace data update``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dealtrace.analysis.credit.deals import financed
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.pay.record import Entry, record
from dealtrace.analysis.pay.service import DueLoan, Years, due_loans, total
from dealtrace.analysis.values import AnalysisError, Range
from dealtrace.knowledge import series
from dealtrace.knowledge.series import Figure
from dealtrace.register import one_deal
from dealtrace.register.aggregates import FinancedDeal, financed_deals

AGAINST = ("gdp", "exports", "reserves", "revenue", "debt service")
"""What debt service is put in relation to."""

CAUTION = {"exports": (10.0, 15.0, 21.0), "revenue": (14.0, 18.0, 23.0)}
"""Percent above which debt service is a burden for a state of weak, medium and strong capacity:
the thresholds of the debt sustainability framework of IMF and World Bank for low-income countries,
in force since July 2018. They are for all of a state's external debt."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Debt service in percent of a figure of the economy, in US dollars; None where not known."""

    of: str
    percent: Range | None
    usd: float | None
    period: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class YearDue:
    """What falls due in a year, and what that is of the economy."""

    year: int
    usd: Range
    ratios: tuple[Ratio, ...]


@dataclass(frozen=True)
class AbilityToPay:
    """A borrower's loans, what falls due on them by year, and its record.

    ``peak`` is the year with the most; ``missing`` says which figures of the economy to take over;
    ``rates`` where the exchange rates of the loans' dollars come from.
    """

    borrower: str
    deal: str | None
    loans: tuple[DueLoan, ...]
    years: tuple[YearDue, ...]
    peak: YearDue | None
    missing: tuple[str, ...]
    record: tuple[Entry, ...]
    assumed: Terms
    as_of: dt.date | None
    rates: tuple[str, ...]
    caution: dict[str, tuple[float, float, float]] = field(default_factory=lambda: CAUTION)


def ability_to_pay(
    connection: Connection,
    borrower: str | None = None,
    *,
    deal: str | None = None,
    assumed: Terms | None = None,
    pledged: bool = False,
    as_of: dt.date | None = None,
) -> AbilityToPay:
    """Return what a state (ISO3) has to pay on the loans of the register, or on one deal's.

    Raises ``RegisterError`` for an unknown deal, :class:`AnalysisError` where nobody borrows.
    """
    assumed = assumed or Terms()
    if deal is not None:
        one = financed(one_deal.deal(connection, deal, as_of))
        found, deal, pledged = [one], one.id, True
        borrower = borrower or _borrower(one)
    else:
        found = financed_deals(connection, as_of=as_of, naming=[borrower] if borrower else [])
    if borrower is None:
        raise AnalysisError("name the state that borrows")
    loans = due_loans(found, borrower, assumed, pledged=pledged)
    years = tuple(_years(total(loans), borrower))
    keys = [key for one in found if borrower in one.recipient for key in _reports(one)]
    return AbilityToPay(
        borrower,
        deal,
        loans,
        years,
        max(years, key=lambda y: y.usd.high or 0, default=None),
        tuple(name for name in AGAINST if _figure(borrower, name, "9999") is None),
        record(connection, borrower, keys, as_of),
        assumed,
        as_of,
        tuple(dict.fromkeys(one.rate.source for one in loans if one.rate)),
    )


def _borrower(one: FinancedDeal) -> str | None:
    told = [code for way in one.financing for code in way["value"]["borrower"]]
    return next(iter([*told, *one.recipient]), None)


def _reports(one: FinancedDeal) -> list[str]:
    return [key for way in one.financing for key in way["reports"]]


def _years(due: Years, borrower: str) -> Iterator[YearDue]:
    for year, usd in due.items():
        yield YearDue(year, usd, tuple(ratio(usd, borrower, name, year) for name in AGAINST))


def ratio(usd: Range, state: str, of: str, year: int) -> Ratio:
    """Return dollars in percent of a state's GDP, exports, reserves, revenue or debt service."""
    figure = _figure(state, of, str(year))
    if figure is None or figure.value <= 0:
        return Ratio(of, None, None, None, None)
    low, high = (None if v is None else 100 * v / figure.value for v in (usd.low, usd.high))
    return Ratio(of, Range(low, high), figure.value, figure.period, figure.source)


def _figure(state: str, of: str, until: str) -> Figure | None:
    """Return a figure in US dollars; revenue comes in percent of GDP."""
    found = series.latest(of, state, until)
    if of != "revenue" or found is None:
        return found
    gdp = series.latest("gdp", state, found.period)
    if gdp is None:
        return None
    return Figure(found.value / 100 * gdp.value, found.period, f"{found.source}; {gdp.source}")
