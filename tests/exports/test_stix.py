"""The bundle is STIX 2.1 for OASIS's own validator and library, complete and linked."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_file

from dealtrace.exports import stix
from dealtrace.exports.values import values
from dealtrace.register.deal_lists import Filter
from dealtrace.register.streams import Stream

Json = dict[str, Any]


@pytest.fixture(scope="module")
def written(connection: Any) -> bytes:
    file = io.BytesIO()
    stix.write(Stream(connection), file)
    return file.getvalue()


@pytest.fixture(scope="module")
def objects(written: bytes) -> list[Json]:
    found: list[Json] = json.loads(written)["objects"]
    return found


def of(objects: list[Json], kind: str) -> list[Json]:
    return [one for one in objects if one["type"] == kind]


def told(one: Json) -> Json:
    (extension,) = one["extensions"].values()
    return dict(extension)


def test_the_library_reads_every_object(written: bytes, objects: list[Json]) -> None:
    bundle = stix2.parse(written.decode(), allow_custom=False)
    assert [one.id for one in bundle.objects] == [one["id"] for one in objects]
    for read, one in zip(bundle.objects, objects, strict=True):
        assert json.loads(read.serialize()).keys() >= one.keys() - {"spec_version"}


def test_the_validator_finds_no_error(connection: Any, tmp_path: Path) -> None:
    path = tmp_path / "bundle.json"
    with path.open("wb") as file:
        stix.write(Stream(connection, Filter(party="CUB")), file)
    result = validate_file(str(path), ValidationOptions(version="2.1"))
    errors = [str(e) for one in result.object_results for e in one.errors or ()]
    assert result.is_valid, errors


def test_ids_are_unique_and_references_lead_somewhere(objects: list[Json]) -> None:
    ids = Counter(one["id"] for one in objects)
    assert set(ids.values()) == {1}
    for one in objects:
        refs = [v for key, v in one.items() if key.endswith("_ref")]
        refs += [v for key, vs in one.items() if key.endswith("_refs") for v in vs]
        assert set(refs) <= ids.keys()


def test_nothing_is_lost(objects: list[Json], stream: Stream) -> None:
    rows = list(stream.appraised())
    assert Counter(g["name"] for g in of(objects, "grouping")) == Counter(
        row.headline for row, _ in rows
    )
    notes = [told(note) for note in of(objects, "note")]
    found = [v for row, appraisal in rows for v in values(row.dossier, appraisal)]
    assert Counter((n["deal"], n["field"], n.get("amount"), n.get("currency"), n["rank"])
                   for n in notes if "field" in n) == Counter(
        (v.id.split("/")[0], v.field, v.amount, v.currency, v.rank) for v in found
    )  # fmt: skip
    assert sorted(n["claim"] for n in notes if "claim" in n) == sorted(
        claim.id for claim in stream.claims()
    )
    reports = {told(r)["report"]: r for r in of(objects, "report")}
    assert reports.keys() == {report.key for report in stream.reports()}
    names = {i["name"] for i in of(objects, "identity")}
    assert {e.name for e in stream.entities() if e.kind != "weapon"} <= names


def test_decisions_are_notes_and_opinions(objects: list[Json], stream: Stream) -> None:
    notes = [*of(objects, "note"), *of(objects, "opinion")]
    made = {told(note)["decision"]: note for note in notes if "decision" in told(note)}
    decided = {one.made.id: one for one in stream.decisions()}
    assert made.keys() == decided.keys()
    here = {told(g)["deal"]: g["id"] for g in of(objects, "grouping")}
    views = {"confirm": "strongly-agree", "reject": "strongly-disagree"}
    for number, one in decided.items():
        found, words = made[number], told(made[number])
        assert (words["action"], words["stands"]) == (one.made.action, one.stands)
        assert words.get("deals", []) == list(one.deals)
        assert (words.get("set_value"), words.get("undoes")) == (
            one.made.what.get("value"),
            one.made.undoes,
        )
        assert words.get("tellings") == one.made.what.get("groups")
        assert found["authors"] == [one.made.made_by]
        assert found.get("revoked", False) is not one.stands
        assert found.get("opinion") == views.get(one.made.action)
        assert one.made.reason in (found.get("content") or found["explanation"])
        assert {here[deal] for deal in one.deals if deal in here} <= set(found["object_refs"])
    struck = next(o for o in made.values() if told(o)["action"] == "reject claim")
    claims = {n["id"] for n in of(objects, "note") if "claim" in told(n)}
    assert claims & set(struck["object_refs"])


def test_grades_of_sources_are_notes_on_them(objects: list[Json], stream: Stream) -> None:
    notes = [n for n in of(objects, "note") if "grading" in told(n)]
    assert [(told(n)["source"], told(n)["reliability"], n["authors"]) for n in notes] == [
        (one.source, one.reliability, [one.made_by]) for one in stream.gradings()
    ]
    named = {i["id"]: i["name"] for i in of(objects, "identity")}
    assert [[named[ref] for ref in n["object_refs"]] for n in notes] == [["Kommersant"]] * 2


def test_who_says_so_and_how_sure_goes_along(objects: list[Json], stream: Stream) -> None:
    notes = {told(n)["claim"]: n for n in of(objects, "note") if "claim" in told(n)}
    for claim in stream.claims():
        note = notes[claim.id]
        assert note.get("authors", []) == [link["source"] for link in claim.attribution]
        assert note["confidence"] == round(claim.score * 100)
        assert note["content"] == claim.text
    for note in of(objects, "note"):
        if "grade" in told(note):
            letter = told(note)["grade"][1]
            assert note.get("confidence") == {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}.get(
                letter
            )


def test_relationships_are_those_of_parties_and_financings(
    objects: list[Json], stream: Stream
) -> None:
    counts = Counter(r["relationship_type"] for r in of(objects, "relationship"))
    rows = list(stream.deals())
    assert counts["supplies-arms-to"] == sum(
        len(row.dossier["supplier"]) * len(row.dossier["recipient"]) for row in rows
    )
    ways = [t["value"] for row in rows for t in row.dossier["financing"]]
    for kinds, link in ((("loan", "credit line"), "lends-to"), (("grant",), "grants-to")):
        assert counts[link] == sum(
            len(w["lender"]) * len(w["borrower"]) for w in ways if w["kind"] in kinds
        )


def test_the_same_register_gives_the_same_bundle(written: bytes, stream: Stream) -> None:
    file = io.BytesIO()
    stix.write(stream, file)
    assert file.getvalue() == written
