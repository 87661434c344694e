"""Who supplies, pays for and meets whom, as a network: GraphML and GEXF.

http://graphml.graphdrawing.org/ and https://gexf.net/ Nodes are states, organisations and persons.
Edges are directed and may be many between two nodes: ``supply`` for each deal and pair of parties,
``finance`` for each way of paying that is told, disputed ones included, ``visit`` and ``meeting``
for each claim of one, copies left out (of a meeting's pairs each is one edge, in the order of the
sentence). ``prices`` has every price told. A deal without a known supplier, and a way of paying
without a lender, has no edge. GEXF's edges have their time: from the first report's day to the last
one's.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from dealtrace.display import phrases
from dealtrace.exports.parties import Party, actor, party
from dealtrace.exports.text import for_xml, plain
from dealtrace.exports.values import Value, values
from dealtrace.register.appraisal import Appraisal
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.streams import Claim, Stream

Scalar = str | int | float | bool | None

NODE = {"kind": str, "country": str}
"""What is told of nodes beside their label."""

EDGE = {
    "relation": str,
    "deal": str,
    "claim": str,
    "kind": str,
    "stage": str,
    "stage_date": str,
    "hedged": bool,
    "confirmed": bool,
    "disputed": bool,
    "rank": int,
    "amount": float,
    "currency": str,
    "amount_usd": float,
    "prices": str,
    "arms": str,
    "classes": str,
    "says": str,
    "grade": str,
    "score": float,
    "reports": int,
    "root_sources": int,
    "first_seen": str,
    "last_seen": str,
}
"""What is told of edges beside their label."""

_GRAPHML = {str: "string", bool: "boolean", int: "long", float: "double"}
_MEETING = {"meeting": ("participant", "counterpart", "body"), "visit": ("visitor",)}
_HOSTS = ("host", "destination")


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody; ``about`` has the keys of :data:`NODE`."""

    id: str
    label: str
    about: dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from one to another; ``about`` has keys of :data:`EDGE`."""

    id: str
    source: Node
    target: Node
    label: str
    about: dict[str, Scalar] = field(default_factory=dict)


def write_graphml(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write GraphML; returns how many nodes and edges of each kind there are."""
    file.write(_graphml_head().encode())
    counts = _write(stream, file, _graphml_node, _graphml_edge, ("", ""), ("", ""))
    file.write(b"</graph>\n</graphml>\n")
    return counts


