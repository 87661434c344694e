"""What people do with deals: merge, split, set, reject, correct, confirm, undo. Each act is one
transaction: the decision is written down and the deals it is about are merged anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.register import corrections, decisions, judging, merging, queries
from dealtrace.register.conditions import codes
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.schema import claims, report_deals, reports
from dealtrace.register.store import Register
from dealtrace.register.tellings import numbers


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides, and why.

    ``seen`` is the number of the last decision about the deal that they had before them, 0 for
    none: if somebody else has decided since, :class:`Overtaken` is raised and nothing is written.
    Without it there is no such check.
    """

    name: str
    reason: str = ""
    seen: int | None = None


class Overtaken(RegisterError):
    """Others decided about the deal meanwhile; ``later`` are their decisions, oldest first."""

    def __init__(self, later: Sequence[Decision]) -> None:
        names = ", ".join(dict.fromkeys(one.made_by for one in later))
        super().__init__(f"decided meanwhile by {names}; look again")
        self.later = tuple(later)


def merge(register: Register, names: Sequence[str], person: Person) -> Decision:
    """Make two or more deals one, and keep them so. Raises :class:`RegisterError`."""
    with register.writing() as connection:
        found = {row.id: row for row in (queries.deal(connection, name) for name in names)}
        if len(found) < 2:
            raise RegisterError("to merge takes two deals; these are one already")
        groups = [_tellings(row) for row in found.values()]
        return _decide(connection, Action.MERGE, next(iter(found)), {"groups": groups}, person)


def split(register: Register, name: str, report_keys: Sequence[str], person: Person) -> Decision:
    """Take what some reports tell out of a deal, into one of its own, and keep it apart.

    ``report_keys`` are keys of reports, or starts of them, or tellings' slugs. Raises
    :class:`RegisterError`.
    """
    with register.writing() as connection:
        row = queries.deal(connection, name)
        own = _tellings(row)
        named = {key: [s for s in own if _named(connection, s, [key])] for key in report_keys}
        if strange := [key for key, slugs in named.items() if not slugs]:
            raise RegisterError(f"{row.id}: none of its reports is {', '.join(strange)}")
        part = [slug for slug in own if any(slug in slugs for slugs in named.values())]
        rest = [slug for slug in own if slug not in part]
        if not rest:
            raise RegisterError(f"{row.id}: nothing would be left of it")
        return _decide(connection, Action.SPLIT, row.id, {"groups": [part, rest]}, person)


def set_field(register: Register, name: str, field: str, text: str, person: Person) -> Decision:
    """Set a field of a deal, beside what the reports say. Raises :class:`RegisterError`."""
    value = decisions.parse(field, text)
    with register.writing() as connection:
        row = queries.deal(connection, name)
        what: Json = {"field": field, "value": value, "groups": [_tellings(row)]}
        if field == "quantity":
            _check_item(row, value["item"])
        return _decide(connection, Action.SET, row.id, what, person)


def reject(register: Register, name: str, person: Person) -> Decision:
    """Mark a deal as none: lists leave it out. Raises :class:`RegisterError`."""
    return _mark(register, name, Action.REJECT, person)


def reject_claim(
    register: Register, report_key: str, number: str, person: Person
) -> Decision | None:
    """Take a claim of a report, and what it alone says, out of the deals that rest on it.

    Returns None where no deal does. Raises :class:`RegisterError`.
    """
    with register.writing() as connection:
        found = _on_claim(connection, report_key, number)
        if found is None:
            return None
        return _decide(connection, Action.REJECT_CLAIM, found.deal, found.what, person)


def correct_claim(
    register: Register, report_key: str, number: str, fields: Mapping[str, str], person: Person
) -> Decision | None:
    """Put right what a claim of a report says, and with it the deals that rest on it.

    ``fields`` are texts by the names of ``corrections.FIELDS``. Returns None where no deal rests on
    the claim, or nothing of it is other than before. Raises :class:`RegisterError`.
    """
    with register.writing() as connection:
        found = _on_claim(connection, report_key, number)
        if found is None:
            return None
        correction = corrections.parse(fields, found.claim)
        if not correction:
            return None
        what = {**found.what, "correction": correction}
        return _decide(connection, Action.CORRECT_CLAIM, found.deal, what, person)


@dataclass(frozen=True, slots=True)
class _OnClaim:
    """A claim as it stands, one of the deals that rest on it, and what a decision on it speaks
    of."""

    claim: Json
    deal: str
    what: Json


