"""Credits judged and summed, and whether a state can pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from dealtrace.analysis.credit.assessing import Assessment
from dealtrace.analysis.credit.deals import DealCredit, ToldCredit, credit_of
from dealtrace.analysis.credit.ledger import ledger
from dealtrace.analysis.credit.reckoning import Reckoned
from dealtrace.analysis.credit.terms import NAMES, Terms
from dealtrace.analysis.pay.ability import AGAINST, AbilityToPay, YearDue, ability_to_pay
from dealtrace.analysis.pictures import charts
from dealtrace.display import assuming, figures, phrases, wording
from dealtrace.web.analyses.asked import Asked
from dealtrace.web.analyses.sheets import Analysis, Sheet, deal, sheet


def credit(connection: Connection, asked: Asked) -> Analysis:
    """A deal's credits, or all credits in sum."""
    assuming.check(asked.values)
    if asked["deal"]:
        assumed = assuming.assumed(asked.values)
        return _of_deal(credit_of(connection, asked["deal"], assumed, asked.as_of), asked)
    if asked["amount"] is not None:
        return _of_no_deal(assuming.loan(asked.values, asked.as_of, asked["state"]), asked)
    found = ledger(
        connection,
        lender=asked["other"],
        borrower=asked["state"],
        since=asked["since"],
        until=asked["until"],
        as_of=asked.as_of,
    )
    rows = [
        (
            wording.states(one.lender.split("+")),
            wording.states(one.borrower.split("+")),
            one.standing,
            f"{one.count:,}",
            figures.dollars(one.usd),
            f"{one.without_sum:,}" if one.without_sum else "",
        )
        for one in found.accounts
    ]
    numbers = "Credits|Without a sum"
    columns = "Lender|Borrower|What became of it|Credits|US dollars of their day|Without a sum"
    note = "Pledged, committed and disbursed are kept apart: nothing is counted twice, none added."
    sheets = sheet("Credits in sum", columns, rows, numbers)
    notes = [note, *filter(None, [figures.at_rates(found.rates)])]
    return Analysis(found, "Credits", sheets, notes if rows else ["No credits."])


def _of_no_deal(found: Reckoned, asked: Asked) -> Analysis:
    """A loan of a sum, with all its terms from the asker."""
    worth = figures.converted(found.amount, found.currency, found.usd)
    sums = worth + figures.in_prices(found.constant, asked["prices"], found.day)
    words = wording.amount(found.amount, found.currency)
    sheets = sheet("As given", "What|Given", [("Sum", sums), *_facts(found)])
    notes = [f"To ask: {question}" for question in found.questions]
    sources = figures.at_rates(figures.sources_of([found.usd])), figures.prices_of(found.constant)
    chart = charts.repayment(found, f"Repayment of {words}") if found.schedule else None
    sheets += _judged(found, asked)
    return Analysis(found, f"A loan of {words}", sheets, [*notes, *filter(None, sources)], chart)


def _of_deal(found: DealCredit, asked: Asked) -> Analysis:
    sheets = [part for one in found.credits for part in _told(one, asked)]
    questions = [
        question for one in found.credits if one.assessment for question in one.assessment.questions
    ]
    notes = _assumed(found.given, [one.assessment.terms for one in found.credits if one.assessment])
    notes += [f"To ask: {question}" for question in dict.fromkeys(questions)]
    notes += filter(None, [figures.at_rates(figures.sources_of(one.usd for one in found.credits))])
    notes += dict.fromkeys(figures.prices_of(one.constant) for one in found.credits if one.constant)
    if not found.credits:
        notes = ["No report tells of a credit."]
    return Analysis(found, found.headline, sheets, notes)


def _assumed(given: Terms, loans: Sequence[Terms]) -> list[str]:
    """Say which of the terms given stand in for what no report tells."""
    used = {name for terms in loans for name in terms.assumed}
    told = ", ".join(figures.term(given, name) for name in NAMES if name in used)
    if told:
        return [f"Assumed where no report tells: {told}."]
    unused = loans and any(getattr(given, name) is not None for name in NAMES)
    return ["What is given counts for nothing here: reports tell these terms."] if unused else []


