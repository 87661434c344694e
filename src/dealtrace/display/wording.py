"""How values are put into words, the same on the terminal and on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dealtrace.claims.model import (
    Actor,
    Claim,
    ClaimType,
    Deal,
    Financing,
    Modality,
    Money,
    Source,
    SourceKind,
    Terms,
    When,
)
from dealtrace.intake.report import Report
from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.cues import direction, thing_needed

# C0 and C1 controls would let a hostile text steer the terminal; direction overrides would let it
# show words in another order than they stand.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_LONGEST_QUOTE = 600

GROUPS: tuple[tuple[ClaimType, str], ...] = (
    (ClaimType.TRANSFER, "Arms transfers"),
    (ClaimType.CREDIT, "Credit"),
    (ClaimType.AGREEMENT, "Agreements"),
    (ClaimType.MEETING, "Meetings"),
    (ClaimType.VISIT, "Visits"),
    (ClaimType.SUPPLY, "Supply and aid"),
    (ClaimType.BASE, "Bases and deployments"),
    (ClaimType.SANCTION, "Sanctions and pressure"),
    (ClaimType.STATEMENT, "Statements"),
    (ClaimType.DENIAL, "Denials"),
    (ClaimType.ROLE, "Offices"),
)
"""The order and headings in which claims are shown."""

_FIRMNESS = {
    Modality.ASSERTED: "said as fact",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.DENIED: "denied",
}


def printable(text: str) -> str:
    """Return ``text`` without characters that steer a terminal or reorder words."""
    # Most texts have none, which is found out more quickly so than by looking for each.
    return text if text.isprintable() else _CONTROL.sub("", text)


def clean(text: str) -> str:
    """Return ``text`` printable and on one line."""
    return printable(_SPACE.sub(" ", text)).strip()


def quote(text: str, limit: int = _LONGEST_QUOTE) -> str:
    """Return a sentence of a report cleaned, cut at a word after ``limit`` characters."""
    text = clean(text)
    return text if len(text) <= limit else text[:limit].rpartition(" ")[0] + " …"


def title(report: Report) -> str:
    """Return the report's title, or what else names it."""
    return clean(report.title or report.path or report.url or report.id)


def origin(report: Report) -> list[str]:
    """Return publisher, date, and file or address, as far as known."""
    date = f"{report.published.day} {report.published:%B %Y}" if report.published else None
    place = report.url or report.path
    known = (report.publisher or "publisher unknown", date or "date unknown", place)
    return [clean(part) for part in known if part]


def state(code: str) -> str:
    """Return the name of the state or organisation ``code`` stands for; itself if unknown."""
    country = countries().get(code)
    return country.name if country else clean(code)


def states(codes: Iterable[str]) -> str:
    """Return states in words: "Russia", "Russia and Belarus", or "unknown" for none."""
    return listed(state(code) for code in codes) or "unknown"


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does: "a", "a and b", "a, b and c"."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def amount(value: float | None, currency: str | None) -> str:
    """Return a sum with grouped digits: "USD 50,000,000"; "amount unknown" for None."""
    if value is None:
        return "amount unknown"
    digits = f"{value:,.2f}".removesuffix(".00")
    return f"{currency or 'currency unknown'} {digits}"


def money(value: Money) -> str:
    """Return a sum as firmly as the report gives it: "about", "up to"."""
    limit = "up to " if value.at_most else "about " if value.approximate else ""
    return limit + amount(value.amount, value.currency)


def terms(value: Terms) -> str:
    """Return loan terms: "3% a year, over 10 years, 2 years of grace"."""
    parts = (
        (value.rate, "{:g}% a year"),
        (value.years, "over {:g} years"),
        (value.grace_years, "{:g} years of grace"),
    )
    return ", ".join(form.format(number) for number, form in parts if number is not None)


def financing(value: Financing) -> str:
    """Return one way of paying in words: "loan of USD 50,000,000 from Russia to Cuba"."""
    words = [value.kind.value]
    if value.amount is not None:
        words.append(f"of {amount(value.amount, value.currency)}")
    if value.lender:
        words.append(f"from {states(value.lender)}")
    if value.borrower:
        words.append(f"to {states(value.borrower)}")
    said = terms(value.terms) if value.terms else ""
    return " ".join(words) + (f" ({said})" if said else "")


def parties(deal: Deal) -> str:
    """Return who supplies whom: "Russia → Cuba"."""
    return f"{states(deal.supplier)} → {states(deal.recipient)}"


def standing(deal: Deal) -> str:
    """Return stage, date and how firm: "announced, 2018-10-30, not yet certain"."""
    firmness = "planned or possible" if deal.hedged else "said as fact"
    return ", ".join(part for part in (deal.stage.value, deal.stage_date, firmness) if part)


def chain(sources: Sequence[Source]) -> str:
    """Return who says so, outermost first: "Daily, citing officials (unnamed)"."""
    return ", citing ".join(_speaker(source) for source in sources)


def _speaker(source: Source) -> str:
    return clean(source.name) + (" (unnamed)" if source.kind is SourceKind.ANONYMOUS else "")


def said_by(claim: Claim) -> str:
    """Return the chain behind a claim; empty where it only repeats who the claim's speaker is."""
    speakers = {name for who in claim.roles.get("speaker", ()) for name in (who.name, who.entity)}
    if len(claim.attribution) == 1 and claim.attribution[0].name in speakers:
        return ""
    return chain(claim.attribution)


def speakers(deal: Deal, claims: Iterable[Claim]) -> list[str]:
    """Return who says so, a line each: the claims' chains, and names that are in none of them."""
    attributions = [claim.attribution for claim in claims if claim.attribution]
    chained = {source.name for sources in attributions for source in sources}
    alone = [clean(name) for name in deal.says if name not in chained]
    return [*dict.fromkeys([*map(chain, attributions), *alone])] or ["the report itself"]


def firmness(modality: Modality) -> str:
    """Return a modality in words."""
    return _FIRMNESS[modality]


def when(value: When) -> str:
    """Return a time as the report says it and as worked out: "this week (2018-10-29 to …)"."""
    worked_out = value.value.replace("/", " to ")
    text = clean(value.text)
    return worked_out if text == worked_out or not text else f"{text} ({worked_out})"


def actor(value: Actor) -> str:
    """Return an actor by its fullest name."""
    return clean(value.entity or value.name)


def roles(claim: Claim) -> list[tuple[str, str]]:
    """Return each role of the claim with its actors: ("lender", "Russia")."""
    return [(role.replace("_", " "), listed(map(actor, who))) for role, who in claim.roles.items()]


def _other_goods(claim: Claim) -> list[str]:
    """Return what else than arms is supplied, and which way it goes: "oil, falling"."""
    thing = thing_needed(claim.evidence[0].text) if claim.type is ClaimType.SUPPLY else None
    if thing is None:
        return []
    sentence, (start, end) = claim.evidence[0], claim.trigger or (0, 0)
    word = sentence.text[max(0, start - sentence.start) : max(0, end - sentence.start)]
    way = direction(f"{word} in")  # of the word that makes the claim: others may be of others
    return [f"{thing}, {way}" if way else thing]


def facts(claim: Claim) -> list[str]:
    """Return what the claim says beyond its roles: arms, sum, stage, time, place."""
    found = [clean(item.text) for item in claim.items] or _other_goods(claim)
    if claim.money:
        found.append(money(claim.money))
    if claim.stage:
        found.append(claim.stage.value)
    if claim.time:
        found.append(when(claim.time))
    if claim.place:
        found.append(clean(claim.place.name))
    return found
