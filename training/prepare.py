"""Reads the corpora into one file of documents and label lists, split into parts.

``python -m training.prepare --corpora DIR --output FILE``
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

from training.conversion.documents import Document
from training.conversion.frame_examples import read_examples, sentence_key
from training.conversion.gum import read_gum
from training.conversion.names import read_crossner, read_re3d, read_uner
from training.conversion.polnear import read_polnear
from training.conversion.propbank import (
    add_factuality,
    add_frames,
    read_roles,
    read_rolesets,
    roleset_table,
)
from training.conversion.timebank import read_timebank
from training.conversion.treebank import read_conllu
from training.inventory import build_inventory
from training.prepared import Prepared, save

NAMES_HELD_BACK = 5  # every fifth document of the name corpora is kept for scoring
TIMES_HELD_BACK = 10


def prepare(corpora: Path) -> Prepared:
    """Read every corpus below ``corpora``."""
    train: dict[str, list[Document]] = {}
    dev: dict[str, list[Document]] = {}
    for name, part in (("train", train), ("dev", dev)):
        part["ewt"] = _ewt(corpora, name)
        part["gum"] = read_gum(corpora / "ud-gum" / name, corpora / "ontogum" / name)
        part["polnear"] = read_polnear(corpora / "polnear" / name)
    crossner = corpora / "crossner-politics"
    names = [d for name in ("train", "dev") for d in read_crossner(crossner / f"{name}.txt")]
    names += read_re3d(corpora / "re3d")
    train["names"], dev["names"] = _hold_back(names, NAMES_HELD_BACK)
    times = read_timebank(corpora / "tempeval3")
    train["timebank"], dev["timebank"] = _hold_back(times, TIMES_HELD_BACK)
    dev["re3d-bbc"] = read_re3d(corpora / "re3d", closed=True)
    dev["uner"] = read_uner(corpora / "uner-ewt" / "en_ewt-ud-dev.iob2")
    archive = corpora / "propbank-frames.zip"
    train["frames"] = read_examples(archive, _sentences(dev["ewt"]))
    rolesets = roleset_table(train["ewt"], read_rolesets(archive))
    banks = [*train["ewt"], *train["gum"]]
    return Prepared(train, dev, build_inventory(banks, rolesets, read_roles(archive)))


def _sentences(documents: list[Document]) -> set[str]:
    return {
        sentence_key(document.words[start:end])
        for document in documents
        for start, end in pairwise([*document.starts, len(document.words)])
    }


def _ewt(corpora: Path, name: str) -> list[Document]:
    documents = read_conllu(corpora / "ud-ewt" / f"{name}.conllu", "ewt")
    for document in documents:
        add_frames(document, corpora / "propbank-ewt")
    add_factuality(documents, corpora / "uds/factuality.zip", corpora / "uds/ud_ids.json")
    return documents


def _hold_back(documents: list[Document], every: int) -> tuple[list[Document], list[Document]]:
    kept = [d for i, d in enumerate(documents) if i % every != every - 1]
    return kept, documents[every - 1 :: every]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    prepared = prepare(options.corpora)
    save(prepared, options.output)
    for part in ("train", "dev"):
        for name, documents in getattr(prepared, part).items():
            print(part, name, len(documents), sum(len(d.words) for d in documents))


if __name__ == "__main__":
    main()
