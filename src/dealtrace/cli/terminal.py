"""A reading as a dossier on the terminal: deals first, then everything else the report claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dealtrace.claims.model import (
    Claim,
    Deal,
    Evidence,
    Financing,
    Item,
    Modality,
    OfficeHolder,
    Reading,
)
from dealtrace.cli import select
from dealtrace.cli.layout import fields, grid, heading, indent
from dealtrace.display import wording

_MODALITY_STYLE = {
    Modality.ASSERTED: "green",
    Modality.PLANNED: "yellow",
    Modality.POSSIBLE: "yellow",
    Modality.DENIED: "red",
}


def dossier(reading: Reading) -> RenderableType:
    """Return the whole dossier of one report."""
    parts: list[RenderableType] = [_header(reading)]
    for number, deal in enumerate(reading.deals, 1):
        parts += _deal(reading, deal, number)
    if reading.credits:
        parts.append(heading("Credits outside these deals"))
        for credit in reading.credits:
            parts += _credit(reading, credit)
    parts += _other_claims(reading)
    if reading.holders:
        parts += [heading("Who holds which office"), indent(_holders(reading.holders))]
    if len(parts) == 1:
        parts.append(indent(Text("Nothing found: no deal, credit or other claim.")))
    return Group(*parts, Text())


def _header(reading: Reading) -> RenderableType:
    report = reading.report
    lines = [
        Text(wording.title(report), "bold"),
        Text(" · ".join(wording.origin(report)), "dim"),
        *(Text(wording.clean(note), "yellow") for note in report.notes),
    ]
    return Group(Rule(style="dim"), *lines)


def _deal(reading: Reading, deal: Deal, number: int) -> list[RenderableType]:
    claims = select.claims_of(reading, deal)
    parties = Text.assemble(
        (f"DEAL {number}  ", "bold cyan"), (wording.parties(deal), "bold"), f"  {deal.kind.value}"
    )
    return [
        Text(),
        parties,
        indent(fields(_deal_fields(deal, claims))),
        *_evidence_block(claims),
    ]


def _deal_fields(deal: Deal, claims: Sequence[Claim]) -> list[tuple[str, RenderableType]]:
    stage_style = "yellow" if deal.hedged else "green"
    found: list[tuple[str, RenderableType]] = [("Stage", Text(wording.standing(deal), stage_style))]
    if deal.items:
        found.append(("Items", _items(deal.items)))
    found.append(("Value", Text(wording.money(deal.value) if deal.value else "not given")))
    found += [("Paid by", Text(wording.financing(financing))) for financing in deal.financing]
    found.append(("Says who", Text("\n".join(wording.speakers(deal, claims)))))
    return found


def _items(items: Iterable[Item]) -> Table:
    table = grid()
    for item in items:
        number = f"× {item.quantity:,}" if item.quantity is not None else ""
        kind = (item.cls.value, wording.clean(item.designation or ""), number)
        table.add_row(wording.clean(item.text), Text(", ".join(filter(None, kind)), "dim"))
    return table


def _credit(reading: Reading, credit: Financing) -> list[RenderableType]:
    words = Text(wording.financing(credit), "bold")
    return [indent(words), *_evidence_block(select.claims_of(reading, credit))]


def _other_claims(reading: Reading) -> list[RenderableType]:
    claims = select.other_claims(reading)
    parts: list[RenderableType] = []
    for type_, name in wording.GROUPS:
        group = [claim for claim in claims if claim.type is type_]
        if group:
            parts += [heading(name), *_evidence_block(group)]
    return parts


def _evidence_block(claims: Sequence[Claim]) -> list[RenderableType]:
    """Show claims one by one, and under those that rest on the same sentences these, once."""
    table = grid("dim", no_wrap=True)
    for evidence, group in groupby(claims, lambda claim: claim.evidence):
        resting = [*group]
        for claim in resting:
            table.add_row(claim.id, _claim_line(claim))
        for stretch in evidence:
            table.add_row("", _sentence(stretch, resting))
    return [indent(table)] if claims else []


def _claim_line(claim: Claim) -> Text:
    roles = Text("; ").join(
        Text.assemble((f"{role} ", "dim"), who) for role, who in wording.roles(claim)
    )
    parts = [roles] if roles else []
    parts += map(Text, wording.facts(claim))
    parts.append(Text(wording.firmness(claim.modality), _MODALITY_STYLE[claim.modality]))
    if said := wording.said_by(claim):
        parts.append(Text.assemble(("says ", "dim"), said))
    return Text(" · ").join(parts)


def _sentence(evidence: Evidence, claims: Iterable[Claim]) -> Text:
    """Quote a sentence with the words that evoke the claims in bold."""
    sentence = Text(f"“{wording.quote(evidence.text)}”", "italic dim")
    words = {wording.clean(_within(claim.trigger, evidence)) for claim in claims if claim.trigger}
    for word in filter(None, words):
        sentence.highlight_regex(rf"\b{re.escape(word)}\b", "bold")
    return sentence


def _within(span: tuple[int, int], evidence: Evidence) -> str:
    start, end = (min(max(at - evidence.start, 0), len(evidence.text)) for at in span)
    return evidence.text[start:end]


def _holders(holders: Iterable[OfficeHolder]) -> Table:
    table = grid()
    for holder in holders:
        country = f", {wording.state(holder.country)}" if holder.country else ""
        office = Text(wording.clean(holder.office) + country)
        table.add_row(wording.clean(holder.person), office)
    return table
