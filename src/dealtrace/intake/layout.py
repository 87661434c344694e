"""The shape of a text on the page: lines, blank lines, and lines wrapped by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealtrace.intake.cues import kind_by_wording
from dealtrace.intake.dates import is_date_line

_BLANK = " \t\r\x0b\x0c\xa0\u200b\u200e\u200f\u2028\u2029\ufeff"
_FIELD = re.compile(r"(?:title|date|author|source|url|published|publisher|tags|layout|slug|lang): ")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_HEADER = re.compile(r"date\s+\d{4}-\d{2}-\d{2}\b[\s|,:–—-]*", re.IGNORECASE)
MIN_WRAP, MAX_WRAP = 35, 100  # characters: the widths to which texts are wrapped by hand
_BULLET = re.compile(r"[-–—•*·▪◦●]\s|\d{1,2}[.)]\s|\([a-z\d]\)\s")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of one hand-wrapped paragraph: characters ``start`` to ``end``.

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
    blocks = list(_blocks(text))
    width = _wrap_width(blocks)
    found = [unit for block in blocks for unit in _units_of(text, block, width)]
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


def _units_of(text: str, block: list[Unit], width: int) -> list[Unit]:
    """The units of a block: its lines, joined where the break between them was forced."""
    found: list[Unit] = []
    start = block[0].start
    for line, following in zip(block, [*block[1:], None], strict=True):
        if following is None or not (width and _forced(line, following, width, line is block[0])):
            wrapped = start != line.start
            body = _plain(text[start : line.end]) if wrapped else line.text
            found.append(Unit(start, line.end, body, not found, wrapped))
            start = following.start if following else 0
    return found


def _wrap_width(blocks: list[list[Unit]]) -> int:
    """The width to which the text was wrapped by hand, 0 if it was not.

    Wrapping shows in breaks at places where the next word would not have fitted, most of them in
    the middle of a sentence. A few such breaks may be chance, unless the next line goes on small;
    many of them are none, though names begin most lines.
    """
    lengths = sorted(len(line.text) for block in blocks for line in block)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    if not MIN_WRAP <= width <= MAX_WRAP:
        return 0
    breaks = [
        (line, following)
        for block in blocks
        for line, following in itertools.pairwise(block)
        if _full(line, following, width)
    ]
    midway = sum(not ends_sentence(line.text) for line, _ in breaks)
    small = sum(following.text[0].islower() for _, following in breaks)
    wrapped = bool(breaks) and midway >= 0.6 * len(breaks) and small >= 0.3 * len(breaks)
    names = len(breaks) >= 5 and midway >= 0.8 * len(breaks) and small > 0
    return width if wrapped or names else 0


def _plain(text: str) -> str:
    """The text with no-break spaces and line ends made plain spaces, character for character."""
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("\n", " ")


def _full(line: Unit, following: Unit, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    return len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _forced(line: Unit, following: Unit, width: int, first: bool) -> bool:
    """Whether the line goes on in the next one, in a text wrapped to ``width``."""
    if _BULLET.match(following.text) or _FIELD.match(following.text) or not _WORD.search(line.text):
        return False
    if following.text[0].islower():
        return True
    midway = not ends_sentence(line.text) and len(line.text) >= 0.6 * width
    if not midway and not _full(line, following, width):
        return False
    headline = first and is_title_case(line.text) and not ends_sentence(line.text)
    return (
        not headline
        and kind_by_wording(following.text) is None
        and not is_date_line(following.text)
    )


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
    "via per its is be that who de la le les du des del di da do dos das der y et und von"
)
_SMALL = frozenset(_FUNCTION_WORDS.split())


def is_bullet(text: str) -> bool:
    """Whether the line opens as an item of a list does."""
    return _BULLET.match(text) is not None


def is_title_case(text: str) -> bool:
    """Whether every word but the small function words begins with a capital, and three do."""
    words = [w for w in _WORD.findall(text[:400]) if w.lower() not in _SMALL]
    return len(words) >= 3 and all(w[0].isupper() for w in words)


def capitalised(text: str) -> float:
    """Share of the words that begin with a capital; small function words don't count."""
    words = [w for w in _WORD.findall(text[:400]) if w.lower() not in _SMALL]
    return sum(w[0].isupper() for w in words) / len(words) if words else 0.0
