"""Hostile content, foreign sites and odd paths get nowhere."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dealtrace.register.store import Register
from dealtrace.web.headers import POLICY
from tests.cli.test_page import Structure

from .conftest import ATTACK, Opener, Site

Ids = dict[str, str]


def hostile_pages(client: TestClient, ids: Ids) -> list[str]:
    (key,) = client.get(f"/deals/{ids['hostile']}.json").json()["reports"]
    return [
        "/deals",
        f"/deals?q={ATTACK}&party={ATTACK}&source={ATTACK}",
        f"/deals/{ids['hostile']}",
        f"/reports/{key}",
        "/reports",
        f"/reports?publisher={ATTACK}",
        f"/search?q={ATTACK}",
        "/search?q=owned",
        f"/deals/{ATTACK.replace('/', '')}",
    ]


def test_nothing_from_outside_becomes_markup(client: TestClient, ids: Ids) -> None:
    for path in hostile_pages(client, ids):
        body = client.get(path).text
        tags = Tags(body)
        assert not any(tag == "img" for tag, _ in tags.tags), path
        scripts = [attrs for tag, attrs in tags.tags if tag == "script"]
        assert all((attrs.get("src") or "").startswith("/static/") for attrs in scripts), path
        assert not any(name.startswith("on") or name == "style" for _, a in tags.tags for name in a)
        links = [a.get("href") or "" for _, a in tags.tags]
        assert not any(link.lower().startswith("javascript:") for link in links), path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", body), path
        assert "49" not in re.findall(r"click.*", body)[:1], path


class Tags(Structure):
    VOID = frozenset({"meta", "br", "link", "input", "hr"})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/deals", "/nix", "/static/base.css", "/deals.csv"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY


def test_foreign_names_are_refused(client: TestClient) -> None:
    assert client.get("/deals", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/deals", headers={"host": "127.0.0.1:8000"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fregister/store.py",
        "/static//etc/passwd",
        "/reports/..%2f..%2fetc%2fpasswd/text",
        "/reports/%00",
        "/deals/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {302, 404}
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_hostile_report_stays_inert_in_a_browser(
    site: Site, opener: Opener, client: TestClient, ids: Ids, register: Register
) -> None:
    page = opener()
    for path in hostile_pages(client, ids)[:4]:
        page.goto(site.url + path)
        assert page.title() != "owned"
        assert page.locator("main img").count() == 0
    page.goto(site.url + hostile_pages(client, ids)[3])
    assert page.locator("a[href^='javascript']").count() == 0
    assert "alert(1)" in page.locator("main").inner_text()


def test_what_breaks_is_said_without_its_cause(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr("dealtrace.web.pages.register.listed", break_down)
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/deals")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret detail" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_what_is_too_large_is_refused_unread(client: TestClient) -> None:
    def sent(path: str, length: str) -> int:
        return client.post(path, content=b"x", headers={"content-length": length}).status_code

    assert sent("/api/reports", "10000001") == 413
    assert sent("/login", "999999999999") == 413
    assert sent("/add", "250000001") == 413
    chunked = client.post("/add", content=iter([b"x"]))
    assert chunked.status_code == 411
