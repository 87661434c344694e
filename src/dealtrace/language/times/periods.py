"""Rules for parts of the year: quarters, halves, seasons, weeks of a month."""

from __future__ import annotations

import datetime as dt
import re

from dealtrace.language.times import cues
from dealtrace.language.times import lexicon as lx
from dealtrace.language.times.calendar_dates import (
    REL_YEAR,
    date_value,
    day_value,
    is_capital,
    mod_of,
    month_number,
    relative_year,
    year_of,
)
from dealtrace.language.times.context import Context, Rule, registrar, word_before
from dealtrace.language.times.values import Value, days_of, month_value, week_value, write_days

RULES: list[Rule] = []
rule = registrar(RULES)
S, GAP, MOD, MONTH, DAY, YEAR = lx.S, lx.GAP, lx.MOD, lx.MONTH, lx.DAY, lx.YEAR

_WHICH = r"(?P<which>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_TAIL = (
    rf"(?:(?:{S}(?:of{S}(?:(?:the{S})?(?:fiscal|financial|calendar){S}(?:year{S})?)?)?){YEAR}"
    rf"|(?:{S}of)?{S}(?P<rel>this|last|next|that|the){S}year)?"
)


@rule(
    rf"(?:(?P<own>this|last|next|the){S}(?P<own_is_year>year)['’]s{S})?"
    rf"(?:the{S}(?![\w]+-(?:quarter|half)))?"
    rf"(?:(?:fiscal{S})?(?P<lead>(?:19|20)[0-9]{{2}})(?:['’]s)?{S})?(?:fiscal{S})?{_WHICH}(?:{S}|-)(?P<part>quarter|half){_TAIL}",
    near=cues.QUARTERS,
)
def _quarter(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the third quarter", "the first half of 2020", "this year's third quarter"."""
    part = "Q" if match["part"].lower() == "quarter" else "H"
    top = 4 if part == "Q" else 2
    word = match["which"].lower()
    number = top if word == "last" else lx.ORDINALS.get(word) or int(word[0])
    if number > top or (word == "last" and not (match["year"] or match["rel"])):
        return None
    year = _quarter_year(match, number, 12 // top, context)
    return date_value(f"{year:04d}-{part}{number}" if year else f"XXXX-{part}{number}")


@rule(
    rf"(?:{YEAR}{GAP})?(?P<part>[QH])(?P<n>[1-4])(?:{GAP}(?:of{S})?(?P<lead>(?:19|20)[0-9]{{2}}))?",
    near=cues.FIGURES,
)
def _quarter_code(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "Q3 2018", "2018 Q3", "H1"."""
    part, number = match["part"].upper(), int(match["n"])
    if match["part"].islower() or (part == "H" and number > 2):
        return None
    year = _quarter_year(match, number, 3 if part == "Q" else 6, context)
    return date_value(f"{year:04d}-{part}{number}") if year else None


def _quarter_year(match: re.Match[str], number: int, length: int, context: Context) -> int | None:
    """Return the year a quarter or half belongs to: named, or the last one already begun."""
    groups = match.groupdict()
    named = groups.get("year") or groups.get("lead")
    if named:
        return int(named)
    word = groups.get("own") or groups.get("rel")
    if word and word.lower() != "the":
        return relative_year(word, context)
    if context.published is None:
        return None
    begun = (number - 1) * length < context.published.month
    return context.published.year - (not begun and context.tense != "future")


@rule(
    rf"(?:the{S})?{MOD}(?:(?P<step>this{S}past|this{S}coming|last|next|this|past|coming){S})?"
    rf"(?P<season>spring|summer|autumn|fall|winter)(?:{S}(?:of{S})?{YEAR}|{REL_YEAR})?",
    near=cues.SEASONS,
)
def _season(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "spring 2019", "last fall", "the summer"; not "fall" the verb."""
    lead = word_before(match)
    certain = match["year"] or match["rel"] or match["step"] or mod_of(match)
    article = "the" in match.group().lower().split()
    word = match["season"].lower()
    if not certain and (word in ("fall", "spring") and not (article and lead in ("in", "of"))):
        return None
    if not certain and not article and lead not in ("in", "by", "since", "until", "during"):
        return None
    year = _season_year(match, lx.SEASONS[word], context)
    return None if year is None else date_value(f"{year:04d}-{lx.SEASONS[word]}", mod_of(match))


def _season_year(match: re.Match[str], code: str, context: Context) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["rel"]:
        return relative_year(match["rel"], context)
    published = context.published
    if published is None:
        return None
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    step = (match["step"] or "").lower().split()
    over = start + 3 <= published.month if code != "WI" else False
    begun = start <= published.month
    if step[:1] == ["next"] or step[-1:] == ["coming"]:
        return published.year + begun
    if step[:1] == ["last"] or step[-1:] == ["past"]:
        return published.year - (not over)
    if step == ["this"] or begun:
        return published.year
    return published.year - (context.tense != "future")


@rule(
    rf"(?:the{S})?(?P<which>first|second|third|fourth|last|final){S}(?P<unit>week|days|half){S}of{S}{MONTH}(?:,?{S}{YEAR}|{REL_YEAR})?",
    near=cues.MONTHS,
)
def _week_of_month(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the first week of April": the days 1 to 7, the last week the last seven."""
    month = month_number(match)
    year = year_of(match, month, 15, context)
    if year is None or not is_capital(match):
        return None
    days = days_of(month_value(year, month))
    if days is None:
        return None
    number = lx.ORDINALS.get(match["which"].lower())
    unit = match["unit"].lower()
    if unit != "week":
        value = date_value(month_value(year, month), "START" if number == 1 else "END")
        return value if unit == "days" or number in (1, 2, None) else None
    first = days[1] - dt.timedelta(days=6)
    if number is not None:
        first = days[0] + dt.timedelta(days=7 * (number - 1))
    return Value(
        "DATE",
        week_value(first + dt.timedelta(days=3)),
        write_days((first, first + dt.timedelta(days=6))),
    )


@rule(rf"(?:the{S})?week{S}of{S}{MONTH}{S}{DAY}(?:,?{S}{YEAR})?", near=cues.MONTHS)
def _week_of_day(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the week of March 6"."""
    there = day_value(match, context, int(match["day"]))
    days = days_of(there.value) if there else None
    return date_value(week_value(days[0])) if days else None
