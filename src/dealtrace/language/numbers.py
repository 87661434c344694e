"""Finding numbers in a text: how many, how roughly, and of what unit.

Sums of money, dates and ages are numbers too: a caller who wants counts leaves out those that
:mod:`~dealtrace.language.money` and :mod:`~dealtrace.language.times` claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dealtrace.knowledge.lexicon import kept
from dealtrace.language.number_words import (
    FIRST_WORDS,
    Core,
    Token,
    glued,
    numeral,
    read_number,
    tokenize,
    words,
)
from dealtrace.language.qualifiers import qualifiers


class UnitKind(StrEnum):
    """What the word behind a number makes of it."""

    MEASURE = "measure"  # mm, km, tonnes, per cent, years: no count of anything
    GROUP = "group"  # squadrons, batteries, sets: counts these, not what they consist of


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written. ``text`` and offsets cover the figure alone, not "up to" or "some".

    ``value`` is None for "several", "dozens of" and for ranges, which have ``low`` and ``high``.
    ``unit``: the measure or group noun right behind it, singular lower case ("squadron", "mm").
    ``hyphenated``: joined to the next word ("20-year", "12-aircraft"). ``year``: reads as a
    calendar year.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    at_least: bool = False
    at_most: bool = False
    unit: str | None = None
    unit_kind: UnitKind | None = None
    hyphenated: bool = False
    year: bool = False

    @property
    def is_range(self) -> bool:
        """Whether it gives two bounds ("28-30")."""
        return self.low is not None

    @property
    def count(self) -> int | None:
        """The value as a count of things: whole, positive, no measure, no year; else None."""
        if self.value is None or self.value != int(self.value) or self.value <= 0:
            return None
        return None if self.year or self.unit_kind is UnitKind.MEASURE else int(self.value)


_MEASURES = words(
    "mm cm m km metre meter kilometre kilometer mile knot foot feet inch ton tonne kg kilogram "
    "kilogramme gram litre liter lb pound hp horsepower kw mw gw megawatt kilowatt watt hectare "
    "acre barrel bpd mph kph kmh nm nmi percent % pct ‰ percentage degree hour minute day week "
    "month year decade century fold times g ghz mhz rpm calibre caliber kt cent megaton "
    "kiloton point"
)
_GROUPS = words(
    "squadron battery battalion regiment brigade division company platoon set batch tranche "
    "shipment crate container shipload planeload lot pair type kind class variant "
    "package crew team group fleet flotilla wing flight consignment load "
    "section train"
)
_IRREGULAR = {"batteries": "battery", "companies": "company", "classes": "class", "feet": "foot",
              "inches": "inch", "batches": "batch", "centuries": "century", "crews": "crew",
              "metres": "metre", "tonnes": "tonne"}  # fmt: skip
# Words whose number is a name: "Resolution 1929", "Block 52", "No. 5".
_LABELS = words(
    "block resolution article section chapter flight route highway type mark mk project phase "
    "group page room no nos number increment paragraph annex appendix boeing airbus mirage "
    "leopard merkava challenger tornado formula channel gate pier building apartment area zone "
    "sector model generation level tier category protocol decree act title part volume version "
    "chapter ak decree law order directive clause figure table fig su mig ka mi tu il an yak "
    "agusta antonov ilyushin sukhoi kamov abrams patton"
)
_LABELS_IN_WORDS = ("number", "chapter", "article", "phase", "block", "part", "section", "level")
_STATES_IN_CAPITALS = frozenset({"US", "UK", "UAE", "EU", "UN", "USA", "DRC", "ROK", "PRC", "GCC"})
_VAGUE = {
    ("several",), ("numerous",), ("a", "few"),
    ("a", "handful", "of"), ("a", "number", "of"), ("hundreds",), ("thousands",), ("dozens",),
    ("scores", "of"), ("tens", "of", "thousands"), ("hundreds", "of", "thousands"),
    ("tens", "of", "millions"), ("hundreds", "of", "millions"), ("millions",), ("billions",),
    ("tens", "of"), ("an", "unspecified", "number", "of"), ("an", "undisclosed", "number", "of"),
    ("an", "unknown", "number", "of"), ("several", "dozen"), ("several", "hundred"),
    ("several", "thousand"), ("a", "few", "dozen"), ("a", "few", "hundred"), ("trillions",),
    ("a", "few", "thousand"), ("several", "million"), ("several", "billion"),
    ("tens", "of", "billions"),
}  # fmt: skip
_VAGUE_FIRST = {phrase[0] for phrase in _VAGUE}
_PAIRS = {("a", "pair", "of"): 2.0, ("a", "couple", "of"): 2.0, ("a", "trio", "of"): 3.0,
          ("a", "single"): 1.0}  # fmt: skip
_STARTS = FIRST_WORDS | _VAGUE_FIRST | {phrase[0] for phrase in _PAIRS} | {"between", "from"}
_ONE_BEHIND = words(
    "of another who that which is was has would could in by to and for or on at as day time thing "
    "reason way another's side hand"
)
_ONE_BEFORE = words("number no any this that every each which some the last only first")
_YEAR_BEFORE = words(
    "in since by from until till during before after early late mid of fiscal fy the for between "
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sept sep oct nov dec spring summer autumn fall winter year to and "
    "than"
)
_DASHES = "-–—‑−"


@kept
def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text, in order, without overlaps; time linear in its length.

    Designations ("Su-30", "Resolution 1929"), ordinals, fractions, clock times and dates in
    figures are left out.
    """
    tokens = tokenize(text)
    found: list[Number] = []
    i = 0
    while i < len(tokens):
        can_start = tokens[i].is_digit or tokens[i].lower in _STARTS
        step = _read_at(text, tokens, i) if can_start else None
        if step is None:
            i += 1
        else:
            number, i = step
            found.append(number)
    return found


