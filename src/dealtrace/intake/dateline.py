"""The opening of a news story: "MOSCOW, Oct 30 (Reuters) -", and what it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealtrace.intake.dates import MONTH
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
_TAIL = rf"(?:,\s(?!(?i:{MONTH})\b)[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{0,2}})?"
_WORD = r"[A-Z][A-Z.'’-]+"
_CAPITALS = rf"{_WORD}(?:[ /]{_WORD}){{0,3}}{_TAIL}"
_NAME = rf"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){{0,2}}{_TAIL}"
_DATE = (
    rf"(?:(?:{MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH})\b\.?)"
    r"(?:,?\s(?:19|20)\d\d)?"
)
_AGENCY = (
    r"(?:\((?P<{0}>[A-Z][\w&./'’ -]{{1,40}})\)|/(?P<{0}s>[A-Z][\w -]{{2,30}})/"
    r"|(?P<{0}b>[A-Z]{{3,9}})(?=\s?-))"
)
_DASH = r"(?:\s*(?:[-–—―]{1,2}|_)(?=\s|$)|:(?=\s|$)|\s*[–—―])"
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
        rf"(?:{_DASH}|\.)?)?\s*(?=[A-Z“\"‘'$€£]|$)",
    ),
    # Moscow (AFP) Mar 10, 2006 | Cleveland (AFP) – | Seoul, Sept. 18 (Yonhap) --
    _compile(
        rf"(?P<place>{_NAME})(?:,?\s(?i:{_DATE}))?[.,]?\s\((?P<wire>{_WIRES}|[A-Z]{{2,9}})\)",
        rf"[.,]?\s*(?:(?P<date>(?i:{_DATE})){_DASH}?|{_DASH}|(?=\s[A-Z]))\s*",
    ),
    # Yerevan, August 3 - | Moscow, 12 March 2010 –
    _compile(rf"(?P<place>{_NAME}),?\s(?P<date>(?i:{_DATE}))\s*(?:[-–—]{{1,2}})(?=\s)\s*"),
    # Moscow – | New Delhi: where the name is a capital's
    _compile(rf"(?P<capital>{_NAME}){_DASH}\s*(?=[A-Z“\"‘]|$)"),
    # Moscow. October 12. INTERFAX.RU -
    _compile(
        rf"(?P<place>{_NAME})\.\s(?P<date>(?i:{_DATE}))\.\s(?P<wire>[A-Z][\w-]+)[\w.]{{0,6}}{_DASH}\s*"
    ),
    # (Reuters) - | AFP - | PanARMENIAN.Net -
    _compile(rf"\(?(?P<wire>{_WIRES}|[A-Z]\w+\.(?i:net|com|org|ru|am|info|ua|ge))\)?\s?{_DASH}\s*"),
)
_ALONE = re.compile(
    rf"\W*({_WIRES}|BERNAMA|PAP|ANTARA|KYODO|XINHUA|REUTERS|INTERFAX)\W*"
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
    for pattern in _PATTERNS:
        match = pattern.match(text[: 2 * _MAX])
        if match is None or match.end() > _MAX or not match.group().strip():
            continue
        groups = match.groupdict()
        place = groups.get("place") or groups.get("capital")
        if groups.get("capital") and not _is_capital(place or ""):
            continue
        if place is None or _is_place(place, groups):
            wire = _named(groups.get("wire")) or groups.get("wires") or groups.get("wireb")
            return Dateline(match.end(), _natural(place), wire, groups.get("date"))
    return None


def wire_alone(text: str) -> str | None:
    """The news agency whose name is all that the line says: "-- BERNAMA", "(PAP)"."""
    match = _ALONE.fullmatch(text[:60])
    return (match[1] or match[2]) if match else None


def _named(wire: str | None) -> str | None:
    """None for "From our Special Representative" and what else is no name of an agency."""
    return None if wire is None or wire.split(" ")[0] in _NO_WIRE else wire


def _is_place(place: str, groups: dict[str, str | None]) -> bool:
    first = re.split(r"[ ,/]", place)[0].replace(".", "")
    return bool(groups.get("wire")) or (first not in _NO_PLACE and len(first) > 2)


def _is_capital(place: str) -> bool:
    name = place.split(",")[0]
    whole = (0, len(name))
    return any(m.kind == "capital" and (m.start, m.end) == whole for m in find_countries(name))


def _natural(place: str | None) -> str | None:
    """``NEW DELHI, India`` as ``New Delhi, India``."""
    if place is None:
        return None
    bare = place if "," in place else place.rstrip(".")
    return " ".join(w.title() if w.isupper() and w not in _KEPT else w for w in bare.split(" "))
