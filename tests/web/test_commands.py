"""``dealtrace serve`` and ``dealtrace account`` on the command line."""

from __future__ import annotations

import io
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
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


def test_several_processes_serve_one_desk(tmp_path: Path) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "dealtrace", "--register", str(tmp_path / "arms.db"), "serve"]
    desk = subprocess.Popen([*command, "--workers", "2", "--port", str(port)])
    try:
        answers = [ask(f"http://127.0.0.1:{port}/api/me") for _ in range(10)]
        assert {answer.status_code for answer in answers} == {200}
        begun = Path(f"/proc/{desk.pid}/task/{desk.pid}/children")
        if begun.exists():  # Linux tells; beside the two there is a tracker of what they share
            assert len(begun.read_text().split()) >= 2
    finally:
        desk.send_signal(signal.SIGINT)
        assert desk.wait(60) == 0


def ask(address: str) -> httpx.Response:
    """Ask until there is an answer: it takes a while to start."""
    for _ in range(600):
        try:
            return httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the desk does not start")
