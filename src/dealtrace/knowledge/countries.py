"""States: their names, capitals, seats of government and demonyms, and where a text has them.

Codes are ISO 3166-1 alpha-3; dissolved states have their ISO 3166-3 code's first three letters
(SUN, YUG, CSK, DDR, YMD, SCG), Kosovo XKX. A state that only changed its name keeps one code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dealtrace.knowledge.lexicon import Hit, Lexicon, Run, bare, fold, kept, runs
from dealtrace.knowledge.tables import parts, rows

Kind = Literal["name", "capital", "seat", "demonym", "people"]
_Entry = tuple[str, Kind]

# First names, surnames and other words; a capitalised neighbour that is no title casts doubt.
_DOUBTFUL = frozenset(
    "chad jordan georgia israel jersey paris sofia victoria kingston santiago washington berlin "
    "london lima niger guinea cuba malta mali polish french german english holland turk pole "
    "finn dane swede thai swiss scots westminster miraflores carondelet nassau wellington "
    "georgetown salisbury sucre rome athens vienna delhi bonn brussels cairo roc car "
    "frg fry drv rsa srv kl bvi ghq irish kingstown montserrat scotland wales gaza asuncion sana "
    "beehive istana kasbah emirates dominica samoa congo korea saudi aden saigon".split()
)
# "Korean" and the like name two states; the bare word means the more frequent one.
_TWO_STATES = frozenset(
    "korea korean congo congolese guinea guinean dominican macedonia macedonian samoa".split()
)
_TITLES = frozenset(
    "president prime premier minister foreign defence defense finance interior chancellor king "
    "queen emir sultan prince crown army air navy naval armed general colonel admiral ambassador "
    "government parliament secretary chief vice deputy special and or ministry embassy central "
    "coast border national republic federation state islamic security parliamentary".split()
)
_NEWSPAPER_WORDS = frozenset(
    "post times daily herald journal today tribune gazette telegraph news standard star mirror "
    "examiner review observer chronicle monitor".split()
)


@dataclass(frozen=True, slots=True)
class Country:
    """One state. ``successors`` are the codes of the states that took its place, if any."""

    iso3: str
    name: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    prefixes: tuple[str, ...]
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A state named in a text: character offsets and by what sort of word.

    ``ambiguous``: the word may well mean something else here (a person, a namesake).
    """

    start: int
    end: int
    iso3: str
    kind: Kind
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class EpithetMatch:
    """A phrase that stands for one of several states ("the kingdom"): offsets, codes."""

    start: int
    end: int
    candidates: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """All states by code."""
    return {row["iso3"]: _country(row) for row in rows("countries.csv")}


def country(iso3: str) -> Country:
    """The state with this code; KeyError if there is none."""
    return countries()[iso3]


def _country(row: dict[str, str]) -> Country:
    adjectives = tuple(parts(row["adjectives"]))
    people = tuple(parts(row["people"]))
    return Country(
        row["iso3"],
        row["name"],
        tuple(parts(row["names"])),
        tuple(parts(row["capitals"])),
        tuple(parts(row["seats"])),
        adjectives,
        people + tuple(a + "s" for a in adjectives if _takes_s(a)),
        tuple(parts(row["prefix"])),
        tuple(parts(row["successors"])),
    )


def _takes_s(adjective: str) -> bool:
    """Whether the plural of the people is the adjective with an s (Cubans, Emiratis, Czechs)."""
    return adjective not in {"UAE", "PRC"} and adjective.endswith(
        ("an", "i", "k", "ch", "t", "o", "a", "ek", "ik", "yz", "n", "ve")
    )


def _forms() -> Iterator[tuple[str, _Entry]]:
    for state in countries().values():
        code = state.iso3
        for name in (state.name, *state.names):
            yield name, (code, "name")
        for name in state.seats:
            yield name, (code, "seat")
        for name in state.capitals:
            yield name, (code, "capital")
        for name in state.adjectives:
            yield name, (code, "demonym")
        for name in state.people:
            yield name, (code, "people")


