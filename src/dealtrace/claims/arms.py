"""Arms in a document: which words name them, what class they are, and how many."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.model import Item, ItemClass
from dealtrace.claims.scene import ItemMention, case_of, children
from dealtrace.claims.vessels import named_ships
from dealtrace.knowledge.weapons import WeaponMatch, find_weapons
from dealtrace.language.numbers import Number, UnitKind, find_numbers
from dealtrace.language.offsets import text_of

# Words that may stand between a number and the arms it counts ("six new French-built jets").
_COUNTERS = re.compile(
    r"\s*(?:pieces?|units?|rounds?|sets?|items?|batch(?:es)?|more|additional|new|used|extra|further"
    r"|second-hand|surplus|examples?|of(?: (?:the|these|those|its|their|such))?|complete|armed"
    r"|modern|improved|advanced|heavy|light|medium|[A-Z][\w-]*"
    r"|[\w-]+-(?:built|made|type|class|seat|engine|engined|range|style|generation|designed|wheeled))"
    r"(?=\s|\Z)"
)


# Airliners by type, and what makes a plane or helicopter a civil one.
_CIVIL = re.compile(
    r"\b(?:A(?:220|3[0-58]0|3(?:19|2[01]))|7[0-8]7|E1[79][05]|ATR|regional|business|passenger"
    r"|commercial|civil(?:ian)?|executive|fire-?fighting|rescue|air ambulance)\b[^.,;]*\Z"
)
_BESIDE = 30  # characters
_EXTRA = re.compile(r"\b(?:[Mm]ore|[Aa]nother|[Aa]dditional|[Ff]urther|[Ee]xtra)\b(?! than)")
_ONE_MORE = {"additional", "further", "extra"}
_SHIPS = {"ship", "submarine"}
_OF_A_DEAL = re.compile(
    r" (?:contracts?|orders?|deals?|purchases?|sales?|shipments?|deliver(?:y|ies)|package"
    r"|acquisition|transfers?|batch)\b"
)
_NAMES = {"PERSON", "GPE", "LOC", "NORP", "FAC", "EVENT"}
_NOUNLIKE = {"NOUN", "PROPN", "NUM", "X", "SYM"}
_NEAR = 60  # characters between a doubtful name and arms that vouch for it
_DEFINITE = {"the", "these", "those", "its", "their", "remaining", "first", "such"}


def item_mentions(doc: Doc, taken: set[int]) -> list[ItemMention]:
    """Return the arms the document names, each with its count where one stands with it.

    ``taken`` are tokens known to be something else: states and offices.
    """
    text = text_of(doc)
    numbers = find_numbers(text)
    matches = list(find_weapons(text))
    known = {m.designation for m in matches if not m.ambiguous}
    classes = {m.cls for m in matches if not m.ambiguous}
    found = list(_ships_by_name(doc, matches))
    ships = {t for ship in found for t in range(ship.start, ship.end)}
    for match in matches:
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        named_by_deal = match.attributive and _is_of_a_deal(match, text, matches)
        if (
            span is None
            or (match.attributive and not named_by_deal)
            or taken.issuperset(range(span.start, span.end))
        ):
            continue
        if not ships.isdisjoint(range(span.start, span.end)):
            continue
        if match.designation is None and _is_civil(text, match):
            continue  # "Airbus A320 planes"
        if not _may_name(match, span) or text[match.end : match.end + 1] == "-":
            continue  # "a way round the budget", "sub-Saharan"
        count = _count(text, match, numbers) or _count_in_tree(span, numbers)
        count = None if named_by_deal else count  # "two Spike orders"
        if match.designation is None and _is_in_a_name(span, count is not None):
            continue  # "the Rocket and Artillery Troops", "Shell"
        sure = (
            not match.ambiguous or named_by_deal or match.designation in known or count is not None
        )
        sure = sure or _among_arms(match, span, matches) or _is_traded(match, span)
        sure = sure or (match.cls in classes and _are_types(match, span))
        if sure and not _is_background(span):
            found.append(_mention(span, match, count, text))
    return [m for m in sorted(found, key=lambda m: m.start) if not _is_part(doc, m, found)]


def _is_of_a_deal(match: WeaponMatch, text: str, matches: list[WeaponMatch]) -> bool:
    """Say whether a type stands before the word for its deal and tells what is else called by a
    noun alone: "the Minimi contract" in a report on machine guns."""
    if match.kind != "designation" or _OF_A_DEAL.match(text, match.end) is None:
        return False
    others = [m for m in matches if not m.attributive and m.cls == match.cls]
    sure = not match.ambiguous or any(not m.ambiguous for m in others)
    return bool(others) and sure and all(m.designation is None for m in others)


def _ships_by_name(doc: Doc, matches: list[WeaponMatch]) -> Iterator[ItemMention]:
    """Yield ships called by name that no table knows."""
    vessels = [m for m in matches if m.cls in _SHIPS and not m.ambiguous]
    for match, span in named_ships(doc):
        known = any(m.designation and m.start < match.end and match.start < m.end for m in vessels)
        if known or (match.ambiguous and not vessels) or _is_background(span):
            continue
        item = Item(match.text, ItemClass.SHIP, None, 1, match.start)
        yield ItemMention(span.start, span.end, span.root.i, item, by_name=True)


def _may_name(match: WeaponMatch, span: Span) -> bool:
    """Say whether the tagger lets words name things; it is not asked of a type's name in the plural
    that means nothing else ("the used Rafales")."""
    sure = match.kind == "designation" and not match.ambiguous and match.text.endswith("s")
    return span.root.pos_ in _NOUNLIKE or (sure and match.text[-2:-1].isalnum())


def _is_part(doc: Doc, mention: ItemMention, others: list[ItemMention]) -> bool:
    """Say whether arms are part of other arms, or what those are for: "a new engine", "missiles
    for ships in service"."""
    if mention.item.cls is ItemClass.PARTS and mention.item.quantity == 1:
        return True
    head = _first_of(doc[mention.head])
    if head.dep_ != "nmod" or case_of(head) != "for":
        return False
    return any(o is not mention and o.start <= head.head.i < o.end for o in others)


