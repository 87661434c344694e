"""Finds the cast of a document: its actors, arms, sums and offices, as a :class:`Scene`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.arms import item_mentions
from dealtrace.claims.ellipsis import understood
from dealtrace.claims.model import Money
from dealtrace.claims.places import made_where, towns
from dealtrace.claims.scene import (
    ActorKind,
    ActorMention,
    MoneyMention,
    OfficeMention,
    Scene,
    case_of,
)
from dealtrace.claims.vessels import at_sea, owners
from dealtrace.intake.report import AsideKind, Report
from dealtrace.knowledge.countries import CountryMatch, code_for, country, find_countries
from dealtrace.knowledge.holders_of_office import holders
from dealtrace.knowledge.offices import find_offices
from dealtrace.knowledge.organisations import find_organisations
from dealtrace.knowledge.sources import find_sources
from dealtrace.knowledge.towns import state_of_town
from dealtrace.knowledge.weapons import WeaponMatch, find_weapons
from dealtrace.language.money import find_money
from dealtrace.language.offsets import flags, strings, text_of

_PERSON_LABELS = {"PERSON"}
_ORG_LABELS = {"ORG", "BODY"}
_NO_ARMS = {ActorKind.PERSON, ActorKind.MEDIUM}  # though they may sound so: "Polish radio"
_FILED = {AsideKind.DATELINE, AsideKind.BYLINE}
_NAMES = {"name", "capital"}
_DETERMINERS = {"DET", "PUNCT"}
_OPENING, _CLOSING = frozenset('"“‘'), frozenset('"”’')


def stage(doc: Doc, report: Report) -> Scene:
    """Return the document's scene; every mention lies at true tokens of ``doc``."""
    scene = Scene(doc, report)
    scene.offices = list(_offices(doc))
    states = [*_states(doc), *owners(doc)]
    states = sorted([*states, *towns(doc, states)], key=lambda s: s.start)
    titles = {t for office in scene.offices for t in range(office.start, office.end)}
    honorifics = vocabulary.words("honorifics")
    titles |= {i for i, word in enumerate(strings(doc, "lower_")) if word.rstrip(".") in honorifics}
    titles |= {i for i, space in enumerate(flags(doc, "IS_SPACE")) if space}
    titles |= {t for s in states for t in range(s.start, s.end)}
    named = _merge([*_catalogued(doc), *_hyphenated(doc, list(_named(doc, titles)))], states)
    taken = {t for a in named for t in range(a.start, a.end)}
    states = [s for s in states if not taken.issuperset(range(s.start, s.end))]
    groups = list(_groups(doc, taken, states, report))
    scene.actors = sorted([*named, *states, *groups], key=lambda a: (a.start, -a.end))
    scene.actors = [_with_medium(doc, a, scene.actors) for a in scene.actors]
    scene.actors = _with_full_names(scene.actors)
    scene.actors = [_at_home(doc, a, home(report)) for a in scene.actors]
    other = titles | {t for s in states for t in range(s.start, s.end)}
    other |= {t for a in scene.actors if a.kind in _NO_ARMS for t in range(a.start, a.end)}
    scene.money = list(_sums(doc, {s.code for s in states if s.code}))
    scene.items = understood(doc, item_mentions(doc, other), scene.money)
    scene.items = [made_where(doc, i, states) for i in scene.items]
    day = report.published
    scene.items = [
        i if (then := at_the_time(i.origin, day)) == i.origin else replace(i, origin=then)
        for i in scene.items
    ]
    scene.actors = [
        a if (then := at_the_time(a.code, day)) == a.code else replace(a, code=then)
        for a in scene.actors
    ]
    return scene


def at_the_time(code: str | None, day: dt.date | None) -> str | None:
    """Return the state that stood in a state's place on a day, such as a report's own."""
    before = vocabulary.table("predecessors").get(code)
    return before["code"] if before and day and day < before["until"] else code


