"""What people decide: each a record with name, time and reason that later merging keeps to.

A decision speaks of tellings, not of a deal's present make-up: it finds the deal that holds its
tellings whenever they are merged anew. Nothing is taken back: ``undo`` is a decision of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, select

from dealtrace.claims.model import DealKind, FinancingKind, Stage
from dealtrace.knowledge.countries import code_for, countries
from dealtrace.knowledge.currencies import currencies
from dealtrace.register.errors import RegisterError
from dealtrace.register.judging import Judged, merged
from dealtrace.register.model import Dossier, Json, Told
from dealtrace.register.schema import decision_tellings, decisions
from dealtrace.register.store import inserted


class Action(StrEnum):
    """What a person may decide about deals."""

    MERGE = "merge"
    SPLIT = "split"
    SET = "set"
    REJECT = "reject"
    CONFIRM = "confirm"
    REJECT_CLAIM = "reject claim"
    CORRECT_CLAIM = "correct claim"
    ACCEPT_CLAIM = "accept claim"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``what`` says the rest: ``groups`` of slugs it is about, ``field`` and
    ``value`` for set, for a claim that is rejected, corrected or accepted its ``report`` and number
    (``claim``), what it says now (``correction``), and what the claims of each telling that rests
    on it say (``said``, by slug); ``undoes`` is the number of the decision taken back."""

    id: int
    made_at: dt.datetime
    made_by: str
    action: Action
    deal: str | None
    what: Json
    reason: str
    undoes: int | None = None

    @property
    def slugs(self) -> frozenset[str]:
        """All tellings it speaks of."""
        return frozenset(slug for group in self.what.get("groups", ()) for slug in group)

    @property
    def found_by(self) -> frozenset[str]:
        """All that it is found by: the tellings and the claim it speaks of."""
        claim = {on_claim(self.what["report"], self.what["claim"])} if "claim" in self.what else ()
        return self.slugs.union(claim)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be set: what it holds, and how its text is read (``ValueError``: not)."""

    holds: str
    parse: Callable[[str], Any]


def record(
    connection: Connection,
    action: Action,
    made_by: str,
    deal: str | None,
    what: Json,
    reason: str = "",
    undoes: int | None = None,
    now: dt.datetime | None = None,
) -> Decision:
    """Write a decision down and return it. The deals it is about must then be merged anew."""
    made_at = (now or dt.datetime.now(dt.UTC)).replace(tzinfo=None)
    row = {
        "made_at": made_at,
        "made_by": made_by,
        "action": action.value,
        "deal": deal,
        "what": what,
        "reason": reason,
        "undoes": undoes,
    }
    number = inserted(connection, decisions, row)
    made = Decision(number, made_at, made_by, action, deal, what, reason, undoes)
    if made.found_by:
        connection.execute(
            decision_tellings.insert(),
            [{"slug": slug, "decision_id": number} for slug in sorted(made.found_by)],
        )
    return made


def on_claim(report: str, number: str) -> str:
    """Return what decisions on a claim of a report (key) are found by: "3f2a9c12abcd#c4"."""
    return f"{report}#{number}"


def about(connection: Connection, slugs: Iterable[str]) -> list[Decision]:
    """Return decisions on any of ``slugs``, and those that undo them, oldest first; on claims too,
    given :func:`on_claim` of them."""
    listed = sorted(set(slugs))
    numbers: set[int] = set()
    for start in range(0, len(listed), 500):
        some = {"slugs": listed[start : start + 500]}
        numbers |= set(connection.execute(_ABOUT, some).scalars())
    found: dict[int, Decision] = {}
    while numbers - found.keys():
        fresh = numbers - found.keys()
        where = decisions.c.id.in_(fresh) | decisions.c.undoes.in_(fresh)
        for made in read(connection, where):
            found[made.id] = made
            numbers.add(made.id)
    return [found[number] for number in sorted(found)]


_ABOUT = select(decision_tellings.c.decision_id).where(
    decision_tellings.c.slug.in_(bindparam("slugs", expanding=True))
)


def any_corrected(connection: Connection) -> bool:
    """Whether anybody ever corrected a claim."""
    return connection.execute(_CORRECTED).first() is not None


def any_on_claims(connection: Connection) -> bool:
    """Whether anybody ever rejected, corrected or accepted a claim."""
    return connection.execute(_ON_CLAIMS).first() is not None


_CORRECTED = select(decisions.c.id).where(decisions.c.action == Action.CORRECT_CLAIM.value).limit(1)


def read(connection: Connection, where: Any = None) -> list[Decision]:
    """Return decisions, oldest first; all of them without a condition."""
    asked = select(decisions).order_by(decisions.c.id)
    rows = connection.execute(asked if where is None else asked.where(where))
    return [
        Decision(
            row.id,
            row.made_at,
            row.made_by,
            Action(row.action),
            row.deal,
            row.what,
            row.reason,
            row.undoes,
        )
        for row in rows
    ]


def standing(made: Sequence[Decision], day: dt.date | None = None) -> list[Decision]:
    """Return the decisions that stand on ``day`` (now, without one): taken, and not undone."""
    known = [d for d in made if day is None or d.made_at.date() <= day]
    back = undone(known)
    return [d for d in known if d.id not in back and d.action is not Action.UNDO]


def undone(made: Sequence[Decision]) -> set[int]:
    """Return the numbers of decisions that an undo which itself stands took back."""
    found: set[int] = set()
    for one in reversed(made):  # an undo may be undone in turn
        if one.undoes is not None and one.id not in found:
            found.add(one.undoes)
    return found


def bonds(
    made: Iterable[Decision],
) -> tuple[list[frozenset[str]], list[tuple[frozenset[str], frozenset[str]]]]:
    """Return the sets of tellings that people joined, and the pairs of sets that they parted.

    Of two decisions that contradict each other the later one counts.
    """
    joined: list[frozenset[str]] = []
    parted: list[tuple[frozenset[str], frozenset[str]]] = []
    for one in made:
        groups = [frozenset(group) for group in one.what.get("groups", ())]
        if one.action is Action.MERGE:
            whole = frozenset().union(*groups)
            parted = [(a, b) for a, b in parted if a.isdisjoint(whole) or b.isdisjoint(whole)]
            joined.append(whole)
        elif one.action is Action.SPLIT:
            part, rest = groups
            joined = [
                piece for bond in joined for piece in (bond - part, bond & part) if len(piece) > 1
            ]
            joined += [group for group in groups if len(group) > 1]
            parted.append((part, rest))
    return joined, parted


OF_CLAIMS = frozenset({Action.REJECT_CLAIM, Action.CORRECT_CLAIM, Action.ACCEPT_CLAIM})
"""What is decided about a claim of a report; to accept it is to take it as the program read it."""

_ON_CLAIMS = select(decisions.c.id).where(decisions.c.action.in_(OF_CLAIMS)).limit(1)


def judged(made: Iterable[Decision]) -> dict[str, Judged]:
    """Return what people say of the claims of each telling some of whose claims they judged; of
    several decisions on a claim the last one counts, and corrections build on earlier ones."""
    found: dict[str, Judged] = {}
    for one in made:
        if one.action in OF_CLAIMS:
            for slug, claims in one.what["said"].items():
                found[slug] = _with(found.get(slug, Judged(claims)), one)
    return found


def _with(before: Judged, one: Decision) -> Judged:
    number = one.what["claim"]
    if one.action is Action.REJECT_CLAIM:
        return replace(before, rejected=before.rejected | {number})
    others = {other: now for other, now in before.corrected.items() if other != number}
    if one.action is Action.CORRECT_CLAIM:
        now = before.corrected.get(number, {})
        others[number] = merged(now, one.what["correction"])
    return replace(before, rejected=before.rejected - {number}, corrected=others)


def applied(dossier: Dossier, made: Iterable[Decision], own: Set[str]) -> Dossier:
    """Return the dossier with what people set, confirmed or rejected of it.

    ``own`` are the slugs of its tellings, those included whose claims are all rejected.
    """
    for one in made:
        if own.isdisjoint(one.slugs):
            continue
        if one.action in {Action.MERGE, Action.SPLIT} | OF_CLAIMS:
            dossier = replace(dossier, decisions=(*dossier.decisions, one.id))
        elif dossier_anchor(one) in own:
            dossier = replace(_applied(dossier, one), decisions=(*dossier.decisions, one.id))
    return dossier


def dossier_anchor(made: Decision) -> str:
    """Return the telling by which a decision finds its deal: the deal's first when it was taken."""
    return str(made.what["groups"][0][0])


