"""Rules that mend attributions by the tree and by the signs around them.

A cue without a source gets its verb's subject, a cue without a content its clause; a content goes
on to the end of its clause; who puts a price at a sum says so; those cited by a speaker become
speakers; quoted speech that goes on without a cue belongs to whoever spoke last. Spans are tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dealtrace.language.annotations import Attribution
from dealtrace.language.offsets import strings
from dealtrace.language.tree_view import CLAUSES, Tree

Range = tuple[int, int]

_SPEECH_REACH = 120  # tokens from a cue to the quoted speech that goes on
_OPENING, _CLOSING = frozenset({"“", '"', "``"}), frozenset({"”", '"', "''"})
_STOPS = frozenset({".", ",", ";", ":"})
_RELATIVES = frozenset({"who", "which", "that", "whose"})
_CITING = frozenset({"citing", "quoting"})
_QUOTING = frozenset({"quote", "cite"})
_PRICING = frozenset({"put", "peg", "value", "estimate", "assess", "reckon"})
_PRICED = 0.5  # the score of what only the rule finds


def mend(
    found: Sequence[Attribution], unclaimed: Sequence[Range], doc: Doc, tree: Tree
) -> list[Attribution]:
    """Return the attributions made whole; ``unclaimed`` are contents without a cue."""
    made = [complete(one, doc, tree) for one in found]
    made = priced(made, doc, tree)
    made = [widen(one, made, doc, tree) for one in made]
    made = pass_on(cited(made, doc, tree), doc)
    return continue_speech(made, unclaimed, doc)


def complete(found: Attribution, doc: Doc, tree: Tree) -> Attribution:
    """Add the source or content that the tree shows and the model has not linked."""
    head = tree.head_of(*found.cue)
    found = _source_among_contents(head, _rejoined(found), tree)
    if found.source is not None and doc[found.source[0]].lower_ in _RELATIVES:
        found = replace(found, source=_antecedent(found.source, tree))
    if found.source is not None:
        found = replace(found, source=_with_name(found.source, doc, tree))
    if found.source is None:
        source = _source_in_tree(head, found, doc, tree)
        if source is not None and not any(_touch(source, piece) for piece in found.content):
            found = replace(found, source=source)
    if not found.content:
        content = _content_in_tree(head, found, doc, tree)
        found = replace(found, content=() if content is None else (content,))
    return found


def widen(
    found: Attribution, all_found: Sequence[Attribution], doc: Doc, tree: Tree
) -> Attribution:
    """Let a content end where the clause it begins ends, if no other attribution stands there."""
    taken = [other.cue for other in all_found]
    taken += [other.source for other in all_found if other.source is not None]
    taken += [piece for other in all_found for piece in other.content]
    pieces = tuple(_to_clause_end(piece, taken, doc, tree) for piece in found.content)
    return replace(found, content=pieces)


def _to_clause_end(piece: Range, taken: Sequence[Range], doc: Doc, tree: Tree) -> Range:
    head = tree.head_of(*piece)
    end = tree.subtree(head)[1]
    while end > piece[1] and doc[end - 1].text in _STOPS:
        end -= 1
    rest = (piece[1], end)
    if tree.deps[head] not in CLAUSES or rest[0] >= rest[1] or any(_touch(rest, t) for t in taken):
        return piece
    return piece[0], end


def priced(found: Sequence[Attribution], doc: Doc, tree: Tree) -> list[Attribution]:
    """Add who puts something at a sum: "the paper put the amount at $50 million last May"."""
    made = list(found)
    for money in (ent for ent in doc.ents if ent.label_ == "MONEY"):
        verb = _pricing_verb(tree.head_of(money.start, money.end), doc, tree)
        subject = None if verb is None else tree.child(verb, "nsubj")
        if verb is None or subject is None or doc[subject].lower_ in _RELATIVES:
            continue
        place = next((n for n, one in enumerate(made) if one.cue[0] <= verb < one.cue[1]), None)
        if place is None:
            made.append(Attribution((verb, verb + 1), _nominal(subject, tree), (), _PRICED))
            place = len(made) - 1
        if not made[place].content:
            made[place] = replace(made[place], content=((verb + 1, _end_of(verb, doc, tree)),))
    return made


def _pricing_verb(sum_: int, doc: Doc, tree: Tree) -> int | None:
    """Return the verb of which a sum is what its object is put at."""
    verb = tree.heads[sum_]
    marked = any(doc[c].lower_ == "at" for c in tree.children[sum_] if c < sum_)
    at = tree.deps[sum_] == "obl" and marked and doc[verb].lemma_.lower() in _PRICING
    return verb if at and tree.child(verb, "obj") is not None else None


def _end_of(verb: int, doc: Doc, tree: Tree) -> int:
    """Return where a verb's clause ends, without those beside it."""
    inside = (c for c in tree.children[verb] if tree.deps[c] not in {"conj", "parataxis", "punct"})
    return max(tree.subtree(child)[1] for child in inside)


