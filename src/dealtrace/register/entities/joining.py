"""Which forms of one block are one entity: a function of the forms, whatever their order.

Forms that the tables know come first; then names join from the one that says most to the one that
says least, and a name joins only where there is just one it can mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dealtrace.knowledge.countries import country as state
from dealtrace.register.entities.officeholders import KnownPerson, known, plain_office
from dealtrace.register.entities.persons import PersonName, agree, person_name
from dealtrace.register.entities.spelling import slug

_YEARS_FULL = 20  # so far apart may reports of one person be
_YEARS_BARE = 10  # and those that give only the family name
_SINGLE_SEATS = frozenset({"president", "prime minister", "foreign minister", "defence minister"})


@dataclass(frozen=True, slots=True)
class Row:
    """A form as the register has it; ``offices`` as reports put them."""

    id: int
    kind: str
    name: str
    folded: str
    country: str
    period: int
    office: str
    anchor: str
    family: str = ""
    offices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """An entity that forms of a block come to. ``key`` tells it from all others."""

    key: str
    kind: str
    name: str
    country: str | None
    family: str | None = None


def join(rows: Sequence[Row]) -> dict[int, Joined | None]:
    """Return for each form of one block the entity it means; None where that can't be told.

    Full names of persons depend on names of their own block only. For initials and family names
    alone ``rows`` must be those of the whole family.
    """
    people = [row for row in rows if row.kind == "person"]
    others = [row for row in rows if row.kind != "person"]
    return {**_join_people(people), **_join_others(others)}


@dataclass
class _Group:
    """Forms of one name from one time; a cluster of such groups is a person."""

    name: PersonName
    country: str
    office: str
    rows: list[Row]

    @property
    def periods(self) -> set[int]:
        return {row.period for row in self.rows}

    @property
    def offices(self) -> set[str]:
        return {plain_office(o) for row in self.rows for o in row.offices} | (
            {self.office} if self.office else set()
        )

    @property
    def rank(self) -> tuple[bool, int, bool, int, bool, PersonName, str, int]:
        """Names that say most come first."""
        tier = 2 if self.name.is_bare else 1 if not self.name.is_full else 0
        where = not self.country
        name = self.name
        return (
            where and tier == 2, tier, where, -name.weight, not self.office, name, self.office,
            min(self.periods),
        )  # fmt: skip


@dataclass
class _Cluster:
    """One person: the groups of forms that mean them, and who it is in the table, if there."""

    country: str
    known: KnownPerson | None = None
    names: list[PersonName] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def core(self) -> list[_Group]:
        """What the person goes by: full names and the table's, if there are any."""
        sure = [g for g in self.groups if g.name.is_full or any(r.anchor for r in g.rows)]
        return sure or self.groups

    @property
    def offices(self) -> set[str]:
        held = {term.office for term in self.known.terms} if self.known else set()
        return held.union(*(group.offices for group in self.groups))

    def takes(self, group: _Group) -> bool:
        """Whether a group can mean this person: by name, state, time and office."""
        if group.country and group.country != self.country:
            return False
        for name in self.names:
            if not agree(name, group.name):
                return False
        return self._near(group) and not self._holds_another(group)

    def _near(self, group: _Group) -> bool:
        limit = _YEARS_BARE if group.name.is_bare else _YEARS_FULL
        times = [(p, p) for g in self.groups for p in g.periods if p]
        if self.known:
            times += [
                (t.start.year if t.start else 0, t.end.year if t.end else 9999)
                for t in self.known.terms
            ]
        asked = {p for p in group.periods if p}
        return (
            not times
            or not asked
            or any(first - limit <= p <= last + limit for p in asked for first, last in times)
        )

    def _holds_another(self, group: _Group) -> bool:
        """Two in seats that only one can have, and never the same one."""
        mine = self.offices & _SINGLE_SEATS
        return group.office in _SINGLE_SEATS and bool(mine) and group.office not in mine

    def add(self, group: _Group) -> None:
        """Take a group in."""
        self.groups.append(group)
        if not group.name.is_bare or not self.names:
            self.names.append(group.name)


def _join_people(rows: Sequence[Row]) -> dict[int, Joined | None]:
    clusters: list[_Cluster] = list(_known_people(rows))
    lost: list[Row] = []
    for group in sorted(_groups(rows), key=lambda g: g.rank):
        fitting = _fitting(clusters, group)
        if len(fitting) == 1:
            fitting[0].add(group)
        elif group.name.is_bare and (fitting or not group.country):
            lost += group.rows
        else:
            clusters.append(_Cluster(group.country))
            clusters[-1].add(group)
    found: dict[int, Joined | None] = dict.fromkeys((row.id for row in lost), None)
    for cluster, joined in _named(clusters):
        found |= {row.id: joined for row in cluster.rows}
    return found


def _fitting(clusters: Iterable[_Cluster], group: _Group) -> list[_Cluster]:
    """Clusters a group can mean; of several those whose office it names."""
    if group.name.is_bare and not group.country:
        return []
    fitting = [c for c in clusters if c.takes(group)]
    if len(fitting) > 1 and group.office:
        fitting = [c for c in fitting if group.office in c.offices] or fitting
    return fitting


