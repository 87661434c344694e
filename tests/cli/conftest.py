"""A register filled from labels, and commands run on it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dealtrace.cli import main
from dealtrace.register.deal_lists import Filter, deals
from dealtrace.register.store import Register
from tests.register.labels import Read, add_all, cuban_loan, deal, told

ROOT = Path(__file__).parents[2]
EVIL = "\x1b[31mRed\x1b]0;x\x07 \u202etitle\x9b2J \x85 [bold]火火火火[/]"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def frigates() -> list[Read]:
    """Two deals of Norway and Portugal, one of them denied, in a report with a hostile title."""
    cheap = deal(
        items=[{"text": "=HYPERLINK(1)", "class": "ship", "designation": None, "quantity": 3}],
        value={"amount": 9e6, "currency": "USD"},
    )
    denied = told("denial", deal(stage="denied", says=["Ana Berg"]), day=dt.date(2015, 3, 1))
    (claim,) = denied.reading["claims"]
    claim |= {"type": "denial", "modality": "denied"}
    claim["attribution"] = [{"source": "Ana Berg", "kind": "official", "cue": "denied"}]
    return [
        told("plan", deal(says=["Kurier"]), day=dt.date(2015, 1, 5)),
        denied,
        told(
            "cheap", cheap, day=dt.date(2009, 5, 1), title=EVIL, publisher=EVIL, path=f"{EVIL}.txt"
        ),
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "filled.db"
    register = Register.open(str(file), create=True)
    add_all(register, [*cuban_loan(), *frigates()])
    register.close()
    return file


@pytest.fixture
def file(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DEALTRACE_DATABASE_URL", str(tmp_path / "arms.db"))
    return Path(shutil.copy(filled, tmp_path / "arms.db"))


@pytest.fixture
def ids(filled: Path) -> dict[str, str]:
    """The ids of the deals: "loan", "frigates" and "cheap"."""
    register = Register.open(str(filled))
    with register.reading() as connection:
        (loan,) = deals(connection, Filter(party="CUB"))
        cheap, big = sorted(deals(connection, Filter(party="NOR")), key=lambda d: d.amount or 0)
    register.close()
    return {"loan": loan.id, "frigates": big.id, "cheap": cheap.id}


Run = Callable[..., str]


@pytest.fixture
def run(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that must go well, and return what it prints."""

    def run(*arguments: str) -> str:
        assert main(arguments) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


@pytest.fixture
def fail(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that must fail with one line on standard error, and return that."""

    def fail(*arguments: str) -> str:
        assert main(arguments) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        (line,) = printed.err.splitlines()
        return line.removeprefix("dealtrace: ")

    return fail