def _span(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand")


def _states(doc: Doc) -> Iterator[ActorMention]:
    named = [m for m in find_weapons(text_of(doc)) if m.designation]
    types = {place: m for m in named for place in range(m.start, m.end)}
    ships = at_sea(doc)
    for match in find_countries(text_of(doc)):
        span = _span(doc, match.start, match.end)
        if span is None or _is_of_a_type(match, types.get(match.start)) or span.start in ships:
            continue
        if not _is_false_friend(match, span) and not _is_in_quotes(match, span):
            yield ActorMention(
                span.start,
                span.end,
                span.root.i,
                ActorKind.STATE,
                _state_name(match, span),
                country(match.iso3).name,
                match.iso3,
                match.kind,
            )


def _is_of_a_type(state: CountryMatch, arms: WeaponMatch | None) -> bool:
    """Say whether a city's name is that of a type of arms: "submarines of the Dakar class"."""
    if arms is None or state.kind not in {"capital", "seat"}:
        return False
    named = arms.text[state.start - arms.start : state.end - arms.start]
    return named in (arms.designation or "")


def _is_in_quotes(match: CountryMatch, span: Span) -> bool:
    """Say whether a city's name stands alone in quotation marks, as ships' names do."""
    if match.kind not in {"capital", "seat"}:
        return False
    around = text_of(span.doc)[max(0, span.start_char - 1) : span.end_char + 1]
    return around[:1] in _OPENING and around[-1:] in _CLOSING


def _is_false_friend(match: CountryMatch, span: Span) -> bool:
    """A name that is also a word or a person's counts only where the tagger sees a proper noun."""
    if not match.ambiguous:
        return False
    return span.root.ent_type_ == "PERSON" or span.root.pos_ not in {"PROPN", "ADJ"}


def _state_name(match: CountryMatch, span: Span) -> str:
    """Names stay as written; "Russian" and "Russians" become the state's name."""
    return country(match.iso3).name if match.kind in {"demonym", "people"} else span.text


def _named(doc: Doc, titles: set[int]) -> Iterator[ActorMention]:
    matches = list(find_weapons(text_of(doc)))
    arms = [m for m in matches if not m.ambiguous and not m.attributive]
    inside = {place for m in arms for place in range(m.start + 1, m.end + 1)}
    types = {m.end for m in matches if m.kind == "designation" and m.text.endswith("s")}
    ships = at_sea(doc)
    for ent in doc.ents:
        if not ships.isdisjoint(range(ent.start, ent.end)):
            continue  # "HMS Bounty"
        if ent.label_ in _ORG_LABELS and ent.end_char in inside:
            continue  # "Russian T-90 tanks"
        if ent.label_ in _PERSON_LABELS and _is_counted(ent) and ent.end_char in types:
            continue  # "eight Hangors"
        span = _trim(ent, titles if ent.label_ == "PERSON" else set())
        if span is None:
            continue
        if ent.label_ in _PERSON_LABELS:
            if _is_personal(span):
                yield _mention(span, ActorKind.PERSON)
        elif ent.label_ in _ORG_LABELS and _is_proper(span):
            kind = ActorKind.BODY if ent.label_ == "BODY" else ActorKind.ORG
            yield _mention(span, kind)


def _is_counted(ent: Span) -> bool:
    """Say whether a name is counted or qualified as no person's is: "eight Hangors"."""
    before = [c for c in ent.root.children if c.i < ent.root.i]
    return any(c.dep_ in {"nummod", "det", "amod", "nmod:poss"} for c in before)


def _hyphenated(doc: Doc, mentions: list[ActorMention]) -> Iterator[ActorMention]:
    """Join persons of whose name a hyphen is part: "Maria Kowal-Nowak"."""
    previous: ActorMention | None = None
    for mention in mentions:
        if previous is not None and _is_hyphen_between(doc, previous, mention):
            span = doc[previous.start : mention.end]
            previous = replace(previous, end=mention.end, name=span.text, entity=span.text)
            continue
        if previous is not None:
            yield previous
        previous = mention
    if previous is not None:
        yield previous


def _is_hyphen_between(doc: Doc, one: ActorMention, two: ActorMention) -> bool:
    both = one.kind is two.kind is ActorKind.PERSON
    return both and two.start == one.end + 1 and doc[one.end].text in {"-", "‑"}


def _is_personal(span: Span) -> bool:
    """A person's name is capitalised but for particles: "Cuban foreign" is none."""
    small = [t for t in span if t.text[:1].islower()]
    return all(t.lower_ in vocabulary.words("particles") for t in small)


def _is_proper(span: Span) -> bool:
    """Say whether a body's name ends as one: "Cuba's communist" and "Cuban economy" do not."""
    last = span[-1]
    organs = vocabulary.words("groups") | vocabulary.words("state_organs")
    return not last.text[:1].islower() or last.lemma_.lower() in organs


def _trim(ent: Span, titles: set[int]) -> Span | None:
    """Drop articles, titles and possessive marks at the ends of a name."""
    start, end = ent.start, ent.end
    while start < end and (ent.doc[start].pos_ in _DETERMINERS or start in titles):
        start += 1
    while end > start and (
        ent.doc[end - 1].tag_ == "POS" or ent.doc[end - 1].lower_ in {"'s", "’s", "'", "’"}
    ):
        end -= 1
    return ent.doc[start:end] if start < end else None


def _mention(span: Span, kind: ActorKind, code: str | None = None) -> ActorMention:
    return ActorMention(span.start, span.end, span.root.i, kind, span.text, span.text, code)


def _catalogued(doc: Doc) -> Iterator[ActorMention]:
    """Publishers, agencies, makers, banks and bodies of the tables."""
    for source in find_sources(text_of(doc)):
        span = _span(doc, source.start, source.end)
        if span is not None and any(t.is_title or t.is_upper for t in span):
            yield ActorMention(
                span.start, span.end, span.root.i, ActorKind.MEDIUM, span.text, source.name
            )
    for org in find_organisations(text_of(doc)):
        span = _span(doc, org.start, org.end)
        if span is not None and not span[-1].text[:1].islower():  # "Russian helicopters" are arms
            kind = ActorKind.BODY if org.kind in {"body", "commission"} else ActorKind.ORG
            yield ActorMention(
                span.start, span.end, span.root.i, kind, span.text, org.name, org.iso3, org.kind
            )


def _merge(mentions: list[ActorMention], states: list[ActorMention]) -> list[ActorMention]:
    """Where mentions overlap keep the longest, tables before the model at equal length; a name
    that is nothing but a state's is left to the states."""
    plain = {(s.start, s.end) for s in states}
    ranked = sorted(
        (m for m in mentions if (m.start, m.end) not in plain),
        key=lambda m: (m.start - m.end, m.kind is not ActorKind.MEDIUM, m.code is None),
    )
    kept: list[ActorMention] = []
    taken: set[int] = set()
    for mention in ranked:
        tokens = range(mention.start, mention.end)
        if not taken.intersection(tokens):
            taken.update(tokens)
            kept.append(_with_state_inside(mention, states))
    return kept


def _with_state_inside(mention: ActorMention, states: list[ActorMention]) -> ActorMention:
    """A body named after a state ("Russian Orthodox Church") belongs to it."""
    if mention.code or mention.kind in {ActorKind.PERSON, ActorKind.MEDIUM}:
        return mention
    inside = {s.code for s in states if mention.start <= s.start and s.end <= mention.end}
    return replace(mention, code=inside.pop()) if len(inside) == 1 else mention


def _groups(
    doc: Doc, named: set[int], states: list[ActorMention], report: Report
) -> Iterator[ActorMention]:
    """ "Cambodian officials", "the government in Yerevan", "military sources", "the air force"."""
    organs = vocabulary.words("state_organs")
    nouns = organs | vocabulary.words("groups")
    by_head = {s.head: s for s in states}
    for place, lemma in enumerate(strings(doc, "lemma_")):
        if lemma.lower() not in nouns or place in named or place in by_head:
            continue
        token = doc[place]
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "flat"}:
            continue
        if token.i + 1 in named or any(c.i in named for c in token.children if c.dep_ == "flat"):
            continue  # "Prime Minister Medvedev" is the person
        span = _noun_group(token)
        owner = _owner(token, by_head) or _led_by(token, report.published)
        owner = owner or (home(report) if _is_organ(token) else None)
        yield ActorMention(span.start, span.end, token.i, ActorKind.GROUP, span.text, None, owner)


