"""The bare import stays light: whoever only wants the version pays for no model and no parser."""

import subprocess
import sys

import pytest

HEAVY = {"numpy", "spacy", "onnxruntime", "rich", "httpx", "trafilatura", "pypdf", "jinja2", "yaml"}


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(m.partition('.')[0] for m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("module", ["dealtrace", "dealtrace.cli"])
def test_bare_import_is_light(module: str) -> None:
    assert modules_after(f"import {module}") & HEAVY == set()
