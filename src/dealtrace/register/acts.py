"""What people do with deals: merge, split, set, reject, correct, confirm, undo. Each act is one
transaction: the decision is written down and the deals it is about are merged anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.register import (
    claims_judged,
    corrections,
    deal_lists,
    decisions,
    judging,
    merging,
    one_deal,
    report_lists,
)
from dealtrace.register.claims_judged import AS_READ
from dealtrace.register.conditions import codes
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.schema import claim_actors, claims, names, report_deals, reports
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


Place = Register | Connection
"""Where an act takes place: in a register, or in a transaction that writes and which it is to be
part of."""


@contextmanager
def _writing(place: Place) -> Iterator[Connection]:
    if isinstance(place, Connection):
        yield place
    else:
        with place.writing() as connection:
            yield connection


def merge(place: Place, names: Sequence[str], person: Person) -> Decision:
    """Make two or more deals one, and keep them so. Raises :class:`RegisterError`."""
    with _writing(place) as connection:
        found = {row.id: row for row in (one_deal.deal(connection, name) for name in names)}
        if len(found) < 2:
            raise RegisterError("to merge takes two deals; these are one already")
        groups = [_tellings(row) for row in found.values()]
        return _decide(connection, Action.MERGE, next(iter(found)), {"groups": groups}, person)


def split(place: Place, name: str, report_keys: Sequence[str], person: Person) -> Decision:
    """Take what some reports tell out of a deal, into one of its own, and keep it apart.

    ``report_keys`` are keys of reports, or starts of them, or tellings' slugs. Raises
    :class:`RegisterError`.
    """
    with _writing(place) as connection:
        row = one_deal.deal(connection, name)
        own = _tellings(row)
        named = {key: [s for s in own if _named(connection, s, [key])] for key in report_keys}
        if strange := [key for key, slugs in named.items() if not slugs]:
            raise RegisterError(f"{row.id}: none of its reports is {', '.join(strange)}")
        part = [slug for slug in own if any(slug in slugs for slugs in named.values())]
        rest = [slug for slug in own if slug not in part]
        if not rest:
            raise RegisterError(f"{row.id}: nothing would be left of it")
        return _decide(connection, Action.SPLIT, row.id, {"groups": [part, rest]}, person)


def set_field(place: Place, name: str, field: str, text: str, person: Person) -> Decision:
    """Set a field of a deal, beside what the reports say. Raises :class:`RegisterError`."""
    value = decisions.parse(field, text)
    with _writing(place) as connection:
        row = one_deal.deal(connection, name)
        what: Json = {"field": field, "value": value, "groups": [_tellings(row)]}
        if field == "quantity":
            _check_item(row, value["item"])
        return _decide(connection, Action.SET, row.id, what, person)


def reject(place: Place, name: str, person: Person) -> Decision:
    """Mark a deal as none: lists leave it out. Raises :class:`RegisterError`."""
    return _mark(place, name, Action.REJECT, person)


def reject_claim(place: Place, report_key: str, number: str, person: Person) -> Decision:
    """Judge a claim of a report misread: it, and what it alone says, leaves the deals that rest on
    it, and all that is made of claims. Raises :class:`RegisterError`.
    """
    with _writing(place) as connection:
        found = _on_claim(connection, report_key, number)
        if found.rejected:
            raise RegisterError(f"{number} of {found.what['report']} is rejected already")
        return _decide(connection, Action.REJECT_CLAIM, found.deal, found.what, person)


def accept_claim(place: Place, report_key: str, number: str, person: Person) -> Decision | None:
    """Take a claim of a report as the program read it, whatever was decided about it before.

    Returns None where nothing was. Raises :class:`RegisterError`.
    """
    with _writing(place) as connection:
        found = _on_claim(connection, report_key, number)
        if not (found.rejected or found.corrected):
            return None
        return _decide(connection, Action.ACCEPT_CLAIM, found.deal, found.what, person)


def correct_claim(
    place: Place, report_key: str, number: str, fields: Mapping[str, str], person: Person
) -> Decision | None:
    """Put right what a claim of a report says, and with it the deals that rest on it.

    ``fields`` are texts by the names of ``corrections.FIELDS``. A claim that was rejected counts
    again. Returns None where nothing of it is other than before. Raises :class:`RegisterError`.
    """
    with _writing(place) as connection:
        found = _on_claim(connection, report_key, number)
        correction = corrections.parse(fields, found.claim)
        if not correction:
            return None
        what = {**found.what, "correction": correction}
        return _decide(connection, Action.CORRECT_CLAIM, found.deal, what, person)


@dataclass(frozen=True, slots=True)
class _OnClaim:
    """A claim as it stands, whether it is rejected or corrected, one of the deals that rest on it,
    if any does, and what a decision on it speaks of."""

    claim: Json
    rejected: bool
    corrected: bool
    deal: str | None
    what: Json


def _on_claim(connection: Connection, report_key: str, number: str) -> _OnClaim:
    """Return what a decision on a claim is about."""
    key, report_id = _report(connection, report_key)
    found = {row.number: row for row in _claims(connection, report_id)}
    if number not in found:
        raise RegisterError(f"{key} has no claim {number}")
    facts = {n: judging.said(row) for n, row in found.items()}
    resting = _resting(connection, report_id, number)
    rows = {row.id: row for row in (one_deal.deal(connection, slug) for slug in resting)}
    said = {slug: [facts[n] for n in own if n in facts] for slug, own in resting.items()}
    groups = [_tellings(row) for row in rows.values()]
    now = claims_judged.of(connection, [(key, number)]).get((key, number), AS_READ)
    claim = {**facts[number], **_as_told(connection, found[number].id, next(iter(resting), None))}
    return _OnClaim(
        judging.merged(claim, now.correction),
        now.rejected,
        bool(now.correction),
        next(iter(rows), None),
        {"report": key, "claim": number, "said": said, "groups": groups},
    )


def _report(connection: Connection, key: str) -> tuple[str, int]:
    row, _ = report_lists.report(connection, key)
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


def _as_told(connection: Connection, claim_id: int, slug: str | None) -> Json:
    """Return who fills the roles of a claim, and the parties of the telling that rests on it."""
    cast: dict[str, list[Json]] = {}
    asked = (
        select(claim_actors.c.role, claim_actors.c.as_written, names.c.country)
        .outerjoin(names, names.c.id == claim_actors.c.name_id)
        .where(claim_actors.c.claim_id == claim_id)
        .order_by(claim_actors.c.position)
    )
    for role, written, country in connection.execute(asked):
        cast.setdefault(role, []).append({"name": written, "code": country or None})
    if slug is None:
        return {"roles": cast}
    columns = report_deals.c.supplier, report_deals.c.recipient
    row = connection.execute(select(*columns).where(report_deals.c.slug == slug)).one()
    parties = {"supplier": list(codes(row.supplier)), "recipient": list(codes(row.recipient))}
    return {"roles": cast, **parties}


def confirm(place: Place, name: str, person: Person) -> Decision:
    """Mark a deal as checked by a person. Raises :class:`RegisterError`."""
    return _mark(place, name, Action.CONFIRM, person)


def undo(place: Place, number: int | None, person: Person) -> Decision:
    """Take a decision back, the last one that stands if no number is given.

    Undoing an undo makes the decision stand again. Raises :class:`RegisterError`.
    """
    with _writing(place) as connection:
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


def _mark(place: Place, name: str, action: Action, person: Person) -> Decision:
    with _writing(place) as connection:
        row = one_deal.deal(connection, name)
        return _decide(connection, action, row.id, {"groups": [_tellings(row)]}, person)


def _decide(
    connection: Connection, action: Action, deal: str | None, what: Json, person: Person
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


def _tellings(row: deal_lists.DealRow) -> list[str]:
    return list(row.dossier["tellings"])


def _named(connection: Connection, slug: str, report_keys: Sequence[str]) -> bool:
    key = connection.execute(
        select(reports.c.key)
        .join(report_deals, report_deals.c.report_id == reports.c.id)
        .where(report_deals.c.slug == slug)
    ).scalar_one()
    wanted = [name.strip().lower() for name in report_keys]
    return slug in wanted or any(len(name) >= 4 and key.startswith(name) for name in wanted)


def _check_item(row: deal_lists.DealRow, name: str) -> None:
    items = row.dossier["items"]
    known = [n for item in items for n in (item["text"], item["designation"]) if n]
    if name.casefold() not in {n.casefold() for n in known}:
        raise RegisterError(f"{row.id} has no item {name!r}; it has: {', '.join(known)}")
