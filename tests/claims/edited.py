"""Lets a test read with edited rule files, as if a researcher had changed them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dealtrace.claims import modality, rules, vocabulary
from dealtrace.claims.deals import stages

_CACHES = (vocabulary.words, rules.all_rules, modality._cues, stages._lemmas)
_shipped = vocabulary.table


def use(patch: pytest.MonkeyPatch, file: str, change: Any) -> None:
    """Read ``file`` (without ``.yaml``) with ``change`` merged in, until ``patch`` is undone."""
    table = merged(_shipped(file), change)
    patch.setattr(vocabulary, "table", lambda name: table if name == file else _shipped(name))
    forget()


def forget() -> None:
    """Empty what was read from the rule files before."""
    for cache in _CACHES:
        cache.cache_clear()


def merged(old: Any, new: Any) -> Any:
    """Return ``old`` with ``new`` in it: lists grow, tables take keys in, single values change."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [*copy.deepcopy(old), *new]
    return new
