"""The pages in a real browser: at both widths, in both themes, by keyboard, with axe-core."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from dealtrace.register.desk import jobs, people
from dealtrace.register.store import Register
from dealtrace.web import documents, passwords
from dealtrace.web.app import create
from dealtrace.web.settings import Settings

from . import screenshots
from .conftest import Opener, Serve, Site

PATHS = [
    "/overview",
    "/deals",
    "/deals/{loan}",
    "/deals/{loan}?as_of=2018-12-31",
    "/search?q=loan",
    "/reports",
    "/report",
    "/review",
    "/entities",
    "/entities/state-rus",
    "/network?planned=1",
    "/map?planned=1",
    "/add",
    "/watching",
    "/account",
    "/analysis/credit?deal={loan}",
    "/analysis/pay?state=Cuba",
    "/analysis",
    "/analysis/dependence?state=Cuba",
    "/analysis/network",
    "/analysis/corroboration?deal={loan}",
    "/analysis/timeline?state=Cuba",
    "/exports",
]
_SERIOUS = {"serious", "critical"}


def address(site: Site, path: str, ids: dict[str, str]) -> str:
    if path == "/report":
        from dealtrace.register import queries

        with site.register.reading() as connection:
            path = f"/reports/{queries.deal(connection, ids['loan']).dossier['reports'][0]}"
    return site.url + path.format(**ids)


def faults(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse."""
    # The pages' policy forbids code from elsewhere; the page is asked through the debugger instead.
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in _SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_sound(
    site: Site, opener: Opener, ids: dict[str, str], size: str, scheme: str
) -> None:
    page = opener(size, scheme)
    for path in PATHS:
        page.goto(address(site, path, ids))
        page.wait_for_load_state("networkidle")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], f"{path} is {width} wide"  # type: ignore[index]
        assert faults(page) == [], path


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_team_are_sound(
    register: Register, serve: Serve, opener: Opener, size: str, scheme: str
) -> None:
    """Login, accounts, the list of the API, a token just made, and the progress of a batch."""
    with register.writing() as connection:
        kept = passwords.hashed("correct horse battery")
        people.open_account(connection, "Ada", "administrator", kept)
        people.open_account(connection, "Rea", "reader", kept, "rea@example.org")
        number = jobs.give(connection, "Ada", [documents.pasted("one"), documents.pasted("two")])
        jobs.end(connection, number, "refused", problem="is not in English, it seems")
    url = serve(create(register, Settings(team=True)))
    page = opener(size, scheme)
    page.goto(f"{url}/overview")
    assert faults(page) == []
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{url}/overview")
    for path in ("/accounts", "/account", "/account/api", f"/add/{number}", "/watching"):
        page.goto(f"{url}{path}")
        page.wait_for_load_state("domcontentloaded")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], f"{path} is {width} wide"  # type: ignore[index]
        assert faults(page) == [], path


