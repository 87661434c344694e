"""Every page there is, opened in a real browser: none complains, none is wider than the window, and
axe-core finds nothing. The pages are held against the routes, so that a new one can't be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from dealtrace.register import acts, one_deal
from dealtrace.register.acts import Person
from dealtrace.register.desk import alerts, feeds, jobs, originals, people, searches
from dealtrace.register.store import Register
from dealtrace.web import access, documents, passwords, reviewing
from dealtrace.web.app import create
from dealtrace.web.reviewing import Verdict
from dealtrace.web.settings import Settings

from . import screenshots
from .conftest import Opener, Serve

PASSWORD = "correct horse battery"
PAGES: dict[str, list[str]] = {
    "/": ["/"],
    "/overview": ["/overview"],
    "/deals": [
        "/deals",
        "/deals?q=loan&party=Cuba",
        "/deals?party=Atlantis",
        "/deals?stage=denied",
    ],
    "/deals/{name}": [
        "/deals/{loan}",
        "/deals/{loan}?as_of=2018-12-31",
        "/deals/{frigates}",
        "/deals/{hostile}",
    ],
    "/deals/{name}/dossier.html": ["/deals/{loan}/dossier.html"],
    "/reports": ["/reports", "/reports?publisher=nobody"],
    "/reports/{key}": ["/reports/{report}", "/reports/{judged}"],
    "/search": ["/search", "/search?q=loan", "/search?q=nothing+of+it"],
    "/review": ["/review"],
    "/review/claim": ["/review/claim?subject={report}%23c1"],
    "/entities": ["/entities", "/entities?kind=weapon", "/entities?country=Atlantis"],
    "/entities/{key}": ["/entities/state-rus", "/entities/{person}"],
    "/network": ["/network?planned=1", "/network?companies=1&by=usd&planned=1", "/network?since=x"],
    "/map": ["/map?planned=1"],
    "/analysis": ["/analysis", "/analysis?state=Cuba"],
    "/analysis/{part}": [
        "/analysis/credit?deal={loan}",
        "/analysis/credit?deal={loan}&rate=2..4&years=10&grace=2&prices=2020",
        "/analysis/credit?deal={loan}&rate=4..2&prices=1850&group=rich&schedule=x",
        "/analysis/credit?amount=50m&rate=3&years=10&grace=2&state=Cuba&schedule=1",
        "/analysis/credit?state=Atlantis",
        "/analysis/pay?state=Cuba&rate=2..4&years=8..10&grace=2&per_year=4&pledged=1",
        "/analysis/pay?state=Cuba&years=0..100&grace=0..100&rate=3&per_year=12",
        "/analysis/dependence?state=Portugal",
        "/analysis/network",
        "/analysis/corroboration?deal={loan}",
        "/analysis/timeline?state=Cuba",
    ],
    "/exports": ["/exports?party=Cuba"],
    "/add": ["/add"],
    "/add/{number}": ["/add/{batch}"],
    "/watching": ["/watching"],
    "/account": ["/account"],
    "/account/api": ["/account/api"],
    "/accounts": ["/accounts"],
    "/login": ["/login"],
}
"""Addresses of every page, by its route."""

ERRORS = {
    "/nowhere": "Not found",
    "/deals/nix": "Not found",
    "/entities/nix": "Not found",
    "/analysis/nothing": "Not understood",
    "/exports/nothing": "Not understood",
    "/reports/{report}/original": "Not found",
}
"""Addresses of nothing, and what the page is called that says so."""


@dataclass
class Team:
    """A desk of a team over a register in which much has happened, and what is where in it."""

    app: FastAPI
    url: str
    names: dict[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str:
        return self.url + path.format(**self.names)


@pytest.fixture
def team(register: Register, ids: dict[str, str], serve: Serve) -> Team:
    app = create(register, Settings(team=True))
    made = Team(app, serve(app), dict(ids))
    _people(register)
    _happenings(register, made.names)
    return made


def _people(register: Register) -> None:
    with register.writing() as connection:
        kept = passwords.hashed(PASSWORD)
        ada = people.open_account(connection, "Ada", "administrator", kept)
        rea = people.open_account(connection, "Rea", "reader", kept, "rea@example.org")
        people.change(connection, rea.id, closed=True)
        people.make_token(connection, ada.id, "script")


def _happenings(register: Register, names: dict[str, str]) -> None:
    """Decisions, an undo, verdicts, alerts, searches, feeds, a batch half done."""
    ada, frigates = Person("Ada", "the contract is public"), names["frigates"]
    with register.reading() as connection:
        loan = one_deal.deal(connection, names["loan"]).dossier
        names["report"] = loan["reports"][0]
        names["judged"] = one_deal.deal(connection, frigates).dossier["reports"][0]
        (person,) = connection.exec_driver_sql(
            "select key from entities where kind = 'person' limit 1"
        ).one()
        names["person"] = person
    acts.set_field(register, frigates, "value", "USD 1,300,000,000", ada)
    acts.undo(register, acts.confirm(register, frigates, ada).id, ada)
    correction = Verdict(f"{names['judged']}#c1", "correct", sum="USD 1,250,000,000")
    reviewing.judge(register, correction, "Ada")
    with register.writing() as connection:
        searches.save(connection, "Ada", "Cuba", "party=Cuba", True)
        alerts.tell(connection, "Ada", "new stage", "Russia → Cuba is now signed", names["loan"])
        number = feeds.follow(connection, "Ada", "https://example.org/rss", "News", 60)
        (feed,) = [one for one in feeds.listed(connection) if one.id == number]
        feeds.note_checked(connection, feed, [], "the address does not answer")
        given = [documents.pasted("one"), documents.pasted("two"), documents.pasted("three")]
        batch = jobs.give(connection, "Ada", given)
        jobs.end(connection, batch, "refused", problem="is not in English, it seems")
        jobs.end(connection, batch + 1, "added", names["report"], [names["loan"]])
        originals.keep(connection, names["judged"], "frigates.txt", b"Frigates.")
    names["batch"] = str(batch)


def faults(page: Page, *rules: str) -> list[str]:
    """What axe-core finds, by some of its rules or by all."""
    # The pages' policy forbids code from elsewhere; the page is asked through the debugger instead.
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def log_in(page: Page, team: Team) -> None:
    page.goto(f"{team.url}/login")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{team.url}/deals")


def unsound(page: Page, address: str) -> list[str]:
    """What is wrong with the page at an address, in light and in dark."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if page.locator("[data-chart], [data-network]").count():
        page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert page.viewport_size
    found = faults(page)
    if wide > page.viewport_size["width"]:
        found.append(f"it is {wide} wide")
    page.emulate_media(color_scheme="dark")
    found += faults(page, "color-contrast", "link-in-text-block")  # nothing else differs
    return [f"{address}: {fault}" for fault in found]


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_every_page_is_sound(team: Team, opener: Opener, size: str) -> None:
    page = opener(size)
    found = unsound(page, f"{team.url}/login")
    log_in(page, team)
    for path in (path for paths in PAGES.values() for path in paths):
        found += unsound(page, team.address(path))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_pages_that_say_what_is_wrong_are_sound(team: Team, opener: Opener, size: str) -> None:
    page = opener(size)
    log_in(page, team)
    found: list[str] = []
    for path, title in ERRORS.items():
        found += unsound(page, team.address(path))
        assert page.get_by_role("heading", name=title).is_visible(), path
    assert not found, "\n".join(found)
    # The browser itself notes in its console that an address was not found; nothing else may.
    assert all("Failed to load resource" in trouble for trouble in opener.troubles)
    opener.troubles.clear()


