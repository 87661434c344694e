"""Reads PolNeAR: news articles with sources, cues and contents in brat standoff."""

from __future__ import annotations

import re
from pathlib import Path

from training.conversion.documents import Document, Span, bio, word_span
from training.conversion.plain_text import Tokens, tokenise

ROLES = {"Source": "SOURCE", "Cue": "CUE", "Content": "CONTENT", "Content2": "CONTENT"}
Pieces = dict[str, list[tuple[int, int]]]


def read_polnear(folder: Path) -> list[Document]:
    """Return the articles of ``folder`` (``train`` or ``dev``), one per annotation file."""
    return [_article(path) for path in sorted((folder / "attributions").glob("*.ann"))]


def _article(path: Path) -> Document:
    text_path = path.parent.parent / "text" / f"{path.stem.rpartition('_')[0]}.txt"
    tokens = tokenise(text_path.read_text(encoding="utf-8"))
    pieces, events = parse_standoff(path.read_text(encoding="utf-8"))
    spans: list[Span] = []
    links: list[tuple[int, int]] = []
    for event in events:
        _place(event, pieces, tokens, spans, links)
    layer = bio(len(tokens.words), spans)
    begun = {i for i, label in enumerate(layer) if label.startswith("B-")}
    kept = [link for link in links if link[0] in begun and link[1] in begun]
    return Document(
        path.stem, "polnear", tokens.words, tokens.starts, layers={"attr": layer}, links=kept
    )


def parse_standoff(text: str) -> tuple[Pieces, list[list[tuple[str, str]]]]:
    """Return the character pieces of each ``T`` line and the (role, T) pairs of each ``E`` line."""
    pieces: Pieces = {}
    events = []
    for line in text.splitlines():
        if re.match(r"T\d+\t", line):  # a quoted text may run on into lines of its own
            key, place = line.split("\t")[:2]
            pieces[key] = [_pair(piece) for piece in place.split(" ", 1)[1].split(";")]
        elif re.match(r"E\d+\t", line):
            parts = [part.partition(":") for part in line.split("\t")[1].split()]
            events.append([(role, key) for role, _, key in parts])
    return pieces, events


def _pair(piece: str) -> tuple[int, int]:
    start, end = piece.split()
    return int(start), int(end)


def _place(
    event: list[tuple[str, str]],
    pieces: Pieces,
    tokens: Tokens,
    spans: list[Span],
    links: list[tuple[int, int]],
) -> None:
    """Add the spans of one attribution and the links of its sources and contents to its cue."""
    found: list[Span] = []
    for role, key in event:
        for start, end in pieces.get(key, []) if role in ROLES else []:
            words = word_span(tokens.offsets, start, end)
            if words:
                found.append((ROLES[role], *words))
    cues = [start for label, start, _ in found if label == "CUE"]
    spans += found
    if cues:
        links += [(start, min(cues)) for label, start, _ in found if label != "CUE"]
