"""Mail over TLS: to a server of the test's own, with certificates of the test's own."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult, LoginPassword

from dealtrace.intake.refusal import Refused
from dealtrace.intake.sending import mail_server, send_mail


class Box(Message):
    """Keeps what arrives, and whether it came encrypted."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Any] = []
        self.encrypted: list[bool] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.encrypted.append(server.transport.get_extra_info("cipher") is not None)
        return str(await super().handle_DATA(server, session, envelope))

    def handle_message(self, message: Any) -> None:
        self.letters.append(message)


def known(_server: Any, _session: Any, _envelope: Any, _how: Any, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(b"desk", b"s3cret/x")
    return AuthResult(success=right)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this test's programs trust, and no other."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


def serving(box: Box, authority: trustme.CA, at_once: bool, port: int) -> Controller:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    asked: dict[str, Any] = {"authenticator": known, "auth_required": True}
    if at_once:
        asked |= {"ssl_context": context, "auth_require_tls": False}
    else:
        asked |= {"tls_context": context, "require_starttls": True}
    return Controller(box, hostname="127.0.0.1", port=port, **asked)


pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


@pytest.fixture(params=["smtp", "smtps"])
def server(request: pytest.FixtureRequest, authority: trustme.CA) -> Iterator[tuple[Box, str]]:
    """A mail server and its address: with STARTTLS, and with TLS at once."""
    box = Box()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    running = serving(box, authority, request.param == "smtps", port)
    running.start()
    try:
        yield box, f"{request.param}://desk:s3cret%2Fx@127.0.0.1:{port}/?from=desk@example.org"
    finally:
        running.stop()


def test_mail_travels_encrypted_and_logged_in(server: tuple[Box, str]) -> None:
    box, address = server
    send_mail(mail_server(address), "ana@example.org", "new deal: frigates", "Norway to Portugal")
    (letter,) = box.letters
    assert (letter["To"], letter["Subject"]) == ("ana@example.org", "new deal: frigates")
    assert box.encrypted == [True]


def test_a_wrong_password_or_certificate_is_refused(
    server: tuple[Box, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    box, address = server
    with pytest.raises(Refused, match="took no mail"):
        send_mail(mail_server(address.replace("s3cret", "wrong")), "a@example.org", "x", "x")
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    with pytest.raises(Refused, match="certificate verify failed"):
        send_mail(mail_server(address), "a@example.org", "x", "x")
    assert box.letters == []
