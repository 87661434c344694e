"""Persons of the table of office holders, and which of them a report means.

The table has a row for each term, and some people under several spellings; here each is one person
with all terms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from dealtrace.knowledge.holders_of_office import Holder
from dealtrace.knowledge.holders_of_office import terms as table_of_terms
from dealtrace.register.entities.persons import given_agree, sounds_of

_HEADS = frozenset({"president", "king", "queen", "emir", "sultan", "emperor", "supreme leader"})
_LEADERS = _HEADS | {"leader"}
_UNMISTAKABLE = _LEADERS | {"prime minister", "chancellor"}
_KNOWN = _UNMISTAKABLE | {"foreign minister", "defence minister", "crown prince"}
_NOT_NOW = re.compile(r"\b(?:former|ex|then|late|acting|deputy|vice|elect|designate|outgoing)\b")
_LONGEST_GAP = dt.timedelta(days=15 * 365)  # a full name is known that long before and after
_SHORT_GAP = dt.timedelta(days=3 * 365)  # and a family name alone
_TWO_LIVES = dt.timedelta(days=40 * 365)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One person of the table: the name (the table's first spelling), the state, all terms."""

    name: str
    iso3: str
    family: frozenset[str]
    given: tuple[str, ...]
    terms: tuple[Holder, ...]

    def distance(self, day: dt.date) -> dt.timedelta:
        """How far ``day`` lies from the nearest term; zero within one."""
        return min(_distance(term, day) for term in self.terms)

    def held(self, office: str, day: dt.date) -> bool:
        """Whether the person held that office on that day; heads of state count as leaders."""
        return any(t.holds_on(day) and _same(office, t.office) for t in self.terms)


def _same(office: str, table: str) -> bool:
    return office == table or (office in _HEADS and table in _HEADS)


def _distance(term: Holder, day: dt.date) -> dt.timedelta:
    if term.start and day < term.start:
        return term.start - day
    if term.end and day > term.end:
        return day - term.end
    return dt.timedelta(0)


@cache
def people() -> tuple[KnownPerson, ...]:
    """Return all persons of the table."""
    groups: dict[tuple[str, frozenset[str]], list[list[tuple[tuple[str, ...], Holder]]]]
    groups = defaultdict(list)
    for family_name, term in table_of_terms():
        family = _family(family_name, term.person)
        if not family:
            continue
        given = tuple(w for w in sounds_of(term.person) if w not in family)
        here = groups[term.iso3, family]
        fitting = [g for g in here if any(_one(given, term, *other) for other in g)]
        (fitting[0] if len(fitting) == 1 else _added(here)).append((given, term))
    return tuple(
        _person(iso3, family, rows) for (iso3, family), here in groups.items() for rows in here
    )


def _family(told: str, person: str) -> frozenset[str]:
    """The family name's words; the table has "Jr." for some, and nothing for a few."""
    own = frozenset(sounds_of(told)) - {"jr", "sr", "ii", "iii", "iv"}
    return own or frozenset(sounds_of(person)[-1:])


def _added(
    here: list[list[tuple[tuple[str, ...], Holder]]],
) -> list[tuple[tuple[str, ...], Holder]]:
    here.append([])
    return here[-1]


def _one(given: tuple[str, ...], term: Holder, other: tuple[str, ...], known: Holder) -> bool:
    """Whether two rows are of one person: names agree, or one term is told under two names."""
    if (term.office, term.start, term.end) == (known.office, known.start, known.end):
        return True
    apart = known.end and _distance(term, known.end) > _TWO_LIVES
    if given and other:
        return given_agree(given, other) and not apart
    return known.start is not None and _distance(term, known.start) == dt.timedelta(0)


def _person(
    iso3: str, family: frozenset[str], rows: list[tuple[tuple[str, ...], Holder]]
) -> KnownPerson:
    """The fullest given names; of equal ones the table's first."""
    given, best = max(rows, key=lambda row: sum(min(len(w), 2) for w in row[0]))
    return KnownPerson(best.person, iso3, family, given, tuple(term for _, term in rows))


@cache
def _by_family() -> dict[str, list[KnownPerson]]:
    index: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in people():
        index[min(person.family)].append(person)
    return dict(index)


@cache
def _by_state() -> dict[str, list[KnownPerson]]:
    index: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in people():
        index[person.iso3].append(person)
    return dict(index)


@cache
def _by_name() -> dict[tuple[str, str], KnownPerson]:
    return {(person.name, person.iso3): person for person in reversed(people())}


def known(name: str, iso3: str) -> KnownPerson | None:
    """Return the person of the table that goes by this name there."""
    return _by_name().get((name, iso3))


