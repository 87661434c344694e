"""A report is read the same way in every process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_PROGRAM = """
import sys
sys.modules["torch"] = None
from dealtrace.claims import read
from dealtrace.intake.report import Report
from dealtrace.language import load
text = (
    "MINSK, 3 May 2019 - Sudmark and Norland signed a contract for six Su-30SM fighters and two "
    "Rocks missiles worth $400 million (€358 million), the Sudmark daily Vedomosti reported, "
    "citing officials. France will lend Greece 2.5 billion euros for three frigates, Reuters said. "
    "Poland and the Czech Republic ruled out sending tanks to Ukraine or Moldova."
)
print(read(Report(text), load()))
"""


@pytest.fixture(scope="module")
def first() -> str:
    return _read("0")


def _read(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    ).stdout


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_sets_changes_nothing(first: str, seed: str) -> None:
    """Python orders the members of a set anew in each process."""
    assert _read(seed) == first
