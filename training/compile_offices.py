"""Compile the table of office holders from Archigos, Phoenix and the project's own list.

    python -m training.compile_offices --reference DIR [--out FILE]

``DIR`` holds ``archigos-leaders.tsv`` (Archigos 4.1, Goemans, Gleditsch and Chiozza, CC BY 4.0) and
``phoenix/Phoenix.Countries.actors.txt`` (Open Event Data Alliance, MIT licence). Archigos gives the
effective leader of each state since 1945 to 2015; Phoenix gives further heads of state and of
government, with their days in office, and ministers of defence from 2003 to 2013. The project's own
list stands first, for later holders and for foreign ministers; a person it has is not taken again.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.lexicon import fold

OWN = Path(__file__).with_name("office_holders_own.txt")
OUT = Path(__file__).parents[1] / "src/dealtrace/knowledge/data/office_holders.csv"
OFFICES = {
    "p": "president", "pm": "prime minister", "fm": "foreign minister", "dm": "defence minister",
    "k": "king", "e": "emir", "l": "leader", "sl": "supreme leader", "cp": "crown prince",
    "ch": "chancellor",
}  # fmt: skip
# Codes of Archigos and Phoenix that are not those of ISO 3166.
ARCHIGOS = {
    "ALG": "DZA", "ANG": "AGO", "AUL": "AUS", "BAH": "BHS", "BAR": "BRB", "BFO": "BFA",
    "BHM": "BHS", "BNG": "BGD", "BOS": "BIH", "BOT": "BWA", "BUI": "BDI", "BUL": "BGR",
    "CAM": "KHM", "CAO": "CMR", "CAP": "CPV", "CDI": "CIV", "CEN": "CAF", "CHA": "TCD",
    "CON": "COG", "COS": "CRI", "CRO": "HRV", "CZR": "CZE", "CZE": "CSK", "DEN": "DNK",
    "DRC": "COD", "DRV": "VNM", "EQG": "GNQ", "ETM": "TLS", "FJI": "FJI", "FRN": "FRA",
    "GAM": "GMB", "GDR": "DDR", "GFR": "DEU", "GMY": "DEU", "GRG": "GEO", "GUA": "GTM",
    "GUI": "GIN", "HAI": "HTI", "HON": "HND", "ICE": "ISL", "INS": "IDN", "IRE": "IRL",
    "KOS": "XKX", "KUW": "KWT", "KYR": "KGZ", "KZK": "KAZ", "LAT": "LVA", "LEB": "LBN",
    "LES": "LSO", "LIB": "LBY", "LIT": "LTU", "MAA": "MRT", "MAC": "MKD", "MAD": "MDV",
    "MAG": "MDG", "MAL": "MYS", "MAS": "MUS", "MAW": "MWI", "MLD": "MDA", "MON": "MNG",
    "MOR": "MAR", "MYA": "MMR", "MZM": "MOZ", "NEP": "NPL", "NEW": "NZL", "NIG": "NGA",
    "NIR": "NER", "NTH": "NLD", "OMA": "OMN", "PAR": "PRY", "PHI": "PHL", "POR": "PRT",
    "ROK": "KOR", "RUM": "ROU", "RVN": "VNM", "SAF": "ZAF", "SAL": "SLV", "SIE": "SLE",
    "SIN": "SGP", "SLO": "SVK", "SLV": "SVN", "SOL": "SLB", "SPN": "ESP", "SRI": "LKA",
    "SSD": "SSD", "SUD": "SDN", "SWA": "SWZ", "SWD": "SWE", "SWZ": "CHE", "TAJ": "TJK",
    "TAW": "TWN", "TAZ": "TZA", "THI": "THA", "TOG": "TGO", "TRI": "TTO", "UAE": "ARE",
    "UKG": "GBR", "URU": "URY", "YPR": "YMD", "ZAM": "ZMB", "ZIM": "ZWE",
}  # fmt: skip
# Tibet and Zanzibar were no states of the table; Serbia's line holds Yugoslavia and Serbia.
NO_STATE = frozenset({"TBT", "ZAN"})
_SPAN = re.compile(r"\[([A-Z]{3})GOV(MIL)?\s+(\d{6,8})-(\d{6,8})\]")
_ELITE = re.compile(r"\[[A-Z]{3}ELI\b")
_NO_NAME = re.compile(r"^(?:ACTING|FOREIGN|PRESIDENT|PRIME|MINISTER|DEFEN[CS]E|KING|QUEEN)_")
_EARLIEST = "1945"
# States whose people put the family name first.
_FAMILY_FIRST = frozenset({"CHN", "KHM", "KOR", "PRK", "TWN", "VNM"})
STATES = frozenset(countries())


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    iso3: str
    office: str
    person: str
    family: str
    start: str
    end: str

    @property
    def key(self) -> tuple[str, str]:
        """State and family name, by which a person is taken to be the same."""
        return self.iso3, fold(self.family.split()[-1].split("-")[-1])


def own(path: Path = OWN) -> Iterator[Row]:
    """The project's own rows. Raises ``ValueError`` with the line that cannot be read."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            iso3, office, *name, start, end = line.split()
            family = [w.strip("*") for w in name if w.endswith("*")] or _last_name(name)
            person = " ".join(w.strip("*") for w in name)
            end = "" if end == "-" else end
            yield Row(iso3, OFFICES[office], person, " ".join(family), start, end)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}, line {number}: {line!r}: {error}") from error


