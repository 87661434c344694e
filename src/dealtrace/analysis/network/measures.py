"""Who matters in a network: centralities, communities and brokers.

Betweenness is that of Freeman (1977), over shortest paths whatever their weight; PageRank and
communities (Louvain) go by weight; participation is that of Guimerà and Amaral (2005): 0 for who
has ties within one community alone, towards 1 for who has them in many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from dealtrace.analysis.network.web import Node, Web
from dealtrace.analysis.values import AnalysisError

_MISSING = "networks need more: pip install 'dealtrace[analysis]'"
_SEED = 1  # of Louvain's method, which else gives ever other communities


@dataclass(frozen=True, slots=True)
class Standing:
    """A node's place in a network.

    ``given`` and ``taken`` are the weights that run from it and to it (the same for meetings),
    ``partners`` how many nodes it is tied to. ``community`` is a number from 0, 0 the largest.
    """

    node: Node
    partners: int
    given: int
    taken: int
    betweenness: float
    pagerank: float
    community: int
    participation: float
    broker: bool


@dataclass(frozen=True)
class Network:
    """A network with the standing of each node, those with the highest betweenness first."""

    web: Web
    standings: tuple[Standing, ...]
    communities: tuple[tuple[str, ...], ...]
    modularity: float | None

    @property
    def brokers(self) -> tuple[Standing, ...]:
        """Nodes through which others are tied that belong to different communities."""
        return tuple(one for one in self.standings if one.broker)


def measured(found: Web) -> Network:
    """Return the standing of all nodes. Raises :class:`AnalysisError` where networkx is missing."""
    nx = _networkx()
    graph = graph_of(found)
    if not graph:
        return Network(found, (), (), None)
    plain = graph.to_undirected() if found.directed else graph
    both = _merged(found)
    groups = _communities(both)
    between = nx.betweenness_centrality(plain)
    rank = nx.pagerank(graph, weight="weight")
    place = {key: number for number, group in enumerate(groups) for key in group}
    high = _high(between)
    given, taken = _weights(found)
    standings = [
        Standing(
            node,
            both.degree(node.key),
            given[node.key],
            taken[node.key],
            between[node.key],
            rank[node.key],
            place[node.key],
            (spread := participation(both, node.key, place)),
            between[node.key] >= high and spread > 0,
        )
        for node in found.nodes
    ]
    return Network(
        found,
        tuple(sorted(standings, key=lambda s: (-s.betweenness, -s.pagerank, s.node.key))),
        tuple(tuple(sorted(group)) for group in groups),
        nx.community.modularity(both, groups, weight="weight"),
    )


def graph_of(found: Web) -> Any:
    """Return a network as networkx has it: nodes by key, ties with ``weight`` and ``usd``."""
    nx = _networkx()
    graph = nx.DiGraph() if found.directed else nx.Graph()
    for node in found.nodes:
        graph.add_node(node.key, name=node.name, kind=node.kind)
    for tie in found.ties:
        graph.add_edge(tie.source, tie.target, weight=tie.weight, usd=tie.usd)
    return graph


def _merged(found: Web) -> Any:
    """Return the network without directions, weights both ways added."""
    graph = _networkx().Graph()
    graph.add_nodes_from(sorted(node.key for node in found.nodes))
    for tie in found.ties:
        before = graph.get_edge_data(tie.source, tie.target, {"weight": 0})["weight"]
        graph.add_edge(tie.source, tie.target, weight=before + tie.weight)
    return graph


def _communities(both: Any) -> list[set[str]]:
    found = _networkx().community.louvain_communities(both, weight="weight", seed=_SEED)
    return sorted(found, key=lambda group: (-len(group), min(group)))


def _high(between: dict[str, float]) -> float:
    """Return the betweenness that counts as high: above that of nine nodes of ten, and above 0."""
    ranked = sorted(between.values())
    return max(ranked[int(0.9 * (len(ranked) - 1))], 1e-9)


def _weights(found: Web) -> tuple[Counter[str], Counter[str]]:
    """Return what runs from each node and to it; of meetings all of it, both ways."""
    given: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for tie in found.ties:
        given[tie.source] += tie.weight
        taken[tie.target] += tie.weight
    if found.directed:
        return given, taken
    return given + taken, given + taken


def participation(both: Any, key: str, place: dict[str, int]) -> float:
    """Return how far a node's ties spread over communities, 0 to below 1."""
    by: defaultdict[int, float] = defaultdict(float)
    for other, data in both[key].items():
        by[place[other]] += data["weight"]
    total = sum(by.values())
    return 1 - sum((weight / total) ** 2 for weight in by.values()) if total else 0.0


def positions(found: Web) -> dict[str, tuple[float, float]]:
    """Return where each node stands in a picture, within -1 to 1, the same each time."""
    nx = _networkx()
    both = _merged(found)
    if not both:
        return {}
    room = 2.2 / max(len(both), 1) ** 0.5
    placed = nx.spring_layout(both, k=room, seed=_SEED, iterations=120, weight=None)
    return {key: (float(x), float(y)) for key, (x, y) in placed.items()}


def _networkx() -> Any:
    try:
        import networkx
    except ImportError as error:
        raise AnalysisError(_MISSING) from error
    return networkx
