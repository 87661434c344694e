"""What the pages say, asked without a browser."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from fastapi.testclient import TestClient

from dealtrace.register import acts, aggregates
from dealtrace.register.acts import Person
from dealtrace.register.store import Register
from dealtrace.web.words import date as in_words
from dealtrace.web.words import large, money, web_address
from tests.register.labels import add_all, deal, told

Ids = dict[str, str]


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_register_lists_deals_with_parties_sum_and_stage(client: TestClient) -> None:
    page = text_of(client.get("/deals").text)
    assert "Russia → to Cuba" in page
    assert "disputed" in page
    assert "Norway → to Portugal" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("party=Cuba", "Cuba", "Portugal"),
        ("party=PRT", "Portugal", "Cuba"),
        ("supplier=Norway&recipient=Portugal", "Portugal", "Cuba"),
        ("class=ship", "Portugal", "Cuba"),
        ("min=1bn", "Portugal", "Cuba"),
        ("max=100m", "Cuba", "frigates"),
        ("until=2016", "frigates", "Cuba"),
        ("since=2019&until=2019", "Cuba", "Portugal"),
        ("confidence=three", "Cuba", "Portugal"),
    ],
)
def test_filters_in_the_address_narrow(
    client: TestClient, query: str, there: str, gone: str
) -> None:
    body = client.get(f"/deals?{query}").text
    rows = text_of(body.split("<tbody>")[1].split("</tbody>")[0])
    assert there in rows
    assert gone not in rows


def test_what_cannot_be_understood_is_said_beside_its_field(client: TestClient) -> None:
    answer = client.get("/deals?party=Atlantis&min=lots&page=-3")
    assert answer.status_code == 200
    assert "&#39;Atlantis&#39; is no state I know" in answer.text
    assert 'aria-describedby="party-problem"' in answer.text
    assert "&#39;lots&#39; is no sum" in answer.text


def test_order_by_sum_puts_the_largest_first(client: TestClient) -> None:
    rows = re.findall(
        r'href="/deals/([a-z]{3}-[a-z]{3}-\d{4}-\w+)', client.get("/deals?sort=amount").text
    )
    assert rows[-1].startswith("rus-cub")


def test_words_find_deals_and_mark_the_hits(client: TestClient) -> None:
    body = client.get("/deals?q=frigates3x10").text
    assert "<mark>frigates3x10</mark>" in body
    assert "Cuba" not in text_of(body.split("<tbody>")[1].split("</tbody>")[0])
    found = client.get("/search?q=frigates3x10").text
    assert "<mark>frigates3x10</mark>" in found
    assert "Nothing found" in client.get("/search?q=zzzz").text


def test_csv_has_what_is_shown(client: TestClient) -> None:
    answer = client.get("/deals.csv?party=Cuba")
    assert answer.headers["content-disposition"] == 'attachment; filename="deals.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["recipient"] for row in rows] == ["CUB"]


def test_json_has_what_is_shown(client: TestClient, ids: Ids) -> None:
    found = client.get("/deals.json?party=Cuba").json()
    assert [one["id"] for one in found] == [ids["loan"]]
    assert client.get("/deals.json?party=Chad").json() == []


def test_dossier_shows_disputed_values_with_speakers_and_sentences(
    client: TestClient, ids: Ids
) -> None:
    body = client.get(f"/deals/{ids['loan']}").text
    page = text_of(body)
    assert "loan of EUR 38 million from Russia to Cuba" in page
    assert "loan of USD 50 million from Russia to Cuba" in page
    assert "Kommersant" in page.split("Root sources")[1]
    links = re.findall(r'class="evidence" href="/reports/([0-9a-f]{12})#(c\d+)"', body)
    assert links
    for key, claim in links:
        assert f'id="{claim}"' in client.get(f"/reports/{key}").text


def test_dossier_as_of_a_day_knows_nothing_later(client: TestClient, ids: Ids) -> None:
    page = text_of(client.get(f"/deals/{ids['loan']}?as_of=2018-12-31").text)
    assert "EUR 38 million" not in page
    assert "USD 50 million" in page
    assert "This is what was known on 31 December 2018" in page


def test_start_of_an_id_leads_to_the_deal(client: TestClient, ids: Ids) -> None:
    answer = client.get("/deals/rus-cub?as_of=2019-12-31")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/deals/{ids['loan']}?as_of=2019-12-31"


def test_timeline_has_what_reports_told(client: TestClient, ids: Ids) -> None:
    stages, sums = client.get(f"/deals/{ids['loan']}/timeline.json").json()["vconcat"]
    assert {one["stage"] for one in stages["data"]["values"]} >= {"announced", "approved"}
    assert {one["sum"] for one in sums["data"]["values"]} >= {"USD 50 million", "EUR 38 million"}


def test_report_marks_claims_over_its_whole_text(client: TestClient) -> None:
    (row,) = client.get("/deals.json?party=Cuba").json()
    key = row["reports"][0]
    body = client.get(f"/reports/{key}").text
    assert '<mark class="t-transfer" data-claims="c1">' in body
    told = client.get(f"/reports/{key}/text")
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    cut = re.sub(r'<a class="chip.*?</a>', "", body, flags=re.DOTALL)
    shown = "".join(re.findall(r'<p class="text">(.*?)</p>', cut, re.DOTALL))
    assert re.sub(r"<[^>]+>|\s", "", shown) == "".join(told.text.split())


@pytest.mark.parametrize("path", ["/deals/nix", "/reports/ffffffffffff", "/nowhere", "/static/nix"])
def test_what_is_not_there_is_said_in_words(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/deals", "/reports", "/search?q=loan", "/deals/rus-cub"])
def test_first_paint_is_light(client: TestClient, path: str) -> None:
    """Page, styles, scripts and preloaded fonts: what stands in the page's head, unpacked."""
    client.follow_redirects = True
    body = client.get(path).text
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', body.split("</head>")[0])
    size = len(body) + sum(len(client.get(part).content) for part in set(parts))
    assert len(parts) >= 4
    assert size < 300_000


