"""Maps the name types of several corpora to Dealtrace's, and says what each leaves open.

A word's label in the ``ner`` layer is a set of BIO labels joined by ``|``: all that its corpus
does not rule out. A word outside every name is ``O`` or any type that its corpus does not mark.
"""

from __future__ import annotations

import re
from functools import cache

from dealtrace.knowledge.countries import countries
from training.conversion.documents import Span
from training.inventory import ENTITIES

NAMES = frozenset(["PERSON", "ORG", "BODY", "GPE", "LOC", "FAC", "EVENT"])
TIME_ENTITIES = frozenset(["DATE", "TIME", "MONEY", "PERCENT"])
ANY = "*"
"""A word whose label is quite unknown."""

_BODIES = re.compile(
    r"\b(UN|U\.N\.|EU|E\.U\.|IMF|NATO|OSCE|OPCW|IAEA|WTO|ASEAN|OPEC|BRICS|CSTO|"
    r"United Nations|European (Union|Commission|Council|Parliament)|Security Council|"
    r"General Assembly|World (Bank|Trade Organi[sz]ation|Health Organi[sz]ation)|"
    r"International (Monetary Fund|Criminal Court|Atomic Energy Agency)|African Union|"
    r"Arab League|League of Nations|Council of Europe|Warsaw Pact|Commonwealth of (Nations|"
    r"Independent States)|Commission)\b"
)
_LANDS = re.compile(
    r"\b(Seas?|Oceans?|River|Gulf|Peninsula|Straits?|Desert|Mountains?|Mount|Lake|Island|Islands|"
    r"Bay|Valley|Coast|Middle East|(?<!South )Africa|Europe|Asia|(?<=[a-z] )America|Balkans|"
    r"Levant|Caucasus|Mediterranean|Atlantic|Pacific|Arctic|Sahara|Sahel)$|^(East|West|North|South)$"
)
_BUILDINGS = re.compile(
    r"\b(airport|airfield|base|bridge|hospital|embassy|building|palace|hall|house|museum|stadium|"
    r"church|mosque|cathedral|station|port|prison|camp|tower|road|street|highway|square)\b",
    re.I,
)


def organisation(text: str) -> set[str]:
    """Return BODY for intergovernmental bodies and commissions, else ORG."""
    return {"BODY"} if _BODIES.search(text) else {"ORG"}


def place(text: str) -> set[str]:
    """Return the place types that the name leaves open, told by the kind of place it names."""
    if _BUILDINGS.search(text):
        return {"FAC"}
    if _LANDS.search(text):
        return {"LOC"}
    plain = all(word[:1].isupper() for word in text.split())
    return {"GPE"} if plain else {"GPE", "LOC"}


@cache
def demonyms() -> frozenset[str]:
    """Return the adjectives and names of peoples, plurals in s among them."""
    single = {
        word for c in countries().values() for word in (*c.adjectives, *c.people) if word.isalpha()
    }
    return frozenset(single | {f"{word}s" for word in single if word[-1] not in "shez"})


def entity_layer(
    length: int,
    names: list[tuple[set[str], int, int]],
    marked: frozenset[str],
    open_words: set[int] | None = None,
) -> list[str]:
    """Return the ``ner`` layer of a text.

    ``names``: (possible types, first word, word after the last), earlier ones win; ``marked``: the
    types that the corpus marks throughout; ``open_words``: words of which nothing is known.
    """
    free = [f"{side}-{name}" for name in ENTITIES if name not in marked for side in "BI"]
    layer = ["|".join(["O", *free])] * length
    taken: set[int] = set()
    for types, start, end in names:
        if taken.isdisjoint(range(start, end)):
            taken |= set(range(start, end))
            for i in range(start, end):
                side = "B" if i == start else "I"
                layer[i] = "|".join(f"{side}-{name}" for name in sorted(types))
    for i in (open_words or set()) - taken:
        layer[i] = ANY
    return layer


_NUMBER = re.compile(r"^\d[\d.,]*(bn|m|k)?$|^(one|two|three|four|five|six|seven|eight|nine|ten)$")
_SYMBOL = re.compile(r"^(US|C|A|HK)?[$£€¥]$|^(US|C|A|HK)\$$")
_SCALE = frozenset(["hundred", "thousand", "million", "billion", "trillion", "bn"])
_CURRENCY = re.compile(
    r"^(dollars?|euros?|pounds?|yen|yuan|rou?bles?|rupees?|francs?|marks?|cents?|rials?|dinars?)$"
)
_PERCENT = re.compile(r"^(%|percent|per cent)$")


def amounts(words: list[str]) -> list[Span]:
    """Return MONEY and PERCENT spans told by their form: a number with a sign or unit."""
    spans: list[Span] = []
    i = 0
    while i < len(words):
        span = _amount_at([word.lower() for word in words[i : i + 8]], words[i : i + 8])
        if span:
            spans.append((span[0], i, i + span[1]))
        i += span[1] if span else 1
    return spans


def _amount_at(low: list[str], words: list[str]) -> tuple[str, int] | None:
    signed = bool(_SYMBOL.match(words[0]))
    end = 1 if signed else 0
    if end >= len(low) or not _NUMBER.match(low[end]):
        return None
    end += 1
    while end < len(low) and low[end] in _SCALE:
        end += 1
    if signed:
        return "MONEY", end
    if end < len(low) and _PERCENT.match(low[end]):
        return "PERCENT", end + 1
    if end + 1 < len(low) and (low[end], low[end + 1]) == ("per", "cent"):
        return "PERCENT", end + 2
    nationality = end + 1 < len(low) and words[end][:1].isupper()
    unit = end + 1 if nationality else end
    if unit < len(low) and _CURRENCY.match(low[unit]):
        return "MONEY", unit + 1
    return None