def _read_at(text: str, tokens: Sequence[Token], i: int) -> tuple[Number, int] | None:
    """Read the number expression that starts at token ``i``; return it and the token after it."""
    vague = _read_vague(text, tokens, i)
    if vague is not None:
        return vague
    step = read_range(tokens, i) or _read_single(tokens, i)
    if step is None:
        return None
    low, high, first, end = step
    if _is_label(tokens, first):
        return None
    if _is_fraction_or_ordinal(tokens, end):
        return None
    number = Number(tokens[first].start, tokens[end - 1].end, "", low.value)
    if high is not None:
        number = replace(number, value=None, low=low.value, high=high.value)
    return _finish(text, tokens, number, (first, end), low), end


def _finish(
    text: str, tokens: Sequence[Token], number: Number, span: tuple[int, int], core: Core
) -> Number:
    """Add text, qualifiers, unit and year to a number read from the tokens of ``span``."""
    first, end = span
    small = core.spelled and core.value < 20
    marks = qualifiers(tokens, first, end, small)
    unit, kind = _unit(tokens, end)
    return replace(
        number,
        text=text[number.start : number.end],
        approximate=marks.approximate,
        at_least=marks.at_least,
        at_most=marks.at_most,
        unit=unit,
        unit_kind=kind,
        hyphenated=_hyphen(tokens, end),
        year=_is_year(tokens, first, core.end),
    )


def _read_single(tokens: Sequence[Token], i: int) -> tuple[Core, Core | None, int, int] | None:
    """Read one plain number at ``i`` in the shape of :func:`read_range`."""
    pair = next((p for p in _PAIRS if _matches(tokens, i, p)), None)
    if pair:
        end = i + len(pair) - (pair[-1] == "of")
        return Core(_PAIRS[pair], _PAIRS[pair], 1.0, i, end, True), None, i, end
    core = read_plain(tokens, i)
    return None if core is None else (core, None, i, core.end)


def read_plain(tokens: Sequence[Token], i: int, money: bool = False) -> Core | None:
    """Read a number at ``i`` that is no part of a designation, date, clock time or pronoun."""
    token = tokens[i]
    if token.is_digit and not _stands_alone(tokens, i, money):
        return None
    if token.is_word and glued(tokens, i) and (tokens[i - 1].is_digit or tokens[i - 1].text == "'"):
        return None
    core = read_number(tokens, i, money)
    if core is None or (token.lower == "one" and core.end == i + 1 and _is_pronoun(tokens, i)):
        return None
    return core


