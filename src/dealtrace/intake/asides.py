"""Which parts of a report are no story: title, dateline, byline, captions, notices, teasers.

A line is judged by its wording first (``cues.yaml``), then by its shape and place: before the
story begins, within it, or after it ends. What reads like a sentence of the story is never marked,
whatever its place, as losing story costs more than keeping a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealtrace.intake.cues import kind_by_wording
from dealtrace.intake.dateline import Dateline, parse_dateline, place_in, wire_alone
from dealtrace.intake.dates import first_date, is_date_line, is_labelled, is_update, left_over
from dealtrace.intake.layout import Unit, capitalised, ends_sentence, is_bullet, is_title_case
from dealtrace.intake.report import Aside, AsideKind

_WORD = re.compile(r"\w+")
_HEADING = re.compile(r"#{1,6}\s")
# A full stop after a small word or a figure, with more to come: a sentence ends inside.
_INNER_STOP = re.compile(
    r"\b(?!(?:[bm]il|[bm]ln|nos?|vols?|dept|corp|gen|col|capt|sen|rep|gov)\.)"
    r"(?:[a-z]{3,}|\d{2,})\.[\"”’)]*\s+\S"
)
_TITLE_MARK = re.compile(r"#{1,6}\s+|title:\s*", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,1000}\)[.\s]*$")
_CREDIT_TAIL = re.compile(
    r"\((?:(?:Reporting|Additional reporting|Writing|Editing|Compiled|With inputs? from)\b"
    r"[^()]{0,400}|(?:[A-Z][\w.&'’-]{1,24})(?:[/ ,-]{1,2}(?:[A-Z][\w.&'’-]{0,24}|and)){0,4})\)\.?$"
    r"|(?<=[.!?\"”’)]\s)(?:PTI|ANI|IANS|UNI|AFP|AP|dpa|DPA)(?:\s[A-Za-z/]{2,5}){0,3}$"
)
_PERSON = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:(?:,| and| &) [A-Z].{2,60})?$")
_FACT = re.compile(r"[A-Z][\w ]{1,30}:\s|[^|]{1,60} \| ")
_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}$")
_FROM_PLACE = re.compile(r"(?:and [A-Z]\w+ )?in [A-Z][\w'’-]+(?:(?: and|,)? [A-Z][\w'’-]+){0,4}$")
_BREADCRUMB = re.compile(r"[^.|>»]{1,40}(?:\s[|>»/]\s[^.|>»]{1,40}){1,8}$")
_REMARK = re.compile(
    r"\s*\([A-Za-z][^()]{1,60}\)(?=$|,)"  # (translated from the Spanish)
    r"|\s+[–—-]\s+from our [\w ]{1,40}$|\s+by [A-Z][\w.]{0,20}$|,? no\. \d{1,5}\b"
)
_PARTED = re.compile(r"\s(?:[|/·–—-]|no\.)\s")  # "The Herald | News in brief | 3 May 2010"
_ABSTRACT = re.compile(r"(?:ABSTRACT|FULL TEXT|SUMMARY|KEY POINTS|STORY HIGHLIGHTS)[.:]?$")

_STORY_WORDS = 25  # as many words are story even without a full stop
_SENTENCE_WORDS = 5  # and as few with one
_HEADLINE_WORDS = 26
_SUBHEAD_WORDS = 12
_TEASER_WORDS = 18
_STEADY = 0.9  # share of paragraphs that end in a stop, above which those that don't are no story
_DATELINES = 3  # paragraphs from the top that are searched for a dateline


@dataclass(frozen=True, slots=True)
class Marked:
    """The asides of a text, its headline and its dateline, and the lines of its head."""

    asides: tuple[Aside, ...]
    headline: str | None
    dateline: Dateline | None
    place: str | None  # from a byline: "in Madrid"
    agency: str | None  # from a credit at the end: "(Xinhua/NAN)"
    head: tuple[Unit, ...]  # marked units around the beginning, for dates
    tail: tuple[Unit, ...]  # marked units around the end


def mark(units: Sequence[Unit]) -> Marked:
    """Mark the units of one text, as :func:`dealtrace.intake.layout.units` cuts it."""
    kinds: list[AsideKind | None] = [_by_itself(unit) for unit in units]
    story = [i for i, kind in enumerate(kinds) if kind is None and is_story(units[i])]
    if story and _asks_in_title(units, kinds, story[0]):
        story = story[1:]
    begin, end = (story[0], story[-1]) if story else (len(units), len(units))
    headline = _mark_head(units, kinds, begin)
    _mark_body(units, kinds, begin, end)
    _mark_tail(units, kinds, end)
    pairs = zip(units, kinds, strict=True)
    found = [Aside(u.start, u.end, kind) for u, kind in pairs if kind is not None]
    dateline, opening = _opening(units, kinds)
    agency, credits = _credits(units, kinds)
    return Marked(
        asides=tuple(sorted([*found, *opening, *credits], key=lambda aside: aside.start)),
        headline=headline,
        dateline=dateline,
        place=_byline_place(units, begin),
        agency=agency,
        head=_marked(units[:20], kinds[:20]),
        tail=_marked(units[-20:], kinds[-20:]),
    )


def is_story(unit: Unit) -> bool:
    """Whether the unit reads like a sentence or paragraph of a story, by its shape alone."""
    words = len(_WORD.findall(unit.text[:400]))
    if words >= _STORY_WORDS or _INNER_STOP.search(unit.text[:400]):
        return True
    if words < _SENTENCE_WORDS or not ends_sentence(unit.text):
        return False
    return unit.text[-1] not in "?!" or not is_title_case(unit.text)


def _asks_in_title(units: Sequence[Unit], kinds: Sequence[AsideKind | None], i: int) -> bool:
    """Whether a question that opens the text is its title: a byline or a date comes next."""
    above = zip(units[:i], kinds[:i], strict=True)
    return (
        units[i].text[-1] in "?!"
        and len(_WORD.findall(units[i].text)) <= _HEADLINE_WORDS
        and all(kind is not None or not is_story(unit) for unit, kind in above)
        and (
            any(kind in (AsideKind.BYLINE, AsideKind.DATELINE) for kind in kinds[i + 1 : i + 3])
            or any(_is_head_date(unit.text) for unit in units[i + 1 : i + 2])
        )
    )


def is_headline_like(unit: Unit, most_words: int = _HEADLINE_WORDS) -> bool:
    """Whether the unit is a short line without the full stop of a sentence."""
    text = unit.text
    if len(text) > 250 or is_bullet(text) or _INNER_STOP.search(text):
        return False
    if not 1 <= len(_WORD.findall(text)) <= most_words or text[-1] in ",;":
        return False
    return not ends_sentence(text) or text[-1] in "?!"


def _by_itself(unit: Unit) -> AsideKind | None:
    """The kind a unit's own wording gives it, wherever it stands."""
    text = unit.text
    if len(text) > 1000:
        return None
    if not any(c.isalnum() for c in text[:200]) or _ABSTRACT.match(text) or wire_alone(text):
        return AsideKind.NOTICE
    if _IMAGE.match(text):
        return AsideKind.CAPTION
    if _is_date(text) or _is_bare_dateline(text):
        return AsideKind.DATELINE
    return kind_by_wording(text)