@cache
def _lexicon() -> Lexicon[_Entry | None]:
    traps = [(row["phrase"], None) for row in rows("country_traps.csv")]
    return Lexicon([*traps, *_forms()])


@cache
def _prefixes() -> dict[str, str]:
    return {fold(p): c.iso3 for c in countries().values() for p in c.prefixes}


@cache
def _epithets() -> Lexicon[tuple[str, ...]]:
    return Lexicon(
        (row["phrase"], tuple(parts(row["candidates"]))) for row in rows("country_epithets.csv")
    )


@kept
def find_countries(text: str) -> list[CountryMatch]:
    """States named in ``text``, longest match first, in order; hyphenated pairs give both."""
    words = runs(text)
    hits = [hit for hit in _lexicon().find(text, words) if hit.value and not _of_money(text, hit)]
    found = [_match(text, words, hit) for hit in hits]
    taken = {m.start for m in found}
    found += [m for m in _prefixed(text, words) if m.start not in taken]
    return sorted(found, key=lambda m: m.start)


def _of_money(text: str, hit: Hit[_Entry | None]) -> bool:
    """ "US$3 billion" names a currency, no state."""
    return text[hit.end : hit.end + 1] in {"$", "£", "€", "¥"}


def _prefixed(text: str, words: list[Run]) -> Iterator[CountryMatch]:
    """Combining forms: the "Franco" of "Franco-Italian"."""
    for word in words:
        code = _prefixes().get(word.key)
        tail = text[word.end : word.end + 2]
        if code and word.text[0].isupper() and tail[:1] in "-‐‑–" and tail[1:].isupper():
            yield CountryMatch(word.start, word.end, code, "demonym")


def _match(text: str, words: list[Run], hit: Hit[_Entry | None]) -> CountryMatch:
    assert hit.value is not None
    code, kind = hit.value
    end = hit.end + (hit.form.endswith(".") and text[hit.end : hit.end + 1] == ".")
    return CountryMatch(hit.start, end, code, kind, _doubtful(text, words, hit))


def _doubtful(text: str, words: list[Run], hit: Hit[_Entry | None]) -> bool:
    before = words[hit.first - 1] if hit.first else None
    after = words[hit.last] if hit.last < len(words) else None
    if after and after.key in _NEWSPAPER_WORDS and after.text[0].isupper():
        return True
    key = " ".join(w.key for w in words[hit.first : hit.last])
    if key in _TWO_STATES:
        return True
    if key in {"us", "car"}:
        return _all_capitals(before) or _all_capitals(after)
    return key in _DOUBTFUL and (
        _namelike(text, before, words[hit.first]) or _namelike(text, words[hit.last - 1], after)
    )


def _all_capitals(word: Run | None) -> bool:
    """Whether the neighbour is in capitals too, so that US may be the pronoun."""
    return word is not None and len(word.text) > 1 and word.text.isupper()


def _namelike(text: str, left: Run | None, right: Run | None) -> bool:
    """Whether two runs stand side by side and the outer one looks like part of a name."""
    if left is None or right is None or text[left.end : right.start] != " ":
        return False
    return all(
        run.text[0].isupper() and run.key not in _TITLES and not _is_state(run)
        for run in (left, right)
        if fold(run.text) not in _DOUBTFUL
    )


def _is_state(run: Run) -> bool:
    return _lexicon().get(run.text) is not None


@kept
def find_epithets(text: str) -> list[EpithetMatch]:
    """Phrases such as "the island" with the states they may stand for."""
    return [EpithetMatch(h.start, h.end, h.value) for h in _epithets().find(text)]


def code_for(text: str) -> str | None:
    """The code of the state that ``text`` as a whole names, in whatever form; else None."""
    for form in (text.strip(), bare(text)):
        entry = _lexicon().get(form)
        if entry:
            return entry[0]
    return _prefixes().get(fold(bare(text)))