def read_range(
    tokens: Sequence[Token], i: int, money: bool = False
) -> tuple[Core, Core | None, int, int] | None:
    """Read "between 4 and 6", "28-30", "four to six", "10 or 12" at ``i``.

    Returns the two numbers, the first token and the token after the last; None for no range.
    """
    opener = tokens[i].lower if tokens[i].lower in ("between", "from") else None
    first = i + 1 if opener else i
    low = read_plain(tokens, first, money) if first < len(tokens) else None
    if low is None or low.end + 1 >= len(tokens):
        return None
    joint = tokens[low.end]
    joints = {"between": ("and",), "from": ("to",), None: ("to", "or")}[opener]
    dash = joint.text in _DASHES
    if not dash and joint.lower not in joints:
        return None
    high = _read_upper(tokens, low.end + 1, dash, money)
    if high is None:
        return None
    low = share_scale(low, high)
    return (low, high, first, high.end) if low.value < high.value else None


def _read_upper(tokens: Sequence[Token], i: int, dash: bool, money: bool) -> Core | None:
    """Read the upper bound of a range, which may hang on a dash."""
    if not dash:
        return read_plain(tokens, i, money)
    if tokens[i].is_digit and _bad_tail(tokens, i, money):
        return None
    return read_number(tokens, i, money)


def share_scale(low: Core, high: Core) -> Core:
    """Give the lower bound of "2-3 billion" the scale that stands only behind the upper one."""
    if low.scale == 1.0 and high.scale > 1.0 and low.base < high.base:
        return replace(low, value=low.base * high.scale, scale=high.scale)
    return low


def _read_vague(text: str, tokens: Sequence[Token], i: int) -> tuple[Number, int] | None:
    """Read "several", "hundreds", "tens of thousands" at ``i``: numbers without a value."""
    if tokens[i].lower not in _VAGUE_FIRST or (i and tokens[i - 1].lower in ("as", "how", "so")):
        return None
    matching = [phrase for phrase in _VAGUE if _matches(tokens, i, phrase)]
    if not matching:
        return None
    phrase = max(matching, key=len)
    end = i + len(phrase) - (phrase[-1] == "of")
    start, stop = tokens[i].start, tokens[end - 1].end
    unit, kind = _unit(tokens, end)
    vague = Number(start, stop, text[start:stop], None, approximate=True, unit=unit, unit_kind=kind)
    return vague, end


def _matches(tokens: Sequence[Token], i: int, phrase: tuple[str, ...]) -> bool:
    if tokens[i].lower != phrase[0]:
        return False
    return tuple(t.lower for t in tokens[i : i + len(phrase)]) == phrase


def _stands_alone(tokens: Sequence[Token], i: int, money: bool) -> bool:
    """Tell whether a numeral is free of designation parts before and behind it."""
    if i and glued(tokens, i):
        before = tokens[i - 1]
        if before.is_word or before.is_digit or before.text in "/:.,#'’_№":
            return False
        if before.text == "[" and i + 1 < len(tokens) and tokens[i + 1].text == "]":
            return False  # the mark of a note
        joined = before.text in _DASHES and i > 1 and glued(tokens, i - 1)
        if joined and (tokens[i - 2].is_word or tokens[i - 2].is_digit):
            return False
    return not _bad_tail(tokens, i, money)


def _bad_tail(tokens: Sequence[Token], i: int, money: bool) -> bool:
    """Tell whether what is glued behind a numeral makes it a name, ordinal, date or clock time."""
    j = i + 1
    if j >= len(tokens) or not glued(tokens, j):
        return False
    behind = tokens[j]
    follows_digit = j + 1 < len(tokens) and glued(tokens, j + 1) and tokens[j + 1].is_digit
    if behind.text in "°′″" or (behind.text in ":/." and follows_digit):
        return True
    if not behind.is_word:
        return False
    return read_number(tokens, i, money=money) is None or not _known_suffix(tokens, i, money)


def _known_suffix(tokens: Sequence[Token], i: int, money: bool) -> bool:
    """Tell whether the letters glued to a numeral are a scale ("12k") or a measure ("122mm")."""
    core = read_number(tokens, i, money)
    if core is None:
        return False
    return core.end > i + 1 or _singular(tokens[i + 1].lower) in _MEASURES


