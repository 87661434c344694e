"""Charts of results, as Vega-Lite descriptions: suppliers, timelines, debt service, repayment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dealtrace.analysis.credit.assessing import Assessment
from dealtrace.analysis.dependence.supply import Dependence, Measure, Supply
from dealtrace.analysis.pay.ability import AbilityToPay, YearDue
from dealtrace.analysis.pictures.style import GREYS, SHAPES, framed, plain, source, state
from dealtrace.analysis.timeline import Event, Timeline

Json = dict[str, Any]

NAMED = 4
"""Suppliers that have a shade of their own; the rest are "others"."""

DRAWN = 60
"""Events in a picture, the latest; more would not be read."""

_OTHERS = "others"
_UNITS = {
    Measure.DEALS: "Share of deals (%)",
    Measure.USD: "Share of value in US dollars of the day (%)",
    Measure.TIV: "Share of SIPRI trend-indicator values (%)",
}


def suppliers(found: Dependence, *notes: str) -> Json:
    """Return shares of suppliers over time as stacked bars, with the index over each bar."""
    spans = [one for one in found.over_time if one.found is not None]
    names = _largest(spans)
    rows = [row for one in spans for row in _shares(one, names)]
    marks = [
        {"span": _span(one), "hhi": f"HHI {one.found.hhi:,.0f} (n={one.deals})"}
        for one in spans
        if one.found
    ]
    x = {"field": "span", "type": "ordinal", "title": "Years", "axis": {"labelAngle": 0}}
    order = [*(state(name) for name in names), _OTHERS]
    bars = {
        "data": {"values": rows},
        "mark": {"type": "bar", "stroke": "black", "strokeWidth": 0.6},
        "encoding": {
            "x": x,
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": _UNITS[found.measure],
                "scale": {"domain": [0, 100]},
            },
            "color": {
                "field": "supplier",
                "type": "nominal",
                "title": "Supplier",
                "sort": order,
                "scale": {"domain": order, "range": [*GREYS[: len(order) - 1], "white"]},
            },
            "order": {"field": "place", "type": "quantitative"},
        },
    }
    index = {
        "data": {"values": marks},
        "mark": {"type": "text", "dy": -8, "fontSize": 10},
        "encoding": {"x": x, "y": {"datum": 100}, "text": {"field": "hhi"}},
    }
    said = "HHI: Herfindahl-Hirschman index, 10,000 for a single supplier; n: deals counted."
    return framed(
        f"Who supplies {state(found.recipient)}",
        [said, source(found.as_of), *notes],
        layer=[bars, index],
        width=max(90 * len(spans), 220),
        height=280,
    )


def _largest(spans: Sequence[Supply]) -> list[str]:
    total: dict[str, float] = {}
    for one in spans:
        for share in one.found.shares if one.found else ():
            total[share.supplier] = total.get(share.supplier, 0) + share.amount
    return sorted(total, key=lambda name: (-total[name], name))[:NAMED]


def _shares(one: Supply, names: Sequence[str]) -> list[Json]:
    shares = {s.supplier: s.share for s in one.found.shares} if one.found else {}
    told = [(state(n), shares.get(n, 0.0)) for n in names]
    told.append((_OTHERS, max(1 - sum(share for _, share in told), 0.0)))
    return [
        {"span": _span(one), "supplier": name, "share": round(100 * share, 2), "place": place}
        for place, (name, share) in enumerate(told)
        if share > 1e-9
    ]


def _span(one: Supply) -> str:
    return f"{one.first}–{one.last}" if one.first != one.last else str(one.first)


_KINDS = ("stage", "price", "credit", "meeting", "visit", "denial", "decision")


def timeline(found: Timeline) -> Json:
    """Return events on a line for each kind, hollow where they are planned or possible."""
    shown = found.events[-DRAWN:]
    left = len(found.events) - len(shown)
    kinds = [kind for kind in _KINDS if any(e.kind == kind for e in shown)]
    rows = _events(shown)
    shared: Json = {
        "x": {
            "field": "day",
            "type": "temporal",
            "title": "Day of the event, or of the first report that tells it",
            "axis": {"format": "%b %Y", "labelOverlap": True},
            "scale": {"padding": 12},
        },
        "y": {"field": "kind", "type": "nominal", "sort": kinds, "title": None},
        "yOffset": {"field": "lane", "type": "nominal", "scale": {"paddingInner": 0}},
    }
    filled = {"condition": {"test": "datum.hedged", "value": "white"}, "value": "black"}
    points = {
        "mark": {"type": "point", "size": 70, "stroke": "black", "opacity": 1},
        "encoding": {
            **shared,
            "fill": filled,
            "shape": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": list(SHAPES)[: len(kinds)]},
                "legend": None,
            },
            "tooltip": [{"field": "text"}, {"field": "day", "type": "temporal"}],
        },
    }
    words: list[Json] = [
        {
            "transform": [{"filter": f"datum.late == {late}"}],
            "mark": {"type": "text", "align": side, "dx": shift, "fontSize": 10},
            "encoding": shared | {"text": {"field": "label"}},
        }
        for late, side, shift in (("false", "left", 8), ("true", "right", -8))
    ]
    return framed(
        found.of if len(found.of) < _TITLE else found.of[:_TITLE] + " …",
        [
            "Hollow marks: planned or possible only.",
            source(found.as_of, *([f"{left:,} earlier events left out"] if left else [])),
        ],
        data={"values": rows},
        layer=[points, *words],
        width=720,
        height={"step": 26},
    )


_LANES = 3  # lines that events of one kind alternate between, so that labels do not meet
_TITLE = 90
_LABEL = 42


def _events(events: Sequence[Event]) -> list[Json]:
    """Return events as rows; labels of the later ones stand to the left, within the picture."""
    days = [event.day.toordinal() for event in events]
    middle = (min(days, default=0) + max(days, default=0)) / 2
    seen: Counter[str] = Counter()
    rows = []
    for event, day in zip(events, days, strict=True):
        rows.append({**_event(event, seen[event.kind]), "late": day > middle})
        seen[event.kind] += 1
    return rows


def _event(event: Event, place: int) -> Json:
    text = plain(event.text)
    label = text if len(text) <= _LABEL else text[:_LABEL].rstrip() + " …"
    return {
        "day": event.day.isoformat(),
        "kind": event.kind,
        "text": text,
        "label": label,
        "lane": place % _LANES,
        "hedged": event.hedged,
    }


def repayment(one: Assessment, title: str) -> Json:
    """Return the payments of a loan, principal and interest, year by year."""
    rows: list[Json] = []
    for paid in one.schedule:
        year = int(-(-paid.years // 1))  # a payment at 0.5 belongs to the first year
        rows.append({"year": year, "part": "principal", "sum": paid.principal})
        rows.append({"year": year, "part": "interest", "sum": paid.interest})
    parts = ["interest", "principal"]
    return framed(
        title,
        [f"Reckoned as {'; '.join(one.conventions)}."],
        data={"values": rows},
        mark={"type": "bar", "stroke": "black", "strokeWidth": 0.6},
        encoding={
            "x": {"field": "year", "type": "ordinal", "title": "Year after the start", **_FLAT},
            "y": {
                "field": "sum",
                "type": "quantitative",
                "aggregate": "sum",
                "title": f"Payments ({one.currency or 'currency not told'})",
                "axis": {"format": "~s"},
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "title": "Part",
                "scale": {"domain": parts, "range": [GREYS[0], GREYS[3]]},
            },
        },
        width=480,
        height=260,
    )


_FLAT: Json = {"axis": {"labelAngle": 0}}


def debt_service(found: AbilityToPay) -> Json:
    """Return what falls due each year: a bar from the least to the most, with its share of GDP."""
    rows = [_due(one) for one in found.years]
    x = {"field": "year", "type": "ordinal", "title": "Year", "axis": {"labelAngle": 0}}
    scale = {"title": "Due (millions of US dollars of the loan's day)", "type": "quantitative"}
    bars = {
        "mark": {"type": "bar", "color": GREYS[3], "stroke": "black", "strokeWidth": 0.6},
        "encoding": {"x": x, "y": {"field": "high", **scale}},
    }
    least = {
        "mark": {"type": "bar", "color": GREYS[1], "stroke": "black", "strokeWidth": 0.6},
        "encoding": {"x": x, "y": {"field": "low", **scale}},
    }
    share = {
        "mark": {"type": "text", "dy": -7, "fontSize": 9},
        "encoding": {"x": x, "y": {"field": "high", **scale}, "text": {"field": "share"}},
    }
    known = [r for one in found.years for r in one.ratios if r.of == "gdp" and r.source]
    others = [f"GDP: {known[0].source}, {known[0].period} or the newest before"] if known else []
    notes = ["Dark: what falls due at least; light: at most, over the terms assumed."]
    if known:
        notes.append("Over the bars: at most, in percent of GDP.")
    silent = sum(not one.by_year for one in found.loans)
    if silent:
        notes.append(f"Not in it: {silent} loans without terms or sum.")
    return framed(
        f"Debt service of {state(found.borrower)} on loans of the register",
        [" ".join(notes), source(found.as_of, *others)],
        data={"values": rows},
        layer=[bars, least, share],
        width=max(38 * len(rows), 260),
        height=260,
    )


def _due(one: YearDue) -> Json:
    gdp = next((r.percent for r in one.ratios if r.of == "gdp"), None)
    share = f"{gdp.high:.2g}" if gdp is not None and gdp.high is not None else ""
    low, high = (round((value or 0) / 1e6, 3) for value in (one.usd.low, one.usd.high))
    return {"year": one.year, "low": low, "high": high, "share": share}
