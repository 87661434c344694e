"""How all pictures look: fonts, greys, and the lines that say whence and as of when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from dealtrace.knowledge.countries import countries

Json = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
GREYS = ("#1a1a1a", "#6e6e6e", "#a6a6a6", "#d0d0d0", "#efefef")
"""Shades that stay apart in print, darkest first."""

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
"""Marks that stay apart without colour."""

_FONT = "Liberation Sans, Helvetica, Arial, sans-serif"
_LONGEST = 90  # characters of a line under a title


def plain(words: str) -> str:
    """Return words from outside on one line, without what breaks a drawing or turns it round."""
    return _SPACE.sub(" ", "".join(c if c.isprintable() else " " for c in words)).strip()


_SPACE = re.compile(r"\s+")


def framed(title: str, notes: Sequence[str], **more: Any) -> Json:
    """Return the frame of a chart: its title, the lines under it, and the look of the rest."""
    lines = [line for note in notes for line in _wrapped(note)]
    return {
        "$schema": SCHEMA,
        "title": {
            "text": plain(title),
            "subtitle": lines,
            "anchor": "start",
            "fontSize": 15,
            "subtitleFontSize": 11,
            "subtitleColor": "#444444",
            "subtitlePadding": 4,
            "offset": 12,
        },
        "background": "white",
        "padding": 12,
        "config": {
            "font": _FONT,
            "axis": {"labelFontSize": 11, "titleFontSize": 12, "gridColor": "#e6e6e6"},
            "legend": {"labelFontSize": 11, "titleFontSize": 12, "symbolStrokeColor": "black"},
            "view": {"stroke": "#999999"},
        },
        **more,
    }


def _wrapped(note: str) -> list[str]:
    lines, line = [], ""
    for word in note.split():
        if line and len(line) + len(word) >= _LONGEST:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def source(as_of: dt.date | None, *others: str) -> str:
    """Return the line that says where figures come from, and as of when."""
    day = f"as known on {as_of}" if as_of else f"as known on {dt.date.today()}"
    return (
        "; ".join([f"Source: register of news reports kept with Dealtrace, {day}", *others]) + "."
    )


def state(code: str) -> str:
    """Return a state's name, or the code where it is none."""
    known = countries().get(code)
    return known.name if known else code
