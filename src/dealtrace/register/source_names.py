"""Who a source's name means: one medium, person or body however it is written, or nobody.

"The Kommersant daily" is Kommersant, "a spokesman for Russia's Ministry of Defence" the Russian
defence ministry; "three sources" and "the newspaper" are nobody one could ask again. The word
lists are in ``rules/source_names.yaml``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

import yaml

from dealtrace.claims import vocabulary
from dealtrace.knowledge.countries import code_for, countries, find_countries
from dealtrace.knowledge.lexicon import fold, key_of, keys_of
from dealtrace.knowledge.offices import find_offices, holder_of, holders
from dealtrace.knowledge.organisations import find_organisations
from dealtrace.knowledge.sources import NewsSource, find_sources, publisher_of_domain, sources

Sort = Literal["medium", "person", "body"]

_LONG = 160  # characters of a name that are looked at
_ASIDE = re.compile(r"\s*[,;(|]\s*|\s+[-–—]\s+")
_PLACE = re.compile(r"\s+(?:of|in|at|close|near|from|with|within|who|familiar|to|for|on|inside)\b")
_POST = re.compile(r"\b(?:to|in|at|with)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a name means. Sources with equal ``key`` are one; ``name`` is how it is best written.

    ``words`` of a person are in the order of the name, those of a body sorted; ``state`` (ISO
    3166-1 alpha-3) is that of a body, empty where the name does not say it.
    """

    sort: Sort
    words: tuple[str, ...]
    name: str
    kind: str
    state: str = ""
    key: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """What tells it from all others."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.sort, self.state, *self.words))


@cache
def _lists() -> dict[str, Any]:
    path = resources.files("dealtrace.register") / "rules" / "source_names.yaml"
    return dict(yaml.safe_load(path.read_text("utf-8")))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in _lists()[name])


@lru_cache(maxsize=16384)
def identify(name: str, kind: str, on: dt.date | None = None) -> Source | None:
    """Return whom ``name`` means; None where it names nobody ("sources", "the newspaper").

    ``kind`` is the link's (publisher, agency, official, document, anonymous, person), or empty
    where it is not known. On the day ``on`` an office stands for its holder, if the table of
    holders has one.
    """
    text = " ".join(name[:_LONG].split()).strip(" .,;:'\"“”‘’")
    if kind == "anonymous" or not _WORD.search(text):
        return None
    if kind in {"publisher", "agency"}:
        return medium(text, kind)
    if kind == "person" or (not kind and _looks_personal(text)):
        return _person(text, on) or _body(text, "official", on)
    if kind:
        return _speaker(text, kind, on)
    return _untold(text, on)


def _untold(text: str, on: dt.date | None) -> Source | None:
    """Whom a name means of which the kind is not known."""
    tabled = _tabled(text)
    if tabled is not None:
        return _known_medium(tabled)
    last = fold(_WORD.findall(text)[-1]).removesuffix("s")
    return None if last in vocabulary.words("media_nouns") else _speaker(text, "official", on)


def _looks_personal(text: str) -> bool:
    """Whether two to four capitalised words, none of a state, body or medium, make the name."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and all(_CAPITAL.match(w) for w in words)
        and not any(fold(w) in _words("body_nouns") or _is_filler(w) for w in words)
        and not (_tabled(text) or find_countries(text) or find_organisations(text))
    )


@lru_cache(maxsize=16384)
def medium(text: str, kind: str = "publisher") -> Source | None:
    """Return the medium a name or an address's host means; None for "the newspaper" and the like.

    One that is not in the table of media goes by its own name, without articles and places.
    """
    known = _tabled(text)
    if known is not None:
        return _known_medium(known)
    named = _proper_part(_ASIDE.split(text)[0])
    words = tuple(k for k in keys_of(named) if k != "the")
    return Source("medium", words, named, kind) if words else None


def _known_medium(known: NewsSource) -> Source:
    return Source("medium", (key_of(known.name),), known.name, known.kind)


@cache
def _by_name() -> dict[str, NewsSource]:
    forms: dict[str, NewsSource] = {}
    for source in reversed(sources()):
        for form in (*source.aliases, source.name.removeprefix("The "), source.name):
            forms[key_of(form)] = source
    return forms


@cache
def tabled_media() -> dict[str, NewsSource]:
    """All media of the table by name."""
    return {source.name: source for source in sources()}


@lru_cache(maxsize=16384)
def _tabled(text: str) -> NewsSource | None:
    """The medium of the table that the text as a whole names, in whatever form."""
    head = _ASIDE.split(text)[0]
    for form in (text, head, head.removeprefix("the ").removeprefix("The ")):
        if key_of(form) in _by_name():
            return _by_name()[key_of(form)]
    host = publisher_of_domain(text) if "." in text and " " not in text else None
    if host:
        return tabled_media()[host]
    for form in (head, f"the newspaper {head}"):
        found = find_sources(form)
        if found and not _leftover(form, [(m.start, m.end) for m in found[:1]]):
            return tabled_media()[found[0].name]
    return None


