"""The independent origins behind what is told: voices are counted, not copies.

A report rests on whom its chains of speakers lead to. Where they lead to a medium whose own report
is among those given, that report is followed on; a copy rests on what its original rests on. So
fifteen outlets that cite one newspaper come to one origin. ``docs/sources.md`` says it for people.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from dealtrace.register.model import Json, ReportRef, Root, Telling
from dealtrace.register.source_names import (
    Source,
    identify,
    lacks_state,
    medium,
    tabled_media,
    with_state,
)

Origin = tuple[str, str]
Key = tuple[str, ...]
_LATE = dt.timedelta(days=1)  # a report may bear the day after that of one which cites it


def roots_of(tellings: Sequence[Telling]) -> dict[str, tuple[Origin, ...]]:
    """Return, by slug, the origins (name, kind) that each telling rests on, in order of name.

    The kinds are those of links. The result does not depend on the order of ``tellings``.
    """
    return {slug: found for (slug, part), found in voices_of(tellings).items() if not part}


def voices_of(tellings: Sequence[Telling]) -> dict[tuple[str, str], tuple[Origin, ...]]:
    """Return the origins of each telling as :func:`roots_of` does, by slug and "", and of those
    of its values that not all of its speakers stand behind, by slug and place."""
    web = _Web(sorted(tellings, key=lambda t: t.order))
    found = {
        (telling.slug, part): web.origins(telling, part)
        for telling in web.tellings
        for part in ("", *telling.backing)
    }
    names = _names(found.values())
    return {name: tuple(sorted({names[s.key] for s in sources})) for name, sources in found.items()}


def roots(
    tellings: Sequence[Telling], origins: Mapping[str, Sequence[Origin]] | None = None
) -> tuple[Root, ...]:
    """Return the origins of all tellings with the reports resting on each, most reports first.

    ``origins`` is what :func:`roots_of` gives for them, if it is known already.
    """
    reports: defaultdict[Origin, set[str]] = defaultdict(set)
    origins = roots_of(tellings) if origins is None else origins
    for telling in tellings:
        for origin in origins[telling.slug]:
            reports[origin].add(telling.report.key)
    found = [Root(name, kind, tuple(sorted(keys))) for (name, kind), keys in reports.items()]
    return tuple(sorted(found, key=lambda r: (-len(r.reports), r.name, r.kind)))


@lru_cache(maxsize=16384)
def outlet(report: ReportRef) -> Source:
    """Return the medium that brings a report: its publisher, or the host of its address."""
    host = (urlsplit(report.url or "").hostname or "").removeprefix("www.")
    named = medium(report.publisher) if report.publisher else None
    at_host = medium(host) if host else None
    for source in (named, at_host):
        if source is not None and source.name in tabled_media():
            return source
    if report.publisher:
        return named or Source("medium", (report.publisher,), report.publisher, "publisher")
    if host:
        return Source("medium", (host,), host, "publisher")
    return Source("medium", (report.key,), f"unnamed outlet ({report.key})", "publisher")


@dataclass(frozen=True)
class _Web:
    """Tellings and who of them leads to whom; ``tellings`` are sorted."""

    tellings: Sequence[Telling]

    @cached_property
    def originals(self) -> dict[str, list[Telling]]:
        """By the key of a text, the tellings of its original, or of the first of its copies."""
        by_text: defaultdict[str, list[Telling]] = defaultdict(list)
        for telling in self.tellings:
            by_text[_text_key(telling)].append(telling)
        return {
            text: [t for t in same if t.report.key == _first(text, same)]
            for text, same in by_text.items()
        }

    @cached_property
    def agencies(self) -> dict[str, Source]:
        """By the key of a text that several media bring, the one agency among them: it is its."""
        found: defaultdict[str, dict[Key, Source]] = defaultdict(dict)
        for telling in self.tellings:
            source = self.publishers[telling.report.key]
            if source.kind == "agency":
                found[_text_key(telling)][source.key] = source
        return {text: next(iter(by.values())) for text, by in found.items() if len(by) == 1}

    @cached_property
    def by_outlet(self) -> dict[Key, list[Telling]]:
        """Each medium's own tellings, in order."""
        table: defaultdict[Key, list[Telling]] = defaultdict(list)
        for same in self.originals.values():
            for telling in same:
                table[self.outlet(telling).key].append(telling)
        return {key: sorted(found, key=lambda t: t.order) for key, found in table.items()}

    @cached_property
    def outlets(self) -> dict[Key, Source]:
        """The outlets of all reports."""
        return {source.key: source for source in self.publishers.values()}

    @cached_property
    def publishers(self) -> dict[str, Source]:
        """By the key of a report, the medium that brings it."""
        return {t.report.key: outlet(t.report) for t in self.tellings}

    @cached_property
    def states(self) -> dict[tuple[str, ...], str]:
        """The state of bodies that somebody names with theirs, if all mean the same one."""
        found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for telling in self.tellings:
            for link in (link for chain in _chains(telling) for link in chain):
                source = _identify(link, telling)
                if source and source.sort == "body" and source.state:
                    found[source.words].add(source.state)
        return {words: next(iter(states)) for words, states in found.items() if len(states) == 1}

    def outlet(self, telling: Telling) -> Source:
        """The medium whose text the telling's report brings."""
        own = self.agencies.get(_text_key(telling)) if self.agencies else None
        return own or self.publishers[telling.report.key]

    def origins(self, telling: Telling, part: str = "") -> list[Source]:
        """Follow a telling, or the value at a place in it, to its ends; where it leads round in a
        circle, to the earliest in it."""
        waiting = self._same_place(telling)
        of_value = {t.slug: part for t in waiting if t.position == telling.position}
        seen: dict[str, Telling] = {}
        ends: dict[Key, Source] = {}
        while waiting:
            at = waiting.pop(0)
            if at.slug in seen:
                continue
            seen[at.slug] = at
            for source in self._direct(at, of_value.get(at.slug, "")):
                further = self._own_tellings(source, at)
                waiting.extend(further)
                if not further:
                    ends[source.key] = source
        if not ends:
            first = self.outlet(min(seen.values(), key=lambda t: t.order))
            ends[first.key] = first
        return sorted(ends.values(), key=lambda s: s.key)

    def _same_place(self, telling: Telling) -> list[Telling]:
        """The telling of the original that a copy's one is of; all of it where none fits."""
        same = self.originals[_text_key(telling)]
        return [t for t in same if t.position == telling.position] or list(same)

    def _own_tellings(self, source: Source, at: Telling) -> list[Telling]:
        """A cited medium's own latest tellings before the one that cites it."""
        if source.key == self.outlet(at).key:
            return []
        limit = at.report.published
        known = [
            t
            for t in self.by_outlet.get(source.key, ())
            if not (limit and t.report.published) or t.report.published <= limit + _LATE
        ]
        last = max((t.report.published or dt.date.min for t in known), default=None)
        return [t for t in known if (t.report.published or dt.date.min) == last]

    def _direct(self, telling: Telling, part: str) -> list[Source]:
        """The origins that a telling's own chains end with, or those behind the value at a place;
        its outlet where they name nobody."""
        own = self.outlet(telling)
        chains = [self._identified(chain, telling) for chain in _chains(telling, part)]
        cited = {s.key: s for chain in chains for s in chain if s and s.sort == "medium"}
        cited.pop(own.key, None)
        # "sources said" in a report that retells one medium: they are that medium's sources
        nobody = next(iter(cited.values())) if len(cited) == 1 else own
        ends = [_end(chain) or nobody for chain in chains if chain]
        return list({s.key: s for s in ends}.values()) or [own]

    def _identified(self, chain: Sequence[Json], telling: Telling) -> list[Source | None]:
        """Whom the links of a chain mean; a body without a state gets it where it is clear."""
        found: list[Source | None] = []
        passing = self.outlet(telling)
        for link in chain:
            source = self._as_outlet(link, _identify(link, telling))
            if source is not None and lacks_state(source):
                state = self._state(source, passing, telling)
                source = with_state(source, state, telling.report.published) if state else source
            passing = source if source and source.sort == "medium" else passing
            found.append(source)
        return found

    def _as_outlet(self, link: Json, source: Source | None) -> Source | None:
        """A speaker who bears the name of an outlet of one of the reports is that outlet."""
        if source is None or source.sort == "medium":
            return source
        named = medium(str(link["source"]))
        return self.outlets.get(named.key, source) if named else source

    def _state(self, source: Source, passing: Source, telling: Telling) -> str:
        """The state of "the ministry": that of the medium that passes it on, where a party; the
        one all others mean; the only party."""
        parties = {code for side in ("supplier", "recipient") for code in telling.deal[side]}
        known = tabled_media().get(passing.name)
        if known and known.country in parties:
            return known.country or ""
        if source.words in self.states:
            return self.states[source.words]
        return next(iter(parties)) if len(parties) == 1 else ""


