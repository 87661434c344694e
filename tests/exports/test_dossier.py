"""The dossier for paper: a note for every sentence, nothing loaded, nothing run, and a real PDF."""

import datetime as dt
import io
import re
import sys
from pathlib import Path

import lxml.html
import pypdf
import pytest
from sqlalchemy import Connection

from dealtrace.cli import main
from dealtrace.display import phrases, wording
from dealtrace.exports.dossier import page
from dealtrace.exports.dossier.gather import File, gather
from dealtrace.exports.dossier.page import html, write_pdf
from dealtrace.register.streams import Stream


@pytest.fixture(scope="module")
def cuban(connection: Connection) -> File:
    return gather(connection, "arms.db", "rus-cub-2018")


@pytest.fixture(scope="module")
def hostile(connection: Connection) -> File:
    deals = Stream(connection).deals()
    (deal,) = [row.id for row in deals if "1234567.89" in str(row.dossier["value"])]
    return gather(connection, "<arms>.db", deal)


def letters(text: str) -> str:
    """Only what survives line breaks and hyphens."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_every_sentence_is_a_note_and_every_number_leads_to_one(cuban: File) -> None:
    shown = lxml.html.fromstring(html(cuban))
    notes = {str(li.get("id")): li.text_content() for li in shown.iter("li") if li.get("id")}
    refs = [str(a.get("href"))[1:] for a in shown.xpath("//sup/a")]
    assert set(refs) == notes.keys()
    sentences = [*cuban.appraisal.sentences, *cuban.appraisal.denials]
    assert sentences
    for one in sentences:
        note = notes[f"note-{cuban.number(one)}"]
        assert wording.quote(one.text) in note
        assert one.report[:6] in note
        assert one.claim in note
        assert phrases.day(one.published) in note


def test_every_value_stands_with_who_says_it(cuban: File) -> None:
    text = " ".join(lxml.html.fromstring(html(cuban)).text_content().split())
    for field in cuban.fields:
        for line in field.lines:
            assert line.words in text
            assert phrases.names(line.value.told["roots"]) in text
            assert line.value.grade is None or line.value.grade.why in text
    assert "disputed" in text
    for report in cuban.reports:
        assert report.key in text
    assert "set by decision" in text


def test_a_value_without_a_sentence_says_so(cuban: File) -> None:
    shown = lxml.html.fromstring(html(cuban))
    cells = [" ".join(td.text_content().split()) for td in shown.xpath("//td[@class='value']")]
    lines = [line for field in cuban.fields for line in field.lines]
    assert len(cells) == len(lines)
    silent = [line.note is None for line in lines]
    assert [cell.endswith("no sentence of its own") for cell in cells] == silent
    assert any(silent)
    assert not all(silent)


def test_rival_sums_are_marked(cuban: File, hostile: File) -> None:
    disputed = {field.name for field in cuban.fields if field.disputed}
    assert "Paid by" in disputed
    assert {f.name for f in hostile.fields if f.disputed} == {"Price", "Paid by", "Number of -T 72"}


def test_nothing_of_a_report_is_run_or_loaded(hostile: File) -> None:
    shown = lxml.html.fromstring(html(hostile))
    assert not shown.xpath("//script | //img | //iframe | //link | //b[text()='&amp;']")
    assert 'HYPERLINK("http://x.example","<b>&amp; “quoted”' in shown.text_content()
    assert "<arms>.db" in shown.text_content()
    hrefs = [str(a.get("href")) for a in shown.iter("a")]
    assert all(href.startswith(("#", "http://", "https://")) for href in hrefs)
    policy = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in str(policy)


@pytest.mark.parametrize("which", ["cuban", "hostile"])
def test_the_pdf_has_it_all(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    file: File = request.getfixturevalue(which)
    target = tmp_path / "dossier.pdf"
    write_pdf(file, target)
    document = pypdf.PdfReader(io.BytesIO(target.read_bytes()))
    pages = [page.extract_text() for page in document.pages]
    whole = letters(" ".join(pages))
    for number, text in enumerate(pages, 1):
        assert letters(f"page {number} of {len(pages)}") in letters(text)
        assert letters(f"As known on {dt.date.today()}") in letters(text)
        assert letters(f"Register {file.register}") in letters(text)
    for note in file.notes.values():
        assert letters(wording.quote(note.text)) in whole
    for field in file.fields:
        assert all(letters(line.words) in whole for line in field.lines)
    first = document.pages[0].mediabox
    assert [round(side / 72 * 25.4) for side in (first.width, first.height)] == [210, 297]
    assert document.metadata is not None
    assert str(document.metadata.title).startswith(phrases.parties(file.body))
    assert "/StructTreeRoot" in document.trailer["/Root"]  # it can be read aloud


def test_the_maker_of_the_pdf_fetches_nothing(
    cuban: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style, secret = tmp_path / "style.css", tmp_path / "secret.txt"
    style.write_text("p::before { content: 'secret' }")
    secret.write_text("secret")
    body = f"<link rel=stylesheet href='{style.as_uri()}'><p>x</p>"
    body += f"<link rel=attachment href='{secret.as_uri()}'>"
    monkeypatch.setattr(page, "html", lambda file, footnotes: body)
    write_pdf(cuban, tmp_path / "out.pdf")
    document = pypdf.PdfReader(tmp_path / "out.pdf")
    assert document.pages[0].extract_text().strip() == "x"
    assert not document.attachments


def test_the_command(
    register_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ["--register", str(register_file), "dossier"]
    shown, pdf = tmp_path / "d.html", tmp_path / "d.pdf"
    asked = [
        "rus-cub-2018",
        "--html",
        str(shown),
        "--pdf",
        str(pdf),
        "--as-of",
        "2018-12-31",
    ]
    assert main([*given, *asked]) == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    text = shown.read_text("utf-8")
    assert "As known on 2018-12-31" in text
    assert "2019-02" not in text
    assert str(shown) in capfd.readouterr().err
    for more, words in (
        (["rus-cub-2018"], "--html"),
        (["no-such", "--html", str(shown)], "no such deal"),
        (["rus-cub-2018", "--html", str(tmp_path / "a" / "b")], "No such file"),
    ):
        assert main([*given, *more]) == 1
        told = capfd.readouterr().err
        assert words in told
        assert told.count("\n") == 1


def test_without_the_maker_of_pdf_the_command_says_what_to_install(
    register_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    target = str(tmp_path / "d.pdf")
    asked = ["--register", str(register_file), "dossier", "rus-cub-2018", "--pdf", target]
    assert main(asked) == 1
    assert "pip install 'dealtrace[exports]'" in capfd.readouterr().err
