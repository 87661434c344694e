"""Titles of office in a text, and who held which office when.

A title is a head ("minister", "chief of staff") with the words before it that rank or place it
("deputy", "defence", "air force") and, for ministers and secretaries, the portfolio after it
("minister of state for defence"). What else follows ("head of the arms export agency") is left to
the syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dealtrace.knowledge.countries import code_for
from dealtrace.knowledge.holders_of_office import Holder, holder_of, holders
from dealtrace.knowledge.lexicon import Hit, Lexicon, Run, runs
from dealtrace.knowledge.tables import rows

__all__ = ["Holder", "OfficeMatch", "find_offices", "holder_of", "holders"]

_GAP = re.compile(r"[ \t\u00a0]{0,2}[-‐‑–]?[ \t\u00a0]?\n?")
_AND = re.compile(r",? (?:and|&) (?:the )?|, ?|/")
_LINK = re.compile(r"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?")
_OF = re.compile(r"\s+of\b")
_IN = re.compile(r"\s+in\b")
_NOT_THE_HOLDER = re.compile(r"['’]s [Oo]ffice\b|[-‐‑](?:level|general|elect\w+)\b| [Oo]ffice\b")
# What may follow an office in running text, where an adjective would have its noun.
_NO_NOUN = re.compile(
    r"(?!\s+[a-z])|\s+(?:said|says?|sa[iy]\w*|told|tells|will|would|has|had|have|is|was|were|are|did|"
    r"does|may|might|can|could|in|of|on|at|to|for|from|with|and|or|but|who|whose|by|during|after|"
    r"before|when|while|as|also|that|into|about|over|than|if|since|until|not|later|[a-z]+ed)\b"
)
_MAX_QUALIFIERS = 6
_QUALIFIERS = frozenset({"modifier", "portfolio", "unit"})


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    """A title as it stands in a text: character offsets, lower-cased form, the text itself."""

    start: int
    end: int
    office: str
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """An entry of the table of titles (see there for roles and flags)."""

    role: str
    flags: str


@cache
def _lexicon() -> Lexicon[tuple[_Word, ...]]:
    forms: dict[str, list[_Word]] = {}
    for row in rows("offices.csv"):
        forms.setdefault(row["form"], []).append(_Word(row["role"], row["flags"]))
    return Lexicon((form, tuple(words)) for form, words in forms.items())


def find_offices(text: str) -> list[OfficeMatch]:
    """Titles of office in ``text``, the longest at each place, in order; plurals are none."""
    words = runs(text)
    found: list[OfficeMatch] = []
    i = 0
    while i < len(words):
        title = _title(text, words, i) if _lexicon().begins(words[i]) else None
        if title is None:
            i += 1
            continue
        last, wanted = title
        if wanted:
            start, end = words[i].start, words[last - 1].end
            form = " ".join(text[start:end].lower().split())
            found.append(OfficeMatch(start, end, form, text[start:end]))
        i = last
    return found


def _title(text: str, words: list[Run], i: int) -> tuple[int, bool] | None:
    """Where the title that begins at run ``i`` ends, and whether it is one (False for a trap)."""
    at = i
    qualified = False
    best: tuple[int, bool] | None = None
    for _ in range(_MAX_QUALIFIERS):
        hit = _lexicon().at(text, words, at)
        if hit is None or (at > i and not _close(text, words[at - 1], words[at])):
            break
        if _role(hit, "trap"):
            return best or (hit.last, False)
        head = _role(hit, "head")
        if head and _fits(text, words, hit, head, qualified):
            best = (_with_portfolio(text, words, hit.last) if "m" in head.flags else hit.last, True)
            break
        if not any(w.role in _QUALIFIERS for w in hit.value):
            break
        qualified = True
        at = _past_and(text, words, hit.last)
        if at >= len(words):
            break
    return best


def _role(hit: Hit[tuple[_Word, ...]], role: str) -> _Word | None:
    return next((w for w in hit.value if w.role == role), None)


def _close(text: str, left: Run, right: Run) -> bool:
    gap = text[left.end : right.start]
    return bool(_GAP.fullmatch(gap) or _AND.fullmatch(gap) or gap in {" and ", " & "})


def _past_and(text: str, words: list[Run], at: int) -> int:
    """Step over the "and" between two portfolios ("foreign and defence minister")."""
    joins = at + 1 < len(words) and words[at].key == "and"
    if joins and _portfolio(text, words, at + 1) and _portfolio_before(text, words, at):
        return at + 1
    return at


def _portfolio(text: str, words: list[Run], at: int) -> Hit[tuple[_Word, ...]] | None:
    hit = _lexicon().at(text, words, at) if at < len(words) else None
    return hit if hit and _role(hit, "portfolio") else None


def _portfolio_before(text: str, words: list[Run], at: int) -> bool:
    return _portfolio(text, words, at - 1) is not None


def _with_portfolio(text: str, words: list[Run], last: int) -> int:
    """Take in "of defence", "for trade and industry" after a minister or secretary."""
    link = _LINK.match(text, words[last - 1].end)
    at = next(
        (
            k
            for k in range(last, min(last + 3, len(words)))
            if link and words[k].start == link.end()
        ),
        None,
    )
    while at is not None and (hit := _portfolio(text, words, at)):
        last = hit.last
        gap = _AND.match(text, words[last - 1].end)
        at = next(
            (
                k
                for k in range(last, min(last + 3, len(words)))
                if gap and words[k].start == gap.end()
            ),
            None,
        )
    return last


def _fits(
    text: str, words: list[Run], hit: Hit[tuple[_Word, ...]], head: _Word, qualified: bool
) -> bool:
    """Whether a head stands as its flags demand."""
    if _NOT_THE_HOLDER.match(text, hit.end):
        return False
    if "q" in head.flags and not qualified:
        return "m" in head.flags and _with_portfolio(text, words, hit.last) > hit.last
    if "o" in head.flags and not (qualified or _OF.match(text, hit.end)):
        return False
    if "i" in head.flags and _IN.match(text, hit.end):
        return False
    if _is_adjective(text, hit, head):
        return False
    return "n" not in head.flags or not _in_a_name(text, words, hit)


def _is_adjective(text: str, hit: Hit[tuple[_Word, ...]], head: _Word) -> bool:
    return (
        ("j" in head.flags or hit.form == "premier")
        and not text[hit.start].isupper()
        and _NO_NOUN.match(text, hit.end) is None
    )


def _in_a_name(text: str, words: list[Run], hit: Hit[tuple[_Word, ...]]) -> bool:
    """Whether the word ends a capitalised name ("Larry King", "Prince Sultan") or is in lower case
    where only a verb or a common noun would be ("to judge")."""
    if not hit.first:
        return False
    before = words[hit.first - 1]
    if text[before.end : hit.start] != " ":
        return False
    if text[hit.start].islower():
        return before.key in {"to", "can", "will", "cannot", "not", "must", "should"}
    return before.text[0].isupper() and before.key != "the" and code_for(before.text) is None
