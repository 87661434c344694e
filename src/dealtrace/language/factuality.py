"""The component that says how firmly the text holds each predicate to be true.

The model gives a number (-3 certainly not .. 3 certainly so); plain signs in the tree set a
bound to it: a negation, a modal verb, a condition, a verb such as "plan" or "deny" above it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Predicate, register_extensions
from dealtrace.language.offsets import strings
from dealtrace.language.tree_view import SUBJECTS, Tree, tree_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEGATIONS = _words("not n't n’t never no neither nor without")
_POSSIBLE = _words("may might could can would should")
_FUTURE = _words("will shall 'll ’ll wo must")
_INTENDING = _words(
    """plan intend want hope aim seek wish expect schedule prepare propose offer promise pledge
    agree vow decide consider mull ponder discuss negotiate study weigh try attempt ask request urge
    call demand ready set poise due likely slate eye desire need order authorise authorize"""
)
_POSSIBLE_NOUNS = _words("plan intention proposal possibility prospect offer talk hope")
_DENYING = _words("deny refuse reject refute decline fail cancel scrap prevent avoid ban")
_UNREAL_MARKS = frozenset({"if", "unless", "whether"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "csubj", "obj"})


_DENIED = -1.5


def write_factuality(doc: Doc) -> Doc:
    """Bound the factuality of each of ``doc._.predicates`` by the signs around it."""
    predicates = doc._.predicates
    if not predicates:
        return doc
    tree, lemmas = tree_of(doc), [lemma.lower() for lemma in strings(doc, "lemma_")]
    doc._.predicates = tuple(_bounded(found, tree, lemmas) for found in predicates)
    return doc


def _bounded(found: Predicate, tree: Tree, lemmas: list[str]) -> Predicate:
    value = bounded(found.token, found.factuality, tree, lemmas)
    return found if value == found.factuality else replace(found, factuality=value)


def bounded(token: int, value: float, tree: Tree, lemmas: list[str]) -> float:
    """Return ``value`` bounded by the negation, modals, marks and governors of ``token``."""
    upper = min(_own_bound(token, tree, lemmas), _governor_bound(token, tree, lemmas))
    if _is_negated(token, tree, lemmas):
        return min(-1.0, -abs(min(value, upper)))
    if upper <= _DENIED:
        return min(value, upper)
    # Annotators rate what is yet to come as not having happened; it is open, not denied.
    return min(max(value, 0.0 if upper < 3 else -1.0), upper)


def _is_negated(token: int, tree: Tree, lemmas: list[str]) -> bool:
    """Say whether a negation stands with the predicate or its subject: "no contract was signed"."""
    subject = tree.child(token, *SUBJECTS)
    near = tree.children[token] + ([] if subject is None else tree.children[subject])
    return any(
        lemmas[child] in _NEGATIONS and tree.deps[child] in {"advmod", "neg", "det", "case", "mark"}
        for child in near
    )


def _own_bound(token: int, tree: Tree, lemmas: list[str]) -> float:
    bound = 3.0
    for child in tree.children[token]:
        relation, lemma = tree.deps[child], lemmas[child]
        if relation == "aux" and lemma in _FUTURE:
            bound = min(bound, 1.5)
        elif relation == "aux" and lemma in _POSSIBLE:
            bound = min(bound, 0.5)
        elif relation == "mark" and lemma in _UNREAL_MARKS:
            bound = min(bound, 0.0)
    return bound


def _governor_bound(token: int, tree: Tree, lemmas: list[str]) -> float:
    """Return the bound set by what ``token`` is a complement of, two steps up at most."""
    bound = 3.0
    for _ in range(2):
        head, relation = tree.heads[token], tree.deps[token].split(":")[0]
        if relation in {"nmod", "obl"} and lemmas[head] in _POSSIBLE_NOUNS:
            bound = min(bound, 1.0)  # "plans for the sale"
        if head == token or relation not in _COMPLEMENTS:
            break
        if relation in {"xcomp", "ccomp", "acl", "csubj"}:
            if lemmas[head] in _INTENDING | _POSSIBLE_NOUNS and not _is_finite(token, tree, lemmas):
                bound = min(bound, 1.0)
            bound = min(bound, _own_bound(head, tree, lemmas))
        if lemmas[head] in _DENYING and relation in {"xcomp", "ccomp", "obj"}:
            bound = min(bound, _DENIED)
        token = head
    return bound


def _is_finite(token: int, tree: Tree, lemmas: list[str]) -> bool:
    """Say whether a clause is finite by the lack of "to": "agreed that it signed" did happen."""
    return not any(
        tree.deps[child] in {"mark", "aux"} and lemmas[child] == "to"
        for child in tree.children[token]
    )


@Language.component("dealtrace_factuality", assigns=["doc._.predicates"])
def factuality(doc: Doc) -> Doc:
    """Bound factuality (see :func:`write_factuality`)."""
    register_extensions()
    return write_factuality(doc)
