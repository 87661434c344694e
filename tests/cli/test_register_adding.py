"""Reports come into the register, and it is looked after: acknowledged, watched for, copied."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dealtrace.claims.model import Reading
from dealtrace.cli import main
from dealtrace.cli.register import add, watching
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.store import Register
from tests.cli.conftest import Run

# Adding


@pytest.fixture
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let ``add`` read without a model; returns the texts it had to read."""
    texts: list[str] = []

    def outcomes(documents: Iterable[Report | Refusal], jobs: int) -> Iterator[Reading | Refusal]:
        for document in documents:
            if isinstance(document, Refusal):
                yield document
            else:
                texts.append(document.text)
                yield Reading(document)

    monkeypatch.setattr(add, "outcomes", outcomes)
    return texts


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"The minister of {name} met the president of {name}.")
    return folder


def test_what_the_register_has_is_not_read_again(
    run: Run, inbox: Path, read_at_once: list[str]
) -> None:
    assert run("add", str(inbox)).splitlines()[-1] == "reports: 2 added"
    (inbox / "three.txt").write_text("A third report on the third of May.")
    lines = run("add", str(inbox)).splitlines()
    assert [line.split()[0] for line in lines] == ["known", "added", "known", "reports:"]
    assert lines[-1] == "reports: 1 added, 2 known"
    assert len(read_at_once) == 3


def test_a_new_register_is_told_and_refusals_make_status_1(
    inbox: Path, tmp_path: Path, read_at_once: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "empty.txt").write_text("")
    assert main(["add", str(inbox), "--json", "--register", str(tmp_path / "new.db")]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["status"] for line in printed.out.splitlines()] == ["added"] * 2
    made, refused = printed.err.splitlines()
    assert made == f"dealtrace: made a new register: {tmp_path}/new.db"
    assert f"{inbox}/empty.txt: " in refused


def test_what_is_told_is_on_disk_and_an_interruption_leaves_nothing_half(
    file: Path, inbox: Path, read_at_once: list[str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    acknowledged: list[int] = []
    tell = add.Filling._tell

    def and_stop(self: add.Filling, added: add.Added, report: Report) -> None:
        tell(self, added, report)
        register = Register.open(str(file))
        with register.reading() as connection:
            found = connection.exec_driver_sql(
                "select count(*) from reports where key = ?", (added.key,)
            )
            acknowledged.append(found.scalar_one())
        register.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(add.Filling, "_tell", and_stop)
    assert main(["add", str(inbox)]) == 130
    assert acknowledged == [1]
    assert capsys.readouterr().err == "dealtrace: stopped; reports: 1 added\n"
    assert main(["check"]) == 0


def test_watching_gives_files_once_they_are_whole(inbox: Path) -> None:
    seen = watching.look([str(inbox)])
    found = watching.changes([str(inbox)], seen, pause=0.0)
    writing = inbox / "three.txt"
    states = iter(["a", "ab", "ab"])

    def look(folders: list[str]) -> watching.Seen:
        writing.write_text(next(states, "ab"))
        return {file: (0, len(Path(file).read_text())) for file in map(str, inbox.glob("three*"))}

    original, watching.look = watching.look, look
    try:
        assert next(found) == [str(writing)]
        assert writing.read_text() == "ab"
        states = iter(["abc", "abc"])
        assert next(found) == [str(writing)]
    finally:
        watching.look = original


def test_watch_adds_what_comes_and_needs_a_folder(
    run: Run, fail: Run, inbox: Path, read_at_once: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changes(folders: list[str], seen: watching.Seen) -> Iterator[list[str]]:
        late = inbox / "late.txt"
        late.write_text("It came late in the day.")
        yield [str(late)]

    monkeypatch.setattr(add, "changes", changes)
    assert run("add", "--watch", str(inbox)).splitlines()[-1] == "reports: 3 added"
    assert "none of the paths is a folder" in fail("add", "--watch", str(inbox / "one.txt"))


# Looking after it


def test_backup_and_restore(run: Run, fail: Run, tmp_path: Path) -> None:
    copy, new = str(tmp_path / "copy.db"), str(tmp_path / "new.db")
    before = run("deals", "--json")
    assert "copied to" in run("backup", copy)
    assert "overwrites nothing" in fail("backup", copy)
    run("restore", copy, "--register", new)
    assert run("deals", "--json", "--register", new) == before
    assert "not empty" in fail("restore", copy, "--register", new)


def test_check_tells_damage_and_upgrade_leaves_a_new_register_alone(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "up to date" in run("upgrade")
    assert "nothing wrong" in run("check")
    register = Register.open(str(file))
    with register.writing() as connection:
        connection.exec_driver_sql("update deal_states set stage = 'signed' where supplier = 'RUS'")
    register.close()
    assert main(["check"]) == 1
    assert "deal" in capsys.readouterr().err


def test_the_register_is_named_before_or_after_the_command(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_environment = run("deals", "--json")
    monkeypatch.delenv("DEALTRACE_DATABASE_URL")
    assert run("--register", str(file), "deals", "--json") == by_environment
    assert run("deals", "--json", "--register", str(file)) == by_environment
    shutil.copy(file, tmp_path / "dealtrace.db")
    monkeypatch.chdir(tmp_path)
    assert run("deals", "--json") == by_environment


@pytest.mark.parametrize("words", ["--help", "deals", "show rus-cub", "reports"])
def test_questions_load_no_language_model(file: Path, words: str) -> None:
    code = (
        "import sys\nfrom dealtrace.cli import main\n"
        f"try: main({words.split()!r})\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'onnxruntime', 'trafilatura', 'numpy') if m in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    allowed = ["[]", "['numpy']"] if words.startswith("show") else ["[]"]
    assert done.stderr.strip() in allowed
