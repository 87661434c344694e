"""Networks: what is joined to what, and measures against published cases.

Sources, all seen:
Zachary: betweenness in W. W. Zachary's karate club as course notes and other programs' tests print
    it: first member 0.4376, last 0.3041, then 0.1452, 0.1437 and 0.1383; the best division known
    has modularity 0.4198, Louvain's without weights 0.4188, both in four communities.
Two triangles joined by a tie: modularity 0.35714285714285715 of the two as communities, as NetworkX
    prints it for networkx.algorithms.community.quality.modularity; that Louvain's method finds
    them: https://docs.rs/rust-igraph/0.7.0/rust_igraph/fn.louvain.html.
Freeman: the centre of a star has betweenness 1, as normalised (igraph's documentation,
    https://docs.rs/rust-igraph/0.6.0/rust_igraph/fn.centralization_betweenness_wrapper.html).
PageRank: three pages, A to B and C, B to C, C to A, with 0.85: 1.16336914, 0.64443188 and
    1.19219898 of 3 (https://www.cs.utexas.edu/users/novak/cs314311.html). Six pages, one without
    links: C. Moler, "Numerical Computing with MATLAB" (2004), section 2.11: alpha 0.3210, sigma
    0.2007, beta 0.1705, delta 0.1368, gamma 0.1066, rho 0.0643 (figures as MathWorks prints them at
    http://www.mathworks.com/matlabcentral/fileexchange/14258-pagerankdemo; links as remembered).
    Four pages, one without links: J. Hefferon, "Linear Algebra", chapter five, "Page ranking":
    0.325, 0.602, 0.652 and 0.325, a vector of length 1, with alpha 0.85
    (https://www.yumpu.com/en/document/view/48154619/linear-algebra/426).
Florence: betweenness in the marriages of fifteen Florentine families (Padgett and Ansell, 1993; M.
    O. Jackson, "Social and Economic Networks", 2008, section 2.2.4, works out three of them), and
    in D. Krackhardt's kite (1990), as NetworkX's own tests have them; a course's solution prints
    the same of Florence.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import sys
from pathlib import Path

import networkx as nx
import pytest

from dealtrace.analysis.network.measures import Network, measured, positions
from dealtrace.analysis.network.web import Node, Relation, Scope, Tie, Web, web
from dealtrace.analysis.pictures import drawing, networks
from dealtrace.analysis.values import AnalysisError
from dealtrace.register.store import Register
from tests.analysis.made import Json, Made, claim, cuban, deal, loan, told, with_claims


def web_of(pairs: list[tuple[str, str]], relation: Relation = Relation.MEETINGS) -> Web:
    nodes = sorted({key for pair in pairs for key in pair})
    return Web(
        relation,
        tuple(Node(key, "person", key) for key in nodes),
        tuple(Tie(a, b, 1, None, "", "") for a, b in pairs),
        None,
        None,
        None,
    )


FLORENCE = {
    "Medici": 0.5220, "Guadagni": 0.2546, "Albizzi": 0.2125, "Salviati": 0.1429,
    "Ridolfi": 0.1136, "Bischeri": 0.1044, "Strozzi": 0.1026, "Barbadori": 0.0934,
    "Tornabuoni": 0.0916, "Castellani": 0.0549, "Peruzzi": 0.0220, "Acciaiuoli": 0.0,
    "Ginori": 0.0, "Lamberteschi": 0.0, "Pazzi": 0.0,
}  # fmt: skip


def test_florentine_families() -> None:
    graph = nx.florentine_families_graph()
    found = measured(web_of([(str(a), str(b)) for a, b in graph.edges]))
    by = {one.node.key: one for one in found.standings}
    assert {name: round(one.betweenness, 4) for name, one in by.items()} == FLORENCE
    assert (by["Medici"].partners, by["Strozzi"].partners) == (6, 4)
    assert found.standings[0].node.key == "Medici"
    assert found.standings[0].broker


def test_krackhardts_kite() -> None:
    graph = nx.krackhardt_kite_graph()
    found = measured(web_of([(f"{a}", f"{b}") for a, b in graph.edges]))
    by = {one.node.key: round(one.betweenness, 4) for one in found.standings}
    published = [0.0231, 0.0231, 0.0, 0.1019, 0.0, 0.2315, 0.2315, 0.3889, 0.2222, 0.0]
    assert [by[f"{number}"] for number in range(10)] == published


def test_betweenness_in_the_karate_club_and_a_star() -> None:
    graph = nx.karate_club_graph()
    club = measured(web_of([(f"{a + 1:02}", f"{b + 1:02}") for a, b in graph.edges]))
    ranked = [(one.node.key, round(one.betweenness, 4)) for one in club.standings[:5]]
    assert ranked == [
        ("01", 0.4376), ("34", 0.3041), ("33", 0.1452), ("03", 0.1437), ("32", 0.1383),
    ]  # fmt: skip
    star = measured(web_of([("hub", leaf) for leaf in "abcd"]))
    assert [one.betweenness for one in star.standings] == [1, 0, 0, 0, 0]


def test_pagerank_of_three_pages() -> None:
    pairs = [("A", "B"), ("A", "C"), ("B", "C"), ("C", "A")]
    found = measured(web_of(pairs, Relation.SUPPLY))
    by = {one.node.key: round(3 * one.pagerank, 4) for one in found.standings}
    assert by == {"A": 1.1634, "B": 0.6444, "C": 1.1922}


def test_pagerank_of_molers_six_pages() -> None:
    links = {"alpha": ["beta", "sigma"], "beta": ["gamma", "delta"], "delta": ["alpha"],
             "gamma": ["delta", "rho", "sigma"], "sigma": ["alpha"]}  # fmt: skip
    found = measured(web_of([(a, b) for a, to in links.items() for b in to], Relation.SUPPLY))
    assert {one.node.key: round(one.pagerank, 4) for one in found.standings} == {
        "alpha": 0.3210, "sigma": 0.2007, "beta": 0.1705, "delta": 0.1368, "gamma": 0.1066,
        "rho": 0.0643,
    }  # fmt: skip


def test_pagerank_of_hefferons_four_pages() -> None:
    pairs = [("1", "2"), ("2", "3"), ("3", "1"), ("3", "2"), ("3", "4")]
    found = measured(web_of(pairs, Relation.SUPPLY))
    length = math.hypot(*(one.pagerank for one in found.standings))
    by = {one.node.key: round(one.pagerank / length, 3) for one in found.standings}
    assert by == {"1": 0.325, "2": 0.602, "3": 0.652, "4": 0.325}


def test_the_karate_club_falls_into_its_communities() -> None:
    graph = nx.karate_club_graph()
    found = measured(web_of([(f"{a:02}", f"{b:02}") for a, b in graph.edges]))
    assert found.modularity == pytest.approx(0.4198, abs=0.0011)
    assert len(found.communities) == 4


def test_two_triangles_are_two_communities() -> None:
    pairs = [("0", "1"), ("0", "2"), ("1", "2"), ("3", "4"), ("3", "5"), ("4", "5"), ("2", "3")]
    found = measured(web_of(pairs))
    assert {frozenset(some) for some in found.communities} == {frozenset("012"), frozenset("345")}
    assert found.modularity == pytest.approx(0.35714285714285715, rel=1e-12)


def test_a_bridge_is_a_broker_and_a_clique_has_none() -> None:
    left = [("a", "b"), ("b", "c"), ("a", "c")]
    right = [("x", "y"), ("y", "z"), ("x", "z")]
    found = measured(web_of([*left, *right, ("c", "m"), ("m", "x")]))
    assert {"c", "m", "x"} >= {one.node.key for one in found.brokers} != set()
    assert measured(web_of(left)).brokers == ()
    assert measured(web_of([])).standings == ()


SHIPS = [{"text": "a frigate", "class": "ship", "designation": None, "quantity": 1}]


@pytest.fixture
def register(made: Made) -> Register:
    met: Json = claim(
        "meeting",
        "Ana Berg met Rui Costa and Raul Diaz.",
        {
            "participant": [("Ana Berg", "NOR"), ("Rui Costa", "PRT")],
            "counterpart": [("Raul Diaz", "CUB")],
        },
    )
    denied = claim(
        "meeting",
        "He denied meeting John Doe.",
        {"participant": [("Ana Berg", "NOR"), ("John Doe", "USA")]},
        modality="denied",
    )
    return made(
        [
            with_claims(told("a", deal(stage="signed"), day=dt.date(2015, 1, 5)), met, denied),
            with_claims(told("b", deal(stage="signed"), day=dt.date(2015, 2, 5)), met),
            told("c", cuban(loan(5e6), stage="signed", items=SHIPS), day=dt.date(2012, 1, 1)),
            told("d", cuban(loan(9e6), stage="negotiating", items=[]), day=dt.date(2002, 1, 1)),
        ]
    )


def asked(register: Register, relation: Relation, scope: Scope | None = None) -> Web:
    with register.reading() as connection:
        return web(connection, relation, scope)


def ties(found: Web) -> set[tuple[str, str, int, float | None]]:
    return {(t.source, t.target, t.weight, t.usd) for t in found.ties}


def test_supply_and_credit(register: Register) -> None:
    assert ties(asked(register, Relation.SUPPLY)) == {
        ("NOR", "PRT", 1, 1.2e9),
        ("RUS", "CUB", 1, 5e6),
    }
    assert ties(asked(register, Relation.CREDIT)) == {("RUS", "CUB", 1, 5e6)}
    late = Scope(since=dt.date(2014, 1, 1))
    assert ties(asked(register, Relation.SUPPLY, late)) == {("NOR", "PRT", 1, 1.2e9)}
    assert ties(asked(register, Relation.CREDIT, late)) == set()
    ships = Scope(item_class="ship", around="CUB")
    assert ties(asked(register, Relation.SUPPLY, ships)) == {("RUS", "CUB", 1, 5e6)}
    early = Scope(as_of=dt.date(2013, 1, 1))
    assert ties(asked(register, Relation.SUPPLY, early)) == {("RUS", "CUB", 1, 5e6)}


def test_meetings_of_states_and_of_persons(register: Register) -> None:
    states = asked(register, Relation.MEETINGS)
    assert {(t.source, t.target, t.weight) for t in states.ties} == {
        ("CUB", "NOR", 2),
        ("CUB", "PRT", 2),
        ("NOR", "PRT", 2),
    }
    persons = asked(register, Relation.MEETINGS, Scope(persons=True))
    assert {node.name for node in persons.nodes} == {"Ana Berg", "Rui Costa", "Raul Diaz"}
    assert {(t.first, t.last) for t in persons.ties} == {("2015-01-05", "2015-02-05")}
    around = asked(register, Relation.MEETINGS, Scope(persons=True, around="CUB"))
    assert len(around.nodes) == 3


def test_the_weakest_nodes_are_left_out_and_counted(register: Register) -> None:
    found = asked(register, Relation.SUPPLY, Scope(most=3))
    assert len(found.nodes) == 2
    assert found.left_out == 2


def drawn() -> Network:
    pairs = [("RUS", "CUB"), ("RUS", "VEN"), ("CHN", "VEN"), ("CHN", "PAK"), ("USA", "PAK")]
    return measured(web_of(pairs, Relation.SUPPLY))


def test_pictures(tmp_path: Path) -> None:
    found = drawn()
    for suffix in drawing.SUFFIXES:
        drawing.save(networks.network(found), tmp_path / f"a{suffix}")
    words = (tmp_path / "a.svg").read_text("utf-8")
    assert [w for w in ("RUS", "Deals", "Partners", "Community", "Source:") if w not in words] == []
    made = networks.cytoscape(found)
    assert len(made["elements"]["nodes"]) == 6
    assert len(made["elements"]["edges"]) == 5
    ids = {node["data"]["id"] for node in made["elements"]["nodes"]}
    assert {edge["data"]["target"] for edge in made["elements"]["edges"]} <= ids
    assert json.loads(json.dumps(made)) == made


def test_places_are_the_same_each_time() -> None:
    assert positions(drawn().web) == positions(drawn().web)


def test_without_networkx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(AnalysisError, match=r"dealtrace\[analysis\]"):
        drawn()
