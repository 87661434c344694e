"""The opening of a news story: "MOSCOW, Oct 30 (Reuters) -", and what it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealtrace.intake.dates import MONTH

# Labels in capitals that stand before a dash or a colon and are no place.
_LABELS = (
    "ANALYSIS BREAKING BRIEF CORRECTED CORRECTION DEAL DEBATE EDITORIAL EU EXCLUSIVE EXPLAINER "
    "EXPLAINED FACTBOX FEATURE FILE FOCUS GRAPHIC INFOGRAPHIC INSIGHT INTERVIEW IRAN-US LIVE NATO "
    "NEWS NOTE OPINION PHOTO PHOTOS PICTURES POLL PREVIEW PROFILE READ RECAP REFILE REPORT REVIEW "
    "SPECIAL TIMELINE UK UN UPDATE UPDATED URGENT US USA VIDEO WATCH WIDER WORLD WRAPUP"
)
_NO_PLACE = frozenset(_LABELS.split())
_TAIL = rf"(?:,\s(?!(?i:{MONTH})\b)[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{0,2}})?"
_WORD = r"[A-Z][A-Z.'’-]+"
_CAPITALS = rf"{_WORD}(?:[ /]{_WORD}){{0,3}}{_TAIL}"
_NAME = rf"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){{0,2}}{_TAIL}"
_DATE = (
    rf"(?:(?:{MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s(?:{MONTH})\b\.?)"
    r"(?:,?\s(?:19|20)\d\d)?"
)
_AGENCY = r"(?:\((?P<{0}>[A-Z][\w&./'’ -]{{1,40}})\)|/(?P<{0}s>[A-Z][\w -]{{2,30}})/)"
_DASH = r"(?:\s*(?:[-–—―]{1,2}|_)(?=\s|$)|[:.](?=\s|$)|\s*[–—―])"
_WIRES = (
    r"AFP|AP|Reuters|UPI|Xinhua|TASS|ITAR-TASS|Itar-Tass|Interfax|DPA|dpa|EFE|ANSA|Kyodo|Yonhap|PTI|"
    r"IANS|ANI|UNI|APP|Bernama|Antara|Agence France-Presse|Associated Press|RIA Novosti|Bloomberg|"
    r"Anadolu|AA|KUNA|WAM|SPA|IRNA|SANA|MENA|NAN|VNA|PNA|CNA|RFE/RL|VOA|SPX|XNA|BBC"
)


def _compile(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts))


_PATTERNS = (
    # SEOUL - Agence France-Presse, on a line of its own
    _compile(rf"(?P<place>{_NAME})\s?[-–—|/]\s?(?P<wire>{_WIRES})$"),
    # MOSCOW, Oct 30 (Reuters) - | NAIROBI, Kenya (AP) _ | PAMPANGA, Philippines – | NEW DELHI:
    _compile(
        rf"(?P<place>{_CAPITALS})(?P<rest>[.,]?\s?(?P<date>(?i:{_DATE}))?[.,]?\s?",
        _AGENCY.format("wire"),
        rf"?){_DASH}\s*",
    ),
    # TASS sets a full stop: MOSCOW, February 5. /TASS/. ; no dash: NAIROBI May 11 China and
    _compile(
        rf"(?P<place>{_CAPITALS})[.,]?\s(?P<date>(?i:{_DATE}))[.,]?\s*",
        "(?:",
        _AGENCY.format("wire"),
        rf"{_DASH}?)?\s*(?=[A-Z“\"‘'$€£]|$)",
    ),
    # Moscow (AFP) Mar 10, 2006 | Cleveland (AFP) – | Seoul, Sept. 18 (Yonhap) --
    _compile(
        rf"(?P<place>{_NAME})(?:,?\s(?i:{_DATE}))?[.,]?\s\((?P<wire>{_WIRES})\)",
        rf"[.,]?\s*(?P<date>(?i:{_DATE}))?{_DASH}?\s*",
    ),
    # Yerevan, August 3 - | Moscow, 12 March 2010 –
    _compile(rf"(?P<place>{_NAME}),?\s(?P<date>(?i:{_DATE}))\s*(?:[-–—]{{1,2}})(?=\s)\s*"),
    # (Reuters) - | AFP - | PanARMENIAN.Net -
    _compile(rf"\(?(?P<wire>{_WIRES}|[A-Z]\w+\.(?i:net|com|org|ru|am|info|ua|ge))\)?\s?{_DASH}\s*"),
)
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
    for pattern in _PATTERNS:
        match = pattern.match(text[: 2 * _MAX])
        if match is None or match.end() > _MAX or not match.group().strip():
            continue
        groups = match.groupdict()
        place = groups.get("place")
        if place is None or _is_place(place, groups):
            wire = groups.get("wire") or groups.get("wires")
            return Dateline(match.end(), _natural(place), wire, groups.get("date"))
    return None


def _is_place(place: str, groups: dict[str, str | None]) -> bool:
    first = re.split(r"[ ,/]", place)[0].strip(".")
    return bool(groups.get("wire")) or (first not in _NO_PLACE and len(first) > 2)


def _natural(place: str | None) -> str | None:
    """``NEW DELHI, India`` as ``New Delhi, India``."""
    if place is None:
        return None
    words = [w.title() if w.isupper() and len(w) > 3 else w for w in place.rstrip(".").split(" ")]
    return " ".join(words)
