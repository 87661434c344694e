"""The shape of a text on the page: lines, blank lines, and lines wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = " \t\r\x0b\x0c\xa0\u200b\u200e\u200f\u2028\u2029\ufeff"
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_HEADER = re.compile(r"date\s+\d{4}-\d{2}-\d{2}\b[\s|,:–—-]*", re.IGNORECASE)
WRAP_WIDTH = 100  # characters: the longest line that is taken for hand-wrapped


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of one hand-wrapped block: characters ``start`` to ``end``.

    White space at both ends is left out. ``gap`` says whether a blank line comes before,
    ``wrapped`` whether it is several lines of flowing text.
    """

    start: int
    end: int
    text: str
    gap: bool = False
    wrapped: bool = False


def units(text: str) -> list[Unit]:
    """Cut ``text`` into units, in order; a leading ``date 2018-03-22`` is a unit of its own."""
    found = [unit for block in _blocks(text) for unit in _units_of(text, block)]
    if found:
        found[:1] = _without_header(text, found[0])
    return found


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does (``.``, ``?``, ``:`` and the like)."""
    return _ENDS.search(text[-8:]) is not None


def _lines(text: str) -> Iterator[Unit | None]:
    """Yield each line as a unit, None for a blank one."""
    start = 0
    for line in text.split("\n"):
        body = line.strip(_BLANK)
        lead = len(line) - len(line.lstrip(_BLANK))
        yield Unit(start + lead, start + lead + len(body), _plain(body)) if body else None
        start += len(line) + 1


def _blocks(text: str) -> Iterator[list[Unit]]:
    block: list[Unit] = []
    for line in _lines(text):
        if line is not None:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _units_of(text: str, block: list[Unit]) -> list[Unit]:
    head = 0
    while head < len(block) - 1 and _stands_alone(block[head], block[head + 1]):
        head += 1
    if not _hand_wrapped(block[head:]):
        parts = block
    else:
        start, end = block[head].start, block[-1].end
        parts = [*block[:head], Unit(start, end, _plain(text[start:end]), wrapped=True)]
    first = parts[0]
    return [Unit(first.start, first.end, first.text, True, first.wrapped), *parts[1:]]


def _plain(text: str) -> str:
    """The text with no-break spaces made plain ones, character for character."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def _stands_alone(line: Unit, following: Unit) -> bool:
    """Whether the next line can't go on with this one: Title Case, then a capital."""
    return (
        capitalised(line.text) >= 0.75
        and not ends_sentence(line.text)
        and not line.text.endswith(",")
        and following.text[:1].isupper()
    )


def _hand_wrapped(block: list[Unit]) -> bool:
    """Whether sentences run on from line to line, in lines of much the same length."""
    if len(block) < 2:
        return False
    inner, after = block[:-1], block[1:]
    widest = max(len(line.text) for line in block)
    if widest > WRAP_WIDTH or min(len(line.text) for line in inner) < 0.4 * widest:
        return False
    open_ended = sum(not ends_sentence(line.text) for line in inner)
    run_on = sum(line.text[0].islower() for line in after)
    bullets = sum(line.text[0] in "-–•*·▪" for line in block)
    return open_ended >= 0.4 * len(inner) and run_on >= 0.3 * len(after) and bullets < 2


def _without_header(text: str, first: Unit) -> list[Unit]:
    """Part the header some archives set before the text from what follows on its line."""
    match = _HEADER.match(first.text)
    if match is None:
        return [first]
    cut = first.start + match.end()
    header = Unit(first.start, first.start + len(match.group().rstrip()), match.group().rstrip())
    rest = Unit(cut, first.end, text[cut : first.end], first.gap, first.wrapped)
    return [header, rest] if rest.text else [header]


_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FUNCTION_WORDS = (
    "a an the and or but nor of in on at to for from by with as over into off up out amid after vs "
    "via per its is be that who"
)
_SMALL = frozenset(_FUNCTION_WORDS.split())


def is_title_case(text: str) -> bool:
    """Whether every word of four letters and more begins with a capital, and there are three."""
    words = [w for w in _WORD.findall(text[:400]) if len(w) >= 4]
    return len(words) >= 3 and all(w[0].isupper() for w in words)


def capitalised(text: str) -> float:
    """Share of the words that begin with a capital; small function words don't count."""
    words = [w for w in _WORD.findall(text[:400]) if w.lower() not in _SMALL]
    return sum(w[0].isupper() for w in words) / len(words) if words else 0.0
