"""Credits: loans, credit lines, grants and write-offs, with their terms, from credit claims."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.events import Event
from dealtrace.claims.deals.sums import SumRole, role_of
from dealtrace.claims.model import ClaimType, Deal, Financing, FinancingKind, Terms
from dealtrace.claims.scene import ActorKind, MoneyMention, Scene

_NUMBER = r"(\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_RATE = re.compile(r"(?:interest|rate)[^.]{0,60}?" + _NUMBER + r"\s*(?:per\s?cent|percent|%)", re.I)
_RATE_FIRST = re.compile(_NUMBER + r"\s*(?:per\s?cent|percent|%)[^.]{0,25}?interest", re.I)
_GRACE = re.compile(
    _NUMBER + r"[\s-]*years?(?:'|’)?[\s-]*(?:of\s+|-?long\s+)?grace|grace[^.]{0,30}?" + _NUMBER
    + r"[\s-]*years?",
    re.I,
)  # fmt: skip
_TENOR = re.compile(
    r"(?:repa\w+|matur\w+|tenor|over|term|payable|within)[^.]{0,40}?" + _NUMBER
    + r"[\s-]*years?|" + _NUMBER + r"[\s-]*year[\s-]*(?:repayment|loan|credit|term|tenor|maturity)",
    re.I,
)  # fmt: skip


def credits_of(scene: Scene, events: Iterable[Event]) -> list[tuple[Event, Financing]]:
    """Return the financing each credit event tells of, same credits joined."""
    found: list[tuple[Event, Financing]] = []
    for event in events:
        if event.type is ClaimType.CREDIT or _mentions_credit(scene, event):
            financing = _financing(scene, event)
            same = next((n for n, (_, f) in enumerate(found) if _same(f, financing)), None)
            if same is None:
                found.append((event, financing))
            else:
                found[same] = (found[same][0], join(found[same][1], financing))
    return found


def apart(
    found: list[tuple[Event, Financing]], deals: Iterable[Deal]
) -> list[tuple[Event, Financing]]:
    """Return the credits that no deal is paid with and that say at least a sum or a side."""
    paid = [f for deal in deals for f in deal.financing]
    return [(e, f) for e, f in found if (f.amount or f.lender) and not _among(f, paid)]


def _among(credit: Financing, paid: Iterable[Financing]) -> bool:
    return any(
        set(credit.claims) & set(f.claims)
        or (credit.amount == f.amount and credit.currency == f.currency)
        or (credit.amount is None and set(credit.lender) & set(f.lender))
        for f in paid
    )


def _mentions_credit(scene: Scene, event: Event) -> bool:
    sentence = scene.sentences[event.sentence]
    sums = scene.sums_in(sentence)
    return any(role_of(scene, m) in {SumRole.CREDIT, SumRole.DEBT} for m in sums)


def credit_sum(scene: Scene, event: Event) -> float | None:
    """Return the sum of the loan or credit line an event's sentence tells of, None without."""
    sentence = scene.sentences[event.sentence]
    sums = scene.sums_in(sentence)
    lent = [m for m in sums if role_of(scene, m) is SumRole.CREDIT]
    near = min(lent, key=lambda m: scene.distance(event.token.i, m.head), default=None)
    return near.money.amount if near is not None else None


def _financing(scene: Scene, event: Event) -> Financing:
    sentence = scene.sentences[event.sentence]
    text = scene.text_of(sentence)
    kind = _kind(event, text.lower())
    money = _sum(scene, event, kind)
    lenders = event.suppliers or {
        a.name
        for a in (event.frame.roles.get("lender", ()) if event.frame else ())
        if a.kind in {ActorKind.ORG, ActorKind.BODY}
    }
    return Financing(
        kind,
        tuple(sorted(lenders)),
        tuple(sorted(event.recipients)),
        money.money.amount if money else None,
        money.money.currency if money else None,
        terms(text),
        (event.claim.id,) if event.claim else (),
    )


def _kind(event: Event, text: str) -> FinancingKind:
    own = event.token.lemma_.lower()
    if own in {"forgive", "write", "waive", "cancel", "write-off"} or re.search(
        r"\b(?:writ\w+[ -]?off|forgiv\w+|cancel\w*)\b[^.]{0,60}\bdebts?\b", text
    ):
        return FinancingKind.WRITE_OFF
    if re.search(r"\b(?:line[s]? of credit|credit lines?|credit facilit\w+)\b", text):
        return FinancingKind.CREDIT_LINE
    if own == "grant" and event.token.pos_ == "NOUN" and "loan" not in text:
        return FinancingKind.GRANT
    return FinancingKind.LOAN


def _sum(scene: Scene, event: Event, kind: FinancingKind) -> MoneyMention | None:
    wanted = {
        FinancingKind.WRITE_OFF: {SumRole.DEBT},
        FinancingKind.GRANT: {SumRole.GRANT, SumRole.PRICE},
    }.get(kind, {SumRole.CREDIT})
    sentence = scene.sentences[event.sentence]
    sums = scene.sums_in(sentence)
    fit = [m for m in sums if role_of(scene, m) in wanted]
    near = sorted(fit, key=lambda m: scene.distance(event.token.i, m.head))
    return near[0] if near else None


def terms(text: str) -> Terms | None:
    """Read loan terms off a sentence: interest (percent), tenor and grace (years)."""
    rate = _first(_RATE.search(text)) or _first(_RATE_FIRST.search(text))
    grace = _first(_GRACE.search(text))
    years = _first(_TENOR.search(text))
    if grace is not None and years == grace and len(re.findall(r"year", text)) < 2:
        years = None
    return Terms(rate, years, grace) if (rate, years, grace) != (None, None, None) else None


def _first(match: re.Match[str] | None) -> float | None:
    if match is None:
        return None
    word = next((g for g in match.groups() if g), "")
    return float(_WORDS.get(word.lower(), 0) or word)


def _same(a: Financing, b: Financing) -> bool:
    if a.amount is not None and b.amount is not None:
        return a.amount == b.amount and a.currency == b.currency
    return (a.kind is FinancingKind.WRITE_OFF) == (b.kind is FinancingKind.WRITE_OFF)


def join(a: Financing, b: Financing) -> Financing:
    """Return one credit of two tellings: what the first leaves open the second may say."""
    kind = b.kind if a.kind is FinancingKind.LOAN else a.kind
    return Financing(
        kind,
        a.lender or b.lender,
        a.borrower or b.borrower,
        a.amount if a.amount is not None else b.amount,
        a.currency or b.currency,
        a.terms or b.terms,
        tuple(dict.fromkeys((*a.claims, *b.claims))),
    )


def other_payment(scene: Scene, sentences: Iterable[int]) -> list[Financing]:
    """Return how a deal is paid for other than by credit: own funds, goods in return."""
    text = " ".join(scene.text_of(scene.sentences[n]).lower() for n in sentences)
    found = []
    for kind in (FinancingKind.OWN_FUNDS, FinancingKind.BARTER):
        cues = "|".join(vocabulary.table("payment")[kind.value])
        if re.search(rf"\b(?:{cues})\b", text):
            found.append(Financing(kind))
    return found