def _is_date(text: str) -> bool:
    if len(text) > 120 or ends_sentence(text):
        return False
    if is_date_line(text):
        return True
    return (is_labelled(text) or is_update(text)) and len(_WORD.findall(left_over(text))) <= 5


def _is_bare_dateline(text: str) -> bool:
    if len(text) > 120:
        return False
    line = parse_dateline(_REMARK.sub("", text))
    return line is not None and line.length == len(_REMARK.sub("", text))


def _mark_head(units: Sequence[Unit], kinds: list[AsideKind | None], begin: int) -> str | None:
    """Mark what stands above the story; return the headline, if there is one."""
    title = _title_index(units, kinds, begin)
    for i in range(min(begin, 40)):
        unit = units[i]
        if i == title:
            kinds[i] = AsideKind.HEADLINE
        elif kinds[i] is None and _is_head_date(unit.text):
            kinds[i] = AsideKind.DATELINE
        elif kinds[i] is None and (is_headline_like(unit) or _is_set_off(unit.text)):
            kinds[i] = _kind_in_head(unit, title is not None and i > title)
    return _TITLE_MARK.sub("", units[title].text).strip('"') if title is not None else None


def _title_index(units: Sequence[Unit], kinds: list[AsideKind | None], begin: int) -> int | None:
    """The first line above the story that is long enough for a title, else the longest."""
    lines = [
        i
        for i in range(min(begin, 20))
        if is_headline_like(units[i])
        and kinds[i] in (None, AsideKind.TEASER)
        and (kinds[i] is None or i == 0)
        and not _is_label(units[i].text)
        and not _is_head_date(units[i].text)
    ]
    for i in lines:
        if _HEADING.match(units[i].text) or len(_WORD.findall(units[i].text)) >= 4:
            return i
    return max(lines, key=lambda i: len(units[i].text), default=None)