@lru_cache(maxsize=4096)
def plain_office(office: str) -> str:
    """Return an office in the table's words ("minister of defense" -> "defence minister").

    What isn't held now ("former president", "vice president") stays as it is.
    """
    text = " ".join(office.lower().replace("defense", "defence").split())
    if _NOT_NOW.search(text):
        return text
    for pattern, known_as in _OFFICES:
        if pattern.match(text):
            return known_as
    return text


_OFFICES = tuple(
    (re.compile(pattern), known_as)
    for pattern, known_as in (
        (r"(?:the )?(?:first )?prime minister\b|premier\b", "prime minister"),
        (r"president(?:$| of (?:the )?(?:republic|russia|state)\b)", "president"),
        (r"(?:(?:minister|secretary) (?:of|for) )?(?:external|foreign) (?:affairs )?"
         r"(?:minister|secretary)\b|minister (?:of|for) (?:foreign|external)", "foreign minister"),
        (r"defence (?:minister|secretary)\b"
         r"|(?:minister|secretary) (?:of|for) (?:national )?defence",
         "defence minister"),
    )
)  # fmt: skip


def holder(office: str, iso3: str, day: dt.date) -> KnownPerson | None:
    """Return who is meant by an office of a state alone; None unless the table has just one.

    "Leader" may be the head of state or of a party: both must be the same person.
    """
    wanted = plain_office(office)
    if wanted not in _KNOWN:
        return None
    offices = _LEADERS if wanted == "leader" else _HEADS if wanted in _HEADS else {wanted}
    found = [
        person
        for person in _by_state().get(iso3, ())
        if any(t.office in offices and t.holds_on(day) for t in person.terms)
    ]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=65536)
def meant(
    name: str, iso3: str, day: dt.date | None, office: str, states: frozenset[str]
) -> KnownPerson | None:
    """Return the person of the table whom a report of ``day`` means by a name.

    ``iso3`` is the state the report gives the person ("" if none), ``office`` what it says of them,
    ``states`` all states it names. None where the table has nobody, or two who may be meant.
    """
    words = sounds_of(name)
    candidates = _candidates(words)
    full = len(words) > 1
    here = [p for p in candidates if p.iso3 == iso3] if iso3 else []
    if not here:
        here = [p for p in candidates if p.iso3 in states and _may_be_abroad(p, iso3, full, day)]
    found = _at_the_time(here, day, office, full)
    if found is None and iso3 and day and office:
        found = _by_office(words, iso3, day, office)
    return found


def _may_be_abroad(person: KnownPerson, iso3: str, full: bool, day: dt.date | None) -> bool:
    """Whether the person can be meant though the report gives no state, or another one."""
    if day is None or person.distance(day):
        return False
    if not iso3:
        return True
    return full and bool(person.given) and any(t.office in _UNMISTAKABLE for t in person.terms)


def _candidates(words: tuple[str, ...]) -> list[KnownPerson]:
    """Those of the table whose name ``words`` can be; a given name that agrees comes first."""
    some = set(words)
    found = [p for w in sorted(some) for p in _by_family().get(w, ()) if p.family <= some]
    sure, unsure = [], []
    for person in found:
        rest = tuple(w for w in words if w not in person.family)
        if not rest:
            sure.append(person)
        elif not person.given:
            unsure.append(person)
        elif given_agree(rest[: len(person.given)], person.given):
            sure.append(person)
    return sure or unsure


def _at_the_time(
    found: list[KnownPerson], day: dt.date | None, office: str, full: bool
) -> KnownPerson | None:
    if day is None:
        return found[0] if len(found) == 1 and full else None
    ranked = sorted(found, key=lambda p: (p.distance(day), p.name))
    limit = _LONGEST_GAP if full else _SHORT_GAP
    ranked = [p for p in ranked if p.distance(day) <= limit]
    serving = [p for p in ranked if not p.distance(day)]
    if len(serving) > 1:
        serving = [p for p in serving if p.held(plain_office(office), day)]
        return serving[0] if len(serving) == 1 else None
    if len(ranked) > 1 and ranked[1].distance(day) < 2 * ranked[0].distance(day):
        return None
    return ranked[0] if ranked else None


def _by_office(words: tuple[str, ...], iso3: str, day: dt.date, office: str) -> KnownPerson | None:
    """The holder of the office, if part of their name is all that is said ("Miguel Diaz")."""
    person = holder(office, iso3, day)
    if person is None or not set(words) <= person.family | set(person.given):
        return None
    return person if person.family & set(words) else None
