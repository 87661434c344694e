"""``dealtrace analyse credit``: a deal's credits judged, a loan reckoned, or all credits in sum."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dealtrace.analysis.credit.assessing import Assessment, Judged, Verdict
from dealtrace.analysis.credit.deals import DealCredit, ToldCredit, credit_of
from dealtrace.analysis.credit.ledger import Ledger, ledger
from dealtrace.analysis.money import Constant, Converted
from dealtrace.analysis.pictures import charts, drawing
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout
from dealtrace.cli.messages import Fatal
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import assuming, figures, phrases, wording

_STYLES = {Verdict.YES: "green", Verdict.NO: "red", Verdict.OPEN: "yellow"}


def run(arguments: argparse.Namespace) -> int:
    """Print what is asked for."""
    if arguments.picture and arguments.amount is None:
        raise Fatal("--picture draws a loan reckoned with --amount")
    given = vars(arguments)
    assuming.check(given)
    if arguments.deal:
        with reading(arguments) as connection:
            told = credit_of(connection, arguments.deal, assuming.assumed(given), arguments.as_of)
        return _show(arguments, told, _deal(told, arguments.schedule, arguments.prices))
    if arguments.amount is not None:
        return _reckoned(arguments)
    with reading(arguments) as connection:
        found = ledger(
            connection,
            lender=arguments.lender,
            borrower=arguments.borrower,
            since=arguments.since,
            until=arguments.until,
            as_of=arguments.as_of,
        )
    return _show(arguments, found, _ledger(found))


def _show(arguments: argparse.Namespace, result: object, shown: RenderableType) -> int:
    if arguments.json:
        printing.print_json([to_json(result)])
    else:
        layout.show(shown, sys.stdout)
    return 0


def _reckoned(arguments: argparse.Namespace) -> int:
    """Reckon a loan that no deal tells of."""
    found = assuming.loan(vars(arguments), arguments.as_of, arguments.borrower)
    if arguments.picture:
        title = f"Repayment of {wording.amount(found.amount, found.currency)}"
        drawing.save(charts.repayment(found, title), arguments.picture)
    worth = _Worth(found.amount, found.currency, found.day, found.usd, found.constant)
    told = layout.fields(_worth(worth, arguments.prices))
    return _show(arguments, found, Group(told, *_assessment(found, arguments.schedule)))


class _Worth(NamedTuple):
    """A sum, and what it is in dollars."""

    amount: float | None
    currency: str | None
    day: dt.date
    usd: Converted | None
    constant: Constant | None


def _deal(told: DealCredit, all_payments: bool, prices: int | None) -> RenderableType:
    standing = phrases.standing(told.stage, None, told.hedged)
    head = Text.assemble((told.deal, "bold cyan"), f"  {wording.clean(told.headline)}")
    parts: list[RenderableType] = [head, Text(standing, "dim")]
    if not told.credits:
        parts.append(Text("no report tells of a credit", "dim"))
    for one in told.credits:
        parts += _credit(one, all_payments, prices)
    return Group(*parts)


def _credit(one: ToldCredit, all_payments: bool, prices: int | None) -> Iterator[RenderableType]:
    yield layout.heading(figures.credit(one))
    sides = f"{figures.states(one.lender)} → {figures.states(one.borrower)}"
    says = phrases.names(one.says) if one.says else "the reports themselves"
    yield layout.indent(
        layout.fields(
            [
                *_worth(_Worth(one.amount, one.currency, one.day, one.usd, one.constant), prices),
                ("Between", Text(sides)),
                ("Told by", Text(f"{says}; {phrases.counted(len(one.reports), 'report')}")),
            ]
        )
    )
    if one.assessment is not None:
        for part in _assessment(one.assessment, all_payments):
            yield layout.indent(part)


def _worth(one: _Worth, prices: int | None) -> Iterator[tuple[str, RenderableType]]:
    """Give a sum, and where the rate and the prices come from that its dollars rest on."""
    wanted = prices if one.amount is not None else None
    words = figures.converted(one.amount, one.currency, one.usd)
    yield "Sum", Text(words + figures.in_prices(one.constant, wanted, one.day))
    rates = figures.at_rates(figures.sources_of([one.usd]))
    if rests := " ".join(filter(None, (rates, figures.prices_of(one.constant)))):
        yield "Rests on", Text(rests, "dim")


def _assessment(one: Assessment, all_payments: bool) -> Iterator[RenderableType]:
    yield layout.fields([("Terms", Text(figures.terms(one.terms)))])
    yield _methods(one.judged) if one.judged else Text("no method has a rule for that year", "dim")
    for question in one.questions:
        yield Text.assemble(("To ask  ", "yellow"), question)
    if one.schedule and one.amount is not None:
        yield Text(figures.payments(one))
        if all_payments:
            yield _schedule(one)
    yield Text(f"Reckoned as {'; '.join(one.conventions)}. {' '.join(one.notes)}", "dim")


def _methods(judged: Sequence[Judged]) -> Table:
    table = layout.listing()
    for name in ("Method", "Discount", "Grant element", "Threshold", "Verdict", "Up to interest"):
        right, whole = name in {"Discount", "Threshold"}, name == "Verdict"
        table.add_column(name, justify="right" if right else "left", no_wrap=whole)
    for one in judged:
        group = f" {one.group}" if one.group else ""
        table.add_row(
            one.method + group,
            f"{one.discount:g} %" if one.discount is not None else "needs --cirr",
            figures.percent(one.grant_element),
            f"{one.threshold:g} %",
            Text(one.verdict, _STYLES[one.verdict]),
            f"{one.highest_rate:.2f} %" if one.highest_rate is not None else "—",
        )
    return table


def _schedule(one: Assessment) -> Table:
    table = layout.listing()
    for name in ("No", "Year", "Principal", "Interest", "Total", "Still owed"):
        table.add_column(name, justify="right")
    for i in one.schedule:
        sums = (i.principal, i.interest, i.total, i.outstanding)
        table.add_row(str(i.number), f"{i.years:.2f}", *(f"{value:,.0f}" for value in sums))
    return table


def _ledger(found: Ledger) -> RenderableType:
    if not found.accounts:
        return Text("no credits", "dim")
    table = layout.listing()
    for name in ("Lender", "Borrower", "What became of it", "Credits", "US dollars of their day"):
        table.add_column(name, justify="right" if name == "Credits" else "left")
    for one in found.accounts:
        gaps = f" ({one.without_sum} without a sum)" if one.without_sum else ""
        table.add_row(
            wording.states(one.lender.split("+")),
            wording.states(one.borrower.split("+")),
            Text(one.standing, _LEDGER.get(one.standing, "")),
            f"{one.count:,}",
            figures.dollars(one.usd) + gaps,
        )
    note = "Pledged, committed and disbursed are kept apart: nothing is counted twice, none added."
    return Group(table, *layout.notes(note, figures.at_rates(found.rates)))


_LEDGER = {
    "fallen through": "red",
    "written off": "yellow",
    "disbursed": "green",
    "repaid": "green",
}
