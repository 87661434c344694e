"""Media that reports lean on: news agencies, newspapers, broadcasters and journals of the trade.

Short names that are words or names in their own right ("Times", "Dawn", "the Hindu") count only
where the text shows that the medium is meant; see :func:`find_sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from dealtrace.knowledge.lexicon import Hit, Lexicon, Run, kept, runs
from dealtrace.knowledge.namesakes import after, before, capitals_kept, part_of_longer, word_set
from dealtrace.knowledge.tables import parts, rows

Kind = Literal["publisher", "agency"]
Owner = Literal["state", "public", "private"]
Trust = Literal["firm", "article", "cue", "echo"]

# "the Post" is short for a paper whose full name stands in the text.
_LAST_WORDS = word_set(
    "Times Post Journal Herald Tribune Monitor Chronicle Telegraph Mirror Standard Star Mail Sun "
    "Guardian Gazette Observer Examiner Citizen Courier Globe Independent Nation Express "
    "Inquirer Mercury Record Register Age Argus Vanguard Punch"
)
_MEDIA_NOUNS = word_set(
    "newspaper newspapers daily dailies weekly monthly magazine tabloid broadsheet paper papers "
    "agency agencies newswire wire broadcaster channel website portal journal outlet network tv "
    "television radio online editorial journalist correspondent reporter columnist edition"
)
_REPORTS = word_set(
    "reported reports wrote writes quoted quotes cited cites revealed published publishes"
)
_SAYS = word_set("said says added noted carried learned")
_DATELINE = re.compile(r"\) ?[-‐‑–—]")
_LEADS = word_set("reported quoted published cited citing carried")
_TO_WIRES = word_set("told citing quoting")
# "the Guardian drones" and "the Standard missile" are no papers.
_THINGS = word_set(
    "aircraft boat boats class drone drones helicopter helicopters jet jets missile missiles "
    "patrol programme program radar rifle rifles system systems tank tanks uav uavs vehicle "
    "vehicles vessel vessels"
)


@dataclass(frozen=True, slots=True)
class NewsSource:
    """One medium: its usual name, other names, the state it is seated in and who owns it.

    ``country`` is None where there is no one seat. ``owner``: the state; the public, or a body
    under public law (public broadcasters, agencies run by their members); or private persons.
    ``reliability``: its default letter on the Admiralty scale.
    """

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    country: str | None
    owner: Owner
    domains: tuple[str, ...]
    reliability: str


@dataclass(frozen=True, slots=True)
class SourceMatch:
    """A medium named in a text: character offsets, without the article, and what the table has."""

    start: int
    end: int
    name: str
    kind: Kind
    country: str | None
    owner: Owner


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a form may mean and what the text must show for it to count.

    firm: nothing; article: "the" before it, or a cue; cue: a cue; echo: "the" before it and the
    full name elsewhere. The full name elsewhere is enough for all of them.
    """

    source: NewsSource
    trust: Trust


@cache
def sources() -> tuple[NewsSource, ...]:
    """All media of the table, in its order."""
    return tuple(_source(row) for row in rows("publishers.csv"))


def _source(row: dict[str, str]) -> NewsSource:
    return NewsSource(
        row["name"],
        tuple(parts(row["aliases"])),
        cast(Kind, row["kind"]),
        row["country"] or None,
        cast(Owner, row["owner"]),
        tuple(parts(row["domains"])),
        row["reliability"],
    )


def _senses() -> Iterator[tuple[str, _Sense]]:
    for source, row in zip(sources(), rows("publishers.csv"), strict=True):
        trust: dict[str, Trust] = dict.fromkeys(parts(row["article"]), "article")
        trust |= dict.fromkeys(parts(row["cue"]), "cue")
        bare = source.name.removeprefix("The ")
        for form in dict.fromkeys([bare, *source.aliases, *trust]):
            yield form, _Sense(source, trust.get(form, "firm"))
        *head, last = bare.split()
        if head and last in _LAST_WORDS:
            yield last, _Sense(source, "echo")


@cache
def _lexicon() -> Lexicon[tuple[_Sense, ...]]:
    forms: dict[str, list[_Sense]] = {}
    for form, sense in _senses():
        forms.setdefault(form, []).append(sense)
    return Lexicon((form, tuple(senses)) for form, senses in forms.items())


@cache
def _domains() -> dict[str, str]:
    return {domain: source.name for source in sources() for domain in source.domains}


def publisher_of_domain(host: str) -> str | None:
    """The medium whose site ``host`` is or belongs to ("edition.cnn.com" -> "CNN"), or None."""
    labels = host[:253].strip().lower().partition(":")[0].rstrip(".").split(".")
    for i in range(len(labels) - 1):
        name = _domains().get(".".join(labels[i:]))
        if name:
            return name
    return None


