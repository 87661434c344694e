"""The pictures of the documentation: ``python -m tests.web.screenshots`` makes them anew.

A register of the sample reports is made and every page of it shown in Chromium.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from dealtrace.claims import wire
from dealtrace.claims.documents import attempt
from dealtrace.claims.model import Reading
from dealtrace.intake.sources import open_sources
from dealtrace.register import acts
from dealtrace.register.acts import Person
from dealtrace.register.adding import add
from dealtrace.register.desk import alerts, people, searches
from dealtrace.register.desk.opening import prepare
from dealtrace.register.store import Register
from dealtrace.web import passwords
from dealtrace.web.app import create
from dealtrace.web.settings import Settings
from tests.web.serving import CHROMIUM, served

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "images"
PAGES = {
    "overview": "/overview",
    "deals": "/deals",
    "deal": "/deals/rus-cub-2018",
    "disputed": "/deals/rus-cub-2018#disputed",
    "timeline": "/deals/rus-cub-2018#roots",
    "as-of": "/deals/rus-cub-2018?as_of=2018-12-31",
    "reports": "/reports",
    "report": "/reports/e55b7af21268",
    "search": "/search?q=loan+Havana",
    "review": "/review",
    "entities": "/entities",
    "entity": "/entities/state-rus",
    "network": "/network?planned=1",
    "map": "/map?planned=1",
    "analysis": "/analysis/credit?deal=rus-cub-2018&rate=2..4&years=10&grace=2&prices=2020",
    "dependence": "/analysis?state=Poland",
    "exports": "/exports",
    "watching": "/watching",
    "add": "/add",
    "account": "/account",
    "calls": "/account/api",
    "correction": "/review/claim?subject=e55b7af21268%23c1",
    "pay": "/analysis/pay?state=Cuba",
    "course": "/analysis/timeline?state=Cuba",
    "printed": "/deals/rus-cub-2018/dossier.html",
    "error": "/deals/nowhere-2018",
}
"""Every page, by the name of its picture."""

TEAM = {"accounts": "/accounts"}
"""Pages that only a team has, besides the one to log in."""

DEEDS = ("adding", "overtaken")
"""Pictures of what comes of something that somebody does."""

_PASSWORD = "seven quiet frigates"
_SMALL: ViewportSize = {"width": 1280, "height": 620}
_DARK = ("deal", "report")
_PHONE = ("deals", "deal")


def fill(register: Register) -> None:
    """Read the samples into a register, and decide and follow something."""
    with contextlib.chdir(ROOT):
        for document in open_sources(["samples"]):
            outcome = attempt(document) if not hasattr(document, "reason") else document
            if isinstance(outcome, Reading):
                add(register, outcome.report, wire.to_json(outcome))
    acts.confirm(register, "kor-pol-2022-67088b", Person("Ana", "the contract is public"))
    with register.writing() as connection:
        searches.save(connection, "Ana", "Loans for arms to Cuba", "party=Cuba", True)
        alerts.tell(connection, "Ana", "new stage", "Russia → Cuba is now financed", "rus-cub-2018")


def shoot(browser: Browser, url: str, out: Path) -> None:
    """Take all pictures."""
    for name, path in PAGES.items():
        _one(browser, f"{url}{path}", out / f"{name}.jpg", (1280, 860), "light")
    for name in _DARK:
        _one(browser, f"{url}{PAGES[name]}", out / f"{name}-dark.jpg", (1280, 860), "dark")
    for name in _PHONE:
        _one(browser, f"{url}{PAGES[name]}", out / f"{name}-phone.jpg", (390, 844), "light")


def shoot_deeds(browser: Browser, url: str, register: Register, out: Path) -> None:
    """Take the pictures of what comes of something that somebody does: files that are added, and a
    decision that another one has overtaken."""
    page = browser.new_page(viewport=_SMALL, reduced_motion="reduce")
    page.goto(f"{url}/add")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
            for name, text in _CLIPPINGS.items()
        ]
    )
    page.get_by_role("button", name="Add files").click()
    page.get_by_text(f"{len(_CLIPPINGS)} of {len(_CLIPPINGS)} done").wait_for(timeout=60_000)
    page.screenshot(path=out / "adding.jpg", type="jpeg", quality=82)
    page.goto(f"{url}/deals/rus-cub-2018")
    vera = Person("Vera", "the ambassador named the sum")
    acts.set_field(register, "rus-cub-2018", "financing", "loan EUR 38,000,000", vera)
    page.get_by_role("button", name="Confirm", exact=True).click()
    page.get_by_role("heading", name="Somebody else was quicker").wait_for()
    page.screenshot(path=out / "overtaken.jpg", type="jpeg", quality=82)
    page.close()


_CLIPPINGS = {
    "2021-06-01-coast-guard.txt": (
        "Japan will hand six patrol boats to the Vietnamese coast guard, paid with a loan of 36.6"
        " billion yen, the Japanese embassy said on Tuesday. Delivery is to end in 2025.\n"
    ),
    "2021-06-02-cricket.txt": "Rain stopped play in Galle before tea; the hosts stood at 212.\n",
    "notes.txt": " \n",
}
"""Files to add: with a deal, without one, with nothing in it."""


def shoot_team(browser: Browser, url: str, out: Path) -> None:
    """Take the pictures of a team's desk, with its administrator logged in."""
    context = browser.new_context(viewport=_SMALL, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{url}/login")
    page.screenshot(path=out / "login.jpg", type="jpeg", quality=82)
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(_PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{url}/deals")
    for name, path in TEAM.items():
        page.goto(f"{url}{path}")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=out / f"{name}.jpg", type="jpeg", quality=82)
    context.close()


def _people(register: Register) -> None:
    kept = passwords.hashed(_PASSWORD)
    with register.writing() as connection:
        people.open_account(connection, "Ada", "administrator", kept, "ada@example.org")
        people.open_account(connection, "Ben", "reviewer", kept, "ben@example.org")
        people.open_account(connection, "Rea", "reader", kept)


def _one(browser: Browser, url: str, file: Path, size: tuple[int, int], scheme: str) -> None:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)  # charts and networks are drawn
    page.screenshot(path=file, type="jpeg", quality=82)
    page.close()


def main(out: Path = OUT) -> int:
    """Make a register, serve it, and take the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        register = Register.open("arms.db", create=True)
        prepare(register)
        fill(register)
        app = create(register, Settings(person="Ana"), attempt)
        with served(app) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            shoot(browser, url, out)
            shoot_deeds(browser, url, register, out)
            _people(register)
            with served(create(register, Settings(team=True), attempt)) as team:
                shoot_team(browser, team, out)
            browser.close()
        register.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
