"""Ships that a document calls by name, and the states whose they are by their prefix."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from dealtrace.claims.scene import ActorKind, ActorMention
from dealtrace.knowledge.countries import country
from dealtrace.knowledge.ships import ShipMatch, find_ships
from dealtrace.language.offsets import text_of


def named_ships(doc: Doc) -> Iterator[tuple[ShipMatch, Span]]:
    """Yield the ships that a document calls by name, with their words."""
    for match in find_ships(text_of(doc)):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is not None:
            yield match, span


def at_sea(doc: Doc) -> set[int]:
    """Return the tokens of ships' names, which name no person, body or state."""
    return {t for _, span in named_ships(doc) for t in range(span.start, span.end)}


def owners(doc: Doc) -> Iterator[ActorMention]:
    """Yield the states that ships' prefixes name: Colombia by "ARC" of "ARC Nariño"."""
    for ship, span in named_ships(doc):
        prefix = doc.char_span(ship.start, ship.prefix_end, alignment_mode="expand")
        if ship.owner is None or ship.ambiguous or prefix is None:
            continue
        name = country(ship.owner).name
        yield ActorMention(
            *(prefix.start, prefix.end, span.root.i, ActorKind.STATE),
            *(name, name, ship.owner, "demonym"),
        )