def test_two_who_decide_at_once_are_told_so_on_a_sound_page(
    team: Team, opener: Opener, register: Register
) -> None:
    page = opener("phone", "dark")
    log_in(page, team)
    page.goto(team.address("/deals/{frigates}"))
    acts.confirm(register, team.names["frigates"], Person("Vera"))
    page.get_by_role("button", name="Confirm").first.click()
    page.wait_for_load_state()
    assert page.get_by_text("Vera").first.is_visible()
    assert faults(page) == []
    opener.troubles.clear()  # the browser notes the status, 409


def html_routes(app: FastAPI) -> Iterator[str]:
    """The routes that answer with a page: all that programs or downloads are not for."""
    for route in access.routes_in(app.routes):
        files = route.path.endswith(
            (".json", ".csv", ".jsonl", ".zip", ".pdf", "/original", "/text", "/exports/{name}")
        )
        if "GET" in (route.methods or ()) and not route.path.startswith("/api") and not files:
            yield route.path


def test_no_page_is_forgotten(app: FastAPI) -> None:
    assert set(html_routes(app)) == PAGES.keys()


def test_downloads_are_no_pages(client: TestClient, ids: dict[str, str]) -> None:
    for path in ("/deals.csv", "/deals.json", f"/deals/{ids['loan']}.json", "/network.json"):
        assert "html" not in client.get(path).headers["content-type"]


def test_every_place_has_a_picture(client: TestClient) -> None:
    """Places that the menu leads to stand among the pictures of the documentation."""
    places = set(re.findall(r'<a href="(/\w+)"', client.get("/account").text.split("</nav>")[0]))
    assert len(places) > 7
    assert places <= PAGES.keys()
    assert places <= {path.partition("?")[0] for path in screenshots.PAGES.values()}
    text = (screenshots.ROOT / "docs" / "desk.md").read_text()
    for name in (*screenshots.PAGES, *screenshots.DEEDS):
        assert (screenshots.OUT / f"{name}.jpg").exists()
        assert f"images/{name}.jpg" in text
