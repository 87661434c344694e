"""The opening of a news story: "MOSCOW, Oct 30 (Reuters) -", and what it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealtrace.intake.dates import MONTH, first_date
from dealtrace.knowledge.countries import find_countries

# Labels in capitals that stand before a dash or a colon and are no place.
_LABELS = (
    "AFP AGENCE ANALYSIS ANI AP APP ASSOCIATED BREAKING BRIEF CORRECTED CORRECTION DEAL DEBATE "
    "EDITORIAL EU EXCLUSIVE EXPLAINER EXPLAINED FACTBOX FEATURE FILE FOCUS GRAPHIC IANS "
    "INFOGRAPHIC INSIGHT INTERVIEW LIVE NATO NEWS NOTE OPINION PHOTO PHOTOS PICTURES POLL PREVIEW "
    "PROFILE PTI READ RECAP REFILE REPORT REVIEW SPECIAL TIMELINE UK UN UPDATE UPDATED URGENT US "
    "USA VIDEO WATCH WIDER WORLD WRAPUP"
)
_NO_PLACE = frozenset(_LABELS.split())
_ABBREVIATED = "UAE USA UK DC D.C. U.S. N.Y. N.H. N.J. N.M. N.C. S.C. N.D. S.D. R.I."
_KEPT = frozenset(_ABBREVIATED.split())
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?i:{_WEEKDAY}?(?:(?:{MONTH})\.?\s{_DAY}|{_DAY}\s(?:{MONTH})\b\.?)(?:,?\s(?:19|20)\d\d)?)"
)
_NEITHER = rf"(?!(?i:(?:{MONTH})\b|{_WEEKDAY}))"
# Cities that are no capitals but head many reports, mostly in papers that set a colon after them.
_CITY_NAMES = (
    "Abidjan Ahmedabad Alexandria Auckland Bangalore Bengaluru Brisbane Chandigarh Chennai Colombo "
    "Davao Dubai Durban Enugu Geneva Hyderabad Istanbul Jaipur Jeddah Johannesburg Kaduna Kano "
    "Karachi Kochi Kolkata Lahore Lagos Lucknow Mandalay Melbourne Mombasa Multan Mumbai Nagpur "
    "Peshawar Pune Quetta Rawalpindi Shanghai Sharjah Srinagar Surabaya Sydney Yangon"
)
_CITIES = frozenset(_CITY_NAMES.split())
_TAIL = rf"(?:,\s{_NEITHER}[A-Z][\w.'’-]+(?:\s{_NEITHER}[A-Z][\w.'’-]+){{0,2}})?"
_CAPITAL_WORD = r"[A-Z][A-Z.'’-]+"
_CAPITALS = rf"{_CAPITAL_WORD}(?:[ /]{_NEITHER}{_CAPITAL_WORD}){{0,3}}{_TAIL}"
_NAME = rf"{_NEITHER}[A-Z][\w.'’-]+(?:[ /]{_NEITHER}[A-Z][\w.'’-]+){{0,2}}{_TAIL}"
_WIRES = (
    r"(?:AFP|AP|Reuters|UPI|Xinhua|TASS|ITAR-TASS|Itar-Tass|Interfax|DPA|dpa|EFE|ANSA|Kyodo|Yonhap|"
    r"PTI|IANS|ANI|UNI|APP|Bernama|Antara|Agence France-Presse|Associated Press|RIA Novosti|"
    r"Bloomberg|Anadolu|AA|KUNA|WAM|SPA|IRNA|SANA|MENA|NAN|VNA|PNA|CNA|RFE/RL|VOA|SPX|XNA|BBC|"
    r"INTERFAX)"
)
_SITE = r"[A-Z]\w+\.(?i:net|com|org|ru|am|info|ua|ge)"
_DASH = r"(?:\s*(?:[-–—―]{1,2}|_)(?=\s|$)|:(?=\s|$)|\s*[–—―])"
# What may stand between the place and the dash, in any order.
_PARTS = (
    rf"(?P<parts>(?:[.,]?\s*(?:{_DATE}|\([^()]{{1,60}}\)|/[A-Z][\w -]{{1,30}}/)"
    rf"|(?:[.,]|\s?[-–—|/])?\s*(?:{_WIRES}|{_SITE})(?![\w’'])){{0,4}})"
)
_END = rf"[.,]?(?P<dash>{_DASH})?\s*"
_BY_CAPITALS = re.compile(rf"(?P<place>{_CAPITALS}){_PARTS}{_END}")
_BY_NAME = re.compile(rf"(?P<place>{_NAME}){_PARTS}{_END}")
_BY_WIRE = re.compile(rf"\(?(?P<wire>{_WIRES}|{_SITE})\)?\s?{_DASH}\s*")
_BY_DATE = re.compile(rf"(?P<date>{_DATE})(?:\.|{_DASH})\s+(?=[A-Z“\"])")
# "The Kiel Post, Kiel, 12 May 2020. The navy", "(9 July 2019, AFP) The navy", "12 May 2020 | Kiel":
# a whole date after nothing but names is enough.
_LEAD_WORD = r"[A-ZÀ-Ž][\w.'’&-]{0,24}"
_LEAD = rf"(?P<place>{_NEITHER}{_LEAD_WORD}(?:(?:,?\s|/|\s[-–—|]\s){_NEITHER}{_LEAD_WORD}){{0,6}})"
_WHOLE_DATE = (
    rf"(?i:{_WEEKDAY}?(?:(?:{MONTH})\.?\s{_DAY},?\s(?:19|20)\d\d"
    rf"|{_DAY}\s(?:{MONTH})\.?,?\s(?:19|20)\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d))"
)
_BY_WHOLE_DATE = re.compile(
    rf"\(?(?:[A-Z]{{2,5}} \d{{3,5}} )?(?:{_LEAD}(?:[,.]|\s[-–—|/])\s)?\(?(?P<date>{_WHOLE_DATE})\)?"
    rf"(?:,\s[A-Z]{{2,6}})?(?:\.|\)|{_DASH}|\s\|)\s+(?:(?P<city>{_CAPITALS}){_DASH}\s+)?(?=[A-Z“\"‘])"
)
_BETWEEN_NAMES = re.compile(r"[,|/·]|\s[-–—]\s")
_NO_LEAD = frozenset("On In By Since Until From After Before Between During Through".split())
_BRACKETS = re.compile(r"\(([^()]+)\)|/([^/]+)/")
_IN_PARTS = re.compile(rf"(?:{_WIRES}|{_SITE})(?![\w’'])")
_DATE_IN_PARTS = re.compile(_DATE)
_OPENS = re.compile(r"[A-Z“\"‘'$€£\d]|$")
_ALONE = re.compile(
    rf"\W*({_WIRES}|BERNAMA|PAP|ANTARA|KYODO|XINHUA|REUTERS)\W*"
    r"|(PTI|dpa)(?: [A-Za-z]{2,4}){1,3}"
)
_NO_WIRE = ("From", "By", "Our", "Staff", "Special")
_MAX = 120  # characters a dateline may take


@dataclass(frozen=True, slots=True)
class Dateline:
    """A story's opening: its length in characters, the place as a name, the wire, the date text."""

    length: int
    place: str | None
    wire: str | None
    date: str | None


