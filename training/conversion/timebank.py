"""Reads TimeML (TimeBank and AQUAINT of TempEval-3): TIMEX3 spans."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from training.conversion.documents import Document, Span, bio, word_span
from training.conversion.entities import TIME_ENTITIES, amounts, entity_layer
from training.conversion.plain_text import tokenise

QUOTES = {"``": ' "', "''": '" '}
ENTITIES_OF_TIMES = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DATE"}


def read_timebank(folder: Path) -> list[Document]:
    """Return the documents of the ``*.tml`` files below ``folder``."""
    return [_document(path) for path in sorted(folder.rglob("*.tml"))]


def _document(path: Path) -> Document:
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    body = root.find("TEXT")
    text, times = flatten(body) if body is not None else ("", [])
    for old, new in QUOTES.items():
        text = text.replace(old, new)
    tokens = tokenise(text)
    spans: list[Span] = []
    for label, start, end in times:
        words = word_span(tokens.offsets, start, end)
        if words:
            spans.append((label, *words))
    names = [
        (ENTITIES_OF_TIMES[label], start, end)
        for label, start, end in spans
        if label in ENTITIES_OF_TIMES
    ]
    length = len(tokens.words)
    ner = entity_layer(
        length, [({n}, a, b) for n, a, b in names + amounts(tokens.words)], TIME_ENTITIES
    )
    layers = {"timex": bio(length, spans), "ner": ner}
    return Document(path.stem, "timebank", tokens.words, tokens.starts, layers=layers)


def flatten(body: etree._Element) -> tuple[str, list[Span]]:
    """Return the text of a TimeML ``TEXT`` element and its TIMEX3 (type, start, end)."""
    text = body.text or ""
    times: list[Span] = []
    for child in body:
        start = len(text)
        inner, nested = flatten(child)
        text += inner
        if child.tag == "TIMEX3":
            times.append((child.get("type") or "DATE", start, len(text)))
        times += [(label, a + start, b + start) for label, a, b in nested]
        text += child.tail or ""
    return text, times
