"""Who says so: the chain of speakers over a claim, outermost first.

The language pipeline marks attributions (source, cue, content). A claim's chain is made of the
attributions whose content holds the claim's word; a source that itself quotes another ("Kommersant,
citing sources"; "sources told the paper"; "the paper's sources") is unfolded.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dealtrace.claims import vocabulary
from dealtrace.claims.model import Source, SourceKind
from dealtrace.claims.scene import (
    ActorKind,
    ActorMention,
    Scene,
    case_of,
    children,
    conjuncts,
)
from dealtrace.knowledge.sources import find_sources
from dealtrace.language.annotations import Attribution

_BESIDE = 24  # characters from the last word of a name to its abbreviation in brackets
_RELATIVES = {"who", "which", "whom", "whose"}


def chain_over(scene: Scene, token: int) -> tuple[Source, ...]:
    """Return the speakers to whom the report attributes what stands at the token."""
    over = [a for a in scene.attributions_over.get(token, ()) if a.source and says(scene, a)]
    over.sort(key=_extent, reverse=True)
    chain: list[Source] = []
    for attribution in over:
        for source in sources_of(scene, attribution):
            if all(source.name != other.name for other in chain):
                chain.append(source)
    return tuple(chain)


def says(scene: Scene, attribution: Attribution) -> bool:
    """Say whether somebody speaks, rather than plans, wants or knows."""
    lemmas = {t.lemma_.lower() for t in scene.doc[slice(*attribution.cue)]}
    return not lemmas & vocabulary.words("unspoken")


def _extent(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def sources_of(scene: Scene, attribution: Attribution) -> list[Source]:
    """Return the speakers of one attribution, the one who passes it on before its origin."""
    if attribution not in scene.known_sources:
        scene.known_sources[attribution] = list(_sources_of(scene, attribution))
    return scene.known_sources[attribution]


def _sources_of(scene: Scene, attribution: Attribution) -> Iterator[Source]:
    if attribution.source is None:
        return
    cue = scene.doc[slice(*attribution.cue)]
    span = _speaker(scene, scene.doc[slice(*attribution.source)], cue)
    told = _told_medium(scene, cue)
    if told:
        yield told
    yield from _from_span(scene, span, cue.text)
    yield from _cited(scene, cue)


def _speaker(scene: Scene, span: Span, cue: Span) -> Span:
    """Return a source's span put right: no clause, and with the name that follows its noun.

    "The newspaper Kommersant reported" has its name although the span may end before it, and what
    was reported is nobody's name.
    """
    if any(t.pos_ == "VERB" and t.dep_ != "acl" for t in span):
        outside = [t for t in children(cue.root, "nsubj") if not span.start <= t.i < span.end]
        span = _phrase(outside[0]) if outside else span
    named = next((a for a in scene.actors if a.start == span.end), None)
    follows = named is not None and named.kind is ActorKind.MEDIUM and span.root.pos_ == "NOUN"
    return scene.doc[span.start : named.end] if named is not None and follows else span


def _cited(scene: Scene, cue: Span) -> list[Source]:
    """Return whom a speaker quotes in turn: "the daily wrote, citing a manager"."""
    found = []
    for verb in cue.root.children:
        if verb.lemma_.lower() in vocabulary.words("citing") and verb.pos_ == "VERB":
            for noun in (n for o in children(verb, "obj") for n in conjuncts(o)):
                name = _trimmed(_phrase(noun))
                found.append(Source(name, kind_of(scene, name, noun), verb.text))
    return found


def _phrase(noun: Token) -> Span:
    """Return a noun's phrase without what is coordinated with it or said of it in a clause."""
    kept = [
        t
        for c in noun.children
        if c.dep_ in {"amod", "compound", "det", "nummod", "nmod", "nmod:poss", "flat"}
        for t in c.subtree
    ]
    places = [noun.i, *(t.i for t in kept)]
    return noun.doc[min(places) : max(places) + 1]


def _from_span(scene: Scene, span: Span, cue: str) -> list[Source]:
    """Unfold a source: owners of its sources first, coordinated speakers side by side."""
    head = span.root
    medium = _medium_owner(scene, span)
    names = _names(scene, span, head)
    if medium is not None:
        names = [(head.text, head)]
    sources = [Source(name, kind_of(scene, name, token), cue) for name, token in names]
    return [*([medium] if medium else []), *sources]


def _names(scene: Scene, span: Span, head: Token) -> list[tuple[str, Token]]:
    """Return the speakers a source span names, each with its head token."""
    own = scene.actor_at(head.i)
    if own is not None and own.kind is ActorKind.MEDIUM:
        return [(own.entity or own.name, head)]
    referent = scene.referents.get(head.i)
    if referent is not None and head.pos_ in {"PRON", "NOUN"} and not _is_anonymous(head):
        return [(referent.entity or referent.name, scene.doc[referent.head])]
    inside = [a for a in scene.actors if span.start <= a.head < span.end]
    named = [
        a
        for a in inside
        if a.kind in {ActorKind.PERSON, ActorKind.MEDIUM} and _stands_for(scene.doc[a.head], head)
    ]
    media = [a for a in inside if a.kind is ActorKind.MEDIUM]
    if not named and media and head.lemma_.lower() in vocabulary.words("document_nouns"):
        named = media[-1:]  # "a report from the newspaper Kommersant"
    if named:
        return [(a.entity or a.name, scene.doc[a.head]) for a in _apart(named)]
    if head.pos_ == "PRON":
        return []
    name = _trimmed(span)
    return [(_fuller(scene, head) if " " not in name else name, head)]


