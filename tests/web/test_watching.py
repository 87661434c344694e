"""Watching: feeds and saved searches, alerts on the page, by mail and by webhook."""

from __future__ import annotations

import datetime as dt
import json
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from fastapi.testclient import TestClient

from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Refused
from dealtrace.intake.sending import mail_server, send_mail, send_webhook
from dealtrace.register.deal_lists import deals
from dealtrace.register.desk import alerts, feeds, people, searches, turns
from dealtrace.register.store import Register
from dealtrace.web.adding import Adder
from dealtrace.web.watching import Watcher
from dealtrace.web.ways import Ways
from tests.register.labels import add_all, deal, told

from .test_adding import STORY, read

FEED = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>News &amp; more</title>
<item><title>Cars for Chad</title><link>{base}/story.html</link></item>
<item><title>Gone</title><link>{base}/gone.html</link></item>
<item><title>Evil</title><link>javascript:alert(1)</link></item>
<item><title>&x;</title><link>file:///etc/passwd</link></item>
</channel></rss>"""


@dataclass
class World:
    """A web server that has a feed, a story, and takes what is posted."""

    base: str = ""
    posted: list[dict[str, str]] = field(default_factory=list)
    fetcher: Fetcher = field(default_factory=Fetcher)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/feed": ("application/rss+xml", FEED.format(base=made.base)),
                "/story.html": ("text/html", f"<html><body><p>{STORY * 3}</p></body></html>"),
                "/page": ("text/html", "<html><body>no feed</body></html>"),
            }
            kind, body = pages.get(self.path, ("", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            made.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(302 if self.path == "/away" else 204)
            self.send_header("Location", f"{made.base}/feed")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    made.base = f"http://127.0.0.1:{port}"
    made.fetcher = Fetcher(exempt=frozenset({"127.0.0.1"}), ports=frozenset({port}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()


def watcher(register: Register, world: World, ways: Ways | None = None) -> Watcher:
    return Watcher(register, Adder(register, read, world.fetcher), ways or Ways(), world.fetcher)


def test_one_process_looks_at_a_time(register: Register, world: World) -> None:
    with register.writing() as connection:
        feeds.follow(connection, "Ana", f"{world.base}/feed", "News", 5)
        assert turns.take(connection, "watching", "another", 1)
        assert not turns.take(connection, "watching", "third", 1)
    watcher(register, world).look()
    with register.reading() as connection:
        assert feeds.due(connection)
    with register.writing() as connection:
        turns.leave(connection, "watching", "third")
        assert not turns.take(connection, "watching", "third", 1)
        assert turns.take(connection, "watching", "another", -1)  # it died a minute ago
    watcher(register, world).look()
    with register.reading() as connection:
        assert feeds.due(connection) == []


def told_to(register: Register, person: str) -> list[tuple[str, str]]:
    with register.reading() as connection:
        return [(one.kind, one.text) for one in alerts.of(connection, person)]


def test_feeds_are_read_once_and_problems_kept(register: Register, world: World) -> None:
    with register.writing() as connection:
        feeds.follow(connection, "Ana", f"{world.base}/feed", "News", 5)
    watcher(register, world).look()
    with register.reading() as connection:
        (feed,) = feeds.listed(connection)
        assert feeds.due(connection) == []
        assert any(row.recipient == "TCD" for row in deals(connection))
    assert set(feed.seen) == {f"{world.base}/story.html", f"{world.base}/gone.html"}
    assert "1 of 2 not read" in (feed.problem or "")
    assert "404" in (feed.problem or "")


def test_feeds_on_private_networks_and_no_feeds_are_refused(
    register: Register, world: World
) -> None:
    with register.writing() as connection:
        feeds.follow(connection, "Ana", f"{world.base}/page", "No feed", 5)
        feeds.follow(connection, "Ana", "http://10.0.0.1/feed", "Private", 5)
    watcher(register, world).look()
    with register.reading() as connection:
        problems = [one.problem or "" for one in feeds.listed(connection)]
    assert "no feed" in problems[0]
    assert "only web ports" in problems[1] or "private" in problems[1]


def test_watched_search_tells_of_new_deals_stages_and_contradictions(
    register: Register, world: World
) -> None:
    with register.writing() as connection:
        searches.save(connection, "Ana", "Norway", "party=NOR", True)
        searches.save(connection, "Ben", "Chad", "party=TCD", True)
        searches.save(connection, "Ana", "asleep", "", False)
    look = watcher(register, world).look
    assert look() == 0  # the first time says what there is
    add_all(
        register,
        [
            told("chad", deal(supplier=["FRA"], recipient=["TCD"]), day=dt.date(2016, 1, 1)),
            told(
                "later",
                deal(stage="delivered", value={"amount": 1.7e9, "currency": "USD"}),
                day=dt.date(2015, 6, 1),
            ),
        ],
    )
    assert look() == 3
    assert sorted(kind for kind, _ in told_to(register, "Ana")) == ["contradiction", "new stage"]
    assert [kind for kind, _ in told_to(register, "Ben")] == ["new deal"]
    assert look() == 0


def test_alerts_go_out_by_webhook_and_mail(register: Register, world: World) -> None:
    with MailBox() as box, register.writing() as connection:
        people.open_account(connection, "Ana", "reader", "x", "ana@example.org")
        alerts.tell(connection, "Ana", "new deal", "Norway → Portugal: frigates", "nor-prt-1")
        mail = mail_server(f"smtp+plain://127.0.0.1:{box.port}/?from=desk@example.org")
    with MailBox() as box:
        mail = mail_server(f"smtp+plain://127.0.0.1:{box.port}/?from=desk@example.org")
        ways = Ways(mail, f"{world.base}/hook", "https://desk.example.org")
        watcher(register, world, ways).look()
        watcher(register, world, ways).look()  # nothing is sent twice
    (posted,) = world.posted
    assert posted == {
        "kind": "new deal",
        "text": "Norway → Portugal: frigates",
        "deal": "nor-prt-1",
        "link": "https://desk.example.org/deals/nor-prt-1",
        "person": "Ana",
    }
    (letter,) = box.letters
    assert "To: ana@example.org" in letter
    assert "https://desk.example.org/deals/nor-prt-1" in letter


def test_what_cannot_be_sent_stands_on_the_page_all_the_same(
    register: Register, world: World
) -> None:
    with register.writing() as connection:
        alerts.tell(connection, "Ana", "new deal", "frigates")
    said: list[str] = []
    one = Watcher(
        register, Adder(register, read), Ways(None, "http://10.0.0.1/x"), Fetcher(), said.append
    )
    one.look()
    assert len(said) == 1
    assert "private" in said[0]
    assert told_to(register, "Ana") == [("new deal", "frigates")]


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://localhost/hook", "ftp://x.org/"]
)
def test_webhooks_on_private_networks_are_refused(url: str) -> None:
    with pytest.raises(Refused):
        send_webhook(url, {}, Fetcher())


def test_webhooks_follow_no_redirect(world: World) -> None:
    with pytest.raises(Refused, match="302"):
        send_webhook(f"{world.base}/away", {}, world.fetcher)


def test_mail_headers_cannot_be_forged() -> None:
    with MailBox() as box:
        server = mail_server(f"smtp+plain://127.0.0.1:{box.port}/?from=desk@example.org")
        send_mail(server, "ana@example.org", "Hello\r\nBcc: all@example.org", "text")
    assert not re.search(r"^Bcc:", box.letters[0], re.MULTILINE)


@pytest.mark.parametrize("address", ["mail.example.org", "http://x/?from=a@b", "smtp://x.org/"])
def test_addresses_of_mail_servers_are_checked(address: str) -> None:
    with pytest.raises(ValueError, match="mail server"):
        mail_server(address)


def test_page_saves_watches_and_forgets(client: TestClient, register: Register) -> None:
    sign = re.findall(r'<meta name="csrf" content="(\w+)"', client.get("/watching").text)[0]
    data = {"name": "Norway", "query": "?party=NOR&evil=1&page=3", "watched": "1", "csrf": sign}
    assert client.post("/searches", data=data).status_code == 303
    page = client.get("/watching").text
    assert 'href="/deals?party=NOR"' in page
    (number,) = re.findall(r'action="/searches/(\d+)"', page)
    client.post(f"/searches/{number}", data={"act": "forget", "csrf": sign})
    assert "/deals?party=NOR" not in client.get("/watching").text
    wrong = {"url": "file:///etc/passwd", "csrf": sign}
    assert "begins with http" in client.post("/feeds", data=wrong).text
    with register.writing() as connection:
        alerts.tell(connection, "Ana", "new deal", "<b>frigates</b>")
    assert '<span class="badge">1' in client.get("/deals").text
    assert "<b>frigates" not in client.get("/watching").text
    client.post("/watching/seen", data={"csrf": sign})
    assert "badge" not in client.get("/deals").text


class MailBox:
    """A mail server that takes everything and keeps it."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        box = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 here\r\n")
                for line in self.rfile:
                    if line.upper().startswith(b"DATA"):
                        self.wfile.write(b"354 go on\r\n")
                        box.letters.append(self.letter())
                    self.wfile.write(b"221 bye\r\n" if line[:4] == b"QUIT" else b"250 ok\r\n")

            def letter(self) -> str:
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line)
                return b"".join(lines).decode()

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self) -> MailBox:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
