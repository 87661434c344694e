"""Reading the signs, codes and nouns of currencies from tokens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from dealtrace.knowledge.currencies import by_symbol, by_unit, resolve_symbol, resolve_unit
from dealtrace.knowledge.currencies import currencies as all_currencies
from dealtrace.language.number_words import Core, Token, glued, tokenize

_DASHES = "-–—‑−"
# Codes that newspapers also use for small sums, and "Rs 700".
_PLAIN_LETTERS = ("USD", "EUR", "GBP", "Rs", "Re")
_ENGLISH_WORDS = ("ALL", "CUP", "TOP")


def is_used_as_sign(letters: str, core: Core) -> bool:
    """Ask for a large figure beside a sign of letters: "MK 45" is a gun, "12 SAR" a task."""
    if not letters.isalpha() or letters in _PLAIN_LETTERS:
        return True
    return letters not in _ENGLISH_WORDS and (core.scale >= 1e3 or core.value >= 1e4)


@cache
def sign_starts() -> frozenset[str]:
    """Return the tokens with which a sign can start."""
    return frozenset(tokenize(sign)[0].text for sign in by_symbol())


def sign_at(
    tokens: Sequence[Token], i: int, countries: Collection[str]
) -> tuple[str | None, int] | None:
    """Return (currency, token after) for the longest sign that starts at token ``i``."""
    if tokens[i].text not in sign_starts():
        return None
    if i and glued(tokens, i) and (tokens[i - 1].is_word or tokens[i - 1].is_digit):
        return None
    for length in range(min(5, len(tokens) - i), 0, -1):
        piece = tokens[i : i + length]
        if any(a.end != b.start for a, b in pairwise(piece)):
            continue
        sign = "".join(t.text for t in piece)
        if sign in by_symbol():
            return resolve_symbol(sign, countries), i + length
    return None


def next_is(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Tell whether token ``i`` exists and reads ``text``."""
    return i < len(tokens) and tokens[i].text == text


def noun_at(
    tokens: Sequence[Token], i: int, countries: Collection[str]
) -> tuple[str | None, int, bool] | None:
    """Return (currency, token after, named by an adjective) for a currency noun at token ``i``.

    The words that name the currency may stand before it ("Hong Kong dollars", "of Russian
    roubles"); codes and signs count as nouns ("50m USD").
    """
    j = i
    if j < len(tokens) and tokens[j].text in _DASHES and glued(tokens, j):
        j += 1
    if j < len(tokens) and tokens[j].lower == "of":
        j += 1
    if j >= len(tokens):
        return None
    if tokens[j].text in all_currencies():
        return tokens[j].text, j + 1, True
    return _noun_with_adjective(tokens, j, countries) or _sign_behind(tokens, j, countries)


def _noun_with_adjective(
    tokens: Sequence[Token], j: int, countries: Collection[str]
) -> tuple[str | None, int, bool] | None:
    """Read a noun at token ``j`` or behind the up to four tokens that single it out."""
    for width in range(5):
        noun = unit_at(tokens, j + width)
        if noun is None:
            continue
        adjective = adjective_of(tokens[j : j + width])
        named = is_named_by(noun[0], adjective)
        if width and not named:
            return None
        return resolve_unit(noun[0], adjective, countries), noun[1], named
    return None


def _sign_behind(
    tokens: Sequence[Token], j: int, countries: Collection[str]
) -> tuple[str | None, int, bool] | None:
    """Read a sign set behind the figure: "50 million €", "200 million RMB", "500 kr"."""
    sign = _sign_set_behind(tokens, j)
    if sign is None or (j + 1 < len(tokens) and sign[1] < len(tokens) and tokens[sign[1]].is_digit):
        return None
    currency = resolve_symbol(sign[0], countries)
    return (currency, sign[1], True) if currency else None


def _sign_set_behind(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    for sign in ("€", "£", "₽", "$", "RMB", "zł", "₴", "Kč", "DM", "Ft"):
        if tokens[j].text == sign:
            return sign, j + 1
    if j + 1 < len(tokens) and tokens[j].text == "US" and tokens[j + 1].text == "$":
        return "$", j + 2
    return None


@cache
def unit_starts() -> frozenset[str]:
    """Return the words with which a currency noun can start."""
    return frozenset(noun.partition(" ")[0] for noun in by_unit())


def unit_at(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """Return (noun, token after) for a currency noun of one or two words at token ``i``."""
    if i >= len(tokens) or tokens[i].lower not in unit_starts():
        return None
    for width in (2, 1):
        piece = tokens[i : i + width]
        words = " ".join([token.lower for token in piece])
        if words in by_unit() and len(piece) == width:
            end = i + width
            if words in ("pound", "pounds") and next_is(tokens, end, "sterling"):
                end += 1
            return words, end
    return None


def adjective_of(tokens: Sequence[Token]) -> str | None:
    """Return the words before a noun as the table writes them ("u.s.", "hong kong")."""
    if not tokens:
        return None
    words = " ".join(t.lower for t in tokens)
    return words.replace(" . ", ".").replace(" .", ".")


def is_named_by(noun: str, adjective: str | None) -> bool:
    """Tell whether a word before a noun singles one currency out ("Hong Kong" dollars)."""
    if adjective is None:
        return False
    table = all_currencies()
    return any(adjective in table[code].adjectives for code in by_unit().get(noun, ()))
