"""Logistic regressions kept as tables of weights (``rules/*.yaml``), one number per named feature.

They are fitted by ``training/fit_weights.py`` on the train part of the project's own corpus.
"""

from __future__ import annotations

from collections.abc import Mapping

from dealtrace.claims import vocabulary

Features = dict[str, float]
"""What speaks for and against something: each feature's value by its name, about 0 to 2."""


def log_odds(table: str, found: Mapping[str, float]) -> float:
    """Return the log-odds that a table of weights gives to what was found.

    Raises ``KeyError`` for a feature the table has no weight for.
    """
    weights = vocabulary.table(table)
    return float(weights["bias"] + sum(weights[name] * value for name, value in found.items()))
