"""Makers and exporters of arms, export banks, intergovernmental bodies, research institutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from dealtrace.knowledge.countries import code_for
from dealtrace.knowledge.designations import designation_at
from dealtrace.knowledge.lexicon import Hit, Lexicon, Run, runs
from dealtrace.knowledge.namesakes import (
    adjacent,
    after,
    before,
    capitals_kept,
    part_of_longer,
    word_set,
)
from dealtrace.knowledge.tables import parts, rows

Kind = Literal["exporter", "maker", "bank", "body", "commission", "institute"]

_COMPANY_NOUNS = word_set(
    "builder builders company company's conglomerate consortium contractor corporation "
    "developer exporter factory firm firms giant group holding industries maker "
    "makers manufacturer manufacturers plant producer producers shipbuilder shipyard shipyards "
    "subsidiary supplier suppliers enterprise corp inc ltd"
)
_WORD = (
    r"(?!(?:the|an?|of|in|at|on|for|by|to|with|from|after|before|between|that|which|who|is|was"
    r"|were|are|has|had|said|will|would|as|statement|press)\b)[^\W\d_](?:[\w'’]|-(?=\w)){0,24}"
)
_NAME = r"[A-Z](?:[\w'’]|[-‐‑–](?=\w)){1,30}"
_SORT = r"(?:[Jj]oint|[Ii]nter-?[Gg]overnment(?:al)?|[Mm]ixed|[Bb]ilateral|[Pp]ermanent)"
_FIELD = (
    r"(?:[Cc]o-?operation|[Tt]ies|[Rr]elations|[Aa]ffairs|[Ii]ssues|[Mm]atters|[Cc]ollaboration"
    r"|[Pp]artnership|(?:[Tt]rade|[Tt]echnology|[Dd]evelopment|[Ii]ndustry)(?!,| and ))"
)
_COMMISSION = re.compile(
    rf"(?<![\w-])(?P<states>{_NAME} (?:(?:and|&) {_NAME} )?)?(?P<sort>{_SORT})"
    rf"(?P<middle>(?: {_WORD}){{0,5}}?) (?:[Cc]ommission|[Cc]ommittee)\b"
    rf"(?P<field> (?:on|for)(?: (?!on |for |in |with )[\w'’-]{{1,25}},?){{0,9}}? {_FIELD}\b)?"
)
_MATTER = re.compile(r"militar|technical|econom|trade|defen[cs]e|scientific", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation: usual name, other names, kind, its state (None if of several)."""

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    iso3: str | None


@dataclass(frozen=True, slots=True)
class OrgMatch:
    """An organisation named in a text: character offsets, usual name, kind, its state (ISO3).

    A commission of two governments goes by the words the text has for it.
    """

    start: int
    end: int
    name: str
    kind: Kind
    iso3: str | None


