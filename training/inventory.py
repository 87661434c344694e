"""The model's label lists, as its file carries them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from dealtrace.language.lemma_scripts import lemma_script
from training.conversion.documents import Document
from training.conversion.propbank import ROLES

ENTITIES = [
    *("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "WEAPON", "VEHICLE"),
    *("MONEY", "QUANTITY", "DATE", "TIME", "PERCENT", "EVENT", "BODY"),
]
TIMES = ["DATE", "TIME", "DURATION", "SET"]
ATTRIBUTION = ["SOURCE", "CUE", "CONTENT"]
MIN_SCRIPTS = 2  # lemma scripts met once are noise
MAX_SUBTOKENS = 224


@dataclass(frozen=True)
class Inventory:
    """Label lists and the rolesets of each lemma."""

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
    max_subtokens: int = MAX_SUBTOKENS
    version: str = "1"

    def as_dict(self) -> dict[str, object]:
        """Return the lists as plain JSON values."""
        return asdict(self)


def bio_labels(names: Iterable[str]) -> list[str]:
    """Return ``O`` and the B and I labels of each name."""
    return ["O"] + [f"{side}-{name}" for name in names for side in "BI"]


def build_inventory(documents: list[Document], rolesets: dict[str, list[str]]) -> Inventory:
    """Return the labels of the treebanks among ``documents``, with the fixed lists."""
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
        rolesets=sorted({name for names in rolesets.values() for name in names}),
        srl=bio_labels(sorted(ROLES)),
        lemma_rolesets=rolesets,
    )


def _values(documents: list[Document], layer: str) -> list[str]:
    return sorted({value for document in documents for value in document.layers[layer]})
