"""The API: the commands' JSON, pages, ETags, decisions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

Ids = dict[str, str]


def test_dossier_is_that_of_the_commands(client: TestClient, ids: Ids) -> None:
    body = client.get(f"/api/deals/{ids['loan']}").json()
    assert body == client.get(f"/deals/{ids['loan']}.json").json()
    assert body["financing"][0]["value"]["currency"] == "EUR"
    early = client.get(f"/api/deals/{ids['loan']}?as_of=2018-12").json()
    assert early["financing"][0]["value"]["currency"] == "USD"


def test_lists_come_in_pages(client: TestClient) -> None:
    found: list[str] = []
    address: str | None = "/api/deals?limit=2&sort=reports"
    while address:
        body = client.get(address).json()
        found += [one["id"] for one in body["deals"]]
        address = body["next"]
    assert len(found) == len(set(found)) >= 3


def test_same_answer_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/deals?party=Cuba")
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get("/api/deals?party=Cuba", headers=tag).status_code == 304
    client.post("/api/deals/rus-cub/decisions", json={"action": "confirm"})
    assert client.get("/api/deals?party=Cuba", headers=tag).status_code == 200


def test_report_has_text_and_claims_of_the_contract(client: TestClient, ids: Ids) -> None:
    key = client.get(f"/api/deals/{ids['loan']}").json()["reports"][0]
    body = client.get(f"/api/reports/{key}").json()
    assert body["report"]["id"] == key
    for claim in body["claims"]:
        for part in claim["evidence"]:
            assert body["text"][part["start"] : part["end"]] == part["text"]
    assert body["claims"][0]["roles"]["supplier"][0]["code"] == "RUS"


def test_search_and_entities(client: TestClient) -> None:
    hits = client.get("/api/search?q=frigates3x10").json()["hits"]
    assert hits[0]["report"]["title"] == "frigates"
    found = client.get("/api/entities?kind=state&country=Cuba").json()["entities"]
    assert found[0]["name"] == "Cuba"
    page = client.get(f"/api/entities/{found[0]['key']}").json()
    assert page["claims"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/deals?party=Atlantis", 422, "no state I know"),
        ("/api/deals?as_of=soon", 422, "no date"),
        ("/api/deals?limit=0", 422, "limit"),
        ("/api/deals/nix", 404, "no such deal"),
        ("/api/reports/zz", 404, "no such report"),
        ("/api/entities/nix", 404, "no such entity"),
        ("/api/nowhere", 404, "Not Found"),
    ],
)
def test_problems_are_said_in_words(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def decide(client: TestClient, deal: str, **wanted: Any) -> Any:
    answer = client.post(f"/api/deals/{deal}/decisions", json=wanted)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_decisions_bear_a_name_and_can_be_undone(client: TestClient, ids: Ids) -> None:
    deal = ids["loan"]
    made = decide(
        client, deal, action="set", field="financing", value="loan USD 50,000,000", reason="seen it"
    )
    assert (made["made_by"], made["reason"]) == ("Ana", "seen it")
    body = client.get(f"/api/deals/{deal}").json()
    assert body["financing"][0]["value"]["currency"] == "USD"
    assert body["financing"][0]["decided"] == made["id"]
    assert len(body["financing"]) > 1
    decide(client, deal, action="undo", number=made["id"])
    assert client.get(f"/api/deals/{deal}").json()["financing"][0]["value"]["currency"] == "EUR"


def test_overtaken_decisions_are_refused_with_the_later_ones(client: TestClient, ids: Ids) -> None:
    deal = ids["frigates"]
    client.app.state.desk.settings = Named("Ben")  # type: ignore[attr-defined]
    decide(client, deal, action="confirm", seen=0)
    client.app.state.desk.settings = Named("Ana")  # type: ignore[attr-defined]
    late = client.post(f"/api/deals/{deal}/decisions", json={"action": "reject", "seen": 0})
    assert late.status_code == 409
    assert late.json()["later"][0]["made_by"] == "Ben"


def Named(name: str) -> Any:
    from dealtrace.web.settings import Settings

    return Settings(person=name)


@pytest.mark.parametrize(
    "wanted",
    [
        {"action": "set", "field": "colour", "value": "red"},
        {"action": "set", "field": "value", "value": "much"},
        {"action": "set", "field": "financing", "value": "gold"},
        {"action": "merge"},
        {"action": "split", "reports": ["ffff"]},
        {"action": "undo", "number": 99},
    ],
)
def test_decisions_that_make_no_sense_change_nothing(
    client: TestClient, ids: Ids, wanted: dict[str, Any]
) -> None:
    before = client.get(f"/api/deals/{ids['loan']}").json()
    answer = client.post(f"/api/deals/{ids['loan']}/decisions", json=wanted)
    assert answer.status_code == 422
    assert client.get(f"/api/deals/{ids['loan']}").json() == before


def test_description_names_every_route(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/deals", "/api/deals/{name}/decisions", "/api/accounts", "/api/review"} <= set(
        paths
    )
    assert not any(not path.startswith("/api/") for path in paths)


def test_review_and_feeds_by_programs(client: TestClient, ids: Ids) -> None:
    key = client.get(f"/api/deals/{ids['loan']}").json()["reports"][0]
    given = {"subject": f"{key}#c1", "verdict": "correct", "modality": "possible", "says": "A"}
    made = client.post("/api/review", json=given)
    assert made.status_code == 201
    label = json.loads(client.get("/api/review/labels").text)["claims"][0]
    assert (label["modality"], label["says"]) == ("possible", ["A"])
    assert client.delete(f"/api/review/{made.json()['id']}").status_code == 200
    assert client.get("/api/review/labels").text == ""
    assert client.post("/api/review", json={**given, "subject": "x"}).status_code == 422
    number = client.post("/api/feeds", json={"url": "https://example.org/rss"}).json()["id"]
    assert client.get("/api/feeds").json()["feeds"][0]["id"] == number
    assert client.delete(f"/api/feeds/{number}").status_code == 204


def test_page_lists_every_call(client: TestClient) -> None:
    page = client.get("/account/api").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page
