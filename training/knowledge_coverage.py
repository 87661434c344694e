"""Measure how much of reference registers the project's tables know.

    python -m training.knowledge_coverage --reference DIR [--misses N]

``DIR`` holds ``trade-register-sipri.csv`` (SIPRI Arms Transfers Database; read to measure, nothing
of it is kept) and ``oryx-systems.csv``. A register's item is looked up as a report would name it,
"description designation", and is right if any match has the class its description stands for.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dealtrace.knowledge.countries import code_for
from dealtrace.knowledge.weapons import find_weapons

# What a description of SIPRI's stands for in our classes; the first pattern found decides.
# Torpedoes, guided bombs and shells count as missile or ammunition: reports call them either.
DESCRIPTIONS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (pattern, frozenset(classes.split("|")))
    for pattern, classes in (
        (r"turret|engine|turbo(?:fan|jet|prop)|gas turbine|reactor|chassis|refuel system",
         "engine/parts"),
        (r"(?<!anti-)radar|SONAR|sonar|electro-optical|EO/|reconnaissance system"
         r"|intelligence system|search system|satellite|intelligence/ground|"
         r"reconnaissance/signals", "radar/sensor|other|aircraft"),
        (r"UAV|drone|loitering", "drone"),
        (r"helicopter", "helicopter"),
        (r"portable SAM|ABM|SAM|anti-aircraft|air-?defence|\bAD system", "air defence|missile"),
        (r"torpedo boat|torpdeo boat|missile boat|patrol|corvette|frigate|(?<!tank )destroyer|"
         r"cruiser|aircraft carrier|mine(?:sweeper|hunter|layer)|MCM|landing|"
         r"ship(?!/|-|\b.*(?:missile|torpedo))|tug|gunboat|"
         r"craft\b(?<!aircraft)|icebreaker|replenishment tanker", "ship|aircraft|missile"),
        (r"submarine$|midget", "submarine"),
        (r"torpedo|guided (?:glide )?bomb|guided (?:shell|rocket)|naval mine",
         "missile|ammunition|artillery"),
        (r"missile launcher", "missile|artillery"),
        (r"missile|ASM", "missile|air defence"),
        (r"rocket launcher|gun\b|mortar|howitzer|coastal defence|tank destroyer",
         "artillery|air defence|armoured vehicle|missile"),
        (r"personnel carrier|fighting vehicle|armoured|reconnaissance vehicle|support vehicle|UGV",
         "armoured vehicle"),
        (r"\btank\b", "tank"),
        (r"aircraft|tanker|airship", "aircraft"),
    )
)  # fmt: skip


# Bodies, armed groups and the unknown, which are no states of the country table.
_NO_STATE = re.compile(r"\*$|^unknown|^[\d.]*$")


@dataclass
class Share:
    """So many of so many, and what the misses were."""

    right: int = 0
    total: int = 0
    misses: Counter[str] = field(default_factory=Counter)

    def count(self, right: bool, what: str) -> None:
        """Add one case."""
        self.right += right
        self.total += 1
        if not right:
            self.misses[what] += 1

    def __str__(self) -> str:
        """As a percentage with the counts."""
        return f"{self.right / max(self.total, 1):6.1%}  ({self.right:,} of {self.total:,})"


def expected(description: str) -> frozenset[str]:
    """Our classes for one of SIPRI's descriptions; empty if the table has none."""
    for pattern, classes in DESCRIPTIONS:
        if re.search(pattern, description):
            return classes
    return frozenset()


def classed_right(description: str, designation: str) -> bool:
    """Whether the item, looked up as "description designation", gets a class it may have."""
    wanted = expected(description)
    return any(m.cls in wanted for m in find_weapons(f"{description} {designation}"))


def known(designation: str, description: str) -> bool:
    """Whether the tables know the designation by itself, with a class it may have."""
    wanted = expected(description)
    return any(m.designation and m.cls in wanted for m in find_weapons(designation))


def measure(orders: Iterable[dict[str, str]]) -> dict[str, Share]:
    """Shares over a register's orders, its distinct designations and its states."""
    shares = {name: Share() for name in ("orders", "designations", "states")}
    seen: set[str] = set()
    for order in orders:
        description, item = order["Weapon description"].strip(), order["Weapon designation"].strip()
        what = f"{item} [{description}]"
        shares["orders"].count(classed_right(description, item), what)
        if item not in seen:
            shares["designations"].count(known(item, description), what)
        for state in {order["Recipient"], order["Supplier"]} - seen:
            if not _NO_STATE.search(state):
                shares["states"].count(code_for(state) is not None, state)
        seen |= {item, order["Recipient"], order["Supplier"]}
    return shares


def measure_oryx(lines: Iterable[dict[str, str]]) -> Share:
    """The share of distinct systems lost in a war, trucks and unknowns aside, that are found."""
    share = Share()
    systems = {re.sub(r"^\d+ (?=.*[A-Za-z])|['’]+", "", line["system"]).strip() for line in lines}
    for system in sorted(systems):
        if not re.search(r"unknown|truck|^NA$|Ural|KamAZ|ZiL|GAZ|KrAZ|MAZ|UAZ", system, re.I):
            share.count(any(m.designation for m in find_weapons(system)), system)
    return share


def report(shares: dict[str, Share], misses: int) -> None:
    """Print the shares and the most frequent misses."""
    for name, share in shares.items():
        print(f"{name:14}{share}")
        for what, times in share.misses.most_common(misses):
            print(f"    {times:5}  {what}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reference", type=Path, required=True, help="folder of the registers")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each")
    options = parser.parse_args()
    register = options.reference / "trade-register-sipri.csv"
    with register.open(encoding="utf-8-sig", newline="") as lines:
        shares = measure(csv.DictReader(lines))
    with (options.reference / "oryx-systems.csv").open(encoding="utf-8", newline="") as lines:
        shares["oryx systems"] = measure_oryx(csv.DictReader(lines))
    report(shares, options.misses)


if __name__ == "__main__":
    main()
