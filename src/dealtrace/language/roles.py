"""The component that writes predicates, their rolesets and their arguments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Argument, Predicate, register_extensions
from dealtrace.language.bio import BioScheme, LabelledSpan, scheme_of
from dealtrace.language.model_file import Floats, Ints
from dealtrace.language.offsets import strings
from dealtrace.language.role_logits import Seen, chunks, role_logits
from dealtrace.language.scores import Scores, scores_of
from dealtrace.language.tree_view import Tree, tree_of

AUXILIARY = frozenset({"be.03", "do.01", "go.04", "have.01", "have.02"})
"""PropBank's rolesets of auxiliaries ("is going to", "has"), which take no arguments."""


class RoleReader:
    """Decodes predicates and arguments, each sentence by itself."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.predicates``, in text order."""
        scores = scores_of(doc)
        doc._.predicates = ()
        if len(scores.words):
            doc._.predicates = tuple(self._read(doc, scores))
        return doc

    def _read(self, doc: Doc, scores: Scores) -> Iterator[Predicate]:
        words = np.flatnonzero(scores.logits["pred"] > 0)
        tree = tree_of(doc)
        rolesets = choose_rolesets(doc, scores, words)
        chances = 1 / (1 + np.exp(-scores.logits["pred"][words]))
        spans = argument_spans(scores, words, rolesets, scores.sentences(doc))
        for place, (word, found) in enumerate(zip(words.tolist(), spans, strict=True)):
            yield Predicate(
                token=int(scores.words[word]),
                roleset=rolesets[place],
                arguments=tuple(_arguments(scores, tree, word, found)),
                score=float(chances[place]),
                factuality=float(np.clip(scores.logits["fact"][word], -3, 3)),
            )


def choose_rolesets(doc: Doc, scores: Scores, words: Ints) -> list[str]:
    """Return the best roleset of each predicate among those its lemma may have."""
    labels, constants = scores.model.labels, scores.model.constants["sense_u"]
    numbers = scores.model.roleset_numbers
    vectors = scores.rows["sense"].take(words)[:, :-1]
    lemmas = strings(doc, "lemma_")
    chosen = []
    for vector, word in zip(vectors, words.tolist(), strict=True):
        lemma = lemmas[scores.words[word]].lower()
        names = [name for name in labels.lemma_rolesets.get(lemma, ()) if name in numbers]
        if len(names) > 1:
            rows = constants[[numbers[name] for name in names]]
            names = [names[int((rows @ vector).argmax())]]
        chosen.append(names[0] if names else f"{lemma}.01")
    return chosen


def argument_spans(
    scores: Scores, words: Ints, rolesets: Sequence[str], sentences: Sequence[tuple[int, int]]
) -> list[list[LabelledSpan]]:
    """Return the argument spans of each predicate of ``words`` [p], within its sentence."""
    starts = np.array([start for start, _ in sentences])
    homes = np.searchsorted(starts, words, side="right") - 1
    found: list[list[LabelledSpan]] = [[] for _ in rolesets]
    scheme = scheme_of(scores.model.labels.srl)
    seen = [
        Seen(place, int(word), sentences[home], roleset)
        for place, (word, home, roleset) in enumerate(zip(words, homes, rolesets, strict=True))
        if roleset not in AUXILIARY
    ]
    for some in chunks(seen):
        for one, spans in zip(some, _decode(scheme, some, role_logits(scores, some)), strict=True):
            found[one.place] = spans
    return found


def _decode(
    scheme: BioScheme, some: Sequence[Seen], logits: Sequence[Floats]
) -> list[list[LabelledSpan]]:
    """Decode predicates together, each by the label scores [words of its sentence, labels]."""
    edges = [0]
    for one, table in zip(some, logits, strict=True):
        own = one.word - one.sentence[0]
        table[own] = -1e4  # a predicate is no argument of its own
        table[own, scheme.outside] = 0
        edges.append(edges[-1] + len(table))
    found: list[list[LabelledSpan]] = [[] for _ in some]
    for span in scheme.spans(np.concatenate(logits), list(pairwise(edges))):
        row = bisect_right(edges, span.start) - 1
        shift = some[row].sentence[0] - edges[row]
        moved = LabelledSpan(span.start + shift, span.end + shift, span.label, span.score)
        found[row].append(moved)
    return found


def _arguments(
    scores: Scores, tree: Tree, word: int, spans: Sequence[LabelledSpan]
) -> Iterator[Argument]:
    for span in once_each(spans):
        start, end = scores.span(span.start, span.end)
        head = tree.head_of(start, end)
        yield Argument(span.label, start, end, head, span.score)


def once_each(spans: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """Return a predicate's spans with each numbered role at most once: the surest of them."""
    best: dict[str, LabelledSpan] = {}
    for span in spans:
        if _is_core(span.label) and span.score > getattr(best.get(span.label), "score", 0.0):
            best[span.label] = span
    return [span for span in spans if best.get(span.label, span) is span]


def _is_core(role: str) -> bool:
    return role.startswith("ARG") and role[3:4].isdigit()


@Language.factory("dealtrace_roles", assigns=["doc._.predicates"])
def make_roles(nlp: Language, name: str) -> RoleReader:
    """Make the component that writes predicates with their roles."""
    register_extensions()
    return RoleReader()
