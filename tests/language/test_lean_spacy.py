"""spaCy is imported without its command line, which anybody may still import afterwards."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
sys.modules["torch"] = None
from dealtrace.language.lean_spacy import import_spacy
import_spacy()
assert "spacy.cli" not in sys.modules and "weasel" not in sys.modules
import spacy
before = callable(spacy.info)
from spacy.cli.info import info
import spacy.cli
assert spacy.cli.info is info and before
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
"""


def test_spacys_command_line_is_imported_only_when_somebody_asks_for_it() -> None:
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True)
