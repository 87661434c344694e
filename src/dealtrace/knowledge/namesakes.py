"""What tells a proper name from a namesake in the running text: capitals and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealtrace.knowledge.lexicon import Run, runs

_SPACED = re.compile(r"[ \u00a0]\n?|\n|[-‐‑]")


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


# Words that may stand before a name with the capital of a sentence's or headline's first word.
_OPENERS = word_set(
    "the a an and as but by citing daily earlier for from if in its later meanwhile now on since "
    "then to when while with weekly agency broadcaster company firm magazine maker manufacturer "
    "newspaper shipbuilder"
)


def capitals_kept(form: str, text: str) -> bool:
    """Whether each word of ``text`` has a capital where ``form`` has one."""
    pairs = zip(runs(form), runs(text), strict=True)
    return all(there.text[0].isupper() or not here.text[0].isupper() for here, there in pairs)


def adjacent(text: str, left: Run, right: Run) -> bool:
    """Whether only a space or a hyphen lies between two runs."""
    return _SPACED.fullmatch(text, left.end, right.start) is not None


def part_of_longer(text: str, words: Sequence[Run], first: int, last: int) -> bool:
    """Whether a capitalised neighbour makes the runs a part of a longer name ("Rafael Grossi")."""
    return _namelike_before(text, words, first) or _namelike_after(text, words, last)


def _namelike_before(text: str, words: Sequence[Run], first: int) -> bool:
    if not first or not adjacent(text, words[first - 1], words[first]):
        return False
    before = words[first - 1]
    return before.text[0].isupper() and before.key not in _OPENERS


def _namelike_after(text: str, words: Sequence[Run], last: int) -> bool:
    if last >= len(words) or not adjacent(text, words[last - 1], words[last]):
        return False
    after = words[last]
    return after.text[0].isupper() or after.key == "of"


def before(text: str, words: Sequence[Run], first: int, count: int) -> Iterator[Run]:
    """Up to ``count`` runs of the same sentence before run ``first``, the nearest first."""
    for i in range(first - 1, max(-1, first - 1 - count), -1):
        if re.search(r"[.!?;]\s", text[words[i].end : words[i + 1].start]):
            return
        yield words[i]


def after(text: str, words: Sequence[Run], last: int, count: int) -> Iterator[Run]:
    """Up to ``count`` runs of the same sentence after run ``last - 1``, the nearest first."""
    for i in range(last, min(len(words), last + count)):
        if re.search(r"[.!?;]\s", text[words[i - 1].end : words[i].start]):
            return
        yield words[i]
