"""Pictures of networks: as Vega-Lite, and as Cytoscape's JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dealtrace.analysis.network.measures import Network, Standing, positions
from dealtrace.analysis.network.web import Relation, Tie
from dealtrace.analysis.pictures import labels
from dealtrace.analysis.pictures.style import GREYS, SHAPES, framed, plain, source
from dealtrace.analysis.values import AnalysisError

Json = dict[str, Any]
Place = tuple[float, float]

DRAWN = 45
"""Nodes in a picture, those with most ties; more would not be read."""

_SIZE = 620
_AREAS = (60, 520)  # of the marks with fewest and with most partners
_UNITS = {
    Relation.SUPPLY: "deals signed or beyond",
    Relation.CREDIT: "credits committed or written off",
    Relation.MEETINGS: "reports of meetings and visits",
}
_LEGEND = {
    Relation.SUPPLY: "Deals",
    Relation.CREDIT: "Credits",
    Relation.MEETINGS: "Reports",
}
_TITLES = {
    Relation.SUPPLY: "Who supplies whom with arms",
    Relation.CREDIT: "Who lends to whom for arms",
    Relation.MEETINGS: "Who meets whom",
}
_NO_AXIS: Json = {"axis": None, "scale": {"domain": [0, _SIZE], "nice": False}}
_EDGE = 55  # of the picture, which marks keep off so that their names fit
_SHADES = (GREYS[1], GREYS[3], GREYS[2], "#444444")  # apart from the page and from black rims


def network(found: Network) -> Json:
    """Return a network as nodes and lines: size by partners, shade and form by community.

    Raises :class:`AnalysisError` where it has no ties.
    """
    if not found.standings:
        raise AnalysisError("no ties, nothing to draw")
    shown, ties = _drawn(found)
    nodes = tuple(one.node for one in shown)
    places = _spread(positions(replace(found.web, nodes=nodes, ties=tuple(ties))))
    layers = [_lines(ties, places, _LEGEND[found.web.relation])]
    if found.web.directed:
        layers.append(_arrows(ties, places))
    left = len(found.standings) - len(shown) + found.web.left_out
    notes = [
        f"Thickness of lines: number of {_UNITS[found.web.relation]}; size of marks: number of "
        "partners; form and shade: community (Louvain); black rim: broker.",
        source(found.web.as_of, _span(found), *([f"{left} weaker nodes left out"] if left else [])),
    ]
    return framed(
        _TITLES[found.web.relation],
        notes,
        layer=[*layers, _nodes(shown, places), _names(shown, places)],
        width=_SIZE,
        height=_SIZE,
        resolve={"scale": {"size": "independent"}},
    )


def _drawn(found: Network) -> tuple[list[Standing], list[Tie]]:
    """Return the nodes with most partners, as far as they have ties with each other, and these."""
    ranked = sorted(found.standings, key=lambda s: (-s.partners, -s.pagerank, s.node.key))[:DRAWN]
    keys = {one.node.key for one in ranked}
    ties = [t for t in found.web.ties if t.source in keys and t.target in keys]
    tied = {end for t in ties for end in (t.source, t.target)}
    return [one for one in ranked if one.node.key in tied], ties


def _spread(places: dict[str, Place]) -> dict[str, Place]:
    """Return places in the units of the drawing, over all of its room."""
    across = _stretched([x for x, _ in places.values()])
    upwards = _stretched([y for _, y in places.values()])
    return dict(zip(places, zip(across, upwards, strict=True), strict=True))


def _stretched(values: list[float]) -> list[float]:
    """Return values between the edges: half as far apart as they were, half evenly by their
    order, so that a crowd in the middle can be read."""
    low, high, last = min(values, default=0.0), max(values, default=0.0), max(len(values) - 1, 1)
    rank = {value: place / last for place, value in enumerate(sorted(values))}
    parts = [((v - low) / (high - low) + rank[v]) / 2 if high > low else 0.5 for v in values]
    return [_EDGE + (_SIZE - 2 * _EDGE) * part for part in parts]


def _span(found: Network) -> str:
    since, until = found.web.since, found.web.until
    if since is None and until is None:
        days = [t.first for t in found.web.ties if t.first]
        days += [t.last for t in found.web.ties if t.last]
        return f"{min(days)[:4]} to {max(days)[:4]}" if days else "no days told"
    return f"{since or 'the first report'} to {until or 'the last report'}"


def _lines(ties: list[Tie], places: dict[str, Place], title: str) -> Json:
    rows = [
        {
            "x": places[t.source][0],
            "y": places[t.source][1],
            "x2": places[t.target][0],
            "y2": places[t.target][1],
            "weight": t.weight,
        }
        for t in ties
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": "#8a8a8a", "opacity": 0.75},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", **_NO_AXIS},
            "y": {"field": "y", "type": "quantitative", **_NO_AXIS},
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {
                "field": "weight",
                "type": "quantitative",
                "title": title,
                "scale": {"type": "sqrt", "range": [0.4, 5]},
                "legend": {"values": _steps([t.weight for t in ties]), "format": ",d"},
            },
        },
    }


def _arrows(ties: list[Tie], places: dict[str, Place]) -> Json:
    rows = [_arrow(places[t.source], places[t.target]) for t in ties]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "shape": "triangle-up", "filled": True, "color": "#333333"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", **_NO_AXIS},
            "y": {"field": "y", "type": "quantitative", **_NO_AXIS},
            "angle": {
                "field": "angle",
                "type": "quantitative",
                "scale": {"domain": [0, 360], "range": [0, 360]},
            },
            "size": {"value": 34},
        },
    }


def _arrow(start: Place, end: Place) -> Json:
    """Return where an arrow's head stands on its line, and its turn clockwise from upwards."""
    x, y = (a + 0.64 * (b - a) for a, b in zip(start, end, strict=True))
    turn = math.degrees(math.atan2(end[0] - start[0], end[1] - start[1])) % 360
    return {"x": x, "y": y, "angle": turn}


