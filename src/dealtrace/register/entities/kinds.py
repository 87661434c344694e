"""What sort of thing a name in a reading names, from the tables and the words of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dealtrace.knowledge import designations
from dealtrace.knowledge.countries import code_for, countries, country, find_countries
from dealtrace.knowledge.lexicon import bare, key_of
from dealtrace.knowledge.organisations import find_organisations, organisations
from dealtrace.knowledge.sources import find_sources
from dealtrace.register.entities.spelling import organisation_key, plain, words_of

_COMPANY = frozenset({"maker", "exporter", "bank"})
_COMPANY_WORDS = frozenset(
    "company corporation corp inc ltd llc plc gmbh ag sa spa oy ab industries aerospace aviation "
    "dynamics systems shipyard shipyards shipbuilding motors electronics technologies technology "
    "group holding holdings bank enterprise enterprises works plant factory aircraft helicopters "
    "engineering manufacturing munitions airlines airways conglomerate "
    "consortium bureau energy oil gas".split()
)
_BODY_WORDS = frozenset(
    "commission committee council ministry department agency administration parliament congress "
    "senate assembly court union organization organisation association institute university "
    "academy forces force army navy guard police command staff party front movement church embassy "
    "treaty conference summit office centre center fund treasury house board authority service "
    "corps fleet regiment brigade club museum foundation programme program nations league state "
    "republic kingdom government presidency secretariat federation alliance initiative".split()
)
# Organs every state has; with its state such a name says which body is meant.
_ORGANS = re.compile(
    r"(?:defence|foreign|finance|interior|trade|energy) ministry|ministry of [a-z ]+"
    r"|(?:department of )?defence department|department of defence|state department|treasury"
    r"|(?:armed|defence|ground|land|naval|air|self-defence) forces?|military|army|navy"
    r"|air ?force|coast guard|national guard|marines?|general staff|parliament|congress|senate"
    r"|central bank|supreme court|foreign office"
)
_GOVERNMENT = re.compile(r"(?:government|state|federation|authorities|administration)")
_SMALL = frozenset(
    "al el de da di do dos das du del la le von van der den ten ter bin ibn ben bint abu y e"
    "".split()
)
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.?)+(?:[-'’‘`][^\W\d_]+)*\.?")
_MAX_NAME = 200  # characters; what is longer is no name


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name names. ``anchor`` is the tables' name for it, "" where no table has it."""

    kind: str
    folded: str
    country: str = ""
    anchor: str = ""
    family: str = ""


def tidy(name: str | None) -> str:
    """Return a name on one line, without white space at its ends, of bounded length."""
    return " ".join((name or "").split())[:_MAX_NAME]


@cache
def _state_codes() -> dict[str, str]:
    return {state.name: code for code, state in countries().items()}


@lru_cache(maxsize=65536)
def identify(name: str, entity: str, code: str) -> Identity | None:
    """Return what is named, if it is no person: ``entity`` is the fullest name the report has.

    None where the name may be a person's, or where nobody in particular is named.
    """
    state = _state(name, entity, code)
    if state:
        return Identity("state", state, state, state)
    for form in dict.fromkeys((entity, name)):
        found = form and _tabled(form)
        if found:
            return found
    return _organ(name, code) or (_organisation(entity or name, code) if entity else None)


def _state(name: str, entity: str, code: str) -> str | None:
    if entity in _state_codes():
        return code or _state_codes()[entity]
    if not entity:
        named = code_for(name)
        if named and (not code or named == code or name == country(named).name):
            return code or named
        if code and _GOVERNMENT.fullmatch(_without_state(name, code)):
            return code
    return None


@lru_cache(maxsize=65536)
def _without_state(name: str, code: str) -> str:
    """The name in lower case without the state it begins or ends with ("Russian navy")."""
    text = bare(name)
    for match in reversed(find_countries(text)):
        if match.iso3 == code:
            rest = re.sub(r"^['’]s?\b", "", text[match.end :])
            text = re.sub(r"\s+(?:of|in)(?: the)?\s*$", "", text[: match.start]) + " " + rest
    return " ".join(text.lower().replace("defense", "defence").split())


