"""How decisions are put into words."""

from __future__ import annotations

from rich.text import Text

from dealtrace.display import phrases, wording
from dealtrace.register.decisions import Decision


def line(one: Decision) -> Text:
    """Return a decision on one line: "3  2019-03-01  Ana: set stage signed (seen it)"."""
    reason = f" ({wording.clean(one.reason)})" if one.reason else ""
    return Text.assemble(
        (f"{one.id}  {one.made_at:%Y-%m-%d}  ", "dim"),
        (wording.clean(one.made_by), "bold"),
        f": {phrases.deed(one)}",
        (reason, "dim"),
    )