@kept
def find_sources(text: str) -> list[SourceMatch]:
    """Media named in ``text``, longest match first, in order, without overlap.

    A doubtful short name counts if the full name stands in the text too, if "the" is before it
    and it is known by that, or if a word beside it says what it is ("the daily Dawn", "Time
    magazine", "SPA reported"). "The Journal" counts for the last paper so named before it.
    """
    words = runs(text)
    hits = [
        hit
        for hit in _lexicon().find(text, words)
        if capitals_kept(hit.form, text[hit.start : hit.end]) and not _numbered(text, hit)
    ]
    firm = {s.source.name: hit.start for hit in reversed(hits) for s in hit.value if _firm(s)}
    seen: dict[str, int] = {}
    found = []
    for hit in hits:
        source = _meant(text, words, hit, firm, seen)
        if source:
            seen[source.name] = hit.start
            found.append(_match(hit, source))
    return found


def _firm(sense: _Sense) -> bool:
    return sense.trust == "firm"


def _numbered(text: str, hit: Hit[tuple[_Sense, ...]]) -> bool:
    """Whether a figure or a letter is joined to the name, as in a designation ("AP-1")."""
    tail = text[hit.end : hit.end + 2]
    return tail[:1].isalnum() or (tail[:1] in ("-", "/") and tail[1:].isdigit())


def _match(hit: Hit[tuple[_Sense, ...]], source: NewsSource) -> SourceMatch:
    return SourceMatch(hit.start, hit.end, source.name, source.kind, source.country, source.owner)


def _meant(
    text: str,
    words: Sequence[Run],
    hit: Hit[tuple[_Sense, ...]],
    firm: dict[str, int],
    seen: dict[str, int],
) -> NewsSource | None:
    """The medium that a hit stands for here: its firm sense, an echo, or a sense with a cue."""
    for sense in hit.value:
        if _firm(sense):
            return sense.source
    if part_of_longer(text, words, hit.first, hit.last) and not _noun_after(text, words, hit):
        return None
    thing = _modifies(text, words, hit)
    article = not thing and hit.first > 0 and words[hit.first - 1].key == "the"
    echoed = [s.source for s in hit.value if s.source.name in firm and _echoes(s, hit, article)]
    if echoed:
        return max(echoed, key=lambda s: (seen.get(s.name, -1), -firm[s.name]))
    for sense in hit.value:
        if sense.trust == "article" and article:
            return sense.source
        if sense.trust != "echo" and _cued(text, words, hit, sense.source.kind):
            return sense.source
    return None


def _echoes(sense: _Sense, hit: Hit[tuple[_Sense, ...]], article: bool) -> bool:
    """Whether a short form may repeat a full name: a paper's needs its article ("the Post")."""
    agency = sense.source.kind == "agency" or hit.form.isupper()
    return article or (sense.trust == "cue" and agency)


def _modifies(text: str, words: Sequence[Run], hit: Hit[tuple[_Sense, ...]]) -> bool:
    """Whether the word says what sort of thing follows ("the Guardian drones", "Sun-like")."""
    following = next(after(text, words, hit.last, 1), None)
    hyphen = text[hit.end : hit.end + 1] in ("-", "‐", "‑")
    return hyphen or (following is not None and following.key in _THINGS)


def _noun_after(text: str, words: Sequence[Run], hit: Hit[tuple[_Sense, ...]]) -> bool:
    return any(w.key in _MEDIA_NOUNS for w in after(text, words, hit.last, 1))


def _cued(text: str, words: Sequence[Run], hit: Hit[tuple[_Sense, ...]], kind: Kind) -> bool:
    """Whether a word beside the name, or its place in a dateline, says that it is a medium.

    Verbs of saying need an agency's name in capitals: "Sun said" is a person's word.
    """
    following = [w.key for w in after(text, words, hit.last, 2)]
    leading = [w.key for w in before(text, words, hit.first, 2)] + ["", ""]
    if leading[0] in _MEDIA_NOUNS or not _MEDIA_NOUNS.isdisjoint(following):
        return True
    if leading[0] in {"of", "for", "and"}:  # "the Ministry of Foreign Affairs reported"
        return False
    if kind == "agency" and (leading[0] in _TO_WIRES or _DATELINE.match(text, hit.end)):
        return True
    capitals = kind == "agency" and text[hit.start : hit.end].isupper()
    if following and following[0] in (_REPORTS | _SAYS if capitals else _REPORTS):
        return True
    return leading[0] in {"by", "in"} and leading[1] in _LEADS
