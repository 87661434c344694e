"""Charts of results, as Vega-Lite descriptions: suppliers, debt service, repayment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dealtrace.analysis.credit.assessing import Assessment
from dealtrace.analysis.dependence.supply import Dependence, Measure, Supply
from dealtrace.analysis.pay.ability import AbilityToPay, YearDue
from dealtrace.analysis.pictures.style import GREYS, framed, source, state
from dealtrace.analysis.values import AnalysisError

Json = dict[str, Any]

NAMED = 4
"""Suppliers that have a shade of their own; the rest are "others"."""

_OTHERS = "others"
_UNITS = {
    Measure.DEALS: "Share of deals (%)",
    Measure.USD: "Share of value in US dollars of the day (%)",
    Measure.TIV: "Share of SIPRI trend-indicator values (%)",
}


def suppliers(found: Dependence, *notes: str) -> Json:
    """Return shares of suppliers over time as stacked bars, with the index over each bar.

    Raises :class:`AnalysisError` where there are no deals.
    """
    spans = found.over_time
    if found.total.found is None:
        raise AnalysisError(f"{state(found.recipient)}: no deals to draw that are signed or beyond")
    names = _largest(spans)
    said = (
        "Over the bars: Herfindahl-Hirschman index (HHI), 10,000 for a single supplier; n: deals "
        "counted."
    )
    return framed(
        f"Who supplies {state(found.recipient)}",
        [said, source(found.as_of, *notes, *_rates(found.rates))],
        layer=[_share_bars(spans, names, _UNITS[found.measure]), _indices(spans)],
        width=max(62 * len(spans), 220),
        height=280,
    )


def _rates(sources: Sequence[str]) -> list[str]:
    return [f"exchange rates: {one}" for one in sources]


_BARS: Json = {"type": "bar", "stroke": "black", "strokeWidth": 0.6}
_FLAT: Json = {"axis": {"labelAngle": 0}}
_SPANS: Json = {"field": "span", "type": "ordinal", "title": "Years", **_FLAT}


def _share_bars(spans: Sequence[Supply], names: Sequence[str], unit: str) -> Json:
    rows = [row for one in spans if one.found for row in _shares(one, names)]
    others = [_OTHERS] if any(row["supplier"] == _OTHERS for row in rows) else []
    order = [*(state(name) for name in names), *others]
    shades = [*GREYS[: len(names)], *("white" for _ in others)]
    return {
        "data": {"values": rows},
        "mark": _BARS,
        "encoding": {
            "x": _SPANS,
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": unit,
                "scale": {"domain": [0, 100]},
            },
            "color": _shaded("supplier", "Supplier", order, shades) | {"sort": order},
            "order": {"field": "place", "type": "quantitative"},
        },
    }


def _shaded(field: str, title: str, order: Sequence[str], shades: Sequence[str]) -> Json:
    """Return the encoding that gives each of some values its own grey."""
    scale = {"domain": list(order), "range": list(shades)}
    return {"field": field, "type": "nominal", "title": title, "scale": scale}


def _indices(spans: Sequence[Supply]) -> Json:
    marks = [
        {"span": _span(one), "hhi": f"{_index(one)}\nn={one.deals:,}"}
        for one in spans  # those without deals too, so that the years go on evenly
    ]
    return {
        "data": {"values": marks},
        "mark": {"type": "text", "dy": -18, "fontSize": 10, "lineBreak": "\n"},
        "encoding": {"x": _SPANS, "y": {"datum": 100}, "text": {"field": "hhi"}},
    }


def _index(one: Supply) -> str:
    return f"{one.found.hhi:,.0f}" if one.found else "–"


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


def repayment(one: Assessment, title: str) -> Json:
    """Return the payments of a loan, principal and interest, year by year.

    Raises :class:`AnalysisError` where its terms don't tell them.
    """
    if not one.schedule:
        raise AnalysisError("no payments to draw: rate, years and grace must each be one number")
    money = f"millions of {one.currency or 'a currency that is not told'}"
    made = f"Source: terms of the loan as given; reckoned with Dealtrace on {dt.date.today()}."
    return framed(
        title,
        [f"Reckoned as {'; '.join(one.conventions)}.", made],
        data={"values": _payments(one)},
        mark=_BARS,
        encoding={
            "x": {"field": "year", "type": "ordinal", "title": "Year after the start", **_FLAT},
            "y": {
                "field": "sum",
                "type": "quantitative",
                "aggregate": "sum",
                "title": f"Payments ({money})",
                "axis": {"format": ",~g"},
            },
            "color": _shaded("part", "Part", ["interest", "principal"], [GREYS[0], GREYS[3]]),
        },
        width=480,
        height=260,
    )


def _payments(one: Assessment) -> list[Json]:
    rows: list[Json] = []
    for paid in one.schedule:
        year = int(-(-paid.years // 1))  # a payment at 0.5 belongs to the first year
        rows.append({"year": year, "part": "principal", "sum": paid.principal / 1e6})
        rows.append({"year": year, "part": "interest", "sum": paid.interest / 1e6})
    return rows


def debt_service(found: AbilityToPay) -> Json:
    """Return what falls due each year: a bar from the least to the most, with its share of GDP.

    Raises :class:`AnalysisError` where nothing is known to fall due.
    """
    if not found.years:
        raise AnalysisError(
            f"{state(found.borrower)}: no loans with terms and sum, nothing to draw"
        )
    rows = _every_year([_due(one) for one in found.years])
    known = [r for one in found.years for r in one.ratios if r.of == "gdp" and r.source]
    others = [f"GDP: {known[0].source}, of the year or the newest before"] if known else []
    others += _rates(found.rates)
    return framed(
        f"Debt service of {state(found.borrower)} on loans of the register",
        [_what_bars_are(found, bool(known)), source(found.as_of, *others)],
        data={"values": rows},
        layer=_from_least_to_most(upright=len(rows) <= _WIDEST / 38),
        width=min(max(38 * len(rows), 260), _WIDEST),
        height=260,
    )


_WIDEST = 1000  # of a picture; where years are many, not each has its number on the axis


def _every_year(rows: Sequence[Json]) -> list[Json]:
    """Return rows for all years from the first to the last, without a bar where nothing is due."""
    due = {row["year"]: row for row in rows}
    years = range(min(due, default=0), max(due, default=-1) + 1)
    return [due.get(year, {"year": year, "low": 0, "high": 0, "share": ""}) for year in years]


def _what_bars_are(found: AbilityToPay, with_gdp: bool) -> str:
    notes = ["Dark: what falls due at least; light: at most, over the terms assumed."]
    if with_gdp:
        notes.append("Over the bars: at most, in percent of GDP.")
    silent = sum(not one.by_year for one in found.loans)
    if silent:
        notes.append(f"Not in it: {silent} loan{'s' * (silent > 1)} without terms or sum.")
    return " ".join(notes)


def _from_least_to_most(upright: bool) -> list[Json]:
    axis = {"labelAngle": 0, "labelOverlap": True}
    x = {"field": "year", "type": "ordinal", "title": "Year", "axis": axis}
    scale = {"title": "Due (millions of US dollars of the loan's day)", "type": "quantitative"}
    most, least = {"field": "high", **scale}, {"field": "low", **scale}
    turned = {"dy": -7} if upright else {"angle": 270, "align": "left", "dx": 4}
    text = {"type": "text", "fontSize": 9, **turned}
    return [
        {"mark": {**_BARS, "color": GREYS[3]}, "encoding": {"x": x, "y": most}},
        {"mark": {**_BARS, "color": GREYS[1]}, "encoding": {"x": x, "y": least}},
        {"mark": text, "encoding": {"x": x, "y": most, "text": {"field": "share"}}},
    ]


def _due(one: YearDue) -> Json:
    gdp = next((r.percent for r in one.ratios if r.of == "gdp"), None)
    share = f"{gdp.high:.2g}" if gdp is not None and gdp.high is not None else ""
    low, high = (round((value or 0) / 1e6, 3) for value in (one.usd.low, one.usd.high))
    return {"year": one.year, "low": low, "high": high, "share": share}
