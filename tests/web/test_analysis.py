"""Analyses on pages and for programs: the same figures as the commands print."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from dealtrace.analysis.corroboration import corroboration
from dealtrace.analysis.credit.deals import credit_of
from dealtrace.analysis.values import to_json
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
