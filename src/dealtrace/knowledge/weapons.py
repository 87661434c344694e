"""Arms in a text: designations, common nouns, and both together as one match.

A match is a noun phrase as far as its words are known: words before the head ("second-hand",
"anti-tank", "Chinese-made"), a designation, and the head, which decides the class. The conventions
are set out in ``docs/knowledge.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dealtrace.knowledge import arms_nouns
from dealtrace.knowledge.arms_nouns import Word
from dealtrace.knowledge.designations import Named, Weapon, designation_at, may_begin, unknown_at
from dealtrace.knowledge.lexicon import Run, fold, kept, runs

Kind = Literal["designation", "noun", "generic"]

# A noun of the first class says no more than the designations of the others: the latter decide.
_WIDER: dict[str, frozenset[str]] = {
    "aircraft": frozenset({"helicopter", "drone"}),
    "missile": frozenset({"air defence", "artillery"}),
    "ammunition": frozenset({"artillery", "missile", "drone"}),
    "ship": frozenset({"submarine"}),
    "armoured vehicle": frozenset({"tank", "artillery", "air defence"}),
    "artillery": frozenset({"air defence"}),
    "radar/sensor": frozenset(),
    "other": frozenset(
        {
            "aircraft",
            "helicopter",
            "drone",
            "air defence",
            "missile",
            "armoured vehicle",
            "tank",
            "artillery",
            "ship",
            "submarine",
            "small arms",
            "ammunition",
            "radar/sensor",
        }
    ),
}
_SHIPS = frozenset({"ship", "submarine"})
_OF_THEIR_OWN = frozenset({"engine/parts", "training/support", "ammunition"})
# Nouns that say of a name before them that it is one of arms ("Hawk batteries"), and of what class.
_LOTS = re.compile(r"(?:batter(?:y|ies)|launchers?|systems?|(?:fir(?:e|ing)|launch) units?)\Z")
_IN_BATTERIES = frozenset({"air defence", "missile", "artillery"})
_UNITS = frozenset(
    f"{unit}{s}" for unit in ("regiment", "squadron", "battalion", "division") for s in ("", "s")
)
_MADE = re.compile(
    r"(?<!\w)(?:[A-Z][\w.’']{0,30}[ -]){0,2}?[A-Z][\w.’']{0,30}-"
    r"(?:made|built|manufactured|produced|designed|supplied|developed|assembled|origin|era)\b"
)
_LINK = re.compile(r"[ \u00a0]?[-‐‑‒–/'’‘“”\"(]{0,2}[ \u00a0]?\n?")
_CLOSE = re.compile(r"[)'’”\"]{0,2}")
_FOR = re.compile(
    r"\s+(?:for|of|to)\s+(?:(?:the|its|their|his|our|some|all|these|those|several|"
    r"existing|various|old|ageing|aging)\s+){0,2}(?:[A-Z][a-z]+(?:ese|ian|an|ish|i)\s+)?"
)
_MAX_ELEMENTS = 12


@dataclass(frozen=True, slots=True)
class WeaponMatch:
    """Arms named in a text. ``cls`` is one of the item classes.

    ``designation`` has its conventional form ("Su-30MK2"), or that of the text where no table has
    it. ``ambiguous``: the words need other signs that arms are meant. ``attributive``: the words
    only modify a following noun ("missile test", "arms deal") and name no item of themselves.
    """

    start: int
    end: int
    text: str
    cls: str
    designation: str | None = None
    maker: str | None = None
    origin: str | None = None
    kind: Kind = "noun"
    ambiguous: bool = False
    attributive: bool = False


@dataclass(frozen=True, slots=True)
class _Element:
    """A known piece of a phrase: the runs it takes, and the noun or designation it is."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[Word, ...] = ()
    named: Named | None = None
    text: str = ""  # of a noun

    @property
    def trap(self) -> bool:
        return any(w.role == "trap" for w in self.words)

    @property
    def head(self) -> Word | None:
        return next((w for w in self.words if w.heads), None)

    @property
    def is_lot(self) -> bool:
        """Whether it is a noun of what arms of fire come in: "battery", "launchers"."""
        return self.named is None and _LOTS.match(self.text) is not None

    @property
    def modifier(self) -> Word | None:
        return next((w for w in self.words if w.role == "modifier"), None)


