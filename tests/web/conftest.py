"""The desk over a small register: asked directly, and opened in a real browser.

One browser serves the whole run; whatever it logs as an error fails the test that caused it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from dealtrace.register.deal_lists import Filter, deals
from dealtrace.register.desk.opening import prepare
from dealtrace.register.store import Register
from dealtrace.web.app import create
from dealtrace.web.settings import Settings
from tests.register.labels import Read, add_all, cuban_loan, deal, told

from .serving import CHROMIUM, served

SIZES: dict[str, ViewportSize] = {
    "desk": {"width": 1360, "height": 900},
    "phone": {"width": 390, "height": 844},
}
ATTACK = "<script>document.title='owned'</script>\"'><img src=x onerror=alert(1)>"
TURNED = "safe\u202etxt.exe"
HOSTILE_TEXT = f"""{ATTACK} sold five frigates.

{TURNED} <a href="javascript:alert(1)">click</a> &lt;b&gt; {{{{ 7*7 }}}} </p></article></main>

Sweden agreed on {ATTACK} with Brazil.
"""


def hostile() -> Read:
    """A report every part of which tries to become markup, code or a link."""
    evil = deal(
        supplier=["SWE"],
        recipient=["BRA"],
        items=[{"text": ATTACK, "class": "ship", "designation": ATTACK, "quantity": 5}],
        says=[ATTACK],
    )
    return told(
        "hostile",
        evil,
        day=dt.date(2020, 2, 2),
        text=HOSTILE_TEXT,
        title=f"Frigates {ATTACK}{TURNED}",
        publisher=ATTACK,
        url="javascript:alert(document.domain)",
        path=f"../../{ATTACK}.txt",
    )


def content() -> list[Read]:
    """The Cuban loan (ten reports), a frigate deal twice told and disputed, a hostile report."""
    second = deal(value={"amount": 1.4e9, "currency": "USD"}, stage="signed", says=["Ana Berg"])
    return [
        *cuban_loan(),
        told("frigates", deal(says=["Kurier"]), day=dt.date(2015, 1, 5)),
        told("contract", second, day=dt.date(2015, 3, 1)),
        hostile(),
    ]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register's file, to be copied."""
    file = tmp_path_factory.mktemp("desk") / "filled.db"
    register = Register.open(str(file), create=True)
    add_all(register, content())
    prepare(register)
    register.close()
    return file


@pytest.fixture
def register(filled: Path, tmp_path: Path) -> Iterator[Register]:
    """A register of one's own."""
    opened = Register.open(str(shutil.copy(filled, tmp_path / "arms.db")))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def ids(filled: Path) -> dict[str, str]:
    """The ids of the deals: "loan", "frigates" and "hostile"."""
    opened = Register.open(str(filled))
    with opened.reading() as connection:
        (loan,) = deals(connection, Filter(party="CUB"))
        (evil,) = deals(connection, Filter(party="BRA"))
        (frigates,) = deals(connection, Filter(party="NOR"))
    opened.close()
    return {"loan": loan.id, "hostile": evil.id, "frigates": frigates.id}


@pytest.fixture
def app(register: Register) -> FastAPI:
    """The desk of one person on their own machine."""
    return create(register, Settings(person="Ana"))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Asks the desk without a network."""
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@dataclass
class Site:
    """A desk that a browser can reach."""

    url: str
    register: Register


Serve = Callable[[FastAPI], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves an application on a port of its own, and gives the address."""
    with contextlib.ExitStack() as running:
        yield lambda app: running.enter_context(served(app))


@pytest.fixture
def site(app: FastAPI, register: Register, serve: Serve) -> Site:
    """The desk of one person, reached by a browser."""
    return Site(serve(app), register)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the run."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass
class Opener:
    """Opens pages of one size and colour scheme, and gathers what goes wrong in them."""

    browser: Browser
    troubles: list[str] = field(default_factory=list)

    def __call__(self, size: str = "desk", scheme: str = "light") -> Page:
        context = self.browser.new_context(
            viewport=SIZES[size],
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", lambda dialog: self.troubles.append(f"dialog: {dialog.message}"))
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{message.text} ({message.location.get('url')})")


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens pages; fails the test in the end if a page complained of anything."""
    made = Opener(browser)
    yield made
    for context in browser.contexts:
        context.close()
    assert made.troubles == []