def cited(found: Sequence[Attribution], doc: Doc, tree: Tree) -> list[Attribution]:
    """Give those whom a speaker cites what he passes on: "the paper said, citing officials"."""
    out: list[Attribution] = []
    found = [one for one in found if not _only_cites(one, doc, tree)]
    if _CITING.isdisjoint(strings(doc, "lower_")):
        return found
    for one in found:
        verb = _citing_verb(one, found, doc)
        named = None if verb is None else tree.child(verb, "obj", "dobj")
        if verb is None or named is None:
            out.append(one)
            continue
        source = one.source
        if source is not None and source[0] < verb < source[1]:
            source = (source[0], verb - (doc[verb - 1].text == ","))
        start, end = tree.subtree(named)
        passed = Attribution((verb, verb + 1), (max(start, verb + 1), end), one.content, one.score)
        out += [replace(one, source=source), passed]
    return out


def _only_cites(one: Attribution, doc: Doc, tree: Tree) -> bool:
    """Say whether an attribution is "citing" with whom it cites for its content, or with none."""
    verb = next((i for i in range(*one.cue) if doc[i].lower_ in _CITING), None)
    named = None if verb is None else tree.child(verb, "obj", "dobj")
    if named is None:
        return False
    return all(_touch(piece, tree.subtree(named)) for piece in one.content)


def _citing_verb(one: Attribution, found: Sequence[Attribution], doc: Doc) -> int | None:
    """Return the "citing" of the sentence of a cue with content, unless another cue is nearer."""
    known = doc.has_annotation("SENT_START")
    if not known or not one.content or any(doc[i].lower_ in _CITING for i in range(*one.cue)):
        return None
    sentence = doc[one.cue[0]].sent
    for token in range(sentence.start, sentence.end):
        if doc[token].lower_ in _CITING:
            here = [f for f in found if sentence.start <= f.cue[0] < sentence.end and f.content]
            nearest = min(here, key=lambda f: abs(f.cue[0] - token))
            taken = any(f.cue[0] <= token < f.cue[1] for f in found)
            return token if nearest is one and not taken else None
    return None


def pass_on(found: Sequence[Attribution], doc: Doc) -> list[Attribution]:
    """Give "the paper quoted a source, who said ..." what the source said, besides the source."""
    out = []
    for one in found:
        quoting = any(doc[i].lemma_.lower() in _QUOTING for i in range(*one.cue))
        said = [
            other.content
            for other in found
            if quoting
            and other is not one
            and other.source is not None
            and any(_touch(other.source, piece) for piece in one.content)
        ]
        more = tuple(p for pieces in said for p in pieces if p not in one.content)
        out.append(replace(one, content=(*one.content, *more)) if more else one)
    return out


def _rejoined(found: Attribution) -> Attribution:
    """Join a content that fills the gap from source to cue to the source: "officials" of it."""
    for piece in found.content:
        if found.source is not None and found.source[1] == piece[0] and piece[1] == found.cue[0]:
            rest = tuple(other for other in found.content if other != piece)
            return replace(found, source=(found.source[0], piece[1]), content=rest)
    return found


def _source_among_contents(head: int, found: Attribution, tree: Tree) -> Attribution:
    """Take the cue's own subject out of the contents: it is who speaks."""
    subject = tree.subject(head)
    if found.source is not None or subject is None or tree.deps[subject].endswith("pass"):
        return found
    for piece in found.content:
        if tree.head_of(*piece) == subject and not _touch(piece, found.cue):
            rest = tuple(other for other in found.content if other != piece)
            return replace(found, source=piece, content=rest)
    return found


