"""Words of time and the pieces of pattern the rules are put together from."""

from __future__ import annotations

import re

from dealtrace.language.number_words import read_number, tokenize

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu",
         "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
    "fortnight": "F",
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22,
    "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26,
    "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30,
    "thirty-first": 31,
}  # fmt: skip
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6,
           "seventies": 7, "eighties": 8, "nineties": 9}  # fmt: skip
DAYTIMES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}

# Where in a period (TIMEX3's "mod"), as :func:`~dealtrace.language.times.values.part_of` has it.
MODS = {
    "early": "START", "earlier": "START", "beginning": "OPENING", "start": "OPENING",
    "mid": "MID", "middle": "MID", "late": "END", "later": "END", "end": "CLOSE",
    "close": "CLOSE", "latter half": "END",
}  # fmt: skip

S = r"[\s\u00a0]{1,3}"
GAP = r"[\s\u00a0]{0,3}"
DASH = r"[-–—‑]"
_SHORT_MONTHS = (
    "Sept",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DOTTED = "|".join(f"(?<={name})" for name in _SHORT_MONTHS)  # "Oct.", but "in October."
MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    rf"|December|{'|'.join(_SHORT_MONTHS)})\b(?:(?:{_DOTTED})\.)?"
)
WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
WEEKDAY_SHORT = (
    r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9]|[.,/:][0-9])"
YEAR = r"(?P<year>(?:1[5-9]|20)[0-9]{2})(?![0-9]|[.,/][0-9])"
NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|hundred|thousand|dozen)"
)
SPOKEN_YEAR = (
    r"(?:nineteen[ -](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ]{1,2}(?:one|two|three|four|five|six|seven|eight|nine))?|[a-z]{3,4}teen)"
    r"|two[ -]thousand(?:[ -](?:and[ -])?(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
COUNT = (
    rf"(?P<count>(?:[0-9]{{1,3}},[0-9]{{3}}|[0-9]{{1,4}}(?:\.[0-9])?(?:[ -]1/2|½)?"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,2}})(?:[ -]and[ -]a[ -]half)?"
    rf"|an?(?:{S}(?:dozen|hundred|couple{S}of|few|half))?|half{S}an?|half|several|(?:the{S})?few"
    rf"|couple{S}of|many|some|numerous)"
)
UNIT = r"(?P<unit>second|minute|hour|day|week|month|quarter|year|decade|centurie|century|fortnight)"
MOD = (
    rf"(?:(?P<mod>early|earlier|late|later|sometime|mid|end(?={DASH})|(?<=by\s)end)"
    rf"(?:{S}(?:in|on))?(?:{S}|{DASH})"
    rf"|(?:the{S})?(?:very{S})?(?P<mod2>beginning|start|end|middle|close|latter{S}half)"
    rf"{S}of{S}(?:the{S})?)?"
)

# TIMEX3's modifiers of a length; "over" is a preposition ("over three years") unless behind one.
HEDGES = (
    rf"more{S}than|at{S}least|less{S}than|nearly|almost|about|around|some|up{S}to|roughly|exactly"
    r"|(?:(?<=for\s)|(?<=of\s)|(?<=in\s)|(?<=just\s))over"
)


def spoken_year(text: str) -> int:
    """Return the year spoken as "nineteen ninety-four" or "two thousand"; 1900 for other words."""
    tail = re.sub(r"^nineteen[ -]", "", text.lower())
    number = read_number(tokenize(re.sub(r"[- ]+", " ", tail)), 0)
    value = 0 if number is None else int(number.value)
    return value if value >= 2000 else 1900 + value


def word_number(text: str) -> float | None:
    """Return the value of a count in digits or words; None for "several", "a few", "many"."""
    text = text.lower().strip()
    if re.fullmatch(r"half\s+an?|(?:a\s+)?half", text):
        return 0.5
    if text in ("a", "an"):
        return 1
    if "couple" in text:
        return 2
    half = re.fullmatch(r"([0-9]+)(?:[ -]1/2|½)", text)
    if half:
        return int(half[1]) + 0.5
    core = read_number(tokenize(text), 0)
    return None if core is None else core.value
