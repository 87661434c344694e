"""Deals as tables for spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from dealtrace.display import phrases, wording
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.model import Json

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

DEALS = (
    "id supplier recipient kind stage stage_date hedged confirmed dormant items amount currency "
    "amount_usd financing first_seen last_seen reports root_sources"
).split()
"""The columns of a table of deals."""


def defused(text: str) -> str:
    """Return text that no spreadsheet runs as a formula: an apostrophe stands before it if need be.

    :func:`restored` undoes it, whatever the text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """Return the text that :func:`defused` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_csv(stream: TextIO, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as CSV; text that a spreadsheet would take for a formula gets an apostrophe."""
    csv.writer(stream, lineterminator="\n").writerow(names)
    write_csv_rows(stream, rows)


def write_csv_rows(stream: TextIO, rows: Iterable[Sequence[Any]]) -> None:
    """Write further rows of a table that was begun."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return defused(wording.clean(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def deal(row: DealRow) -> list[object]:
    """Return a deal as a row of the columns of :data:`DEALS`."""
    values = {
        **{name: getattr(row, name, None) for name in DEALS},
        "items": "; ".join(map(_item, row.dossier["items"])),
        "amount": _plain(row.amount),
        "amount_usd": row.amount_usd and round(row.amount_usd),
        "financing": "; ".join(
            phrases.financing(told["value"]) for told in row.dossier["financing"]
        ),
    }
    return [values[name] for name in DEALS]


def _item(item: Json) -> str:
    if not item["designation"]:
        return phrases.arms(item)
    number = f"{item['quantity'][0]['value']} × " if item["quantity"] else ""
    return number + wording.clean(item["designation"])


def _plain(amount: float | None) -> float | None:
    """Return a sum as whole units where it is one, so that it prints as one."""
    return int(amount) if amount is not None and amount.is_integer() else amount