def _with_name(source: Range, doc: Doc, tree: Tree) -> Range:
    """Take in the name right behind a source that belongs to it: "the newspaper" Kurier."""
    end = source[1]
    if end >= len(doc) or doc[end].ent_iob_ != "B":
        return source
    stop = end + 1
    while stop < len(doc) and doc[stop].ent_iob_ == "I":
        stop += 1
    head = tree.heads[tree.head_of(end, stop)]
    return (source[0], stop) if source[0] <= head < end else source


def _antecedent(source: Range, tree: Tree) -> Range:
    """Return the noun phrase that a relative pronoun stands for: of "a source who said", a source.

    The pronoun itself if there is none.
    """
    token = source[0]
    for _ in range(4):
        if tree.deps[token] in {"acl:relcl", "relcl"}:
            start, end = _nominal(tree.heads[token], tree)
            return start, max(end, start + 1)
        token = tree.heads[token]
    return source


def _source_in_tree(head: int, found: Attribution, doc: Doc, tree: Tree) -> Range | None:
    if doc[found.cue[0]].lower_ == "according":
        return _according(found.cue, doc, tree)
    verb = head
    subject = tree.subject(verb)
    if subject is None or doc[tree.subtree(subject)[0]].lower_ in _RELATIVES:
        return None
    if tree.deps[subject].endswith("pass"):
        subject = _agent(verb, doc, tree)
        if subject is None:
            return None
    return _nominal(subject, tree)


def _according(cue: Range, doc: Doc, tree: Tree) -> Range | None:
    """Return what follows "according to": the noun that "according" or "to" marks."""
    for token in range(*cue):
        head = tree.heads[token]
        if head >= cue[1] and tree.deps[token] in {"case", "fixed"}:
            return _after(cue[1], _nominal(head, tree))
    for token in range(*cue):
        child = tree.child(token, "obl", "nmod", "pobj")
        if child is not None and child >= cue[1]:
            return _after(cue[1], _nominal(child, tree))
    return None


def _after(start: int, span: Range) -> Range | None:
    return (max(start, span[0]), span[1]) if span[1] > start else None


def _agent(verb: int, doc: Doc, tree: Tree) -> int | None:
    for child in tree.children[verb]:
        relation = tree.deps[child]
        if relation == "obl:agent" or (
            relation == "obl" and any(doc[c].lower_ == "by" for c in tree.children[child])
        ):
            return child
    return None


_LEFT_OUT = frozenset({"acl:relcl", "relcl", "parataxis", "appos", "conj", "cc", "punct", "case"})


def _nominal(head: int, tree: Tree) -> Range:
    """Return the noun phrase of ``head`` without relative clauses, appositions and commas."""
    start, end = head, head + 1
    for child in tree.children[head]:
        if tree.deps[child] not in _LEFT_OUT:
            left, right = tree.subtree(child)
            start, end = min(start, left), max(end, right)
    return start, end


def _content_in_tree(head: int, found: Attribution, doc: Doc, tree: Tree) -> Range | None:
    clause = tree.child(head, "ccomp")
    if clause is None:
        return None
    start, end = tree.subtree(clause)
    start = max(start, found.cue[1]) if clause > head else start
    end = min(end, found.cue[0]) if clause < head else end
    while start < end and doc[start].is_punct and doc[start].text not in _OPENING:
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _STOPS):
        end -= 1
    return (start, end) if start < end else None


def _touch(one: Range, two: Range) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def continue_speech(
    found: Sequence[Attribution], loose: Sequence[Range], doc: Doc
) -> list[Attribution]:
    """Give each content without a cue to the last speaker before it, if it is quoted speech."""
    out = list(found)
    for content in loose:
        if doc[content[0]].text not in _OPENING and doc[content[1] - 1].text not in _CLOSING:
            continue
        place = _last_before(out, content[0])
        if place is not None:
            out[place] = replace(out[place], content=(*out[place].content, content))
    return out


def _last_before(found: Sequence[Attribution], token: int) -> int | None:
    """Return the last attribution whose cue stands before ``token``, in or near its paragraph."""
    before = [i for i, one in enumerate(found) if one.cue[1] <= token and one.content]
    if not before or token - found[before[-1]].cue[1] > _SPEECH_REACH:
        return None
    return before[-1]
