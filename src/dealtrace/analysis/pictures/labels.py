"""Where names stand beside marks, so that they can be read: a free side of each is looked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 6.4, 13.0
"""Of a letter, in the drawing's units, at the size of names."""

_GAP = 5.0  # from the edge of a mark to its name


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the middle of its place; ``y`` grows upwards."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: _Box) -> float:
        """The area that two have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)

    def outside(self, size: float) -> float:
        """The area beyond the sides of a drawing, which is worse than to cover anything."""
        beyond = max(-self.left, 0.0) + max(self.right - size, 0.0)
        return 10 * beyond * (self.bottom - self.top)


def placed(marks: Sequence[tuple[str, float, float, float]], size: float = math.inf) -> list[Label]:
    """Return a place for the name of each mark (name, x, y, radius): above, below, right or left of
    it, where it covers least of other marks and of names placed before, and stays within a drawing
    of this size."""
    boxes = [_around(x, y, 2 * radius, 2 * radius) for _, x, y, radius in marks]
    found = []
    for name, x, y, radius in marks:
        wide, off = WIDTH * len(name), radius + _GAP
        aside, above = wide / 2 + off, HEIGHT / 2 + off - 3  # letters are lower than their line
        sides = ((x, y + above), (x, y - above), (x + aside, y), (x - aside, y))
        tried = [(_around(a, b, wide, HEIGHT), a, b) for a, b in sides]
        best = min(tried, key=lambda one: _covered(one[0], boxes) + one[0].outside(size))
        boxes.append(best[0])
        found.append(Label(name, best[1], best[2]))
    return found


def _covered(box: _Box, others: Sequence[_Box]) -> float:
    return sum(box.shared(other) for other in others)


def _around(x: float, y: float, wide: float, high: float) -> _Box:
    return _Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