def _nodes(shown: list[Standing], places: dict[str, Place]) -> Json:
    rows = [
        {
            "x": places[one.node.key][0],
            "y": places[one.node.key][1],
            "name": plain(one.node.name),
            "partners": one.partners,
            "community": str(one.community + 1),
            "broker": one.broker,
        }
        for one in shown
    ]
    groups = sorted({row["community"] for row in rows}, key=lambda name: int(str(name)))
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": "black"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", **_NO_AXIS},
            "y": {"field": "y", "type": "quantitative", **_NO_AXIS},
            "size": {
                "field": "partners",
                "type": "quantitative",
                "title": "Partners",
                "scale": {"range": [*_AREAS], "zero": False},
                "legend": {
                    "values": _steps([one.partners for one in shown]),
                    "format": ",d",
                    "symbolFillColor": "white",
                },
            },
            "fill": _by_group(groups, _SHADES, "Community"),
            "shape": _by_group(groups, SHAPES, "Community"),
            "strokeWidth": {"condition": {"test": "datum.broker", "value": 3}, "value": 0.7},
            "tooltip": [{"field": "name"}, {"field": "partners"}],
        },
    }


def _steps(counts: Sequence[int]) -> list[int]:
    """Return the whole numbers that a legend shows: the least, the most and some between them."""
    low, high = min(counts, default=0), max(counts, default=0)
    return sorted({round(low + (high - low) * part / 3) for part in range(4)})


def _by_group(groups: list[object], marks: tuple[str, ...], title: str) -> Json:
    values = [marks[place % len(marks)] for place in range(len(groups))]
    return {
        "field": "community",
        "type": "nominal",
        "title": title,
        "sort": groups,
        "scale": {"domain": groups, "range": values},
        "legend": {"symbolStrokeColor": "black", "symbolStrokeWidth": 0.7, "symbolSize": 110},
    }


def _radii(shown: list[Standing]) -> list[float]:
    """Return how far marks reach from their middles; their areas grow with the partners."""
    least, most = (edge((one.partners for one in shown), default=0) for edge in (min, max))
    steps = (_AREAS[1] - _AREAS[0]) / max(most - least, 1)
    return [math.sqrt((_AREAS[0] + steps * (one.partners - least)) / math.pi) for one in shown]


def _names(shown: list[Standing], places: dict[str, Place]) -> Json:
    marks = [
        (plain(one.node.name), *places[one.node.key], radius)
        for one, radius in zip(shown, _radii(shown), strict=True)
    ]
    rows = [{"x": one.x, "y": one.y, "name": one.name} for one in labels.placed(marks, _SIZE)]
    words = {"type": "text", "fontSize": 11, "fontWeight": "bold"}
    halo = {**words, "color": "white", "stroke": "white", "strokeWidth": 3, "opacity": 0.85}
    return {
        "data": {"values": rows},
        "layer": [{"mark": halo}, {"mark": {**words, "color": "black"}}],
        "encoding": {
            "x": {"field": "x", "type": "quantitative", **_NO_AXIS},
            "y": {"field": "y", "type": "quantitative", **_NO_AXIS},
            "text": {"field": "name"},
        },
    }


def cytoscape(found: Network) -> Json:
    """Return a network as Cytoscape (and Cytoscape.js) reads it, with the place of each node."""
    places = positions(found.web)
    return {
        "data": {"name": _TITLES[found.web.relation], "relation": found.web.relation.value},
        "elements": {
            "nodes": [_element(one, places[one.node.key]) for one in found.standings],
            "edges": [_edge(tie) for tie in found.web.ties],
        },
    }


def _element(one: Standing, place: Place) -> Json:
    return {
        "data": {
            "id": one.node.key,
            "name": plain(one.node.name),
            "kind": one.node.kind,
            "country": one.node.country,
            "partners": one.partners,
            "given": one.given,
            "taken": one.taken,
            "betweenness": round(one.betweenness, 6),
            "pagerank": round(one.pagerank, 6),
            "community": one.community,
            "broker": one.broker,
        },
        "position": {"x": round(500 * place[0], 1), "y": round(-500 * place[1], 1)},
    }


def _edge(tie: Tie) -> Json:
    return {
        "data": {
            "id": f"{tie.source}>{tie.target}",
            "source": tie.source,
            "target": tie.target,
            "weight": tie.weight,
            "usd": tie.usd,
            "first": tie.first,
            "last": tie.last,
        }
    }
