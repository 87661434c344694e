"""The command: formats, files, and what goes wrong in one line."""

import json
import os
import sys
import threading
from pathlib import Path

import pytest

from dealtrace.cli import main
from dealtrace.cli.arguments.exporting import FORMATS
from dealtrace.exports import formats


@pytest.fixture
def given(register_file: Path) -> list[str]:
    return ["--register", str(register_file), "export"]


def test_the_command_knows_every_format() -> None:
    assert set(FORMATS) == {*formats.FILES, *formats.TABLES}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(
    given: list[str], name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / ("out.zip" if name in formats.TABLES else "out")
    assert main([*given, name, "--output", str(target), "--party", "Cuba"]) == 0
    assert target.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [target]
    assert str(target) in capfd.readouterr().err
    if name in formats.FILES:
        assert main([*given, name, "--party", "Cuba"]) == 0
        assert capfd.readouterr().out.encode() == target.read_bytes()


def test_as_of_a_day(given: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    told = {}
    for day in ("2018-12-31", "2030-01-01"):
        asked = ["--party", "Cuba", "--as-of", day]
        assert main([*given, "jsonl", *asked]) == 0
        first, *rest = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
        assert main([*given[:-1], "deals", "--json", *asked]) == 0
        listed = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
        told[day] = [one for one in rest if one["record"] == "deal"]
        assert first["as_of"] == day
        assert [{k: one[k] for k in listed[0]} for one in told[day]] == listed
    assert told["2018-12-31"] != told["2030-01-01"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["csv"], "--output"),
        (["ftm", "--output", "nowhere/x"], "no folder"),
        (["ftm", "--output", "."], "a folder"),
    ],
)
def test_misuse_is_told_in_one_line(
    given: list[str], more: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*given, *more]) == 1
    told = capfd.readouterr().err
    assert words in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "asked",
    [
        ["export", "ftm", "--output"],
        ["export", "csv", "--output"],
        ["dossier", "rus-cub", "--html"],
        ["dossier", "rus-cub", "--pdf"],
        ["analyse", "network", "--picture"],
    ],
    ids=" ".join,
)
def test_a_register_is_never_written_over(
    register_file: Path, asked: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.db"
    mine.write_bytes(register_file.read_bytes())
    before = mine.read_bytes()
    assert main(["--register", str(mine), *asked, str(mine)]) == 1
    assert "a database, such as a register" in capfd.readouterr().err
    assert mine.read_bytes() == before


@pytest.mark.parametrize(("name", "module"), [("ftm", "followthemoney"), ("parquet", "pyarrow")])
def test_a_missing_library_is_named(
    given: list[str],
    name: str,
    module: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert main([*given, name, "--output", str(tmp_path / "out")]) == 1
    told = capfd.readouterr().err
    assert "pip install 'dealtrace[exports]'" in told
    assert module in told
    assert told.count("\n") == 1
    assert not (tmp_path / "out").is_file()


def test_a_failure_leaves_the_old_file(given: list[str], tmp_path: Path) -> None:
    old = tmp_path / "out"
    old.write_text("old")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "followthemoney", None)
        assert main([*given, "ftm", "--output", str(old)]) == 1
    assert old.read_text() == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_pipe_is_written_to_and_a_link_followed(given: list[str], tmp_path: Path) -> None:
    pipe, link, real = (tmp_path / name for name in ("pipe", "link", "real"))
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    assert main([*given, "jsonl", "--output", str(pipe)]) == 0
    reader.join(10)
    real.write_text("before")
    link.symlink_to(real)
    assert main([*given, "jsonl", "--output", str(link)]) == 0
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert real.read_bytes() == found[0] != b""
