"""What the corpora were read into, as a file between two steps."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from training.conversion.documents import Document
from training.inventory import Inventory


@dataclass
class Prepared:
    """What is learned from, what is scored on (by part), and the label lists."""

    train: dict[str, list[Document]]
    dev: dict[str, list[Document]]
    inventory: Inventory


def save(prepared: Prepared, path: Path) -> None:
    """Write ``prepared`` to ``path``, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(prepared))


def load(path: Path) -> Prepared:
    """Read what :func:`save` wrote; only for files of one's own making."""
    prepared: Prepared = pickle.loads(path.read_bytes())
    return prepared
