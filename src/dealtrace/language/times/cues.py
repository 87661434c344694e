"""Where in a text a rule can match at all: near a word that each of its matches holds.

A cue is a list of words' beginnings, four letters at most, lower case; "0" stands for figures and
"0000" for those of four digits. Rules are looked for around their cues alone, which are found for
all rules in one pass: most of the work of reading a text is spared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTHS = (
    "jan janu feb febr mar marc apr apri may jun june jul july aug augu sep sept oct octo nov nove "
    "dec dece"
)
WEEKDAYS = "mond tues wedn thur frid satu sund"
YEARS = "0000"
FIGURES = "0 0000"
FISCAL = "fisc fina fy"
DECADES = "twen thir fort fift sixt seve eigh nine"
CENTURY = "cent"
SPOKEN = "nine thou"
UNITS = "seco minu hour day days week mont quar half year deca cent fort"
QUARTERS = "quar half peri"
COMPARED = "year prev"
AGO = "ago earl befo prev late afte now henc"
SIDES = "past last prev prec late next comi foll rece futu thes"
EDGES = "end clos begi star midd"
EACH = "ever each per"
SEASONS = "spri summ autu fall wint"
DAYTIMES = "morn afte even nigh over week yest toda tomo toni"
CLOCKS = "0 0000 noon midn midd"
OFTEN = "hour dail week mont year annu bien"
REFERENCES = (
    "now nowa curr pres mome stag poin time alre yet rece past late ago othe form prev earl once "
    "soon futu cour term shor poss"
)
FEASTS = "chri boxi new may hall than"

_REACH = 80  # characters; no expression goes as far from its cue
_REST = re.compile(r"\S{0,80}")
_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+")


def stretches(text: str, cues: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return for each cue the parts of the text around it, in order and disjoint."""
    parts: dict[str, list[tuple[int, int]]] = {cue: [] for cue in cues}
    users: dict[str, list[list[tuple[int, int]]]] = {}
    for cue, found in parts.items():
        for key in cue.split():
            users.setdefault(key, []).append(found)
    for token in _TOKEN.finditer(text):
        for found in users.get(_key(token.group()), ()):
            start, end = max(0, token.start() - _REACH), _word_end(text, token.end() + _REACH)
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
    return parts


def _word_end(text: str, place: int) -> int:
    """Return where what stands at a place ends: half a word might be taken for another."""
    rest = _REST.match(text, place)
    return rest.end() if rest else len(text)


def _key(token: str) -> str:
    if token[0] <= "9":
        return "0000" if len(token) == 4 else "0"
    return token[:4].lower()
