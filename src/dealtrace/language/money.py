"""Finding sums of money in a text, with their currency and the same sum in a second currency."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dealtrace.knowledge.currencies import currencies as all_currencies
from dealtrace.knowledge.currencies import resolve_unit
from dealtrace.language.currency_words import (
    adjective_of,
    is_named_by,
    is_used_as_sign,
    next_is,
    noun_at,
    sign_at,
    sign_starts,
    unit_at,
    unit_starts,
)
from dealtrace.language.number_words import (
    FIRST_WORDS,
    MONEY_SCALES,
    SCALES,
    Core,
    Token,
    glued,
    tokenize,
    words,
)
from dealtrace.language.numbers import read_plain, read_range, share_scale
from dealtrace.language.qualifiers import qualifiers

_DASHES = "-–—‑−"
_VAGUE_WORDS = words("several tens hundreds dozens few many millions billions trillions")
_VAGUE_INNER = words(
    "of a thousand thousands hundred hundreds dozen million millions "
    "billion billions trillion trillions lakh crore crores lakhs tens"
)
_STARTS = FIRST_WORDS | _VAGUE_WORDS | {"between", "from"}
_ADJECTIVE_BEFORE = 2  # tokens that single out a currency noun before its figure
# What may stand between a sum and the same sum in another currency, the bracket aside.
_JOINTS = (
    (), ("or",), ("or", "about"), ("or", "around"), ("or", "some"), ("or", "roughly"),
    ("about",), ("around",), ("approximately",), ("approx",), ("some",), ("roughly",),
    ("nearly",), ("almost",), ("equivalent", "to"), ("equal", "to"), ("the", "equivalent", "of"),
    ("worth",), ("i", ".", "e", "."), ("or", "approximately"), ("or", "nearly"),
    ("or", "almost"), ("or", "more", "than"), ("or", "just", "over"), ("or", "just", "under"),
    ("more", "than"), ("over",), ("just", "over"), ("just", "under"), ("then",),
    ("equivalent", "to", "about"), ("equivalent", "to", "around"), ("=",), ("~",), ("≈",),
    ("or", "the", "equivalent", "of"), ("/",), ("or", "an", "estimated"), ("or", "over"),
)  # fmt: skip
_OPENERS = frozenset("([,–—-/")


_TOO_MUCH = 1e18  # no sum in any currency comes near; a register keeps sums in 64 bits


@dataclass(frozen=True, slots=True)
class MoneyMatch:
    """A sum as written; ``text`` and offsets cover figure and currency, not "up to" or "some".

    ``amount`` in whole units of ``currency`` (ISO 4217). None for a range, which has ``low`` and
    ``high``, and for sums without a figure ("several hundred million dollars"). ``currency`` is
    None where its name could mean several. ``also``: the same sum in other currencies, beside it.
    """

    start: int
    end: int
    text: str
    amount: float | None
    currency: str | None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    at_least: bool = False
    at_most: bool = False
    also: tuple[MoneyMatch, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether it gives two bounds ("$2-3 billion")."""
        return self.low is not None


@dataclass(frozen=True, slots=True)
class _Sum:
    """A figure (or range) and its currency over the tokens ``first``..``end``."""

    low: Core | None
    high: Core | None
    currency: str | None
    first: int
    end: int


def find_money(text: str, countries: Collection[str] = ()) -> list[MoneyMatch]:
    """Find the sums of a text, in order; time linear in its length.

    ``countries``: ISO3 codes of the states the text is about, which decide what "P15 million",
    "dinars" or "shillings" are. The same sum in another currency right beside ("38 million euro
    ($43.27 million)") is put into ``also`` of the first and not listed by itself.
    """
    tokens = tokenize(text)
    sums: list[_Sum] = []
    for i in _starts(tokens):
        if sums and i < sums[-1].end:
            continue
        found = _sum_at(tokens, i, countries)
        if found is not None:
            sums.append(found)
    return _join_equivalents(text, tokens, _with_short_sums(tokens, sums))


def _with_short_sums(tokens: Sequence[Token], sums: list[_Sum]) -> list[_Sum]:
    """Add the sums that leave out the currency of the one before: "180 tanks for $3.4 billion and
    212 guns for 2.4 billion"."""
    found: list[_Sum] = []
    for number, item in enumerate(sums):
        end = sums[number + 1].first if number + 1 < len(sums) else len(tokens)
        found.append(item)
        if item.currency is not None:
            found += _short_sums(tokens, item.end, end, item.currency)
    return found