def _applied(dossier: Dossier, made: Decision) -> Dossier:
    if made.action is Action.CONFIRM:
        return replace(dossier, confirmed=True, rejected=False)
    if made.action is Action.REJECT:
        return replace(dossier, rejected=True, confirmed=False)
    return _set(dossier, str(made.what["field"]), made.what["value"], made.id)


def _set(dossier: Dossier, field: str, value: Any, number: int) -> Dossier:
    plain: dict[str, Any] = {}
    if field in {"supplier", "recipient"}:
        plain[field] = tuple(value)
    elif field in {"hedged", "stage_date"}:
        plain[field] = value
    elif field == "quantity":
        plain["items"] = _counted(dossier, value, number)
    elif field == "financing":
        plain["financing"] = _paid(dossier, value, number)
    else:
        name = {"value": "values", "kind": "kinds", "stage": "stages"}[field]
        told = getattr(dossier, name)
        same = next((t for t in told if t.value == value), Told(value))
        rest = tuple(t for t in told if t.value != value)
        plain[name] = (replace(same, decided=number), *rest)
        if field == "stage":
            days = [step.date for step in dossier.history if step.stage == value]
            plain |= {"hedged": False, "stage_date": days[0] if days else None}
    return replace(dossier, **plain)


def _counted(dossier: Dossier, value: Json, number: int) -> tuple[Any, ...]:
    made = []
    for item in dossier.items:
        if value["item"].casefold() in (item.text.casefold(), (item.designation or "").casefold()):
            same = next((t for t in item.quantities if t.value == value["number"]), None)
            rest = tuple(t for t in item.quantities if t.value != value["number"])
            first = replace(same or Told(value["number"]), decided=number)
            item = replace(item, quantities=(first, *rest))
        made.append(item)
    return tuple(made)


