"""Word lists the generic code asks for, kept in ``rules/vocabulary.yaml`` where anyone can edit."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """Return one of the YAML files under ``rules/`` as plain values.

    Raises ``FileNotFoundError`` for a name that isn't there.
    """
    path = resources.files("dealtrace.claims") / "rules" / f"{name}.yaml"
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def words(name: str) -> frozenset[str]:
    """Return the word list ``name`` of ``rules/vocabulary.yaml``.

    Raises ``KeyError`` for a list that isn't there.
    """
    return frozenset(str(word) for word in table("vocabulary")[name])
