"""Reading one number, in digits or words, from a tokenised text.

Linear in the text: every token is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dealtrace.knowledge.lexicon import kept

_TOKEN = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{2,3}){0,6},[0-9]{3}(?:\.[0-9]{1,12})?(?![0-9])"  # 3,000  4,50,000
    r"|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,6}(?![0-9])"  # 3 000 with narrow spaces
    r"|[0-9]{1,4},[0-9]{1,2}(?=[ \u00a0]?(?:[mb]illion|bn|mln)\b)"  # 1,5 billion
    r"|[0-9]{1,18}(?:\.[0-9]{1,12})?"
    r"|[^\W\d_]{1,40}"
    r"|[^\s]"
)
_DECIMAL_COMMA = re.compile(r"[0-9]{1,4},[0-9]{1,2}")

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5,
    "million": 1e6, "crore": 1e7, "crores": 1e7, "billion": 1e9, "milliard": 1e9,
    "trillion": 1e12, "dozen": 12.0, "score": 20.0,
    "millions": 1e6, "billions": 1e9, "milliards": 1e9, "trillions": 1e12,
}  # fmt: skip
# Abbreviations that stand only behind digits ("1.2bn", "700cr", "12k").
SHORT_SCALES = {
    "mn": 1e6, "mln": 1e6, "mil": 1e6, "mm": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
    "tln": 1e12, "trln": 1e12, "cr": 1e7, "k": 1e3,
}  # fmt: skip
MONEY_SCALES = SHORT_SCALES | {"m": 1e6, "b": 1e9, "t": 1e12, "M": 1e6, "B": 1e9, "K": 1e3}

# A number that is not in digits starts with one of these.
FIRST_WORDS = frozenset(UNITS) | frozenset(TENS) | {"a", "an", "half", "dozen"}
_NO_DOZEN = {"few", "several", "many", "couple", "per", "the"}  # "a few dozen" has no number


class Token(NamedTuple):
    """A word, numeral or sign as written and in lower case, with its character offsets."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_digit(self) -> bool:
        """Whether it is a numeral in digits."""
        return "0" <= self.text[0] <= "9"

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Core:
    """A number read from tokens ``first`` (included) to ``end`` (excluded).

    ``base`` is the number before its outermost scale word, ``scale`` that scale: "1.5 billion" has
    base 1.5 and scale 1e9, so that "1.5 to 2 billion" can be put right.
    """

    value: float
    base: float
    scale: float
    first: int
    end: int
    spelled: bool


def words(listed: str) -> frozenset[str]:
    """Return the words of a list written as one string: how the tables here are kept readable."""
    return frozenset(listed.split())


@kept
def tokenize(text: str) -> list[Token]:
    """Cut a text into words, numerals and signs; white space separates and is left out."""
    found = ((match[0], match.span()) for match in _TOKEN.finditer(text))
    return [Token(word, word.lower(), start, end) for word, (start, end) in found]