def parse_dateline(text: str) -> Dateline | None:
    """The dateline with which ``text`` begins, None if it begins with none."""
    opening = text[: 2 * _MAX]
    if (line := _by_whole_date(opening)) is not None:
        return line
    for pattern, convincing in ((_BY_CAPITALS, _is_capitals), (_BY_NAME, _is_name)):
        match = pattern.match(opening)
        if match is not None and match.end() <= _MAX and _OPENS.match(opening[match.end() :]):
            line = _dateline(match)
            if convincing(line, match):
                return line
    if (match := _BY_WIRE.match(opening)) is not None:
        return Dateline(match.end(), None, match["wire"], None)
    if (match := _BY_DATE.match(opening)) is not None and first_date(match["date"]):
        return Dateline(match.end(), None, None, match["date"])
    return None


def _by_whole_date(opening: str) -> Dateline | None:
    match = _BY_WHOLE_DATE.match(opening)
    if match is None or match.end() > _MAX or not first_date(match["date"]):
        return None
    lead = match["place"] or ""
    if lead.split(" ")[0] in _NO_LEAD and "," not in lead:
        return None
    place = _natural(match["city"]) or place_in(lead)
    return Dateline(match.end(), place, None, match["date"])


def place_in(text: str) -> str | None:
    """The first known city or capital among the names of a line: "The Kiel Post / Berlin"."""
    parts = [part.strip() for part in _BETWEEN_NAMES.split(text)]
    return next((_natural(part) for part in parts if part and _is_known_place(part)), None)


def _dateline(match: re.Match[str]) -> Dateline:
    parts = match["parts"]
    date = _DATE_IN_PARTS.search(parts)
    names = [a or b for a, b in _BRACKETS.findall(parts)] + _IN_PARTS.findall(parts)
    wire = next((n for n in names if n[0].isupper() or n == "dpa"), None)
    if wire is not None and wire.split(" ")[0] in _NO_WIRE:
        wire = None
    place = _natural(match["place"])
    return Dateline(match.end(), place, wire, date.group() if date else None)


def _is_capitals(line: Dateline, match: re.Match[str]) -> bool:
    """A place in capitals needs a dash or a date, and must not be a label or a short acronym."""
    first = re.split(r"[ ,/]", match["place"])[0].replace(".", "")
    if line.wire and (match["dash"] or line.date):
        return True
    if first in _NO_PLACE or not (match["dash"] or line.date):
        return False
    if line.date or _is_known_place(match["place"]):
        return True
    return len(first) > 3 and ":" not in match["dash"]  # a colon follows a speaker's name as well


def _is_name(line: Dateline, match: re.Match[str]) -> bool:
    """A place in small letters needs more: an agency or a date, or to be a capital's name."""
    if line.wire and (line.date or _IN_PARTS.fullmatch(line.wire)):
        return True
    if not match["dash"]:
        return False
    agency = line.wire is not None and line.wire.isalpha() and line.wire.isupper()
    return agency or bool(line.date) or _is_known_place(match["place"])


def _is_known_place(place: str) -> bool:
    name = place.split(",")[0].title()
    whole = (0, len(name))
    if name in _CITIES:
        return True
    kinds = {m.kind for m in find_countries(name) if (m.start, m.end) == whole}
    return "capital" in kinds or (place.isupper() and "name" in kinds)


def wire_alone(text: str) -> str | None:
    """The news agency whose name is all that the line says: "-- BERNAMA", "(PAP)"."""
    match = _ALONE.fullmatch(text[:60])
    return (match[1] or match[2]) if match else None


def _natural(place: str | None) -> str | None:
    """``NEW DELHI, India`` as ``New Delhi, India``."""
    if place is None:
        return None
    bare = place if "," in place else place.rstrip(".")
    return " ".join(w.title() if w.isupper() and w not in _KEPT else w for w in bare.split(" "))
