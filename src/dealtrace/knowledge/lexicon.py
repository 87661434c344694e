"""A longest-match dictionary over runs of letters and digits, which all look-ups of text share.

A form such as ``Su-30MK2`` is held as the runs ``su 30 mk 2``, so that hyphens, spaces and accents
make no difference ("Su30 MK 2" is the same form). Time grows linearly with the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_RUN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+")
_GAP = re.compile(r"[ \t\u00a0]?[-\u2010-\u2015./'’‘`\"“”(),&]{0,2}[ \t\u00a0]?\n?")
_FULL_STOP = re.compile(r"[.,]['’\"”)]?\s")
_DETERMINER = re.compile(r"^(?:the|The)\s+")
_LONG = 64  # characters; no word is as long
_PHRASE = 200  # characters; a longer text is a report, not a name
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


def kept(find: Callable[[str], list[T]]) -> Callable[[str], list[T]]:
    """Keep what ``find`` found in the last whole texts: each goes through several stages.

    The lists are shared, so leave them as they are.
    """
    known = lru_cache(maxsize=2)(find)

    @wraps(find)
    def look_up(text: str) -> list[T]:
        return find(text) if len(text) < _PHRASE else known(text)

    return look_up


class Run(NamedTuple):
    """A run of letters or digits: offsets, folded key, and the text as it stands."""

    start: int
    end: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A form found: character offsets, the runs ``first`` to ``last`` (exclusive), its value."""

    start: int
    end: int
    first: int
    last: int
    form: str
    value: T


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower-case ``word`` without accents ("Élysée" -> "elysee")."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@kept
def runs(text: str) -> list[Run]:
    """All runs of letters and of digits in ``text``, in order."""
    return [_run(*match.span(), match[0]) for match in _RUN.finditer(text)]


def _run(start: int, end: int, word: str) -> Run:
    return Run(start, end, fold(word) if end - start < _LONG else "", word)


def keys_of(form: str) -> list[str]:
    """The folded runs of ``form``."""
    if form.isascii() and len(form) < _LONG:  # as nearly all of the tables' thousands of forms
        return _RUN.findall(form.lower())
    return [run.key for run in runs(form)]


def key_of(form: str) -> str:
    """The key under which ``form`` is held: its folded runs joined by a space."""
    return " ".join(keys_of(form))


def bare(text: str) -> str:
    """``text`` without a leading article and a possessive ending."""
    return _POSSESSIVE.sub("", _DETERMINER.sub("", text.strip()))


def joined(text: str, left: Run, right: Run) -> bool:
    """Whether two neighbouring runs can be parts of one form: no sentence or list lies between."""
    gap = text[left.end : right.start]
    if len(gap) > 4 or not _GAP.fullmatch(gap):
        return False
    return not (_FULL_STOP.search(gap) and len(left.text) > 3)


def case_fits(form: str, text: str) -> bool:
    """Whether ``text`` is written as ``form`` may be: capitals of the form must be kept.

    Short all-capital forms (US, UK, CAR) must be in capitals; other forms need their first letter.
    """
    if form[-1] == "S" and text[-1] == "s":  # "MiG-29s" is the plural of MiG-29, not MiG-29S
        return False
    letters = [c for c in form if c.isalpha()]
    if not letters or not letters[0].isupper():
        return True
    if len(letters) <= 4 and all(c.isupper() for c in letters):
        return all(c.isupper() for c in text if c.isalpha())
    if form[-1] == "s" and form[-2:-1].isupper():  # "TOWs": not "Tows"
        return text[-2].isupper()
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper()


class Lexicon(Generic[T]):
    """Forms with values. Later forms do not displace earlier ones of the same key and case."""

    def __init__(self, forms: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, list[tuple[str, T]]] = {}
        self._begun: set[str] = set()  # keys of which a form may have more
        self._first: set[str] = set()
        for form, value in forms:
            self._add(form, value)

    @classmethod
    def of_keys(cls, forms: Iterable[tuple[str, str, T]]) -> Lexicon[T]:
        """Return a lexicon of (key, form, value): each key is that of :func:`key_of`."""
        made: Lexicon[T] = cls(())
        for key, form, value in forms:
            made._put(key, form, value)
        return made

    def __len__(self) -> int:
        return len(self._values)

    def _add(self, form: str, value: T) -> None:
        key = key_of(form)
        if not key:
            raise ValueError(f"the form {form!r} has neither letters nor digits")
        self._put(key, form, value)

    def _put(self, key: str, form: str, value: T) -> None:
        self._values.setdefault(key, []).append((form, value))
        first, _, more = key.partition(" ")
        self._first.add(first)
        while more:
            self._begun.add(first)
            word, _, more = more.partition(" ")
            first = f"{first} {word}"

    def get(self, text: str) -> T | None:
        """The value whose form is ``text`` as a whole, or None."""
        for form, value in self._values.get(key_of(text), ()):
            if case_fits(form, text):
                return value
        return None

    def begins(self, word: Run) -> bool:
        """Whether a form may begin with ``word``."""
        return word.key in self._first

    def at(self, text: str, words: list[Run], i: int) -> Hit[T] | None:
        """The longest form that begins at run ``i``, or None."""
        key = words[i].key
        if key not in self._first:
            return None
        reached = [key]
        while (
            key in self._begun
            and (last := i + len(reached)) < len(words)
            and joined(text, words[last - 1], words[last])
        ):
            key = f"{key} {words[last].key}"
            reached.append(key)
        for n in range(len(reached), 0, -1):
            for form, value in self._values.get(reached[n - 1], ()):
                start, end = words[i].start, words[i + n - 1].end
                if case_fits(form, text[start:end]):
                    return Hit(start, end, i, i + n, form, value)
        return None

    def find(self, text: str, words: list[Run] | None = None) -> Iterator[Hit[T]]:
        """All longest matches in ``text``, from left to right, without overlap."""
        words = runs(text) if words is None else words
        done = 0
        for i, word in enumerate(words):
            if i >= done and word.key in self._first:
                hit = self.at(text, words, i)
                if hit:
                    yield hit
                    done = hit.last
