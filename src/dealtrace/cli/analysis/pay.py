"""``dealtrace analyse pay``: what falls due on a state's loans, against what it has."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from dealtrace.analysis.pay.ability import AGAINST, AbilityToPay, YearDue, ability_to_pay
from dealtrace.analysis.pay.record import Entry
from dealtrace.analysis.pay.service import DueLoan
from dealtrace.analysis.pictures import charts, drawing
from dealtrace.analysis.values import to_json
from dealtrace.cli import layout
from dealtrace.cli.messages import Fatal
from dealtrace.cli.register import printing
from dealtrace.cli.register.opening import reading
from dealtrace.display import assuming, figures, phrases, wording

_STYLES = {"doubt": "yellow", "arrears": "red", "written off": "yellow", "repaid": "green"}


def run(arguments: argparse.Namespace) -> int:
    """Print a state's ability to pay."""
    if arguments.state is None and arguments.deal is None:
        raise Fatal("name the state that borrows, or a deal with --deal")
    with reading(arguments) as connection:
        found = ability_to_pay(
            connection,
            arguments.state,
            deal=arguments.deal,
            assumed=assuming.terms(vars(arguments)),
            pledged=arguments.pledged,
            as_of=arguments.as_of,
        )
    if arguments.picture:
        drawing.save(charts.debt_service(found), arguments.picture)
    if arguments.json:
        printing.print_json([to_json(found)])
    else:
        layout.show(Group(*_shown(found)), sys.stdout)
    return 0


def _shown(found: AbilityToPay) -> Iterator[RenderableType]:
    yield Text(wording.state(found.borrower), "bold")
    if not found.loans:
        yield Text("no loans signed or beyond", "dim")
    else:
        yield layout.heading("loans")
        yield _loans(found.loans)
        yield from layout.notes(figures.at_rates(found.rates), figures.reckoned(found))
    if found.years:
        yield layout.heading("due by year")
        yield _years(found.years)
        yield from layout.notes(*figures.of_economies(found.years))
        if found.peak:
            most = figures.dollars(found.peak.usd)
            yield Text(f"The most falls due in {found.peak.year}: {most}.", "bold")
    if found.missing:
        names = wording.listed(found.missing)
        words = f"Not known: {names}; dealtrace data update takes files of World Bank and IMF."
        yield Text(words, "yellow")
    if found.record:
        yield layout.heading("record")
        yield from map(_entry, found.record[:20])


def _loans(found: Sequence[DueLoan]) -> Table:
    table = layout.listing()
    for name in ("Deal", "Lender", "Since", "US dollars", "Terms", "Not told"):
        justify: JustifyMethod = "right" if name == "US dollars" else "left"
        table.add_column(name, justify=justify, no_wrap=name == "Deal")
    for one in found:
        table.add_row(
            layout.say(one.deal, "cyan"),
            figures.states(one.lender),
            f"{one.start} {one.standing}",
            figures.short(one.usd) + (f" ({one.rate.period})" if one.rate else ""),
            figures.known_terms(one.terms),
            Text(figures.not_told(one.missing), "yellow"),
        )
    return table


def _years(found: Sequence[YearDue]) -> Table:
    known = [n for n in AGAINST if any(r.of == n and r.percent for y in found for r in y.ratios)]
    table = layout.listing()
    for name in ("Year", "Due", *(f"of {figures.AGAINST[name]}" for name in known)):
        table.add_column(name, justify="right")
    for one in found:
        shares = {r.of: r for r in one.ratios}
        cells = (figures.percent(shares[name].percent, 2) for name in known)
        periods = (shares[name].period for name in known)
        told = (f"{cell} ({period})" for cell, period in zip(cells, periods, strict=True))
        table.add_row(str(one.year), figures.dollars(one.usd), *told)
    return table


def _entry(one: Entry) -> RenderableType:
    amount = f", {wording.amount(one.amount, one.currency)}" if one.amount is not None else ""
    who = phrases.names(one.says) if one.says else "the report itself"
    official = " (official)" if one.official else ""
    head = Text.assemble(
        (f"{phrases.day(one.day)} ", "dim"), (one.kind, _STYLES.get(one.kind, "")), amount
    )
    head.append(f"  says {who}{official}; {phrases.counted(len(one.reports), 'report')}", "dim")
    quote = Text(f"“{wording.quote(one.sentence, 200)}”", "italic dim")
    return Group(head, layout.indent(quote))