@kept
def find_weapons(text: str) -> list[WeaponMatch]:
    """Arms named in ``text``, in order, without overlap."""
    words = runs(text)
    made = {m.start(): m.end() for m in _MADE.finditer(text)}
    found: list[WeaponMatch] = []
    i = 0
    while i < len(words):
        phrase = _phrase(text, words, i, made) if _may_begin(words[i]) else []
        if not phrase:
            i += 1
            continue
        i = phrase[-1].last
        for part in _split(phrase):
            match = _match(text, words, part)
            if match:
                match, i = _with_object(text, words, match, i, made)
                found.append(match)
    return found


def _may_begin(word: Run) -> bool:
    """Whether arms may be named from ``word`` on: most words of a report can be passed over."""
    return may_begin(word) or arms_nouns.lexicon().begins(word)


def _element(text: str, words: list[Run], i: int, made: dict[int, int]) -> _Element | None:
    """The longest known piece that begins at run ``i``."""
    noun = arms_nouns.lexicon().at(text, words, i)
    named = designation_at(text, words, i)
    if named and (noun is None or named.last >= noun.last):
        return _Element(i, named.last, words[i].start, named.end, named=named)
    if noun and not _cut(text, words, noun.last):
        spelt = text[noun.start : noun.end]
        return _Element(i, noun.last, noun.start, noun.end, noun.value, text=spelt)
    end = made.get(words[i].start)
    if end:
        last = i
        while last < len(words) and words[last].start < end:
            last += 1
        return _Element(i, last, words[i].start, end)
    other = unknown_at(text, words, i)
    return _Element(i, other.last, words[i].start, other.end, named=other) if other else None


def _cut(text: str, words: list[Run], last: int) -> bool:
    """Whether the word goes on beyond the match without a gap ("tank2", "jets5")."""
    return last < len(words) and words[last].start == words[last - 1].end


def _phrase(text: str, words: list[Run], i: int, made: dict[int, int]) -> list[_Element]:
    """Known pieces side by side from run ``i`` on, up to a comma, a full stop or another word."""
    phrase: list[_Element] = []
    while i < len(words) and len(phrase) < _MAX_ELEMENTS:
        piece = _element(text, words, i, made)
        if piece is None or (phrase and not _side_by_side(text, phrase[-1], piece)):
            break
        phrase.append(piece)
        if piece.trap:
            break
        i = piece.last
    return phrase


def _side_by_side(text: str, left: _Element, right: _Element) -> bool:
    gap = text[left.end : right.start]
    if "\n" in gap and left.head:  # a line that ends with a noun is complete: a headline, a list
        return False
    closed = _CLOSE.match(gap)
    return len(gap) <= 4 and bool(_LINK.fullmatch(gap[closed.end() if closed else 0 :]))


def _split(phrase: list[_Element]) -> Iterator[list[_Element]]:
    """Cut a row of pieces into items: a second designation of another class begins a new one."""
    if phrase[-1].trap:
        return
    item: list[_Element] = []
    for piece in phrase:
        if item and piece.named and _starts_anew(item, piece.named):
            yield item
            item = []
        item.append(piece)
    yield item


def _starts_anew(item: list[_Element], named: Named) -> bool:
    earlier = [p.named for p in item if p.named and p.named.weapons]
    if not earlier or not named.weapons:
        return False
    return not {w.cls for w in earlier[-1].weapons} & {w.cls for w in named.weapons}


def _match(text: str, words: list[Run], item: list[_Element]) -> WeaponMatch | None:
    item = _trimmed(item)
    named = next((p.named for p in item if p.named and p.named.weapons), None)
    named = named or next((p.named for p in item if p.named), None)
    head = _head_class(item)
    if not item or (head is None and (named is None or not named.weapons)):
        return None
    weapon = _reading(named, head, item[-1].is_lot)
    cls = _class(weapon, head)
    start, end = item[0].start, item[-1].end
    last = item[-1]
    word = last.head
    one = named is not None and named.ambiguous and not text[start:end].endswith("s")
    if cls is None or (head is None and cls in _SHIPS and one):
        return None  # "Kilo" and "Victoria" are ships only as "Kilo class", "Victoria frigates"
    return WeaponMatch(
        start,
        end,
        text[start:end],
        cls,
        named.designation if named else None,
        weapon.maker if weapon else None,
        weapon.origin if weapon else None,
        "designation" if named else "generic" if word and word.role == "generic" else "noun",
        _ambiguous(item, named, head),
        _attributive(text, words, last, bool(named) and cls == "air defence"),
    )


