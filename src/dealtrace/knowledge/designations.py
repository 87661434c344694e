"""Weapon designations: their class, maker and origin, in whatever spelling a text has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dealtrace.knowledge.lexicon import Lexicon, Run, key_of
from dealtrace.knowledge.tables import parts, rows

# Design bureaux and families that newspapers write out: "Sukhoi-30" is Su-30.
_BUREAUX = {
    "Su": ("Sukhoi", "Sukhoy", "Shukoi"),
    "MiG": ("Mikoyan", "Mikoyan-Gurevich"),
    "Il": ("Ilyushin",),
    "An": ("Antonov",),
    "Tu": ("Tupolev",),
    "Yak": ("Yakovlev",),
    "Ka": ("Kamov",),
    "Mi": ("Mil",),
    "Be": ("Beriev",),
    "DF": ("Dongfeng", "Dong Feng"),
}
_SUFFIX = re.compile(r"[A-Z]{1,4}\d{0,3}|\d{1,3}[A-Z]{0,3}")
_IES = re.compile(r"[^\W\daeiou]y$")
_MAX_SUFFIX = 8  # runs; what goes on longer is no designation
_LOT = re.compile(
    r"[ -](?:Block|Blk|Batch|Tranche|Mk|Mark|Mod|Phase|Flight)[ .-]{0,2}"
    r"(?:\d{1,3}[A-Z]?(?:/\d{1,3})?\+?|[IVX]{1,4})\b"
)
_UNKNOWN = re.compile(
    r"(?:Type|Project|Mark|Mk|Class)[ .-]?\d{1,5}[A-Z]{0,3}(?:\.\d)?\b"
    r"|[A-Z][A-Za-z]{0,5}[-‐‑]\d{1,4}(?:[-/]?[A-Z0-9]{1,4})?\b"
    r"|[A-Z]{1,5}\d{1,4}[A-Z0-9]{0,3}(?:[-/][A-Z0-9]{1,3})?\b"
    r"|\d[A-Z]\d{1,3}[A-Z]{0,2}\b"
)
# A letter and a number before such a word are a sum of money ("P15 million", "R700 crore").
_SUM = re.compile(
    r"(?:[.,]\d{1,3})?[ \u00a0-]?(?:million|billion|trillion|crore|lakh|mln|bln|mn|bn)\b",
    re.IGNORECASE,
)
# What kind of thing it is stands in some forms of the table and is no part of a designation.
_KIND = re.compile(r"(?: [a-z][a-z-]*)+$")
_SUMMIT = re.compile(r"G-?\d+$|(?:COVID|Covid|ISO|GPT|CO)-?\d+$")
_SHIP_CLASS = re.compile(r"[A-Z][\w'’-]{2,20}(?: [A-Z][\w'’]{2,20}){0,2}[ -][Cc]lass\b")


@dataclass(frozen=True, slots=True)
class Weapon:
    """One designation: its class, its maker and its designer's state (ISO3), where known."""

    designation: str
    cls: str
    maker: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A designation found in a text: the runs it takes, its conventional form, what it may be.

    ``weapons`` holds one reading per class; none for a designation that no table knows.
    """

    first: int
    last: int
    end: int
    designation: str
    weapons: tuple[Weapon, ...]
    ambiguous: bool


_Sense = tuple[Weapon, bool]


def _names() -> Iterator[tuple[str, _Sense]]:
    for row in rows("weapons.csv"):
        weapon = Weapon(
            row["designation"], row["class"], row["maker"] or None, row["origin"] or None
        )
        doubtful = dict.fromkeys(parts(row["ambiguous"]))
        for name in dict.fromkeys((weapon.designation, *parts(row["aliases"]), *doubtful)):
            for spelling in _spellings(name):
                yield spelling, (weapon, name in doubtful)


def _spellings(name: str) -> Iterator[str]:
    yield name
    yield from _plurals(name)
    head, dash, rest = name.partition("-")
    if dash and rest[:1].isdigit():
        for bureau in _BUREAUX.get(head, ()):
            yield f"{bureau}-{rest}"
            yield f"{bureau} {name}"


def _plurals(name: str) -> Iterator[str]:
    """A name's plural: "Hunters", "Sea Furies", "MEKOs", "Lightning IIs"; that of a single letter
    is left to the suffixes ("F-35As"), for "F-35 as" is none."""
    if _IES.search(name):
        yield name[:-1] + "ies"
    letters = name[-2:]
    if name[-1] not in "sS" and (name[-1].islower() or (letters.isalpha() and letters.isupper())):
        yield name + "s"


@cache
def _lexicon() -> Lexicon[list[_Sense]]:
    """Return what each form may mean; of forms with one key the shortest stands for all."""
    known: dict[str, tuple[str, list[_Sense]]] = {}
    for name, sense in _names():
        key = key_of(name)
        form, senses = known.get(key) or (name, [])
        senses.append(sense)
        known[key] = (name if len(name) < len(form) else form), senses
    return Lexicon.of_keys((key, *found) for key, found in known.items())


@cache
def _designs() -> Counter[str]:
    return Counter(row["origin"] for row in rows("weapons.csv") if row["origin"])


def designs_of(code: str) -> int:
    """Return how many of the known weapons a state (ISO3) has designed: a measure of its arms
    industry."""
    return _designs()[code]


def weapon(text: str) -> tuple[Weapon, ...]:
    """All weapons that ``text`` as a whole designates; empty if none is known."""
    return tuple(dict.fromkeys(sense[0] for sense in _lexicon().get(text.strip()) or ()))


def may_begin(word: Run) -> bool:
    """Whether a known designation or what looks like one may begin with ``word``."""
    return not word.text[0].islower() or _lexicon().begins(word)


def designation_at(text: str, words: list[Run], i: int) -> Named | None:
    """The known designation that begins at run ``i``, with letters joined to it, or None."""
    hit = _lexicon().at(text, words, i)
    if hit is None:
        return None
    last, suffix = _suffix(text, words, hit.last)
    if suffix is None:
        return None
    exact = [w for w, _ in hit.value if key_of(w.designation) == key_of(hit.form)]
    base = _KIND.sub("", (exact[0] if exact else hit.value[0][0]).designation)
    end = words[last - 1].end
    if _SUM.match(text, end):
        return None
    lot = _LOT.match(text, end)
    if lot:
        end = lot.end()
        last = _after(words, last, end)
    weapons = tuple(dict.fromkeys(w for w, _ in hit.value))
    return Named(hit.first, last, end, base + suffix, weapons, all(d for _, d in hit.value))


def _suffix(text: str, words: list[Run], last: int) -> tuple[int, str | None]:
    """Letters and figures joined to a designation: ``-30`` + ``SME``; None if a word goes on."""
    suffix = ""
    stop = last + _MAX_SUFFIX
    while last < len(words):
        if last == stop:
            return last, None
        gap = text[words[last - 1].end : words[last].start]
        run = words[last].text
        if gap == "" and run == "s":
            return last + 1, suffix
        plural = len(run) > 1 and run[:-1].isupper() and run[-1] == "s"
        mark = run[:-1] if plural else run
        if gap not in ("", "-", "/") or not _SUFFIX.fullmatch(mark):
            return (last, None) if gap == "" and not suffix else (last, suffix)
        suffix += gap + mark
        last += 1
    return last, suffix


def _after(words: list[Run], i: int, end: int) -> int:
    while i < len(words) and words[i].start < end:
        i += 1
    return i


def unknown_at(text: str, words: list[Run], i: int) -> Named | None:
    """What looks like a designation though no table has it ("K9A1", "Gowind-class")."""
    start = words[i].start
    begins_a_word = not start or not text[start - 1].isalnum()
    if not begins_a_word or not (text[start].isupper() or text[start].isdigit()):
        return None
    ship = _SHIP_CLASS.match(text, start)
    found = ship or _UNKNOWN.match(text, start)
    if found is None or _SUMMIT.match(found.group()) or _SUM.match(text, found.end()):
        return None
    name = re.sub(r"[ -][Cc]lass$", "", found.group())
    return Named(i, _after(words, i, found.end()), found.end(), name, (), bool(ship) is False)