def _text_key(telling: Telling) -> str:
    return telling.report.text_key or telling.report.key


def _first(text: str, same: Sequence[Telling]) -> str:
    """The key of the report whose tellings count for a text: the original, or the first copy."""
    keys = [t.report.key for t in same]
    return text if text in keys else keys[0]


def _chains(telling: Telling, part: str = "") -> list[Sequence[Json]]:
    """The chains that name somebody; without any, those to whom the deal is attributed."""
    chains: list[Sequence[Json]] = [chain for chain in telling.chains_behind(part) if chain]
    return chains or [[{"source": name, "kind": ""}] for name in telling.deal.get("says", ())]


def _identify(link: Json, telling: Telling) -> Source | None:
    return identify(str(link["source"]), str(link["kind"]), telling.report.published)


def _end(chain: Sequence[Source | None]) -> Source | None:
    """The innermost of a chain who is somebody."""
    return next((source for source in reversed(chain) if source is not None), None)


def _names(found: Iterable[Sequence[Source]]) -> dict[Key, Origin]:
    """Return the name and kind of each source; a short name of a person means the long one."""
    told = [source for sources in found for source in sources]
    full = _full_names({s.words for s in told if s.sort == "person"})
    groups: defaultdict[Key, list[Source]] = defaultdict(list)
    for source in told:
        groups[_merged_key(source, full)].append(source)
    best = {key: _best(same) for key, same in groups.items()}
    return {source.key: best[_merged_key(source, full)] for source in told}


def _merged_key(source: Source, full: Mapping[tuple[str, ...], tuple[str, ...]]) -> Key:
    words = full.get(source.words, source.words) if source.sort == "person" else source.words
    return (source.sort, source.state, *words)


def _full_names(people: set[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Map each person's name to the only longer one that holds it ("Lavrov", "Sergei Lavrov")."""
    full = {}
    for words in people:
        longer = sorted((o for o in people if set(words) < set(o)), key=lambda o: (len(o), o))
        if longer and all(set(o) <= set(longer[-1]) for o in longer):
            full[words] = longer[-1]
    return full


def _best(same: Sequence[Source]) -> Origin:
    """The name most used, of equals the longest; a sort of source that is surer than others."""
    counts = Counter(s.name for s in same)
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    kinds = {s.kind for s in same}
    return name, min(kinds, key=lambda k: (k not in {"agency", "official"}, k))