def _is_label(text: str) -> bool:
    """A section name, a breadcrumb or a line set off by symbols, or the place of a byline."""
    return (
        text[0] in ".|*=~<[/"
        or _BREADCRUMB.match(text) is not None
        or _FROM_PLACE.match(text) is not None
        or len(_WORD.findall(text)) < 2
    )


def _is_set_off(text: str) -> bool:
    """A few words between symbols: ". Military Space News ."."""
    return text[0] in ".|*=~<[" and len(_WORD.findall(text)) <= 6


def _is_head_date(text: str) -> bool:
    """A date with a few words around it: "Reuters, Moscow | Oct 30, 2018"."""
    if len(text) > 120 or first_date(text) is None:
        return False
    bare = _REMARK.sub("", text)
    rest = left_over(bare)
    words = len(_WORD.findall(rest))
    if ends_sentence(bare) and (words > 4 or capitalised(rest) < 1 or rest.isupper()):
        return False
    parted = _PARTED.search(text) is not None
    named = capitalised(rest) >= (0.6 if parted else 0.7) and (parted or not rest.isupper())
    return words <= 3 or (words <= (9 if parted else 6) and named)


def _kind_in_head(unit: Unit, below_title: bool) -> AsideKind:
    named = _PERSON.match(unit.text) and unit.text.count(" ") <= 3 and not unit.text.isupper()
    if below_title and (named or _FROM_PLACE.match(unit.text)):
        return AsideKind.BYLINE
    return AsideKind.KICKER


def _mark_body(units: Sequence[Unit], kinds: list[AsideKind | None], begin: int, end: int) -> None:
    """Mark cross-headings and other stories' headlines between the story's paragraphs."""
    steady = _steady(units[begin : end + 1])
    for i in range(begin + 1, end):
        if kinds[i] is not None or is_story(units[i]):
            continue
        if _follows_teaser(kinds, units, i) and is_headline_like(units[i]):
            kinds[i] = AsideKind.TEASER
        elif _HEADING.match(units[i].text):
            kinds[i] = AsideKind.SUBHEAD
        elif _alone(units, kinds, i) and is_headline_like(units[i], _TEASER_WORDS):
            kinds[i] = _kind_in_body(units[i], steady)


def _kind_in_body(unit: Unit, steady: bool) -> AsideKind | None:
    words = len(_WORD.findall(unit.text))
    if unit.text[0].islower():
        return None
    if ends_sentence(unit.text) and not is_title_case(unit.text):
        return None  # a question or an exclamation is the story's own as often as not
    if words <= _SUBHEAD_WORDS and len(unit.text) <= 90:
        return AsideKind.SUBHEAD if steady or capitalised(unit.text) >= 0.8 else None
    return AsideKind.TEASER if steady else None


def _steady(story: Sequence[Unit]) -> bool:
    """Whether the story's paragraphs, longer ones at least, all end as sentences do."""
    long = [unit for unit in story if len(unit.text) > 60]
    stops = sum(ends_sentence(unit.text) for unit in long)
    return len(long) >= 2 and stops >= _STEADY * len(long)


def _alone(units: Sequence[Unit], kinds: list[AsideKind | None], i: int) -> bool:
    """Whether the line stands between paragraphs rather than in a list or after a colon."""
    before, after = units[i - 1], units[i + 1]
    if before.text.endswith((":", ",", ";")) and kinds[i - 1] is None:
        return False
    if not (units[i].gap or ends_sentence(before.text) or kinds[i - 1] is not None):
        return False
    if kinds[i + 1] is None and not is_story(after):
        return False  # two short lines in a row: a list or a table, which the story may need
    return after.gap or not after.text[0].islower()


