"""The logistic regression behind the project's tables of weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def logistic(
    x: Floats,
    y: Floats,
    strength: float,
    weight: Floats | float = 1.0,
    prior: Floats | float = 0.0,
) -> Floats:
    """Return the weights of the features and, last, the bias.

    ``x`` [rows, features], ``y`` [rows] 0 or 1, ``weight`` how much each row counts; ``strength``
    is that of the penalty on the squares of how far all weights but the bias are from ``prior``.
    """

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w[:-1] + w[-1]
        wrong = weight * (1 / (1 + np.exp(-z)) - y)
        penalty = strength * float(((w[:-1] - prior) ** 2).sum())
        slope = np.append(x.T @ wrong + 2 * strength * (w[:-1] - prior), wrong.sum())
        return float((weight * (np.logaddexp(0, z) - y * z)).sum()) + penalty, slope

    best: Floats = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return best
