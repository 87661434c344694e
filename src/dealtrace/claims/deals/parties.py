"""Gives claims of a deal the parties their own sentence leaves out."""

from __future__ import annotations

from dataclasses import replace

from dealtrace.claims.engine import Frame
from dealtrace.claims.model import Actor, Claim, ClaimType, Deal
from dealtrace.knowledge.countries import country

_SIDES = {
    ClaimType.SUPPLY: ("supplier", "recipient"),
    ClaimType.CREDIT: ("lender", "borrower"),
    ClaimType.TRANSFER: ("donor", "recipient"),
    ClaimType.AGREEMENT: ("party", "counterpart"),
}


def with_parties(made: list[tuple[Frame, Claim]], deals: list[Deal]) -> list[tuple[Frame, Claim]]:
    """Fill open roles of supplies and credits from their deal; drop claims left without any."""
    deal_of = {claim: deal for deal in deals for claim in deal.claims}
    filled = [(f, _filled(c, deal_of.get(c.id) or (deals[0] if deals else None))) for f, c in made]
    return [(f, c) for f, c in filled if c.roles]


def _filled(claim: Claim, deal: Deal | None) -> Claim:
    if deal is None or claim.type not in _SIDES or (claim.roles and claim.id not in deal.claims):
        return claim
    roles = dict(claim.roles)
    named = {a.code for actors in roles.values() for a in actors}
    for role, codes in zip(_SIDES[claim.type], (deal.supplier, deal.recipient), strict=True):
        if role not in roles and not named & set(codes):
            roles[role] = tuple(Actor(country(c).name, country(c).name, c) for c in codes)
    return replace(claim, roles=roles)
