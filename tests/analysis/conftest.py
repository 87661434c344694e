"""Every test of the analyses has the package's own figures, unless it takes over others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dealtrace.knowledge.series import FOLDER
from dealtrace.register.store import Register
from tests.analysis.made import Made, Read
from tests.register.labels import add_all


@pytest.fixture(autouse=True)
def no_updates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of updates: empty, and each test's own."""
    folder = tmp_path / "figures"
    monkeypatch.setenv(FOLDER, str(folder))
    return folder


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes a register of reports."""

    def make(these: Sequence[Read]) -> Register:
        register = Register.open(str(tmp_path / "made.db"), create=True)
        add_all(register, these)
        return register

    return make
