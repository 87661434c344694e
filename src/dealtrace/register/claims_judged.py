"""Claims as people judged them: what the program read, unless somebody rejected or corrected it.

Nothing of this is written into the tables of claims, which keep what was read; whoever reads claims
asks here what stands now, or stood on a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from dealtrace.register import decisions
from dealtrace.register.decisions import Action, Decision
from dealtrace.register.judging import merged
from dealtrace.register.model import Json
from dealtrace.register.schema import decisions as decision_table

Name = tuple[str, str]
"""A report's key and the number of a claim in it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people say of a claim: that it is misread, or what it says (``correction``, see
    ``corrections.py``), and who said so last (``by``)."""

    rejected: bool = False
    correction: Json = field(default_factory=dict)
    by: str | None = None

    def told(self, name: str, read: Any) -> Any:
        """Return what a claim says of a field, given what the program read there."""
        return self.correction.get(name, read)


AS_READ = Judgement()


def of(
    connection: Connection, names: Collection[Name], as_of: dt.date | None = None
) -> dict[Name, Judgement]:
    """Return what people say of those of some claims that they rejected or corrected."""
    found_by = [decisions.on_claim(*name) for name in names]
    made = decisions.about(connection, found_by) if decisions.any_on_claims(connection) else []
    wanted = set(names)
    found = judgements(decisions.standing(made, as_of))
    return {name: one for name, one in found.items() if name in wanted}


def every(connection: Connection, as_of: dt.date | None = None) -> dict[Name, Judgement]:
    """Return what people say of all claims that they rejected or corrected."""
    if not decisions.any_on_claims(connection):
        return {}
    own = decision_table.c.action.in_([*decisions.OF_CLAIMS, Action.UNDO])
    return judgements(decisions.standing(decisions.read(connection, own), as_of))


def judgements(standing: Iterable[Decision]) -> dict[Name, Judgement]:
    """Return what decisions that stand, oldest first, come to, claim by claim: the last one
    counts, and corrections build on earlier ones."""
    found: dict[Name, Judgement] = {}
    for one in standing:
        if one.action in decisions.OF_CLAIMS:
            name = one.what["report"], one.what["claim"]
            found[name] = _after(found.get(name, AS_READ), one)
    return {name: one for name, one in found.items() if one.rejected or one.correction}


def _after(before: Judgement, one: Decision) -> Judgement:
    if one.action is Action.REJECT_CLAIM:
        return Judgement(True, before.correction, one.made_by)
    if one.action is Action.CORRECT_CLAIM:
        return Judgement(False, merged(before.correction, one.what["correction"]), one.made_by)
    return AS_READ


def roles(found: Iterable[Judgement]) -> list[Mapping[str, Any]]:
    """Return all whom corrections name in any role, each with ``name`` and ``code``."""
    named = (one.correction.get("roles", {}) for one in found)
    return [who for cast in named for several in cast.values() for who in several]


def in_role(now: Judgement, role: str) -> list[Mapping[str, Any]] | None:
    """Return who fills a role by a correction, each with ``name`` and ``code`` (ISO3 or None); None
    where that was left as it is."""
    found: list[Mapping[str, Any]] | None = now.correction.get("roles", {}).get(role)
    return found
