"""The component that writes predicates, their rolesets and their arguments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.annotations import Argument, Predicate, register_extensions
from dealtrace.language.bio import BioScheme, LabelledSpan
from dealtrace.language.model_file import Floats, Ints
from dealtrace.language.scores import Scores, scores_of
from dealtrace.language.tree_view import Tree, tree_of

_CHUNK = 64  # predicates worked on at a time: bounds the memory


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
        spans = argument_spans(scores, words, scores.sentences(doc))
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
    chosen = []
    for vector, word in zip(vectors, words.tolist(), strict=True):
        lemma = doc[int(scores.words[word])].lemma_.lower()
        names = [name for name in labels.lemma_rolesets.get(lemma, ()) if name in numbers]
        if len(names) > 1:
            rows = constants[[numbers[name] for name in names]]
            names = [names[int((rows @ vector).argmax())]]
        chosen.append(names[0] if names else f"{lemma}.01")
    return chosen


def argument_spans(
    scores: Scores, words: Ints, sentences: Sequence[tuple[int, int]]
) -> Iterator[list[LabelledSpan]]:
    """Yield the argument spans of each predicate of ``words`` (sorted), within its sentence."""
    constant = scores.model.constants["srl_u"]  # [labels, predicate, word]
    count, width = constant.shape[0], constant.shape[1]
    flat = scores.model.flat("srl_u", 1)
    scheme = BioScheme(scores.model.labels.srl)
    starts = np.array([start for start, _ in sentences])
    for low in range(0, len(words), _CHUNK):
        some = words[low : low + _CHUNK]
        projected = (scores.rows["srl_pred"].take(some) @ flat).reshape(len(some), count, width)
        homes = [sentences[i] for i in np.searchsorted(starts, some, side="right") - 1]
        yield from _decode(scores, scheme, projected, list(zip(some.tolist(), homes, strict=True)))


def _decode(
    scores: Scores,
    scheme: BioScheme,
    projected: Floats,
    words: Sequence[tuple[int, tuple[int, int]]],
) -> list[list[LabelledSpan]]:
    """Decode predicates, each given with its sentence, together; ``projected`` is [p, n, k]."""
    pieces: list[Floats] = []
    edges = [0]
    for word, (start, end) in words:
        inside = scores.rows["srl_arg"].take(np.arange(start, end))
        logits = inside @ projected[len(pieces)].T  # [words of the sentence, n]
        logits[word - start] = -1e4  # a predicate is no argument of its own
        logits[word - start, scheme.outside] = 0
        pieces.append(logits)
        edges.append(edges[-1] + end - start)
    found: list[list[LabelledSpan]] = [[] for _ in words]
    for span in scheme.spans(np.concatenate(pieces), list(pairwise(edges))):
        row = bisect_right(edges, span.start) - 1
        shift = words[row][1][0] - edges[row]
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
