"""Reads English-GUM: trees, named entities and OntoNotes-style coreference.

Only genres whose texts may be used commercially are read (LICENSE.txt of the treebank names
Wikinews with its interviews and biographies, Wikivoyage, OpenStax textbooks, Creative Commons
vlogs, political speeches and the Santa Barbara conversations).
"""

from __future__ import annotations

import re
from pathlib import Path

from training.conversion.documents import Document, Span
from training.conversion.entities import (
    amounts,
    demonyms,
    entity_layer,
    organisation,
    place,
)
from training.conversion.treebank import read_conllu

FREE_GENRES = ("news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation")
MARKED = frozenset(
    ["PERSON", "ORG", "BODY", "GPE", "LOC", "FAC", "NORP", "EVENT", "MONEY", "PERCENT"]
)
_DEMONYM_TAGS = frozenset(["ADJ", "NOUN", "PROPN"])
_FIELD = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BARE_KINDS = {"person": "PERSON", "event": "EVENT", "time": "DATE"}


def read_gum(trees: Path, coreference: Path) -> list[Document]:
    """Return the freely licensed documents of a split with their names and chains."""
    documents = []
    for path in sorted(trees.glob("*.conllu")):
        if path.stem.split("_")[1] in FREE_GENRES:
            document = read_conllu(path, "gum")[0]
            _add_names(document)
            _add_chains(document, coreference / f"{path.stem}.conll")
            documents.append(document)
    return documents


def entity_spans(cells: list[str]) -> list[tuple[str, str, int, int]]:
    """Return (type, minimal span as written, first word, word after last) of ``Entity=`` cells."""
    found: list[tuple[str, str, int, int]] = []
    opened: list[tuple[list[str], int]] = []
    for i, cell in enumerate(cells):
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", cell):
            if part.startswith("("):
                opened.append((part.strip("()").split("-"), i))
            if part.endswith(")"):
                _close(part, opened, found, i)
    return found


def _close(
    part: str,
    opened: list[tuple[list[str], int]],
    found: list[tuple[str, str, int, int]],
    i: int,
) -> None:
    key = part.strip("()").split("-")[0]
    for at in range(len(opened) - 1, -1, -1):
        fields, start = opened[at]
        if fields[0] == key:
            del opened[at]
            if len(fields) > 5:
                found.append((fields[1], fields[5], start, i + 1))
            return


def _add_names(document: Document) -> None:
    cells = [m.group(1) if (m := _FIELD.search(misc)) else "" for misc in document.layers["misc"]]
    upos = document.layers["upos"]
    names: list[tuple[set[str], int, int]] = []
    taken: set[int] = set()
    for kind, minimal, start, end in sorted(entity_spans(cells), key=lambda e: e[3] - e[2]):
        span = _name_in(minimal, start, end, upos, taken)
        if span:
            types = _types(kind, " ".join(document.words[slice(*span)]))
            taken |= set(range(*span))
            names.append((types, *span))
    names += [({label}, a, b) for label, a, b in amounts(document.words)]
    names += [({"NORP"}, i, i + 1) for i in _demonyms(document)]
    unsure = {i for i, tag in enumerate(upos) if tag == "PROPN"}
    unsure |= {i for i, word in enumerate(document.words) if word[:1].isupper() and i - 1 in unsure}
    unsure |= _capital_adjectives(document)
    known = [name for name in names if name[0]]
    document.layers["ner"] = entity_layer(len(upos), known, MARKED, unsure)


def _demonyms(document: Document) -> list[int]:
    tagged = zip(document.words, document.layers["upos"], strict=True)
    return [i for i, (w, tag) in enumerate(tagged) if w in demonyms() and tag in _DEMONYM_TAGS]


def _capital_adjectives(document: Document) -> set[int]:
    starts = set(document.starts)
    return {
        i
        for i, (word, tag) in enumerate(zip(document.words, document.layers["upos"], strict=True))
        if tag in ("ADJ", "NOUN") and word[:1].isupper() and i not in starts
    }


def _name_in(
    minimal: str, start: int, end: int, upos: list[str], taken: set[int]
) -> tuple[int, int] | None:
    """Return the run of proper nouns around the mention's minimal span, or None."""
    core = [start + int(n) - 1 for n in re.findall(r"\d+", minimal)]
    core = [i for i in core if start <= i < end]
    if not core or not any(upos[i] == "PROPN" for i in core) or taken & set(core):
        return None
    first, last = min(core), max(core)
    if upos[last] != "PROPN" and upos[first] != "PROPN":
        return None
    while first > start and upos[first - 1] == "PROPN" and first - 1 not in taken:
        first -= 1
    while last + 1 < end and upos[last + 1] == "PROPN" and last + 1 not in taken:
        last += 1
    return None if taken & set(range(first, last + 1)) else (first, last + 1)


def _types(kind: str, text: str) -> set[str]:
    if kind == "organization":
        return organisation(text)
    if kind == "place":
        return place(text)
    return {_BARE_KINDS[kind]} if kind in _BARE_KINDS else set()


def _add_chains(document: Document, path: Path) -> None:
    rows = [
        line.split("\t")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    if [row[1] for row in rows] != document.words:
        return
    chains: dict[str, set[int]] = {}
    for label, start, end in coreference_spans([row[-1] for row in rows]):
        chains.setdefault(label, set()).add(span_head(document, start, end))
    document.chains = [sorted(heads) for heads in chains.values()]


def coreference_spans(cells: list[str]) -> list[Span]:
    """Return (chain, first word, word after last) of CoNLL-2012 cells such as ``(3|(4)``."""
    spans: list[Span] = []
    opened: dict[str, list[int]] = {}
    for i, cell in enumerate(cells):
        for part in re.findall(r"\(\d+\)|\(\d+|\d+\)", cell):
            key = part.strip("()")
            if part.startswith("("):
                opened.setdefault(key, []).append(i)
            if part.endswith(")") and opened.get(key):
                spans.append((key, opened[key].pop(), i + 1))
    return spans


def span_head(document: Document, start: int, end: int) -> int:
    """Return the first word of the span whose head lies outside it."""
    assert document.heads is not None
    outside = (i for i in range(start, end) if not start <= document.heads[i] < end)
    return next(outside, start)
