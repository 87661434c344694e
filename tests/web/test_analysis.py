"""Analyses on pages and for programs: the same figures as the commands print."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from dealtrace.analysis.corroboration import corroboration
from dealtrace.analysis.credit.deals import Assumed, credit_of
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range, to_json
from dealtrace.register.store import Register

from .conftest import ATTACK

PARTS = ("credit", "pay", "dependence", "network", "corroboration", "timeline")


@pytest.mark.parametrize("part", PARTS)
def test_a_deal_and_a_state_are_analysed(
    client: TestClient, ids: dict[str, str], part: str
) -> None:
    for query in (f"deal={ids['loan']}", "state=Cuba", "", f"deal={ids['hostile']}"):
        answer = client.get(f"/analysis/{part}?{query}")
        assert answer.status_code == 200
        assert ATTACK not in answer.text
    words = client.get(f"/analysis/{part}?deal={ids['loan']}&state=Cuba").text
    assert "<table" in words


def test_pages_and_programs_get_what_the_commands_print(
    client: TestClient, register: Register, ids: dict[str, str]
) -> None:
    with register.reading() as connection:
        credit = to_json(credit_of(connection, ids["loan"]))
        voices = to_json(corroboration(connection, ids["loan"]))
    for part, expected in (("credit", credit), ("corroboration", voices)):
        query = f"deal={ids['loan']}"
        assert client.get(f"/analysis/{part}.json?{query}").json() == json.loads(
            json.dumps(expected)
        )
        assert client.get(f"/api/analysis/{part}?{query}").json() == json.loads(
            json.dumps(expected)
        )
    page = client.get(f"/analysis/corroboration?deal={ids['loan']}").text
    assert f"{len(voices['voices'])} independent" in page


GIVEN = "rate=2..4&years=10&grace=2&prices=2020"


def test_terms_are_assumed_and_prices_of_a_year_told(
    client: TestClient, register: Register, ids: dict[str, str]
) -> None:
    terms = Terms(Range(2, 4), Range.exactly(10), Range.exactly(2))
    with register.reading() as connection:
        found = credit_of(connection, ids["loan"], Assumed(terms, prices=2020))
    query = f"credit?deal={ids['loan']}&{GIVEN}"
    body = client.get(f"/api/analysis/{query}").json()
    assert body == json.loads(json.dumps(to_json(found)))
    assert client.get(f"/analysis/{query.replace('?', '.json?')}").json() == body
    preferred = body["credits"][0]
    assert preferred["assessment"]["terms"]["assumed"] == ["rate", "years", "grace_years"]
    assert preferred["constant"]["base"] == 2020
    page = client.get(f"/analysis/{query}").text
    assert "interest 2 to 4 % a year (assumed), over 10 years (assumed)" in page
    assert "Assumed where no report tells: interest 2 to 4 % a year, over 10 years" in page
    assert "Is it cheap, as far as assumed?" in page
    assert "To ask: At what rate of interest" in page
    assert "in prices of 2020" in page
    assert "Consumer prices: World Bank" in page
    for name, value in (("rate", "2..4"), ("years", "10"), ("grace", "2"), ("prices", "2020")):
        assert f'name="{name}" value="{value}"' in page
    plain = client.get(f"/analysis/credit?deal={ids['loan']}").text
    assert not [
        word for word in ("(assumed)", "as far as assumed", "in prices of") if word in plain
    ]


def test_each_of_many_assumptions_has_its_own_answer(
    client: TestClient, ids: dict[str, str]
) -> None:
    for rate in ("1", "2", "1"):
        page = client.get(f"/analysis/credit?deal={ids['loan']}&rate={rate}").text
        assert f"interest {rate} % a year (assumed)" in page


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("rate=4..2", "rate", "interest: &#39;4..2&#39; is no range from 0 on"),
        ("rate=-1", "rate", "interest: &#39;-1&#39; is no range from 0 on"),
        ("years=ten", "years", "years: &#39;ten&#39; is no range from 0 on"),
        ("grace=nan", "grace", "years of grace: &#39;nan&#39; is no range from 0 on"),
        ("rate=inf", "rate", "interest: &#39;inf&#39; is no range from 0 on"),
        ("prices=1850", "prices", "prices: &#39;1850&#39; is no year"),
        ("rate=2000", "", "rate 2000: give 0 to 1000"),
        ("years=1000", "", "years 1000: give 0 to 100"),
        ("rate=3&years=0&grace=0", "", "0 years: a loan runs from above 0 to 100"),
        ("rate=3&years=5&grace=6", "", "6 years of grace don&#39;t fit into 5 years"),
        ("prices=2099", "", "no consumer prices of 2099"),
    ],
)
def test_terms_that_no_loan_has_are_refused(
    client: TestClient, ids: dict[str, str], query: str, field: str, said: str
) -> None:
    page = client.get(f"/analysis/credit?deal={ids['loan']}&{query}")
    assert page.status_code == 200
    assert said in page.text
    assert ('aria-invalid="true"' in page.text) is bool(field)
    if field:
        assert f'aria-describedby="{field}-problem"' in page.text
        assert f'<li id="{field}-problem">' in page.text
    assert "Is it cheap" not in page.text
    told = client.get(f"/api/analysis/credit?deal={ids['loan']}&{query}")
    assert told.status_code == 422
    assert told.json()["detail"].replace("'", "&#39;").startswith(said)


def test_terms_are_assumed_of_one_deal(client: TestClient) -> None:
    for query in ("rate=3", "prices=2020"):
        assert "of one deal: name it" in client.get(f"/analysis/credit?{query}").text
        assert client.get(f"/api/analysis/credit?{query}").status_code == 422


def test_what_cannot_be_worked_out_is_said(client: TestClient) -> None:
    assert "name a deal" in client.get("/analysis/corroboration?state=Cuba").text
    assert "no such deal" in client.get("/analysis/credit?deal=nix").text
    assert client.get("/api/analysis/corroboration").status_code == 422
    assert client.get("/api/analysis/credit?deal=nix").status_code == 404
    assert client.get("/analysis/dependence?state=Atlantis").status_code == 200
    assert client.get("/analysis/nonsense").status_code == 422


def test_charts_are_of_what_is_asked_for(client: TestClient, ids: dict[str, str]) -> None:
    chart = client.get(f"/analysis/timeline/chart.json?deal={ids['loan']}")
    assert chart.json()["$schema"].startswith("https://vega.github.io/schema/vega-lite")
    assert client.get("/analysis/credit/chart.json").status_code == 404


def test_pages_tell_where_rates_come_from(client: TestClient, ids: dict[str, str]) -> None:
    for path in (f"credit?deal={ids['loan']}", "credit", "pay?state=Cuba"):
        words = client.get(f"/analysis/{path}").text
        assert "Exchange rates: Federal Reserve H.10" in words, path
        assert "up to 20" in words, path
    by_value = "Exchange rates: yearly rates of the Federal Reserve"
    assert by_value in client.get("/analysis/dependence?state=Cuba&by=value").text
    assert by_value not in client.get("/analysis/dependence?state=Cuba").text
