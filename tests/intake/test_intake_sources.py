"""Files of all kinds, and what is said of those that can't be read."""

import io
import os
import time
from pathlib import Path

import pytest

from dealtrace.intake.refusal import Limits, Refusal
from dealtrace.intake.report import AsideKind, Report
from dealtrace.intake.sources import list_folder, open_sources

STORY = """Iceland buys two patrol aircraft from Canada

REYKJAVIK, May 4, 2011 - Iceland has bought two patrol aircraft from Canada for 60 million dollars.

The price will be paid over ten years, the minister, Jón Þórsson, said.
"""
FRENCH = """Le gouvernement a annoncé mardi la vente de douze avions de combat à la Grèce pour deux
milliards et demi d'euros. Le contrat, qui doit être signé dans les prochaines semaines, prévoit
aussi la livraison de missiles et la formation des pilotes, selon le ministère des Armées."""


def one(path: Path | str, **limits: int) -> Report | Refusal:
    (found,) = open_sources([path], limits=Limits(**limits))
    return found


def reason(path: Path | str, **limits: int) -> str:
    found = one(path, **limits)
    assert isinstance(found, Refusal)
    assert found.name == str(path)
    assert "\n" not in str(found)
    return found.reason


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    "data",
    [STORY.encode(), STORY.replace("\n", "\r\n").encode(), STORY.encode("utf-8-sig")],
    ids=["plain", "windows line ends", "byte-order mark"],
)
def test_text_is_the_file_as_python_reads_it(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, "a.txt", data)
    report = one(path)
    assert isinstance(report, Report)
    assert report.text == path.read_text(encoding="utf-8-sig") == STORY
    assert report.path == str(path)
    assert report.notes == ()


def test_utf16_with_its_mark_is_read(tmp_path: Path) -> None:
    report = one(write(tmp_path, "a.txt", STORY.encode("utf-16")))
    assert isinstance(report, Report)
    assert report.text == STORY


def test_windows_1252_is_read_with_a_note(tmp_path: Path) -> None:
    report = one(write(tmp_path, "a.txt", STORY.encode("cp1252")))
    assert isinstance(report, Report)
    assert "Jón Þórsson" in report.text
    assert report.notes == ("is not UTF-8: read as cp1252",)


def test_text_cut_inside_a_letter_is_read_with_a_note(tmp_path: Path) -> None:
    cut = STORY.encode()[: STORY.encode().index("ó".encode()) + 1]
    report = one(write(tmp_path, "a.txt", cut))
    assert isinstance(report, Report)
    assert report.text.endswith("minister, J")
    assert report.notes == ("is cut off in the middle of a letter",)


def test_a_stray_byte_in_utf8_does_not_garble_the_rest(tmp_path: Path) -> None:
    data = STORY.encode().replace(b"dollars", b"doll\xffars")
    report = one(write(tmp_path, "a.txt", data * 3))
    assert isinstance(report, Report)
    assert "Þórsson" in report.text
    assert report.text.count("\ufffd") == 3
    assert report.notes


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt") == "no such file or folder"
    assert reason(write(tmp_path, "empty.txt", b"")) == "is empty"
    assert "white space" in reason(write(tmp_path, "blank.txt", b" \n\t \xe2\x80\x8b"))
    assert "PNG picture" in reason(write(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n0000"))
    assert "office document" in reason(write(tmp_path, "b.txt", b"PK\x03\x04 and so on"))
    assert "control characters" in reason(write(tmp_path, "c.txt", bytes(range(32)) * 40))
    assert "UTF-8" in reason(write(tmp_path, "d.txt", bytes(range(128, 256)) * 40))
    assert "French" in reason(write(tmp_path, "e.txt", FRENCH))
    assert "Cyrillic" in reason(write(tmp_path, "f.txt", "Россия продаст Кубе вертолёты. " * 9))
    assert "no e-mail" in reason(write(tmp_path, "g.eml", "Just words.\n"))
    assert "damaged or no PDF" in reason(write(tmp_path, "h.pdf", b"%PDF-1.7 and nothing"))
    assert "no name" in reason("a\x00b.txt")
    (tmp_path / "bare").mkdir()
    assert "no reports in it" in reason(tmp_path / "bare")


def test_size_limit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    start = time.monotonic()
    assert reason(path) == "is 50 MB, over the limit of 20 MB"
    assert time.monotonic() - start < 0.5


def test_limits_on_characters_and_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    assert "over the limit of 50" in reason(path, characters=50)
    assert "over the limit of 2" in reason(path, lines=2)


def test_device_is_refused_not_read() -> None:
    assert reason("/dev/zero") == "is not a file that can be read"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    path.chmod(0)
    assert "Permission denied" in reason(path)


def test_folder_is_read_through_sorted_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "deep/er/c.txt", ".hidden/d.txt", "deep/e.log", "deep/f.PDF"):
        write(tmp_path, name, STORY)
    write(tmp_path, "bad.txt", b"")
    names = [os.path.relpath(name, tmp_path) for name in list_folder(tmp_path)]
    assert names == ["a.md", "b.txt", "bad.txt", "deep/er/c.txt", "deep/f.PDF"]
    found = list(open_sources([tmp_path, tmp_path / "b.txt"]))
    assert [type(f) for f in found] == [Report, Report, Refusal, Report, Refusal, Report]


def test_standard_input() -> None:
    (report,) = open_sources(["-"], stdin=io.BytesIO(STORY.encode()))
    assert isinstance(report, Report)
    assert (report.text, report.path) == (STORY, None)
    (refusal,) = open_sources(["-"], stdin=io.BytesIO(b""))
    assert str(refusal) == "standard input: is empty"


def test_kind_is_guessed_without_a_suffix(tmp_path: Path) -> None:
    page = write(tmp_path, "page", f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>")
    mail = write(tmp_path, "mail", f"From: a@example.org\nSubject: Aircraft deal\n\n{STORY}")
    for path in (page, mail):
        report = one(path)
        assert isinstance(report, Report)
        assert "<p>" not in report.text
        assert "From:" not in report.text
        assert "60 million dollars" in report.text


def test_markdown_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    text = f"# A headline of four words\n\n{STORY}"
    report = one(write(tmp_path, "a.md", text))
    assert isinstance(report, Report)
    assert report.text == text
    assert report.title == "A headline of four words"
    assert report.asides[0].kind is AsideKind.HEADLINE


def test_date_comes_from_the_file_name_when_the_text_has_none(tmp_path: Path) -> None:
    undated = STORY.replace(", May 4, 2011", "")
    report = one(write(tmp_path, "ice-2011-05-06-boats.txt", undated))
    assert isinstance(report, Report)
    assert str(report.published) == "2011-05-06"