def _leftover(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The words outside ``spans`` that are neither states nor words for a medium."""
    spans = spans + [(m.start, m.end) for m in find_countries(text)]
    outside = [
        m.group() for m in _WORD.finditer(text) if not any(s <= m.start() < e for s, e in spans)
    ]
    return [word for word in outside if not _is_filler(word)]


def _is_filler(word: str) -> bool:
    key = fold(word).removesuffix("'s").removesuffix("’s")
    plain = key.removesuffix("s")
    media = vocabulary.words("media_nouns") | _words("media_words")
    return key in {"the", "a", "an", "s", "of", "and"} or not {key, plain}.isdisjoint(media)


def _proper_part(text: str) -> str:
    """The name in "the Spanish daily El Heraldo" and "Continental Wire news agency"."""
    words = text.split()
    lower = [i for i, w in enumerate(words) if not _CAPITAL.match(w) and _is_filler(w)]
    inner = [i for i in lower if i + 1 < len(words)]
    start = inner[-1] + 1 if inner and _CAPITAL.match(words[inner[-1] + 1]) else 0
    end = len(words)
    while end > start and not _CAPITAL.match(words[end - 1]) and _is_filler(words[end - 1]):
        end -= 1
    if start == 0 and end < len(words) and not any(_CAPITAL.match(w) for w in words[:end]):
        return ""
    kept = words[start:end]
    if all(_is_filler(w) for w in kept) and sum(bool(_CAPITAL.match(w)) for w in kept) < 2:
        return ""
    return "" if not _leftover_name(kept) else " ".join(kept)


def _leftover_name(words: list[str]) -> bool:
    """Whether there is more than a state's adjective and a word for media ("Russian media")."""
    text = " ".join(words)
    lower = any(not _CAPITAL.match(w) for w in words if w not in {"the", "of"})
    return bool(_leftover(text, [])) or (len(words) > 1 and not lower)


def _speaker(text: str, kind: str, on: dt.date | None) -> Source | None:
    """A body, an office or, with a name behind the title, a person."""
    if not _speaks_for_body(text):
        person = _person(text, on) if _looks_personal(text) else _titled(text, on)
        if person is not None:
            return person
        if _names_nobody(text):
            return None
    return _body(text, kind, on)


def _speaks_for_body(text: str) -> bool:
    key = f" {key_of(text)} "
    return any(f" {word} " in key for word in _words("spokespeople"))


def _names_nobody(text: str) -> bool:
    """Whether the noun that bears the phrase is one for unnamed people."""
    head = _PLACE.split(_ASIDE.split(text)[0])[0]
    words = [fold(w) for w in _WORD.findall(head)]
    if not words:
        return True
    last = words[-1]
    unnamed = vocabulary.words("anonymous")
    forms = {last, last.removesuffix("s"), re.sub("ies$", "y", last)}
    if not forms.isdisjoint(unnamed):
        return True
    alone = len([w for w in words if w not in {"the", "a", "an", "one", "this", "that"}]) == 1
    generic = not forms.isdisjoint(_words("nobody"))
    return generic and (alone or last in _UNNAMED_EVEN_WITH_WORDS) and not _qualified(text, head)


_UNNAMED_EVEN_WITH_WORDS = frozenset({"member", "members", "manager", "managers", "experts"})


def _qualified(text: str, head: str) -> bool:
    """Whether what follows the noun says which one ("ministry of defence")."""
    noun = fold(_WORD.findall(head)[-1])
    return noun in _words("body_nouns") and len(text) > len(head) + 3


def _titled(text: str, on: dt.date | None) -> Source | None:
    """The person in "Defence Minister Sergei Shoigu": a title, then a name of two words or more."""
    titles = find_offices(text)
    orgs = find_organisations(text)
    end = max([m.end for m in titles] + [m.end for m in orgs], default=0)
    rest = text[end:].strip(" ,")
    words = rest.split()
    if end and words and words[0].lower() in {"head", "chief", "director"}:
        words = words[1:]
    if not end or len(words) < 2 or not all(_CAPITAL.match(w) for w in words):
        return None
    return _person(" ".join(words), on)


def _person(text: str, on: dt.date | None) -> Source | None:
    """A person by his name, without titles; the table of holders knows some in full."""
    bare = text
    for match in reversed(find_offices(text)):
        bare = bare[: match.start] + " " + bare[match.end :]
    for place in reversed(find_countries(bare)):
        if place.kind == "demonym" and place.start == 0:
            bare = bare[place.end :]
    head = _ASIDE.split(bare.strip(" ,"))[0]
    names = [w for w in head.split() if key_of(w) and key_of(w) not in _words("honorifics")]
    if not names or not any(_CAPITAL.match(w) for w in names):
        return None
    full = " ".join(names).removesuffix("'s").removesuffix("’s")
    known = {h.person for h in holders(full, on)}
    best = known.pop() if len(known) == 1 else full
    return Source("person", tuple(_skeleton(k) for k in keys_of(best)), best, "person")


def _skeleton(word: str) -> str:
    """A word of a name in one spelling ("Sergey", "Sergei"; "Shoygu", "Shoigu")."""
    plain = re.sub(r"[yj]+", "i", word).replace("kh", "h").replace("ts", "tz").replace("ks", "x")
    plain = re.sub(r"[ei]i$|ii", "i", plain).replace("w", "v").replace("ph", "f")
    return re.sub(r"(.)\1", r"\1", plain)


def _body(text: str, kind: str, on: dt.date | None) -> Source | None:
    """A body or an office: the state it belongs to and the words that say which one it is."""
    orgs = find_organisations(text)
    if orgs:
        return Source("body", tuple(sorted(keys_of(orgs[0].name))), orgs[0].name, "official")
    short = _short_name(text)
    state, rest = _state_apart(text)
    state, rest = (short[0] or state, short[1]) if short else (state, rest)
    words = _content(rest)
    if not words:
        return _state_itself(text, state)
    if not state and _words("nobody").issuperset(map(fold, words)):
        return None
    held = _holder(rest, state, on)
    if held is not None:
        return held
    name = _written(state, words)
    return Source("body", tuple(sorted(set(map(fold, words)))), name, kind, state)


def _short_name(text: str) -> tuple[str, str] | None:
    key = f" {key_of(text)} "
    for form, (state, words) in _lists()["short_names"].items():
        if f" {form} " in key:
            return str(state), str(words)
    return None


def _state_apart(text: str) -> tuple[str, str]:
    """The state that owns the body, and the text without states; where it sits is no owner."""
    found = [m for m in find_countries(text) if m.kind != "seat"]
    owners = [m for m in found if not _POST.search(text[: m.start])]
    for match in reversed(found):
        text = text[: match.start] + " " + text[match.end :]
    return (owners[0].iso3 if owners else ""), text


def _state_itself(text: str, state: str) -> Source | None:
    """A state that speaks as a whole: its government, or nobody where none is named."""
    code = state or code_for(text) or ""
    if not code:
        return None
    return Source("body", ("government",), _written(code, ["government"]), "official", code)


def _content(text: str) -> list[str]:
    """The words that tell the body, as written, the noun of the body last."""
    same: dict[str, str] = _lists()["same_words"]
    for phrase in sorted((w for w in _words("spokespeople") if " " in w), key=len, reverse=True):
        text = re.sub(rf"\b{phrase}\b", " ", text, flags=re.IGNORECASE)
    text = _speaker_named().sub(" ", text)
    drop = _words("spokespeople")
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text)]
    kept = [same.get(fold(w), w) for w in words if fold(w) not in drop]
    kept = [w for w in kept if w]
    if kept and len(kept) > 1 and fold(kept[0]) in _words("body_nouns"):
        kept = [*kept[1:], kept[0]]
    return kept


