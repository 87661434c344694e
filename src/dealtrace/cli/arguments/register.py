"""The commands that fill a register, keep it, and ask it."""

from __future__ import annotations

import argparse
from pathlib import Path

from dealtrace.cli.arguments import kinds
from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.reading import PATH_HELP

_REGISTER = (
    "the register: a file or a database address (default: DEALTRACE_DATABASE_URL, or dealtrace.db)"
)
DEAL_HELP = "a deal's id, or the start of it"
ENTITY_KINDS = ("state", "person", "body", "company", "medium", "weapon")


def add_register(to: argparse.ArgumentParser, default: str | None) -> None:
    """Add the option that names the register; it may stand before the command or after it."""
    to.add_argument("--register", metavar="FILE_OR_ADDRESS", default=default, help=_REGISTER)


def command(commands: Commands, name: str, module: str, words: str) -> argparse.ArgumentParser:
    """Add a command on a register, run by a module of ``cli.register``, and return its parser."""
    made = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    made.set_defaults(module=f"dealtrace.cli.register.{module}")
    add_register(made, argparse.SUPPRESS)  # so that the one before the command stands
    return made


def add_to(commands: Commands) -> None:
    """Add these commands."""
    for add in (_add_add, _add_deals, _add_show, _add_reports, _add_search, _add_entities):
        add(commands)
    _add_history(commands)
    _add_explain(commands)
    _add_upkeep(commands)


def _add_add(commands: Commands) -> None:
    add = command(commands, "add", "add", "read reports into the register")
    add.add_argument("paths", nargs="+", metavar="PATH", help=PATH_HELP)
    add.add_argument(
        "--watch", action="store_true", help="keep looking at the folders for what is new"
    )
    add.add_argument(
        "--jobs", type=kinds.jobs, default=1, metavar="N", help="read in N processes (default 1)"
    )
    add.add_argument("--json", action="store_true", help="print one JSON object per report")


def _add_deals(commands: Commands) -> None:
    deals = command(commands, "deals", "deals", "list the deals of the register")
    add_deal_filters(deals)
    deals.add_argument(
        "--sort",
        choices=("last_seen", "first_seen", "amount", "reports"),
        default="last_seen",
        help="the latest, largest or most told first",
    )
    _add_limit(deals, "deals")
    add_as_of(deals)
    form = deals.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print a table for spreadsheets")
    form.add_argument("--json", action="store_true", help="print one JSON object per deal")


def add_deal_filters(deals: argparse.ArgumentParser) -> None:
    """Add the options that say which deals are wanted."""
    for option, words in (
        ("--party", "supplied by it or to it"),
        ("--supplier", "supplied by it"),
        ("--recipient", "supplied to it"),
    ):
        deals.add_argument(option, type=kinds.state, metavar="STATE", help=words)
    for option, name, known in (
        ("--class", "item_class", kinds.item_classes),
        ("--stage", "stage", kinds.stages),
        ("--kind", "kind", kinds.deal_kinds),
    ):
        deals.add_argument(
            option, dest=name, type=kinds.word_of(known), metavar="WORD", help=", ".join(known())
        )
    deals.add_argument("--source", metavar="NAME", help="told by it, or resting on it")
    deals.add_argument("--min-usd", type=kinds.dollars, metavar="SUM", help="as in 50000000 or 50m")
    deals.add_argument("--max-usd", type=kinds.dollars, metavar="SUM")
    _add_days(deals, "last told")
    for option, words in (
        ("confirmed", "checked by a person"),
        ("dormant", "not over, and without news for three years"),
    ):
        deals.add_argument(
            f"--{option}", action=argparse.BooleanOptionalAction, default=None, help=words
        )


def _add_days(to: argparse.ArgumentParser, what: str) -> None:
    to.add_argument(
        "--since", type=kinds.first_day, metavar="DATE", help=f"{what} on this day or later"
    )
    to.add_argument(
        "--until", type=kinds.last_day, metavar="DATE", help=f"{what} on this day or earlier"
    )


def _add_limit(to: argparse.ArgumentParser, what: str) -> None:
    to.add_argument("--limit", type=kinds.count, metavar="N", help=f"show at most N {what}")


def add_as_of(to: argparse.ArgumentParser) -> None:
    """Add the option for the day as of which the register is asked."""
    to.add_argument(
        "--as-of", type=kinds.last_day, metavar="DATE", help="what was known on that day"
    )


def _add_show(commands: Commands) -> None:
    show = command(commands, "show", "show", "print the dossier of a deal, or what a report tells")
    show.add_argument("name", metavar="DEAL", help=f"{DEAL_HELP}; or a report's key")
    add_as_of(show)
    show.add_argument("--json", action="store_true", help="print it as a JSON object")


def _add_reports(commands: Commands) -> None:
    reports = command(commands, "reports", "reports", "list the reports of the register")
    reports.add_argument("--deal", metavar="DEAL", help="those that tell of this deal")
    reports.add_argument("--publisher", metavar="NAME", help="those of this publisher")
    _add_days(reports, "published")
    reports.add_argument(
        "--all", action="store_true", help="also those that a corrected text took the place of"
    )
    _add_limit(reports, "reports")
    add_as_of(reports)
    reports.add_argument("--json", action="store_true", help="print one JSON object per report")


def _add_search(commands: Commands) -> None:
    search = command(commands, "search", "search", "find words in reports and claims")
    search.add_argument(
        "words", nargs="+", metavar="WORD", help='all must occur; "two words" stand together'
    )
    _add_limit(search, "hits")
    add_as_of(search)
    search.add_argument("--json", action="store_true", help="print one JSON object per hit")


def _add_entities(commands: Commands) -> None:
    entities = command(
        commands, "entities", "entities", "list whom and what the reports name, or show one"
    )
    entities.add_argument("name", nargs="?", metavar="NAME", help="a name, a part of one, or a key")
    entities.add_argument("--kind", choices=ENTITY_KINDS)
    entities.add_argument("--country", type=kinds.state, metavar="STATE")
    _add_limit(entities, "entities, or claims of one")
    add_as_of(entities)
    entities.add_argument("--json", action="store_true", help="print one JSON object per entity")


def _add_history(commands: Commands) -> None:
    history = command(commands, "history", "history", "print all that happened to a deal")
    history.add_argument("deal", metavar="DEAL", help=DEAL_HELP)
    add_as_of(history)
    history.add_argument("--json", action="store_true", help="print one JSON object per event")


def _add_explain(commands: Commands) -> None:
    explain = command(
        commands, "explain", "explain", "say why reports were joined to a deal, or a claim made"
    )
    explain.add_argument("target", metavar="TARGET", help="a deal's id; with --claim, one report")
    explain.add_argument("--claim", metavar="ID", help="a claim of the report, as in c3")
    add_as_of(explain)


def _add_upkeep(commands: Commands) -> None:
    command(commands, "init", "upkeep", "make a register")
    command(commands, "check", "upkeep", "look for damage in the register")
    for name, words in (
        ("backup", "copy the register to a file, even while it is in use"),
        ("restore", "make a register out of a backup"),
    ):
        command(commands, name, "upkeep", words).add_argument("file", type=Path, metavar="FILE")
    command(commands, "upgrade", "upkeep", "bring a register of an earlier version up to date")