def test_values_in_words() -> None:
    assert money({"amount": 38e6, "currency": "EUR"}) == "EUR 38 million"
    assert large(1_140_000_000) == "1.14 billion"
    assert large(350_000) == "350,000"
    assert [in_words(d) for d in ("2019-02-06", "2019-02", "2019", None)] == [
        "6 February 2019",
        "February 2019",
        "2019",
        "undated",
    ]
    assert web_address("javascript:alert(1)") is None
    assert web_address("HTTPS://example.org/a") == "HTTPS://example.org/a"


@pytest.mark.parametrize("path", ["/map", "/network", "/network.json", "/analysis/network"])
def test_dates_that_are_none_break_no_picture(client: TestClient, path: str) -> None:
    for query in ("since=never", "until=soon", "party=Atlantis", "since=2020&until=2010"):
        assert client.get(f"{path}?{query}").status_code == 200
    assert client.get("/api/flows?since=never").status_code == 422


def test_makers_of_arms_stand_in_the_network(client: TestClient, register: Register) -> None:
    jets = {"text": "36 Rafale jets", "class": "aircraft", "designation": "Rafale", "quantity": 36}
    add_all(register, [told("jets", deal(recipient=["IND"], items=[jets], stage="signed"))])
    page = client.get("/network?companies=1").text
    assert "Companies" in page
    assert "Dassault" in page
    data = client.get("/network.json?companies=1").json()
    company = next(one["data"] for one in data["nodes"] if one["data"]["side"] == "company")
    assert "Dassault" in company["name"]
    assert company["where"].startswith("/entities?kind=company")
    assert any(one["data"]["target"] == "IND" for one in data["edges"])
    assert "Dassault" not in client.get("/network.json").text


def test_companies_weigh_by_money_where_the_sum_is_theirs(
    client: TestClient, register: Register
) -> None:
    """Of a deal with several companies nobody knows whose part is which; one has no sum."""
    jets = {"text": "36 Rafale jets", "class": "aircraft", "designation": "Rafale", "quantity": 36}
    tanks = {"text": "Leopard 2s", "class": "tank", "designation": "Leopard 2", "quantity": 50}
    sums = {
        "EGY": ([jets], {"amount": 5e9, "currency": "USD"}),
        "IND": ([jets], None),
        "QAT": ([jets, tanks], {"amount": 9e9, "currency": "USD"}),
    }
    for code, (items, value) in sums.items():
        sold = deal(supplier=["FRA"], recipient=[code], items=items, value=value, stage="signed")
        add_all(register, [told(f"jets {code}", sold, day=dt.date(2019, 3, 4))])
    found = client.get("/api/flows?companies=1&by=usd&party=France").json()["companies"]
    jets_of = {one["recipient"]: one for one in found if "Dassault" in one["company"]}
    assert jets_of["EGY"]["usd"] == pytest.approx(5e9)
    assert (jets_of["IND"]["usd"], jets_of["IND"]["without_sum"]) == (0, 1)
    assert (jets_of["QAT"]["usd"], jets_of["QAT"]["shared"]) == (0, 1)
    assert found[0]["recipient"] == "EGY"
    page = text_of(client.get("/network?companies=1&by=usd&party=France").text)
    assert "1 of 3 deals have no sum and weigh nothing here" in page
    assert "1 shared with other companies" in page
    assert "weigh nothing" not in client.get("/network?companies=1&party=France").text
    data = client.get("/network.json?companies=1&by=usd&party=France").json()["edges"]
    width = {one["data"]["target"]: one["data"]["width"] for one in data if "Dass" in str(one)}
    assert width["EGY"] > width["IND"] == width["QAT"]


def test_companies_that_reports_name_stand_in_the_network(
    client: TestClient, register: Register
) -> None:
    """One that supplies, one of its state that signs; no bank, and none of the buyer's."""
    tanks = {"text": "tanks", "class": "tank", "designation": None, "quantity": 40}
    sold = deal(supplier=["RUS"], recipient=["IND"], items=[tanks], stage="signed")
    report = told("tanks", sold, day=dt.date(2019, 3, 4))
    (claim,) = report.reading["claims"]
    company = {
        "supplier": ["Uralvagonzavod"],
        "party": ["Rosoboronexport", "Vnesheconombank", "Hindustan Aeronautics"],
    }
    for role, written in company.items():
        claim["roles"][role] = [{"name": name, "entity": name, "code": None} for name in written]
    add_all(register, [report])
    data = client.get("/network.json?companies=1").json()
    found = {one["data"]["name"] for one in data["nodes"] if one["data"]["side"] == "company"}
    assert found == {"Uralvagonzavod", "Rosoboronexport"}
    edges = [one["data"] for one in data["edges"] if one["data"]["source"].startswith("company")]
    assert {edge["target"] for edge in edges} == {"IND"}
    acts.reject_claim(register, report.key, claim["id"], Person("Ana"))
    with register.reading() as connection:
        assert aggregates.makers(connection) == []


def test_an_error_is_told_once_and_searched_for_by_nobody(client: TestClient) -> None:
    page = client.get("/deals/nowhere-2018").text
    assert page.count("no such deal") == 1
    assert 'value=""' in re.findall(r'<input type="search"[^>]*>', page)[0]