def _short_sums(tokens: Sequence[Token], first: int, end: int, currency: str) -> list[_Sum]:
    """Return the sums without a currency between two tokens."""
    found: list[_Sum] = []
    for i in range(first, end):
        if not (tokens[i].is_digit or tokens[i].lower in FIRST_WORDS):
            continue
        if tokens[i - 1].lower not in _PRICED or tokens[max(0, i - 2)].lower in _PEOPLED:
            continue
        core = read_plain(tokens, i, money=True)
        if core is not None and core.scale >= 1e6 and core.end <= end and _ends(tokens, core.end):
            found.append(_Sum(core, None, currency, i, core.end))
    return found


def _ends(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a sum ends here: no noun follows that it could count."""
    return i >= len(tokens) or not tokens[i].is_word or tokens[i].lower in _NO_NOUNS


_PRICED = words("for of at to worth over about around roughly nearly some from than cost costs the")
_PEOPLED = words("population nation country people users barrels inhabitants market")
_NO_NOUNS = words(
    "for with in and or a an the named including over to at on would is was from by if when which "
    "after before plus this that now then more less"
)


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Return the tokens, in order, at which a sum can start at all."""
    starts: set[int] = set()
    openers = _openers()
    for i, token in enumerate(tokens):
        if token.is_digit:
            starts.add(i)
        elif token.lower in openers:
            unit = unit_at(tokens, i)
            adjective = _ADJECTIVE_BEFORE if _is_before_figure(tokens, unit) else 0
            starts.update(range(max(0, i - adjective), i + 1))
    return sorted(starts)


@cache
def _openers() -> frozenset[str]:
    """Return the words, in lower case, with which a sum without a figure in front may begin."""
    signs = {sign.lower() for sign in sign_starts()}
    return _STARTS | unit_starts() | signs | {"multi", *(f"multi{scale}" for scale in SCALES)}


def _is_before_figure(tokens: Sequence[Token], unit: tuple[str, int] | None) -> bool:
    return unit is not None and unit[1] < len(tokens) and tokens[unit[1]].is_digit


def _join_equivalents(text: str, tokens: Sequence[Token], sums: list[_Sum]) -> list[MoneyMatch]:
    """Put a sum that repeats the one before it in another currency under that one."""
    found: list[MoneyMatch] = []
    for number, item in enumerate(sums):
        match = _match(text, tokens, item)
        if number and _repeats(tokens, sums[number - 1], item, bool(found[-1].also)):
            found[-1] = replace(found[-1], also=(*found[-1].also, match))
        else:
            found.append(match)
    return found


def _match(text: str, tokens: Sequence[Token], item: _Sum) -> MoneyMatch:
    """Turn tokens into offsets and amounts, and read what qualifies the sum."""
    start, end = tokens[item.first].start, tokens[item.end - 1].end
    marks = qualifiers(tokens, item.first, item.end)
    ranged = item.low is not None and item.high is not None
    return MoneyMatch(
        start,
        end,
        text[start:end],
        amount=_plausible(item.low) if not ranged else None,
        currency=item.currency,
        low=_plausible(item.low) if ranged else None,
        high=_plausible(item.high),
        approximate=marks.approximate or item.low is None,
        at_least=marks.at_least,
        at_most=marks.at_most,
    )


def _plausible(figure: Core | None) -> float | None:
    """Return a figure's value; none for one that no sum can have."""
    return figure.value if figure and figure.value < _TOO_MUCH else None


def _repeats(tokens: Sequence[Token], first: _Sum, second: _Sum, listing: bool) -> bool:
    """Tell whether ``second`` is the sum ``first`` in another currency: "€38m ($43m)".

    ``listing``: ``first`` already repeats a sum, so that a third may follow: "($43m; £34m)".
    """
    if first.currency == second.currency and first.currency is not None:
        return False
    gap = [t.lower for t in tokens[first.end : second.first]]
    if len(gap) > 6:
        return False
    if listing and gap in ([";"], [","], ["or"], ["/"], [",", "or"]):
        return True
    opened = bool(gap) and gap[0] in _OPENERS
    joint = tuple(gap[1:] if opened else gap)
    if gap[:1] == [","]:
        return joint in _JOINTS and joint[:1] not in ((), ("more",), ("over",), ("just",), ("/",))
    if not opened and not (joint and joint[0] in ("or", "equivalent", "=", "≈", "then")):
        return False
    return joint in _JOINTS


def _sum_at(tokens: Sequence[Token], i: int, countries: Collection[str]) -> _Sum | None:
    """Read a sum that starts at token ``i``: sign first ("US$ 50m"), or figure first."""
    sign = sign_at(tokens, i, countries)
    if sign is not None:
        return _sum_behind_sign(tokens, i, sign, countries)
    return (
        _sum_before_noun(tokens, i, countries)
        or _vague_sum(tokens, i, countries)
        or _sum_behind_noun(tokens, i, countries)
    )


# --- sign before the figure -------------------------------------------------------------------


def _sum_behind_sign(
    tokens: Sequence[Token], i: int, sign: tuple[str | None, int], countries: Collection[str]
) -> _Sum | None:
    """Read the figure behind a sign, and a second sign in a range: "$2 to $3 billion"."""
    currency, j = sign
    while j < len(tokens) and tokens[j].text in ".\u00a0" and glued(tokens, j):
        j += 1  # "Rs. 700"
    if j >= len(tokens):
        return None
    low, high, end = _figure(tokens, j, countries)
    if low is None:
        return _vague_behind_sign(tokens, i, currency, j)
    letters = "".join(t.text for t in tokens[i : sign[1]])
    if not is_used_as_sign(letters, low):
        return None
    if (currency is None or (len(letters) == 1 and letters.isalpha())) and not _is_plainly_money(
        tokens, j, low
    ):
        return None
    currency, end = _spelled_out(tokens, end, currency, countries)
    return _Sum(low, high, currency, i, end)


def _vague_behind_sign(
    tokens: Sequence[Token], i: int, currency: str | None, j: int
) -> _Sum | None:
    """Read "$ several million"-like sums ("$-million" has no figure and is none)."""
    end = _vague_end(tokens, j)
    return _Sum(None, None, currency, i, end) if end is not None and currency else None


def _is_plainly_money(tokens: Sequence[Token], j: int, low: Core) -> bool:
    """Ask more of a sign that may be a letter ("P", "kr"): a scale, no space between."""
    return tokens[j].start == tokens[j - 1].end and low.scale >= 1e5


def _figure(
    tokens: Sequence[Token], j: int, countries: Collection[str]
) -> tuple[Core | None, Core | None, int]:
    """Read a number or a range behind a sign; returns low, high, token after."""
    if not tokens[j].is_digit:
        core = read_plain(tokens, j, money=True)
        usable = core is not None and core.scale > 1
        return (core, None, core.end) if core and usable else (None, None, j)
    low = _digits_after_sign(tokens, j)
    if low is None:
        return None, None, j
    high = _upper_bound(tokens, low, j, countries)
    if high is None or share_scale(low, high).value >= high.value:
        return low, None, low.end
    return share_scale(low, high), high, high.end


def _digits_after_sign(tokens: Sequence[Token], j: int) -> Core | None:
    """Read a numeral glued to or just behind a sign: letters before it are no obstacle."""
    core = read_plain(tokens[j : j + 8], 0, money=True)
    return core and replace(core, first=core.first + j, end=core.end + j)


def _upper_bound(
    tokens: Sequence[Token], low: Core, j: int, countries: Collection[str]
) -> Core | None:
    """Read the upper end of "$2-3 billion", "$2 billion to $3 billion", "$2 and $3 billion"."""
    k = low.end
    if k + 1 >= len(tokens):
        return None
    between = _opener_index(tokens, j) is not None
    dash = tokens[k].text in _DASHES
    if not dash and tokens[k].lower not in ("to", *(("and",) if between else ())):
        return None
    if not dash and not between and j > 1 and _moves(tokens, j):
        return None
    k += 1
    sign = sign_at(tokens, k, countries) if tokens[k].text not in _DASHES else None
    if sign is None and not tokens[k].is_digit:
        return None
    k = sign[1] if sign else k
    return _digits_after_sign(tokens, k) if k < len(tokens) and tokens[k].is_digit else None


_MOVES = words(
    "fell rose gained lost up down climbed dropped slipped jumped grew increased decreased rise "
    "fall by raised cut lowered"
)


def _moves(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether a price moves: "fell $2 to $41" is no range."""
    return any(t.lower in _MOVES for t in tokens[max(0, j - 3) : j])


def _opener_index(tokens: Sequence[Token], j: int) -> int | None:
    """Return the index of "between" or "from" within four tokens before ``j``."""
    for k in range(j - 1, max(-1, j - 5), -1):
        if tokens[k].lower in ("between", "from"):
            return k
        if tokens[k].is_digit or tokens[k].text in ".,;":
            return None
    return None


def _spelled_out(
    tokens: Sequence[Token], end: int, currency: str | None, countries: Collection[str]
) -> tuple[str | None, int]:
    """Take in a noun or code behind a sum that already has a sign: "$50m USD", "$5bn dollars"."""
    if end < len(tokens) and tokens[end].text in all_currencies():
        return tokens[end].text, end + 1
    noun = noun_at(tokens, end, countries)
    if noun is None:
        return currency, end
    return (noun[0] if noun[0] and noun[2] else currency), noun[1]


# --- figure before the noun -------------------------------------------------------------------


def _sum_before_noun(tokens: Sequence[Token], i: int, countries: Collection[str]) -> _Sum | None:
    """Read "60bn roubles", "two to three billion dollars", "half a billion dollars", "50m USD"."""
    ranged = read_range(tokens, i, money=True)
    if ranged is not None and ranged[1] is not None:
        low, high, first, end = ranged
        noun = noun_at(tokens, end, countries)
        if noun is not None and _is_sum(tokens, ranged[1], noun):
            return _Sum(low, high, noun[0], first, noun[1])
    core = read_plain(tokens, i, money=True)
    if core is None:
        return None
    noun = noun_at(tokens, core.end, countries)
    if noun is None or not _is_sum(tokens, core, noun):
        return _two_nouns(tokens, core, i, countries)
    return _Sum(core, None, noun[0], i, noun[1])


def _is_sum(tokens: Sequence[Token], core: Core, noun: tuple[str | None, int, bool]) -> bool:
    """Guard against nouns that mean something else: "500-pound bombs", "two sols", "1 crown"."""
    last, end = tokens[noun[1] - 1], noun[1]
    if last.text in all_currencies():
        return is_used_as_sign(last.text, core)
    if noun[2]:
        return True
    unit = last.lower
    if unit in ("pound", "pounds"):
        return core.value >= 1e5 and not next_is(tokens, end, "of")
    if unit in _RISKY_NOUNS:
        return core.scale >= 1e3
    return core.value >= 100 or tokens[core.end].text not in _DASHES


_RISKY_NOUNS = words(
    "won real reals sol soles crown crowns som sum colones lei "
    "sterling bob quid kip rand lev leva tala kina kuna birr dong"
)


def _two_nouns(
    tokens: Sequence[Token], core: Core, i: int, countries: Collection[str]
) -> _Sum | None:
    """Read "between 2 billion and 3 billion dollars": the lower bound has no noun of its own."""
    if i == 0 or tokens[i - 1].lower not in ("between", "from") or core.end + 1 >= len(tokens):
        return None
    if tokens[core.end].lower not in ("and", "to"):
        return None
    high = read_plain(tokens, core.end + 1, money=True)
    noun = noun_at(tokens, high.end, countries) if high else None
    if high is None or noun is None or share_scale(core, high).value >= high.value:
        return None
    if not _is_sum(tokens, high, noun):
        return None
    return _Sum(share_scale(core, high), high, noun[0], i, noun[1])


def _sum_behind_noun(tokens: Sequence[Token], i: int, countries: Collection[str]) -> _Sum | None:
    """Read "euros 500 million", "US dollars 40m": the noun first, millions behind it."""
    for width in range(_ADJECTIVE_BEFORE + 1):
        noun = unit_at(tokens, i + width)
        if noun is None or noun[1] >= len(tokens) or not tokens[noun[1]].is_digit:
            continue
        adjective = adjective_of(tokens[i : i + width])
        if (width and not is_named_by(noun[0], adjective)) or noun[0] in _RISKY_NOUNS:
            return None
        core = read_plain(tokens, noun[1], money=True)
        if core is None or core.scale < 1e5:
            return None
        return _Sum(core, None, resolve_unit(noun[0], adjective, countries), i, core.end)
    return None


# --- sums without a figure ---------------------------------------------------------------------


def _vague_sum(tokens: Sequence[Token], i: int, countries: Collection[str]) -> _Sum | None:
    """Read "several hundred million dollars", "tens of millions of euros", "a few billion yuan"."""
    start = i + 1 if tokens[i].lower == "a" else i
    end = _multi_end(tokens, i) or _vague_end(tokens, start)
    if end is None:
        return None
    noun = noun_at(tokens, end, countries)
    return _Sum(None, None, noun[0], i, noun[1]) if noun else None


def _multi_end(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token after "multi-billion" or "multimillion" at ``i``, or None."""
    word = tokens[i].lower
    if word == "multi" and i + 2 < len(tokens) and tokens[i + 1].text in _DASHES:
        return i + 3 if tokens[i + 2].lower in SCALES else None
    return i + 1 if word.startswith("multi") and word[5:] in SCALES else None


def _vague_end(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token after a vague amount that starts at ``i``, or None."""
    if i >= len(tokens) or tokens[i].lower not in _VAGUE_WORDS:
        return None
    end = i + 1
    while end < min(len(tokens), i + 6) and tokens[end].lower in _VAGUE_INNER:
        end += 1
    words = [t.lower for t in tokens[i:end]]
    while words and words[-1] in ("of", "a"):
        words.pop()
        end -= 1
    return end if any(w.rstrip("s") in SCALES or w in MONEY_SCALES for w in words) else None
