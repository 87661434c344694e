"""The API: the commands' JSON, pages, ETags, decisions."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dealtrace.intake.refusal import Refusal
from dealtrace.web import access

Ids = dict[str, str]

TWINS = {
    "GET /deals": "GET /api/deals",
    "GET /deals.csv": "GET /api/exports/{name}",
    "GET /deals.json": "GET /api/deals",
    "GET /deals/{name}": "GET /api/deals/{name}/evidence",
    "GET /deals/{name}.json": "GET /api/deals/{name}",
    "GET /deals/{name}/timeline.json": "GET /api/deals/{name}/history",
    "POST /deals/{name}/decide": "POST /api/deals/{name}/decisions",
    "GET /deals/{name}/dossier.html": "GET /api/deals/{name}/dossier.pdf",
    "GET /deals/{name}/dossier.pdf": "GET /api/deals/{name}/dossier.pdf",
    "GET /reports": "GET /api/reports",
    "GET /reports/{key}": "GET /api/reports/{key}",
    "GET /reports/{key}/original": "GET /api/reports/{key}/original",
    "GET /reports/{key}/text": "GET /api/reports/{key}",
    "GET /search": "GET /api/search",
    "GET /add": "GET /api/batches",
    "POST /add": "POST /api/batches",
    "GET /add/{number}": "GET /api/batches/{number}",
    "GET /entities": "GET /api/entities",
    "GET /entities/{key}": "GET /api/entities/{key}",
    "GET /network": "GET /api/flows",
    "GET /network.json": "GET /api/flows",
    "GET /map": "GET /api/flows",
    "GET /analysis": "GET /api/analysis/{part}",
    "GET /analysis/{part}": "GET /api/analysis/{part}",
    "GET /analysis/{part}.json": "GET /api/analysis/{part}",
    "GET /analysis/{part}/chart.json": "GET /api/analysis/{part}",
    "GET /exports": "GET /api/exports",
    "GET /exports/{name}": "GET /api/exports/{name}",
    "GET /overview": "GET /api/overview",
    "GET /review": "GET /api/review",
    "GET /review/claim": "GET /api/reports/{key}",
    "POST /review": "POST /api/review",
    "POST /review/undo": "DELETE /api/review/{number}",
    "GET /review/labels.jsonl": "GET /api/review/labels",
    "GET /review/labels.zip": "GET /api/review/labels.zip",
    "GET /watching": "GET /api/alerts",
    "POST /watching/seen": "POST /api/alerts/seen",
    "POST /searches": "POST /api/searches",
    "POST /searches/{number}": "PATCH /api/searches/{number}",
    "POST /feeds": "POST /api/feeds",
    "POST /feeds/{number}": "DELETE /api/feeds/{number}",
    "GET /account": "GET /api/tokens",
    "GET /account/api": "GET /api/openapi.json",
    "POST /account/password": "PUT /api/me/password",
    "POST /account/tokens": "POST /api/tokens",
    "POST /account/tokens/{number}/close": "DELETE /api/tokens/{number}",
    "GET /accounts": "GET /api/accounts",
    "POST /accounts": "POST /api/accounts",
    "POST /accounts/{number}": "PATCH /api/accounts/{number}",
}
"""What programs ask in place of each page and form; logging in is what tokens are for."""
_OF_PEOPLE = {"GET /", "GET /login", "POST /login", "POST /logout"}


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


def paged(client: TestClient, path: str, name: str) -> list[str]:
    """What a list has from page to page, each as JSON."""
    found: list[str] = []
    following: str | None = path
    while following:
        body = client.get(following).json()
        found += [json.dumps(one, sort_keys=True) for one in body[name]]
        following = body["next"]
    return found


def test_claims_of_an_entity_come_in_pages(client: TestClient) -> None:
    (cuba,) = client.get("/api/entities?kind=state&country=Cuba").json()["entities"]
    path = f"/api/entities/{cuba['key']}"
    whole = client.get(f"{path}?limit=200").json()
    assert whole["next"] is None
    wanted = [json.dumps(one, sort_keys=True) for one in whole["claims"]]
    assert len(wanted) > 3
    assert paged(client, f"{path}?limit=2", "claims") == wanted
    described = client.get("/api/openapi.json").json()["paths"]
    for route in ("/api/entities/{key}", "/api/review"):
        names = {one["name"] for one in described[route]["get"]["parameters"]}
        assert {"limit", "offset"} <= names


def test_an_entity_has_the_claims_that_corrections_bring_and_not_those_they_take(
    client: TestClient, ids: Ids
) -> None:
    def claims_of(country: str) -> set[tuple[str, str]]:
        found = client.get(f"/api/entities?kind=state&country={country}").json()["entities"]
        told = client.get(f"/api/entities/{found[0]['key']}?limit=200").json()["claims"]
        return {(one["report"], one["claim"]) for one in told}

    key = client.get(f"/api/deals/{ids['loan']}").json()["reports"][0]
    own = (key, "c1")
    assert own in claims_of("Cuba")
    assert own not in claims_of("Brazil")
    given = {"subject": f"{key}#c1", "verdict": "correct", "to_whom": "Brazil"}
    made = client.post("/api/review", json=given)
    assert made.status_code == 201
    assert own in claims_of("Brazil")
    assert own not in claims_of("Cuba")
    assert own in claims_of("Russia")
    brazil = client.get("/api/entities?kind=state&country=Brazil").json()["entities"][0]["key"]
    assert f"/reports/{key}#c1" in client.get(f"/entities/{brazil}").text
    assert client.delete(f"/api/review/{made.json()['id']}").status_code == 200
    assert own in claims_of("Cuba")
    assert own not in claims_of("Brazil")


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


def test_all_that_pages_do_can_be_done_by_programs(app: FastAPI) -> None:
    routes = access.routes_in(app.routes)
    calls = {f"{method} {one.path}" for one in routes for method in one.methods or ()}
    pages = {call for call in calls if " /api/" not in call}
    assert pages == TWINS.keys() | _OF_PEOPLE
    assert set(TWINS.values()) <= calls


def test_what_is_new_since_a_time(client: TestClient, ids: Ids) -> None:
    first = client.get("/api/overview").json()
    assert first["since"] is None
    assert {one["id"] for one in first["deals"]} == set(ids.values())
    assert first["counts"]["deals"] == 3
    assert client.get("/api/overview").json()["since"] is None  # asking is no visit
    client.post("/api/overview/seen")
    client.post("/api/deals/rus-cub/decisions", json={"action": "confirm"})
    later = client.get("/api/overview?since=2990-01-01T00:00:00%2B02:00").json()
    assert (later["deals"], later["decisions"]) == ([], [])
    assert len(client.get("/api/overview?since=2000-01-01").json()["decisions"]) == 1
    assert client.get("/api/overview?since=soon").status_code == 422
    assert client.get("/api/overview?since=0001-01-01T00:00:00%2B10:00").status_code == 422


def test_evidence_is_every_value_with_grade_and_sentence(client: TestClient, ids: Ids) -> None:
    found = client.get(f"/api/deals/{ids['frigates']}/evidence").json()
    prices = [one for one in found["values"] if one["field"] == "price"]
    assert [one["rank"] for one in prices] == [1, 2]
    assert all(one["disputed"] for one in prices)
    assert prices[0]["grade"]["why"]
    assert prices[0]["sentence"]["report"] in prices[0]["told"]["reports"]
    assert {one["reliability"] for one in found["sources"]} <= set("ABCDEF")


def test_a_batch_is_added_and_its_progress_asked(app: FastAPI, client: TestClient) -> None:
    app.state.desk.adder._reader = lambda report: Refusal(report.id, "not read here")
    given = {"reports": [{"text": "One.", "title": "First"}, {"url": "ftp://nowhere"}]}
    made = client.post("/api/batches", json=given)
    assert made.status_code == 202
    batch = made.json()
    assert [one["name"] for one in batch["jobs"]] == ["First", "ftp://nowhere"]
    files = [("files", ("a.txt", b"Two.")), ("files", ("../b.txt", b"Three."))]
    other = client.post("/api/batches/files", files=files).json()
    assert [one["name"] for one in other["jobs"]] == ["a.txt", "b.txt"]
    for number in (batch["id"], other["id"]):
        for _ in range(100):
            jobs = client.get(f"/api/batches/{number}").json()["jobs"]
            if all(one["state"] == "refused" for one in jobs):
                break
            time.sleep(0.05)
        assert all(one["problem"] for one in jobs)
    assert [one["id"] for one in client.get("/api/batches").json()["batches"]] == [
        other["id"],
        batch["id"],
    ]
    assert client.post("/api/batches/files", data={}).status_code == 422
    assert client.post("/api/batches", json={"reports": []}).status_code == 422
    assert client.get("/api/batches/999").status_code == 404


def test_searches_are_watched_and_rest(client: TestClient) -> None:
    number = client.post("/api/searches", json={"name": "n", "query": "party=CUB"}).json()["id"]
    found = client.patch(f"/api/searches/{number}", json={"watched": True}).json()
    assert found["watched"] is True
    assert client.patch("/api/searches/99", json={"watched": True}).status_code == 404


def test_verdicts_tell_who_decided_what_and_when(client: TestClient, ids: Ids) -> None:
    key = client.get(f"/api/deals/{ids['loan']}").json()["reports"][0]
    for verdict in ("accept", "reject"):
        client.post("/api/review", json={"subject": f"{key}#c1", "verdict": verdict})
    last, first = client.get("/api/review/verdicts").json()["verdicts"]
    assert (last["verdict"], last["made_by"], last["stands"]) == ("reject", "Ana", True)
    assert (first["verdict"], first["stands"]) == ("accept", False)
    page = client.get("/api/review/verdicts?limit=1").json()
    assert len(page["verdicts"]) == 1
    assert client.get(page["next"]).json()["verdicts"] == [first]


def test_entities_come_in_pages(client: TestClient) -> None:
    page = client.get("/api/entities?limit=1").json()
    following = client.get(page["next"]).json()
    assert page["entities"][0]["key"] != following["entities"][0]["key"]


def test_flows_by_sums_and_makers(client: TestClient) -> None:
    found = client.get("/api/flows?planned=1&by=usd&companies=1").json()
    assert found["flows"][0]["usd"] >= found["flows"][-1]["usd"]
    assert "companies" in found


def test_formats_paper_and_originals(client: TestClient, ids: Ids) -> None:
    assert {"csv", "ftm"} <= {f["name"] for f in client.get("/api/exports").json()["formats"]}
    paper = client.get(f"/api/deals/{ids['loan']}/dossier.pdf")
    assert paper.content.startswith(b"%PDF")
    assert client.get(f"/api/deals/{ids['loan']}/dossier.pdf?as_of=x").status_code == 422
    assert client.get("/api/exports/jsonl?party=Atlantis").status_code == 422
    key = client.get(f"/api/deals/{ids['loan']}").json()["reports"][0]
    assert client.get(f"/api/reports/{key}/original").status_code == 404


def test_page_lists_every_call(client: TestClient) -> None:
    page = client.get("/account/api").text.replace("<wbr>", "")
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page


def test_search_comes_in_pages(client: TestClient) -> None:
    path, seen = "/api/search?q=frigates&limit=1", []
    while path:
        body = client.get(path).json()
        seen += [(hit["report"]["key"], hit["claim"]) for hit in body["hits"]]
        path = body["next"]
    whole = client.get("/api/search?q=frigates&limit=200").json()
    assert whole["next"] is None
    assert len(seen) > 1
    assert len(seen) == len(set(seen)) == len(whole["hits"])