_Sense = tuple[Organisation, bool]  # whether the form is doubtful


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations of the table, in its order."""
    return tuple(_organisation(row) for row in rows("organisations.csv"))


def _organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        row["name"], tuple(parts(row["aliases"])), cast(Kind, row["kind"]), row["iso3"] or None
    )


def _senses() -> Iterator[tuple[str, _Sense]]:
    for org, row in zip(organisations(), rows("organisations.csv"), strict=True):
        doubtful = set(parts(row["doubtful"]))
        for form in dict.fromkeys([org.name, *org.aliases, *doubtful]):
            yield form, (org, form in doubtful)


@cache
def _lexicon() -> Lexicon[tuple[_Sense, ...]]:
    forms: dict[str, list[_Sense]] = {}
    for form, sense in _senses():
        forms.setdefault(form, []).append(sense)
    return Lexicon((form, tuple(senses)) for form, senses in forms.items())


def find_organisations(text: str) -> list[OrgMatch]:
    """Organisations named in ``text``, longest match first, in order, without overlap.

    A doubtful name ("Rafael", "Bell", "Mil") counts if the full name stands in the text, if the
    organisation's state is named right before it, or if a word beside it says what it is. A maker
    that only opens its product's name ("Boeing 737", "Dassault Rafale") is none.
    """
    found = list(_commissions(text)) + list(_tabled(text))
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[OrgMatch] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _tabled(text: str) -> Iterator[OrgMatch]:
    words = runs(text)
    hits = [
        hit
        for hit in _lexicon().find(text, words)
        if capitals_kept(hit.form, text[hit.start : hit.end]) and not _glued(text, hit)
    ]
    named = {org.name for hit in hits for org, doubtful in hit.value if not doubtful}
    for hit in hits:
        org = _meant(text, words, hit, named)
        if org and not (org.kind == "maker" and _names_product(text, words, hit)):
            stop = hit.form.endswith(".") and text[hit.end : hit.end + 1] == "."  # "U.N."
            yield OrgMatch(hit.start, hit.end + stop, org.name, org.kind, org.iso3)


def _glued(text: str, hit: Hit[tuple[_Sense, ...]]) -> bool:
    """Whether a figure or letter is joined to the name, so that it is a designation."""
    return text[hit.end : hit.end + 1].isalnum() or (
        hit.start > 0 and text[hit.start - 1].isalnum()
    )


def _meant(
    text: str, words: list[Run], hit: Hit[tuple[_Sense, ...]], named: set[str]
) -> Organisation | None:
    """The organisation a hit stands for here: a firm name's, or a doubtful one's with a cue."""
    for org, doubtful in hit.value:
        if not doubtful or _of_state(text, words, hit, org):
            return org
    again = next((org for org, _ in hit.value if org.name in named), None)
    if again and hit.form.isupper():
        return again
    if part_of_longer(text, words, hit.first, hit.last):
        return None
    return again or (hit.value[0][0] if _cued(text, words, hit) else None)


def _of_state(
    text: str, words: Sequence[Run], hit: Hit[tuple[_Sense, ...]], org: Organisation
) -> bool:
    """Whether the organisation's own state stands right before its name ("Israel's Rafael")."""
    near = [w.text for w in before(text, words, hit.first, 2)]
    if near[:1] == ["s"]:
        near = near[1:]
    return org.iso3 is not None and bool(near) and code_for(near[0]) == org.iso3


def _cued(text: str, words: Sequence[Run], hit: Hit[tuple[_Sense, ...]]) -> bool:
    """Whether a word right after or little before says that a company is meant."""
    near = [*after(text, words, hit.last, 1), *before(text, words, hit.first, 2)]
    return any(word.key in _COMPANY_NOUNS for word in near)


def _names_product(text: str, words: list[Run], hit: Hit[tuple[_Sense, ...]]) -> bool:
    """Whether the maker's name begins a product's ("Sukhoi-30", "Boeing 737", "Saab Gripen")."""
    if hit.last >= len(words) or not adjacent(text, words[hit.last - 1], words[hit.last]):
        return False
    if words[hit.last].text.isdigit():
        return True
    if not words[hit.last].text[0].isupper():
        return False
    longer = designation_at(text, words, hit.first)
    return bool(longer and longer.last > hit.last) or _designates(text, words, hit.last)


def _designates(text: str, words: list[Run], i: int) -> bool:
    return designation_at(text, words, i) is not None


def _commissions(text: str) -> Iterator[OrgMatch]:
    for found in _COMMISSION.finditer(text):
        if _between_governments(found):
            start = found.start() + (found.start("sort") - found.start() if _the(found) else 0)
            name = " ".join(text[start : found.end()].split())
            yield OrgMatch(start, found.end(), name, "commission", None)


def _the(found: re.Match[str]) -> bool:
    """Whether the words before are only a capitalised word that opens the sentence."""
    states = found["states"] or ""
    return states.strip() in {"The", "This", "That", "Their", "Its", "A", "Our", "Both", "Each"}


def _between_governments(found: re.Match[str]) -> bool:
    """Whether the words tell it from a committee of one parliament or company."""
    states = "" if _the(found) else found["states"] or ""
    return bool(
        found["sort"].lower().startswith("inter")
        or found["field"]
        or re.search(r"[-‐‑–]| and | & ", states)
        or _MATTER.search(found["middle"])
    )