def _are_types(match: WeaponMatch, span: Span) -> bool:
    """Say whether a name that is a word too is that of a type, in the plural: "the Flankers"."""
    plural = match.kind == "designation" and match.text.endswith("s")
    return plural and match.text[:1].isupper() and span.root.ent_type_ not in _NAMES


def _is_traded(match: WeaponMatch, span: Span) -> bool:
    """Say whether a common noun in the plural is bought, sold or given: "to buy helicopters", "an
    offer of fighters"."""
    if match.kind != "noun" or span.root.tag_ != "NNS":
        return False
    head = _first_of(span.root)
    over = head.head.lemma_.lower()
    if head.dep_ == "nmod":
        return case_of(head) == "of" and over in vocabulary.words("trading_nouns")
    traded = head.dep_ in {"obj", "nsubj:pass"} and head.head.pos_ == "VERB"
    return traded and over in vocabulary.words("trading_verbs")


def _is_in_a_name(span: Span, counted: bool) -> bool:
    """Say whether words are part of a body's name; "three OPVs" are not, counted and with nothing
    of the name behind them."""
    behind = span.doc[span.end] if span.end < len(span.doc) else None
    if counted and (behind is None or behind.ent_iob_ != "I"):
        return False
    return all(t.ent_type_ in {"ORG", "BODY"} and t.text[:1].isupper() for t in span)


def _is_civil(text: str, match: WeaponMatch) -> bool:
    """Say whether aircraft are airliners or the like, by the words right before them."""
    flies = match.cls in {ItemClass.AIRCRAFT, ItemClass.HELICOPTER}
    return flies and _CIVIL.search(text[max(0, match.start - _BESIDE) : match.end]) is not None


def _among_arms(match: WeaponMatch, span: Span, matches: list[WeaponMatch]) -> bool:
    """A name that is also a common word counts only beside other arms and as a name of its own."""
    if span.root.ent_type_ in _NAMES or span.root.pos_ not in {"PROPN", "NOUN"}:
        return False
    if match.kind == "noun" and span.root.tag_ == "NN":
        return False  # "this week's round of talks"
    if span.end < len(span.doc) and span.doc[span.end].pos_ == "PROPN":
        return False  # "Defence Roland Oritsejafor"
    return any(
        m is not match
        and not m.ambiguous
        and abs(m.start - match.start) <= _NEAR
        and span.sent.start_char <= m.start < span.sent.end_char
        for m in matches
    )


def _is_background(span: Span) -> bool:
    """Say whether arms are not what is traded but fired, replaced or faced."""
    head = span.root
    if any(c.lower_ == "in" for c in children(head.head, "compound:prt", "advmod")):
        return False  # "the jets were flown in"
    if any(c.lemma_.lower() in vocabulary.words("trading_verbs") for c in children(head, "acl")):
        return False  # "more than the twelve jets bought in 1962"
    first = _first_of(head)
    if case_of(first) in vocabulary.words("not_traded_cases") and not _is_particle(first):
        return True
    for _ in range(3):
        lemma = head.head.lemma_.lower()
        if head.dep_ in {"obj", "nsubj:pass"} or (head.dep_ == "obl" and case_of(head) == ""):
            return lemma in vocabulary.words("not_traded")
        if head.dep_ == "nmod" and lemma in vocabulary.words("not_traded_nouns"):
            return True
        if head.dep_ not in {"conj", "nmod"}:
            return False
        head = head.head
    return False


