"""Arms that a report counts without naming them again: "28 which it ordered in 2006", "twelve
more", "64 of them", "44 machines of the type". They are what was named last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.deals.apart import traded_in
from dealtrace.claims.model import ItemClass
from dealtrace.claims.scene import ItemMention, MoneyMention, case_of, children
from dealtrace.language.numbers import find_numbers
from dealtrace.language.offsets import strings, text_of

_UNCOUNTED = {ItemClass.TRAINING, ItemClass.PARTS, ItemClass.AMMUNITION, ItemClass.OTHER}
_CASES = {"", "for", "of", "on", "with"}
_OWN = ("nummod", "nmod", "compound")  # what tells of what there are so many: "a pair of shoes"
_FAR = 5  # sentences
_MOST = 10_000
_NAMES = {"DATE", "TIME", "PERCENT", "MONEY", "PERSON", "EVENT"}


def understood(
    doc: Doc, items: Sequence[ItemMention], sums: Sequence[MoneyMention]
) -> list[ItemMention]:
    """Return the arms named and, among them, those that are only counted, in text order."""
    taken = {t for m in sums for t in range(m.start, m.end)}
    taken |= {t for i in items for t in (*range(i.start, i.end), *_counted_by(doc, i))}
    found = sorted(items, key=lambda i: i.start)
    starts = [sentence.start for sentence in doc.sents]
    for token, count in sorted(
        [*_numerals(doc, taken), *_collectives(doc, taken)], key=lambda pair: pair[0].i
    ):
        named = _named_last(found, token, starts)
        if named is not None and _may_stand_for(token, named):
            found.append(_mention(token, count, named))
            found.sort(key=lambda i: i.start)
    return found


def _collectives(doc: Doc, taken: set[int]) -> Iterator[tuple[Token, int]]:
    """Yield nouns of so many that stand for what was named before: "the trio will sail in May"."""
    verbs = vocabulary.words("passing_on") | vocabulary.words("trading_verbs")
    for lemma, count in _sizes().items():
        for place in (n for n, word in enumerate(strings(doc, "lemma_")) if word == lemma):
            token = doc[place]
            told = token.dep_ in {"nsubj", "nsubj:pass", "obj"} and token.head.lemma_ in verbs
            again = {c.lower_ for c in children(token, "det", "amod")} == {"the"}
            if told and not again and place not in taken and not children(token, *_OWN):
                yield token, count


@cache
def _sizes() -> dict[str, int]:
    """Return how many each noun of so many means."""
    return {
        noun: size
        for name, size in (("pairs", 2), ("trios", 3), ("quartets", 4), ("dozens", 12))
        for noun in vocabulary.words(name)
    }


def _counted_by(doc: Doc, mention: ItemMention) -> Iterator[int]:
    """Yield the tokens of the number that arms are already counted by."""
    before = mention.start - 1
    while before >= 0 and doc[before].idx >= mention.item.start >= 0:
        yield before
        before -= 1


def _numerals(doc: Doc, taken: set[int]) -> Iterator[tuple[Token, int]]:
    """Yield the numbers that stand for what they count, each at its token."""
    for number in find_numbers(text_of(doc)):
        if number.count is None or not 2 <= number.count <= _MOST or number.hyphenated:
            continue
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or not taken.isdisjoint(range(span.start, span.end)):
            continue
        head = _head(span.root)
        if head is not None and head.i not in taken and _counts(head, span.root, taken):
            yield head, number.count


def _head(numeral: Token) -> Token | None:
    """Return the word a number stands as: itself, or "machines", "more"; None where it counts
    something else."""
    if numeral.ent_type_ in _NAMES:
        return None
    counted = numeral.head
    stands_in = counted.lemma_.lower() in vocabulary.words("stand_ins")
    if counted.lower_ == "more" or (stands_in and numeral.i < counted.i):
        return counted
    behind = counted.i < numeral.i  # "fighters, 18 of which were bought"
    itself = numeral.dep_ != "nummod" or (behind and bool(children(numeral, "nmod")))
    return numeral if itself and numeral.pos_ in {"NUM", "NOUN"} else None


def _counts(head: Token, numeral: Token, arms: set[int]) -> bool:
    """Leave out totals, ages and votes ("bringing the fleet to 33"), and people ("the two met")."""
    case, the = case_of(head), any(c.lower_ == "the" for c in head.children)
    bought = traded_in(head) is not None  # "to the five it bought"
    if (case not in _CASES and not bought) or head.dep_ in {
        "compound",
        "flat",
        "root",
        "ROOT",
        "dep",
    }:
        return False
    if case and head.dep_ == "nmod" and not _may_count(head.head):
        return False
    phrases = children(head, "nmod")
    if any(not _is_of_arms(c) for c in phrases if case_of(c) == "of" and c.i not in arms):
        return False
    if any(c.pos_ == "NUM" for c in phrases) or _before(numeral) in {"not", "("}:
        return False
    left = any(c.lower_ == "remaining" for c in head.children)
    people = (
        the
        and not left
        and (head.dep_ == "nsubj" or (head.dep_ == "nmod" and numeral.lower_ == "two"))
    )
    persons = {head.head.ent_type_, numeral.head.ent_type_} & _NAMES
    return not people and not persons and head.head.lemma_ not in vocabulary.words("harming")


def _before(token: Token) -> str:
    """Return the word before a token in lower case, "" where the text begins with it."""
    return token.nbor(-1).lower_ if token.i else ""


def _may_count(noun: Token) -> bool:
    """Say whether a number may tell how much there is of a noun: "the first of 96", "an order for
    34", not "a man of 29"."""
    lots = vocabulary.words("deal_nouns") | vocabulary.words("lots")
    return noun.pos_ in {"NUM", "ADJ", "VERB"} or noun.lemma_.lower() in lots


