"""A report's text cut into paragraphs and pieces, for claims and asides to be marked over it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from dealtrace.claims.model import Claim, Evidence
from dealtrace.intake.report import Aside

Stretch = Evidence | Aside
Bounds = tuple[int, int]
T = TypeVar("T")

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n[^\S\n]*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which the same claims lie, and whether it is an aside."""

    text: str
    claims: tuple[Claim, ...]
    aside: str | None
    trigger: bool
    ends: tuple[Claim, ...]  # claims whose label is set after it


class Paragraph:
    """Characters ``start`` to ``end`` of a report, the claims over them, and those new here.

    ``begun`` are the claims not yet ``shown`` beside an earlier paragraph, for the margin.
    """

    def __init__(
        self,
        text: str,
        span: Bounds,
        claims: Sequence[Claim],
        asides: Sequence[Aside],
        shown: Container[str],
    ) -> None:
        self.text, (self.start, self.end) = text, span
        self.claims, self.asides = claims, asides
        new = (claim for claim in self.claims if claim.id not in shown)
        self.begun = sorted(new, key=lambda claim: claim.evidence[0].start)

    def pieces(self) -> list[Piece]:
        """Cut the paragraph wherever a claim, its evoking word or an aside begins or ends."""
        stretches: list[Stretch] = [*self.asides, *(e for c in self.claims for e in c.evidence)]
        cuts = {at for stretch in stretches for at in (stretch.start, stretch.end)}
        cuts |= {at for claim in self.claims for at in claim.trigger or ()}
        inner = sorted(cut for cut in cuts if self.start < cut < self.end)
        bounds = list(pairwise([self.start, *inner, self.end]))
        claims, asides = _claims_in(bounds, self.claims), _asides_in(bounds, self.asides)
        chips: dict[int, list[Claim]] = {}
        for claim in self.begun:
            chips.setdefault(self._chip_at(claim), []).append(claim)
        return [
            self._piece(*span, over, beside, chips.get(span[1], ()))
            for span, over, beside in zip(bounds, claims, asides, strict=True)
        ]

    def _piece(
        self,
        start: int,
        end: int,
        claims: Sequence[Claim],
        asides: Sequence[Aside],
        ends: Sequence[Claim],
    ) -> Piece:
        return Piece(
            text=self.text[start:end],
            claims=tuple(claims),
            aside=asides[0].kind.value if asides else None,
            trigger=any(c.trigger and c.trigger[0] < end and start < c.trigger[1] for c in claims),
            ends=tuple(ends),
        )

    def _chip_at(self, claim: Claim) -> int:
        """Where the claim's first evidence in this paragraph ends, or the paragraph does."""
        ends = (e.end for e in claim.evidence if _over(e, self.start, self.end))
        return min(next(ends), self.end)


def paragraphs(text: str, claims: Sequence[Claim], asides: Sequence[Aside]) -> Iterator[Paragraph]:
    """Give a text's paragraphs; each claim is new in the first that holds its evidence."""
    shown: set[str] = set()
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    over_each, beside_each = _claims_in(spans, claims), _asides_in(spans, asides)
    for span, over, beside in zip(spans, over_each, beside_each, strict=True):
        paragraph = Paragraph(text, span, over, beside, shown)
        shown |= {claim.id for claim in paragraph.begun}
        yield paragraph


def _claims_in(spans: Sequence[Bounds], claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return for each span the claims whose evidence reaches into it, in their order."""
    return _placed(spans, ((claim, claim.evidence) for claim in claims))


def _asides_in(spans: Sequence[Bounds], asides: Iterable[Aside]) -> list[list[Aside]]:
    """Return for each span the asides that reach into it, in their order."""
    return _placed(spans, ((aside, (aside,)) for aside in asides))


def _placed(
    spans: Sequence[Bounds], things: Iterable[tuple[T, Sequence[Stretch]]]
) -> list[list[T]]:
    """Return for each of ``spans`` (sorted, disjoint) the things a stretch of which lies over it.

    By bisection: a long report has thousands of each.
    """
    found: list[list[T]] = [[] for _ in spans]
    for thing, stretches in things:
        places: set[int] = set()
        for stretch in stretches:
            first = bisect_right(spans, stretch.start, key=lambda span: span[1])
            places.update(range(first, bisect_left(spans, stretch.end, key=lambda span: span[0])))
        for place in places:
            found[place].append(thing)
    return found


def _over(stretch: Stretch, start: int, end: int) -> bool:
    return stretch.start < end and start < stretch.end
