"""Corrections as labelled examples, read by the corpus's own loader, check and scorer."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dealtrace.evaluation.corpus import Corpus, load, score
from dealtrace.register.store import Register
from tests.register.labels import add_all, deal, told

TEXT = """Sweden has sold twelve Archer howitzers to Latvia for 150 million dollars, the
defence ministry in Riga said on Monday.

The ministry gave no day of delivery.
"""
GUNS = {
    "text": "twelve Archer howitzers",
    "class": "artillery",
    "designation": "Archer",
    "quantity": 12,
}


def corpus_check() -> ModuleType:
    file = Path(__file__).parents[2] / "corpus" / "check.py"
    spec = importlib.util.spec_from_file_location("corpus_check", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def key(register: Register) -> str:
    """The report of a sale, read with a wrong recipient, sum and stage."""
    wrong = deal(
        supplier=["SWE"],
        recipient=["LTU"],
        items=[GUNS],
        value={"amount": 1.5e9, "currency": "USD"},
        stage="announced",
        says=["defence ministry"],
    )
    report = told("guns", wrong, day=dt.date(2021, 5, 3), text=TEXT)
    add_all(register, [report])
    return report.key


def downloaded(client: TestClient, folder: Path) -> Corpus:
    answer = client.get("/review/labels.zip")
    assert answer.status_code == 200
    assert client.get("/api/review/labels.zip").status_code == 200
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(folder)
    return load(folder)


def test_corrections_are_labels_of_the_corpus(client: TestClient, key: str, tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "subject": f"{key}#c1",
        "verdict": "correct",
        "to_whom": "Latvia",
        "sum": "USD 150,000,000",
        "stage": "signed",
        "modality": "asserted",
        "says": "defence ministry in Riga",
    }
    made = client.post("/api/review", json=given)
    assert made.status_code == 201
    corpus = downloaded(client, tmp_path)
    label = corpus.gold[key]
    (sold,) = label["deals"]
    assert (sold["supplier"], sold["recipient"]) == (["SWE"], ["LVA"])
    assert sold["value"]["amount"] == 150_000_000
    assert sold["stage"] == "signed"
    (claim,) = label["claims"]
    assert claim["to_whom"] == ["Latvia"]
    assert claim["says"] == ["defence ministry in Riga"]
    assert not claim.get("unreviewed")
    assert corpus.path(key).read_text("utf-8") == TEXT
    (file,) = tmp_path.glob("gold*.jsonl")
    assert list(corpus_check().faults_of(file, label)) == []


def test_the_scorer_holds_readings_against_corrections(
    client: TestClient, key: str, tmp_path: Path
) -> None:
    """What was read wrongly is wrong by the labels, and right where it agrees with them."""
    given = {"subject": f"{key}#c1", "verdict": "correct", "to_whom": "Latvia", "stage": "signed"}
    assert client.post("/api/review", json=given).status_code == 201
    corpus = downloaded(client, tmp_path)
    (sold,) = corpus.gold[key]["deals"]
    right = {"report": {"id": key}, "deals": [sold], "claims": []}
    wrong = {**right, "deals": [{**sold, "recipient": ["LTU"], "stage": "announced"}]}
    for fact in ("recipient", "stage"):
        assert score(corpus, [right])[fact].f1 == 1
        assert not score(corpus, [wrong])[fact].f1


def test_a_rejected_claim_labels_no_deal(client: TestClient, key: str, tmp_path: Path) -> None:
    given = {"subject": f"{key}#c1", "verdict": "reject"}
    assert client.post("/api/review", json=given).status_code == 201
    label = downloaded(client, tmp_path).gold[key]
    assert label["deals"] == []
    assert label["claims"] == []
    assert len(label["rejected_claims"]) == 1
