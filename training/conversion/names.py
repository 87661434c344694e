"""Reads corpora of names: re3d, CrossNER politics and UNER English-EWT."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training.conversion.documents import Document, spans_of, word_span
from training.conversion.entities import NAMES, demonyms, entity_layer, organisation, place
from training.conversion.plain_text import Tokens, tokenise

Name = tuple[set[str], int, int]
CROSSNER_CHUNK = 10  # sentences; the corpus is a shuffled list of sentences, not of texts
RE3D_CLOSED = ("BBC_Online",)  # not free for commercial use: never trained on
RE3D_MARKED = NAMES - {"EVENT"} | {"NORP", "MONEY", "DATE", "WEAPON", "VEHICLE", "QUANTITY"}
MIN_CONFIDENCE = 0.5
_CROSSNER = {
    "politician": {"PERSON"},
    "person": {"PERSON"},
    "politicalparty": {"ORG"},
    "country": {"GPE"},
    "event": {"EVENT"},
    "election": {"EVENT"},
    "misc": {"NORP", "EVENT", "ORG", "WEAPON"},
}
_RE3D = {
    "Person": {"PERSON"},
    "Nationality": {"NORP"},
    "Temporal": {"DATE", "TIME"},
    "Money": {"MONEY"},
    "Quantity": {"QUANTITY"},
    "Weapon": {"WEAPON"},
    "MilitaryPlatform": {"WEAPON"},
    "Vehicle": {"VEHICLE"},
}
_NAMED = frozenset(["Person", "Organisation", "Location", "Nationality"])
_NO_WEAPONS = frozenset(
    ["strike", "strikes", "attack", "attacks", "bombardment", "bombing", "airstrikes"]
)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her"]
)


def read_crossner(path: Path) -> list[Document]:
    """Return CrossNER politics in chunks of sentences."""
    sentences = list(_columns(path))
    chunks = range(0, len(sentences), CROSSNER_CHUNK)
    return [
        _crossner_document(f"{path.stem}-{i}", sentences[i : i + CROSSNER_CHUNK]) for i in chunks
    ]


def _columns(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 2:
            rows.append((cells[0], cells[1]))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _crossner_document(name: str, sentences: list[list[tuple[str, str]]]) -> Document:
    document = Document(f"crossner-{name}", "names", [], [], sentences=True)
    layer: list[str] = []
    for rows in sentences:
        document.starts.append(len(document.words))
        words = [word for word, _ in rows]
        spans = spans_of([label for _, label in rows])
        names = [(_crossner_types(label, words[a:b]), a, b) for label, a, b in spans]
        layer += entity_layer(len(words), names, NAMES)
        document.words += words
    document.layers["ner"] = layer
    return document


def _crossner_types(label: str, words: list[str]) -> set[str]:
    text = " ".join(words)
    if label == "organisation":
        return organisation(text)
    if label == "misc" and text in demonyms():
        return {"NORP"}
    return place(text) if label == "location" else _CROSSNER[label]


def read_re3d(folder: Path, closed: bool = False) -> list[Document]:
    """Return re3d's documents; those not free for commercial use only if ``closed``."""
    found = []
    for path in sorted(folder.glob("*/documents.json")):
        if (path.parent.name in RE3D_CLOSED) == closed:
            found += _re3d_part(path.parent)
    return found


def _re3d_part(folder: Path) -> list[Document]:
    entities: dict[str, list[dict[str, str]]] = {}
    for row in _json_lines(folder / "entities.json"):
        entities.setdefault(row["documentId"], []).append(row)
    return [
        _re3d_document(row["_id"], row["text"], entities.get(row["_id"], []))
        for row in _json_lines(folder / "documents.json")
    ]


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def _re3d_document(name: str, text: str, rows: list[dict[str, str]]) -> Document:
    tokens = tokenise(text)
    names: dict[tuple[int, int], set[str]] = {}
    doubtful: set[int] = set()
    for row in rows:
        words = word_span(tokens.offsets, int(row["begin"]), int(row["end"]))
        if words is None:
            continue
        if float(row["confidence"]) < MIN_CONFIDENCE:
            doubtful |= set(range(*words))
        else:
            _note_name(row["type"], words, tokens, names)
    ordered = sorted(names.items(), key=lambda item: item[0][0] - item[0][1])
    spans = [(_merged(types), *span) for span, types in ordered]
    layer = entity_layer(len(tokens.words), spans, RE3D_MARKED, doubtful)
    return Document(f"re3d-{name}", "names", tokens.words, tokens.starts, layers={"ner": layer})


def _note_name(
    kind: str, span: tuple[int, int], tokens: Tokens, names: dict[tuple[int, int], set[str]]
) -> None:
    start, end = span
    while start < end and tokens.words[start].lower() in _DETERMINERS:
        start += 1
    words = tokens.words[start:end]
    if not words or (kind in _NAMED and not _is_name(words, start in tokens.starts)):
        return
    if kind in ("Weapon", "MilitaryPlatform") and words[-1].lower() in _NO_WEAPONS:
        return
    text = " ".join(words)
    types = _RE3D.get(kind) or {"Organisation": organisation, "Location": place}.get(
        kind, lambda _: set()
    )(text)
    if types:
        names.setdefault((start, end), set()).update(types)


def _is_name(words: list[str], at_start: bool) -> bool:
    """Tell names from pronouns and plain nouns by their capitals."""
    capitals = [word for word in words if word[:1].isupper() and word not in _PRONOUNS]
    return bool(capitals) and not (at_start and capitals == words[:1] and len(words) > 1)


_PRONOUNS = frozenset(
    [
        "I",
        "He",
        "She",
        "They",
        "We",
        "It",
        "You",
        "His",
        "Her",
        "Their",
        "Our",
        "My",
        "Its",
        "Who",
        "These",
        "Those",
    ]
)


def _merged(types: set[str]) -> set[str]:
    """A name marked both as an organisation and as a place is a state or city."""
    return {"GPE"} if {"ORG", "GPE"} <= types else types


def read_uner(path: Path) -> list[Document]:
    """Return UNER's sentences (PER, ORG, LOC), cut at its documents; only scored, not learned."""
    kinds = {
        "PER": lambda _: {"PERSON"},
        "ORG": lambda _: {"ORG", "BODY"},
        "LOC": lambda _: {"GPE", "LOC", "FAC"},
    }
    documents: list[Document] = []
    for name, rows in _uner_sentences(path):
        if name or not documents:
            documents.append(Document(name, "uner", [], [], True, layers={"ner": []}))
        document = documents[-1]
        document.starts.append(len(document.words))
        document.words += [word for word, _ in rows]
        names = [(kinds[k](""), a, b) for k, a, b in spans_of([r[1] for r in rows]) if k in kinds]
        document.layers["ner"] += entity_layer(len(rows), names, NAMES - {"EVENT"})
    return documents


def _uner_sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    name = ""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id = "):
            name = line.removeprefix("# newdoc id = ")
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            rows.append((cells[1], cells[2]))
        elif not line and rows:
            yield name, rows
            name, rows = "", []
