"""Components that write sentences, tags, lemmas and the tree."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dealtrace.language.irregular_verbs import irregular_verb
from dealtrace.language.lemma_scripts import apply_script, known_base, singular
from dealtrace.language.model_file import Floats, Ints
from dealtrace.language.offsets import strings
from dealtrace.language.scores import Scores, scores_of
from dealtrace.language.trees import decode_tree

_CLOSING = frozenset({"”", "’", "''", ")", "]", "»", ",", ".", ";", ":", "!", "?", "%"})
_QUOTES = frozenset({"”", '"', "''", "’"})
_CLOSERS = _QUOTES | {")", "]", "»"}
_TERMINALS = frozenset(".!?…:;*•|–—-")
_BOLD = 2.0  # log odds from which a sentence may start though the last one has no end mark
_CHUNK = 128  # heads whose label scores are worked out at a time
# Irregular forms that a suffix rule gets wrong and news text is full of.
_LEMMAS = {("'s", "AUX"): "be", ("’s", "AUX"): "be", ("n't", "PART"): "not", ("n’t", "PART"): "not"}


def mark_sentences(doc: Doc) -> Doc:
    """Start a sentence where the model says so and at every paragraph."""
    scores = scores_of(doc)
    starts = np.full(len(doc), -1, dtype=np.int64)
    if len(scores.words):
        wanted = sentence_starts(scores.logits["sent"], scores.texts, scores.breaks)
        starts[scores.words[wanted]] = 1
    if len(doc):
        starts[0] = 1
        _write(doc, ["SENT_START"], starts.astype(np.uint64)[:, None])
    return doc


def _write(doc: Doc, attributes: list[str], table: Any) -> None:
    """Write a column a token attribute; ``table`` [tokens, attributes] is of unsigned integers."""
    doc.from_array(list(attributes), table)


def sentence_starts(logits: Floats, texts: Sequence[str], breaks: Ints) -> Ints:
    """Return the words that start a sentence, the first word and ``breaks`` among them."""
    wanted = logits > 0
    for word in np.flatnonzero(wanted).tolist():
        timid = logits[word] < _BOLD and not _has_ended(texts, word)
        if timid or texts[word] in _CLOSING or _goes_on(texts, word):
            wanted[word] = False
    wanted[breaks] = True
    wanted[0] = True
    return np.flatnonzero(wanted)


def _goes_on(texts: Sequence[str], word: int) -> bool:
    """Say whether a comma stands before ``word``, a closing quote between or not."""
    before = word - 1
    if before > 0 and texts[before] in _QUOTES:
        before -= 1
    return before >= 0 and texts[before] == ","


def _has_ended(texts: Sequence[str], word: int) -> bool:
    """Say whether what stands before ``word`` looks like the end of a sentence."""
    before = word - 1
    while before > 0 and texts[before] in _CLOSERS:
        before -= 1
    return before < 0 or texts[before][-1:] in _TERMINALS


class Tagger:
    """Writes UPOS and XPOS tags."""

    def __init__(self, nlp: Language) -> None:
        """Intern the tags in the pipeline's vocabulary as they come up."""
        self._strings = nlp.vocab.strings
        self._codes: dict[str, list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Tag ``doc``; white space is ``SPACE`` and ``_SP``, as in spaCy."""
        scores = scores_of(doc)
        table = np.zeros((len(doc), 2), dtype=np.uint64)
        table[:] = [self._strings.add("SPACE"), self._strings.add("_SP")]
        if len(scores.words):
            for column, name in enumerate(("upos", "xpos")):
                codes = np.array(self._code(scores, name), dtype=np.uint64)
                table[scores.words, column] = codes[scores.labels[name]]
            _write(doc, ["POS", "TAG"], table)
        return doc

    def _code(self, scores: Scores, name: str) -> list[int]:
        if name not in self._codes:
            labels = getattr(scores.model.labels, name)
            self._codes[name] = [self._strings.add(label) for label in labels]
        return self._codes[name]


_INFLECTED = {"VBD", "VBN", "VBG", "VBZ"}


def write_lemmas(doc: Doc) -> Doc:
    """Write each word's lemma by the edit script the model chose."""
    scores = scores_of(doc)
    scripts, verbs = scores.model.labels.lemma, scores.model.labels.lemma_rolesets
    memo: dict[tuple[str, int, str, str], str] = {}
    lemmas, pos, tags = (strings(doc, name) for name in ("orth_", "pos_", "tag_"))
    chosen = scores.labels.get("lemma", scores.words).tolist()
    for place, text, number in zip(scores.words.tolist(), scores.texts, chosen, strict=True):
        key = (text, number, pos[place], tags[place])
        if key not in memo:
            memo[key] = _lemma(text, scripts[number], pos[place], tags[place], verbs)
        lemmas[place] = memo[key]
    codes = [doc.vocab.strings.add(lemma) for lemma in lemmas]
    _write(doc, ["LEMMA"], np.array(codes, dtype=np.uint64)[:, None])
    return doc


def _lemma(text: str, script: str, pos: str, tag: str, verbs: Container[str]) -> str:
    known = _LEMMAS.get((text.lower(), pos)) or irregular_verb(text, tag)
    if known:
        return known
    lemma = apply_script(text, script)
    doubtful = lemma not in verbs or script.startswith("=")
    inflected = tag in _INFLECTED and lemma == text.lower()
    if pos == "VERB" and (doubtful or inflected):
        return known_base(text, verbs) or lemma
    if tag == "NNS" and pos == "NOUN":
        return singular(text) or lemma
    return lemma


class Parser:
    """Writes heads and relations, one tree a sentence."""

    def __init__(self, nlp: Language) -> None:
        """Intern the relations in the pipeline's vocabulary as they come up."""
        self._strings = nlp.vocab.strings

    def __call__(self, doc: Doc) -> Doc:
        """Parse ``doc``, whose sentences are marked; white space hangs on the word before it."""
        scores = scores_of(doc)
        if not len(scores.words):
            return doc
        heads = word_heads(scores, scores.sentences(doc))
        labels = scores.model.labels.rel
        codes = np.array([self._strings.add(label) for label in labels], dtype=np.uint64)
        relations = relation_labels(scores, heads)
        heads_of_tokens = _space_heads(scores.place)
        heads_of_tokens[scores.words] = scores.words[heads]
        table = np.full((len(doc), 2), self._strings.add("dep"), dtype=np.uint64)
        table[scores.words, 1] = codes[relations]
        own = np.flatnonzero(heads_of_tokens == np.arange(len(doc)))
        table[own, 1] = self._strings.add("root")
        table[:, 0] = (heads_of_tokens - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        _write(doc, ["HEAD", "DEP"], table)
        return doc


def word_heads(scores: Scores, sentences: Sequence[tuple[int, int]]) -> Ints:
    """Return each word's head as a word; a root is its own head."""
    assert scores.arcs is not None
    heads = np.arange(len(scores.words))
    for start, end in sentences:
        if end - start > 1:
            found = decode_tree(scores.arcs.block(start, end))
            heads[start:end] = np.where(found == 0, heads[start:end], start + found - 1)
    return heads


def relation_labels(scores: Scores, heads: Ints) -> Ints:
    """Return the label number of each word's relation to its head."""
    constant = scores.model.constants["rel_u"]  # [labels, dependent, head]
    width = constant.shape[1]
    flat = scores.model.flat("rel_u", 2)
    out = np.zeros(len(heads), dtype=np.int64)
    order = np.argsort(heads, kind="stable")
    distinct, first = np.unique(heads[order], return_index=True)
    edges = np.append(first, len(heads))
    for low in range(0, len(distinct), _CHUNK):
        high = min(low + _CHUNK, len(distinct))
        dependents = order[edges[low] : edges[high]]
        vectors = scores.rows["rel_head"].take(distinct[low:high]) @ flat
        shaped = vectors.reshape(high - low, -1, width)
        mine = scores.rows["rel_dep"].take(dependents)
        groups = (edges[low : high + 1] - edges[low]).tolist()
        found = [
            mine[start:end] @ shaped[head].T for head, (start, end) in enumerate(pairwise(groups))
        ]
        out[dependents] = np.concatenate(found).argmax(axis=1)
    return _only_roots_are_roots(scores, heads, out)


def _only_roots_are_roots(scores: Scores, heads: Ints, labels: Ints) -> Ints:
    names = scores.model.labels.rel
    if "root" in names:
        root = names.index("root")
        other = names.index("parataxis") if "parataxis" in names else names.index("dep")
        hangs = heads != np.arange(len(heads))
        labels[(labels == root) & hangs] = other
    return labels


def _space_heads(place: Ints) -> Ints:
    """Return the token each token hangs on if it is white space: a word beside it, or itself."""
    tokens = np.arange(len(place))
    before = np.maximum.accumulate(np.where(place >= 0, tokens, -1))
    words = np.flatnonzero(place >= 0)
    return np.where(before >= 0, before, words[0]).astype(np.int64)


@Language.component("dealtrace_sentences", assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """Mark where sentences start (see :func:`mark_sentences`)."""
    return mark_sentences(doc)


@Language.factory("dealtrace_tagger", assigns=["token.tag", "token.pos"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Make the component that writes tags."""
    return Tagger(nlp)


@Language.component("dealtrace_lemmatizer", assigns=["token.lemma"])
def lemmatizer(doc: Doc) -> Doc:
    """Write lemmas (see :func:`write_lemmas`)."""
    return write_lemmas(doc)


@Language.factory("dealtrace_parser", assigns=["token.dep", "token.head", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Parser:
    """Make the component that writes the tree."""
    return Parser(nlp)
