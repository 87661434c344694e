"""Rules for times given from the publication date or from a time spoken of before."""

from __future__ import annotations

import datetime as dt
import re

from dealtrace.language.times import cues
from dealtrace.language.times import lexicon as lx
from dealtrace.language.times.calendar_dates import date_value, mod_of, with_daytime
from dealtrace.language.times.context import Context, Rule, registrar, word_after, word_before
from dealtrace.language.times.values import Value, interval_of, month_value, week_value, write_days

RULES: list[Rule] = []
rule = registrar(RULES)
S, MOD = lx.S, lx.MOD
_BACK, _HERE, _AHEAD = -1, 0, 1
_STEPS = {
    "last": _BACK, "past": _BACK, "previous": _BACK, "preceding": _BACK, "this": _HERE,
    "current": _HERE, "present": _HERE, "same": _HERE, "that": _HERE, "next": _AHEAD,
    "coming": _AHEAD, "following": _AHEAD, "latest": _BACK,
}  # fmt: skip
_FROM_ANCHOR = ("previous", "preceding", "same", "that", "following")


def shift_months(day: dt.date, count: int) -> dt.date:
    """Return the day ``count`` months on, the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for number in range(day.day, 27, -1):
        try:
            return dt.date(year, month + 1, number)
        except ValueError:
            continue
    return dt.date(year, month + 1, min(day.day, 28))


def unit_value(day: dt.date, unit: str, step: int) -> str | None:
    """Return the period of ``unit`` (D, W, M, Q, Y, E, C) ``step`` units from that of ``day``."""
    try:
        return _unit_value(day, unit, step)
    except (ValueError, OverflowError):
        return None


def _unit_value(day: dt.date, unit: str, step: int) -> str | None:
    if unit in ("D", "W", "F"):
        length = {"D": 1, "W": 7, "F": 14}[unit]
        there = day + dt.timedelta(days=length * step)
        return there.isoformat() if unit == "D" else week_value(there)
    if unit == "M":
        return month_value(day.year, day.month + step)
    if unit == "Q":
        index = day.year * 4 + (day.month - 1) // 3 + step
        return f"{index // 4:04d}-Q{index % 4 + 1}"
    if unit in ("Y", "E", "C"):
        year = day.year + step * {"Y": 1, "E": 10, "C": 100}[unit]
        keep = {"Y": 4, "E": 3, "C": 2}[unit]
        return f"{year:04d}"[:keep] + "X" * (4 - keep) if 0 < year < 10000 else None
    return None


@rule(
    rf"{MOD}(?P<the>the{S})?(?P<step>last|past|previous|preceding|this|current|present|same|that|next"
    rf"|coming|following|latest){S}(?:fiscal{S}|financial{S}|calendar{S}|same{S}|whole{S}|coming{S})?"
    r"(?P<unit>day|week|month|quarter|year|decade|century)",
    near=cues.UNITS,
)
def _stepped_unit(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "last week", "early next year", "the end of this month", "the following year".

    "The past year" is a length that ends with publication, "last year" a year of the calendar.
    """
    step, unit = match["step"].lower(), lx.UNITS[match["unit"].lower()]
    running = match["the"] and step in ("past", "last", "coming")
    if running or (unit == "E" and step in ("past", "last", "next", "coming")):
        return span_of_units(1, unit, step, context)
    if unit == "D" and step in ("last", "this", "present", "current", "past", "latest", "coming"):
        return None
    day = context.published
    if step in _FROM_ANCHOR or (unit == "D" and step == "next"):
        day = context.day_spoken_of if unit == "D" else context.anchor_day
    if day is None:
        return Value("DATE", None)
    value = unit_value(day, unit, _STEPS[step])
    return _remaining(date_value(value, mod_of(match)), match, context)


def _remaining(value: Value, match: re.Match[str], context: Context) -> Value:
    """Narrow "later this week" to what is left of it, "earlier this month" to what is gone."""
    word = (match["mod"] or "").lower()
    published, whole = context.published, interval_of(value.value)
    if word not in ("later", "earlier") or published is None or whole is None:
        return value
    first, _, last = whole.partition("/")
    today = published.isoformat()
    if not first <= today <= (last or first):
        return value
    days = f"{today}/{last}" if word == "later" else f"{first}/{today}"
    return Value(value.type, value.value, days if first != last else first)