def _on_claim(connection: Connection, report_key: str, number: str) -> _OnClaim | None:
    """Return what a decision on a claim is about; None where no deal rests on it."""
    key, report_id = _report(connection, report_key)
    facts = {row.number: judging.said(row) for row in _claims(connection, report_id)}
    if number not in facts:
        raise RegisterError(f"{key} has no claim {number}")
    resting = _resting(connection, report_id, number)
    if not resting:
        return None
    rows = {row.id: row for row in (queries.deal(connection, slug) for slug in resting)}
    slugs = [slug for row in rows.values() for slug in _tellings(row)]
    made = decisions.standing(decisions.about(connection, slugs))
    before = decisions.judged(made)
    if any(slug in before and number in before[slug].rejected for slug in resting):
        raise RegisterError(f"{number} of {key} is rejected already")
    now = next((before[slug].corrected.get(number, {}) for slug in resting if slug in before), {})
    said = {slug: [facts[n] for n in own if n in facts] for slug, own in resting.items()}
    parties = _parties(connection, next(iter(resting)))
    groups = [_tellings(row) for row in rows.values()]
    what: Json = {"report": key, "claim": number, "said": said, "groups": groups}
    return _OnClaim({**facts[number], **parties, **now}, next(iter(rows)), what)


def _report(connection: Connection, key: str) -> tuple[str, int]:
    row, _ = queries.report(connection, key)
    return row.key, connection.execute(
        select(reports.c.id).where(reports.c.key == row.key)
    ).scalar_one()


def _claims(connection: Connection, report_id: int) -> Sequence[Any]:
    return connection.execute(select(claims).where(claims.c.report_id == report_id)).all()


def _resting(connection: Connection, report_id: int, number: str) -> dict[str, list[str]]:
    """Return the tellings of a report that rest on a claim, each with the numbers of all its
    claims."""
    own = report_deals.c.report_id == report_id, report_deals.c.family_id != 0
    rows = connection.execute(
        select(report_deals.c.slug, report_deals.c.claims, report_deals.c.financing)
        .where(*own)
        .order_by(report_deals.c.position)
    )
    found = {row.slug: numbers({"claims": row.claims, "financing": row.financing}) for row in rows}
    return {slug: known for slug, known in found.items() if number in known}


def _parties(connection: Connection, slug: str) -> Json:
    """Return who supplies and who receives by a telling."""
    columns = report_deals.c.supplier, report_deals.c.recipient
    row = connection.execute(select(*columns).where(report_deals.c.slug == slug)).one()
    return {"supplier": list(codes(row.supplier)), "recipient": list(codes(row.recipient))}


def confirm(register: Register, name: str, person: Person) -> Decision:
    """Mark a deal as checked by a person. Raises :class:`RegisterError`."""
    return _mark(register, name, Action.CONFIRM, person)


def undo(register: Register, number: int | None, person: Person) -> Decision:
    """Take a decision back, the last one that stands if no number is given.

    Undoing an undo makes the decision stand again. Raises :class:`RegisterError`.
    """
    with register.writing() as connection:
        made = decisions.read(connection)
        if number is None:
            standing = decisions.standing(made)
            number = standing[-1].id if standing else None
        one = next((d for d in made if d.id == number), None)
        if one is None:
            problem = "there is no decision to undo" if number is None else "no such decision"
            raise RegisterError(f"{problem}; dealtrace history DEAL shows them")
        if one.id in decisions.undone(made):
            raise RegisterError(f"decision {one.id} is undone already")
        what = {"groups": one.what["groups"]}
        _refuse_overtaken(connection, what, person)
        record = decisions.record(
            connection, Action.UNDO, person.name, one.deal, what, person.reason, undoes=one.id
        )
        merging.decided(connection, record)
        return record


def _mark(register: Register, name: str, action: Action, person: Person) -> Decision:
    with register.writing() as connection:
        row = queries.deal(connection, name)
        return _decide(connection, action, row.id, {"groups": [_tellings(row)]}, person)


def _decide(
    connection: Connection, action: Action, deal: str, what: Json, person: Person
) -> Decision:
    _refuse_overtaken(connection, what, person)
    made = decisions.record(connection, action, person.name, deal, what, person.reason)
    merging.decided(connection, made)
    return made


def _refuse_overtaken(connection: Connection, what: Json, person: Person) -> None:
    if person.seen is None:
        return
    slugs = [slug for group in what["groups"] for slug in group]
    made = decisions.about(connection, slugs)
    later = [one for one in made if one.id > person.seen and one.made_by != person.name]
    if later:
        raise Overtaken(later)


def _tellings(row: queries.DealRow) -> list[str]:
    return list(row.dossier["tellings"])


def _named(connection: Connection, slug: str, report_keys: Sequence[str]) -> bool:
    key = connection.execute(
        select(reports.c.key)
        .join(report_deals, report_deals.c.report_id == reports.c.id)
        .where(report_deals.c.slug == slug)
    ).scalar_one()
    wanted = [name.strip().lower() for name in report_keys]
    return slug in wanted or any(len(name) >= 4 and key.startswith(name) for name in wanted)


def _check_item(row: queries.DealRow, name: str) -> None:
    items = row.dossier["items"]
    known = [n for item in items for n in (item["text"], item["designation"]) if n]
    if name.casefold() not in {n.casefold() for n in known}:
        raise RegisterError(f"{row.id} has no item {name!r}; it has: {', '.join(known)}")
