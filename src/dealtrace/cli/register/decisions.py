"""How decisions are put into words."""

from __future__ import annotations

from rich.text import Text

from dealtrace.display import wording
from dealtrace.register.decisions import Action, Decision


def line(one: Decision) -> Text:
    """Return a decision on one line: "3  2019-03-01  Ana: set stage signed (seen it)"."""
    reason = f" ({wording.clean(one.reason)})" if one.reason else ""
    return Text.assemble(
        (f"{one.id}  {one.made_at:%Y-%m-%d}  ", "dim"),
        (wording.clean(one.made_by), "bold"),
        f": {deed(one)}",
        (reason, "dim"),
    )


def deed(one: Decision) -> str:
    """Return what was decided: "set stage to signed"."""
    if one.action is Action.UNDO:
        return f"undo {one.undoes}"
    if one.action is Action.SET:
        return wording.clean(f"set {one.what['field']} to {_value(one.what['value'])}")
    if one.action is Action.SPLIT:
        return f"split off {', '.join(one.what['groups'][0])}"
    if one.action is Action.MERGE:
        return f"merge {', '.join(group[0] for group in one.what['groups'])}"
    return one.action.value


def _value(value: object) -> str:
    """Return a value that was set, as it is typed."""
    if isinstance(value, dict) and "item" in value:
        return f"{value['item']}={value['number']}"
    if isinstance(value, dict):
        return wording.amount(value["amount"], value["currency"])
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