@cache
def _speaker_named() -> re.Pattern[str]:
    """A spokesman and his own name behind it."""
    nouns = "|".join(sorted(w for w in _words("spokespeople") if " " not in w))
    return re.compile(rf"\b(?i:{nouns})(?:\s+[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*)+")


def _written(state: str, words: list[str]) -> str:
    """A body's name for people: "Russian defence ministry"."""
    known = _lists()["written"].get(f"{state} {' '.join(map(fold, words))}")
    if known:
        return str(known)
    common = any(fold(w) in _words("body_nouns") for w in words)
    text = " ".join(w if w.isupper() else w.lower() for w in words) if common else " ".join(words)
    adjective = (countries()[state].adjectives or (countries()[state].name,))[0] if state else ""
    return f"{adjective} {text}".strip()


def _holder(title: str, state: str, on: dt.date | None) -> Source | None:
    """Who held the office that the title names, if the table knows."""
    found = find_offices(title)
    if not (state and on and found):
        return None
    words = _content(found[0].text)
    office = " ".join(sorted((fold(w) for w in words), key=lambda w: w in _HEADS))
    held = holder_of(office, state, on)
    return _person(held.person, None) if held else None


_HEADS = frozenset({"minister", "president", "king", "emir", "chancellor"})


def lacks_state(source: Source) -> bool:
    """Whether it is a state's organ or office named without its state ("the defence ministry")."""
    if source.sort != "body" or source.state or find_organisations(source.name):
        return False
    return not _words("of_states").isdisjoint(source.words)


def with_state(source: Source, state: str, on: dt.date | None = None) -> Source:
    """Return whom an organ or office named without its state means as that of ``state``."""
    adjective = (countries()[state].adjectives or (countries()[state].name,))[0]
    return identify(f"{adjective} {source.name}", source.kind, on) or source
