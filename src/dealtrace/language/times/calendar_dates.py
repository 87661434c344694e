"""Rules for dates of the calendar: days, months, years, weekdays, quarters, seasons."""

from __future__ import annotations

import datetime as dt
import re

from dealtrace.language.number_words import words
from dealtrace.language.times import cues
from dealtrace.language.times import lexicon as lx
from dealtrace.language.times.context import Context, Rule, registrar, word_after, word_before
from dealtrace.language.times.values import (
    Value,
    days_of,
    interval_of,
    month_value,
    part_of,
    write_days,
)

RULES: list[Rule] = []
rule = registrar(RULES)
S, GAP, MOD, MONTH, DAY, YEAR, DASH = lx.S, lx.GAP, lx.MOD, lx.MONTH, lx.DAY, lx.YEAR, lx.DASH
REL_YEAR = rf"(?:{S}|,{S})(?:of{S})?(?P<rel>this|last|next|the{S}following|that|the{S}same){S}year"
_LEAD_WEEKDAY = rf"(?:{lx.WEEKDAY_SHORT}\b\.?,?{S}(?:the{S})?)?"


def date_value(value: str | None, mod: str | None = None) -> Value:
    """Return a DATE with the days of its value, narrowed by a TIMEX3 mod."""
    days = days_of(value)
    if days and mod and days[0] != days[1]:
        days = part_of(days, mod)
    return Value("DATE", value, write_days(days) if days else None)


def mod_of(match: re.Match[str]) -> str | None:
    """Return the TIMEX3 mod of "early", "the end of"... before a match."""
    groups = match.groupdict()
    word = groups.get("mod") or groups.get("mod2")
    return lx.MODS.get(re.sub(r"\s+", " ", word.lower())) if word else None


def valid_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, context: Context) -> int | None:
    """Choose the year of "March 10": the nearest, which the tense of its clause may overrule.

    Without a publication date None. A date that lies against the tense counts five months more, a
    date ahead half as far again where no tense is known: news looks back more than ahead.
    """
    published = context.published
    if published is None:
        return None

    def cost(year: int) -> int:
        there = valid_day(year, month, day) or dt.date(year, month, 28)
        distance = (there - published).days
        slack = 31 if day == 1 and context.tense == "past" else 0
        against = (context.tense == "past" and distance > slack) or (
            context.tense == "future" and distance < -31
        )
        if context.tense is None and distance > 0:
            distance = distance * 3 // 2
        return abs(distance) + (150 if against else 0)

    return min((published.year - 1, published.year, published.year + 1), key=cost)


def relative_year(word: str, context: Context) -> int | None:
    """Return the year meant by "last", "this", "next", "that" or "the following" (year)."""
    word = word.lower().split()[-1]
    if word in ("that", "same", "following"):
        day = context.anchor_day
        return None if day is None else day.year + (word == "following")
    steps = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}
    return None if context.published is None else context.published.year + steps.get(word, 0)


def month_number(match: re.Match[str]) -> int:
    """Return the number of the month a match names."""
    return lx.MONTHS[match["month"].lower()]


def is_capital(match: re.Match[str]) -> bool:
    """Tell whether the month of a match has a capital: "may" and "march" are words."""
    return match["month"][0].isupper()


def year_of(match: re.Match[str], month: int, day: int, context: Context) -> int | None:
    """Return the year of a match: written, relative ("last year"), or the nearest."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("rel"):
        return relative_year(groups["rel"], context)
    if groups.get("step"):
        return stepped_year(groups["step"], month, context)
    return nearest_year(month, day, context)


def day_value(match: re.Match[str], context: Context, day: int) -> Value | None:
    """Return the given day of the month a match names, None where there is no such day."""
    month = month_number(match)
    if not is_capital(match) or not 1 <= day <= 31:
        return None
    year = year_of(match, month, day, context)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}")
    there = valid_day(year, month, day)
    return None if there is None else date_value(there.isoformat())


@rule(
    rf"{_LEAD_WEEKDAY}(?:(?P<step>last|next|this){S})?{MONTH}{S}{DAY}(?:(?:,{GAP}|{S}){YEAR}|{REL_YEAR})?",
    near=cues.MONTHS,
)
def _month_day(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "Oct. 30, 2018", "March 10", "Friday, Oct. 23", "May 3 last year", "last Oct. 4"."""
    return day_value(match, context, int(match["day"]))


