"""Fetching, against a server of the test's own; nothing here leaves the machine."""

import contextlib
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dealtrace.intake.addresses import refuse_address, refuse_host
from dealtrace.intake.fetch import Fetcher, Page
from dealtrace.intake.refusal import Limits, Refusal, Refused
from dealtrace.intake.report import Report
from dealtrace.intake.sources import open_sources

STORY = """<html lang="en"><head><title>Chile orders two frigates from Denmark</title></head><body>
<article><h1>Chile orders two frigates from Denmark</h1>
<p>SANTIAGO, May 4, 2011 - Chile has ordered two frigates from Denmark for 310 million dollars, the
navy said on Wednesday, and will pay for them over eight years.</p>
<p>The first of the ships is to reach Valparaiso in 2014, according to an officer who spoke on
condition that his name would not be printed.</p></article></body></html>"""
HOST = "news.example.org"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/").split("?")[0].replace("-", "_")
        getattr(self, f"serve_{name}")()

    def answer(self, body: bytes, media: str = "text/html; charset=utf-8", **more: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media)
        for key, value in more.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def serve_story(self) -> None:
        self.answer(STORY.encode())

    def serve_packed(self) -> None:
        self.answer(gzip.compress(STORY.encode()), Content_Encoding="gzip")

    def serve_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 40_000_000), Content_Encoding="gzip")

    def serve_big(self) -> None:
        self.answer(b"x" * 300_000)

    def serve_odd_packing(self) -> None:
        self.answer(b"?", Content_Encoding="br")

    def serve_picture(self) -> None:
        self.answer(b"\x89PNG", "image/png")

    def serve_gone(self) -> None:
        self.send_error(404)

    def serve_moved(self) -> None:
        self.redirect("/story")

    def serve_loop(self) -> None:
        self.redirect("/loop")

    def serve_to_metadata(self) -> None:
        self.redirect("http://169.254.169.254/latest/meta-data/")

    def serve_to_name(self) -> None:
        self.redirect("http://inside.example.org/")

    def serve_to_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def serve_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        with contextlib.suppress(OSError):  # the other side hangs up, which is the point
            for _ in range(40):
                time.sleep(0.1)
                self.wfile.write(b"a")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()


def fetcher(port: int, **limits: float) -> Fetcher:
    names = {
        HOST: ["127.0.0.1"],
        "inside.example.org": ["10.1.2.3"],
        "two.example.org": ["8.8.8.8", "::1"],
    }
    return Fetcher(
        Limits(**{"download_bytes": 200_000, **limits}),  # type: ignore[arg-type]
        resolver=lambda host, _: names[host],
        ports=frozenset({80, 443, port}),
        exempt=frozenset({"127.0.0.1"}),
    )


def test_story_is_fetched_and_read(port: int) -> None:
    url = f"http://{HOST}:{port}/moved?a=1"
    (report,) = open_sources([url], fetcher=fetcher(port))
    assert isinstance(report, Report)
    assert report.url == f"http://{HOST}:{port}/story"
    assert report.title == "Chile orders two frigates from Denmark"
    assert str(report.published) == "2011-05-04"
    assert report.publisher == HOST
    assert "310 million dollars" in report.text


def test_packed_page_is_unpacked(port: int) -> None:
    page = fetcher(port).fetch(f"http://{HOST}:{port}/packed")
    assert page == Page(STORY.encode(), f"http://{HOST}:{port}/packed", "html", "utf-8")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("big", "over the limit of 0.2 MB"),
        ("bomb", "over the limit of 0.2 MB"),
        ("odd-packing", "can't be unpacked"),
        ("picture", "is image/png"),
        ("gone", "status 404"),
        ("loop", "redirects more than 5 times"),
        ("to-metadata", "private or reserved address (169.254.169.254)"),
        ("to-name", "private or reserved address (10.1.2.3)"),
        ("to-file", "only http and https"),
    ],
)
def test_bad_answer_is_refused(port: int, path: str, reason: str) -> None:
    (found,) = open_sources([f"http://{HOST}:{port}/{path}"], fetcher=fetcher(port))
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_dripping_header_ends_at_the_deadline(port: int) -> None:
    start = time.monotonic()
    with pytest.raises(Refused, match="no answer within"):
        fetcher(port, seconds=0.6).fetch(f"http://{HOST}:{port}/drip")
    assert time.monotonic() - start < 2


def test_one_private_answer_among_public_ones_is_refused() -> None:
    with pytest.raises(Refused, match=r"::1"):
        fetcher(80).fetch("http://two.example.org/")


def test_name_is_resolved_once_so_a_second_answer_cannot_differ(port: int) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    once = Fetcher(
        resolver=lambda *_: next(answers),
        ports=frozenset({port}),
        exempt=frozenset({"127.0.0.1"}),
    )
    assert once.fetch(f"http://{HOST}:{port}/story").data == STORY.encode()
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://0.0.0.0/", "http://2130706433/",
        "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/", "http://192.168.1.1/", "http://172.16.0.9/",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://[fe80::1]/",
        "http://[fd00:ec2::254]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://168.63.129.16/", "http://localhost/", "http://LOCALHOST./", "http://router/",
        "http://metadata.google.internal/", "http://printer.local/", "http://a.localhost/",
        "http://user:word@news.example.org/", "http://user@news.example.org/",
        "http://news.example.org:22/", "http://news.example.org:99999/", "ftp://news.example.org/",
        "file:///etc/passwd", "gopher://news.example.org/", "http://", "http://[::1", "http:///x",
        "https://\x00.example.org/", "http://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_address_off_the_public_web_is_refused_without_connecting(url: str) -> None:
    def never(host: str, _: float) -> list[str]:
        raise AssertionError(f"looked up {host}")

    (found,) = open_sources([url], fetcher=Fetcher(resolver=never))
    assert isinstance(found, Refusal)
    assert "\n" not in found.reason


def test_public_addresses_pass() -> None:
    for host in ("example.org", "www.bbc.co.uk", "93.184.216.34", "2606:2800:220:1::1"):
        refuse_host(host)
    refuse_address("8.8.8.8")


def test_unknown_name_is_one_line() -> None:
    def unknown(host: str, _: float) -> list[str]:
        raise OSError("Name or service not known")

    (found,) = open_sources(["https://no.such.example.org/"], fetcher=Fetcher(resolver=unknown))
    assert str(found) == (
        "https://no.such.example.org/: cannot be reached (Name or service not known)"
    )