def _known_people(rows: Iterable[Row]) -> list[_Cluster]:
    by_person: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.anchor:
            by_person[row.country, row.anchor].append(row)
    clusters = []
    for (country, anchor), forms in sorted(by_person.items()):
        name = person_name(anchor, country)
        if name:
            cluster = _Cluster(country, known(anchor, country))
            cluster.add(_Group(name, country, "", forms))
            clusters.append(cluster)
    return clusters


def _groups(rows: Iterable[Row]) -> list[_Group]:
    """Forms by name, state and office, cut where no report speaks of them for long."""
    alike: dict[tuple[PersonName, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        name = None if row.anchor else person_name(row.folded, row.country)
        if name:
            alike[name, row.country, row.office].append(row)
    return [
        _Group(name, country, office, run)
        for (name, country, office), forms in alike.items()
        for run in _runs(forms)
    ]


def _runs(forms: list[Row]) -> list[list[Row]]:
    """Cut forms of one name at gaps in time; undated ones stay with a single run."""
    runs: list[list[Row]] = []
    for row in sorted((f for f in forms if f.period), key=lambda f: (f.period, f.id)):
        if not runs or row.period - runs[-1][-1].period > _YEARS_FULL:
            runs.append([])
        runs[-1].append(row)
    undated = [f for f in forms if not f.period]
    if undated and len(runs) == 1:
        runs[0].extend(undated)
    elif undated:
        runs.append(undated)
    return runs


def _named(clusters: Sequence[_Cluster]) -> list[tuple[_Cluster, Joined]]:
    """Give each person a key; where two have the same, the year of the first report is added."""
    by_key: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_key[_key(cluster)].append(cluster)
    named: list[tuple[_Cluster, Joined]] = []
    for key, same in by_key.items():
        same.sort(key=lambda c: (c.known is None, _first(c)))
        for number, cluster in enumerate(same):
            own = key if number == 0 and (cluster.known or len(same) == 1) else None
            own = own or f"{key}-{_first(cluster)}"
            taken = {joined.key for _, joined in named}
            own = own if own not in taken else f"{own}-{number}"
            joined = Joined(own, "person", _display(cluster), cluster.country or None)
            named.append((cluster, joined))
    return named


def _first(cluster: _Cluster) -> int:
    return min((p for g in cluster.core for p in g.periods if p), default=0)


def _key(cluster: _Cluster) -> str:
    """By the table's name, or the shortest full one: what is added to it later changes nothing."""
    if cluster.known:
        name = slug(cluster.known.name)
    else:
        best = min(cluster.core, key=lambda g: (not g.name.is_full, g.name.is_bare, g.name.weight))
        peers = [g for g in cluster.core if g.name.weight == best.name.weight]
        name = min(slug(r.folded) for g in peers for r in g.rows)
    office = cluster.groups[0].office.replace(" ", "-")
    parts = ("person", name, cluster.country.lower(), office)
    return "-".join(part for part in parts if part)[:64].rstrip("-")


def _display(cluster: _Cluster) -> str:
    """The fullest name as reports write it, with its accents; the table's if they have none."""
    weights = {r: g.name.weight for g in cluster.core for r in g.rows}
    full = [r for r in weights if slug(r.name) == slug(r.folded)]
    if cluster.known and not full:
        return cluster.known.name
    if cluster.known:
        return min((r.name for r in full), key=_plainness)
    return min(full or weights, key=lambda r: (-weights[r], _plainness(r.name))).name


def _plainness(name: str) -> tuple[int, bool, str]:
    return (-sum(not c.isascii() and c.isalpha() for c in name), name.isupper(), name)


def _join_others(rows: Sequence[Row]) -> dict[int, Joined | None]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.anchor, row.country].append(row)
    homes = [key for key in groups if key[1]]
    if ("", "") in groups and len(homes) == 1:
        groups[homes[0]] += groups.pop(("", ""))
    found: dict[int, Joined | None] = {}
    for (anchor, country), forms in groups.items():
        joined = _thing(anchor, country, forms)
        found |= {row.id: joined for row in forms}
    return found


def _thing(anchor: str, country: str, forms: list[Row]) -> Joined:
    kind = min((row.kind for row in forms), key=["company", "body"].index) if _org(forms) else (
        forms[0].kind
    )  # fmt: skip
    if kind == "state":
        return Joined(f"state-{anchor.lower()}", kind, state(anchor).name, anchor)
    name = anchor or min((row.name for row in forms), key=_plainness)
    parts = [kind, slug(anchor or re.sub(r"(\d) (?=[a-z])", r"\1", forms[0].folded))]
    if kind != "weapon" and country:
        parts.append(country.lower())
    family = next((row.family for row in forms if row.family), None)
    return Joined("-".join(parts)[:64].rstrip("-"), kind, name, country or None, family)


def _org(forms: list[Row]) -> bool:
    return all(row.kind in {"company", "body"} for row in forms)