def _is_of_arms(noun: Token) -> bool:
    return noun.pos_ == "PRON" or noun.lemma_.lower() in vocabulary.words("types")


def _named_last(
    items: Sequence[ItemMention], token: Token, starts: Sequence[int]
) -> ItemMention | None:
    """Return the arms named last before a token, not too far from it; those of a type first."""
    here = bisect_right(starts, token.i)
    before = [
        i
        for i in items
        if i.end <= token.i
        and here - bisect_right(starts, i.head) <= _FAR
        and not i.generic
        and i.item.cls not in _UNCOUNTED
    ]
    if not before or bisect_right(starts, before[-1].head) == here:
        last = before[-1] if before else None
    else:
        last = next((i for i in reversed(before) if i.item.designation), before[-1])
    if last is None or last.item.designation:
        return last
    same = [i for i in before if i.item.cls is last.item.cls and i.item.designation]
    return same[-1] if same else last


def _may_stand_for(token: Token, named: ItemMention) -> bool:
    """Say whether a noun can stand for arms: batteries and launchers only for what is fired."""
    fired = named.item.cls in {ItemClass.AIR_DEFENCE, ItemClass.MISSILE, ItemClass.ARTILLERY}
    return fired or token.lemma_.lower() not in {"battery", "launcher"}


def _mention(token: Token, count: int, named: ItemMention) -> ItemMention:
    quantity = None if token.lemma_.lower() == "battery" else count  # of so many arms each
    item = replace(named.item, text=token.text, quantity=quantity, start=token.idx)
    near = {token.lower_, *(c.lower_ for c in token.children), _before(token)}
    lot = {c.lower_ for c in token.head.children} if token.dep_ == "nmod" else set()
    extra = bool((near | lot) & vocabulary.words("extras"))  # "another batch of 48"
    partly = near & vocabulary.words("remainders")
    return replace(
        named,
        start=token.i,
        end=token.i + 1,
        head=token.i,
        item=item,
        definite=any(c.lower_ in {"the", "these", "those"} for c in token.children),
        other=False,
        understood=True,
        whole=case_of(token) in {"of", "for"} and token.dep_ != "obl" and not partly and not extra,
        extra=extra,
    )
