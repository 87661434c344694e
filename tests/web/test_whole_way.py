"""The whole way with the real reader: add three reports, open the dossier, settle a contradiction,
undo it, search, download, review."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dealtrace.claims.documents import attempt
from dealtrace.register.store import Register
from dealtrace.web.app import create
from dealtrace.web.settings import Settings

from .conftest import Opener, Serve

SAMPLES = Path(__file__).parents[2] / "samples" / "russia-cuba"
REPORTS = ["2018-10-30-wire.txt", "2019-02-06-gazette.txt", "2019-07-25-lavrov.txt"]


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_from_three_reports_to_a_settled_dossier(
    tmp_path: Path, serve: Serve, opener: Opener, size: str
) -> None:
    register = Register.open(str(tmp_path / "new.db"), create=True)
    url = serve(create(register, Settings(person="Ana"), attempt))
    page = opener(size, "dark" if size == "phone" else "light")

    page.goto(f"{url}/add")
    page.locator("input[type=file]").set_input_files([SAMPLES / name for name in REPORTS])
    page.get_by_role("button", name="Add files").click()
    expect(page.get_by_text("3 of 3 done")).to_be_visible(timeout=60_000)
    expect(page.locator(".item.added")).to_have_count(3)

    page.locator(".item a[href^='/deals/rus-cub']").first.click()
    expect(page.get_by_role("heading", name="Disputed", exact=True)).to_be_visible()
    values = page.locator(".values").first.locator("h4")
    expect(values.first).to_contain_text("EUR 38 million")
    page.get_by_role("button", name="Prefer loan of USD 50 million from Russia to Cuba").click()
    expect(values.first).to_contain_text("USD 50 million")
    expect(page.locator(".decisions li")).to_contain_text("Ana")
    page.get_by_role("button", name="Undo decision 1").click()
    expect(values.first).to_contain_text("EUR 38 million")

    page.get_by_role("link", name="Show in the report").first.click()
    expect(page.locator(".claim:target")).to_contain_text("38,000,000")

    page.get_by_label("Search reports and claims").fill("euros")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("euros")
    page.get_by_role("link", name="As a table of deals").click()
    expect(page.locator("table.deals tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    assert "rus-cub-2018" in Path(download.value.path()).read_text()

    page.goto(f"{url}/review")
    page.locator(".doubt:has([data-do=x])").first.focus()
    page.keyboard.press("a")
    expect(page.locator(".doubt.done")).to_contain_text("Ana: accept")
    page.goto(f"{url}/overview")
    expect(page.get_by_text("Ana: set financing")).to_be_visible()
    register.close()