def _follows_teaser(kinds: list[AsideKind | None], units: Sequence[Unit], i: int) -> bool:
    """Whether the lines just above announce other stories ("Related:", "Most read")."""
    above = i - 1
    return kinds[above] == AsideKind.TEASER and (
        len(units[above].text) <= 40 or capitalised(units[i].text) >= 0.7
    )


def _mark_tail(units: Sequence[Unit], kinds: list[AsideKind | None], end: int) -> None:
    """Mark the lines after the last paragraph, save a list or a box of facts the story ends on."""
    if end >= len(units) or units[end].text.endswith(":"):
        return
    for i in range(end + 1, len(units)):
        asks = units[i].text[-1] in "?!" and not is_title_case(units[i].text)
        kept = asks or _is_fact(units[i].text, in_list=i > end + 1 and kinds[i - 1] is None)
        if kinds[i] is None and is_headline_like(units[i]) and not kept:
            kinds[i] = AsideKind.TEASER


def _is_fact(text: str, *, in_list: bool) -> bool:
    """A row of a table or "Price: $250 million": with figures, or after another such line."""
    return _FACT.match(text) is not None and (in_list or any(c.isdigit() for c in text))


def _opening(
    units: Sequence[Unit], kinds: Sequence[AsideKind | None]
) -> tuple[Dateline | None, list[Aside]]:
    """The story's dateline: the start of one of its first paragraphs, or a line of its own."""
    for unit, kind in zip(units[:30], kinds, strict=False):
        if kind is AsideKind.DATELINE and (line := parse_dateline(unit.text)) is not None:
            return line, []
    story = [u for u, kind in zip(units, kinds, strict=True) if kind is None][:_DATELINES]
    for unit in story:
        line = parse_dateline(unit.text)
        if line is not None and line.length < len(unit.text):
            end = unit.start + len(unit.text[: line.length].rstrip())
            return line, [Aside(unit.start, end, AsideKind.DATELINE)]
    return None, []


def _credits(
    units: Sequence[Unit], kinds: Sequence[AsideKind | None]
) -> tuple[str | None, list[Aside]]:
    """An agency or the makers of the report in brackets at the very end of its story."""
    story = [u for u, kind in zip(units, kinds, strict=True) if kind is None]
    for unit in units[-8:]:
        if (wire := wire_alone(unit.text)) is not None:
            return wire, []
    for unit in story[-1:]:
        tail = unit.text[-450:]
        if match := _CREDIT_TAIL.search(tail):
            start = unit.end - len(tail) + match.start()
            inner = match.group().strip("(). ")
            agency = None if " by " in inner or len(inner) > 40 else inner
            before = unit.text[: start - unit.start].rstrip()
            if not before or ends_sentence(before):
                return agency, [Aside(start, unit.end, AsideKind.NOTICE)]
    return None, []


def _byline_place(units: Sequence[Unit], begin: int) -> str | None:
    """Where a byline says the reporter is: "in Madrid", "Express News Service | New Delhi |"."""
    for unit in _top(units, begin):
        if _is_head_date(unit.text) and (place := place_in(left_over(unit.text))):
            return place
        if _FROM_PLACE.match(unit.text):
            return unit.text.split("in ", 1)[1]
        parts = [part.strip() for part in unit.text.split("|")]
        if unit.text.lower().startswith("by") and len(parts) > 1 and _NAME.match(parts[1]):
            return parts[1]
    return None


def _top(units: Sequence[Unit], begin: int) -> Iterator[Unit]:
    yield from (unit for unit in units[: max(begin, 8)] if len(unit.text) <= 120)


def _marked(units: Sequence[Unit], kinds: Sequence[AsideKind | None]) -> tuple[Unit, ...]:
    telling = (AsideKind.DATELINE, AsideKind.BYLINE, AsideKind.NOTICE)
    return tuple(unit for unit, kind in zip(units, kinds, strict=True) if kind in telling)
