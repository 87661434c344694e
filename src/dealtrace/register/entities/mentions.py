"""Everybody and everything a reading mentions, each as a form of a name."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dealtrace.knowledge.countries import code_for
from dealtrace.knowledge.lexicon import bare
from dealtrace.knowledge.offices import find_offices
from dealtrace.register.entities import officeholders
from dealtrace.register.entities.kinds import Identity, identify, may_be_person, tidy, weapon
from dealtrace.register.entities.persons import PersonName, person_name
from dealtrace.register.entities.spelling import plain

Json = dict[str, Any]

ITEM = "item"
"""The role under which arms of a claim stand among its actors."""

_PERIOD = 5  # years; the shortest time by which people of one name are told apart


@dataclass(frozen=True, slots=True)
class Form:
    """A name as reports write it, with all that decides whom it means.

    ``folded`` is the fullest name in the report, plainly spelt; ``anchor`` the tables' name for who
    is meant, "" if no table says; ``country`` an ISO3 code or ""; ``period`` the first year of the
    five in which the report was published, 0 if unknown (persons only); ``office`` what the report
    says of a person named by family name alone.
    """

    kind: str
    name: str
    folded: str
    block: str
    country: str = ""
    period: int = 0
    office: str = ""
    anchor: str = ""
    family: str = ""

    @property
    def wider_block(self) -> str | None:
        """The block of initials and family names alone that goes with a person's full name."""
        return self.block.rsplit(":", 1)[0] + ":" if self.kind == "person" else None

    @property
    def digest(self) -> int:
        """A number of 63 bits that stands for the whole form."""
        whole = "\0".join(
            (self.kind, self.name, self.folded, self.country, str(self.period), self.office,
             self.anchor)
        )  # fmt: skip
        return int.from_bytes(hashlib.blake2b(whole.encode(), digest_size=8).digest(), "big") >> 1


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor of a claim, or arms: ``form`` is None where nobody in particular is named."""

    claim: str
    position: int
    role: str
    as_written: str
    form: Form | None


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office a report gives a person, in the report's words."""

    form: Form
    office: str


@dataclass
class Cast:
    """What is known of a report's people before its claims are gone through."""

    published: dt.date | None
    states: frozenset[str]
    offices: dict[str, tuple[str, str]] = field(default_factory=dict)  # name -> office, state
    full: dict[str, str] = field(default_factory=dict)  # last word -> name


def mentions(reading: Json, published: dt.date | None) -> tuple[list[Mention], list[Tenure]]:
    """Return all mentions in the claims of a reading, and the offices it gives to people."""
    cast = _cast(reading, published)
    found = [m for claim in reading.get("claims", ()) for m in _of_claim(claim, cast)]
    return found, list(dict.fromkeys(_tenures(reading, cast)))


def _cast(reading: Json, published: dt.date | None) -> Cast:
    actors = [a for c in reading.get("claims", ()) for who in c["roles"].values() for a in who]
    codes = {a["code"] for a in actors if a["code"]}
    codes |= {code for d in reading.get("deals", ()) for code in d["supplier"] + d["recipient"]}
    codes |= {code for r in reading.get("roles", ()) if (code := r["country"])}
    cast = Cast(published, frozenset(codes))
    for role in reading.get("roles", ()):
        cast.offices[tidy(role["person"])] = (tidy(role["office"]), role["country"] or "")
    named = {tidy(a["entity"] or a["name"]) for a in actors} | set(cast.offices)
    for name in sorted(named, key=lambda n: (len(n), n)):
        if " " in name and may_be_person(name):
            cast.full[name.split()[-1]] = name
    return cast


def _of_claim(claim: Json, cast: Cast) -> Iterator[Mention]:
    position = 0
    for role, actors in claim["roles"].items():
        for actor in actors:
            yield Mention(claim["id"], position, role, actor["name"], _actor(actor, cast))
            position += 1
    for item in claim["items"]:
        form = _weapon(item)
        if form:
            yield Mention(claim["id"], position, ITEM, item["text"], form)
            position += 1


def _weapon(item: Json) -> Form | None:
    written = tidy(item["designation"])
    found = weapon(written, item["class"]) if written else None
    return _form(written, found) if found else None


def _actor(actor: Json, cast: Cast) -> Form | None:
    name, entity, code = tidy(actor["name"]), tidy(actor["entity"]), actor["code"] or ""
    if not name:
        return None
    if not entity and _is_office(name):
        return _office_alone(name, code, cast)
    full = entity or cast.full.get(name.split()[-1], name)
    if full not in cast.offices:
        found = identify(name, entity, code)
        if found:
            return _form(name, found)
    return _person(name, full, code, cast) if _is_person(full, code, cast) else None


def _form(name: str, found: Identity) -> Form:
    sort = "organisation" if found.kind in {"company", "body"} else found.kind
    return Form(
        found.kind,
        name,
        found.folded,
        f"{sort}:{found.folded}",
        found.country,
        anchor=found.anchor,
        family=found.family,
    )


def _is_office(name: str) -> bool:
    return bool(find_offices(bare(name))) and not name.endswith("s")


def _office_alone(name: str, code: str, cast: Cast) -> Form | None:
    """ "The Cuban president": who held the office on the day of the report."""
    text = bare(name)
    match = find_offices(text)[-1]
    state = code or code_for(text[: match.start]) or ""
    of = text[match.end :].strip()
    if of and code_for(of.removeprefix("of ")) != state:
        return None
    if not state or cast.published is None:
        return None
    person = officeholders.holder(match.office, state, cast.published)
    return _known(name, person, cast) if person else None


def _is_person(full: str, code: str, cast: Cast) -> bool:
    """One word is a person's name only where the report or a table says so."""
    if full in cast.offices:
        return True
    if not may_be_person(full) or code_for(full):
        return False
    return (
        " " in full or officeholders.meant(full, code, cast.published, "", cast.states) is not None
    )


def _person(name: str, full: str, code: str, cast: Cast) -> Form | None:
    office, state = cast.offices.get(full, ("", ""))
    country = code or state
    person = officeholders.meant(full, country, cast.published, office, cast.states)
    if person:
        return _known(name, person, cast)
    parts = person_name(full, country)
    if parts is None:
        return None
    return Form(
        "person",
        name,
        plain(full),
        block_of(parts),
        country,
        period_of(cast.published),
        officeholders.plain_office(office) if parts.is_bare else "",
    )


def _known(name: str, person: officeholders.KnownPerson, cast: Cast) -> Form:
    parts = person_name(person.name, person.iso3)
    block = block_of(parts) if parts else "person::"
    return Form("person", name, plain(person.name), block, person.iso3, anchor=person.name)


def block_of(parts: PersonName) -> str:
    """Return the block a person's name belongs to: full names join within one block.

    Initials and family names alone have the block of the whole family.
    """
    return f"person:{parts.family}:{parts.given[0] if parts.is_full else ''}"


def period_of(published: dt.date | None) -> int:
    """Return the first year of the five a day lies in; 0 for no day."""
    return published.year // _PERIOD * _PERIOD if published else 0


def _tenures(reading: Json, cast: Cast) -> Iterator[Tenure]:
    for role in reading.get("roles", ()):
        name = tidy(role["person"])
        form = (
            _person(name, cast.full.get(name, name), role["country"] or "", cast) if name else None
        )
        if form:
            yield Tenure(form, " ".join(tidy(role["office"]).lower().split())[:64])
