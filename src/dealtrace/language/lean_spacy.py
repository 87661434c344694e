"""Importing spaCy without its command line, which takes a third of the time and isn't used here.

``spacy/__init__.py`` imports ``spacy.cli`` for the sake of ``spacy.info``; with it come a
downloader, a templating engine and several more. While spaCy is imported for the first time, an
empty module stands in; afterwards ``import spacy.cli`` finds the real one as ever.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_STOOD_IN_FOR = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, unless it has been imported already."""
    if "spacy" in sys.modules:
        return
    for name in _STOOD_IN_FOR:
        sys.modules[name] = ModuleType(name)
    sys.modules["spacy.cli"].__path__ = []
    sys.modules["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    try:
        import spacy
    finally:
        for name in _STOOD_IN_FOR:
            del sys.modules[name]
    vars(spacy).pop("cli", None)


def _info(*arguments: Any, **named: Any) -> Any:
    """Do what ``spacy.info`` does, once it is asked for."""
    from spacy.cli.info import info

    return info(*arguments, **named)
