"""The model's label lists, as its file carries them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from dealtrace.language.lemma_scripts import lemma_script
from dealtrace.language.role_features import UNKNOWN
from training.conversion.documents import Document
from training.conversion.propbank import NUMBERS, ROLES

ENTITIES = [
    *("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "WEAPON", "VEHICLE"),
    *("MONEY", "QUANTITY", "DATE", "TIME", "PERCENT", "EVENT", "BODY"),
]
TIMES = ["DATE", "TIME", "DURATION", "SET"]
ATTRIBUTION = ["SOURCE", "CUE", "CONTENT"]
MIN_SCRIPTS = 2  # lemma scripts met once are noise
MAX_SUBTOKENS = 224
MIN_TAGS = 20  # roles with a function tag that fewer rolesets have are known by their number


@dataclass(frozen=True)
class Inventory:
    """Label lists, the rolesets of each lemma and the numbered roles of each roleset.

    ``roleset_frames`` gives for each of ``rolesets`` its place in ``frames``, which lists what
    its roles have of ``role_tags`` (:func:`frame_table`).
    """

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    rel: list[str]
    ner: list[str]
    timex: list[str]
    attr: list[str]
    rolesets: list[str]
    srl: list[str]
    lemma_rolesets: dict[str, list[str]]
    role_tags: list[str] = field(default_factory=lambda: [UNKNOWN])
    frames: list[list[int]] = field(default_factory=list)
    roleset_frames: list[int] = field(default_factory=list)
    max_subtokens: int = MAX_SUBTOKENS
    version: str = "1"

    def as_dict(self) -> dict[str, object]:
        """Return the lists as plain JSON values."""
        return asdict(self)


def bio_labels(names: Iterable[str]) -> list[str]:
    """Return ``O`` and the B and I labels of each name."""
    return ["O"] + [f"{side}-{name}" for name in names for side in "BI"]


def build_inventory(
    documents: list[Document],
    rolesets: dict[str, list[str]],
    roles: dict[str, list[str]] | None = None,
) -> Inventory:
    """Return the labels of the treebanks among ``documents``, with the fixed lists.

    ``roles`` gives the numbered roles of each roleset with their function tags (``2-GOL``).
    """
    names = sorted({name for found in rolesets.values() for name in found})
    tags, frames, roleset_frames = frame_table(names, roles or {})
    banks = [document for document in documents if document.heads is not None]
    scripts = Counter(
        lemma_script(word, lemma)
        for document in banks
        for word, lemma in zip(document.words, document.layers["lemma"], strict=True)
    )
    return Inventory(
        upos=_values(banks, "upos"),
        xpos=_values(banks, "xpos"),
        lemma=[script for script, count in scripts.most_common() if count >= MIN_SCRIPTS],
        rel=_values(banks, "rel"),
        ner=bio_labels(ENTITIES),
        timex=bio_labels(TIMES),
        attr=bio_labels(ATTRIBUTION),
        rolesets=names,
        srl=bio_labels(sorted(ROLES)),
        lemma_rolesets=rolesets,
        role_tags=tags,
        frames=frames,
        roleset_frames=roleset_frames,
    )


def frame_table(
    rolesets: list[str], roles: dict[str, list[str]]
) -> tuple[list[str], list[list[int]], list[int]]:
    """Return the role tags, the frames as lists of tags, and the frame of each roleset.

    The tags are the frequent numbers with their function (``2-GOL``), the bare numbers, and the
    one of rolesets that no frame file has. Many rolesets share a frame.
    """
    counts = Counter(tag for name in rolesets for tag in roles.get(name, []))
    tags = sorted(tag for tag, count in counts.items() if count >= MIN_TAGS)
    tags += [*NUMBERS, UNKNOWN]
    index = {tag: i for i, tag in enumerate(tags)}
    frames: dict[tuple[int, ...], int] = {}
    places = []
    for name in rolesets:
        found = [*roles.get(name, []), *[tag[0] for tag in roles.get(name, [])]]
        known = found if name in roles else [UNKNOWN]
        frame = tuple(sorted({index[tag] for tag in known if tag in index}))
        places.append(frames.setdefault(frame, len(frames)))
    return tags, [list(frame) for frame in frames], places


def _values(documents: list[Document], layer: str) -> list[str]:
    return sorted({value for document in documents for value in document.layers[layer]})
