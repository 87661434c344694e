"""The whole reading of one report: annotate, find the cast, make claims, join them to deals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.claims import casting
from dealtrace.claims.deals.build import deals
from dealtrace.claims.deals.events import credit_events
from dealtrace.claims.deals.financing import apart, credits_of
from dealtrace.claims.deals.parties import with_parties
from dealtrace.claims.engine import Frame, claim_of, frames, without_doubles
from dealtrace.claims.holders import Tenure, holders_of, tenures, with_countries, with_titles
from dealtrace.claims.model import Claim, Deal, Financing, Reading
from dealtrace.claims.scene import Scene
from dealtrace.claims.statements import statements
from dealtrace.intake.report import Report
from dealtrace.language import annotate


def read(report: Report, nlp: Language) -> Reading:
    """Return all that the report says, as far as the program can tell.

    ``nlp`` is what ``dealtrace.language.load`` returns.
    """
    return read_doc(report, annotate(nlp, report))


def read_doc(report: Report, doc: Doc) -> Reading:
    """Return the reading of an annotated document."""
    scene, found = staged(doc, report)
    made = made_claims(scene)
    traded = deals(scene, made)
    credited = apart(credits_of(scene, credit_events(scene, made)), traded)
    made = without_doubles(scene, with_parties(made, traded))
    kept = {claim.id for _, claim in made}
    return Reading(
        report=report,
        deals=tuple(_with_claims(deal, kept) for deal in traded),
        credits=tuple(_paid_by(f, kept) for _, f in credited),
        claims=_numbered(scene, made),
        holders=tuple(holders_of(scene, found)),
    )


def _with_claims(deal: Deal, kept: set[str]) -> Deal:
    """Leave only claims the reading keeps."""
    claims = tuple(c for c in deal.claims if c in kept)
    return replace(deal, claims=claims, financing=tuple(_paid_by(f, kept) for f in deal.financing))


def _paid_by(financing: Financing, kept: set[str]) -> Financing:
    return replace(financing, claims=tuple(c for c in financing.claims if c in kept))


def staged(doc: Doc, report: Report) -> tuple[Scene, list[Tenure]]:
    """Return the document's scene, its people with their states, and who holds which office."""
    scene = casting.stage(doc, report)
    found = tenures(scene)
    with_countries(scene, found)
    with_titles(scene, found)
    return scene, found


def made_claims(scene: Scene) -> list[tuple[Frame, Claim]]:
    """Return the claims that rules make, each with the frame it comes from."""
    return [(f, claim_of(scene, f, n)) for n, f in enumerate(frames(scene), 1)]


def _numbered(scene: Scene, made: list[tuple[Frame, Claim]]) -> tuple[Claim, ...]:
    """Join frames' claims and statements; ids keep the frames' numbers first."""
    taken: dict[int, list[Claim]] = defaultdict(list)
    for frame, claim in made:
        taken[scene.sentence_number(frame.token.i)].append(claim)
    first = [claim for _, claim in made]
    said = statements(scene, taken)
    last = max((int(c.id[1:]) for c in first), default=0)
    rest = [replace(c, id=f"c{last + n}") for n, c in enumerate(said, 1)]
    return tuple(sorted([*first, *rest], key=lambda c: (c.evidence[0].start, c.trigger or (0, 0))))
