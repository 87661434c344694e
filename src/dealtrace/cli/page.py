"""Readings as one self-contained page: each report's text with its claims marked over it.

The page needs nothing from anywhere else. Everything that comes from a report is escaped, and the
content security policy lets only this module's own style and script run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
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
    ends: tuple[Claim, ...]  # claims whose first evidence ends here: their marks are set here


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in its pieces, and the claims that begin in it, for the margin beside it."""

    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]


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


def paragraphs(reading: Reading) -> list[Paragraph]:
    """Cut the report's text into paragraphs and these where a claim or an aside begins or ends."""
    text = reading.report.text
    return [_paragraph(reading, *match.span()) for match in _PARAGRAPH.finditer(text)]


def _paragraph(reading: Reading, start: int, end: int) -> Paragraph:
    claims = [c for c in reading.claims if any(_over(e, start, end) for e in c.evidence)]
    asides = [aside for aside in reading.report.asides if _over(aside, start, end)]
    stretches: list[Stretch] = [*asides, *(e for claim in claims for e in claim.evidence)]
    cuts = {at for stretch in stretches for at in (stretch.start, stretch.end)}
    cuts |= {at for claim in claims for at in claim.trigger or ()}
    bounds = [start, *sorted(cut for cut in cuts if start < cut < end), end]
    text = reading.report.text
    pieces = tuple(_piece(text, claims, asides, a, b) for a, b in pairwise(bounds))
    begun = tuple(claim for claim in claims if start <= claim.evidence[0].start < end)
    return Paragraph(pieces, begun)


def _piece(
    text: str, claims: Iterable[Claim], asides: Iterable[Aside], start: int, end: int
) -> Piece:
    over = tuple(claim for claim in claims if any(_over(e, start, end) for e in claim.evidence))
    return Piece(
        text=text[start:end],
        claims=over,
        aside=next((aside.kind.value for aside in asides if _over(aside, start, end)), None),
        trigger=any(c.trigger and c.trigger[0] < end and start < c.trigger[1] for c in over),
        ends=tuple(claim for claim in over if claim.evidence[0].end == end),
    )


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
