"""Rules for lengths of time, repeated times, feasts and words like "now"."""

from __future__ import annotations

import re

from dealtrace.language.number_words import words
from dealtrace.language.times import cues
from dealtrace.language.times import lexicon as lx
from dealtrace.language.times.calendar_dates import date_value, nearest_year, valid_day
from dealtrace.language.times.context import Context, Rule, registrar, word_after, word_before
from dealtrace.language.times.relative import duration, period, unit_value
from dealtrace.language.times.values import Value

RULES: list[Rule] = []
rule = registrar(RULES)
S = lx.S
_HEDGE = (
    rf"(?:(?:{lx.HEDGES}|the|another|(?:the{S})?(?:first|final)|a{S}further|(?:the{S})?full"
    rf"|a{S}total{S}of|as{S}many{S}as){S}){{0,2}}"
)


_COUNTS = rf"{lx.COUNT}(?:(?:{S}to{S}|{S}or{S}|{lx.DASH})(?P<top>[0-9]{{1,3}}|{lx.NUMBER_WORD}))?"


@rule(r"an?\s(?P<unit>year|month|week|day)", near=cues.UNITS)
def _per_unit(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "$5 million a year", "12 jets a year" as a repeated time."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    if not re.search(r"(?:[0-9]|illion|twice|once|times|crore|percent|%)[\w ]{0,14}\s$", before):
        return None
    return Value("SET", period(1, lx.UNITS[match["unit"].lower()]))


@rule(
    rf"{_HEDGE}{_COUNTS}{S}(?:(?:more|full|consecutive|straight|trading|working|business|calendar"
    rf"|additional|further|long|solid|whole){S})?{lx.UNIT}(?P<plural>s?)"
    rf"(?:{S}(?P<half>and{S}a{S}half))?(?P<long>-long)?",
    near=cues.UNITS,
)
def _length(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "20 years", "six months", "two and a half years" as a DURATION.

    "It will come in two years" names a time instead.
    """
    unit, word = lx.UNITS[match["unit"].lower()], match["count"].lower()
    if not _is_length(match, word, unit):
        return None
    count = lx.word_number(word)
    if count is not None and match["half"]:
        count += 0.5
    ahead = context.tense == "future" and word_before(match) == "in" and " " in match.group()
    if ahead and context.published and count and count == int(count) and unit in "DWMY":
        return date_value(unit_value(context.published, unit, int(count)))
    return duration(count, unit)


@rule(
    rf"(?:(?:{lx.HEDGES}){S})?{_COUNTS}{lx.DASH}{lx.UNIT}(?P<plural>s?)(?:{lx.DASH}long)?",
    near=cues.UNITS,
)
def _attributive_length(match: re.Match[str], context: Context) -> Value | None:
    """Resolve the "20-year" of "a 20-year term"; the article belongs to the term."""
    unit, word = lx.UNITS[match["unit"].lower()], match["count"].lower()
    if word.split()[0] in ("a", "an", "the", "some") or not _is_length(match, word, unit):
        return None
    return duration(lx.word_number(word), unit)


def _is_length(match: re.Match[str], word: str, unit: str) -> bool:
    """Guard against "the second", "5 a day quarters", "12-year-old" and ages."""
    if word in ("some", "many", "few", "the few") and not match["plural"]:
        return False
    joined = bool(re.search(lx.DASH, match.group()))
    if unit == "Q" and joined and match["plural"]:
        return False  # "three-quarters"
    counted = word not in ("a", "an") and not joined
    if unit in ("TS", "Q", "C", "E") and word in ("a", "an", "one") and unit != "E":
        return False
    if counted and not match["plural"] and word not in ("one", "half a", "half an"):
        return word.split()[0] in ("a", "an") or unit == "C"
    after = re.match(r"(?:-|\s)(?:old|ago|earlier|end)\b", match.string[match.end() :])
    return after is None or (after.group() == " earlier" and word not in ("a", "an"))


@rule(
    rf"(?:(?P<side>recent|past|coming|future|these){S})(?P<unit>day|week|month|quarter|year|decade)s(?:{S}and{S}(?:month|year|week)s)?",
    near=cues.SIDES,
)
def _vague_span(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "recent years", "coming weeks", "these days"."""
    side, unit = match["side"].lower(), lx.UNITS[match["unit"].lower()]
    if side == "these":
        return Value("DATE", "PRESENT_REF") if unit == "D" else None
    if side == "future":
        return Value("DATE", "FUTURE_REF")
    return Value("DATE", "PAST_REF") if side == "past" else duration(None, unit)


@rule(
    rf"an?{S}(?P<unit>minute|hour|day|week|month|year){S}or{S}(?:two|so)(?!{S}ago)",
    near=cues.UNITS,
)
def _or_two(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "a year or two"."""
    return duration(None, lx.UNITS[match["unit"].lower()])


@rule(r"(?P<unit>minute|hour|day|week|month|year|decade|centurie)s", near=cues.UNITS)
def _bare_plural(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "for years", "within weeks"."""
    lead = word_before(match)
    if not context.trusted and lead not in ("for", "within", "in", "after", "over", "took", "take"):
        return None
    return duration(None, lx.UNITS[match["unit"].lower()])


@rule(r"(?P<unit>day|week|month|year|decade|hour|centurie|century)s?-long", near=cues.UNITS)
def _unit_long(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "decades-long", "day-long"."""
    plural = "s-" in match.group().lower()
    return duration(None if plural else 1, lx.UNITS[match["unit"].lower()])


# --- repeated times -----------------------------------------------------------------------------

_OFTEN = {"hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M",
          "yearly": "P1Y", "annually": "P1Y", "biennially": "P2Y"}  # fmt: skip


@rule("|".join(_OFTEN), near=cues.OFTEN)
def _often(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "annually", "daily"; not the newspaper that has it in its name."""
    after = word_after(match)
    paper = after[:1].isupper() or after in (
        "newspaper",
        "newspapers",
        "paper",
        "magazine",
        "tabloid",
    )
    if paper or (match.group()[0].isupper() and match.group() != "Annually"):
        return None
    return Value("SET", _OFTEN[match.group().lower()])


@rule(
    rf"(?P<each>every|each|per)(?:{S}(?:other|single))?{S}(?:{lx.COUNT}{S})?{lx.UNIT}s?",
    near=cues.EACH,
)
def _every(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "every year", "every two weeks", "per year"."""
    count = lx.word_number(match["count"]) if match["count"] else 1
    unit = lx.UNITS[match["unit"].lower()]
    if unit == "TS" or (unit == "TH" and match["each"].lower() == "per"):
        return None
    return Value("SET", period(count, unit))


@rule(
    rf"(?P<each>every|each){S}{lx.WEEKDAY}(?:{S}(?:morning|afternoon|evening|night))?"
    r"|(?P<plural>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)(?:\s(?:mornings|nights|evenings))?",
    near=cues.WEEKDAYS,
)
def _every_weekday(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "every Friday", "Fridays"."""
    name = (match["weekday"] or match["plural"].removesuffix("s")).lower()
    return Value("SET", f"XXXX-WXX-{lx.WEEKDAYS[name] + 1}")


# --- words without a date -----------------------------------------------------------------------

_REFERENCES = {
    "PRESENT_REF": (
        r"now|currently|at\spresent|presently|nowadays|at\sthe\smoment|current"
        r"|at\sthis\s(?:time|point|moment|stage)|the\stime\sbeing|already|yet|this\stime"
    ),
    "PAST_REF": (
        r"(?:more\s)?recently|recent|the\srecent\spast|the\spast"
        r"|lately|not\slong\sago|long\sago|the\sother\sday"
        r"|previously|formerly|earlier|once|(?:the|that)\stime"
    ),
    "FUTURE_REF": (
        r"soon|future|the\s(?:near\s|foreseeable\s|distant\s|immediate\s)?future|in\sdue\scourse"
        r"|the\s(?:near|short|long)\sterm|shortly|as\ssoon\sas\spossible"
    ),
}

# Words too often no time of anything to be taken for one in running text.
_ONLY_TRUSTED = words("soon shortly future already yet previously formerly earlier once") | {
    "as soon as possible",
    "the time being",
    "this time",
    "that time",
    "the time",
}


def _reference(value: str) -> None:
    @rule(_REFERENCES[value], near=cues.REFERENCES)
    def resolve(match: re.Match[str], context: Context) -> Value | None:
        """Resolve "now", "recently", "soon": times that no calendar can place."""
        text = match.group().lower()
        if text == "the past" and not (context.trusted or word_before(match) == "in"):
            return None
        if text in _ONLY_TRUSTED and not context.trusted:
            return None
        return Value("DATE", value)


for _value in _REFERENCES:
    _reference(_value)


# --- feasts -------------------------------------------------------------------------------------

_FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new year's day": (1, 1),
    "new year": (1, 1), "may day": (5, 1), "halloween": (10, 31),
}  # fmt: skip


@rule(
    r"(?P<feast>Christmas(?:\s(?:Eve|Day))?|Boxing\sDay|New\sYear(?:['’]s\s(?:Eve|Day))?|May\sDay"
    rf"|Halloween)(?:{S}{lx.YEAR})?",
    near=cues.FEASTS,
)
def _feast(match: re.Match[str], context: Context) -> Value | None:
    """Resolve feasts of a fixed date, to the nearest unless the year is given."""
    if match["feast"][0].islower():
        return None
    month, number = _FEASTS[re.sub(r"\s+", " ", match["feast"].lower().replace("’", "'"))]
    year = int(match["year"]) if match["year"] else nearest_year(month, number, context)
    day = None if year is None else valid_day(year, month, number)
    return None if day is None else date_value(day.isoformat())


@rule(r"Thanksgiving(?:\sDay)?", near=cues.FEASTS)
def _thanksgiving(match: re.Match[str], context: Context) -> Value | None:
    """Resolve the American feast: the fourth Thursday of November."""
    year = nearest_year(11, 25, context)
    days = (valid_day(year, 11, number) for number in range(22, 29)) if year else ()
    day = next((day for day in days if day and day.weekday() == 3), None)
    return None if day is None else date_value(day.isoformat())


@rule(
    rf"the{S}(?:fiscal|financial|full){S}year|the{S}year(?=\s(?:ended|ending|to)\b)",
    near=cues.UNITS,
)
def _whole_year(match: re.Match[str], context: Context) -> Value | None:
    """Resolve "the fiscal year", "the year ended March 31" as a length of one year."""
    return duration(1, "Y")
