"""Events keep to PLOVER's words and fields; both forms hold the same events."""

import csv
import datetime as dt
import io
import json
from collections import Counter
from typing import Any

import jsonschema

from dealtrace.claims.model import Stage
from dealtrace.display.tables import restored
from dealtrace.exports import plover
from dealtrace.register.streams import Stream

CATEGORIES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT SANCTION THREATEN "
    "PROTEST MOBILIZE COERCE ASSAULT"
).split()
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
ACTORS = {
    "type": "array",
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {
            "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "sector": {"enum": ["GOV", "BUS", "JRN"]},
        },
    },
}
FIELDS = {
    "type": "object",
    "required": ["id", "date", "source", "event"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "date": DAY,
        "enddate": DAY,
        "source": {**ACTORS, "minItems": 1},
        "recipient": ACTORS,
        "event": {"type": "array", "items": {"enum": CATEGORIES}, "minItems": 1},
        "mode": {"type": "array", "items": {"enum": ["visit", "economic", "military",
                                                     "discontinue"]}},
        "context": {"type": "array", "items": {"enum": ["military", "economic", "diplomatic",
                                                        "future", "hypothetical", "negation"]}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "event_text": {"type": "array", "items": {"type": "string"}},
    },
}  # fmt: skip
"""The codebook's table of JSON fields, as far as they are used."""


def events(stream: Stream) -> list[dict[str, Any]]:
    file = io.BytesIO()
    counts = plover.write(stream, file)
    found = [json.loads(line) for line in file.getvalue().splitlines()]
    assert sum(counts.values()) == len(found) + counts["left out"]
    return found


def test_events_have_plovers_fields(stream: Stream) -> None:
    found = events(stream)
    for event in found:
        jsonschema.validate(event, FIELDS, format_checker=jsonschema.FormatChecker())
        assert event.get("enddate", event["date"]) >= event["date"]
    assert len({event["id"] for event in found}) == len(found) >= len(list(stream.deals()))


def test_each_stage_of_each_deal_is_one_event(stream: Stream) -> None:
    told = {event["id"]: event for event in events(stream)}
    for row in stream.deals():
        for step in row.dossier["status_history"]:
            event = told.pop(f"{row.id}-{step['stage'].replace(' ', '-')}", None)
            if step["date"] is None or not (row.supplier or step["stage"] == "negotiating"):
                assert event is None
                continue
            assert event is not None
            assert event["date"] == (step["date"] + "-01-01")[:10]
            assert event["dealtrace"]["reports"] == step["reports"]
            assert ("future" in event["context"] or "hypothetical" in event["context"]) >= step[
                "hedged"
            ] or step["stage"] == "denied"
    assert all("deal" not in event["dealtrace"] for event in told.values())


def test_every_stage_is_coded() -> None:
    coding = plover.coding()
    assert set(coding["stages"]) == set(coding["hedged"]) == set(Stage)
    coded = [code for part in ("stages", "hedged", "gifts", "claims")
             for code in coding[part].values()]  # fmt: skip
    assert {code["event"] for code in coded} <= set(coding["scale"])


def test_claims_beside_the_deals_are_events_once(stream: Stream) -> None:
    claims = {e["dealtrace"]["claim"][13:]: e for e in events(stream) if "claim" in e["dealtrace"]}
    assert claims.keys() == {"c1", "c2", "c3"}  # the copy's and the visit without a visitor aren't
    meeting, sanction, credit = claims["c1"], claims["c2"], claims["c3"]
    assert (meeting["event"], meeting["date"], meeting["enddate"]) == (
        ["CONSULT"],
        "2020-03-02",
        "2020-03-08",
    )
    assert [a["identifier_text"] for a in meeting["source"]] == ["Ana Berg", "Norway"]
    assert "recipient" not in meeting
    assert (sanction["event"], sanction["quad_code"]) == (["SANCTION"], 3)
    assert (credit["event"], credit["context"]) == (["AGREE"], ["economic", "future"])
    assert credit["dealtrace"]["amount"] == 7e6


def test_states_and_capitals_have_geonames_numbers() -> None:
    havana = {"geonameid": 3553478, "latitude": 23.13302, "longitude": -82.38304}
    assert plover._location("Havana", "CUB") == {"name": "Havana", "cc3": "CUB", **havana}
    assert plover._location("Havana", None) == {"name": "Havana", "cc3": "CUB", **havana}
    assert plover._location("Cuba", "CUB") == {"name": "Cuba", "cc3": "CUB", "geonameid": 3562981}
    assert plover._location("Oryol", "RUS") == {"name": "Oryol", "cc3": "RUS"}
    assert plover._location("Havana", "USA") == {"name": "Havana", "cc3": "USA"}


def test_a_month_is_a_span_of_days() -> None:
    assert plover._days("2020-02") == ("2020-02-01", "2020-02-29")
    assert plover._days("2019") == ("2019-01-01", "2019-12-31")
    assert plover._days("2018-10-29/2018-11-04") == ("2018-10-29", "2018-11-04")
    assert plover._days("PAST_REF") == (None, None)


def test_polecat_has_its_columns_and_the_same_events(stream: Stream) -> None:
    file = io.BytesIO()
    plover.write_polecat(stream, file)
    read = list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))
    found = events(stream)
    assert list(read[0])[:40] == plover.POLECAT
    assert Counter(row["Event Type"] for row in read) == Counter(e["event"][0] for e in found)
    for row, event in zip(read, found, strict=True):
        assert restored(row["Event ID"]) == event["id"]
        assert float(row["Intensity"]) == event["event_scale"]
        codes = [a["code"] for a in event["source"] if "code" in a]
        assert row["Actor Country"] == ("; ".join(codes) or plover.NONE)
        assert (row["Actor COW"] == "365") == (codes in (["RUS"], ["SUN"]))
        assert dt.date.fromisoformat(row["Event Date"])
        assert None not in row.values()
