"""Cuts a document into overlapping windows that the encoder can take, losing no word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

LEFT_CONTEXT = 40  # subtokens of whole sentences read again before a window's own words
RIGHT_CONTEXT = 24  # the same after them, where they do not end with a paragraph
_ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!!"})
_CLOSERS = frozenset({'"', "”", "’", "''", "'", ")", "]", "»"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence-to-be: words ``start`` to ``end``; ``hard`` if a paragraph ends with it."""

    start: int
    end: int
    hard: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` are read; outputs of ``own_start`` to ``own_end`` are kept."""

    start: int
    end: int
    own_start: int
    own_end: int


def find_units(words: Sequence[str], breaks: Sequence[int], longest: int) -> list[Unit]:
    """Cut words into sentences-to-be of at most ``longest`` words.

    ``breaks`` are the words (sorted) that begin a new paragraph.
    """
    hard = set(breaks) | {len(words)}
    units: list[Unit] = []
    start = 0
    for end in range(1, len(words) + 1):
        is_hard = end in hard
        if is_hard or end - start >= longest or _ends_sentence(words, end):
            units.append(Unit(start, end, is_hard))
            start = end
    return units


def _ends_sentence(words: Sequence[str], end: int) -> bool:
    last = words[end - 1]
    if last in _ENDS:
        return words[end] not in _CLOSERS
    return last in _CLOSERS and end >= 2 and words[end - 2] in _ENDS


def plan_windows(sizes: Sequence[int], units: Sequence[Unit], capacity: int) -> list[Window]:
    """Return windows of at most ``capacity`` subtokens whose own words are all words, once.

    ``sizes`` are the subtokens of each word, none above ``capacity``.
    """
    offsets = [0, *accumulate(sizes)]
    if offsets[-1] <= capacity:
        return [Window(0, len(sizes), 0, len(sizes))] if sizes else []
    pieces = list(_fitting(units, offsets, capacity))
    return list(_pack(pieces, offsets, capacity))


def _fitting(units: Sequence[Unit], offsets: Sequence[int], capacity: int) -> Iterator[Unit]:
    """Chop the units that do not fit into one window."""
    for unit in units:
        start = unit.start
        for end in range(unit.start + 1, unit.end):
            if offsets[end + 1] - offsets[start] > capacity:
                yield Unit(start, end, False)
                start = end
        yield Unit(start, unit.end, unit.hard)


def _pack(units: Sequence[Unit], offsets: Sequence[int], capacity: int) -> Iterator[Window]:
    first = 0
    while first < len(units):
        left = _left_context(units, first, offsets)
        if offsets[units[first].end] - offsets[left] > capacity:
            left = units[first].start  # a unit nearly as long as the window has no context
        last = _last_unit(units, first, offsets[left] + capacity, offsets)
        end = _right_context(units, last, offsets[left] + capacity, offsets)
        yield Window(left, end, units[first].start, units[last].end)
        first = last + 1


def _left_context(units: Sequence[Unit], first: int, offsets: Sequence[int]) -> int:
    start = units[first].start
    for unit in reversed(units[max(0, first - 4) : first]):
        if offsets[units[first].start] - offsets[unit.start] > LEFT_CONTEXT:
            break
        start = unit.start
    return start


def _last_unit(units: Sequence[Unit], first: int, limit: int, offsets: Sequence[int]) -> int:
    """Return the last unit before ``limit``; of the near ones, one that ends a paragraph."""
    last = first
    while last + 1 < len(units) and offsets[units[last + 1].end] <= limit:
        last += 1
    if last + 1 == len(units):
        return last
    for earlier in range(last, max(first, last - 3), -1):
        if units[earlier].hard:
            return earlier
    room = limit - RIGHT_CONTEXT
    while last > first and offsets[units[last].end] > room:
        last -= 1
    return last


def _right_context(units: Sequence[Unit], last: int, limit: int, offsets: Sequence[int]) -> int:
    if units[last].hard or last + 1 == len(units):
        return units[last].end
    following = units[last + 1].end
    return following if offsets[following] <= limit else units[last].end
