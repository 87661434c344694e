"""Lets a test read with edited rule files, as if a researcher had changed them."""

from __future__ import annotations

import copy
import sys
from typing import Any

import pytest

from dealtrace.claims import vocabulary

_shipped = vocabulary.table


def use(patch: pytest.MonkeyPatch, file: str, change: Any) -> None:
    """Read ``file`` (without ``.yaml``) with ``change`` merged in, until ``patch`` is undone."""
    table = merged(_shipped(file), change)
    patch.setattr(vocabulary, "table", lambda name: table if name == file else _shipped(name))
    forget()


def forget() -> None:
    """Empty what the reading of claims has kept of the rule files."""
    for name, module in list(sys.modules.items()):
        if name.startswith("dealtrace.claims"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def merged(old: Any, new: Any) -> Any:
    """Return ``old`` with ``new`` in it: lists grow, tables take keys in, single values change."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [*copy.deepcopy(old), *new]
    return new
