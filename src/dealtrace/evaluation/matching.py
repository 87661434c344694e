"""When two names, sums or lists of facts are the same for scoring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Fact = dict[str, Any]

G = TypeVar("G")
P = TypeVar("P")

# Words that two spellings of one name may or may not carry.
_LIGHT_WORDS = frozenset(
    "the of a an s newspaper daily agency news president minister mr to".split()
)
_TOLERANCE = 0.02  # of the larger sum: reports round


def plain(text: object) -> str:
    """Return ``text`` in lower case, without accents, and with single spaces for all else."""
    ascii_text = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", ascii_text.lower()).strip()


def joined(text: object) -> str:
    """Return :func:`plain` text without spaces, so that "Su 30 MK" equals "Su-30MK"."""
    return plain(text or "").replace(" ", "")


def same_name(one: object, other: object) -> bool:
    """Whether two names may be of one bearer: the words of one are all among the other's."""
    words, others = _telling(one), _telling(other)
    if not words or not others:
        return False
    return (
        set(words) <= set(others) or set(others) <= set(words) or "".join(words) == "".join(others)
    )


def _telling(name: object) -> list[str]:
    words = plain(name).split()
    return [word for word in words if word not in _LIGHT_WORDS] or words


def named_among(name: object, names: Iterable[object]) -> bool:
    """Whether ``name`` is the same as one of ``names``."""
    return any(same_name(name, other) for other in names)


def same_sum(one: Fact | None, other: Fact | None) -> bool:
    """Whether two sums agree: same currency, amounts within two percent. None agrees with none."""
    if not one or not other or one.get("amount") is None or other.get("amount") is None:
        return False
    a, b = float(one["amount"]), float(other["amount"])
    close = abs(a - b) <= _TOLERANCE * max(a, b)
    return close and (one.get("currency") or "") == (other.get("currency") or "")


def codes(values: Iterable[object] | None) -> set[str]:
    """Return country codes or organisation names in capitals, as a set."""
    return {str(value).upper() for value in values or ()}


def accepted(gold: Fact, key: str) -> list[Any]:
    """Return the labels accepted for ``key``: the label itself and those of ``key_also_ok``."""
    return [gold[key], *also_accepted(gold, key)]


def also_accepted(gold: Fact, key: str) -> list[Any]:
    """Return the further labels accepted for ``key``, whether one or a list is given."""
    also = gold.get(f"{key}_also_ok")
    return also if isinstance(also, list) else [] if also is None else [also]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which gold fact goes with which predicted one (by position), and what is left over."""

    pairs: list[tuple[int, int]]
    missed: list[int]
    extra: list[int]

    @property
    def predicted(self) -> int:
        """How many facts were predicted."""
        return len(self.pairs) + len(self.extra)


def pair(gold: Sequence[G], predicted: Sequence[P], likeness: Callable[[G, P], float]) -> Pairing:
    """Pair facts one to one, the likest first; a likeness of 0 never pairs.

    Among equal likenesses the later facts go first, so that a score never depends on chance.
    """
    ranked = sorted(
        ((likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)),
        reverse=True,
    )
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    for value, i, j in ranked:
        if value > 0 and i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append((i, j))
    return Pairing(pairs, sorted(free_gold), sorted(free_predicted))