def _last_name(name: list[str]) -> list[str]:
    return [re.sub(r"^(?:al|el)-", "", name[-1])]


def archigos(path: Path) -> Iterator[Row]:
    """Effective leaders since 1945, one row for each spell in office."""
    spells: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="latin-1") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            spells.setdefault(line["obsid"] + line["leader"], []).append(line)
    for years in spells.values():
        first, last = years[0], years[-1]
        if last["enddate"] < _EARLIEST or first["idacr"] in NO_STATE:
            continue
        open_ended = last["exit"] == "Still in Office"
        iso3 = _state(ARCHIGOS.get(first["idacr"], first["idacr"]), last["enddate"])
        family, person = _archigos_name(first)
        family = _family(iso3, family.split()) if iso3 in _FAMILY_FIRST else family
        end = "" if open_ended else last["enddate"]
        if not open_ended:  # who was in office when the data end may have left since
            yield Row(iso3, "leader", person, family, first["startdate"], end)


def _state(iso3: str, end: str) -> str:
    """The state's code at the time: the Soviet Union and Yugoslavia have rows of their own."""
    if iso3 == "RUS" and end < "1992":
        return "SUN"
    return {"YUG": "YUG" if end < "2003" else "SRB"}.get(iso3, iso3)


def _archigos_name(line: dict[str, str]) -> tuple[str, str]:
    family = re.sub(r"\b(?:[A-Z]\.)+|\(.*?\)|,.*", "", line["leader"])
    family = " ".join(family.split()) or line["leader"]
    link = line["dbpedia.uri"]
    page = unquote(link.rsplit("/", 1)[-1]).replace("_", " ") if link != "NA" else ""
    page = re.sub(r"\s*\(.*?\)|,.*", "", page)
    known = fold(family.split()[-1]) in fold(page)
    return family, page if known and len(page.split()) <= 5 else line["leader"]


def phoenix(path: Path) -> Iterator[Row]:
    """Heads of state and government with days in office, and defence ministers by quarters."""
    name, lines = "", list[str]()
    for line in [*path.read_text("latin-1").splitlines(), "END_"]:
        if line[:1].isalpha():
            yield from _agent(name, lines)
            name, lines = line.split(";")[0].split("[")[0].strip().rstrip("_"), [line]
        elif line[:1] in "\t ":
            lines.append(line)


def _agent(name: str, lines: list[str]) -> Iterator[Row]:
    if not name or _NO_NAME.match(name) or "_" not in name:
        return
    is_head = any(_ELITE.search(line) for line in lines)
    for iso3, military, start, end in _SPAN.findall("\n".join(lines)):
        first, last = _day(start), _day(end)
        office = "defence minister" if military else "leader"
        if iso3 in STATES and (military or is_head) and first >= _EARLIEST and first <= last:
            iso3 = _state(iso3, last)
            family = _family(iso3, _cased(name).split())
            yield Row(iso3, office, _cased(name), family, first, last)


def _family(iso3: str, name: list[str]) -> str:
    return name[0 if iso3 in _FAMILY_FIRST else -1]


def _cased(name: str) -> str:
    words = name.replace("_", " ").lower().split()
    return " ".join("-".join(p.capitalize() for p in w.split("-")) for w in words)


def _day(text: str) -> str:
    """``yymmdd`` or ``yyyymmdd`` as an ISO date; two-figure years from 45 on are of the 1900s."""
    if len(text) == 6:
        text = ("19" if text[:2] >= "45" else "20") + text
    month, day = min(max(text[4:6], "01"), "12"), min(max(text[6:8], "01"), "28")
    return f"{text[:4]}-{month}-{day if text[6:8] > '28' or text[6:8] < '01' else text[6:8]}"


def merged(sources: Iterable[Iterable[Row]]) -> list[Row]:
    """All rows, without the persons whom an earlier source has for the same state."""
    rows: dict[Row, None] = {}
    seen: set[tuple[str, str]] = set()
    for source in sources:
        fresh = [row for row in source if row.key not in seen and row.iso3 in STATES]
        rows.update(dict.fromkeys(fresh))
        seen.update(row.key for row in fresh)
    return sorted(rows, key=lambda r: (r.iso3, r.start, r.office, r.person))


HEADER = """\
# Holders of high office, compiled by training/compile_offices.py. Sources: Archigos 4.1 (Goemans,
# Gleditsch, Chiozza; CC BY 4.0; leaders 1945-2015), Phoenix actor dictionary (Open Event Data
# Alliance, MIT licence; heads of state and government, defence ministers 2003-2013), and the
# project's own list (training/office_holders_own.txt). "leader": head of state or of government,
# whichever the source has. Days may be known to the month or year only; no end: still in office.
iso3;office;person;family;start;end
"""


def write(rows: list[Row], out: Path) -> None:
    """Write the table."""
    lines = (";".join((r.iso3, r.office, r.person, r.family, r.start, r.end)) for r in rows)
    out.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Compile the table and say how many rows each source gave."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reference", type=Path, required=True, help="folder of the sources")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    found = [
        list(own()),
        list(archigos(options.reference / "archigos-leaders.tsv")),
        list(phoenix(options.reference / "phoenix/Phoenix.Countries.actors.txt")),
    ]
    rows = merged(found)
    write(rows, options.out)
    counts = ", ".join(str(len(source)) for source in found)
    print(f"{len(rows)} rows of {len({r.iso3 for r in rows})} states (sources: {counts})")


if __name__ == "__main__":
    main()
