"""A document's tree as plain lists, which rules walk faster than ``Token`` objects."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from dealtrace.language.offsets import flags, strings

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "relcl", "parataxis", "root"})


@dataclass(frozen=True, slots=True)
class Tree:
    """By token: head, relation, children, first and last token of its subtree, white space."""

    heads: list[int]
    deps: list[str]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    is_space: list[bool]

    def child(self, token: int, *relations: str) -> int | None:
        """Return the first child of ``token`` by one of ``relations``, or None."""
        for child in self.children[token]:
            if self.deps[child] in relations:
                return child
        return None

    def subject(self, token: int) -> int | None:
        """Return the subject of a verb: its own, or that of the verb it is coordinated with."""
        for _ in range(4):
            found = self.child(token, *SUBJECTS)
            if found is not None:
                return found
            if self.deps[token] not in {"conj", "xcomp", "aux", "cop"}:
                return None
            token = self.heads[token]
        return None

    def head_of(self, start: int, end: int) -> int:
        """Return the token of ``start`` to ``end`` whose head lies outside; the first such."""
        for token in range(start, end):
            head = self.heads[token]
            if (head == token or not start <= head < end) and self.deps[token] not in _WEAK:
                return token
        return start

    def above(self, token: int) -> list[int]:
        """Return ``token``, its head, its head's head and so on up to the root, 64 at most."""
        found = [token]
        while (head := self.heads[token]) != token and len(found) < _HIGHEST:
            found.append(token := head)
        return found

    def below(self, token: int) -> set[int]:
        """Return ``token`` and all that hangs on it, directly or not."""
        found, waiting = {token}, list(self.children[token])
        while waiting:
            found.add(child := waiting.pop())
            waiting += self.children[child]
        return found

    def subtree(self, token: int) -> tuple[int, int]:
        """Return the range of the subtree of ``token``, white space at its end left out."""
        end = self.right[token] + 1
        while end - 1 > token and self.is_space[end - 1]:
            end -= 1
        return self.left[token], end


_HIGHEST = 64  # tokens
_WEAK = frozenset({"punct", "case", "mark", "cc", "dep", "det"})


_TREES: WeakKeyDictionary[Doc, tuple[bytes, Tree]] = WeakKeyDictionary()


def tree_of(doc: Doc) -> Tree:
    """Return the tree of ``doc`` (every token its own root if it has none).

    It is built once for several components, and again if the document's heads have changed.
    """
    columns = doc.to_array(["HEAD", "DEP"]).astype(np.uint64)
    key = columns.tobytes()
    known = _TREES.get(doc)
    if known is None or known[0] != key:
        known = _TREES[doc] = (key, _build(doc, columns[:, 0].view(np.int64)))
    return known[1]


def _build(doc: Doc, distances: npt.NDArray[np.int64]) -> Tree:
    parents = (np.arange(len(doc)) + distances).tolist()
    children: list[list[int]] = [[] for _ in parents]
    for token, parent in enumerate(parents):
        if parent != token:
            children[parent].append(token)
    left, right = _edges(parents)
    return Tree(parents, strings(doc, "dep_"), children, left, right, flags(doc, "IS_SPACE"))


def _edges(parents: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and the last token of each token's subtree."""
    left, right = list(range(len(parents))), list(range(len(parents)))
    for token in range(len(parents)):  # the first to reach one above it is its first
        above = parents[token]
        while left[above] > token:
            left[above], above = token, parents[above]
    for token in reversed(range(len(parents))):
        above = parents[token]
        while right[above] < token:
            right[above], above = token, parents[above]
    return left, right