def _trimmed(item: list[_Element]) -> list[_Element]:
    """The item without pieces after its head or designation, and without leading guesswork."""
    while item and not item[-1].named and item[-1].head is None:
        item = item[:-1]
    return item


def _head_class(item: list[_Element]) -> str | None:
    """The class that the last noun gives, under the words before it; None without a noun."""
    place = next((k for k in range(len(item) - 1, -1, -1) if item[k].head), None)
    if place is None:
        return None
    head = item[place].head
    assert head is not None
    before = item[:place]
    cls = _hinted(before) or head.cls if head.role == "weak" else head.cls
    if head.role == "weak" and not before:
        return None
    for piece in reversed(before):
        if piece.modifier and cls in piece.modifier.over:
            cls = piece.modifier.cls
    return cls


def _hinted(before: list[_Element]) -> str | None:
    """The class that the words before a weak head ("system", "vehicle") give it."""
    for piece in reversed(before):
        for word in (piece.modifier, piece.head):
            if word and word.cls:
                return word.cls
    return None


def _reading(named: Named | None, head: str | None, of_a_lot: bool) -> Weapon | None:
    """Which weapon a designation means beside a noun of this class, or before "batteries"."""
    if named is None or not named.weapons:
        return None
    if head is None:
        fired = [w for w in named.weapons if of_a_lot and w.cls in _IN_BATTERIES]
        return (fired or list(named.weapons))[0]
    fitting = [w for w in named.weapons if w.cls == head]
    fitting += [w for w in named.weapons if w.cls in _WIDER.get(head, ())]
    return (fitting or list(named.weapons))[0]


def _class(weapon: Weapon | None, head: str | None) -> str | None:
    if weapon is None:
        return head
    if head is None or weapon.cls in _WIDER.get(head, ()):
        return weapon.cls
    return head


def _ambiguous(item: list[_Element], named: Named | None, head: str | None) -> bool:
    if any(p.modifier and p.modifier.gives_context for p in item[:-1] if not p.named):
        return False
    if named:
        return head is None and named.ambiguous and not item[-1].is_lot
    word = item[-1].head
    return word is not None and (word.needs_context or word.role == "weak")


def _attributive(text: str, words: list[Run], last: _Element, by_unit: bool) -> bool:
    """Whether a noun follows that the words only modify; ``by_unit``: arms that are sold by the
    regiment ("two S-400 squadrons")."""
    if last.last >= len(words):
        return False
    follower = words[last.last]
    noun = fold(follower.text)
    beside = text[last.end : follower.start] in (" ", "-", "\n", "\u00a0")
    return beside and noun in arms_nouns.followers() and not (by_unit and noun in _UNITS)


def _with_object(
    text: str, words: list[Run], match: WeaponMatch, i: int, made: dict[int, int]
) -> tuple[WeaponMatch, int]:
    """Parts, training and ammunition take in what they are for ("spare parts for tanks")."""
    link = _FOR.match(text, match.end)
    if match.cls not in _OF_THEIR_OWN or link is None:
        return match, i
    start = next((k for k in range(i, min(i + 6, len(words))) if words[k].start == link.end()), -1)
    phrase = _trimmed(_phrase(text, words, start, made)) if start >= 0 else []
    if not phrase or phrase[-1].trap or (_head_class(phrase) is None and not _known(phrase)):
        return match, i
    end = phrase[-1].end
    whole = WeaponMatch(
        match.start,
        end,
        text[match.start : end],
        match.cls,
        match.designation,
        match.maker,
        match.origin,
        match.kind,
        False,
        match.attributive,
    )
    return whole, phrase[-1].last


def _known(phrase: list[_Element]) -> bool:
    return any(p.named and p.named.weapons for p in phrase)
