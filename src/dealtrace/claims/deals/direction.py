"""Which way an event goes: its supplier and recipient, by its own words and by the whole report."""

from __future__ import annotations

from dealtrace.claims.deals.events import Event, at_odds
from dealtrace.claims.deals.pairs import Pair, Pairs

# What an event's own words are worth, in log-odds of the pair.
_SAID, _BOTH, _PARTY, _BESIDE, _ABSENT = 3.0, 4.0, 1.0, 0.5, -1.0
_VERB, _NOUN = 1.0, 0.7  # how far the sides of a verb, and of a noun, are trusted


def orient(event: Event, pairs: Pairs) -> None:
    """Set an event's supplier and recipient, as far as its sentence names them.

    What the clause says counts most; the report as a whole decides what it leaves open, and turns
    round what is very unlikely: who makes no arms and is told to buy everywhere else.
    """
    own = event.suppliers | event.recipients | event.parties
    here = own | event.states
    ranked = [p for p in pairs.scores if p[0] in here or p[1] in here]
    if not ranked:
        return
    s, r = max(ranked, key=lambda pair: (_fit(event, pair, pairs), pair))
    event.explicit = (s in own) + (r in own)
    event.suppliers = _side(s, event.suppliers - event.parties - {r}, here)
    event.recipients = _side(r, event.recipients - event.parties - event.suppliers, here)


def align(events: list[Event], pairs: Pairs) -> None:
    """Let events of one sentence that tell of the same arms go the same way: the likeliest."""
    together: dict[tuple[int, frozenset[int]], list[Event]] = {}
    for event in events:
        if event.items:
            key = (event.sentence, frozenset(i.head for i in event.items))
            together.setdefault(key, []).append(event)
    for alike in together.values():
        whole = [e for e in alike if e.suppliers and e.recipients]
        if not whole:
            continue
        best = max(whole, key=lambda e: _worth(e, pairs))
        for event in alike:
            if at_odds(event.suppliers, best.suppliers) or at_odds(
                event.recipients, best.recipients
            ):
                event.suppliers, event.recipients = set(best.suppliers), set(best.recipients)


def _worth(event: Event, pairs: Pairs) -> float:
    return max(_fit(event, (s, r), pairs) for s in event.suppliers for r in event.recipients)


def _side(chosen: str, said: set[str], here: set[str]) -> set[str]:
    """Return a side: the state chosen for it, with those the same words name beside it."""
    if chosen not in here:
        return set()
    return said if chosen in said else {chosen}


def _fit(event: Event, pair: Pair, pairs: Pairs) -> float:
    s, r = pair
    trust = _VERB if event.token.pos_ == "VERB" else _NOUN
    worth = pairs.score(s, r)
    if s in event.suppliers - event.parties and r in event.recipients - event.parties:
        worth += trust * _BOTH
    for code, side, other in (
        (s, event.suppliers, event.recipients),
        (r, event.recipients, event.suppliers),
    ):
        if code in event.parties:
            worth += _PARTY
        elif code in side:
            worth += trust * _SAID
        elif code not in other:
            worth += _BESIDE if code in event.states else _ABSENT
    return worth
