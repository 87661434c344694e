"""The commands that say what follows from a register, and those for the figures they rest on."""

from __future__ import annotations

import argparse
from pathlib import Path

from dealtrace.cli.arguments import kinds
from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.register import DEAL_HELP, add_register
from dealtrace.display.assuming import KINDS


def add_to(commands: Commands) -> None:
    """Add these commands."""
    _add_analyse(commands)
    _add_compare(commands)
    _add_data(commands)


def _add_analyse(commands: Commands) -> None:
    analyse = commands.add_parser("analyse", help="say what follows from the register")
    parts = analyse.add_subparsers(dest="part", required=True, metavar="WHAT")
    for add in (_add_credit, _add_pay, _add_dependence, _add_network):
        add(parts)
    for add in (_add_corroboration, _add_timeline):
        add(parts)


def analysis(parts: Commands, name: str, words: str) -> argparse.ArgumentParser:
    """Add an analysis, run by the module of ``cli.analysis`` with its name."""
    made = parts.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    made.set_defaults(module=f"dealtrace.cli.analysis.{name}")
    add_register(made, argparse.SUPPRESS)
    made.add_argument(
        "--as-of", type=kinds.last_day, metavar="DATE", help="what was known on that day"
    )
    made.add_argument("--json", action="store_true", help="print it as a JSON object")
    return made


def days(to: argparse.ArgumentParser, what: str) -> None:
    """Add the options that bound the time."""
    to.add_argument(
        "--since", type=kinds.first_day, metavar="DATE", help=f"{what} on this day or later"
    )
    to.add_argument(
        "--until", type=kinds.last_day, metavar="DATE", help=f"{what} on this day or earlier"
    )


def _add_compare(commands: Commands) -> None:
    compare = commands.add_parser("compare", help="compare the register with another")
    parts = compare.add_subparsers(dest="part", required=True, metavar="WHAT")
    sipri = analysis(parts, "sipri", "deals of the register against SIPRI's orders")
    sipri.add_argument("file", type=Path, metavar="FILE", help="SIPRI's trade register, CSV")
    sipri.add_argument("--supplier", type=kinds.state, metavar="STATE", help="supplied by it")
    sipri.add_argument("--recipient", type=kinds.state, metavar="STATE", help="supplied to it")
    sipri.add_argument(
        "--limit", type=kinds.count, default=20, metavar="N", help="of each kind (default 20)"
    )
    days(sipri, "ordered")


def _add_credit(parts: Commands) -> None:
    credit = analysis(parts, "credit", "is a credit cheap, and what became of the money")
    credit.add_argument(
        "deal", nargs="?", metavar="DEAL", help=f"{DEAL_HELP}; without one all credits in sum"
    )
    for option, words in (("--lender", "lent by it"), ("--borrower", "lent to it")):
        credit.add_argument(option, type=kinds.state, metavar="STATE", help=words)
    days(credit, "credits told for")
    _add_terms(credit)
    credit.add_argument(
        "--prices", type=KINDS["prices"], metavar="YEAR", help="sums in US dollars of YEAR too"
    )
    _add_reckoning(credit)


def _add_pay(parts: Commands) -> None:
    pay = analysis(parts, "pay", "can a state pay, and how has it paid before")
    pay.add_argument("state", nargs="?", type=kinds.state, metavar="STATE", help="who borrows")
    pay.add_argument("--deal", metavar="DEAL", help="on this deal's loan alone")
    pay.add_argument("--pledged", action="store_true", help="count loans that are only pledged too")
    _add_terms(pay)
    _add_picture(pay)


def _add_terms(credit: argparse.ArgumentParser) -> None:
    """Add the terms that are assumed where nobody tells them."""
    for option, words in (
        ("rate", "interest in percent a year, as in 3 or 2..4, where nobody tells it"),
        ("years", "years to the last payment, where nobody tells them"),
        ("grace", "years without principal, where nobody tells them"),
    ):
        credit.add_argument(f"--{option}", type=KINDS[option], metavar="RANGE", help=words)
    credit.add_argument(
        "--per-year",
        type=KINDS["per_year"],
        metavar="N",
        help="payments a year: 1, 2, 4 or 12 (default 2)",
    )
    credit.add_argument(
        "--repayment",
        type=KINDS["repayment"],
        metavar="WORD",
        help="how the principal comes back: 'equal principal' (default), annuity or bullet",
    )


