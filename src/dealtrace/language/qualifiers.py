"""Words that say a figure is rough, a floor or a ceiling: "some 60", "up to 12", "100-plus"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dealtrace.language.number_words import Token, glued, words

_APPROXIMATE = (
    "about", "around", "some", "roughly", "approximately", "approx", "approx .", "nearly",
    "almost", "close to", "estimated", "an estimated", "circa", "ca", "ca .", "~", "≈",
    "in the region of", "in the order of", "on the order of", "somewhere around", "or so",
    "reportedly around", "an average of", "near", "well - nigh", "perhaps", "just shy of",
    "possibly", "nearly about", "a little over", "slightly over", "a little under",
)  # fmt: skip
_AT_LEAST = (
    "at least", "more than", "over", "no fewer than", "no less than", "not less than",
    "not fewer than", "upwards of", "upward of", "a minimum of", "in excess of", "exceeding",
    "above", "minimum", "just over", "well over", "greater than", ">", "starting at",
    "starting from", "beyond", "north of", "topping",
)  # fmt: skip
_AT_MOST = (
    "up to", "at most", "no more than", "not more than", "as many as", "as much as",
    "a maximum of", "maximum of", "fewer than", "less than", "under", "below", "just under",
    "not exceeding", "a ceiling of", "capped at", "<", "up - to",
)  # fmt: skip
# Figures behind "over" or "under" that these words govern are no bounds: "talks over 12 jets".
_TOPIC_NOUNS = words(
    "talks talk negotiations negotiation dispute disputes concern concerns concerned row "
    "disagreement debate controversy deal doubts anger protest protests haggling signed"
)
_FIXED_PLURAL = ("over", "under", "below", "above", "near", "beyond")


def _table() -> dict[tuple[str, ...], str]:
    kinds = (("approximate", _APPROXIMATE), ("at_least", _AT_LEAST), ("at_most", _AT_MOST))
    return {tuple(phrase.split()): kind for kind, phrases in kinds for phrase in phrases}


_BEFORE = _table()
_LONGEST = max(len(phrase) for phrase in _BEFORE)


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """How a figure is qualified; ``first``: the first token of the words before it that do so."""

    first: int
    approximate: bool = False
    at_least: bool = False
    at_most: bool = False


def qualifiers(tokens: Sequence[Token], first: int, end: int, small: bool = False) -> Qualifiers:
    """Read the qualifiers before token ``first`` and behind the figure that ends before ``end``.

    ``small``: the figure is a small number in words, before which "over" and "under" are taken for
    prepositions ("under two contracts").
    """
    found: set[str] = set()
    for _ in range(3):  # "at least some 60", "up to about 12"
        step = _before(tokens, first, small)
        if step is None:
            break
        first = step[0]
        found.add(step[1])
    behind = _behind(tokens, end)
    if behind:
        found.add(behind)
    return Qualifiers(first, *(kind in found for kind in ("approximate", "at_least", "at_most")))


def _before(tokens: Sequence[Token], first: int, small: bool) -> tuple[int, str] | None:
    for length in range(min(_LONGEST, first), 0, -1):
        start = first - length
        phrase = tuple(t.lower for t in tokens[start:first])
        kind = _BEFORE.get(phrase)
        if kind and not (length == 1 and _is_preposition(tokens, start, small)):
            return start, kind
    return None


def _is_preposition(tokens: Sequence[Token], i: int, small: bool) -> bool:
    """Tell whether "over", "under"... at ``i`` governs a topic or place instead of a figure."""
    if tokens[i].lower not in _FIXED_PLURAL:
        return False
    return small or (i > 0 and tokens[i - 1].lower in _TOPIC_NOUNS)


def _behind(tokens: Sequence[Token], end: int) -> str | None:
    """Read "+", "-plus", "-odd", "or so", "or more", "or less", "at most" behind a figure."""
    words = [t.lower for t in tokens[end : end + 3]]
    if words[:1] == ["+"] and glued(tokens, end):
        return "at_least"
    if words[:2] in (["-", "plus"], ["or", "more"], ["or", "above"], ["at", "least"]):
        return "at_least"
    if words[:1] == ["plus"] and words[1:2] != ["$"] and len(words) > 1 and words[1].isalpha():
        return "at_least" if words[1] not in ("the", "a", "an", "one", "two", "three") else None
    if words[:2] in (["or", "less"], ["or", "fewer"], ["at", "most"]):
        return "at_most"
    if words[:2] in (["-", "odd"], ["or", "so"], ["or", "thereabouts"]):
        return "approximate"
    return None
