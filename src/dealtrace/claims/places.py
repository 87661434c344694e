"""States that a report names by its towns, and where it says that arms are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from dealtrace.claims.scene import ActorKind, ActorMention, ItemMention
from dealtrace.knowledge.countries import countries, country
from dealtrace.knowledge.towns import state_of_town

_LABELS = {"GPE", "LOC", "FAC"}
_BUILT = {f"{dash}{made}" for dash in "-‐‑–" for made in ("built", "made", "produced", "supplied")}


def towns(doc: Doc, states: list[ActorMention]) -> Iterator[ActorMention]:
    """Yield towns as mentions of the states they lie in, where a report names but one otherwise:
    "the second frigate built in South Korea reached Callao"."""
    if len({s.code for s in states}) != 1:
        return
    taken = {t for s in states for t in range(s.start, s.end)}
    for ent in doc.ents:
        if ent.label_ not in _LABELS or taken.intersection(range(ent.start, ent.end)):
            continue
        code = state_of_town(ent.text)
        if code is not None and code in countries():
            yield ActorMention(
                ent.start,
                ent.end,
                ent.root.i,
                ActorKind.STATE,
                ent.text,
                country(code).name,
                code,
                "town",
            )


def made_where(doc: Doc, item: ItemMention, states: list[ActorMention]) -> ItemMention:
    """Give arms the origin a report tells, whoever designed them: "Polish-built S-70i"."""
    own = {item.head, *range(item.start, item.end)}
    for state in states:
        built = range(state.end, state.end + 2)
        if doc[built.start : built.stop].text.lower() in _BUILT and own & set(_over(doc, state)):
            return replace(item, origin=state.code)
    return item


def _over(doc: Doc, state: ActorMention) -> Iterator[int]:
    """Yield a name's own tokens and those it hangs on, up to a verb that is not "built"."""
    yield from range(state.start, state.end)
    for token in doc[state.head].ancestors:
        if token.pos_ == "VERB" and token.i >= state.end + 2:
            return
        yield token.i
