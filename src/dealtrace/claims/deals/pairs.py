"""How likely each ordered pair of a report's states is to be a deal's supplier and recipient.

A single sentence often names one side, or both without saying which sells. The report as a whole
rarely leaves it open. What speaks for a pair is counted over the whole report and weighed by a
logistic regression (``rules/pairs.yaml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from math import log2

from spacy.tokens import Token

from dealtrace.claims import casting, vocabulary
from dealtrace.claims.deals.events import Event
from dealtrace.claims.scene import ActorKind, ItemMention, Scene, case_of, is_passed_over
from dealtrace.claims.weights import Features, log_odds
from dealtrace.intake.report import AsideKind
from dealtrace.knowledge.designations import designs_of

Pair = tuple[str, str]  # supplier and recipient, ISO3

_MOST_STATES = 14  # the most named ones of a report are paired
_ENOUGH = 4  # what is counted more often than this says no more
_LEAST = -8.0


@dataclass
class Counts:
    """What a report has of each state, and of each ordered pair of states."""

    named: Counter[str] = field(default_factory=Counter)  # sentences of the story
    by_town: set[str] = field(default_factory=set)  # named by a town alone
    home: set[str] = field(default_factory=set)  # where the report is filed from
    headline: Counter[str] = field(default_factory=Counter)
    supplies: Counter[str] = field(default_factory=Counter)  # events in which it alone supplies
    receives: Counter[str] = field(default_factory=Counter)
    opens_supplying: Counter[str] = field(default_factory=Counter)  # in the first deal sentence
    opens_receiving: Counter[str] = field(default_factory=Counter)
    origin: Counter[str] = field(default_factory=Counter)  # events with arms made there
    maker: Counter[str] = field(default_factory=Counter)  # its makers of arms
    forces: Counter[str] = field(default_factory=Counter)  # "Algeria's air force"
    made: Counter[str] = field(default_factory=Counter)  # "Russian tanks"
    transfers: Counter[Pair] = field(default_factory=Counter)  # events with both sides
    parties: Counter[Pair] = field(default_factory=Counter)  # either way round
    supplies_beside: Counter[Pair] = field(default_factory=Counter)  # the other named in passing
    receives_beside: Counter[Pair] = field(default_factory=Counter)
    with_arms: Counter[Pair] = field(default_factory=Counter)  # sentences with arms or money


def count(scene: Scene, events: list[Event]) -> Counts:
    """Count what the report has of its states; linear in its length."""
    counts = Counts()
    if code := casting.home(scene.report):
        counts.home.add(code)
    _count_names(scene, counts)
    _count_arms(scene, counts)
    for event in events:
        _count_event(event, counts)
    first = min((e.sentence for e in events if e.told), default=None)
    for event in events:
        if event.sentence == first:
            counts.opens_supplying.update(event.suppliers)
            counts.opens_receiving.update(event.recipients)
    return counts


def _count_names(scene: Scene, counts: Counts) -> None:
    named = [a for a in scene.actors if a.code and a.kind is not ActorKind.MEDIUM]
    elsewise = {a.code for a in named if a.via != "town"}
    counts.by_town.update(a.code for a in named if a.code and a.code not in elsewise)
    story = {scene.sentence_number(s.start) for s in scene.story}
    heads = [*(i.head for i in scene.items), *(m.head for m in scene.money)]
    valued = {scene.sentence_number(head) for head in heads}
    here: dict[int, set[str]] = {}
    for actor in scene.actors:
        if not actor.code or actor.kind is ActorKind.MEDIUM:
            continue
        if not is_passed_over(scene.doc[actor.head]):
            here.setdefault(scene.sentence_number(actor.head), set()).add(actor.code)
            if scene.aside_of[actor.head] in {AsideKind.HEADLINE, AsideKind.KICKER}:
                counts.headline[actor.code] = 1
    for number, codes in here.items():
        if number in story:
            counts.named.update(codes)
            if number in valued and len(codes) <= _MOST_STATES:
                counts.with_arms.update(permutations(codes, 2))


def _count_arms(scene: Scene, counts: Counts) -> None:
    forces = vocabulary.words("recipient_forces")
    items = {t: i for i in scene.items for t in range(i.start, i.end)}
    for actor in scene.actors:
        if actor.code is None:
            continue
        token = scene.doc[actor.head]
        if actor.kind is ActorKind.ORG and actor.via in {"maker", "exporter"}:
            counts.maker[actor.code] += 1
        elif actor.kind is ActorKind.STATE and is_made_by(token, actor.code, items):
            counts.made[actor.code] += 1
        elif actor.kind is ActorKind.STATE and token.head.lemma_.lower() in forces:
            counts.forces[actor.code] += token.head.i not in items


def is_made_by(token: Token, code: str, items: dict[int, ItemMention]) -> bool:
    """ "Russian tanks", "Russian-made", "tanks from Russia"; an owner's only if they are made there
    ("Malaysia's vehicles" are not)."""
    following = token.doc[token.i + 1 : token.i + 3].text.lower()
    if following in {"-made", "-built", "-designed", "-produced", "-supplied", "-origin"}:
        return True
    item = items.get(token.head.i)
    if item is None:
        return token.i in items and token.pos_ == "ADJ"
    if token.dep_ == "nmod:poss":
        return item.origin == code
    if token.dep_ == "compound" and token.i > 0:
        return token.nbor(-1).pos_ != "VERB"  # "give Kyiv fighter planes"
    return token.dep_ == "amod" or case_of(token) == "from"


def _count_event(event: Event, counts: Counts) -> None:
    counts.transfers.update((s, r) for s in event.suppliers for r in event.recipients)
    counts.parties.update(permutations(sorted(event.parties)[:_MOST_STATES], 2))
    counts.origin.update(event.origins)
    if len(event.suppliers) == 1:
        (one,) = event.suppliers
        counts.supplies[one] += 1
        counts.supplies_beside.update((one, other) for other in event.states if other != one)
    if len(event.recipients) == 1:
        (one,) = event.recipients
        counts.receives[one] += 1
        counts.receives_beside.update((one, other) for other in event.states if other != one)


def features(counts: Counts, pair: Pair, home: str | None) -> Features:
    """Return what speaks for and against a pair."""
    s, r = pair
    most = max(counts.named.values(), default=1)
    there, back = counts.transfers[pair], counts.transfers[r, s]
    return {
        "transfer": _some(there),
        "parties": _some(counts.parties[pair]),
        "supplies": _some(counts.supplies[s] - there),
        "receives": _some(counts.receives[r] - there),
        "supplies, other side named": _some(counts.supplies_beside[pair] - there),
        "receives, other side named": _some(counts.receives_beside[r, s] - there),
        "recipient supplies": _some(counts.supplies[r] - back),
        "supplier receives": _some(counts.receives[s] - back),
        "opens supplying": _some(counts.opens_supplying[s]),
        "opens receiving": _some(counts.opens_receiving[r]),
        "arms of the supplier": _some(counts.origin[s]),
        "arms of the recipient": _some(counts.origin[r]),
        "makers": _some(counts.maker[s]) - _some(counts.maker[r]),
        "made by": _some(counts.made[s]) - _some(counts.made[r]),
        "forces": _some(counts.forces[r]) - _some(counts.forces[s]),
        "supplier in the headline": float(counts.headline[s]),
        "recipient in the headline": float(counts.headline[r]),
        "supplier named": log2((1 + counts.named[s]) / (1 + most)),
        "recipient named": log2((1 + counts.named[r]) / (1 + most)),
        "named together with arms": _some(counts.with_arms[pair]),
        "industry of the supplier": industry(s),
        "industry of the recipient": industry(r),
        "recipient at home": float(r == home),
    }


@cache
def _some(number: int) -> float:
    return log2(1 + min(max(number, 0), _ENOUGH))


@cache
def industry(code: str) -> float:
    """Return how large a state's arms industry is, from 0 to about 2: the more weapons of the
    tables it has designed, the more. A state of the past counts as its heir."""
    return log2(1 + designs_of(heir_of(code))) / 5


@cache
def heir_of(code: str) -> str:
    """Return the state that took a state's place, as Russia the Soviet Union's; else itself."""
    heirs = vocabulary.table("predecessors")
    return next((new for new, old in heirs.items() if old["code"] == code), code)


def candidates(counts: Counts, events: Iterable[Event]) -> Iterator[Pair]:
    """Yield the ordered pairs of the states most spoken of, of the headline's and the arms'
    makers, and of those that the events name."""
    often = [code for code, _ in counts.named.most_common(_MOST_STATES)]
    beside = sorted({*counts.headline, *counts.origin, *counts.home} - set(often))
    pairs = dict.fromkeys(permutations([*often, *beside][:_MOST_STATES], 2))
    for event in events:
        own = sorted(event.suppliers | event.recipients | event.parties)[:_MOST_STATES]
        pairs.update(dict.fromkeys(permutations(own, 2)))
    yield from pairs


@dataclass
class Pairs:
    """The log-odds of each pair of a report's states to be a deal's supplier and recipient;
    ``by_town`` are the states that the report names by towns alone."""

    scores: dict[Pair, float]
    by_town: frozenset[str] = frozenset()

    def score(self, supplier: str, recipient: str) -> float:
        """Return a pair's log-odds, those of their heirs for states of the past that the report
        calls by the heirs' names; a low one for a pair never weighed."""
        named = self.scores.get((supplier, recipient))
        if named is None:
            named = self.scores.get((heir_of(supplier), heir_of(recipient)), _LEAST)
        return named

    def best(self, suppliers: set[str], recipients: set[str]) -> Pair | None:
        """Return the likeliest pair that agrees with the sides known (empty: any state)."""
        fitting = [
            (s, r)
            for s, r in self.scores
            if (not suppliers or s in suppliers)
            and (not recipients or r in recipients)
            and r not in suppliers
            and s not in recipients
        ]
        return max(fitting, key=lambda pair: (self.scores[pair], pair), default=None)


def weigh(scene: Scene, events: list[Event]) -> Pairs:
    """Return the odds of all pairs."""
    counts, home = count(scene, events), casting.home(scene.report)
    scores = {p: log_odds("pairs", features(counts, p, home)) for p in candidates(counts, events)}
    return Pairs(scores, frozenset(counts.by_town))
