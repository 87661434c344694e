"""``dealtrace eval --merging`` on a merge set of three reports, one of which tells of no deal."""

import json
from pathlib import Path
from typing import Any

import pytest

from dealtrace.cli import main
from tests.evaluation.conftest import GOLD

Json = dict[str, Any]

SOLD = "Russia will sell Finland 12 T-55 tanks for $60 million, its minister Jan Kos said.\n"
NOTHING = "LIMA, 3 June 2019 - Two frigates called at Callao. They sail for Chile on Friday.\n"
WAYS = ("from labels", "from text, deals read", "from text")


def label(name: str, deals: list[Json]) -> Json:
    report = {"id": name, "publisher": f"The {name}", "published": "2019-06-03", "url": None}
    return {**report, "deals": deals, "copy_of": None}


@pytest.fixture
def merge_set(tmp_path: Path) -> Path:
    """A corpus whose merge set has the part ``varied`` alone."""
    told = {**GOLD["deals"][0], "stage_date": None, "cluster": "tanks", "rests_on": []}
    reports = [label("herald", [told]), label("echo", [told]), label("calls", [])]
    part = tmp_path / "merge" / "varied"
    (part / "texts").mkdir(parents=True)
    (part / "labels-a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports))
    for report in reports:
        text = f"{report['publisher']}\n\n{SOLD}" if report["deals"] else NOTHING
        (part / "texts" / f"{report['id']}.txt").write_text(text)
    return tmp_path


def scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> Json:
    options = ("--merging", "--split", "varied", "--json")
    assert main(["eval", "--corpus", str(folder), *options]) == 0
    found: Json = json.loads(capsys.readouterr().out)["scores"]
    return found


def test_a_report_without_a_deal_costs_nothing(
    merge_set: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = scores(merge_set, capsys)
    assert {way: found[way]["f1"] for way in WAYS} == dict.fromkeys(WAYS, 1.0)


def test_what_is_read_where_nothing_is_labelled_counts_against_precision(
    merge_set: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (merge_set / "merge" / "varied" / "texts" / "calls.txt").write_text(f"The Calls\n\n{SOLD}")
    found = scores(merge_set, capsys)
    assert found["from labels"]["f1"] == 1.0
    assert found["from text"]["precision"] < 1.0
    assert found["from text"]["recall"] == 1.0


def test_a_part_that_is_missing_is_said(
    merge_set: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "--corpus", str(merge_set), "--merging", "--split", "train"]) == 1
    assert "no labels-*.jsonl here" in capsys.readouterr().err
