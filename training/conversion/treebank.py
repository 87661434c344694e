"""Reads CoNLL-U treebanks (UD English-EWT and English-GUM)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.conversion.documents import Document

COLUMNS = {"upos": 3, "xpos": 4, "lemma": 2, "rel": 7}


def read_conllu(path: Path, corpus: str) -> list[Document]:
    """Return the documents of a CoNLL-U file, cut at its ``# newdoc id`` lines."""
    documents: list[Document] = []
    for name, sentence_id, rows in _sentences(path):
        if name or not documents:
            documents.append(_empty(name or path.stem, corpus))
        _append(documents[-1], sentence_id, rows)
    return documents


def _empty(name: str, corpus: str) -> Document:
    layers: dict[str, list[str]] = {key: [] for key in (*COLUMNS, "misc")}
    return Document(name, corpus, [], [], sentences=True, layers=layers, heads=[])


def _sentences(path: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Yield (name of the document that starts here or "", sentence id, rows of the words)."""
    name, sentence_id = "", ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            name = line.removeprefix("# newdoc id = ")
        elif line.startswith("# sent_id = "):
            sentence_id = line.removeprefix("# sent_id = ")
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            yield name, sentence_id, rows
            name, rows = "", []
    if rows:
        yield name, sentence_id, rows


def _append(document: Document, sentence_id: str, rows: list[list[str]]) -> None:
    offset = len(document.words)
    document.starts.append(offset)
    document.sentence_ids.append(sentence_id)
    document.words += [row[1] for row in rows]
    for key, column in COLUMNS.items():
        document.layers[key] += [row[column] for row in rows]
    document.layers["misc"] += [row[9] for row in rows]
    assert document.heads is not None
    document.heads += [int(row[6]) + offset - 1 if row[6] != "0" else -1 for row in rows]
