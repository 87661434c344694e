"""The worked notebook runs from the first cell to the last, and ends in pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.documented import ROOT

NOTEBOOK = ROOT / "docs" / "notebooks" / "reports-to-chart.ipynb"


@pytest.fixture(scope="module")
def run() -> Any:
    """The notebook after it ran where it stands."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", path)
        where = {"metadata": {"path": str(NOTEBOOK.parent)}}
        return NotebookClient(notebook, timeout=300, resources=where).execute()


def printed(run: Any) -> str:
    outputs = [out for cell in run.cells if cell.cell_type == "code" for out in cell.outputs]
    return "".join(out.get("text", "") for out in outputs)


def test_it_tells_of_the_loan(run: Any) -> None:
    told = printed(run)
    assert "Russia → Cuba" in told
    assert "50000000 USD" in told.replace(".0 ", " ")
    assert "? " in told
    assert "not concessional" in told


def test_it_ends_in_pictures(run: Any) -> None:
    data = [out.get("data", {}) for cell in run.cells for out in cell.get("outputs", [])]
    drawn = [one["image/svg+xml"] for one in data if "image/svg+xml" in one]
    assert len(drawn) == 2
    assert "Debt service of Cuba" in drawn[0]
    assert "loan.png" in str(data[-1])


def test_it_is_kept_without_outputs() -> None:
    """So that a change shows what was written, not what was drawn."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells)


def test_the_page_leads_to_it() -> None:
    page = Path(ROOT / "docs" / "analysis.md").read_text("utf-8")
    assert f"notebooks/{NOTEBOOK.name}" in page
