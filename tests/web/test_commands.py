"""``dealtrace serve`` and ``dealtrace account`` on the command line."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from dealtrace.cli import main


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    found: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **given: found.update(given, app=app))
    return found


@pytest.fixture
def where(tmp_path: Path) -> list[str]:
    return ["--register", str(tmp_path / "arms.db")]


def test_alone_it_listens_on_loopback_only(where: list[str], served: dict[str, Any]) -> None:
    assert main([*where, "serve", "--port", "9000"]) == 0
    assert (served["host"], served["port"]) == ("127.0.0.1", 9000)
    assert not served["app"].state.desk.settings.team


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "--team"),
        (["--host", "0.0.0.0", "--team"], "in the open"),
        (["--team", "--certificate", "x.pem"], "go together"),
        (["--team"], "make an administrator first"),
    ],
)
def test_what_would_be_unsafe_is_refused(
    where: list[str],
    served: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    words: str,
) -> None:
    assert main([*where, "serve", *options]) == 1
    assert words in capsys.readouterr().err
    assert not served


def test_accounts_are_made_listed_and_closed(
    where: list[str],
    served: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def account(*arguments: str, password: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return main([*where, "account", *arguments])

    assert account("Ada", "--role", "administrator", password="short") == 1
    assert account("Ada", "--role", "administrator", password="a fine password") == 0
    assert account("Rea", "--role", "reader", password="a fine password") == 0
    assert account("Rea", "--closed") == 0
    assert account("Ada", "--role", "reader") == 1
    capsys.readouterr()
    assert account() == 0
    ada, rea = capsys.readouterr().out.splitlines()
    assert ada.startswith("Ada: administrator")
    assert ", closed " in rea
    assert main([*where, "serve", "--team", "--behind-proxy", "--host-name", "Arms.example"]) == 0
    settings = served["app"].state.desk.settings
    assert settings.secure
    assert "arms.example" in settings.hosts
