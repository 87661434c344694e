"""Grades of sources and of what they say: the Admiralty scale of NATO's AJP-2.1 (STANAG 2511).

Reliability (A to F) is the source's, credibility (1 to 6) the information's; the one does not
follow from the other. Both are worked out by rules that say why, and a person's grade of a source
goes before the table's. ``docs/sources.md`` says it for people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dealtrace.register.model import Root
from dealtrace.register.source_names import identify, tabled_media

_OLD = 2.0  # years after which what was only planned is doubtful if nobody came back to it


class Reliability(StrEnum):
    """How far a source has shown itself to be trusted."""

    COMPLETELY = "A"
    USUALLY = "B"
    FAIRLY = "C"
    NOT_USUALLY = "D"
    UNRELIABLE = "E"
    UNKNOWN = "F"

    @property
    def meaning(self) -> str:
        """The scale's words for it."""
        return _RELIABILITY[self]

    @property
    def counts(self) -> bool:
        """Whether its word can confirm another's: A to D."""
        return self < Reliability.UNRELIABLE

    @property
    def trusted(self) -> bool:
        """Whether its word alone makes a thing probable: A and B."""
        return self <= Reliability.USUALLY


class Credibility(StrEnum):
    """How far what is said is borne out by what else is known."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNJUDGED = "6"

    @property
    def meaning(self) -> str:
        """The scale's words for it."""
        return _CREDIBILITY[self]


_RELIABILITY = {
    Reliability.COMPLETELY: "completely reliable",
    Reliability.USUALLY: "usually reliable",
    Reliability.FAIRLY: "fairly reliable",
    Reliability.NOT_USUALLY: "not usually reliable",
    Reliability.UNRELIABLE: "unreliable",
    Reliability.UNKNOWN: "reliability can't be judged",
}
_CREDIBILITY = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLE: "probably true",
    Credibility.POSSIBLE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.UNJUDGED: "truth can't be judged",
}
# Speakers that are no media: a body answers for its words, a person for less.
_OF_KIND = {
    "official": Reliability.USUALLY,
    "document": Reliability.USUALLY,
    "person": Reliability.FAIRLY,
}


@dataclass(frozen=True, slots=True)
class Grade:
    """Credibility of one value, the best reliability behind it, and one sentence that says why."""

    reliability: Reliability
    credibility: Credibility
    why: str

    def __str__(self) -> str:
        """As the scale is written: "B2"."""
        return f"{self.reliability}{self.credibility}"


def default_reliability(name: str, kind: str) -> Reliability:
    """Return the grade of a source that nobody has graded.

    ``kind`` is a link's. Media have their letter in the table of publishers; official bodies and
    documents are B, persons C; who is not in the table, or has no name, is F.
    """
    source = identify(name, kind)
    if source is None:
        return Reliability.UNKNOWN
    known = tabled_media().get(source.name) if source.sort == "medium" else None
    if known is not None:
        return Reliability(known.reliability)
    return _OF_KIND.get(source.kind, Reliability.UNKNOWN)


def reliabilities(
    sources: Iterable[Root], given: Mapping[str, Reliability] | None = None
) -> dict[str, Reliability]:
    """Return the grade of each source by name; a person's (``given``, by name) goes first."""
    by_person = given or {}
    return {s.name: by_person.get(s.name, default_reliability(s.name, s.kind)) for s in sources}


def credibility(
    origins: Collection[str],
    grades: Mapping[str, Reliability],
    *,
    against: Collection[str] = (),
    denied_by: Collection[str] = (),
    hedged: bool = False,
    silent_years: float = 0.0,
) -> Grade:
    """Grade one value of a deal by the origins it rests on and by what is told beside it.

    ``origins`` and ``against`` name the independent origins of this value and of those at odds with
    it; ``denied_by`` the officials who deny it; ``hedged`` says that it is told only as planned or
    possible; ``silent_years`` is how long nobody has told it. ``grades`` has the reliability of
    each origin; one that is missing is F.
    """
    case = _Case(frozenset(origins), frozenset(against), grades, hedged, silent_years)
    found, why = case.denied(sorted(denied_by)) if denied_by else case.judged()
    return Grade(case.best, found, why)


@dataclass(frozen=True, slots=True)
class _Case:
    origins: frozenset[str]
    against: frozenset[str]
    grades: Mapping[str, Reliability]
    hedged: bool
    silent_years: float

    def grade(self, name: str) -> Reliability:
        return self.grades.get(name, Reliability.UNKNOWN)

    def counting(self, names: frozenset[str]) -> list[str]:
        return sorted(name for name in names if self.grade(name).counts)

    @property
    def best(self) -> Reliability:
        return min(map(self.grade, self.origins), default=Reliability.UNKNOWN)

    def denied(self, by: list[str]) -> tuple[Credibility, str]:
        """An official denial: it outweighs one origin; two independent ones it puts in doubt."""
        voices = self.counting(self.origins - set(by))
        if len(voices) > 1:
            return Credibility.DOUBTFUL, f"Denied by {_listed(by)}, but told by {_listed(voices)}."
        return Credibility.IMPROBABLE, f"Denied by {_listed(by)}."

    def judged(self) -> tuple[Credibility, str]:
        voices, others = self.counting(self.origins), self.counting(self.against - self.origins)
        if not voices:
            return self._unsupported(others)
        if others and len(others) >= len(voices):
            why = f"At odds with {_listed(others)}; this rests on {_listed(voices)}."
            return Credibility.DOUBTFUL, why
        if self.hedged and self.silent_years >= _OLD:
            why = f"Told only as planned or possible, and not for {self.silent_years:.0f} years."
            return Credibility.DOUBTFUL, why
        return self._alone(voices[0]) if len(voices) == 1 else self._together(voices, others)

    def _unsupported(self, others: list[str]) -> tuple[Credibility, str]:
        """Nobody behind it whose word has weight: unreliable is doubtful, and improbable where
        others tell otherwise; unknown is open."""
        known = sorted(n for n in self.origins if self.grade(n) is Reliability.UNRELIABLE)
        told = f"Told only by {_listed(known)}, unreliable by grade" if known else ""
        if known and others:
            return Credibility.IMPROBABLE, f"{told}; at odds with {_listed(others)}."
        if known:
            return Credibility.DOUBTFUL, f"{told}."
        return Credibility.UNJUDGED, "Nobody behind it can be judged."

    def _together(self, voices: list[str], others: list[str]) -> tuple[Credibility, str]:
        told = f"Told by {len(voices)} independent origins ({_listed(voices)})"
        if others:
            return Credibility.PROBABLE, f"{told}; at odds with {_listed(others)}."
        if self.hedged:
            return Credibility.PROBABLE, f"{told}, as planned or possible."
        return Credibility.CONFIRMED, f"{told}."

    def _alone(self, name: str) -> tuple[Credibility, str]:
        grade = self.grade(name)
        rests = f"Rests on {name} alone ({grade}, {grade.meaning})"
        if self.hedged:
            return Credibility.POSSIBLE, f"{rests}, told as planned or possible."
        found = Credibility.PROBABLE if grade.trusted else Credibility.POSSIBLE
        return found, f"{rests}."


def _listed(names: list[str]) -> str:
    shown = names[:3] + ([f"{len(names) - 3} more"] if len(names) > 3 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