@cache
def _organisations() -> dict[str, Identity]:
    """Organisations of the table by their own name."""
    return {org.name: _of_table(org.name, org.kind, org.iso3) for org in organisations()}


def _of_table(name: str, kind: str, iso3: str | None) -> Identity:
    sort = "company" if kind in _COMPANY else "body"
    return Identity(sort, key_of(name), iso3 or "", name)


def _tabled(name: str) -> Identity | None:
    """What the tables of organisations and of media have under exactly this name."""
    if name in _organisations():
        return _organisations()[name]
    text = bare(name)
    for org in find_organisations(text):
        if (org.start, org.end) == (0, len(text)) and org.kind != "commission":
            return _of_table(org.name, org.kind, org.iso3)
    for medium in find_sources(text):
        if (medium.start, medium.end) == (0, len(text)):
            return Identity("medium", key_of(medium.name), medium.country or "", medium.name)
    return None


def _organ(name: str, code: str) -> Identity | None:
    if not code:
        return None
    rest = _without_state(name, code)
    if not _ORGANS.fullmatch(rest):
        return None
    rest = re.sub(r"^(ministry|department) of (.+)$", r"\2 \1", rest)
    return Identity("body", rest, code, "")


def _organisation(name: str, code: str) -> Identity | None:
    """A name that says by its words that it is no person's."""
    words = words_of(name)
    proper = any(w[:1].isupper() for w in name.split())
    folded = organisation_key(re.sub(r" of [A-Z]\w+$", "", name) if code else name)
    if not proper or len(words) < 2:
        return None
    last = next((w for w in reversed(words) if w in _COMPANY_WORDS | _BODY_WORDS), "")
    legal = organisation_key(name) != " ".join(words).removeprefix("the ")
    if last in _COMPANY_WORDS or (legal and not last):
        return Identity("company", folded, code)
    return Identity("body", folded, code) if last or find_countries(name) else None


@lru_cache(maxsize=65536)
def may_be_person(name: str) -> bool:
    """Whether a name has the looks of a person's: capitalised words, no word of an organisation."""
    words = name.split()
    if not 1 <= len(words) <= 5 or words[0].lower() in {"the", "a", "an"}:
        return False
    if _COMPANY_WORDS.union(_BODY_WORDS).intersection(plain(name).split()):
        return False
    return any(w[0].isupper() for w in words) and all(_is_name_word(w) for w in words)


def _is_name_word(word: str) -> bool:
    if not _NAME_WORD.fullmatch(word):
        return False
    if word.lower() in _SMALL or word[:3].lower() in {"al-", "el-", "as-", "an-", "ar-", "ad-"}:
        return True
    letters = [c for c in word if c.isalpha()]
    return word[0].isupper() and not (len(letters) > 2 and all(c.isupper() for c in letters))


@lru_cache(maxsize=65536)
def weapon(designation: str, cls: str) -> Identity | None:
    """Return the weapon of a designation; of several in the table that of the class, if one is."""
    known = designations.weapon(designation)
    fitting = [w for w in known if w.cls == cls] or list(known)
    names = {w.designation for w in fitting}
    folded = key_of(designation)
    if not folded:
        return None
    family = _family(designation)
    if not known or len(names) > 1:
        origin = (designations.weapon(family)[0].origin or "") if family else ""
        return Identity("weapon", folded, origin, "", family)
    one = fitting[0]
    several = len({w.cls for w in known}) > 1
    anchor = f"{one.designation} ({one.cls})" if several else one.designation
    return Identity("weapon", key_of(anchor), one.origin or "", anchor, _family(one.designation))


def _family(designation: str) -> str:
    """The designation a variant's begins with, if the table has it ("Su-30" of "Su-30MKI")."""
    for found in reversed(list(re.finditer(r"\d+(?=[^\d])", designation))):
        base = designation[: found.end()]
        known = designations.weapon(base)
        if known and key_of(known[0].designation) != key_of(designation):
            return known[0].designation
    return ""
