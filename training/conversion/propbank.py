"""Adds PropBank predicates and UDS factuality to treebank documents; reads the frame files."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from training.conversion.documents import Document, Frame, Span

FIRST_COLUMN = 8  # after the roleset comes one bracket column per predicate
FACTUALITY_SCALE = 2.5  # a certain yes is about 1.16 in the normalised judgements
NUMBERS = tuple("012345")
ROLES = frozenset(
    [f"ARG{n}" for n in range(6)]
    + [
        f"ARGM-{name}"
        for name in [
            "TMP",
            "LOC",
            "MNR",
            "MOD",
            "NEG",
            "ADV",
            "DIS",
            "PRP",
            "CAU",
            "DIR",
            "EXT",
            "PRD",
            "ADJ",
            "GOL",
            "COM",
            "LVB",
            "PRR",
        ]
    ]
    + ["R-ARG0", "R-ARG1", "R-ARG2", "C-ARG1"]
)
_SPARE = {"R-ARGM-LOC": "ARGM-LOC", "R-ARGM-TMP": "ARGM-TMP", "C-ARG0": "ARG0", "C-ARG2": "ARG2"}
_PART = re.compile(r"\(([^()*]+)|\*|\)")


def add_frames(document: Document, folder: Path) -> int:
    """Add the predicates of a PropBank release's ``*.gold_skel``; return how many sentences fit.

    A sentence is taken only where both have the same number of words.
    """
    genre, _, name = document.name.partition("-")
    path = folder / genre / f"{name}.xml.gold_skel"
    if not path.exists():
        return 0
    ends = [*document.starts[1:], len(document.words)]
    fit = 0
    for start, end, rows in zip(document.starts, ends, _skeletons(path), strict=False):
        if len(rows) == end - start:
            document.framed.add(start)
            document.frames += _frames(rows, start)
            fit += 1
    return fit


def _skeletons(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            rows.append(line.split())
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _frames(rows: list[list[str]], offset: int) -> list[Frame]:
    frames = []
    predicates = [i for i, row in enumerate(rows) if row[7] != "-"]
    for column, i in enumerate(predicates, start=FIRST_COLUMN):
        brackets = [row[column] if column < len(row) else "*" for row in rows]
        spans = [(role, a + offset, b + offset) for role, a, b in bracket_spans(brackets)]
        frames.append(Frame(i + offset, rows[i][7], known_roles(spans)))
    return frames


def bracket_spans(cells: list[str]) -> list[Span]:
    """Return the labelled spans of a column such as ``(ARG0*``, ``*)``, ``(V*)``."""
    spans: list[Span] = []
    opened: list[tuple[str, int]] = []
    for i, cell in enumerate(cells):
        for match in _PART.finditer(cell):
            if match.group(1):
                opened.append((match.group(1), i))
            elif match.group() == ")" and opened:
                label, start = opened.pop()
                spans.append((label, start, i + 1))
    return spans


def known_roles(spans: list[Span]) -> list[Span]:
    """Return the spans whose roles are learned, rare continuations under the role they continue."""
    named = [(_SPARE.get(label, label), start, end) for label, start, end in spans]
    return [span for span in named if span[0] in ROLES]


def read_rolesets(archive: Path) -> dict[str, list[str]]:
    """Return the rolesets of each lemma in the frame files, verbs and nominal aliases alike.

    A roleset of several words (``take_off.08``) stands under its first word.
    """
    found: dict[str, list[str]] = defaultdict(list)
    with zipfile.ZipFile(archive) as frames:
        for _, root in frame_files(frames):
            _collect_rolesets(root, found)
    return dict(found)


def read_roles(archive: Path) -> dict[str, list[str]]:
    """Return the numbered roles of each roleset with their function tags, such as ``2-GOL``."""
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(archive) as frames:
        for _, root in frame_files(frames):
            for roleset in root.iter("roleset"):
                roles = [
                    (role.get("n") or "", role.get("f") or "") for role in roleset.iter("role")
                ]
                tags = [f"{number}-{tag}" for number, tag in roles if number in NUMBERS]
                found[roleset.get("id") or ""] = sorted(set(tags))
    return found


def frame_files(archive: zipfile.ZipFile) -> Iterator[tuple[str, etree._Element]]:
    """Yield the frame files of the archive by name; some are not well-formed XML."""
    lenient = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for name in sorted(archive.namelist()):
        if name.endswith(".xml"):
            yield name, etree.fromstring(archive.read(name), lenient)


def _collect_rolesets(frameset: etree._Element, found: dict[str, list[str]]) -> None:
    for predicate in frameset.iter("predicate"):
        lemma = (predicate.get("lemma") or "").split("_")[0]
        for roleset in predicate.iter("roleset"):
            names = [lemma] + [
                (alias.text or "").split("_")[0]
                for alias in roleset.iter("alias")
                if alias.get("pos") in ("v", "n", "j")
            ]
            for key in dict.fromkeys(n for n in names if n):
                found[key].append(roleset.get("id") or "")


def roleset_table(documents: list[Document], listed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return lemma to rolesets, those met most often in ``documents`` first, then the listed."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for frame in document.frames:
            met[document.layers["lemma"][frame.word].lower()][frame.roleset] += 1
    return {
        lemma: list(
            dict.fromkeys([name for name, _ in met[lemma].most_common()] + listed.get(lemma, []))
        )
        for lemma in sorted(met.keys() | listed.keys())
    }


def add_factuality(documents: list[Document], archive: Path, ids: Path) -> int:
    """Add UDS factuality (-3..3) to predicates of EWT; return how many were placed.

    A judgement holds for a word of a sentence by position; sentences are joined by their ids.
    """
    sentence_of: dict[str, dict[str, str]] = json.loads(ids.read_bytes())
    with zipfile.ZipFile(archive) as packed:
        judged: dict[str, Judgements] = json.loads(packed.read("factuality.json"))["data"]
    by_sentence = {
        sentence_of[key]["sentence_id"]: nodes
        for key, nodes in judged.items()
        if key in sentence_of
    }
    return sum(_place_factuality(document, by_sentence) for document in documents)


Judgements = dict[str, dict[str, dict[str, dict[str, float]]]]


def _place_factuality(document: Document, by_sentence: dict[str, Judgements]) -> int:
    placed = 0
    ends = [*document.starts[1:], len(document.words)]
    for start, end, name in zip(document.starts, ends, document.sentence_ids, strict=True):
        nodes = by_sentence.get(name, {})
        for key, node in nodes.items():
            word = start + int(key.rsplit("-", 1)[1]) - 1
            if word < end and document.layers["upos"][word] in ("VERB", "AUX", "NOUN", "ADJ"):
                value = FACTUALITY_SCALE * node["factuality"]["factual"]["value"]
                document.factuality[word] = max(-3.0, min(3.0, value))
                placed += 1
    return placed
