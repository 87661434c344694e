"""Timelines as Vega-Lite descriptions: a line for each kind of event, as many as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dealtrace.analysis.pictures import labels
from dealtrace.analysis.pictures.style import SHAPES, framed, plain, source
from dealtrace.analysis.timeline import Event, Timeline
from dealtrace.analysis.values import AnalysisError

Json = dict[str, Any]

DRAWN = 60
"""Events in a picture, the latest; more would not be read."""

_KINDS = ("stage", "price", "credit", "meeting", "visit", "denial", "decision")
_WIDTH, _STEP, _PADDING = 720, 19, 12
_LETTER = 0.9 * labels.WIDTH  # of words that are smaller than names
_OFF = 8  # from the middle of a mark to its words
_TITLE = 90
_LABEL = 56
_DAYS_UP_TO, _MONTHS_UP_TO = 3, 36  # months
_BETWEEN = "|"  # a kind and the number of its line


def timeline(found: Timeline) -> Json:
    """Return events on lines for each kind, hollow where they are planned or possible.

    Raises :class:`AnalysisError` where there are none.
    """
    if not found.events:
        raise AnalysisError(f"{plain(found.of)}: no events with a day, nothing to draw")
    shown = found.events[-DRAWN:]
    left = len(found.events) - len(shown)
    kinds = [kind for kind in _KINDS if any(e.kind == kind for e in shown)]
    rows = _events(shown)
    shared = _place_of_event(_lines(kinds, rows), shown)
    return framed(
        shortened(found.of, _TITLE),
        [
            "Hollow marks: planned or possible only.",
            source(found.as_of, *([f"{left:,} earlier events left out"] if left else [])),
        ],
        data={"values": rows},
        layer=[_points(kinds, shared), *_labels(shared)],
        width=_WIDTH,
        height={"step": _STEP},
    )


def _lines(kinds: Sequence[str], rows: Sequence[Json]) -> list[str]:
    """Return the lines from above: each kind's, as many as it has."""
    used = {row["line"] for row in rows}
    return sorted(used, key=lambda line: (kinds.index(_parts(line)[0]), _parts(line)[1]))


def _parts(line: str) -> tuple[str, int]:
    kind, _, number = line.partition(_BETWEEN)
    return kind, int(number)


def _place_of_event(lines: Sequence[str], events: Sequence[Event]) -> Json:
    name = f"split(datum.value, '{_BETWEEN}')"
    return {
        "x": {
            "field": "day",
            "type": "temporal",
            "title": "Day of the event, or of the first report that tells it",
            "axis": {"labelOverlap": True, **_ticks(events)},
            "scale": {"padding": _PADDING},
        },
        "y": {
            "field": "line",
            "type": "nominal",
            "sort": list(lines),
            "title": None,
            "axis": {"labelExpr": f"{name}[1] == '0' ? {name}[0] : ''", "ticks": False},
        },
    }


def _ticks(events: Sequence[Event]) -> Json:
    """Return how the axis is divided: by days, months or years, so that no mark is there twice."""
    days = [event.day.toordinal() for event in events]
    months = (max(days) - min(days)) / 30.4
    if months < _DAYS_UP_TO:
        return {"format": "%d %b %Y", "tickCount": 5}
    if months < _MONTHS_UP_TO:
        return {"format": "%b %Y", "tickCount": {"interval": "month", "step": 1 + int(months / 10)}}
    return {"format": "%Y", "tickCount": {"interval": "year", "step": 1 + int(months / 150)}}


def _points(kinds: Sequence[str], shared: Json) -> Json:
    shapes = {"domain": list(kinds), "range": list(SHAPES)[: len(kinds)]}
    return {
        "mark": {"type": "point", "size": 70, "stroke": "black", "opacity": 1},
        "encoding": {
            **shared,
            "fill": {"condition": {"test": "datum.hedged", "value": "white"}, "value": "black"},
            "shape": {"field": "kind", "type": "nominal", "scale": shapes, "legend": None},
            "tooltip": [{"field": "text"}, {"field": "day", "type": "temporal"}],
        },
    }


def _labels(shared: Json) -> list[Json]:
    """Return the words beside the marks: to their left in the later half, so that they fit."""
    return [
        {
            "transform": [{"filter": f"datum.late == {late}"}],
            "mark": {"type": "text", "align": side, "dx": shift, "fontSize": 10},
            "encoding": shared | {"text": {"field": "label"}},
        }
        for late, side, shift in (("false", "left", _OFF), ("true", "right", -_OFF))
    ]


@dataclass(frozen=True, slots=True)
class _Reach:
    """From where to where a mark and its words reach, in the units of the drawing."""

    left: float
    right: float

    def meets(self, other: _Reach) -> bool:
        return self.left < other.right and other.left < self.right


def _events(events: Sequence[Event]) -> list[Json]:
    """Return events as rows, each on the first line of its kind where its words meet no other's."""
    days = [event.day.toordinal() for event in events]
    first, span = min(days), max(max(days) - min(days), 1)
    taken: dict[str, list[list[_Reach]]] = {}
    rows = []
    for event, day in zip(events, days, strict=True):
        row = _event(event)
        late = 2 * (day - first) > span
        across = _PADDING + (_WIDTH - 2 * _PADDING) * (day - first) / span
        reach = _reach(across, row["label"], late)
        line = _free_line(taken.setdefault(event.kind, []), reach)
        rows.append({**row, "line": f"{event.kind}{_BETWEEN}{line}", "late": late})
    return rows


def _reach(across: float, label: str, late: bool) -> _Reach:
    words = _OFF + _LETTER * len(label) + _OFF
    return _Reach(across - (words if late else _OFF), across + (_OFF if late else words))


def _free_line(lines: list[list[_Reach]], reach: _Reach) -> int:
    """Take a place on the first line that has room, on a new one if none has; return its number."""
    for number, line in enumerate(lines):
        if not any(reach.meets(other) for other in line):
            line.append(reach)
            return number
    lines.append([reach])
    return len(lines) - 1


def _event(event: Event) -> Json:
    text = plain(event.text)
    return {
        "day": event.day.isoformat(),
        "kind": event.kind,
        "text": text,
        "label": shortened(text, _LABEL),
        "hedged": event.hedged,
    }


def shortened(words: str, longest: int) -> str:
    """Return as many whole words as fit; one that doesn't is cut."""
    plainly = plain(words)
    if len(plainly) <= longest:
        return plainly
    whole = plainly[:longest].rpartition(" ")[0] or plainly[:longest]
    return f"{whole.rstrip(' ,;:')} …"