def test_filters_change_the_table_and_the_address(site: Site, opener: Opener) -> None:
    page = opener()
    page.goto(f"{site.url}/deals")
    page.get_by_label("Party").fill("Cuba")
    page.get_by_label("Party").press("Tab")
    expect(page.locator("table.deals tbody tr")).to_have_count(1)
    expect(page).to_have_url(f"{site.url}/deals?party=Cuba&sort=last_seen")
    page.reload()
    expect(page.locator("table.deals tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "deals.csv"


def test_one_click_shows_a_value_in_its_report(
    site: Site, opener: Opener, ids: dict[str, str]
) -> None:
    page = opener()
    page.goto(f"{site.url}/deals/{ids['loan']}")
    page.get_by_role("link", name="Show in the report").first.click()
    claim = page.locator(".claim:target")
    expect(claim).to_be_in_viewport()
    page.locator("mark").first.hover()
    expect(claim).to_have_class("claim t-transfer lit")


def test_slider_shows_what_was_known(site: Site, opener: Opener, ids: dict[str, str]) -> None:
    page = opener()
    page.goto(f"{site.url}/deals/{ids['loan']}")
    slider = page.get_by_role("slider", name="As known on")
    assert slider.get_attribute("aria-valuetext") == "today"
    slider.press("Home")
    expect(page.get_by_text("This is what was known on")).to_be_visible()
    assert "as_of=2018-10" in page.url


def test_chart_is_drawn(site: Site, opener: Opener, ids: dict[str, str]) -> None:
    page = opener(scheme="dark")
    page.goto(f"{site.url}/deals/{ids['loan']}")
    page.locator("#timeline").scroll_into_view_if_needed()
    expect(page.locator("figure[data-drawn] svg")).to_be_visible()
    assert page.locator("figure svg .mark-symbol path").count() > 5


def test_keyboard_goes_through_list_and_report(
    site: Site, opener: Opener, ids: dict[str, str]
) -> None:
    page = opener()
    page.goto(f"{site.url}/deals")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tbody tr").nth(1).locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article.dossier")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("loan")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/search?q=loan")


def test_theme_is_kept(site: Site, opener: Opener) -> None:
    page = opener()
    page.goto(f"{site.url}/deals")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Light or dark").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_menu_opens_on_a_phone(site: Site, opener: Opener) -> None:
    page = opener("phone")
    page.goto(f"{site.url}/deals")
    reports = page.get_by_role("navigation", name="Places").get_by_role("link", name="Reports")
    expect(reports).to_be_hidden()
    page.get_by_role("button", name="Places").click()
    reports.click()
    expect(page).to_have_url(f"{site.url}/reports")


def test_a_contradiction_is_resolved_and_undone(
    site: Site, opener: Opener, ids: dict[str, str]
) -> None:
    page = opener()
    page.goto(f"{site.url}/deals/{ids['frigates']}")
    values = page.locator(".values").first.locator("h4")
    before = values.first.inner_text()
    other = page.get_by_role("button", name="Prefer USD").last
    other.locator("xpath=..").get_by_label("Reason").fill("the contract is public")
    other.click()
    expect(page.locator(".decisions li:target")).to_contain_text("the contract is public")
    expect(values.first).to_contain_text("set by a person")
    assert values.first.inner_text() != before
    page.get_by_role("button", name="Undo decision 1").click()
    expect(page.locator(".decisions li")).to_have_count(2)
    expect(values.first).not_to_contain_text("set by a person")


def test_dialogs_set_and_reject(site: Site, opener: Opener, ids: dict[str, str]) -> None:
    page = opener("phone")
    page.goto(f"{site.url}/deals/{ids['frigates']}")
    page.get_by_role("button", name="Set a value …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Field").select_option("stage")
    dialog.locator("input[name=value]").fill("delivered")
    assert faults(page) == []
    dialog.get_by_role("button", name="Set it").click()
    expect(page.locator(".course .now")).to_contain_text("delivered")
    page.get_by_role("button", name="Reject …").click()
    page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_text("rejected: no deal")).to_be_visible()
    page.goto(f"{site.url}/deals?party=NOR")
    expect(page.get_by_text("No deals like that.")).to_be_visible()


def test_every_page_has_a_picture_and_is_tried(client: TestClient) -> None:
    """Places that the menu leads to stand among the pages tried and those of the documentation."""
    places = set(re.findall(r'<a href="(/\w+)"', client.get("/account").text.split("</nav>")[0]))
    assert len(places) > 7
    tried = {path.partition("?")[0] for path in PATHS}
    shown = {path.partition("?")[0] for path in screenshots.PAGES.values()}
    assert places <= tried
    assert places <= shown
    text = (screenshots.ROOT / "docs" / "desk.md").read_text()
    for name in screenshots.PAGES:
        assert (screenshots.OUT / f"{name}.jpg").exists()
        assert f"images/{name}.jpg" in text
