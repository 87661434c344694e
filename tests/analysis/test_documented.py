"""The Python that the documentation of the analyses shows runs as it stands."""

from __future__ import annotations

import pytest

from tests.documented import ROOT, blocks

SHOWN = blocks(ROOT / "docs" / "analysis.md", "python")


@pytest.mark.parametrize("code", SHOWN, ids=range(len(SHOWN)))
def test_python_shown_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/analysis.md", "exec"), {})
    assert capsys.readouterr().out.strip()
