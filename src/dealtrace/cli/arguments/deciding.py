"""The commands by which people decide about deals and sources."""

from __future__ import annotations

import argparse

from dealtrace.cli.arguments import kinds
from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.register import DEAL_HELP, command

_FIELDS = "supplier, recipient, kind, value, financing, stage, stage_date, hedged or quantity"

_OF_CLAIMS = (
    "type, sum, stage, modality, arms, supplier, recipient, who, to_whom, credit, interest, years, "
    "grace or says"
)


def add_to(commands: Commands) -> None:
    """Add these commands."""
    merge = _decision(commands, "merge", "make deals one, and keep them so")
    merge.add_argument("deals", nargs="+", metavar="DEAL", help="two or more deals")
    split = _decision(commands, "split", "take what some reports tell out of a deal")
    split.add_argument("deal", metavar="DEAL", help=DEAL_HELP)
    split.add_argument(
        "--report", nargs="+", required=True, metavar="KEY", help="the reports' keys"
    )
    _add_set(commands)
    reject = _decision(commands, "reject", "mark a deal as none, or a claim as misread")
    reject.add_argument(
        "deal", metavar="DEAL", help=f"{DEAL_HELP}; or a claim, as in 3f2a9c#c4, to leave its deals"
    )
    _add_correct(commands)
    confirm = _decision(commands, "confirm", "mark a deal as checked")
    confirm.add_argument("deal", metavar="DEAL", help=DEAL_HELP)
    undo = _decision(commands, "undo", "take a decision back")
    undo.add_argument(
        "number", nargs="?", type=kinds.count, metavar="NUMBER", help="default: the last one"
    )
    _add_grade(commands)


def _decision(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    made = command(commands, name, "decide", words)
    made.add_argument("--by", metavar="NAME", help="who decides (default: the login name)")
    made.add_argument("--reason", default="", metavar="TEXT", help="why; kept with the decision")
    return made


def _add_set(commands: Commands) -> None:
    made = _decision(commands, "set", "set a field of a deal, beside what the reports say")
    made.add_argument("deal", metavar="DEAL", help=DEAL_HELP)
    made.add_argument("field", metavar="FIELD", help=_FIELDS)
    made.add_argument("value", metavar="VALUE", help="as in 'EUR 38,000,000', 2019-02, 'Mi-17=12'")


def _add_correct(commands: Commands) -> None:
    made = _decision(commands, "correct", "put right what a claim says, and its deals")
    made.add_argument("claim", metavar="CLAIM", help="the report and the claim, as in 3f2a9c#c4")
    made.add_argument("field", metavar="FIELD", help=_OF_CLAIMS)
    made.add_argument("value", metavar="VALUE", help="as in 'EUR 38,000,000', 'Mi-17=12', none")


def _add_grade(commands: Commands) -> None:
    grade = _decision(commands, "grade", "say how reliable a source is (Admiralty scale)")
    grade.add_argument("source", metavar="SOURCE", help="its name, as show prints it")
    grade.add_argument(
        "letter",
        type=str.upper,
        choices=tuple("ABCDEF"),
        help="A completely reliable … E unreliable, F can't be judged",
    )
