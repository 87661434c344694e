"""Who tells of a deal: which of a report's speakers vouch for what it says of it.

Ministers also comment, warn and thank. What speaks for a speaker telling of the deal itself is
weighed by a logistic regression (``rules/telling.yaml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log2, sqrt

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event, names_the_deal
from dealtrace.claims.deals.sums import SumRole, role_of
from dealtrace.claims.model import Modality, Source, SourceKind
from dealtrace.claims.scene import Scene
from dealtrace.claims.speakers import says, sources_of
from dealtrace.claims.weights import Features, log_odds
from dealtrace.language.annotations import Attribution

_LEAST = -0.5  # log-odds
_CUES = ("announce", "report", "say", "tell")
_KINDS = ("agency", "anonymous")
_MEDIA = {SourceKind.PUBLISHER, SourceKind.AGENCY}
_QUOTES = frozenset('"“”')


@dataclass
class Speaker:
    """Somebody who says something in the story: in which sentences, by which attributions."""

    source: Source
    place: int  # of the first sentence, counted from the story's first
    said: list[tuple[int, Attribution]] = field(default_factory=list)


def speakers(scene: Scene) -> list[Speaker]:
    """Return all who say something in the story, in the order of their first words."""
    places = {scene.sentence_number(s.start): n for n, s in enumerate(scene.story)}
    found: dict[str, Speaker] = {}
    for attribution in scene.attributions:
        number = scene.sentence_number(attribution.cue[0])
        if attribution.source and number in places and says(scene, attribution):
            for told in sources_of(scene, attribution):
                source = _named_before(told, list(found.values()))
                if source is None:
                    continue
                speaker = found.setdefault(source.name, Speaker(source, places[number]))
                speaker.said.append((number, attribution))
    return list(found.values())


def _named_before(source: Source, before: list[Speaker]) -> Source | None:
    """Return the speaker himself; for "the newspaper" and "the company" the one named last, None
    where none was, and where the words name nobody."""
    name = source.name.lower()
    if name.split()[-1] in vocabulary.words("no_speakers"):
        return None
    if name in vocabulary.words("media_nouns"):
        media = [s.source for s in before if s.source.kind in _MEDIA]
        return media[-1] if media else source
    if name in vocabulary.words("company_nouns"):
        firms = [s.source for s in before if s.source.kind is SourceKind.OFFICIAL]
        named = [s for s in firms if s.name[:1].isupper()]
        return named[-1] if named else source
    return source


def told_by(
    scene: Scene, everybody: list[Speaker], events: list[Event], free: Sequence[int], main: bool
) -> tuple[str, ...]:
    """Return the names of those who tell of the deal made of ``events``.

    ``free``: the numbers of sentences that tell of no deal by themselves and may take up this one.
    """
    near = [s for s in everybody if any(_touches_deals(scene, n) for n, _ in s.said)]
    found = [(features(scene, speaker, events, free, main), speaker) for speaker in near]
    return tuple(s.source.name for f, s in found if log_odds("telling", f) > _LEAST)


def features(
    scene: Scene, speaker: Speaker, events: list[Event], free: Sequence[int], main: bool
) -> Features:
    """Return what speaks for a speaker telling of a deal."""
    numbers = {number for number, _ in speaker.said}
    here = [e for e in events if e.sentence in numbers]
    cues = {lemma for _, a in speaker.said for lemma in _lemmas(scene, a)}
    first = min(e.sentence for e in events)
    return {
        "main deal": float(main),
        "tells facts": float(bool(cues & vocabulary.words("factual_cues"))),
        "times": log2(len(speaker.said)),
        "transfer": float(any(e.told for e in here)),
        "transfer in the words": float(any(_holds(speaker, e) for e in here)),
        "takes up": float(any(_takes_up(scene, n) for n in numbers.intersection(free))),
        "distance": sqrt(min(abs(n - first) for n in numbers)),
        "place": sqrt(speaker.place),
        "denied": float(any(e.modality is Modality.DENIED for e in here)),
        "quoted": float(any(_is_quoted(scene, n) for n in numbers)),
        **{kind: float(speaker.source.kind.value == kind) for kind in _KINDS},
        **{cue: float(cue in cues) for cue in _CUES},
    }


def _lemmas(scene: Scene, attribution: Attribution) -> Iterator[str]:
    yield from (t.lemma_.lower() for t in scene.doc[slice(*attribution.cue)])


def _holds(speaker: Speaker, event: Event) -> bool:
    spans = (span for _, attribution in speaker.said for span in attribution.content)
    return any(start <= event.token.i < end for start, end in spans)


def _touches_deals(scene: Scene, number: int) -> bool:
    """Say whether a sentence holds arms, a sum or a word for a deal."""
    sentence = scene.sentences[number]
    words = vocabulary.words("deal_nouns") | vocabulary.words("arms_words")
    return bool(
        scene.items_between(sentence.start, sentence.end)
        or scene.sums_in(sentence)
        or words.intersection(scene.lemmas_of(sentence))
    )


def _takes_up(scene: Scene, number: int) -> bool:
    """Say whether a sentence gives the deal a price or names it ("the contract")."""
    sentence = scene.sentences[number]
    roles = {role_of(scene, mention) for mention in scene.sums_in(sentence)}
    priced = bool(roles & {SumRole.PRICE, SumRole.CREDIT})
    return priced or names_the_deal(scene, sentence)


def _is_quoted(scene: Scene, number: int) -> bool:
    return not _QUOTES.isdisjoint(scene.text_of(scene.sentences[number]))
