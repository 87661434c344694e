"""A small labelled corpus of one invented report, and a prediction that is wholly right."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

TEXT = """Ruritania will sell Freedonia 12 tanks for $60 million, its minister Jan Kos said.
The two sides met in Paris in May 2019."""

GOLD: dict[str, Any] = {
    "id": "tanks",
    "deals": [
        {
            "supplier": ["RUS"],
            "recipient": ["FIN"],
            "kind": "sale",
            "kind_also_ok": "unspecified",
            "items": [
                {"text": "12 tanks", "class": "tank", "designation": "T-55", "quantity": 12},
                {
                    "text": "training",
                    "class": "training/support",
                    "designation": None,
                    "quantity": None,
                    "optional": True,
                },
            ],
            "value": {"amount": 60e6, "currency": "USD"},
            "financing": [
                {
                    "kind": "loan",
                    "lender": ["RUS"],
                    "borrower": ["FIN"],
                    "amount": 20e6,
                    "currency": "USD",
                }
            ],
            "stage": "announced",
            "stage_also_ok": ["signed"],
            "hedged": True,
            "says": ["Jan Kos"],
            "says_optional": ["An analyst"],
        }
    ],
    "claims": [
        {
            "type": "meeting",
            "who": ["Ruritania"],
            "to_whom": ["Freedonia"],
            "when": "2019-05",
            "says": [],
            "modality": "asserted",
            "sentence_starts_with": "The two sides met",
        }
    ],
    "roles": [{"person": "Jan Kos", "office": "defence minister", "country": "RUS"}],
}


@pytest.fixture
def gold() -> dict[str, Any]:
    return copy.deepcopy(GOLD)


@pytest.fixture
def right() -> dict[str, Any]:
    """What a program prints that gets everything right."""
    labels = copy.deepcopy(GOLD)
    start = TEXT.index("The two")
    return {
        "report": {"id": "0" * 12, "path": "some/where/tanks.txt"},
        "deals": labels["deals"],
        "claims": [
            {
                "type": "meeting",
                "roles": {"participant": [{"name": "Ruritania"}]},
                "evidence": [{"start": start, "end": len(TEXT), "text": TEXT[start:]}],
                "modality": "asserted",
                "attribution": [],
                "time": {"value": "2019-05", "text": "May 2019"},
            }
        ],
        "roles": labels["roles"],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The corpus on disk: one split, ``test``."""
    split = tmp_path / "test"
    (split / "texts").mkdir(parents=True)
    (split / "texts" / "tanks.txt").write_text(TEXT)
    (split / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    return tmp_path
