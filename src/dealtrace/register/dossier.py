"""What all tellings of one deal come to, every value with who says it and where.

**Which value is preferred**: the one a person set; else the one told at the furthest stage (a
signed contract's price before a rumour's), then the one told without "plans to" or "may", the one
with more independent origins, the one told last, and at last the larger. Stage: see
:func:`_stages`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from dealtrace.register.arms import items
from dealtrace.register.model import COURSE, Dossier, Json, StageStep, Telling, Told, Voice
from dealtrace.register.roots import roots, voices_of

T = TypeVar("T")
V = TypeVar("V")

FIRMNESS = {
    "considered": 0,
    "denied": 0,
    "negotiating": 1,
    "announced": 2,
    "approved": 3,
    "cancelled": 3,
    "signed": 4,
    "financed": 5,
    "in delivery": 6,
    "delivered": 7,
}
"""How far a deal must have come for its facts to be settled as a telling at that stage has them."""

_SAME_SUM = 0.01  # of the larger: "€38 million" and "€38.1 million"


def dossier(tellings: Sequence[Telling]) -> Dossier:
    """Return the dossier of one deal's tellings; it depends on nothing else, nor on their order."""
    ordered = sorted(tellings, key=lambda telling: telling.order)
    origins = voices_of(ordered)
    gather = Gathering(ordered, {voice: [name for name, _ in o] for voice, o in origins.items()})
    stages = gather.stages()
    return Dossier(
        id=ordered[0].slug,
        supplier=_parties(ordered, "supplier"),
        recipient=_parties(ordered, "recipient"),
        kinds=gather.kinds(),
        items=items(ordered, gather.told),
        values=gather.sums(),
        financing=gather.financing(),
        stages=stages,
        history=_history(ordered),
        stage_date=_stage_date(ordered, stages),
        hedged=_hedged(ordered, stages),
        says=_speakers(map(Telling.voice, ordered)),
        roots=roots(ordered, {slug: o for (slug, part), o in origins.items() if not part}),
        tellings=tuple(ordered),
    )


class Gathering:
    """Collects the values told of a deal into lists with the preferred one first."""

    def __init__(
        self, tellings: Sequence[Telling], origins: Mapping[tuple[str, str], Sequence[str]]
    ) -> None:
        self.tellings = tellings
        self.origins = origins

    def told(self, groups: Iterable[tuple[V, Sequence[Voice]]]) -> tuple[Told[V], ...]:
        """Return each value with its voices summed up, preferred first."""
        made = [(self._sum_up(value, who), self._weight(who)) for value, who in groups]
        made.sort(key=lambda pair: (pair[1], repr(pair[0].value)), reverse=True)
        return tuple(told for told, _ in made)

    def _sum_up(self, value: V, who: Sequence[Voice]) -> Told[V]:
        told_in = [voice.telling.report for voice in who]
        days = [report.published for report in told_in if report.published]
        return Told(
            value,
            _speakers(who),
            tuple(dict.fromkeys(report.key for report in told_in)),
            min(days, default=None),
            max(days, default=None),
            tuple(dict.fromkeys(self._origins(who))),
        )

    def _origins(self, who: Sequence[Voice]) -> Iterator[str]:
        return (name for voice in who for name in self.origins.get(voice.name, ()))

    def _weight(self, who: Sequence[Voice]) -> tuple[int, bool, int, dt.date]:
        """How much stands behind a value: stage, firmness, independent origins, the last day."""
        tellings = [voice.telling for voice in who]
        furthest = max(FIRMNESS[t.deal["stage"]] for t in tellings)
        firm = any(not t.deal["hedged"] for t in tellings)
        last = max((t.report.published or dt.date.min for t in tellings), default=dt.date.min)
        return furthest, firm, len(set(self._origins(who))), last

    def kinds(self) -> tuple[Told[str], ...]:
        """Return the kinds told; "unspecified" only where nothing else is."""
        groups = _by(map(Telling.voice, self.tellings), lambda v: str(v.telling.deal["kind"]))
        if len(groups) > 1:
            groups.pop("unspecified", None)
        return self.told(groups.items())

    def sums(self) -> tuple[Told[Mapping[str, Any]], ...]:
        """Return the prices told, sums that differ by less than 1 % in one currency as one."""
        told = [(t.deal["value"], t.voice("value")) for t in self.tellings if t.deal["value"]]
        groups = _alike(told, lambda a, b: same_sum(a, b))
        return self.told((_commonest(values), who) for values, who in groups)

    def financing(self) -> tuple[Told[Mapping[str, Any]], ...]:
        """Return the ways of paying told; one without a sum joins one of its kind that has one."""
        told = [
            (way, t.voice(f"financing/{place}"))
            for t in self.tellings
            for place, way in enumerate(t.deal["financing"])
        ]
        told.sort(key=lambda pair: pair[0]["amount"] is None)
        groups = _alike(told, _same_financing)
        return self.told((_fullest(values), who) for values, who in groups)

    def stages(self) -> tuple[Told[str], ...]:
        """Return the stages told, the one that holds first: see :func:`_holds`."""
        voices = (t.voice("stage") for t in self.tellings)
        groups = _by(voices, lambda v: str(v.telling.deal["stage"]))
        made = self.told(groups.items())
        holds = _holds(self.tellings)
        return tuple(sorted(made, key=lambda told: told.value != holds))


