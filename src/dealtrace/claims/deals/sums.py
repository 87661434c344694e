"""What a sum in a report is: the price of a deal, a loan, a debt, or something else."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from spacy.tokens import Span, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.scene import MoneyMention, Scene

_FAR = 9  # arcs and words between, beyond which a word tells nothing of a sum
_FOR = {"for", "at"}  # "212 guns for $2.4 billion"


class SumRole(StrEnum):
    """What money is for."""

    PRICE = "price"
    CREDIT = "credit"
    GRANT = "grant"
    DEBT = "debt"
    OTHER = "other"


def role_of(scene: Scene, mention: MoneyMention) -> SumRole:
    """Return what a sum is, by the closest telling word in its sentence's tree."""
    sentence = scene.sentence_of(mention.head)
    best: tuple[float, SumRole] | None = None
    for place, lemma in enumerate(scene.lemmas_of(sentence), sentence.start):
        if mention.start <= place < mention.end:
            continue
        role = _role_words().get(lemma)
        if role is not None:
            distance = _closeness(scene, mention, scene.doc[place])
            if best is None or distance < best[0]:
                best = (distance, role)
    if best and best[0] <= _FAR:
        return best[1]
    before = scene.doc[mention.start - 1].lower_ if mention.start else ""
    return SumRole.PRICE if before in _FOR else SumRole.OTHER


def price_in(scene: Scene, sentence: Span) -> float | None:
    """Return the price a sentence tells, if it tells one only."""
    prices = [m for m in scene.sums_in(sentence) if role_of(scene, m) is SumRole.PRICE]
    return prices[0].money.amount if len(prices) == 1 else None


@cache
def _role_words() -> dict[str, SumRole]:
    """Return the role each telling word shows; of several, the first."""
    roles = reversed(SumRole)
    return {word: role for role in roles for word in vocabulary.words(f"sum_{role.value}")}


def _closeness(scene: Scene, mention: MoneyMention, token: Token) -> float:
    """Arcs count most, words in between a little: "a $100 million loan" beats all else."""
    after = token.i >= mention.end
    gap = token.i - mention.end if after else mention.start - token.i
    beside = gap == 0 if after else gap <= 2  # "$100 million loan", "a loan of $100 million"
    adjacent = -1.0 if beside and token.pos_ in {"NOUN", "ADJ"} else 0.0
    return scene.distance(mention.head, token.i) + gap / 8 + adjacent