def _add_reckoning(credit: argparse.ArgumentParser) -> None:
    credit.add_argument(
        "--amount", type=KINDS["amount"], metavar="SUM", help="reckon a loan of SUM"
    )
    credit.add_argument(
        "--currency", type=KINDS["currency"], metavar="CODE", help="of --amount (default USD)"
    )
    credit.add_argument(
        "--group",
        type=KINDS["group"],
        metavar="GROUP",
        help="the borrower's, on the DAC's list: LDC, LIC, LMIC or UMIC",
    )
    credit.add_argument(
        "--cirr",
        type=KINDS["cirr"],
        metavar="RATE",
        help="Commercial Interest Reference Rate, percent",
    )
    credit.add_argument("--schedule", action="store_true", help="print every payment")
    _add_picture(credit)


def _add_dependence(parts: Commands) -> None:
    made = analysis(parts, "dependence", "who depends on whose arms, and how much")
    made.add_argument(
        "state", nargs="?", type=kinds.state, metavar="STATE", help="without one all, ranked"
    )
    made.add_argument(
        "--class",
        dest="item_class",
        type=kinds.word_of(kinds.item_classes),
        metavar="WORD",
        help="of arms, where states are ranked",
    )
    made.add_argument(
        "--by", choices=("deals", "value"), default="deals", help="what shares are shares of"
    )
    made.add_argument(
        "--sipri", type=Path, metavar="FILE", help="beside SIPRI's trade register (CSV), and joined"
    )
    made.add_argument(
        "--window", type=kinds.count, default=5, metavar="YEARS", help="taken together (default 5)"
    )
    made.add_argument("--limit", type=kinds.count, metavar="N", help="states ranked (default 30)")
    days(made, "deals of")
    _add_picture(made)


def _add_network(parts: Commands) -> None:
    made = analysis(parts, "network", "who supplies, funds or meets whom, and who stands between")
    made.add_argument(
        "relation", nargs="?", choices=("supply", "credit", "meetings"), default="supply"
    )
    made.add_argument("--around", type=kinds.state, metavar="STATE", help="and its partners only")
    made.add_argument(
        "--class",
        dest="item_class",
        type=kinds.word_of(kinds.item_classes),
        metavar="WORD",
        help="supply with these arms",
    )
    made.add_argument("--persons", action="store_true", help="meetings of persons, not of states")
    made.add_argument(
        "--most", type=kinds.count, default=100, metavar="N", help="nodes kept (default 100)"
    )
    made.add_argument("--limit", type=kinds.count, metavar="N", help="list at most N nodes")
    days(made, "deals, or reports of meetings,")
    _add_picture(made, ", or .cyjs for Cytoscape")


def _add_corroboration(parts: Commands) -> None:
    made = analysis(parts, "corroboration", "is a deal borne out, and what to ask next")
    made.add_argument("deal", metavar="DEAL", help=DEAL_HELP)


def _add_timeline(parts: Commands) -> None:
    made = analysis(parts, "timeline", "what happened when")
    made.add_argument("deal", nargs="?", metavar="DEAL", help=f"{DEAL_HELP}; or name states")
    for option, words in (
        ("--party", "deals supplied by it or to it"),
        ("--supplier", "deals supplied by it"),
        ("--recipient", "deals supplied to it"),
    ):
        made.add_argument(option, type=kinds.state, metavar="STATE", help=words)
    days(made, "what happened")
    _add_picture(made)


def _add_picture(to: argparse.ArgumentParser, more: str = "") -> None:
    to.add_argument(
        "--picture",
        type=Path,
        metavar="FILE",
        help=f"also draw it: .svg, .png, .json (its description){more}",
    )


def _add_data(commands: Commands) -> None:
    data = commands.add_parser("data", help="the figures that analyses rest on")
    parts = data.add_subparsers(dest="part", required=True, metavar="WHAT")
    update = parts.add_parser(
        "update",
        help="take over newer official files",
        description="Take over exchange rates, prices and figures of economies from official files",
    )
    update.set_defaults(module="dealtrace.cli.analysis.data")
    update.add_argument("files", nargs="+", type=Path, metavar="FILE", help="as downloaded")
    shown = parts.add_parser("list", help="list the tables, and where they come from")
    shown.set_defaults(module="dealtrace.cli.analysis.data", files=[])
    for one in (update, shown):
        one.add_argument("--json", action="store_true", help="print one JSON object per table")