def _is_label(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether the numeral at ``i`` is the name of something: "Block 52", "No. 5", "Su 30"."""
    j = i - 1
    if tokens[i].is_word:
        return j >= 0 and (tokens[j].lower in _LABELS_IN_WORDS) and tokens[j].text[0].isupper()
    if j >= 0 and tokens[j].text == "." and glued(tokens, j):
        return tokens[j - 1].lower in ("no", "nos", "art", "sec", "para", "mk") if j else False
    if j < 0 or not tokens[j].is_word:
        return False
    word = tokens[j]
    if word.lower in ("no", "order", "orders", "part", "law", "an", "act", "level", "area"):
        return word.text[0].isupper() and j > 0 and tokens[j - 1].text not in '.!?"“'
    if word.lower in _LABELS:
        return word.text[0].isupper() or word.lower in ("resolution", "article", "section", "page")
    return _is_short_code(word)


def _is_short_code(word: Token) -> bool:
    """Tell whether a word is all capitals and too short for a name of anything but a model."""
    return len(word.text) <= 3 and word.text.isupper() and not (
        word.text in _STATES_IN_CAPITALS or word.text in ("I", "A")
    )  # fmt: skip


def _is_fraction_or_ordinal(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether "two" goes on to "-thirds" or "twenty" to "-first"."""
    j = end + 1 if end < len(tokens) and tokens[end].text == "-" else end
    if j >= len(tokens):
        return False
    parts = ("third", "thirds", "quarters", "fifths", "fifth", "half", "halves", "tenths", "tenth")
    ordinals = ("first", "second", "fourth", "sixth", "seventh", "eighth", "ninth")
    return tokens[j].lower in parts or (j > end and tokens[j].lower in ordinals)


def _is_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether "one" counts nothing: "one of the", "no one", "one day"."""
    if i and tokens[i - 1].lower in _ONE_BEFORE:
        return True
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        behind is None
        or not (behind.is_word or behind.text == "-")
        or (behind.lower in _ONE_BEHIND)
    )


def _hyphen(tokens: Sequence[Token], end: int) -> bool:
    return (
        end + 1 < len(tokens) and tokens[end].text in _DASHES
        and glued(tokens, end) and glued(tokens, end + 1) and tokens[end + 1].is_word
        and tokens[end + 1].lower not in ("plus", "odd")
    )  # fmt: skip


def _unit(tokens: Sequence[Token], end: int) -> tuple[str | None, UnitKind | None]:
    """Return the measure or group noun at token ``end``, past a hyphen or "per"."""
    j = end + 1 if _hyphen(tokens, end) else end
    if j >= len(tokens):
        return None, None
    if tokens[j].lower in ("square", "cubic", "nautical", "metric") and j + 1 < len(tokens):
        j += 1
    if tokens[j].lower == "per" and j + 1 < len(tokens) and tokens[j + 1].lower == "cent":
        return "%", UnitKind.MEASURE
    word = _singular(tokens[j].lower)
    if j + 1 < len(tokens) and glued(tokens, j + 1) and tokens[j + 1].is_digit:
        return None, None  # "108 M1A2 tanks"
    if word in _MEASURES:
        return ("%" if word in ("percent", "pct") else word), UnitKind.MEASURE
    group = _group_noun(tokens, j)
    return (group, UnitKind.GROUP) if group else (None, None)


_ENDS_PHRASE = words("of and or in to for with from by on at which that will would as the a an is")


def _group_noun(tokens: Sequence[Token], j: int) -> str | None:
    """Return the group noun of the phrase from ``j`` on: "two more squadrons", "two S-400
    regiments"; None where another plural comes first, which is what is counted."""
    for token in tokens[j : j + 8]:
        word = _singular(token.lower)
        if token.is_word and word in _GROUPS:
            return word
        counted = token.text.islower() and token.lower.endswith("s") and len(token.text) > 3
        if counted or token.lower in _ENDS_PHRASE:
            return None
        if not (token.is_word or token.is_digit or token.text in _DASHES):
            return None
    return None


def _singular(word: str) -> str:
    return _IRREGULAR.get(word) or (word[:-1] if word.endswith("s") and len(word) > 3 else word)


_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def _is_year(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Tell whether a bare four-digit figure reads as a calendar year."""
    if end != first + 1 or not _YEAR.fullmatch(tokens[first].text):
        return False
    before = tokens[first - 1].lower if first else ""
    if before in _YEAR_BEFORE or (before == "," and first > 1 and numeral(tokens[first - 2])):
        return True
    behind = tokens[end].text if end < len(tokens) else "."
    return not behind.isalpha() or not behind.islower() or not behind.endswith("s")
