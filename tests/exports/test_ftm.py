"""FollowTheMoney reads its entities again, valid, complete, and linked to each other."""

import io
import json
from collections import Counter
from typing import Any

import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy

from dealtrace.exports import ftm
from dealtrace.exports.values import values
from dealtrace.register.streams import Stream

from .conftest import BANK


@pytest.fixture(scope="module")
def written(connection: Any) -> bytes:
    file = io.BytesIO()
    ftm.write(Stream(connection), file)
    return file.getvalue()


@pytest.fixture(scope="module")
def entities(written: bytes) -> dict[str, EntityProxy]:
    found = {}
    for line in written.splitlines():
        data = json.loads(line)
        model.get(data["schema"]).validate(data)  # type: ignore[union-attr]
        entity = model.get_proxy(data, cleaned=False)  # what isn't valid would be dropped
        assert entity.to_dict()["properties"] == data["properties"]
        assert entity.id not in found
        found[str(entity.id)] = entity
    return found


def of(entities: dict[str, EntityProxy], schema: str) -> list[EntityProxy]:
    return [entity for entity in entities.values() if entity.schema.name == schema]


def test_every_link_leads_somewhere_it_may(entities: dict[str, EntityProxy]) -> None:
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert prop.range is not None
                assert entities[value].schema.is_a(prop.range)


def test_counts_names_and_amounts_are_those_of_the_register(
    entities: dict[str, EntityProxy], stream: Stream
) -> None:
    contracts = of(entities, "Contract")
    rows = {row.id: row for row in stream.deals()}
    assert Counter(c.first("title") for c in contracts) == Counter(
        " ".join(row.headline.split()) for row in rows.values()
    )
    assert len(of(entities, "Article")) == len(list(stream.reports()))
    notes = [note for note in of(entities, "Note") if "claim" in str(note.id)]
    assert len(notes) + len(of(entities, "Event")) == len(list(stream.claims()))
    assert len(of(entities, "Occupancy")) == len(list(stream.offices()))
    people = {e.first("name") for e in of(entities, "Person")}
    assert people == {e.name for e in stream.entities() if e.kind == "person"}


def test_every_sum_told_is_there_with_who_says_it(
    entities: dict[str, EntityProxy], stream: Stream
) -> None:
    carried = [
        (float(e.first("amount") or 0), e.first("currency"))
        for schema in ("ContractAward", "Debt", "Payment")
        for e in of(entities, schema)
        if e.first("amount")
    ]
    notes = " ".join(note for c in of(entities, "Contract") for note in c.get("notes"))
    told = [v for row, a in stream.appraised() for v in values(row.dossier, a) if v.amount]
    own = [v for v in told if f"own funds {v.amount:g} {v.currency}" in notes]
    assert [v.value["kind"] for v in own] == ["own funds"]
    assert Counter(carried) == Counter((v.amount, v.currency) for v in told if v not in own)
    debt = next(d for d in of(entities, "Debt") if "2.5% a year" in str(d.first("description")))
    assert "says '=Ana, +Berg; grade" in str(debt.first("summary"))
    assert entities[debt.get("creditor")[0]].caption == "Bank of +1"


def test_what_people_decided_is_there_on_what_it_is_about(
    entities: dict[str, EntityProxy], stream: Stream
) -> None:
    notes = {n.first("name"): n for n in of(entities, "Note") if "decision" in n.get("keywords")}
    decided = list(stream.decisions())
    assert [*notes] == [f"decision {d.made.id} ({d.made.action})" for d in decided]
    rows = {row.id for row in stream.deals()}
    for one, note in zip(decided, notes.values(), strict=True):
        assert (note.get("publisher"), note.get("createdAt")) == (
            [one.made.made_by],
            [one.made.made_at.isoformat(timespec="seconds")],
        )
        assert one.made.reason in str(note.first("description"))
        assert f"stands: {'yes' if one.stands else 'no, taken back'}" in note.get("notes")
        about = [e for e in note.get("entity") if "-deal-" in e]
        assert about == [f"dealtrace-deal-{deal}" for deal in one.deals if deal in rows]
        assert {f"deal: {deal}" for deal in one.deals} <= set(note.get("notes"))
    claim = next(n for n in notes.values() if "reject claim" in str(n.first("name")))
    assert any(e.startswith("dealtrace-claim-") for e in claim.get("entity"))
    price = notes["decision 1 (set)"]
    assert {"field: value", "value: EUR 41,000,000"} <= set(price.get("notes"))


def test_grades_of_sources_are_there_on_the_source(
    entities: dict[str, EntityProxy], stream: Stream
) -> None:
    notes = [n for n in of(entities, "Note") if n.get("keywords") == ["grading"]]
    graded = list(stream.gradings())
    assert [(n.first("publisher"), n.first("name")) for n in notes] == [
        (one.made_by, f"grade of a source: {one.source}, {one.reliability}") for one in graded
    ]
    assert [one.reliability for one in graded] == ["A", "C"]
    for note in notes:
        assert [entities[e].caption for e in note.get("entity")] == ["Kommersant"]


def test_a_bank_is_the_same_wherever_it_is_named(entities: dict[str, EntityProxy]) -> None:
    (bank,) = [e for e in entities.values() if e.caption == BANK]
    assert bank.schema.name == "Company"
    (debt,) = [d for d in of(entities, "Debt") if d.get("creditor") == [bank.id]]
    assert (debt.first("amount"), debt.first("currency")) == ("8000000", "SEK")
    assert [note for note in of(entities, "Note") if bank.id in note.get("entity")]


def test_a_day_of_signature_is_never_made_up(
    entities: dict[str, EntityProxy], stream: Stream
) -> None:
    days = {row.headline: row.stage_date for row in stream.deals() if row.stage == "signed"}
    for contract in of(entities, "Contract"):
        assert set(contract.get("contractDate")) <= {days.get(contract.first("title") or "")}
    dated = [c for c in of(entities, "Contract") if c.get("contractDate")]
    assert dated


def test_ids_are_the_same_again(written: bytes, stream: Stream) -> None:
    file = io.BytesIO()
    ftm.write(stream, file)
    assert file.getvalue() == written