def _led_by(token: Token, day: dt.date | None) -> str | None:
    """Return the state of "the Carter administration": that whose leader bore the name then."""
    if day is None or token.lemma_.lower() not in {"administration", "government", "cabinet"}:
        return None
    names = [c.text for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    codes = {h.iso3 for name in names[-1:] for h in holders(name, day)}
    return codes.pop() if len(codes) == 1 else None


def home(report: Report) -> str | None:
    """Return the state the report is filed from, whose organs need no name in it."""
    lines = (a for a in report.asides if a.kind in _FILED)
    return _place(report.dateline, tuple(report.text[a.start : a.end] for a in lines))


@lru_cache(maxsize=8)
def _place(dateline: str | None, lines: tuple[str, ...]) -> str | None:
    """Return the state of a dateline's city, else the only one whose name or capital stands in the
    lines that say where and when a report was filed."""
    city = dateline.split(",")[0] if dateline else ""
    code = code_for(city) or state_of_town(city)
    named = {m.iso3 for line in lines for m in find_countries(line) if m.kind in _NAMES}
    if code is None and len(named) == 1:
        code = named.pop()
    return None if code in vocabulary.words("posts") else code


def _at_home(doc: Doc, actor: ActorMention, home: str | None) -> ActorMention:
    """A ministry or force named without its state is of the state the report is filed from."""
    if actor.code or home is None or actor.kind not in {ActorKind.ORG, ActorKind.BODY}:
        return actor
    words = {t.lower_ for t in doc[actor.start : actor.end]}
    of_a_state = vocabulary.words("state_bodies")
    return replace(actor, code=home) if words & of_a_state else actor


def _is_organ(token: Token) -> bool:
    """Say whether a noun with "the" and no other owner is an organ of the state at home."""
    return token.lemma_.lower() in vocabulary.words("home_organs") and any(
        c.lower_ == "the" for c in token.children
    )


def _noun_group(token: Token) -> Span:
    """Return the noun with its modifiers and, where it names an owner, "of"/"in" phrases."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in {"amod", "compound", "nmod:poss", "nummod", "nmod"}:
            start = min(start, child.left_edge.i)
    while start < token.i and token.doc[start].pos_ in _DETERMINERS:
        start += 1
    end = token.i + 1
    for child in token.rights:
        if child.dep_.startswith("nmod") and case_of(child) == "of" and child.i - token.i <= 3:
            end = max(end, min(child.right_edge.i + 1, token.i + 6))
    return token.doc[start:end]


def _with_medium(doc: Doc, actor: ActorMention, actors: list[ActorMention]) -> ActorMention:
    """ "The paper" is the newspaper named last; "the agency" the news agency."""
    head = doc[actor.head]
    if actor.kind is not ActorKind.GROUP or head.lemma_.lower() not in vocabulary.words(
        "media_nouns"
    ):
        return actor
    if not any(c.lower_ in {"the", "that", "this"} for c in head.children):
        return actor
    before = [a for a in actors if a.kind is ActorKind.MEDIUM and a.end <= actor.start]
    if not before:
        return actor
    return replace(actor, kind=ActorKind.MEDIUM, name=before[-1].name, entity=before[-1].entity)


def _owner(token: Token, states: dict[int, ActorMention]) -> str | None:
    """Return the code of the state a group belongs to: "Cuban …", "Cuba's …", "… of/in Cuba"."""
    for child in token.subtree:
        if abs(child.i - token.i) > 6 or child.i not in states:
            continue
        if child.i < token.i or case_of(child) in {"of", "in"}:
            return states[child.i].code
    return None


def _offices(doc: Doc) -> Iterator[OfficeMention]:
    for match in find_offices(text_of(doc)):
        span = _span(doc, match.start, match.end)
        if span is not None:
            yield OfficeMention(span.start, span.end, match.office)


def _sums(doc: Doc, countries: set[str]) -> Iterator[MoneyMention]:
    for match in find_money(text_of(doc), countries=countries):
        span = _span(doc, match.start, match.end)
        if span is None or match.amount is None:
            continue
        money = Money(
            match.amount,
            match.currency,
            match.text,
            match.start,
            bool(match.approximate),
            bool(match.at_most),
        )
        yield MoneyMention(span.start, span.end, span.root.i, money)


def _with_full_names(actors: list[ActorMention]) -> list[ActorMention]:
    """Give a person named by surname the fullest name the document has for it."""
    people = [a for a in actors if a.kind is ActorKind.PERSON]
    longest: dict[str, str] = {}
    for person in sorted(people, key=lambda p: len(p.name)):
        for word in person.name.split():
            if word[:1].isupper() and len(word) > 2:
                longest[word.lower()] = person.name
    return [
        replace(a, entity=longest.get(a.name.split()[-1].lower(), a.name))
        if a.kind is ActorKind.PERSON
        else a
        for a in actors
    ]