def glued(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether token ``i`` follows the one before it without a space."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def numeral(token: Token) -> float | None:
    """Return the value of a numeral in digits, None for any other token."""
    if not token.is_digit:
        return None
    if _DECIMAL_COMMA.fullmatch(token.text):
        return float(token.text.replace(",", "."))
    return float(re.sub(r"[,\u00a0\u202f\u2009]", "", token.text))


def read_number(tokens: Sequence[Token], i: int, money: bool = False) -> Core | None:
    """Read the number that starts at token ``i``, or None where none starts there.

    ``money`` lets "50m" mean fifty million; elsewhere it is fifty metres.
    """
    if tokens[i].is_digit:
        return _read_digits(tokens, i, money)
    if tokens[i].is_word:
        return _read_words(tokens, i)
    return None


def _read_digits(tokens: Sequence[Token], i: int, money: bool) -> Core | None:
    value = numeral(tokens[i])
    if value is None:
        return None
    base, scale, end = value, 1.0, i + 1
    half = _and_a_half(tokens, end)
    if half:
        base, end = base + 0.5, half
    for _ in range(2):  # "2 hundred thousand", "1.5 lakh crore"
        step = _scale_at(tokens, end, money and scale == 1.0)
        if step is None:
            break
        scale, end = scale * step[0], step[1]
    return Core(round(base * scale, 4), base, scale, i, end, False)


def _scale_at(tokens: Sequence[Token], i: int, money: bool) -> tuple[float, int] | None:
    """Return the scale word at token ``i`` (a hyphen before it allowed) and the token after it."""
    if _hyphen(tokens, i):
        i += 1
    if i >= len(tokens) or not tokens[i].is_word:
        return None
    word = tokens[i]
    short = MONEY_SCALES if money else SHORT_SCALES
    scale = SCALES.get(word.lower)
    if scale is None and word.lower != "mm":
        scale = short.get(word.text) or (short.get(word.lower) if len(word.text) > 1 else None)
    if scale is None:
        return None
    end = i + 1
    if word.lower in SHORT_SCALES and end < len(tokens) and _abbreviation_dot(tokens, end):
        end += 1
    return scale, end


def _abbreviation_dot(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether the dot at ``i`` ends an abbreviation rather than the sentence."""
    return (
        tokens[i].text == "." and glued(tokens, i)
        and i + 1 < len(tokens) and tokens[i + 1].text[0].islower()
    )  # fmt: skip


def _hyphen(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether token ``i`` is a hyphen with nothing but words right beside it."""
    return i < len(tokens) and tokens[i].text in "-–‑" and glued(tokens, i) and glued(tokens, i + 1)


def _and_a_half(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token after "and a half" (or "-and-a-half") at ``i``, else None."""
    if i >= len(tokens) or tokens[i].lower not in ("and", "-"):
        return None
    words = [t.lower for t in tokens[i : i + 6]]
    plain = [w for w in words if w != "-"]
    if plain[:3] != ["and", "a", "half"]:
        return None
    return i + words.index("half") + 1


def _read_words(tokens: Sequence[Token], i: int) -> Core | None:
    word = tokens[i].lower
    if word in ("a", "an", "half"):
        return _read_article(tokens, i)
    if word == "dozen" and (i == 0 or tokens[i - 1].lower not in _NO_DOZEN):
        return Core(12.0, 1.0, 12.0, i, i + 1, True)  # "its first dozen"
    if word not in UNITS and word not in TENS:
        return None
    total, current, end, scale = 0.0, 0.0, i, 1.0
    top = 0.0
    for _ in range(12):
        step = _word_step(tokens, end, current)
        if step is None:
            break
        kind, amount, end = step
        if kind == "add":
            current, scale = current + amount, 1.0
        elif amount == 100 or amount in (12, 20):
            current, scale = current * amount, amount
        else:
            top = max(top, amount)
            total, current, scale = total + current * amount, 0.0, amount
    value = total + current
    if value == 0 and word != "zero":
        return None
    single = total in (0.0, value) and scale > 1
    return Core(value, value / scale if single else value, scale if single else 1.0, i, end, True)


def _word_step(tokens: Sequence[Token], i: int, current: float) -> tuple[str, float, int] | None:
    """Return (add or multiply, amount, next token) for the number word at ``i``."""
    j = i
    if _hyphen(tokens, j) or (
        j < len(tokens) and tokens[j].lower == "and" and _continues(tokens, j)
    ):
        j += 1
    if j >= len(tokens) or not tokens[j].is_word:
        return None
    word = tokens[j].lower
    half = _and_a_half(tokens, i)
    if half and current:
        return "add", 0.5, half
    if word in UNITS:
        tens = current % 10 == 0 and current % 100 >= 20 and UNITS[word] < 10
        return ("add", UNITS[word], j + 1) if tens or current % 100 == 0 else None
    if word in TENS:
        return ("add", TENS[word], j + 1) if current % 100 == 0 else None
    if word in SCALES and current:
        return "times", SCALES[word], j + 1
    return None


def _continues(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether the "and" at ``i`` is inside a number: "hundred and twenty"."""
    return (
        i > 0 and tokens[i - 1].lower in ("hundred", "thousand")
        and i + 1 < len(tokens)
        and (tokens[i + 1].lower in UNITS or tokens[i + 1].lower in TENS)
    )  # fmt: skip


_FRACTIONS = {"quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3, "fifth": 0.2}


def _fraction_before(tokens: Sequence[Token], i: int) -> float:
    """Return the part of what follows: 0.75 for "three-quarters of a billion", else 1."""
    before = [t.lower for t in tokens[max(0, i - 5) : i] if t.text != "-"]
    if before[-1:] != ["of"] or before[-2:-1] == [] or before[-2] not in _FRACTIONS:
        return 1.0
    count = UNITS.get(before[-3], 1) if len(before) > 2 else 1
    return count * _FRACTIONS[before[-2]]


def _read_article(tokens: Sequence[Token], i: int) -> Core | None:
    """Read "a dozen", "a hundred", "half a dozen", "half a billion", "half-a-dozen"."""
    words = [t.lower for t in tokens[i : i + 6] if t.text != "-"]
    factor, skip = _fraction_before(tokens, i), 1
    if words[0] == "half":
        factor, skip = 0.5, 2 if words[1:2] in (["a"], ["an"]) else 1
    elif words[1:2] == ["half"]:  # "a half dozen"
        factor, skip = 0.5, 2
    if len(words) <= skip or words[skip] not in SCALES:
        return None
    end = i
    for wanted in words[: skip + 1]:
        while tokens[end].lower != wanted:
            end += 1
        end += 1
    scale = SCALES[words[skip]]
    if end < len(tokens) and tokens[end].lower in SCALES and SCALES[tokens[end].lower] > scale:
        scale, end = scale * SCALES[tokens[end].lower], end + 1
    return Core(factor * scale, factor, scale, i, end, True)
