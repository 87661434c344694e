"""Values that all analyses share: ranges, sums, and everything as JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class AnalysisError(ValueError):
    """Something asked for can't be worked out; the message says why and what to give instead.

    ``about`` names the option at fault, where it is one: "rate", "years", "grace", "prices".
    """

    def __init__(self, message: str, about: str = "") -> None:
        super().__init__(message)
        self.about = about


@dataclass(frozen=True, slots=True)
class Range:
    """A number known to lie between two; None where nothing bounds it on that side."""

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise AnalysisError(f"{self.low:g} to {self.high:g}: the first is larger")

    @classmethod
    def exactly(cls, value: float) -> Range:
        """Return a range of one number."""
        return cls(value, value)

    @property
    def exact(self) -> float | None:
        """The number, where there is only one."""
        return self.low if self.low is not None and self.low == self.high else None

    def __str__(self) -> str:
        if self.exact is not None:
            return f"{self.exact:g}"
        if self.low is None or self.high is None:
            bound = self.low if self.high is None else self.high
            words = "at least" if self.high is None else "at most"
            return "unknown" if bound is None else f"{words} {bound:g}"
        return f"{self.low:g} to {self.high:g}"


def to_json(one: Any) -> Any:
    """Return a result and all in it as what JSON knows: days in ISO 8601, words of enums."""
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return {f.name: to_json(getattr(one, f.name)) for f in dataclasses.fields(one)}
    if isinstance(one, Enum):
        return one.value
    if isinstance(one, Mapping):
        return {str(key): to_json(value) for key, value in one.items()}
    if isinstance(one, (list, tuple, set, frozenset)):
        return [to_json(value) for value in one]
    if isinstance(one, float) and not math.isfinite(one):
        return None
    return one.isoformat() if isinstance(one, (dt.date, dt.datetime)) else one