def _is_particle(noun: Token) -> bool:
    """Say whether what seems a preposition belongs to the verb: "hand over the jets"."""
    case = next(c for c in noun.children if c.dep_ == "case")
    verb = noun.doc[max(case.i - 1, 0)]
    return f"{verb.lemma_.lower()} {case.lower_}" in vocabulary.words("handing_on")


def _first_of(noun: Token) -> Token:
    """Return the first of coordinated nouns: tanks in "tanks and howitzers"."""
    while noun.dep_ == "conj" and noun.head.pos_ in _NOUNLIKE:
        noun = noun.head
    if noun.dep_ in {"nmod", "flat", "compound"} and not case_of(noun):  # "F/A-18 Hornet"
        return noun.head
    return noun


def _mention(span: Span, match: WeaponMatch, count: Number | None, report: str) -> ItemMention:
    text, start = match.text, match.start
    if count is not None:
        text, start = report[count.start : match.end], count.start
    quantity = count.count if count is not None else None
    another = count is None and _is_another(span)
    if another or (count is None and _has_article(span)):
        quantity = 1
    item = Item(text, ItemClass(match.cls), _designation(match, span), quantity, start)
    return ItemMention(
        span.start,
        span.end,
        span.root.i,
        item,
        match.kind == "generic",
        match.origin,
        match.designation is None and any(c.lower_ in _DEFINITE for c in span.root.children),
        span.root.dep_ == "conj" and any(c.lower_ == "other" for c in span.root.children),
        extra=another
        or (count is not None and bool(_EXTRA.search(report, max(0, count.start - 10), match.end))),
    )


def _designation(match: WeaponMatch, span: Span) -> str | None:
    """Return the designation in its conventional form, but a name as the report has it: where it
    writes "Smerch", "BM-30" is for the tables to know."""
    if match.designation is None or any(c.isdigit() for c in match.text):
        return match.designation
    named = [t for t in span if t.text[:1].isupper() and t.pos_ in {"PROPN", "NOUN"}]
    if not named or any(t.pos_ == "NOUN" for t in named):
        return match.designation
    if not any(map(str.isdigit, match.designation)):
        return match.designation
    *first, last = (t.text for t in named)
    if span.root.tag_ == "NNPS" or last[-2:-1].isupper():  # "Lightning IIs"
        last = last.removesuffix("s")
    return " ".join([*first, last])


def _has_article(span: Span) -> bool:
    """One of them: "a Dornier aircraft", not "a deal" and not "a further batch of"."""
    head = span.root
    if head.tag_ not in {"NN", "NNP"}:
        return False
    return any(c.lower_ in {"a", "an", "one"} and c.dep_ == "det" for c in head.children)


def _is_another(span: Span) -> bool:
    """One more of them: "another submarine", "an additional frigate"."""
    head = span.root
    before = {c.lower_ for c in head.children if c.i < head.i}
    more = "another" in before or (_has_article(span) and bool(before & _ONE_MORE))
    return more and head.tag_ in {"NN", "NNP"}


def _count(text: str, match: WeaponMatch, numbers: list[Number]) -> Number | None:
    """Return the number that counts the arms: right before them, but for modifiers."""
    place = bisect_right(numbers, match.start, key=lambda n: n.end) - 1  # they lie apart, in order
    if place < 0 or match.start - numbers[place].end > 60:
        return None
    number = numbers[place]
    gap = text[number.end : match.start]
    if text[max(0, number.start - 1) : number.start] == "(":
        gap = gap.removeprefix(")")  # "one hundred eighty-three (183) vehicles"
    return number if _only_modifiers(gap) and _is_count(text, number) else None


def _count_in_tree(span: Span, numbers: list[Number]) -> Number | None:
    """Return the number that hangs on the arms over other words: "two outstanding radars"."""
    head = span.root.head if span.root.dep_ == "compound" else span.root
    places = [c.idx for c in head.children if c.dep_ == "nummod" and c.i < span.start]
    found = [n for n in numbers if n.start in places and span.start_char - n.end <= _NEAR]
    text = text_of(span.doc)
    return found[-1] if found and _is_count(text, found[-1]) else None


def _only_modifiers(gap: str) -> bool:
    position = 0
    while position < len(gap.rstrip()):
        step = _COUNTERS.match(gap, position)
        if step is None or step.end() == position:
            return False
        position = step.end()
    return True


def _is_count(text: str, number: Number) -> bool:
    """Exclude calibres ("155 mm"), years, shares and the digits of a designation or a sum."""
    if number.year or number.unit_kind is UnitKind.MEASURE or number.hyphenated:
        return False
    return number.start == 0 or text[number.start - 1] not in "-/$€£"
