"""Names of persons taken apart: given names, family name, what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dealtrace.register.entities.spelling import plain, sound

_PARTICLES = frozenset(
    "al el ul de da di do dos das du del la le los las von van der den ten ter bin ibn ben bint "
    "abu abd y e".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof sir lord lady gen general lt col colonel maj major capt captain adm "
    "admiral marshal president premier minister prime king queen emir sultan sheikh prince "
    "princess crown chancellor senator ambassador secretary ayatollah pope patriarch hon".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# States whose people's names begin with the family name also in English texts.
_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "KHM"})
_FIRST_FAMILIES = frozenset(
    "zhao qian sun li zhou wu zheng wang feng chen chu wei jiang shen han yang zhu qin xu zhang "
    "kong cao yan hua jin tao xie zou yu liu luo xi hu guo lin gao liang song tang dong pan ma "
    "deng ding ren meng peng wen geng kim lee park choi jung jeong kang cho yoon jang lim moon"
    "".split()
)
# States where a second family name, the mother's, may follow.
_TWO_FAMILIES = frozenset(
    "ESP CUB MEX COL VEN PER CHL ARG ECU BOL PRY URY GTM HND SLV NIC CRI PAN DOM".split()
)
_SECOND_GIVEN = frozenset(
    "angel antonio jose maria carlos luis manuel juan jesus alberto enrique eduardo fernando "
    "francisco miguel pablo rafael ramon ricardo roberto vicente andres javier alejandro arturo "
    "ernesto felipe guillermo gabriel hugo ignacio jorge julio mario martin nicolas pedro raul "
    "santiago tomas victor isabel elena teresa cristina".split()
)


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A name taken apart; all words as :func:`sound` has them.

    ``given`` may be initials; ``more`` is what follows the family name (a second one).
    """

    given: tuple[str, ...]
    family: str
    more: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether there is a family name only."""
        return not self.given

    @property
    def is_full(self) -> bool:
        """Whether a given name is written out."""
        return bool(self.given) and len(self.given[0]) > 1

    @property
    def weight(self) -> int:
        """How much the name says; the more, the more it tells people apart."""
        return sum(2 if len(word) > 1 else 1 for word in self.given) + 2 * len(self.more)


@lru_cache(maxsize=65536)
def parts_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a person's name without titles and particles; hyphens join words to one
    part of the result."""
    joined = re.sub(r"['’‘`ʹʼ]", "", plain(name)).replace(".", " ")
    chunks = [re.findall(r"[a-z]+", chunk) for chunk in joined.split()]
    while len(chunks) > 1 and chunks[0] and chunks[0][0] in _TITLES:
        chunks = chunks[1:]
    kept = [tuple(w for w in c if w not in _PARTICLES and w not in _SUFFIXES) for c in chunks]
    return tuple(c for c in kept if c) or tuple(tuple(c) for c in chunks if c)


def sounds_of(name: str) -> tuple[str, ...]:
    """Return all words of a person's name, without titles and particles, as they sound."""
    return tuple(sound(word) for part in parts_of(name) for word in part)


@lru_cache(maxsize=65536)
def person_name(name: str, country: str = "") -> PersonName | None:
    """Take a person's name apart, by the customs of the state (ISO3); None without letters."""
    parts = parts_of(name)
    if not parts:
        return None
    at = _family_at(parts, country)
    given = [w for part in parts[:at] for w in part]
    after = [w for part in parts[at + 1 :] for w in part]
    if at == 0 and len(parts) > 1 and not _second_family(parts, country):
        given, after = after, []
    family, *rest = parts[at]
    more = (*rest, *after)
    return PersonName(tuple(sound(w) for w in given), sound(family), tuple(sound(w) for w in more))


def _family_at(parts: tuple[tuple[str, ...], ...], country: str) -> int:
    last = len(parts) - 1
    if last < 1:
        return 0
    first = "".join(parts[0])
    east = first in _FIRST_FAMILIES and "".join(parts[last]) not in _FIRST_FAMILIES
    if len(parts) <= 3 and (country in _FAMILY_FIRST or (not country and east)):
        return 0
    if _second_family(parts, country):
        return last - 1
    return last


def _second_family(parts: tuple[tuple[str, ...], ...], country: str) -> bool:
    return (
        country in _TWO_FAMILIES
        and len(parts) >= 3
        and (len(parts) > 3 or parts[1][0] not in _SECOND_GIVEN)
        and len(parts[1][0]) > 1
    )


def given_agree(some: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of given names can be one person's: word by word the same or an initial.

    One may be shorter; none at all agrees with any.
    """
    for a, b in zip(some, other, strict=False):
        if a != b and (a[0] != b[0] or 1 not in (len(a), len(b))):
            return False
    return True


def agree(some: PersonName, other: PersonName) -> bool:
    """Whether two names of one family can be one person's."""
    return (
        some.family == other.family
        and given_agree(some.given, other.given)
        and (not some.more or not other.more or some.more == other.more)
    )
