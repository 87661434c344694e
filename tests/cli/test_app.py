import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dealtrace import __version__
from dealtrace.claims.model import Reading
from dealtrace.cli import main, read
from dealtrace.cli.messages import Fatal
from dealtrace.intake.refusal import Refusal

Outcomes = Callable[..., None]


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> Outcomes:
    """Let ``dealtrace read`` find these outcomes, whatever it is asked to read."""

    def prepare(*found: Reading | Refusal) -> None:
        monkeypatch.setattr(read, "outcomes", lambda documents, jobs: iter(found))

    return prepare


def test_read_prints_the_dossier(
    prepared: Outcomes, reading: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(reading)
    assert main(["read", "x"]) == 0
    assert "Norway → Syria" in capsys.readouterr().out


def test_refusals_cost_one_line_each_and_status_1_but_not_the_others(
    prepared: Outcomes, reading: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(Refusal("a.pdf", "is\nbroken"), reading, Refusal("b", "is empty"))
    assert main(["read", "x", "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.err == "dealtrace: a.pdf: is broken\ndealtrace: b: is empty\n"
    assert len(printed.out.splitlines()) == 1


def test_json_lines(
    prepared: Outcomes, reading: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(reading, reading)
    assert main(["read", "x", "--json", "--claims-only", "--min-score", "0.5"]) == 0
    one, two = capsys.readouterr().out.splitlines()
    assert one == two
    object_ = json.loads(one)
    assert object_["deals"] == object_["roles"] == []
    assert [claim["id"] for claim in object_["claims"]] == ["c1", "c2", "c3"]


def test_html_is_written_beside_the_dossier(
    prepared: Outcomes, reading: Reading, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(reading)
    assert main(["read", "x", "--html", str(tmp_path / "page.html")]) == 0
    assert "Norway → Syria" in (tmp_path / "page.html").read_text()
    assert "Norway → Syria" in capsys.readouterr().out


def test_page_that_cannot_be_written_is_told_before_anything_is_read(
    prepared: Outcomes, reading: Reading, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(reading)
    file = tmp_path / "missing" / "page.html"
    assert main(["read", "x", "--html", str(file)]) == 1
    assert capsys.readouterr() == ("", f"dealtrace: {file}: No such file or directory\n")


def test_missing_file_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(tmp_path / "none.txt")]) == 1
    assert capsys.readouterr().err == f"dealtrace: {tmp_path}/none.txt: no such file or folder\n"


def test_fatal_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(documents: object, jobs: int) -> Iterator[Reading]:
        raise Fatal("the model is missing")
        yield

    monkeypatch.setattr(read, "outcomes", broken)
    assert main(["read", "x"]) == 1
    assert capsys.readouterr().err == "dealtrace: the model is missing\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["read", "x", "--min-score", "2"],
        ["read", "x", "--min-score", "nan"],
        ["read", "x", "--min-score", "high"],
        ["read", "x", "--jobs", "0"],
        ["explain"],
        ["deals", "--since", "yesterday"],
        ["deals", "--party", "Atlantis"],
        ["deals", "--min-usd", "much"],
        ["deals", "--csv", "--json"],
        ["split", "x"],
        ["grade", "x", "G"],
        ["eval", "--split", "dev"],
    ],
)
def test_misuse_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: dealtrace" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"dealtrace {__version__}\n"
