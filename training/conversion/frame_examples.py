"""Reads the example sentences of the PropBank frame files as documents with one predicate each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Set
from pathlib import Path

from lxml import etree

from training.conversion.documents import Document, Frame
from training.conversion.propbank import frame_files, known_roles

_TRACE = re.compile(r"\[?\*")  # a trace takes an argument that the words themselves don't show
_ESCAPED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_ESCAPED |= {"``": '"', "''": '"', "/.": ".", "/,": ",", "/?": "?"}
LONGEST = 120  # words


def read_examples(archive: Path, left_out: Set[str] = frozenset()) -> list[Document]:
    """Return the examples of each frame file as a document, one sentence an example.

    Nothing but the one predicate is known of a sentence. Examples with traces, or whose places
    don't fit their words, are passed over, and so are sentences in ``left_out``
    (:func:`sentence_key`).
    """
    with zipfile.ZipFile(archive) as frames:
        found = (_document(name, root, left_out) for name, root in frame_files(frames))
        return [document for document in found if document.frames]


def sentence_key(words: list[str]) -> str:
    """Return what tells a sentence from others whatever its case and quotes."""
    return " ".join(_ESCAPED.get(word, word) for word in words).lower()


def _document(name: str, root: etree._Element, left_out: Set[str]) -> Document:
    document = Document(f"frames-{Path(name).stem}", "frames", [], [])
    for roleset in root.iter("roleset"):
        for example in roleset.iter("example"):
            words = [_ESCAPED.get(word, word) for word in (example.findtext("text") or "").split()]
            if len(words) > LONGEST or sentence_key(words) in left_out:
                continue
            for frame in _frame(example, roleset.get("id") or "", words):
                _append(document, words, frame)
    return document


def _append(document: Document, words: list[str], frame: Frame) -> None:
    offset = len(document.words)
    document.starts.append(offset)
    document.words += words
    moved = [(role, start + offset, end + offset) for role, start, end in frame.arguments]
    document.frames.append(Frame(frame.word + offset, frame.roleset, moved))


def _frame(example: etree._Element, roleset: str, words: list[str]) -> Iterator[Frame]:
    """Yield the predicate of ``example`` if it is well-formed."""
    marked = example.findall("propbank/rel")
    if len(marked) != 1 or any(_TRACE.match(word) for word in words):
        return
    places = (marked[0].get("relloc") or "").split()
    arguments = [
        (arg.get("type") or "", arg.get("start") or "", arg.get("end") or "", arg.text or "")
        for arg in example.iterfind("propbank/arg")
    ]
    numbers = [*places, *[number for _, start, end, _ in arguments for number in (start, end)]]
    if not places or not arguments or not all(number.isdigit() for number in numbers):
        return
    spans = [(role, int(start), int(end) + 1) for role, start, end, _ in arguments]
    fits = all(
        _same(words[start:end], text)
        for (_, start, end), (*_, text) in zip(spans, arguments, strict=True)
    )
    if fits and _same([words[int(i)] for i in places if int(i) < len(words)], marked[0].text or ""):
        yield Frame(int(places[0]), roleset, known_roles(spans))


def _same(words: list[str], text: str) -> bool:
    return bool(words) and sentence_key(words) == sentence_key(text.split())