def _paid(dossier: Dossier, value: Json, number: int) -> tuple[Told[Any], ...]:
    """Put the way of paying first that has this kind and sum; without one, add it."""
    same = next((t for t in dossier.financing if all(t.value[k] == value[k] for k in value)), None)
    sides = {"lender": list(dossier.supplier), "borrower": list(dossier.recipient), "terms": None}
    first = same or Told({**sides, **value})
    rest = tuple(t for t in dossier.financing if t is not same)
    return (replace(first, decided=number), *rest)


def _codes(text: str) -> list[str]:
    found = []
    for part in re.split(r"[,+]", text):
        name = part.strip()
        code = name.upper() if name.upper() in countries() else code_for(name)
        if code is None:
            raise ValueError(f"{name!r} is no state I know; give its ISO code, as in CUB")
        found.append(code)
    return found


_TOO_MUCH = 10**18


def _sum(text: str) -> Json:
    found = re.fullmatch(r"(?:([A-Za-z]{3})\s*)?([\d.,_ ]+?)\s*([A-Za-z]{3})?", text.strip())
    currency = ((found[1] or found[3] or "") if found else "").upper()
    if found is None or currency not in currencies():
        raise ValueError(f"{text!r} is no sum; write it as in 'EUR 38,000,000'")
    try:
        number = float(re.sub(r"[,_ ]", "", found[2]))
    except ValueError:
        raise ValueError(f"{text!r} is no sum; write it as in 'EUR 38,000,000'") from None
    if not 0 < number < _TOO_MUCH:
        raise ValueError(f"{text!r} can be nobody's price")
    return {"amount": int(number) if number.is_integer() else number, "currency": currency}


def _way(text: str) -> Json:
    plain = text.strip()
    kind = next((kind.value for kind in FinancingKind if plain.startswith(kind.value)), None)
    if kind is None:
        raise ValueError(
            f"{text!r} is no way of paying; write it as in 'loan EUR 38,000,000', with one of: "
            + ", ".join(FinancingKind)
        )
    told = plain.removeprefix(kind).removeprefix(" of").strip()
    return {"kind": kind, **(_sum(told) if told else {"amount": None, "currency": None})}


def _one_of(kind: type[StrEnum]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in set(kind):
            raise ValueError(f"{text!r} is none of: {', '.join(kind)}")
        return text

    return parse


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise ValueError(f"{text!r} is no date; write it as in 2019-02-06, 2019-02 or 2019")
    dt.date(*[int(part) for part in (text + "-01-01")[:10].split("-")])
    return text


def _truth(text: str) -> bool:
    if text.lower() not in {"true", "false", "yes", "no"}:
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() in {"true", "yes"}


def _quantity(text: str) -> Json:
    item, _, number = text.rpartition("=")
    if not item or not number.strip().isdecimal() or not 0 < int(number[:19]) < _TOO_MUCH:
        raise ValueError(f"{text!r} is no quantity; write it as in 'T-90=40'")
    return {"item": item.strip(), "number": int(number)}


FIELDS: dict[str, Field] = {
    "supplier": Field("states, as in RUS or RUS,BLR", _codes),
    "recipient": Field("states, as in CUB", _codes),
    "kind": Field("one of " + ", ".join(DealKind), _one_of(DealKind)),
    "value": Field("the price, as in 'EUR 38,000,000'", _sum),
    "financing": Field("how it is paid, as in 'loan EUR 38,000,000'", _way),
    "stage": Field("one of " + ", ".join(Stage), _one_of(Stage)),
    "stage_date": Field("a day, month or year, as in 2019-02", _date),
    "hedged": Field("true or false", _truth),
    "quantity": Field("an item and its number, as in 'T-90=40'", _quantity),
}
"""What ``dealtrace set`` may set."""


def parse(field: str, text: str) -> Any:
    """Return the value that ``text`` says for a field. Raises :class:`RegisterError`."""
    if field not in FIELDS:
        raise RegisterError(f"{field!r} can't be set; these can: {', '.join(FIELDS)}")
    try:
        return FIELDS[field].parse(text)
    except ValueError as error:
        raise RegisterError(f"{field}: {error}") from error
