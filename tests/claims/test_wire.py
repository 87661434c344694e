import json
from importlib import resources

import jsonschema
import pytest

from dealtrace.claims import model, wire
from dealtrace.claims.model import Reading
from dealtrace.intake.report import Report

SCHEMA = json.loads((resources.files("dealtrace.claims") / "reading.schema.json").read_text())
DEFINITIONS = SCHEMA["$defs"]


def test_reading_meets_the_schema(reading: Reading) -> None:
    jsonschema.validate(wire.to_json(reading), SCHEMA)


def test_line_is_one_line_of_json_and_loses_nothing(reading: Reading) -> None:
    line = wire.line(reading)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == wire.to_json(reading)


def test_evidence_offsets_count_in_the_report(reading: Reading) -> None:
    for claim in wire.to_json(reading)["claims"]:
        for evidence in claim["evidence"]:
            assert reading.report.text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_whole_sums_are_written_as_whole_numbers(reading: Reading) -> None:
    financing = wire.to_json(reading)["deals"][0]["financing"][0]
    assert json.dumps(financing["amount"]) == "200000000"
    assert financing["terms"] == {"rate": 3, "years": 10, "grace_years": None}


@pytest.mark.parametrize("character", ["\x1b", "\x9b", "\u2028", "\u202e", "\ud800", "\x00"])
def test_line_carries_unsafe_characters_only_escaped(character: str) -> None:
    title = f"Tanks{character}sold"
    line = wire.line(Reading(Report("text", title=title)))
    assert character not in line
    assert json.loads(line)["report"]["title"] == title


def test_other_letters_stay_readable() -> None:
    assert "Díaz-Canel" in wire.line(Reading(Report("text", title="Díaz-Canel in Moscow")))


@pytest.mark.parametrize(
    ("vocabulary", "place"),
    [
        (model.ClaimType, DEFINITIONS["claim"]["properties"]["type"]),
        (model.Modality, DEFINITIONS["claim"]["properties"]["modality"]),
        (model.Stage, DEFINITIONS["stage"]),
        (model.DealKind, DEFINITIONS["deal"]["properties"]["kind"]),
        (model.FinancingKind, DEFINITIONS["financing"]["properties"]["kind"]),
        (model.ItemClass, DEFINITIONS["item"]["properties"]["class"]),
        (model.SourceKind, DEFINITIONS["source"]["properties"]["kind"]),
    ],
)
def test_schema_and_model_have_the_same_vocabularies(
    vocabulary: type[model.Stage], place: dict[str, list[str]]
) -> None:
    assert place["enum"] == [str(word) for word in vocabulary]
