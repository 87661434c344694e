"""Who supplies, receives, lends and takes part, as one and the same throughout an export."""

from __future__ import annotations

from dataclasses import dataclass

from dealtrace.exports.identifiers import digest
from dealtrace.knowledge.countries import countries
from dealtrace.register.streams import Actor, Stream

KINDS = frozenset({"state", "person", "body", "company", "medium"})
"""The kinds of entities that can do something; weapons can't."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody. ``key`` is the entity's, or one made of the name where the register has no entity
    for it (``known`` is False); a state's is ``state-`` and its code."""

    key: str
    kind: str
    name: str
    country: str | None = None
    known: bool = True

    @property
    def is_state(self) -> bool:
        """Whether it is a state."""
        return self.kind == "state"


def party(stream: Stream, name: str) -> Party:
    """Return whom a deal names as party or lender: a state by its code, or an organisation."""
    state = countries().get(name)
    if state is not None:
        return Party(f"state-{name.lower()}", "state", state.name, name)
    key = stream.organisations.get(name)
    if key is not None:
        return Party(key, key.partition("-")[0], name)
    return Party(f"party-{digest(name.casefold())}", "body", name, known=False)


def actor(stream: Stream, one: Actor) -> Party | None:
    """Return who an actor of a claim is; None for nobody in particular, and for weapons."""
    if one.entity is None or one.kind not in KINDS:
        return None
    if one.kind == "state" and one.country in countries():
        return party(stream, str(one.country))
    return Party(one.entity, str(one.kind), str(one.name), one.country)
