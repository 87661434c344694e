"""How numbers, ranges and sums of an analysis are put into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from dealtrace.analysis.credit.assessing import Assessment, paid_back
from dealtrace.analysis.credit.deals import ToldCredit
from dealtrace.analysis.credit.terms import NAMES, Terms
from dealtrace.analysis.money import Constant, Converted
from dealtrace.analysis.pay.ability import AbilityToPay, YearDue
from dealtrace.analysis.values import Range
from dealtrace.display import phrases, wording

_SIZES = ((1e12, "trn"), (1e9, "bn"), (1e6, "m"))


def short(value: float | None) -> str:
    """Return a number of dollars in short: "38.0m", "1.2bn", "—" for None."""
    if value is None:
        return "—"
    for size, letters in _SIZES:
        if abs(value) >= size:
            return f"{value / size:,.1f}{letters}"
    return f"{value:,.0f}"


def dollars(value: Range | None) -> str:
    """Return a range of dollars: "$43.2m to 50.0m"."""
    if value is None:
        return "unknown"
    low, high = short(value.low), short(value.high)
    return f"${low}" if low == high else f"${low} to {high}"


def at_rates(sources: Sequence[str]) -> str:
    """Return the sentence that says where exchange rates come from; none without any."""
    return f"Exchange rates: {'; '.join(map(wording.clean, sources))}." if sources else ""


def converted(amount: float | None, currency: str | None, usd: Converted | None) -> str:
    """Return a sum in words, and in dollars with the period of the rate where it is in others."""
    words = wording.amount(amount, currency)
    if usd is None or currency == "USD":
        return words
    return f"{words} (${short(usd.converted)} at the mean rate of {', '.join(usd.periods)})"


def in_prices(constant: Constant | None, prices: int | None, day: dt.date) -> str:
    """Return what follows a sum that is wanted in prices of a year too; none where it isn't."""
    if constant is not None:
        return f"; ${short(constant.constant)} in prices of {constant.base}"
    if prices is None:
        return ""
    why = f"for want of a rate or of prices of {day.year}"
    return f"; in prices of {prices} it is not known, {why}"


def prices_of(constant: Constant | None) -> str:
    """Return the sentence that says where consumer prices come from; none without any."""
    return f"Consumer prices: {wording.clean(constant.source)}." if constant else ""


_TERMS = {
    "rate": ("interest", " % a year"),
    "years": ("over", " years"),
    "grace_years": ("grace", " years"),
}


def terms(found: Terms) -> str:
    """Return the terms of a loan in words, those that no report tells marked as assumed."""
    return ", ".join(term(found, name) + assumed(found, name) for name in NAMES)


def term(found: Terms, name: str) -> str:
    """Return one term in words: "interest 3 % a year", "grace unknown"."""
    words, unit = _TERMS[name]
    value = getattr(found, name)
    return f"{words} unknown" if value is None else f"{words} {value}{unit}"


def assumed(found: Terms, name: str) -> str:
    """Return the mark of a term that no report tells; none for one that is told."""
    return " (assumed)" if name in found.assumed else ""


def known_terms(found: Terms) -> str:
    """Return in short what is known of a loan's terms: "3 % (assumed), 10 years"."""
    return ", ".join(
        f"{value}{unit}{assumed(found, name)}"
        for name, unit in (("rate", " %"), ("years", " years"), ("grace_years", " of grace"))
        if (value := getattr(found, name)) is not None
    )


def not_told(missing: Sequence[str]) -> str:
    """Return what nobody tells of a loan, in words."""
    return wording.listed(name.replace("grace_years", "years of grace") for name in missing)


def payments(one: Assessment) -> str:
    """Return what the payments of a loan come to, of which there must be some."""
    paid = wording.amount(sum(i.total for i in one.schedule), one.currency)
    many = phrases.counted(len(one.schedule), "payment")
    last = one.schedule[-1].years
    return f"{many} to year {last:g}: {paid}, interest {one.interest or 0:,.0f}"


def reckoned(found: AbilityToPay) -> str:
    """Return the sentence that says how a state's loans are taken to be paid back."""
    return f"Reckoned as {paid_back(found.assumed)}." if found.years else ""


def credit(one: ToldCredit) -> str:
    """Return what a credit is and what became of it, or that others tell of it so."""
    return f"{one.kind}, as told otherwise" if one.instead else f"{one.kind}, {one.standing}"


def sources_of(sums: Iterable[Converted | None]) -> tuple[str, ...]:
    """Return where the rates of some sums come from, each source once."""
    return tuple(dict.fromkeys(source for one in sums if one for source in one.sources))


AGAINST = {
    "gdp": "GDP",
    "exports": "exports",
    "reserves": "reserves",
    "revenue": "revenue",
    "debt service": "all debt service",
}
"""What debt service stands against, in words."""


def of_economies(found: Sequence[YearDue]) -> list[str]:
    """Return where each figure of the economy comes from, and up to which year it is known."""
    return [words for name in AGAINST if (words := _of_economy(found, name))]


def _of_economy(found: Sequence[YearDue], name: str) -> str:
    known = [(r, y.year) for y in found for r in y.ratios if r.of == name and r.source]
    if not known:
        return ""
    last, year = known[-1]
    words = f"{AGAINST[name]}: {wording.clean(last.source or '')}"
    if last.period and last.period < str(year):
        words += f"; the last known is of {last.period}, later years stand against it"
    return words


def percent(value: Range | None, places: int = 1) -> str:
    """Return a range of percent: "31.2 %", "at most 40.0 %"."""
    if value is None:
        return "unknown"
    low, high = (None if v is None else _percent(v, places) for v in (value.low, value.high))
    if low is None or high is None:
        return f"at most {high} %" if high else f"at least {low} %"
    return f"{low} %" if low == high else f"{low} to {high} %"


def _percent(value: float, places: int) -> str:
    """Return a number to some places; a small one to two digits that say something."""
    return f"{value:.2g}" if 0 < abs(value) < 0.1 else f"{value:.{places}f}"


def share(value: float | None) -> str:
    """Return a share of 1 in percent."""
    return "—" if value is None else f"{100 * value:.1f} %"


def agreement(value: float | None) -> str:
    """Return the agreement of voices in words."""
    if value is None:
        return "no two voices tell of the same"
    return f"{share(value)} of pairs of voices, as a mean over what two or more tell of"


def states(codes: Sequence[str], otherwise: str = "unknown") -> str:
    """Return states in words."""
    return wording.states(codes) if codes else otherwise


def period(since: dt.date | None, until: dt.date | None) -> str:
    """Return a time in words: "2010-01-01 to 2018-12-31", "all years"."""
    if since is None and until is None:
        return "all years"
    return f"{since or 'the first report'} to {until or 'the last report'}"
