"""What people decide about deals and sources: ``merge``, ``split``, ``set`` and the others."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text
from sqlalchemy import Connection

from dealtrace.cli import layout
from dealtrace.cli.messages import Fatal, note
from dealtrace.cli.register import decisions
from dealtrace.cli.register.opening import opened
from dealtrace.display import phrases, wording
from dealtrace.register import acts, one_deal, report_lists
from dealtrace.register.acts import Person
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.decisions import Decision, read, standing
from dealtrace.register.desk import reviews
from dealtrace.register.model import Json
from dealtrace.register.store import Register

Deals = dict[str, DealRow]


def run(arguments: argparse.Namespace) -> int:
    """Take a decision and print what changed."""
    person = Person(arguments.by or _login(), arguments.reason or "")
    with opened(arguments) as register:
        if arguments.command == "grade":
            return _grade(register, arguments, person)
        with register.reading() as connection:
            slugs = _concerned(connection, arguments)
            before = _deals(connection, slugs)
        made = _act(register, arguments, person)
        with register.reading() as connection:
            after = _deals(connection, slugs)
    for part in _told(made, before, after):
        layout.show(part, sys.stdout)
    return 0


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise Fatal("who decides? give --by NAME") from None


def _act(register: Register, arguments: argparse.Namespace, person: Person) -> Decision:
    if arguments.command == "merge":
        return acts.merge(register, arguments.deals, person)
    if arguments.command == "split":
        return acts.split(register, arguments.deal, arguments.report, person)
    if arguments.command == "set":
        return acts.set_field(register, arguments.deal, arguments.field, arguments.value, person)
    if arguments.command == "undo":
        return _undo(register, arguments.number, person)
    if arguments.command == "correct":
        return _correct_claim(register, arguments, person)
    if arguments.command == "reject" and "#" in arguments.deal:
        return _reject_claim(register, arguments.deal, person)
    act = acts.reject if arguments.command == "reject" else acts.confirm
    return act(register, arguments.deal, person)


def _undo(register: Register, number: int | None, person: Person) -> Decision:
    """Take a decision back, and the verdict of the desk that it came of."""
    with register.writing() as connection:
        made = acts.undo(connection, number, person)
        reviews.took_back(connection, made.undoes or 0, person.name)
    return made


def _reject_claim(register: Register, name: str, person: Person) -> Decision:
    report, _, claim = name.partition("#")
    return acts.reject_claim(register, report, claim, person)


def _correct_claim(register: Register, arguments: argparse.Namespace, person: Person) -> Decision:
    report, _, claim = arguments.claim.partition("#")
    made = acts.correct_claim(register, report, claim, {arguments.field: arguments.value}, person)
    if made is None:
        raise Fatal(f"{arguments.claim}: it says so already")
    return made


def _concerned(connection: Connection, arguments: argparse.Namespace) -> list[str]:
    """Return the tellings that the decision is about."""
    if arguments.command == "undo":
        made = read(connection)
        standing_ = standing(made)
        number = arguments.number or (standing_[-1].id if standing_ else None)
        return _reaching(made, number)
    if arguments.command == "merge":
        names = list(arguments.deals)
    elif arguments.command == "correct" or "#" in arguments.deal:
        claim = arguments.claim if arguments.command == "correct" else arguments.deal
        names = list(report_lists.report(connection, claim.partition("#")[0])[0].deals)
    else:
        names = [arguments.deal]
    rows = [one_deal.deal(connection, name) for name in names]
    return [slug for row in rows for slug in row.dossier["tellings"]]


def _reaching(made: Sequence[Decision], number: int | None) -> list[str]:
    """Return the tellings a decision speaks of; an undo speaks of what it undoes."""
    by_id = {one.id: one for one in made}
    one = by_id.get(number or 0)
    while one and one.undoes is not None:
        one = by_id.get(one.undoes)
    return sorted(one.slugs) if one else []


def _deals(connection: Connection, slugs: Iterable[str]) -> Deals:
    """Return the deals that hold any of the tellings."""
    rows = (one_deal.deal(connection, slug) for slug in slugs)
    return {row.id: row for row in rows}


def _told(made: Decision, before: Deals, after: Deals) -> Iterable[RenderableType]:
    yield decisions.line(made)
    for deal in sorted(before.keys() - after.keys()):
        yield layout.indent(Text.assemble((deal, "red"), " is no deal of its own any more"))
    for deal, row in sorted(after.items()):
        mark = "" if deal in before else " (new)"
        yield layout.indent(
            Text.assemble((deal, "cyan"), (mark, "green"), "  ", wording.clean(row.headline))
        )
        changes = _changes(before[deal], row) if deal in before else []
        for line in changes:
            yield layout.indent(Text(line), 4)
    yield layout.indent(Text(f"take it back: dealtrace undo {made.id}", "dim"))


def _changes(old: DealRow, new: DealRow) -> list[str]:
    """Say what of a deal is not as it was."""
    was, now = _values(old), _values(new)
    return [
        wording.clean(f"{name}: {was.get(name, 'none')} → {now.get(name, 'none')}")
        for name in dict.fromkeys([*was, *now])
        if was.get(name) != now.get(name)
    ]


def _values(row: DealRow) -> dict[str, str]:
    """Return what of a deal a decision can change, in words."""
    body: Json = row.dossier
    found = {
        "supplier": wording.states(body["supplier"]),
        "recipient": wording.states(body["recipient"]),
        "kind": body["kind"][0]["value"],
        "stage": phrases.standing(row.stage, row.stage_date, row.hedged),
        "reports": str(row.reports),
        "confirmed": "yes" if row.confirmed else "no",
        "rejected": "yes" if body["rejected"] else "no",
    }
    if body["value"]:
        found["price"] = phrases.amount(body["value"][0]["value"])
    for item in body["items"]:
        if item["quantity"]:
            found[item["designation"] or item["text"]] = f"{item['quantity'][0]['value']:,}"
    return found


def _grade(register: Register, arguments: argparse.Namespace, person: Person) -> int:
    from dealtrace.register.grades import Reliability
    from dealtrace.register.gradings import give, is_told_of

    made = give(register, arguments.source, Reliability(arguments.letter), person)
    layout.show(
        Text.assemble(
            (wording.clean(made.source), "bold"),
            f": {made.reliability} {made.reliability.meaning}, by {wording.clean(made.made_by)}",
        ),
        sys.stdout,
    )
    if not is_told_of(register, made.source):
        note(f"no deal is told by {made.source} or rests on it; dealtrace show names the sources")
    return 0
