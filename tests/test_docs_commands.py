"""What the documentation shows is true: its commands run, its options exist, its output is real."""

import argparse
import contextlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealtrace.cli import evaluate, main
from dealtrace.cli.arguments import parser
from dealtrace.cli.register import add
from dealtrace.knowledge.series import FOLDER

from .documented import PAGES, ROOT, blocks, commands, outputs, real_output

COMMAND_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that has read the samples, with a decision taken."""
    file = tmp_path_factory.mktemp("register") / "dealtrace.db"
    with contextlib.chdir(ROOT):
        assert main(["--register", str(file), "add", "samples"]) == 0
    assert main(["--register", str(file), "confirm", "rus-irq-2012", "--by", "Ana"]) == 0
    return file


@pytest.fixture
def workplace(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a clone's, in which commands may write, with a register."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copy(register, tmp_path / "dealtrace.db")
    shutil.copy(register, tmp_path / "backup.db")
    (tmp_path / "inbox").mkdir()
    shutil.copy(ROOT / "samples" / "iraq-russia-2012.txt", tmp_path / "inbox")
    monkeypatch.setenv(FOLDER, str(tmp_path / "figures"))
    monkeypatch.setattr(add, "changes", lambda folders, seen: iter(()))  # --watch has no end
    monkeypatch.setattr("uvicorn.run", lambda app, **settings: None)  # serve has no end either
    monkeypatch.chdir(tmp_path)
    return tmp_path


SHOWN = sorted(set(commands()))


@pytest.mark.parametrize(("page", "line"), SHOWN, ids=[f"{page}: {line}" for page, line in SHOWN])
@pytest.mark.usefixtures("workplace")
def test_command_shown_runs(page: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "_predictions", lambda labelled, jobs: iter(()))
    monkeypatch.delenv("DEALTRACE_DATABASE_URL", raising=False)
    producer, _, consumer = line.rpartition(" | ")
    words = shlex.split(consumer)
    if words[0] == "make":
        subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, check=True, capture_output=True)
        return
    assert Path(words[0]).name == "dealtrace", f"{page}: how is {line!r} to be tried?"
    if producer:
        cat, file = shlex.split(producer)
        assert cat == "cat"
        monkeypatch.setattr("sys.stdin", open(file, encoding="utf-8"))  # noqa: SIM115
    # The gate's own figures are not at stake here, only that the command does what it says.
    assert main(words[1:]) == 0 or words[1] == "eval"


def test_python_shown_runs(workplace: Path) -> None:
    (code,) = blocks(ROOT / "docs" / "json.md", "python")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": path}, capture_output=True, text=True, check=True
    )
    assert len(run.stdout.splitlines()) >= 4  # every sample has a deal


def test_outputs_shown_are_real() -> None:
    shown = outputs(ROOT / "README.md")
    assert shown
    for command, text in shown:
        assert text == real_output(command), "run `python -m tests.documented`"


def subcommands(
    of: argparse.ArgumentParser | None = None, before: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give every command that runs, with its parser: "read", "analyse credit"."""
    top = of or parser()
    groups = [a for a in top._actions if isinstance(a, argparse._SubParsersAction)]
    for name, command in (pair for group in groups for pair in group.choices.items()):
        yield from subcommands(command, f"{before}{name} ")
    if not groups:
        yield before.strip(), top


@pytest.mark.parametrize(("name", "command"), [*subcommands()])
def test_every_option_is_documented_and_every_documented_one_exists(
    name: str, command: argparse.ArgumentParser
) -> None:
    section = re.split(r"^## ", COMMAND_PAGE, flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(f"{name}\n")]
    (common,) = [part for part in section if part.startswith("Common options\n")]
    options = {
        option
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
    assert _options(text) | (_options(common) & options) == options


def _options(text: str) -> set[str]:
    return set(re.findall(r"^\| `(--[\w-]+)", text, re.MULTILINE))


def test_every_page_is_linked_from_the_readme_or_the_index() -> None:
    entrances = (ROOT / "README.md").read_text() + (ROOT / "docs" / "index.md").read_text()
    for page in PAGES:
        assert page.name in {"README.md", "index.md"} or page.name in entrances
