"""NetworkX reads both networks, and finds every tie with its numbers."""

import io
from collections import Counter
from typing import Any

import networkx as nx
import pytest

from dealtrace.exports import graphs
from dealtrace.register.streams import Stream

from .conftest import BANK


def read(stream: Stream, name: str) -> Any:
    file = io.BytesIO()
    counts = getattr(graphs, f"write_{name}")(stream, file)
    file.seek(0)
    found: Any = (
        nx.read_graphml(file, force_multigraph=True) if name == "graphml" else nx.read_gexf(file)
    )
    assert found.is_directed()
    assert found.is_multigraph()
    assert found.number_of_nodes() == counts["node"]
    assert found.number_of_edges() == counts.total() - counts["node"]
    return found


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_every_tie_is_there_with_its_numbers(stream: Stream, name: str) -> None:
    graph = read(stream, name)
    told = {
        (data.get("id") or key): data | {"ends": (one, other)}
        for one, other, key, data in graph.edges(data=True, keys=True)
    }
    expected = list(graphs.edges(stream))
    assert len(told) == len(expected)
    for edge in expected:
        found = told[edge.id]
        assert found["ends"] == (edge.source.id, edge.target.id)
        known = {k: v for k, v in edge.about.items() if v not in (None, "")}
        text = {k: graphs._text(v) if isinstance(v, str) else v for k, v in known.items()}
        assert {k: _plain(found.get(k)) for k in text} == {k: _plain(v) for k, v in text.items()}
    for edge in expected:
        assert graph.nodes[edge.source.id]["label"] == edge.source.label


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def test_ties_are_those_of_the_register(stream: Stream) -> None:
    counts = Counter(str(edge.about["relation"]) for edge in graphs.edges(stream))
    rows = list(stream.deals())
    assert counts["supply"] == sum(
        len(row.dossier["supplier"]) * len(row.dossier["recipient"]) for row in rows
    )
    ways = [told["value"] for row in rows for told in row.dossier["financing"]]
    assert counts["finance"] == sum(len(w["lender"]) * len(w["borrower"]) for w in ways)
    assert counts["meeting"] == 1  # the copy's isn't one more


def test_rival_sums_are_all_there(stream: Stream) -> None:
    loans = [e for e in graphs.edges(stream) if e.about["relation"] == "finance"]
    cuban = [e for e in loans if str(e.about["deal"]).startswith("rus-cub-2018")]
    assert {e.about["currency"] for e in cuban} >= {"USD", "EUR"}
    hostile = next(e for e in graphs.edges(stream) if e.source.id == "NOR" and e.about["disputed"])
    assert "1,234,567.89" in str(hostile.about["prices"])
    assert "9,000,000" in str(hostile.about["prices"])


def test_lenders_are_the_entities_that_claims_name(stream: Stream) -> None:
    (edge,) = [e for e in graphs.edges(stream) if e.source.label == BANK]
    (bank,) = [e for e in stream.entities() if e.name == BANK]
    assert edge.source.id == bank.key
    unknown = next(e for e in graphs.edges(stream) if e.source.label == "Bank of +1")
    assert unknown.source.id.startswith("party-")