@rule(
    rf"{_LEAD_WEEKDAY}(?:the{S}(?=[0-9]+[a-z]))?{DAY}{S}(?:of{S})?{MONTH}(?:(?:,{GAP}|{S}(?:of{S})?){YEAR}|{REL_YEAR})?",
    near=cues.MONTHS,
)
def _day_month(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "30 October", "30th of October 2018"."""
    return day_value(match, context, int(match["day"]))


@rule(
    rf"(?:this{S}coming{S})?{_LEAD_WEEKDAY}{MONTH}{S}(?:the{S})?(?P<ordinal>(?:twenty-|thirty-)?[a-z]{{2,9}}(?:st|nd|rd|th))",
    near=cues.MONTHS,
)
def _month_ordinal(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "March eighth"."""
    day = lx.ORDINALS.get(match["ordinal"].lower())
    return None if day is None else day_value(match, context, day)


@rule(
    rf"{MONTH}{S}(?P<first>[0-3]?[0-9])(?:{GAP}{DASH}{GAP}|{S}(?:to|and|through){S})"
    rf"(?P<last>[0-3]?[0-9])(?![0-9:]|[.,/][0-9])(?:,?{S}{YEAR})?",
    near=cues.MONTHS,
)
def _month_days(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "October 10-12, 2018"."""
    return _day_range(match, context)


@rule(
    rf"(?P<first>[0-3]?[0-9])(?:{GAP}{DASH}{GAP}|{S}(?:to|and){S})(?P<last>[0-3]?[0-9]){S}"
    rf"{MONTH}(?:,?{S}{YEAR})?",
    near=cues.MONTHS,
)
def _days_month(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "10-12 October 2018"."""
    return _day_range(match, context)


def _day_range(match: re.Match[str], context: Context) -> Value | None:
    first = day_value(match, context, int(match["first"]))
    last = day_value(match, context, int(match["last"]))
    if not first or not last or not first.interval or not last.interval:
        return None
    if first.interval >= last.interval:
        return None
    both = f"{first.value}/{last.value}"
    return Value("DATE", both, interval_of(both))


@rule(r"(?P<y>(?:19|20)[0-9]{2})[-/.](?P<m>[01]?[0-9])[-/.](?P<d>[0-3]?[0-9])", near=cues.FIGURES)
def _iso(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "2018-10-30", "2018/10/30"."""
    there = valid_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if there is None else date_value(there.isoformat())


@rule(
    r"(?P<a>[0-3]?[0-9])(?P<sep>[-/.])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>(?:(?:19|20)[0-9]{2}|[0-9]{2}))",
    near=cues.FIGURES,
)
def _numeric(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "10/30/2018", "30.10.2018"; where both orders are days, the one nearer to
    publication, month first in doubt, day first with dots."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    orders = [(a, b), (b, a)] if match["sep"] != "." else [(b, a)]
    days = [day for month, number in orders if (day := valid_day(year, month, number))]
    published = context.published
    if not days:
        return None
    if published is not None:
        days.sort(key=lambda day: abs((day - published).days) // 32)
    return date_value(days[0].isoformat())


@rule(
    rf"{MOD}{MONTH}(?:,?{S}(?:of{S})?(?:{YEAR}|(?P<short>['’][0-9]{{2}}))|{REL_YEAR})",
    near=cues.MONTHS,
)
def _month_year(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "October 2018", "mid-March 2019", "the end of May last year"."""
    if not is_capital(match):
        return None
    month = month_number(match)
    if match["short"]:
        year: int | None = int(match["short"][1:]) + (2000 if match["short"][1:] < "70" else 1900)
    else:
        year = year_of(match, month, 1, context)
    return None if year is None else date_value(month_value(year, month), mod_of(match))


def _leads_name(match: re.Match[str]) -> bool:
    """Tell whether it is a first name: "April Smith", though not "in May Russian envoys"."""
    if word_before(match) in ("in", "since", "until", "during"):
        return False
    return bool(re.match(r" [A-Z]", match.string[match.end() : match.end() + 2]))


_NAMES = ("jan", "april", "may", "june", "august")
_MONTH_LEADS = words(
    "in of since by until till last next this from early late mid to before after during through "
    "between and for earlier later coming past on end beginning start middle around"
)


@rule(
    rf"{MOD}(?:(?P<step>last|next|this|this{S}past|this{S}coming|past){S})?{MONTH}",
    near=cues.MONTHS,
)
def _month_alone(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "April", "last November", "early September"; not "May" the verb or the name."""
    name = match["month"].lower()
    modified = match["step"] or mod_of(match)
    if not is_capital(match) or (name in _NAMES and not modified and _leads_name(match)):
        return None
    sure = context.trusted or modified or word_before(match) in _MONTH_LEADS
    if not sure and (name in ("may", "march") or len(name) == 3):
        return None
    month = month_number(match)
    year = stepped_year(match["step"], month, context)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}")
    return date_value(month_value(year, month), mod_of(match))


def stepped_year(step: str | None, month: int, context: Context) -> int | None:
    """Return the year of "last October" (strictly before), "next April", plain "June"."""
    published = context.published
    if published is None or step is None:
        return nearest_year(month, min(15, published.day) if published else 1, context)
    word = step.lower().split()
    if word == ["this"]:
        return published.year
    if word[0] == "next" or word[-1] == "coming":
        return published.year + (month <= published.month)
    return published.year - (month >= published.month)


# --- weekdays -----------------------------------------------------------------------------------

_DAYTIME = r"(?P<daytime>morning|afternoon|evening|night)"


@rule(
    rf"(?:(?P<step>last|next|this|this{S}coming|this{S}past|coming|following){S})?"
    rf"(?:(?P<part>early|late|earlier|later)(?:{S}on)?{S})?{lx.WEEKDAY}(?:{S}(?:in{S}the{S})?{_DAYTIME})?",
    near=cues.WEEKDAYS,
)
def _weekday(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "Friday", "last Monday", "Thursday night"."""
    if match["weekday"][0].islower() and not match["step"]:
        return None
    wanted = lx.WEEKDAYS[match["weekday"].lower()]
    day = weekday_date(wanted, match["step"], context)
    value = f"XXXX-WXX-{wanted + 1}" if day is None else day.isoformat()
    return with_daytime(value, match["daytime"])


def weekday_date(wanted: int, step: str | None, context: Context) -> dt.date | None:
    """Return the day of a weekday (Monday 0).

    The latest on or before publication, unless words or tense point ahead.
    """
    published = context.published
    if published is None:
        return None
    back = (published.weekday() - wanted) % 7
    ahead = -back % 7
    word = step.lower().split() if step else []
    if word[:1] == ["last"] or word[-1:] == ["past"]:
        return published - dt.timedelta(days=back or 7)
    if word[:1] in (["next"], ["following"]) or word[-1:] == ["coming"]:
        return published + dt.timedelta(days=ahead or 7)
    if word == ["this"] or context.tense == "future":
        return published + dt.timedelta(days=ahead)
    return published - dt.timedelta(days=back)


def with_daytime(value: str, daytime: str | None) -> Value:
    """Return a day, or with "morning" and the like a time of that day."""
    if daytime is None:
        return Value("DATE", value, interval_of(value))
    return Value("TIME", f"{value}T{lx.DAYTIMES[daytime.lower()]}", interval_of(value))


# --- years, decades, centuries ------------------------------------------------------------------

_YEAR_LEADS = words(
    "in since by from until till during before after early late mid of fiscal fy for between year "
    "the to and or through around spring summer autumn fall winter late than january february "
    "march april june july august september october november december with"
)
_NOT_YEARS = words(
    "resolution flight boeing mirage no number nos route project type model room article section "
    "block about some nearly over least only most approximately almost roughly around formula "
    "decree law order protocol than up another additional convention standard"
)


@rule(rf"{MOD}(?:(?:the{S})?(?:calendar{S})?year{S})?{YEAR}(?!{DASH}?[0-9])", near=cues.YEARS)
def _year(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "2018", "mid-2017", "the end of 2019"."""
    value = date_value(match["year"], mod_of(match))
    if context.trusted or mod_of(match) or "year" in match.group().lower():
        return value
    before, after = word_before(match), word_after(match)
    glued = match.string[max(0, match.start() - 1) : match.start()]
    if before in _NOT_YEARS or (glued and glued in "-–/#.:,"):
        return None
    named = before == "the" and match["year"] != "2000"  # "the 2015 loans"
    countable = not named and _is_plural(after)
    if before in _YEAR_LEADS:
        return None if countable and before not in ("in", "since", "during", "by") else value
    return None if countable or match["year"] < "1800" else value


def _is_plural(word: str) -> bool:
    """Tell whether a word behind a figure is likely what the figure counts: "2000 tanks"."""
    if word in ("people", "personnel", "men", "women", "aircraft", "children", "km", "hp"):
        return True
    return word.islower() and word.endswith("s") and word not in ("was", "as", "has", "is", "its")


@rule(
    rf"{MOD}(?:{MONTH}{S}|(?:the{S})?(?:year|(?P<season>spring|summer|fall|autumn|winter){S}of){S})?"
    rf"(?P<spoken>{lx.SPOKEN_YEAR})",
    near=cues.SPOKEN,
)
def _spoken_year(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "nineteen ninety-four", "January nineteen ninety-seven", "the year two thousand"."""
    year = lx.spoken_year(match["spoken"])
    plain = len(match.group().split()) == 1 or match.group() == match["spoken"]
    if year < 1910 or (year == 2000 and plain):
        return None  # "nineteen", "two thousand" of something
    if match["month"]:
        return date_value(month_value(year, month_number(match)), mod_of(match))
    season = f"-{lx.SEASONS[match['season'].lower()]}" if match["season"] else ""
    return date_value(f"{year}{season}", mod_of(match))


@rule(
    rf"(?:between{S}|from{S})?{YEAR}(?P<joint>{DASH}|{S}(?:to|and|through|until){S})(?P<last>(?:19|20)?[0-9]{{2}}|[0-9])(?![0-9]|[-.,:][0-9])(?!{GAP}(?:%|per|million|billion))",
    near=cues.YEARS,
)
def _years(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "2011-13", "2011-2013", "between 2010 and 2014"."""
    opened = match.group()[:1].isalpha()
    spelled = match["joint"].strip().isalpha()
    if spelled and (not opened or len(match["last"]) < 4):
        return None
    first = match["year"]
    last = first[: 4 - len(match["last"])] + match["last"]
    return date_value(f"{first}/{last}") if first < last else None


@rule(
    rf"{MOD}(?:fiscal(?:{S}year)?|financial{S}year|FY){GAP}(?P<fy>(?:20|19)?[0-9]{{2}})(?P<to>[-/–](?:20)?[0-9]{{2}})?",
    near=cues.FISCAL,
)
def _fiscal(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "fiscal 2021", "FY21"; its days differ from state to state, so none are given."""
    year = match["fy"] if len(match["fy"]) == 4 else "20" + match["fy"]
    return Value("DATE", year, interval_of(year))


@rule(
    rf"(?:the{S})?{MOD}(?P<century>1[5-9]|20)?(?:(?P<apostrophe>['’])?(?P<decade>[1-9]0)['’]?s)",
    near=cues.FIGURES,
)
def _decade(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the 1990s", "early 1980s", "the '80s"."""
    if not match["century"] and not match["apostrophe"]:
        return None
    value = f"{match['century'] or '19'}{match['decade'][0]}X"
    return date_value(value, mod_of(match))


@rule(rf"(?:the{S})?{MOD}(?P<word>{'|'.join(lx.DECADES)})", near=cues.DECADES)
def _decade_word(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the nineties"."""
    if not re.search(r"\bthe\b|early|late|mid", match.group(), re.IGNORECASE):
        return None
    return date_value(f"19{lx.DECADES[match['word'].lower()]}X", mod_of(match))


@rule(rf"(?:the{S})?{MOD}(?P<n>1?[0-9]|2[01])(?:st|nd|rd|th)(?:{S}|-)century", near=cues.CENTURY)
def _century(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the 20th century"."""
    return date_value(f"{int(match['n']) - 1:02d}XX", mod_of(match))