def same_sum(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sums are of one currency and differ by less than 1 %."""
    a, b = one["amount"], other["amount"]
    if a is None or b is None or one["currency"] != other["currency"]:
        return False
    return bool(abs(a - b) <= _SAME_SUM * max(a, b))


def _same_financing(one: Json, other: Json) -> bool:
    loans = {"loan", "credit line"}
    kin = one["kind"] == other["kind"] or {one["kind"], other["kind"]} <= loans
    if not kin:
        return False
    return one["amount"] is None or other["amount"] is None or same_sum(one, other)


def _by(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


def _alike(
    told: Iterable[tuple[Json, Voice]], same: Callable[[Json, Json], bool]
) -> list[tuple[list[Json], list[Voice]]]:
    """Group values with the first group whose first value is the same."""
    groups: list[tuple[list[Json], list[Voice]]] = []
    for value, voice in told:
        home = next((g for g in groups if same(g[0][0], value)), None)
        if home is None:
            groups.append(([value], [voice]))
        else:
            home[0].append(value)
            home[1].append(voice)
    return groups


def _commonest(values: Sequence[Json]) -> Json:
    counts = Counter((v["amount"], v["currency"]) for v in values)
    (amount, currency), _ = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {"amount": amount, "currency": currency}


def _fullest(values: Sequence[Json]) -> Json:
    """Return what the values say together: the first that says something of each."""
    terms = [v["terms"] for v in values if v.get("terms")]
    return {
        "kind": values[0]["kind"],
        "lender": next((v["lender"] for v in values if v["lender"]), []),
        "borrower": next((v["borrower"] for v in values if v["borrower"]), []),
        "amount": values[0]["amount"],
        "currency": values[0]["currency"],
        "terms": {
            key: next((t[key] for t in terms if t.get(key) is not None), None)
            for key in ("rate", "years", "grace_years")
        }
        if terms
        else None,
    }


def _parties(tellings: Sequence[Telling], side: str) -> tuple[str, ...]:
    """Return the states that a third of those who name any name, most named first."""
    naming = [t.deal[side] for t in tellings if t.deal[side]]
    counts = Counter(code for codes in naming for code in codes)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(code for code in ranked if counts[code] * 3 >= len(naming))


def _speakers(voices: Iterable[Voice]) -> tuple[str, ...]:
    """Return who is said to say so, each name once, as first written."""
    found: dict[Hashable, str] = {}
    for voice in voices:
        for name in voice.says:
            found.setdefault(name.casefold().removeprefix("the "), name)
    return tuple(found.values())


def when(telling: Telling) -> str | None:
    """Return the day a telling's stage is told of: its own date, or the report's."""
    return telling.deal["stage_date"] or _published(telling)


def _holds(tellings: Sequence[Telling]) -> str:
    """Return the stage a deal has reached.

    It is the furthest that is told as done; where none is, the furthest told at all. It is
    cancelled, or denied, only if that is told later than all that goes further than talks.
    """
    firm = [t for t in tellings if not t.deal["hedged"]] or list(tellings)
    last = max(firm, key=lambda t: (when(t) or "", FIRMNESS[t.deal["stage"]], t.order))
    if last.deal["stage"] in {"cancelled", "denied"}:
        return str(last.deal["stage"])
    going = [t.deal["stage"] for t in firm if t.deal["stage"] not in {"cancelled", "denied"}]
    return max(going, key=COURSE.index) if going else str(last.deal["stage"])


def _history(tellings: Sequence[Telling]) -> tuple[StageStep, ...]:
    """Return every stage told, with its first day, in order of time.

    A stage is told by a report's deal as a whole, or in passing by one of its claims ("the
    agreement signed in May").
    """
    told: dict[str, list[tuple[str | None, Telling, bool]]] = {}
    for one in tellings:
        told.setdefault(one.deal["stage"], []).append((when(one), one, one.deal["hedged"]))
        for stage, day in one.steps:
            if stage != one.deal["stage"]:
                told.setdefault(stage, []).append((day or _published(one), one, False))
    steps = [_step(stage, lines) for stage, lines in told.items()]
    return tuple(sorted(steps, key=lambda s: (_latest(s.date), COURSE.index(s.stage))))


def _step(stage: str, lines: Sequence[tuple[str | None, Telling, bool]]) -> StageStep:
    days = sorted((day for day, _, _ in lines if day), key=_latest)
    reports = tuple(dict.fromkeys(t.report.key for _, t, _ in lines))
    return StageStep(stage, days[0] if days else None, reports, all(h for _, _, h in lines))


def _published(telling: Telling) -> str | None:
    published = telling.report.published
    return published.isoformat() if published else None


def _latest(date: str | None) -> str:
    """Return what a shortened date sorts by: a year is over when it is over."""
    return (date or "9999") + "-99-99"[: 10 - len(date or "9999")]


def _stage_date(tellings: Sequence[Telling], stages: Sequence[Told[str]]) -> str | None:
    """Return the fullest day told for the stage that holds; of several the first."""
    days = [t.deal["stage_date"] for t in tellings if t.deal["stage"] == stages[0].value]
    known = [day for day in days if day]
    return min(known, key=lambda day: (-len(day), day), default=None)


def _hedged(tellings: Sequence[Telling], stages: Sequence[Told[str]]) -> bool:
    return all(t.deal["hedged"] for t in tellings if t.deal["stage"] == stages[0].value)
