import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dealtrace.cli import evaluate, main
from dealtrace.evaluation import corpus, floors
from dealtrace.evaluation.corpus import CorpusError
from dealtrace.evaluation.floors import Floors

Json = dict[str, Any]
Evaluate = Callable[..., int]


@pytest.fixture
def run(folder: Path, right: Json, monkeypatch: pytest.MonkeyPatch) -> Evaluate:
    """Run ``dealtrace eval`` on the small corpus as if the reading printed ``predicted``."""

    def run_eval(*options: str, predicted: list[Json] | None = None) -> int:
        found = [right] if predicted is None else predicted
        monkeypatch.setattr(evaluate, "_predictions", lambda labelled, jobs: iter(found))
        return main(["eval", "--corpus", str(folder), *options])

    return run_eval


def pinned(folder: Path) -> Json:
    entry: Json = yaml.safe_load((folder / "floors.yaml").read_text())["test"]
    return entry


def test_gate_fails_until_floors_are_pinned_and_holds_after(run: Evaluate, folder: Path) -> None:
    assert run() == 1
    assert run("--update-floors", "--reason", "first figures") == 0
    assert run() == 0
    assert pinned(folder)["floors"]["deal facts F1"] == 0.995
    assert pinned(folder)["history"][0]["reason"] == "first figures"


def test_gate_fails_under_a_floor(run: Evaluate, capsys: pytest.CaptureFixture[str]) -> None:
    run("--update-floors", "--reason", "first figures")
    capsys.readouterr()
    assert run(predicted=[]) == 1
    assert "deal facts F1 is 0.000, under its floor of 0.995" in capsys.readouterr().err


def test_gate_fails_when_the_corpus_changes(
    run: Evaluate, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--update-floors", "--reason", "first figures")
    text = folder / "test" / "texts" / "tanks.txt"
    text.write_text(text.read_text() + " ")
    assert run() == 1
    assert "has changed since its floors were pinned" in capsys.readouterr().err


def test_floor_goes_down_only_where_asked(run: Evaluate, folder: Path) -> None:
    run("--update-floors", "--reason", "first figures")
    assert run("--update-floors", "--reason", "worse", predicted=[]) == 1
    assert pinned(folder)["floors"]["roles F1"] == 0.995
    assert run("--update-floors", "--lower", "--reason", "worse", predicted=[]) == 0
    assert pinned(folder)["floors"]["roles F1"] == 0.0
    assert pinned(folder)["history"][-1]["changes"]["roles F1"] == [0.995, 0.0]


def test_floors_change_only_with_a_reason(run: Evaluate, folder: Path) -> None:
    assert run("--update-floors") == 1
    assert not (folder / "floors.yaml").exists()


def test_train_part_needs_no_floors(run: Evaluate, folder: Path) -> None:
    (folder / "test").rename(folder / "train")
    assert run("--split", "train") == 0


def test_varied_is_a_part_of_the_merge_set_alone(
    run: Evaluate, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--split", "varied") == 1
    assert "varied is one of the merge set, add --merging" in capsys.readouterr().err


def test_json(run: Evaluate, capsys: pytest.CaptureFixture[str]) -> None:
    run("--update-floors", "--reason", "first figures")
    capsys.readouterr()
    assert run("--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["figures"]["deal"]["f1"] == 1.0
    assert printed["floors"] == dict.fromkeys(printed["reached"], 0.995)


def test_table_shows_every_kind_and_group(
    run: Evaluate, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    text = capsys.readouterr().out
    for name in ("financing lender", "claim when", "deal facts", "role office"):
        assert name in text


def test_missing_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--corpus", str(tmp_path)]) == 1
    assert "name the corpus with --corpus" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', "7"])
def test_broken_labels_are_told_with_their_line(folder: Path, line: str) -> None:
    (folder / "test" / "gold-b.jsonl").write_text(line)
    with pytest.raises(CorpusError, match=r"gold-b\.jsonl: line 1 is no label"):
        corpus.load(folder / "test")


def test_label_without_text_is_told(folder: Path) -> None:
    (folder / "test" / "texts" / "tanks.txt").unlink()
    with pytest.raises(CorpusError, match=r"tanks\.txt: the text of a labelled report is missing"):
        corpus.load(folder / "test")


@pytest.mark.parametrize("contents", ["- 1", "test: 7", "test: {sha256: x}", "a: [", "test: {"])
def test_broken_floors_are_told(folder: Path, contents: str) -> None:
    file = folder / "floors.yaml"
    file.write_text(contents)
    with pytest.raises(CorpusError, match=r"floors\.yaml: "):
        floors.load(file, "test")


def test_floors_keep_the_other_splits(folder: Path) -> None:
    file = folder / "floors.yaml"
    for split in ("train", "test"):
        floors.save(file, split, Floors(split, {"roles F1": 0.5}))
    assert floors.load(file, "train") == Floors("train", {"roles F1": 0.5})