def write_gexf(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write GEXF 1.2; returns how many nodes and edges of each kind there are."""
    file.write(_gexf_head().encode())
    counts = _write(
        stream, file, _gexf_node, _gexf_edge, ("<nodes>", "</nodes>"), ("<edges>", "</edges>")
    )
    file.write(b"</graph>\n</gexf>\n")
    return counts


def _write(
    stream: Stream,
    file: BinaryIO,
    node_xml: Callable[[Node], str],
    edge_xml: Callable[[Edge], str],
    around_nodes: tuple[str, str],
    around_edges: tuple[str, str],
) -> Counter[str]:
    """Write all nodes, then all edges, which wait in a file until their nodes are known."""
    counts: Counter[str] = Counter(node=0)
    nodes: dict[str, Node] = {}
    with TemporaryFile() as waiting:
        for edge in edges(stream):
            nodes.setdefault(edge.source.id, edge.source)
            nodes.setdefault(edge.target.id, edge.target)
            waiting.write(edge_xml(edge).encode("utf-8", "replace"))
            counts[str(edge.about["relation"])] += 1
        file.write(around_nodes[0].encode() + b"\n")
        for key in sorted(nodes):
            file.write(node_xml(nodes[key]).encode("utf-8", "replace"))
        file.write(f"{around_nodes[1]}\n{around_edges[0]}\n".encode())
        waiting.seek(0)
        shutil.copyfileobj(waiting, file)
        file.write(around_edges[1].encode() + b"\n")
    counts["node"] = len(nodes)
    return counts


def edges(stream: Stream) -> Iterator[Edge]:
    """Yield all edges, those of deals first."""
    for row, appraisal in stream.appraised():
        yield from _of_deal(stream, row, appraisal)
    for claim in stream.claims():
        stands = not (claim.is_copy or claim.rejected) and claim.modality != "denied"
        if stands and claim.type in _MEETING:
            yield from _of_claim(stream, claim)


def _of_deal(stream: Stream, row: DealRow, appraisal: Appraisal) -> Iterator[Edge]:
    body, told = row.dossier, values(row.dossier, appraisal)
    stage = next(value for value in told if value.field == "stage")
    about: dict[str, Scalar] = {
        "relation": "supply",
        "kind": row.kind,
        "disputed": any(value.disputed for value in told),
        "amount": plain(row.amount),
        "currency": row.currency,
        "amount_usd": row.amount_usd,
        "prices": "; ".join(phrases.amount(price["value"]) for price in body["value"]),
        "says": "; ".join(body["says"]),
        "grade": str(stage.grade) if stage.grade else None,
        "reports": row.reports,
        "root_sources": row.root_sources,
        "first_seen": _day(row.first_seen),
        "last_seen": _day(row.last_seen),
        **_common(row),
    }
    for supplier, recipient in product(body["supplier"], body["recipient"]):
        id_ = f"{row.id}/{supplier}>{recipient}"
        yield Edge(
            id_,
            _node(party(stream, supplier)),
            _node(party(stream, recipient)),
            row.headline,
            about,
        )
    for way in (value for value in told if value.field == "financing"):
        yield from _financing(stream, row, way)


def _financing(stream: Stream, row: DealRow, way: Value) -> Iterator[Edge]:
    value, told = way.value, way.told
    about: dict[str, Scalar] = {
        **_common(row),
        "relation": "finance",
        "kind": value["kind"],
        "disputed": way.disputed,
        "rank": way.rank,
        "amount": plain(way.amount),
        "currency": way.currency,
        "says": "; ".join(told["says"]),
        "grade": str(way.grade) if way.grade else None,
        "reports": len(told["reports"]),
        "root_sources": len(told["roots"]),
        "first_seen": told["first_seen"],
        "last_seen": told["last_seen"],
    }
    for lender, borrower in product(value["lender"], value["borrower"]):
        id_ = f"{way.id}/{lender}>{borrower}"
        yield Edge(
            id_, _node(party(stream, lender)), _node(party(stream, borrower)), value["kind"], about
        )


def _common(row: DealRow) -> dict[str, Scalar]:
    items = row.dossier["items"]
    return {
        "deal": row.id,
        "stage": row.stage,
        "stage_date": row.stage_date,
        "hedged": row.hedged,
        "confirmed": row.confirmed,
        "arms": "; ".join(item["text"] for item in items),
        "classes": "; ".join(dict.fromkeys(item["class"] for item in items)),
    }


def _of_claim(stream: Stream, claim: Claim) -> Iterator[Edge]:
    about: dict[str, Scalar] = {
        "relation": claim.type,
        "claim": claim.id,
        "hedged": claim.modality != "asserted",
        "says": "; ".join(link["source"] for link in claim.attribution),
        "score": claim.score,
        "reports": 1,
        "first_seen": _day(claim.published),
        "last_seen": _day(claim.published),
    }
    who, hosts = (_in_role(stream, claim, roles) for roles in (_MEETING[claim.type], _HOSTS))
    pairs = combinations(who, 2) if claim.type == "meeting" else product(who, hosts)
    for number, (one, other) in enumerate(pairs, 1):
        if one.id != other.id:
            yield Edge(f"{claim.id}/{number}", one, other, claim.type, about)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _in_role(stream: Stream, claim: Claim, roles: tuple[str, ...]) -> list[Node]:
    parties = (actor(stream, one) for one in claim.actors if one.role in roles)
    found = (_node(one) for one in parties if one)
    return list({node.id: node for node in found}.values())


def _node(one: Party) -> Node:
    about: dict[str, Scalar] = {"kind": one.kind, "country": one.country}
    return Node(str(one.country) if one.is_state else one.key, one.name, about)


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else for_xml(str(value))


def _attribute(value: str) -> str:
    return quoteattr(for_xml(value), {"\n": " ", "\r": " ", "\t": " "})


def _known(about: dict[str, Scalar]) -> Iterator[tuple[str, str]]:
    for name, value in about.items():
        if value is not None and value != "":
            yield name, _text(value)


def _graphml_head() -> str:
    keys = [
        f'<key id="{part}.{name}" for="{part}" attr.name="{name}" attr.type="{_GRAPHML[kind]}"/>\n'
        for part, names in (("node", NODE), ("edge", EDGE))
        for name, kind in {"label": str, **names}.items()
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{"".join(keys)}<graph id="dealtrace" edgedefault="directed">\n'
    )


def _graphml_data(part: str, about: dict[str, Scalar]) -> str:
    return "".join(f'<data key="{part}.{k}">{escape(v)}</data>' for k, v in _known(about))


def _graphml_node(node: Node) -> str:
    data = _graphml_data("node", {"label": node.label, **node.about})
    return f"<node id={_attribute(node.id)}>{data}</node>\n"


def _graphml_edge(edge: Edge) -> str:
    data = _graphml_data("edge", {"label": edge.label, **edge.about})
    ends = f"source={_attribute(edge.source.id)} target={_attribute(edge.target.id)}"
    return f"<edge id={_attribute(edge.id)} {ends}>{data}</edge>\n"


def _gexf_head() -> str:
    parts = []
    for part, names in (("node", NODE), ("edge", EDGE)):
        made = [
            f'<attribute id="{part}.{name}" title="{name}" type="{_GRAPHML[kind]}"/>\n'
            for name, kind in names.items()
        ]
        parts.append(f'<attributes class="{part}" mode="static">\n{"".join(made)}</attributes>\n')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n' + "".join(parts)
    )


def _gexf_values(part: str, about: dict[str, Scalar]) -> str:
    made = [f'<attvalue for="{part}.{k}" value={_attribute(v)}/>' for k, v in _known(about)]
    return f"<attvalues>{''.join(made)}</attvalues>"


def _gexf_node(node: Node) -> str:
    about = _gexf_values("node", node.about)
    return f"<node id={_attribute(node.id)} label={_attribute(node.label)}>{about}</node>\n"


def _gexf_edge(edge: Edge) -> str:
    ends = f"source={_attribute(edge.source.id)} target={_attribute(edge.target.id)}"
    about = edge.about
    span = {"start": about.get("first_seen"), "end": about.get("last_seen")}
    time = "".join(f' {name}="{day}"' for name, day in span.items() if day)
    return (
        f"<edge id={_attribute(edge.id)} {ends} label={_attribute(edge.label)}{time}>"
        f"{_gexf_values('edge', about)}</edge>\n"
    )
