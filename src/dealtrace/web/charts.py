"""Charts as Vega-Lite specifications.

The width, and the colours named as ``$accent``, ``$firm`` and so on, are put in by the page.
"""

from __future__ import annotations

from typing import Any

from dealtrace.register.model import Json
from dealtrace.web import words
from dealtrace.web.dossiers import COURSE, File

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


_LEGEND = {"title": None, "orient": "top"}


def timeline(file: File) -> dict[str, Any]:
    """Return what each report told of the deal on its day: the stage, and below it the sums."""
    stages, sums = _stages(file), _sums(file)
    told = [one["stage"] for one in stages]
    order = [stage for stage in (*COURSE, "cancelled", "denied") if stage in told]
    parts = [_stage_part(stages, order)] + ([_sum_part(sums)] if sums else [])
    return {
        "$schema": _SCHEMA,
        "vconcat": parts,
        "resolve": {"scale": {"x": "shared", "color": "independent"}},
        "spacing": 18,
    }


def _stages(file: File) -> list[Json]:
    """What was told when: each report that tells a stage, on the day of its publication."""
    found = []
    for told in file.body["stage"]:
        for key in told["reports"]:
            row = file.report_of.get(key)
            if row is not None and row.published:
                found.append(
                    {
                        "day": row.published.isoformat(),
                        "stage": told["value"],
                        "told": "as planned" if key in file.appraisal.hedged else "as fact",
                        "report": words.report_name(row),
                        "publisher": row.publisher or "unknown",
                    }
                )
    return found


def _sums(file: File) -> list[Json]:
    found = []
    for field in ("value", "financing"):
        for told in file.body[field]:
            value = told["value"]
            if value["amount"] is None:
                continue
            for key in told["reports"]:
                row = file.report_of.get(key)
                if row is not None and row.published:
                    found.append(
                        {
                            "day": row.published.isoformat(),
                            "sum": words.money(value),
                            "amount": value["amount"],
                            "of": value.get("kind", "price"),
                            "publisher": row.publisher or "unknown",
                        }
                    )
    return found


def _stage_part(stages: list[Json], order: list[str]) -> dict[str, Any]:
    return {
        "height": {"step": 26},
        "data": {"values": stages},
        "mark": {"type": "point", "size": 110, "opacity": 1, "filled": True},
        "encoding": {
            "x": _day(),
            "y": {"field": "stage", "type": "nominal", "sort": order[::-1], "title": None},
            "shape": {"field": "told", "scale": _told("circle", "diamond"), "legend": None},
            "color": {"field": "told", "scale": _told("$firm", "$hedged"), "legend": _LEGEND},
            "tooltip": [
                {"field": "day", "type": "temporal", "format": "%-d %B %Y"},
                {"field": "stage"},
                {"field": "told"},
                {"field": "publisher"},
            ],
        },
    }


def _sum_part(sums: list[Json]) -> dict[str, Any]:
    order = list(dict.fromkeys(one["sum"] for one in sorted(sums, key=lambda s: -s["amount"])))
    return {
        "height": {"step": 26},
        "data": {"values": sums},
        "mark": {"type": "square", "size": 110, "opacity": 1},
        "encoding": {
            "x": _day(),
            "y": {"field": "sum", "type": "nominal", "sort": order, "title": None},
            "color": {
                "field": "of",
                "legend": _LEGEND,
                "scale": {"range": ["$accent", "$hedged", "$firm", "$denied", "$dim"]},
            },
            "tooltip": [
                {"field": "day", "type": "temporal", "format": "%-d %B %Y"},
                {"field": "of"},
                {"field": "sum"},
                {"field": "publisher"},
            ],
        },
    }


def _day() -> dict[str, Any]:
    return {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"padding": 14},
        "axis": {"labelOverlap": True, "tickCount": 6, "labelFlush": False},
    }


def _told(fact: str, planned: str) -> dict[str, Any]:
    return {"domain": ["as fact", "as planned"], "range": [fact, planned]}
