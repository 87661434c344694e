"""Compare what ``dealtrace read --json`` says of a report with the report's labels.

A labelled deal marked ``background`` or ``optional`` may be found or not; so may an item or a
financing entry marked ``optional``. Where a fact has a number of right answers, ``*_also_ok``
holds the others. Claims are scored where the label has a list of claims, empty or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dealtrace.evaluation.matching import (
    Fact,
    accepted,
    also_accepted,
    codes,
    joined,
    named_among,
    pair,
    plain,
    same_name,
    same_sum,
)
from dealtrace.evaluation.tally import Tally

# The end of a labelled claim's sentence: a stop before a capital letter, or a blank line.
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z“\"‘])|\n\n")
_SHORTEST_SENTENCE = 20  # characters: no stop is looked for before


def score_report(tally: Tally, gold: Fact, predicted: Fact, text: str) -> None:
    """Add to ``tally`` how ``predicted`` agrees with ``gold`` on the report with this ``text``."""
    _score_deals(tally, gold["deals"], predicted.get("deals", []))
    if "claims" in gold:
        _score_claims(tally, gold["claims"], predicted.get("claims", []), text)
    _score_roles(tally, gold.get("roles", []), predicted.get("roles", []))


def _score_deals(tally: Tally, gold: list[Fact], predicted: list[Fact]) -> None:
    pairing = pair(gold, predicted, deal_likeness)
    missed = [gold[i] for i in pairing.missed if _required(gold[i])]
    found = len(pairing.pairs)
    tally.add("deal", found, pairing.predicted, found + len(missed))
    for i, j in pairing.pairs:
        _score_deal(tally, gold[i], predicted[j])
    for deal in missed:
        _miss_deal(tally, deal)


def _required(fact: Fact) -> bool:
    return not fact.get("background") and not fact.get("optional")


def deal_likeness(gold: Fact, predicted: Fact) -> float:
    """Return how likely both are one deal: the parties decide, then arms and sums; 0 if neither."""
    likeness = 2.0 * bool(codes(gold["supplier"]) & codes(predicted.get("supplier")))
    likeness += 2.0 * bool(codes(gold["recipient"]) & codes(predicted.get("recipient")))
    if not likeness:
        return 0.0
    items = predicted.get("items", [])
    likeness += 0.3 * _shared_classes(gold["items"], items)
    likeness += 0.5 * _shared_designations(gold["items"], items)
    likeness += same_sum(gold.get("value"), predicted.get("value"))
    ways = predicted.get("financing", [])
    return likeness + sum(any(same_sum(f, way) for way in ways) for f in gold.get("financing", []))


def _shared_classes(gold: list[Fact], predicted: list[Fact]) -> int:
    classes = {item.get("class") for item in predicted}
    return sum(item.get("class") in classes for item in gold)


def _shared_designations(gold: list[Fact], predicted: list[Fact]) -> int:
    named = [joined(item.get("designation")) for item in predicted]
    labelled = [joined(item.get("designation")) for item in gold]
    return sum(any(_same_designation(one, name) for name in named) for one in labelled)


def _same_designation(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _score_deal(tally: Tally, gold: Fact, predicted: Fact) -> None:
    for party in ("supplier", "recipient"):
        _score_codes(tally, party, codes(gold[party]), codes(predicted.get(party)))
    for fact in ("kind", "stage"):
        tally.hit(fact, predicted.get(fact) in accepted(gold, fact))
    tally.hit("hedged", bool(predicted.get("hedged")) == bool(gold.get("hedged")))
    _score_value(tally, gold, predicted)
    _score_items(tally, gold["items"], predicted.get("items", []))
    _score_financing(tally, gold.get("financing", []), predicted.get("financing", []))
    optional = gold.get("says_optional", [])
    _score_names(tally, "says", gold.get("says", []), predicted.get("says", []), optional)


def _miss_deal(tally: Tally, gold: Fact) -> None:
    """A deal that is missed misses its facts."""
    for party in ("supplier", "recipient"):
        tally.missed(party, len(gold[party]))
    for fact in ("kind", "stage", "hedged"):
        tally.missed(fact)
    tally.missed("value", int(bool(gold.get("value"))))
    tally.missed("item", sum(not item.get("optional") for item in gold["items"]))
    tally.missed("financing", len(gold.get("financing", [])))
    tally.missed("says", len(gold.get("says", [])))


def _score_codes(tally: Tally, kind: str, gold: set[str], predicted: set[str]) -> None:
    tally.add(kind, len(gold & predicted), len(predicted), len(gold))


def _score_value(tally: Tally, gold: Fact, predicted: Fact) -> None:
    value = predicted.get("value")
    right = any(
        same_sum(sum_, value) for sum_ in [gold.get("value"), *also_accepted(gold, "value")]
    )
    tally.add("value", int(right), int(bool(value)), int(bool(gold.get("value"))))


def _score_names(
    tally: Tally,
    kind: str,
    gold: Sequence[str],
    predicted: Iterable[str],
    optional: Sequence[str] = (),
) -> None:
    """Count names found, and predicted names that are neither asked for nor allowed."""
    predicted = list(predicted)
    right = sum(named_among(name, predicted) for name in gold)
    wrong = sum(not named_among(name, [*gold, *optional]) for name in predicted)
    tally.add(kind, right, right + wrong, len(gold))


def _score_items(tally: Tally, gold: list[Fact], predicted: list[Fact]) -> None:
    pairing = pair(gold, predicted, _item_likeness)
    found = len(pairing.pairs)
    missed = sum(not gold[i].get("optional") for i in pairing.missed)
    tally.add("item", found, pairing.predicted, found + missed)
    for i, j in pairing.pairs:
        number, said = gold[i].get("quantity"), predicted[j].get("quantity")
        if number is not None or said is not None:
            right = said == number or said in also_accepted(gold[i], "quantity")
            tally.add("item quantity", int(right), int(said is not None), int(number is not None))


def _item_likeness(gold: Fact, predicted: Fact) -> float:
    likeness = float(predicted.get("class") in accepted(gold, "class"))
    names = joined(gold.get("designation")), joined(predicted.get("designation"))
    likeness += 1.5 * _same_designation(*names)
    same_number = gold.get("quantity") == predicted.get("quantity")
    return likeness + 0.4 * same_number if likeness else 0.0


def _score_financing(tally: Tally, gold: list[Fact], predicted: list[Fact]) -> None:
    pairing = pair(gold, predicted, _financing_likeness)
    found = len(pairing.pairs)
    missed = sum(not gold[i].get("optional") for i in pairing.missed)
    tally.add("financing", found, pairing.predicted, found + missed)
    for i, j in pairing.pairs:
        _score_financing_pair(tally, gold[i], predicted[j])


def _financing_likeness(gold: Fact, predicted: Fact) -> float:
    likeness = float(predicted.get("kind") in accepted(gold, "kind"))
    likeness += same_sum(gold, predicted)
    likeness += 0.5 * bool(codes(gold.get("lender")) & codes(predicted.get("lender")))
    return likeness if likeness >= 1 else 0.0


def _score_financing_pair(tally: Tally, gold: Fact, predicted: Fact) -> None:
    amounts = [int(fact.get("amount") is not None) for fact in (predicted, gold)]
    tally.add("financing amount", int(same_sum(gold, predicted)), *amounts)
    _score_codes(tally, "financing lender", _states(gold), _states(predicted))


def _states(financing: Fact) -> set[str]:
    """The lenders that are states: those given as a code of three letters."""
    return {code for code in codes(financing.get("lender")) if len(code) == 3}


def _score_claims(tally: Tally, gold: list[Fact], predicted: list[Fact], text: str) -> None:
    spans = [sentence_span(text, claim["sentence_starts_with"]) for claim in gold]
    pairing = pair(
        list(zip(gold, spans, strict=True)),
        predicted,
        lambda labelled, claim: _claim_likeness(*labelled, claim),
    )
    tally.add("claim", len(pairing.pairs), pairing.predicted, len(gold))
    for i, j in pairing.pairs:
        _score_claim(tally, gold[i], predicted[j])


def sentence_span(text: str, beginning: str) -> tuple[int, int] | None:
    """Return the offsets of the sentence that starts with these words; None if none does."""
    start = text.find(beginning.strip())
    if start < 0:
        return None
    end = _SENTENCE_END.search(text[start + _SHORTEST_SENTENCE :])
    return start, start + _SHORTEST_SENTENCE + end.start() if end else len(text)


def _claim_likeness(gold: Fact, span: tuple[int, int] | None, predicted: Fact) -> float:
    """3 if type, sentence and an actor agree, else 0."""
    if span is None or predicted.get("type") not in accepted(gold, "type"):
        return 0.0
    evidence = predicted.get("evidence") or []
    if not any(e["start"] < span[1] and e["end"] > span[0] for e in evidence):
        return 0.0
    actors = _actors(predicted)
    return 3.0 * any(named_among(who, actors) for who in gold["who"] + gold.get("to_whom", []))


def _actors(claim: Fact) -> list[str]:
    roles = (claim.get("roles") or {}).values()
    return [who["name"] if isinstance(who, dict) else who for role in roles for who in role]


def _score_claim(tally: Tally, gold: Fact, predicted: Fact) -> None:
    tally.hit("claim modality", predicted.get("modality") == gold["modality"])
    sources = [link.get("source") for link in predicted.get("attribution", [])]
    _score_names(tally, "claim says", gold["says"], [name for name in sources if name])
    said = (predicted.get("time") or {}).get("value")
    right = _same_month(said, gold["when"])
    tally.add("claim when", int(right), int(bool(said)), int(bool(gold["when"])))


def _same_month(one: object, other: object) -> bool:
    """Whether one time begins with the other's year and month (or year, if that is all)."""
    if not one or not other:
        return False
    a, b = str(one), str(other)
    return a.startswith(b[:7]) or b.startswith(a[:7])


def _score_roles(tally: Tally, gold: list[Fact], predicted: list[Fact]) -> None:
    pairing = pair(gold, predicted, _holder_likeness)
    tally.add("role holder", len(pairing.pairs), pairing.predicted, len(gold))
    for i, j in pairing.pairs:
        tally.hit("role office", _same_office(gold[i]["office"], predicted[j].get("office", "")))


def _holder_likeness(gold: Fact, predicted: Fact) -> float:
    country = predicted.get("country")
    agree = not country or gold.get("country") in (None, country)
    return float(agree and same_name(gold["person"], predicted.get("person", "")))


def _same_office(gold: object, predicted: object) -> bool:
    """Whether half of all words are shared, or the words of one are all among the other's."""
    a, b = set(plain(gold).split()), set(plain(predicted).split())
    share = len(a & b) / max(1, len(a | b))
    return share >= 0.5 or a <= b or (bool(b) and b <= a)
