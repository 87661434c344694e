"""Common nouns of arms and the words that may stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dealtrace.knowledge.lexicon import Lexicon, fold
from dealtrace.knowledge.tables import parts, rows

_AMERICAN = (
    ("armour", "armor"),
    ("defence", "defense"),
    ("defensive", "defensive"),
    ("calibre", "caliber"),
    ("manoeuvre", "maneuver"),
)
_FUSED = re.compile(r"\banti-(?=tank|aircraft|ship|submarine|missile|armour|radar|drone)")


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the noun table: what part it plays and what class it gives (see the table)."""

    role: str
    cls: str | None
    over: frozenset[str]
    needs_context: bool
    gives_context: bool

    @property
    def heads(self) -> bool:
        """Whether the word can be the head of a phrase that names arms."""
        return self.role in ("noun", "generic", "weak")


@cache
def lexicon() -> Lexicon[tuple[Word, ...]]:
    """All words of the table in singular and plural, British and American spelling."""
    forms: dict[str, dict[Word, None]] = {}
    for form, word in _entries():
        forms.setdefault(form, {})[word] = None
    return Lexicon((form, tuple(words)) for form, words in forms.items())


@cache
def followers() -> frozenset[str]:
    """Nouns before which a word for arms is a mere attribute."""
    return frozenset(row["word"] for row in rows("arms_followers.csv"))


def _entries() -> Iterator[tuple[str, Word]]:
    for row in rows("arms_nouns.csv"):
        word = Word(
            row["role"],
            row["class"] or None,
            frozenset(parts(row["over"])),
            "a" in row["flags"],
            "k" in row["flags"],
        )
        countable = word.heads and "m" not in row["flags"]
        for form in _variants(row["form"]):
            yield form, word
            if countable or word.role == "trap":
                yield plural(form), word


def _variants(form: str) -> set[str]:
    found = {form, _FUSED.sub("anti", form)}
    for british, american in _AMERICAN:
        found |= {f.replace(british, american) for f in found}
    return found


def plural(noun: str) -> str:
    """The regular plural of a noun phrase ("battery" -> "batteries")."""
    low = fold(noun)
    if low.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