@rule(
    rf"(?:the{S})?(?P<end>end|close|beginning|start|middle){S}of{S}the{S}(?P<unit>week|month|quarter|year|decade|century)",
    near=cues.EDGES,
)
def _end_of_unit(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the end of the year" as that of the publication date."""
    if context.published is None:
        return Value("DATE", None)
    value = unit_value(context.published, lx.UNITS[match["unit"].lower()], 0)
    return date_value(value, lx.MODS[match["end"].lower()])


@rule(
    rf"(?:later|late|earlier|early){S}in{S}the{S}(?P<unit>day|week|month|year|decade)",
    near=cues.UNITS,
)
def _later_in(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "later in the year"."""
    if context.published is None:
        return Value("DATE", None)
    return date_value(unit_value(context.published, lx.UNITS[match["unit"].lower()], 0))


@rule(rf"(?P<unit>day|week|month|year|decade|centurie)s{S}(?:ago|earlier)", near=cues.AGO)
def _long_ago(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "years ago"."""
    return Value("DATE", "PAST_REF")


@rule(rf"{lx.WEEKDAY}{S}of{S}(?P<step>last|this|next){S}week", near=cues.WEEKDAYS)
def _weekday_of_week(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "Tuesday of last week"."""
    if context.published is None:
        return Value("DATE", None)
    monday = context.published - dt.timedelta(days=context.published.weekday())
    days = 7 * _STEPS[match["step"].lower()] + lx.WEEKDAYS[match["weekday"].lower()]
    return date_value((monday + dt.timedelta(days=days)).isoformat())


@rule(r"(?:the\s)?(?:year['’]s|year|month['’]s)[- ]end", near=cues.EDGES)
def _year_end(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "year's end", "year-end", "month's end"."""
    if context.published is None:
        return Value("DATE", None)
    unit = "M" if "month" in match.group().lower() else "Y"
    return date_value(unit_value(context.published, unit, 0), "CLOSE")


_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}


@rule(
    r"(?:(?:early|late|later|earlier)\s)?(?P<day>the\sday\sbefore\syesterday|the\sday\safter\stomorrow"
    r"|yesterday|today|tomorrow|tonight)(?:\s(?P<daytime>morning|afternoon|evening|night))?",
    near=cues.DAYTIMES,
)
def _named_day(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "yesterday", "tonight", "tomorrow morning"."""
    word = match["day"].lower()
    if word_before(match) in ("russia", "usa", "india") and match["day"][0].isupper():
        return None  # newspapers: Russia Today, USA Today
    step = {"before": -2, "after": 2}.get(word.split()[2]) if " " in word else _NAMED_DAYS[word]
    if context.published is None or step is None:
        return Value("DATE", None)
    value = (context.published + dt.timedelta(days=step)).isoformat()
    return with_daytime(value, "night" if word == "tonight" else match["daytime"])


@rule(
    r"(?:(?:early|late|earlier|later)\s)?(?P<step>this|last|(?:the\s)?next|that|the\sfollowing|the\sprevious)\s(?P<daytime>morning|afternoon|evening|night)"
    r"|(?:early|late|mid)[- ](?P<of_day>morning|afternoon|evening)(?!\s(?:of|on))",
    near=cues.DAYTIMES,
)
def _daytime(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "this morning", "last night", "the next morning"."""
    step = (match["step"] or "this").lower().split()[-1]
    day = context.published if step in ("this", "last") else context.day_spoken_of
    if day is None:
        return Value("TIME", None)
    days = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(step, 0)
    value = (day + dt.timedelta(days=days)).isoformat()
    return with_daytime(value, match["daytime"] or match["of_day"])


@rule(r"overnight", near=cues.DAYTIMES)
def _overnight(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "overnight" as the night before publication."""
    if context.published is None:
        return Value("TIME", None)
    return with_daytime((context.published - dt.timedelta(days=1)).isoformat(), "night")


@rule(
    rf"(?P<step>this|last|next|the|the{S}past|this{S}past|this{S}coming){S}(?:long{S})?weekend",
    near=cues.DAYTIMES,
)
def _weekend(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the weekend": the latest begun, with "next" or a future tense the next."""
    if context.published is None:
        return Value("DATE", None)
    step = match["step"].lower().split()
    at_weekend = context.published.weekday() >= 5
    ahead = step[0] == "next" or step[-1] == "coming"
    this_week = step == ["this"] or context.tense == "future" or at_weekend
    weeks = 1 if ahead and (at_weekend or step[0] == "next") else 0 if this_week or ahead else -1
    if step == ["last"]:
        weeks = -1
    value = week_value(context.published + dt.timedelta(days=7 * weeks)) + "-WE"
    return date_value(value)


_HEDGE = rf"(?:(?:{lx.HEDGES}){S}){{0,2}}"


@rule(
    rf"{_HEDGE}{lx.COUNT}(?:{S}or{S}so)?(?:{S}|-)(?:and{S}a{S}half{S})?{lx.UNIT}s?(?:{S}or{S}so)?{S}(?P<way>ago|earlier|before|previously|later|afterwards?|from{S}now|hence)",
    near=cues.AGO,
)
def _counted(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "three years ago", "two weeks earlier", "a month later"."""
    way = match["way"].lower().split()[0]
    count, unit = lx.word_number(match["count"]), lx.UNITS[match["unit"].lower()]
    if way in ("before", "later", "earlier") and _has_own_anchor(match, way):
        return None  # "two weeks before the summit": the length alone is the expression
    forward = way in ("later", "afterward", "afterwards", "from", "hence")
    from_here = way in ("ago", "from", "hence")
    day = context.published if from_here else context.anchor_day
    if unit in ("TS", "TM", "TH"):
        return Value("TIME", None)
    if count is None:
        if from_here:
            return Value("DATE", "FUTURE_REF" if forward else "PAST_REF")
        return duration(None, unit)
    if day is None or count != int(count):
        return Value("DATE", None)
    return _at_distance(day, int(count) * (1 if forward else -1), unit, context)


def _at_distance(day: dt.date, count: int, unit: str, context: Context) -> Value:
    """Return the period ``count`` units away, as coarse as the unit: "a year ago" is a year.

    Beside a quarter "a year earlier" means the same quarter of the year before.
    """
    anchor = context.anchor or ""
    if unit == "Y" and re.fullmatch(r"[0-9]{4}-Q[1-4]", anchor):
        return date_value(f"{int(anchor[:4]) + count:04d}{anchor[4:]}")
    if unit == "E":
        unit, count = "Y", count * 10
    return date_value(unit_value(day, unit, count))


@rule(rf"the{S}(?P<unit>day|week|month|year)", near=cues.UNITS)
def _spoken_of(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the day" as the one spoken of, where it is known to be a time."""
    unit = lx.UNITS[match["unit"].lower()]
    day = context.day_spoken_of if unit == "D" else context.anchor_day
    if not context.trusted or day is None:
        return None
    return date_value(unit_value(day, unit, 0))


@rule(rf"the{S}(?P<unit>day|week|month|year){S}(?P<way>before|after)", near=cues.UNITS)
def _the_day_before(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the day before" where nothing follows that it is counted from."""
    unit = lx.UNITS[match["unit"].lower()]
    day = context.day_spoken_of if unit == "D" else context.anchor_day
    if _has_own_anchor(match, match["way"].lower()) or day is None:
        return None
    return _at_distance(day, 1 if match["way"].lower() == "after" else -1, unit, context)


def _has_own_anchor(match: re.Match[str], way: str) -> bool:
    """Tell whether an event follows from which to count: "two weeks before the summit"."""
    after = word_after(match)
    if way in ("later", "earlier"):
        return after in ("than",)
    glued = match.string[match.end() : match.end() + 1]
    return bool(after) and glued == " "


_YEAR_AGO = "(?:year-ago|year-earlier|previous-year)"


@rule(
    rf"(?:(?:(?:an?|the){S})?(?:comparable{S})?{_YEAR_AGO}{S}"
    rf"(?:(?P<which>first|second|third|fourth){S})?(?:quarter|period|month|half)|{_YEAR_AGO})",
    near=cues.COMPARED,
)
def _year_ago(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the year-earlier quarter", "the year-ago third quarter", "year-earlier"."""
    day = context.anchor_day
    if day is None:
        return Value("DATE", None)
    if match["which"]:
        return date_value(f"{day.year - 1:04d}-Q{lx.ORDINALS[match['which'].lower()]}")
    return _at_distance(day, -1, "Y", context)


@rule(
    rf"the{S}(?:(?:(?:latest|recent|most{S}recent){S})?quarter|latest{S}period)", near=cues.QUARTERS
)
def _the_quarter(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the quarter": the one spoken of, else the last that is over."""
    if word_after(match).lower() == "of":
        return None
    if re.fullmatch(r"[0-9]{4}-Q[1-4]", context.anchor or ""):
        return date_value(context.anchor)
    return date_value(unit_value(context.published, "Q", -1)) if context.published else None


@rule(rf"the{S}{lx.YEAR}{S}(?P<part>period|quarter|half)", near=cues.YEARS)
def _same_of_year(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the 1988 period": the quarter spoken of, of that year, else the year."""
    part = re.fullmatch(r"[0-9]{4}(-(?:Q[1-4]|H[12]))", context.anchor or "")
    return date_value(match["year"] + (part[1] if part else ""))


# --- spans of time that lie at the publication date ---------------------------------------------


def duration(count: float | None, unit: str, low: bool = False) -> Value:
    """Return a DURATION of ``count`` units (None: some number)."""
    return Value("DURATION", period(count, unit))


def period(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time: P20Y, PT5H, PXM, P2Y6M."""
    if unit == "F":
        unit, count = "W", None if count is None else count * 2
    if unit in ("E", "C") and count is not None:
        unit, count = "Y", count * (10 if unit == "E" else 100)
    head, letter = ("PT", unit[1]) if unit[0] == "T" else ("P", unit)
    if count is None:
        return f"{head}X{letter}"
    whole = int(count)
    if count == whole:
        return f"{head}{whole}{letter}"
    half = {"Y": "6M", "TH": "30M", "TM": "30S"}.get(unit)
    if half and count - whole == 0.5:
        return f"{head}{whole}{letter}{half}" if whole else f"{head}{half}"
    return f"{head}{count:g}{letter}"


def span_of_units(count: float | None, unit: str, side: str, context: Context) -> Value:
    """Return "the past 20 years" or "the next decade": a DURATION with its days."""
    if unit == "E" and count is not None:
        unit, count = "Y", count * 10
    value = period(count, unit)
    day = context.published
    if day is None or count is None or count != int(count) or unit not in "DWMY":
        return Value("DURATION", value)
    back = side.lower() in ("past", "last", "previous", "preceding", "latest")
    there = _moved(day, int(count) * (-1 if back else 1), unit)
    if there is None:
        return Value("DURATION", value)
    return Value("DURATION", value, write_days((there, day) if back else (day, there)))


def _moved(day: dt.date, count: int, unit: str) -> dt.date | None:
    try:
        if unit in ("M", "Y"):
            return shift_months(day, count * (12 if unit == "Y" else 1))
        return day + dt.timedelta(days=count * (7 if unit == "W" else 1))
    except (ValueError, OverflowError):
        return None


@rule(
    rf"{_HEDGE}(?:the{S})?(?P<side>past|last|previous|preceding|latest|next|coming|following){S}{lx.COUNT}(?:{S}to{S}(?P<top>[0-9]{{1,3}}|{lx.NUMBER_WORD}))?(?:{S}|-){lx.UNIT}s(?:{S}or{S}so)?",
    near=cues.SIDES,
)
def _span(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the past 20 years", "the next four years"."""
    count = None if match["top"] else lx.word_number(match["count"])
    return span_of_units(count, lx.UNITS[match["unit"].lower()], match["side"], context)
