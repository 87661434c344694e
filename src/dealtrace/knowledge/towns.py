"""Towns and the states they lie in: recipients are often named by a port or base alone.

The table is ``data/towns.csv``; its first lines say where the names come from.
"""

from __future__ import annotations

import re
from functools import cache

from dealtrace.knowledge.lexicon import bare, fold
from dealtrace.knowledge.tables import parts, rows

_SORT = (
    r"(?:naval|navy|air|army|military|submarine|international)? ?"
    r"(?:bay|port|harbou?r|base|airbase|station|shipyards?|yards?|dockyard|airport|airfield|arsenal)"
)
_BEFORE, _BEHIND = re.compile(rf"(?i)^{_SORT} of "), re.compile(rf"(?i)(?: {_SORT})+$")


def state_of_town(name: str) -> str | None:
    """Return the ISO3 code of the state in which nearly all towns of this name lie; else None.

    A word for its port or base may stand beside the name ("Cam Ranh Bay", "the port of Callao").
    Capitals are in the table of states (``countries.code_for``), not here.
    """
    plain = _BEHIND.sub("", _BEFORE.sub("", bare(name)))
    return _towns().get(fold(plain))


@cache
def _towns() -> dict[str, str]:
    return {fold(name): row["iso3"] for row in rows("towns.csv") for name in parts(row["towns"])}