def _told(one: ToldCredit, asked: Asked) -> Iterator[Sheet]:
    says = phrases.names(one.says) if one.says else "the reports themselves"
    wanted = asked["prices"] if one.amount is not None else None
    worth = figures.converted(one.amount, one.currency, one.usd)
    facts = [
        ("Sum", worth + figures.in_prices(one.constant, wanted, one.day)),
        ("Between", f"{figures.states(one.lender)} → {figures.states(one.borrower)}"),
        ("Told by", f"{says}; {phrases.counted(len(one.reports), 'report')}"),
    ]
    if one.assessment:
        facts += _facts(one.assessment)
    assumes = one.assessment is not None and one.assessment.terms.assumed
    columns = "What|Told or assumed" if assumes else "What|Told"
    yield from sheet(figures.credit(one), columns, facts)
    if one.assessment:
        yield from _judged(one.assessment, asked)


def _facts(one: Assessment) -> Iterator[tuple[str, str]]:
    yield "Terms", figures.terms(one.terms)
    if one.schedule:
        yield "Payments", figures.payments(one)
    yield "Reckoned as", f"{'; '.join(one.conventions)}. {' '.join(one.notes)}"


def _judged(one: Assessment, asked: Asked) -> list[Sheet]:
    rows = [
        (
            " ".join(filter(None, (by.method, by.group))),
            f"{by.discount:g} %" if by.discount is not None else "not known",
            figures.percent(by.grant_element),
            f"{by.threshold:g} %",
            by.verdict,
            f"{by.highest_rate:.2f} %" if by.highest_rate is not None else "—",
        )
        for by in one.judged
    ]
    columns = "Method|Discount|Grant element|Threshold|Concessional|Up to interest of"
    title = "Is it cheap, as far as assumed?" if one.terms.assumed else "Is it cheap?"
    judged = sheet(title, columns, rows, "Discount|Threshold")
    return judged + (_schedule(one) if asked["schedule"] else [])


def _schedule(one: Assessment) -> list[Sheet]:
    rows = [
        (
            str(i.number),
            f"{i.years:.2f}",
            *(f"{sum_:,.0f}" for sum_ in (i.principal, i.interest, i.total, i.outstanding)),
        )
        for i in one.schedule
    ]
    numbers = "Year|Principal|Interest|Total|Still owed"
    return sheet(f"Payments, in {one.currency}", f"No|{numbers}", rows, numbers)


def pay(connection: Connection, asked: Asked) -> Analysis:
    """What falls due on a state's loans, against what it has."""
    found = ability_to_pay(
        connection,
        asked["state"],
        deal=asked["deal"],
        assumed=asked.terms,
        pledged=bool(asked["pledged"]),
        as_of=asked.as_of,
    )
    loans = [
        (
            deal(one.deal),
            figures.states(one.lender),
            f"{one.start} {one.standing}",
            figures.short(one.usd) + (f" (rate of {one.rate.period})" if one.rate else ""),
            figures.known_terms(one.terms),
            figures.not_told(one.missing),
        )
        for one in found.loans
    ]
    record = [
        (
            phrases.day(one.day),
            one.kind + (", official" if one.official else ""),
            phrases.names(one.says) if one.says else "the report itself",
            f"“{wording.quote(one.sentence, 240)}”",
        )
        for one in found.record[:40]
    ]
    sheets = [
        *sheet("Loans", "Deal|Lender|Since|US dollars|Terms|Not told", loans, "US dollars"),
        *_due(found.years),
        *sheet("Record", "Day|What|Who says so|Sentence", record),
    ]
    chart = charts.debt_service(found) if found.years else None
    return Analysis(found, wording.state(found.borrower), sheets, _pay_notes(found), chart)


def _pay_notes(found: AbilityToPay) -> list[str]:
    notes = _assumed(found.assumed, [one.terms for one in found.loans])
    notes += [] if found.loans else ["No loans signed or beyond."]
    if found.peak:
        notes.append(f"The most falls due in {found.peak.year}: {figures.dollars(found.peak.usd)}.")
    notes += filter(None, [figures.reckoned(found), figures.at_rates(found.rates)])
    notes += figures.of_economies(found.years)
    if found.missing:
        names = wording.listed(found.missing)
        where = "dealtrace data update takes files of World Bank and IMF"
        notes.append(f"Not known: {names}; {where}.")
    return notes


def _due(found: Sequence[YearDue]) -> list[Sheet]:
    known = [n for n in AGAINST if any(r.of == n and r.percent for y in found for r in y.ratios)]
    rows = []
    for one in found:
        shares = {r.of: r for r in one.ratios}
        told = (f"{figures.percent(shares[n].percent, 2)} ({shares[n].period})" for n in known)
        rows.append((str(one.year), figures.dollars(one.usd), *told))
    names = [f"of {figures.AGAINST[name]}" for name in known]
    columns = "|".join(["Year", "Due", *names])
    return sheet("Due by year", columns, rows, columns)
