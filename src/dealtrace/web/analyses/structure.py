"""Who depends on whom, and who stands between."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from dealtrace.analysis.dependence.others import other_dependences
from dealtrace.analysis.dependence.supply import (
    RANKED,
    WINDOW,
    Measure,
    Supply,
    dependence,
    most_dependent,
    rates_of,
)
from dealtrace.analysis.network.measures import Network, measured
from dealtrace.analysis.network.web import MOST, Relation, Scope, web
from dealtrace.analysis.pictures import charts
from dealtrace.display import figures, phrases, wording
from dealtrace.web.analyses.asked import MEASURES, Asked
from dealtrace.web.analyses.sheets import Analysis, Cell, Link, Sheet, sheet

_LISTED = 50
_TIES = 30
_COMMUNITIES = 8


def depend(connection: Connection, asked: Asked) -> Analysis:
    """A state's suppliers, or all states by how few they have."""
    measure = MEASURES[asked["by"] or "deals"]
    if asked["state"]:
        return _of_state(connection, asked, asked["state"], measure)
    found = most_dependent(
        connection,
        measure=measure,
        item_class=asked["class"],
        since=asked["since"],
        until=asked["until"],
        as_of=asked.as_of,
    )
    shown = found[: asked["limit"] or RANKED]
    sheets = _supplies(shown, "Most dependent first", "Recipient", _recipient)
    notes = _rates(rates_of(measure)) if shown else ["No state has three deals."]
    return Analysis(shown, "Dependence", sheets, notes)


def _rates(sources: Sequence[str]) -> list[str]:
    return [figures.at_rates(sources)] if sources else []


def _recipient(one: Supply) -> Cell:
    return Link(wording.state(one.recipient), f"/analysis/dependence?state={one.recipient}")


def _of_state(connection: Connection, asked: Asked, code: str, measure: Measure) -> Analysis:
    found = dependence(
        connection,
        code,
        measure=measure,
        since=asked["since"],
        until=asked["until"],
        as_of=asked.as_of,
        window=asked["window"] or WINDOW,
    )
    others = other_dependences(connection, code, asked.as_of)
    told = [
        (
            one.thing,
            wording.state(one.giver),
            one.way,
            f"{phrases.counted(one.reports, 'report')}, last {phrases.day(one.last)}",
            f"“{wording.quote(one.sentence, 200)}”",
        )
        for one in others[:12]
    ]
    result = {"arms": found, "others": others}
    if found.total.found is None:
        sheets, chart = [], None
    else:
        chart = charts.suppliers(found)
        over_time = f"Over time: {found.trend}"
        sheets = [
            *_supplies([found.total], "All arms", "Arms", lambda s: "all"),
            *_supplies(found.by_class, "By class", "Class", lambda s: s.item_class or ""),
            *_supplies(found.over_time, over_time, "Years", lambda s: f"{s.first}–{s.last}"),
        ]
    sheets += sheet("Other dependences, as reported", "What|From|Way|Told by|Sentence", told)
    notes = _rates(found.rates) if found.total.found else ["No deals signed or beyond."]
    return Analysis(result, wording.state(code), sheets, notes, chart)


def _supplies(
    found: Sequence[Supply], title: str, name: str, label: Callable[[Supply], Cell]
) -> list[Sheet]:
    rows = [(label(one), f"{one.deals:,}", *_shares(one)) for one in found]
    columns = f"{name}|Deals|HHI|Largest supplier|Others|Concentration"
    return sheet(title, columns, rows, "Deals|HHI")


def _shares(one: Supply) -> list[str]:
    made = one.found
    if made is None:
        return ["—", "—", "", f"{one.without_sum} without a sum" if one.without_sum else ""]
    shares = [f"{wording.state(s.supplier)} {figures.share(s.share)}" for s in made.shares]
    more = f" and {len(shares) - 4} more" if len(shares) > 4 else ""
    return [f"{made.hhi:,.0f}", shares[0], ", ".join(shares[1:4]) + more, made.band]


def network(connection: Connection, asked: Asked) -> Analysis:
    """Who supplies, funds or meets whom, and who stands between."""
    scope = Scope(
        asked["since"],
        asked["until"],
        asked.as_of,
        asked["state"],
        asked["class"],
        bool(asked["persons"]),
        asked["most"] or MOST,
    )
    found = measured(web(connection, Relation(asked["relation"] or Relation.SUPPLY), scope))
    if not found.standings:
        return Analysis(found, "Network", notes=["No ties."])
    nodes, ties = len(found.web.nodes), len(found.web.ties)
    left = f"; {found.web.left_out:,} weaker nodes left out" if found.web.left_out else ""
    note = f"{nodes:,} nodes, {ties:,} ties, {figures.period(found.web.since, found.web.until)}"
    sheets = [*_standings(found, asked["limit"] or _LISTED), *_ties(found), *_communities(found)]
    notes = [note + left + ".", *_rates(found.web.rates)]
    return Analysis(found, "Who stands between others", sheets, notes)


def _standings(found: Network, most: int) -> list[Sheet]:
    weights = "Gives|Takes" if found.web.directed else "Reports"
    rows = [
        (
            one.node.name,
            f"{one.partners:,}",
            *(f"{v:,}" for v in ((one.given, one.taken) if found.web.directed else (one.given,))),
            f"{one.betweenness:.3f}",
            f"{one.pagerank:.3f}",
            str(one.community + 1),
            "broker" if one.broker else "",
        )
        for one in found.standings[:most]
    ]
    columns = f"Who|Partners|{weights}|Betweenness|PageRank|Community|Role"
    return sheet("Standing", columns, rows, f"Partners|{weights}|Betweenness|PageRank|Community")


def _ties(found: Network) -> list[Sheet]:
    names = {node.key: node.name for node in found.web.nodes}
    strongest = sorted(found.web.ties, key=lambda t: (-t.weight, t.source, t.target))[:_TIES]
    rows = [
        (
            names[tie.source],
            names[tie.target],
            f"{tie.weight:,}",
            f"${figures.short(tie.usd)}" if tie.usd is not None else "",
            "–".join(dict.fromkeys((tie.first[:4], tie.last[:4]))),
        )
        for tie in strongest
    ]
    return sheet("Strongest ties", "From|To|Weight|US dollars|Years", rows, "Weight|US dollars")


def _communities(found: Network) -> list[Sheet]:
    names = {node.key: node.name for node in found.web.nodes}
    rows = []
    for number, group in enumerate(found.communities[:_COMMUNITIES], 1):
        more = f" and {len(group) - 12} more" if len(group) > 12 else ""
        rows.append((str(number), wording.listed([names[key] for key in group][:12]) + more))
    title = f"Communities (modularity {found.modularity or 0:.2f})"
    return sheet(title, "Community|Members", rows)
