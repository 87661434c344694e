"""Readings as one self-contained page: each report's text with its claims marked over it.

The page needs nothing from anywhere else. Everything that comes from a report is escaped, and the
content security policy lets only this module's own style and script run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import jinja2
from markupsafe import Markup

from dealtrace.claims.model import Claim, Evidence, Reading
from dealtrace.cli import select, wording
from dealtrace.intake.report import Aside

Stretch = Evidence | Aside

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
        reading: Reading,
        span: tuple[int, int],
        claims: Sequence[Claim],
        shown: Container[str],
    ) -> None:
        self.text = reading.report.text
        self.start, self.end = start, end = span
        self.claims = claims
        self.asides = [aside for aside in reading.report.asides if _over(aside, start, end)]
        new = (claim for claim in self.claims if claim.id not in shown)
        self.begun = sorted(new, key=lambda claim: claim.evidence[0].start)

    def pieces(self) -> list[Piece]:
        """Cut the paragraph wherever a claim, its evoking word or an aside begins or ends."""
        stretches: list[Stretch] = [*self.asides, *(e for c in self.claims for e in c.evidence)]
        cuts = {at for stretch in stretches for at in (stretch.start, stretch.end)}
        cuts |= {at for claim in self.claims for at in claim.trigger or ()}
        inner = sorted(cut for cut in cuts if self.start < cut < self.end)
        return [self._piece(*bounds) for bounds in pairwise([self.start, *inner, self.end])]

    def _piece(self, start: int, end: int) -> Piece:
        over = tuple(claim for claim in self.claims if _any_over(claim.evidence, start, end))
        asides = (aside.kind.value for aside in self.asides if _over(aside, start, end))
        return Piece(
            text=self.text[start:end],
            claims=over,
            aside=next(asides, None),
            trigger=any(c.trigger and c.trigger[0] < end and start < c.trigger[1] for c in over),
            ends=tuple(claim for claim in self.begun if self._chip_at(claim) == end),
        )

    def _chip_at(self, claim: Claim) -> int:
        """Where the claim's first evidence in this paragraph ends, or the paragraph does."""
        ends = (e.end for e in claim.evidence if _over(e, self.start, self.end))
        return min(next(ends), self.end)


def render(readings: Sequence[Reading]) -> str:
    """Return the page, HTML 5 in one string."""
    style, script = _asset("page.css"), _asset("page.js")
    return _template().render(
        readings=[(reading, paragraphs(reading)) for reading in readings],
        style=Markup(style),  # ours, not the report's: no escaping wanted
        script=Markup(script),
        policy=_policy(style, script),
        groups=wording.GROUPS,
        select=select,
        wording=wording,
    )


def paragraphs(reading: Reading) -> Iterator[Paragraph]:
    """Give the report's paragraphs; each claim is new in the first that holds its evidence."""
    shown: set[str] = set()
    spans = [match.span() for match in _PARAGRAPH.finditer(reading.report.text)]
    for span, claims in zip(spans, _claims_over(reading, spans), strict=True):
        paragraph = Paragraph(reading, span, claims, shown)
        shown |= {claim.id for claim in paragraph.begun}
        yield paragraph


def _claims_over(reading: Reading, spans: Sequence[tuple[int, int]]) -> list[list[Claim]]:
    """Return for each paragraph the claims whose evidence reaches into it, in their order."""
    over: list[list[Claim]] = [[] for _ in spans]
    for claim in reading.claims:
        places: set[int] = set()
        for evidence in claim.evidence:
            first = bisect_right(spans, evidence.start, key=lambda span: span[1])
            places.update(range(first, bisect_left(spans, evidence.end, key=lambda span: span[0])))
        for place in places:
            over[place].append(claim)
    return over


def _any_over(stretches: Iterable[Stretch], start: int, end: int) -> bool:
    return any(_over(stretch, start, end) for stretch in stretches)


def _over(stretch: Stretch, start: int, end: int) -> bool:
    return stretch.start < end and start < stretch.end


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (resources.files("dealtrace.cli") / "assets" / name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(_asset("page.html"))


def _printable(value: Any) -> Any:
    """Drop what no page should carry from every text put in; leave our own markup alone."""
    return wording.printable(value) if type(value) is str else value
