"""The pages in a real browser: at both widths, in both themes, by keyboard, with axe-core."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Opener, Site
from .test_every_page import faults


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