def _stands_for(name: Token, head: Token) -> bool:
    """Say whether a name is the speaker's own, not of somebody in his description: an "adviser to
    the president" and "Putin's office" are not the president."""
    for _ in range(4):
        if name.i == head.i:
            return True
        if name.dep_ not in {"appos", "flat", "conj", "compound", "nmod:desc", "nsubj", "dep"}:
            return name.dep_ in {"root", "ROOT"}
        name = name.head
    return False


def _fuller(scene: Scene, head: Token) -> str:
    """ "The spokesman" is the "defence ministry spokesman" of before."""
    spelled_out = _spelled_out(scene, head)
    if spelled_out is not None:
        return spelled_out
    before = [
        a for a in scene.actors if a.end <= head.i and a.kind is ActorKind.GROUP and " " in a.name
    ]
    same = [a for a in before if scene.doc[a.head].lower_ == head.lower_]
    return same[-1].name if same else head.text


def _apart(actors: list[ActorMention]) -> list[ActorMention]:
    """Persons before media where both stand ("Zhao of Xinhua" speaks himself)."""
    people = [a for a in actors if a.kind is ActorKind.PERSON]
    return people or actors


def _trimmed(span: Span) -> str:
    start, end = span.start, span.end
    clause = next((t.i for t in span if t.lower_ in _RELATIVES and t.i > start), end)
    commas = [t for t in span[:-1] if t.text == "," and t.i > span.root.i]
    aside = next((t.i for t in commas if t.nbor().pos_ == "DET"), end)  # "Rafael, the maker"
    end = min(end, clause, aside)
    owner = [
        t.i for t in span if t.tag_ == "POS" and t.i < span.root.i and t.head.dep_ == "nmod:poss"
    ]
    if owner and span.root.text[:1].isupper():  # "France's Dassault"
        start = owner[-1] + 1
    while start < end - 1 and (span.doc[start].pos_ in {"DET", "PUNCT", "ADP", "CCONJ"}):
        start += 1
    while end > start + 1 and span.doc[end - 1].pos_ in {"PUNCT", "SPACE", "CCONJ"}:
        end -= 1
    return " ".join(span.doc[start:end].text.split())


def _spelled_out(scene: Scene, head: Token) -> str | None:
    """Return what an abbreviation stands for: "the Undersecretariat … (SSM)"."""
    if not head.is_upper or len(head) < 2:
        return None
    place = scene.report.text.find(f"({head.text})")
    if place < 0:
        return None
    before = [a for a in scene.actors if scene.doc[a.end - 1].idx < place and " " in a.name]
    close = [a for a in before if place - scene.doc[a.end - 1].idx <= _BESIDE]
    return max(close, key=lambda a: a.end - a.start).name if close else None


def _medium_owner(scene: Scene, span: Span) -> Source | None:
    """The paper in "the paper's sources" and "sources who spoke to Kommersant"."""
    head = span.root
    if not _is_anonymous(head):
        return None
    for token in span:
        if token.i == head.i:
            continue
        actor = scene.actor_at(token.i)
        if actor is not None and actor.kind is ActorKind.MEDIUM:
            return Source(actor.entity or actor.name, SourceKind.PUBLISHER, None)
    return None


def _told_medium(scene: Scene, cue: Span) -> Source | None:
    """The paper in "sources told the paper": it passes on what it was told."""
    verb = cue.root
    for child in verb.children:
        told = child.dep_ in {"iobj", "obj"} or (
            child.dep_.startswith("obl") and case_of(child) in {"to", "with"}
        )
        actor = scene.actor_at(child.i) if told else None
        if actor is not None and actor.kind is ActorKind.MEDIUM:
            return Source(actor.entity or actor.name, SourceKind.PUBLISHER, None)
    return None


def _is_anonymous(head: Token) -> bool:
    return head.lemma_.lower() in vocabulary.words("anonymous")


def kind_of(scene: Scene, name: str, head: Token) -> SourceKind:
    """Return what sort of speaker a name is."""
    actor = scene.actor_at(head.i)
    known = find_sources(name)
    if known:
        return SourceKind.AGENCY if known[0].kind == "agency" else SourceKind.PUBLISHER
    if actor is not None and actor.kind is ActorKind.MEDIUM:
        return SourceKind.PUBLISHER
    if actor is not None and actor.kind is ActorKind.PERSON:
        return SourceKind.PERSON
    lemma = head.lemma_.lower()
    if lemma in vocabulary.words("media_nouns"):
        return SourceKind.PUBLISHER
    if lemma in vocabulary.words("document_nouns"):
        return SourceKind.DOCUMENT
    if lemma in vocabulary.words("anonymous"):
        return SourceKind.ANONYMOUS
    return SourceKind.OFFICIAL
