"""Adding from the desk: paste, upload, addresses; what came of each, in plain words."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dealtrace.claims.documents import Outcome
from dealtrace.claims.model import Claim, ClaimType, Deal, Evidence, Reading, Stage
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.desk import jobs
from dealtrace.register.store import Register
from dealtrace.web import documents
from dealtrace.web.app import create
from dealtrace.web.settings import Settings

STORY = (
    "Sweden will sell Chad twelve armoured cars, the defence ministry of Chad said on Monday. "
    "The vehicles are to be delivered next year, it said, and crews will be trained in Sweden.\n"
)


def read(report: Report) -> Outcome:
    """A reader that finds the one deal of the story, and fails on what says so."""
    if "unreadable" in report.text:
        raise ValueError("boom")
    if "tiresome" in report.text:
        return Refusal("x", "takes too long to read")
    claim = Claim("c1", ClaimType.TRANSFER, {}, (Evidence(0, 60, report.text[:60]),))
    return Reading(
        report, (Deal(("SWE",), ("TCD",), stage=Stage.SIGNED, claims=("c1",)),), (), (claim,)
    )


@pytest.fixture
def app(register: Register) -> FastAPI:
    return create(register, Settings(person="Ana"), read)


def add(client: TestClient, data: dict[str, Any], files: Any = None) -> str:
    """Give something, wait until it is done, and return the page's words."""
    sign = re.findall(r'<meta name="csrf" content="(\w+)"', client.get("/add").text)[0]
    answer = client.post("/add", data={**data, "csrf": sign}, files=files)
    if answer.status_code != 303:
        return answer.text
    for _ in range(200):
        page = client.get(answer.headers["location"]).text
        if "hx-trigger" not in page:
            return " ".join(re.sub(r"<[^>]+>", " ", page).split())
        time.sleep(0.02)
    raise AssertionError(page)


def test_pasted_text_becomes_a_report_of_a_deal(client: TestClient) -> None:
    given = {"text": STORY, "title": "Armoured cars for Chad", "publisher": "The Sahel Post"}
    page = add(client, {**given, "published": "2021-03-01"})
    assert "added Armoured cars for Chad tells of swe-tcd-2021-" in page
    (row,) = client.get("/api/deals?party=Chad").json()["deals"]
    report = client.get(f"/api/reports/{row['reports'][0]}").json()["report"]
    assert (report["publisher"], report["published"]) == ("The Sahel Post", "2021-03-01")
    assert "known" in add(client, {"text": STORY})


def test_each_file_has_its_own_end(client: TestClient) -> None:
    long = STORY * 3
    files = [
        ("files", ("good.txt", STORY.encode(), "text/plain")),
        ("files", ("../../etc/passwd", b"", "text/plain")),
        ("files", ("german.txt", ("Der Minister hat gestern in Berlin gesagt. " * 20).encode())),
        ("files", ("boom.txt", f"{long} This is unreadable.".encode())),
        ("files", ("slow.txt", f"{long} This is tiresome.".encode())),
        ("files", ("page.html", f"<html><body><p>{long}</p></body></html>".encode())),
    ]
    page = add(client, {}, files)
    assert "6 of 6 done" in page
    assert "added good.txt" in page
    assert "refused passwd is empty" in page
    assert "refused german.txt is not in English" in page
    assert "refused boom.txt could not be added: ValueError" in page
    assert "refused slow.txt takes too long to read" in page
    assert "added page.html" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"addresses": "http://127.0.0.1:1/secret"}, "only"),
        ({"addresses": "http://169.254.169.254/latest/meta-data"}, "private or reserved"),
        ({"addresses": "http://intranet/page"}, "private network"),
        ({"addresses": "file:///etc/passwd"}, "only http and https"),
        ({"addresses": "passwd"}, "is no address"),
        ({"text": STORY, "url": "javascript:alert(1)"}, "must begin with http"),
        ({"text": STORY, "published": "soon"}, "is no date"),
        ({"text": "   "}, "Nothing was given"),
    ],
)
def test_what_cannot_be_added_is_said_in_words(
    client: TestClient, given: dict[str, str], words: str
) -> None:
    before = client.get("/api/reports?limit=200").json()
    assert words in add(client, given)
    assert client.get("/api/reports?limit=200").json() == before


def test_original_files_are_kept_and_come_back_inert(client: TestClient) -> None:
    page = f"<html><body><script>alert(1)</script><p>{STORY * 3}</p></body></html>".encode()
    add(client, {}, [("files", ('näme".html', page, "text/html"))])
    (row,) = client.get("/api/deals?party=Chad").json()["deals"]
    address = f"/reports/{row['reports'][0]}"
    assert "Original file" in client.get(address).text
    answer = client.get(f"{address}/original")
    assert answer.content == page
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="n_me_22.html"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    other = client.get("/api/deals?party=Cuba").json()["deals"][0]["reports"][0]
    assert client.get(f"/reports/{other}/original").status_code == 404


def test_what_waits_outlives_the_desk(register: Register) -> None:
    """A desk that stops while it reads leaves it to the next one."""
    with register.writing() as connection:
        number = jobs.give(connection, "Ana", [documents.pasted(STORY, "Armoured cars")])
        begun = jobs.begin(connection)
        assert begun is not None
        assert jobs.begin(connection) is None
    desk = create(register, Settings(person="Ana"), read)
    with TestClient(desk, base_url="http://localhost") as client:
        for _ in range(200):
            page = client.get(f"/add/{number}").text
            if "hx-trigger" not in page:
                break
            time.sleep(0.02)
        assert "1 of 1 done" in page
        assert "added" in page
        assert "Armoured cars" in client.get("/add").text


def test_progress_is_ones_own(client: TestClient) -> None:
    add(client, {"text": STORY})
    assert client.get("/add/1").status_code == 200
    client.app.state.desk.settings = Settings(person="Ben")  # type: ignore[attr-defined]
    assert client.get("/add/1").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.txt", "a.txt"),
        (".bashrc", "bashrc"),
        ("\u202etxt.exe\x00", "txt.exe"),
        ("/", "unnamed"),
        ("a" * 999, "a" * 200),
    ],
)
def test_names_of_files_lead_nowhere(name: str, kept: str) -> None:
    assert documents.safe_name(name) == kept


def test_programs_add_reports(client: TestClient) -> None:
    made = client.post("/api/reports", json={"text": STORY, "published": "2021-03-01"})
    assert made.status_code == 201
    assert made.json()["status"] == "added"
    refused = client.post("/api/reports", json={"url": "http://localhost/x"})
    assert refused.status_code == 422
    assert "private network" in refused.json()["detail"]
