"""Rules for times of day, with the day they fall on."""

from __future__ import annotations

import datetime as dt
import re

from dealtrace.language.times import cues
from dealtrace.language.times import lexicon as lx
from dealtrace.language.times.calendar_dates import day_value, weekday_date
from dealtrace.language.times.context import Context, Rule, registrar
from dealtrace.language.times.values import Value, interval_of

RULES: list[Rule] = []
rule = registrar(RULES)
S = lx.S
_ZONE = r"(?:\s?(?:local\stime|GMT|UTC|EST|EDT|CET|CEST|MSK|IST|BST|Moscow\stime|ET))?"
_ON_DAY = (
    rf"(?:,?{S}(?:on{S})?(?:{lx.WEEKDAY}|(?P<rel>today|yesterday|tomorrow)"
    rf"|{lx.MONTH}{S}{lx.DAY}(?:,?{S}{lx.YEAR})?))?"
)
_CLOCK = (
    r"(?P<h>[01]?[0-9]|2[0-3])(?:[:.](?P<m>[0-5][0-9]))?(?::[0-5][0-9])?\s?(?P<half>[ap]\.?m\b\.?)"
    r"|(?P<h24>[01]?[0-9]|2[0-4]):(?P<m24>[0-5][0-9])(?::[0-5][0-9])?"
    r"|(?P<military>[0-2][0-9][0-5][0-9])(?=\s?(?:GMT|hours|hrs|UTC|local))"
    r"|(?P<word>noon|midnight|midday)"
)


@rule(rf"(?:{_CLOCK}){_ZONE}{_ON_DAY}", near=cues.CLOCKS)
def _clock(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "10:35 a.m.", "5 p.m. EST Thursday", "noon", "14:30" on the day spoken of."""
    clock = _clock_value(match)
    if clock is None or (match["month"] and match["month"][0].islower()):
        return None
    day = _clock_day(match, context)
    return Value("TIME", f"{day or 'XXXX-XX-XX'}T{clock}", interval_of(day))


def _clock_value(match: re.Match[str]) -> str | None:
    """Return hours and minutes as "17:05"."""
    if match["word"]:
        return "24:00" if match["word"].lower() == "midnight" else "12:00"
    if match["military"]:
        return f"{match['military'][:2]}:{match['military'][2:]}"
    if match["h24"]:
        return f"{int(match['h24']):02d}:{match['m24']}"
    hour = int(match["h"]) % 12 + (12 if match["half"][0].lower() == "p" else 0)
    return f"{hour:02d}:{match['m'] or '00'}" if int(match["h"]) <= 12 else None


def _clock_day(match: re.Match[str], context: Context) -> str | None:
    """Return the day a clock time falls on, ISO 8601."""
    if match["month"]:
        there = day_value(match, context, int(match["day"]))
        return there.value if there else None
    if match["weekday"]:
        day = weekday_date(lx.WEEKDAYS[match["weekday"].lower()], None, context)
    elif match["rel"] and context.published:
        step = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["rel"].lower()]
        day = context.published + dt.timedelta(days=step)
    else:
        day = context.day_spoken_of
    return None if day is None else day.isoformat()
