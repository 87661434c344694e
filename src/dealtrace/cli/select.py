"""What of a reading is shown: all of it, or what passes the reader's own limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from dealtrace.claims.model import Claim, ClaimType, Deal, Financing, OfficeHolder, Reading

Part = TypeVar("Part", Deal, Financing, OfficeHolder)


def at_least(reading: Reading, score: float) -> Reading:
    """Leave out claims and deals under ``score`` (0..1), and what rests on such claims alone."""
    claims = tuple(claim for claim in reading.claims if claim.score >= score)
    kept = {claim.id for claim in claims}
    return replace(
        reading,
        claims=claims,
        deals=tuple(
            _restrict_deal(deal, kept)
            for deal in reading.deals
            if deal.score >= score and _rests_on(deal, kept)
        ),
        credits=tuple(_restrict(c, kept) for c in reading.credits if _rests_on(c, kept)),
        holders=tuple(_restrict(h, kept) for h in reading.holders if _rests_on(h, kept)),
    )


def claims_only(reading: Reading) -> Reading:
    """Leave out everything drawn together from claims: deals, credits, office holders."""
    return replace(reading, deals=(), credits=(), holders=())


def other_claims(reading: Reading) -> tuple[Claim, ...]:
    """Return the claims shown nowhere else: neither under a deal or credit nor as an office."""
    used = {claim.id for deal in reading.deals for claim in claims_of(reading, deal)}
    used |= {claim for credit in reading.credits for claim in credit.claims}
    offices = {claim for holder in reading.holders for claim in holder.claims}
    return tuple(
        claim
        for claim in reading.claims
        if claim.id not in used and not (claim.type is ClaimType.ROLE and claim.id in offices)
    )


def claims_of(reading: Reading, part: Deal | Financing) -> tuple[Claim, ...]:
    """Return the claims a deal (with its financing) or a credit rests on, in text order."""
    ids = set(part.claims)
    if isinstance(part, Deal):
        ids |= {claim for financing in part.financing for claim in financing.claims}
    return tuple(claim for claim in reading.claims if claim.id in ids)


def _rests_on(part: Deal | Financing | OfficeHolder, kept: set[str]) -> bool:
    return not part.claims or any(claim in kept for claim in part.claims)


def _restrict(part: Part, kept: set[str]) -> Part:
    return replace(part, claims=tuple(claim for claim in part.claims if claim in kept))


def _restrict_deal(deal: Deal, kept: set[str]) -> Deal:
    financing = tuple(_restrict(f, kept) for f in deal.financing if _rests_on(f, kept))
    return replace(_restrict(deal, kept), financing=financing)
