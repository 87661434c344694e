"""Exports as downloads, and dossiers on paper."""

from __future__ import annotations

import io
import zipfile

import pytest
from fastapi.testclient import TestClient

from dealtrace.exports import formats
from dealtrace.web.pages import exporting
from dealtrace.web.pages.exporting import FORMATS

from .conftest import ATTACK, Opener, Site


def test_every_format_there_is_can_be_downloaded() -> None:
    assert set(FORMATS) == {*formats.FILES, *formats.TABLES}


@pytest.mark.parametrize("name", FORMATS)
def test_downloads_are_inert_files(client: TestClient, name: str) -> None:
    answer = client.get(f"/exports/{name}?party=Cuba")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    if FORMATS[name][0] == "zip":
        held = zipfile.ZipFile(io.BytesIO(answer.content))
        assert any("deals" in one for one in held.namelist())
    assert client.get(f"/api/exports/{name}?party=Cuba").status_code == 200


def test_filters_narrow_and_problems_are_said(client: TestClient) -> None:
    every, cuban = (client.get(f"/exports/jsonl{q}").text for q in ("", "?party=Cuba"))
    assert len(cuban) < len(every)
    assert "/exports/ftm?party=Cuba" in client.get("/exports?party=Cuba").text
    assert client.get("/exports/jsonl?party=Atlantis").status_code == 422
    assert client.get("/exports/nonsense").status_code == 422


def test_no_more_than_two_are_made_at_once(client: TestClient) -> None:
    for _ in range(2):
        assert exporting._TURNS.acquire(blocking=False)
    try:
        assert client.get("/exports/jsonl").status_code == 503
    finally:
        for _ in range(2):
            exporting._TURNS.release()


def test_a_dossier_is_printed(client: TestClient, ids: dict[str, str]) -> None:
    answer = client.get(f"/deals/{ids['hostile']}/dossier.html")
    assert answer.status_code == 200
    assert ATTACK not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    pdf = client.get(f"/deals/{ids['loan']}/dossier.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/deals/nix/dossier.pdf").status_code == 404


def test_the_page_to_print_has_its_style(site: Site, opener: Opener, ids: dict[str, str]) -> None:
    page = opener()
    page.goto(f"{site.url}/deals/{ids['loan']}/dossier.html")
    sheets = page.evaluate("[...document.styleSheets].map((one) => one.cssRules.length)")
    assert sheets
    assert sheets[0] > 10
