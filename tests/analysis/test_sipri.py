"""SIPRI's files and their comparison with the register. The files here are made for the test.

Sources of the matching, seen: the outcomes of greedy one-to-one matching for two parties in
anonlink's own tests (Data61, https://github.com/data61/anonlink, tests/test_solving.py); the rule
itself as J. van der Laan's "Introduction to reclin2" has it. Not seen: that a greedy matching has
at least half the weight of the best (D. Avis, "A survey of heuristics for the weighted matching
problem", Networks 13, 1983), as remembered; its property is tested against NetworkX's best one.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.analysis.dependence.supply import Measure, dependence_of
from dealtrace.analysis.sipri.comparing import Comparison, compare, compared, each_once, likeness
from dealtrace.analysis.sipri.joining import as_trades, joined
from dealtrace.analysis.sipri.orders import Order, read_orders
from dealtrace.analysis.values import AnalysisError, to_json
from dealtrace.register.aggregates import Line, trades
from tests.analysis.made import Json, Made, deal, told

REGISTER = """\
\ufeffRecipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,\
Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,\
SIPRI TIV for total order,SIPRI TIV of delivered weapons
Portugal,Norway,2015,?,6,,F310,frigate,6,,2017; 2018,New,"In two lines,
says the comment",10,60,60
Portugal,Sweden,2010,,12,?,JAS-39C Gripen,fighter aircraft,12,,2012,New,,5,60,60
Rebels (Nowhere)*,Norway,2012,,2,,RBS-70,portable SAM,2,,2012,New,,1,2,2
"""
CATEGORY = """\
Transfers of major conventional arms;
A '?' in a column indicates uncertain data.;
;
SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,\
Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,\
Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production;
55238,Norway,Portugal,F310,frigate,Ships,2015,Yes,6,No,2017,No,New,0.25,0.1,12.5,No;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "trade-register.csv"
    made.write_text(REGISTER, "utf-8")
    return made


def test_the_trade_register(file: Path) -> None:
    frigates, fighters, rebels = read_orders(file).orders
    assert (frigates.supplier, frigates.recipient, frigates.year) == ("NOR", "PRT", 2015)
    assert (frigates.ordered, frigates.delivered, frigates.deliveries) == (6, 6, (2017, 2018))
    assert (frigates.year_estimated, fighters.year_estimated) == (True, False)
    assert (frigates.ordered_estimated, fighters.ordered_estimated) == (False, True)
    assert frigates.tiv == 60
    assert (frigates.cls, fighters.cls) == ("ship", "aircraft")
    assert rebels.recipient == "Rebels (Nowhere)*"


def test_the_export_by_category(file: Path) -> None:
    file.write_text(CATEGORY, "utf-8")
    (order,) = read_orders(file).orders
    assert (order.supplier, order.recipient, order.year) == ("NOR", "PRT", 2015)
    assert (order.designation, order.delivered, order.tiv) == ("F310", 6, 12.5)
    assert order.year_estimated


def test_unicode_text_as_spreadsheets_save_it(file: Path) -> None:
    plain = read_orders(file).orders
    tabbed = REGISTER.replace("\ufeff", "").replace(',"In two lines,\nsays the comment",', ",,")
    file.write_text(tabbed.replace(",", "\t"), "utf-16")
    assert [one.designation for one in read_orders(file).orders] == [
        one.designation for one in plain
    ]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Recipient,Supplier\nCuba,Russia\n", "\0" * 99])
def test_other_files_are_refused(text: str, file: Path) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(AnalysisError, match="no trade register of SIPRI; export it"):
        read_orders(file)


def test_what_is_no_table_is_refused_by_its_name(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0\r\x01a\rb\n")
    with pytest.raises(AnalysisError, match=r"trade-register\.csv: no table that can be read"):
        read_orders(file)


BROKEN = """\
Portugal,Norway,soon,,6,,F310
,,,,,,
Portugal,,2015,,6,,F310
,Norway,n.d.,,6,,F310
Source: SIPRI
"""


@pytest.mark.parametrize("text", [REGISTER, CATEGORY])
def test_a_whole_file_has_no_rows_that_are_not_read(text: str, file: Path) -> None:
    file.write_text(text + "\n,,\n;\n", "utf-8")
    assert read_orders(file).unread == ()


def test_rows_that_are_not_read_are_told(file: Path) -> None:
    file.write_text(REGISTER + BROKEN, "utf-8")
    found = read_orders(file)
    assert len(found.orders) == 3
    assert [(one.row, one.why) for one in found.unread] == [
        (5, "no year of order"),
        (7, "no supplier"),
        (8, "no year of order and no recipient"),
        (9, "only 1 of 14 cells"),
    ]


def test_a_register_without_a_row_that_can_be_read_is_refused(file: Path) -> None:
    header = REGISTER[: REGISTER.index("Portugal")]
    file.write_text(header + BROKEN, "utf-8")
    with pytest.raises(AnalysisError, match="no order can be read of 4 rows; row 2 has no year"):
        read_orders(file)
    file.write_text(header, "utf-8")
    with pytest.raises(AnalysisError, match="no trade register of SIPRI"):
        read_orders(file)


def line(
    designation: str | None, year: int = 2015, quantity: int | None = 6, cls: str = "ship"
) -> Line:
    day = dt.date(year, 1, 1)
    return Line("x", ("NOR",), ("PRT",), day, "signed", "ships", cls, designation, quantity)


def order(designation: str, year: int = 2015, number: int | None = 6, **more: object) -> Order:
    made: Json = {"year_estimated": False, "description": "frigate", "number": 1, **more}
    return Order(
        made["number"], "NOR", "PRT", year, made["year_estimated"], designation,
        made["description"], number, False, number, (), "New", "", 1.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("here", "there", "matches"),
    [
        (line("F310"), order("F310"), True),
        (line("T-72"), order("T-72M1"), True),
        (line("T-72"), order("Osa"), False),
        (line("T-7"), order("T-72"), False),
        (line("Gripen NG"), order("JAS-39E Gripen"), True),
        (line("Project 636"), order("Project 877"), False),
        (line("Q9"), order("Q-9 155mm -"), True),
        (line("Q9"), order("Q-95 155mm"), False),
        (line("ZX-3"), order("ZX-3 7.62mm"), True),
        (line(None), order("F310"), True),
        (line(None, cls="tank"), order("F310"), False),
        (line(None, 2018, None), order("F310"), False),
        (line("F310", 2018), order("F310"), True),
        (line("F310", 2020), order("F310"), False),
        (line("F310", 2020), order("F310", year_estimated=True), True),
    ],
)
def test_what_is_one(here: Line, there: Order, matches: bool) -> None:
    assert (likeness(here, there) >= 3) is matches


def test_each_is_matched_once_and_the_best_first() -> None:
    own = [line("F310", 2016), line("F310", 2015)]
    found = compared(own, [order("F310", 2015)], 2000, 2020)
    (match,) = found.matched
    assert match.line is own[1]
    assert found.only_here == (own[0],)
    assert match.differences == ()


Pairs = list[tuple[float, int, int]]


@pytest.mark.parametrize(
    ("pairs", "published"),
    [
        ([(0.8, 0, 0)], {(0, 0)}),
        ([(0.8, 0, 0), (0.7, 1, 0)], {(0, 0)}),
        ([], set()),
        ([(0.8, 0, 0), (0.7, 0, 1), (0.7, 1, 0), (0.6, 1, 1)], {(0, 0), (1, 1)}),
    ],
)
def test_matching_as_published(pairs: Pairs, published: set[tuple[int, int]]) -> None:
    assert {(here, there) for _, here, there in each_once(pairs, int, int)} == published


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9)))
def test_matching_has_half_of_what_could_be_had_at_least(
    weights: dict[tuple[int, int], int],
) -> None:
    ranked = sorted((-w, here, there) for (here, there), w in weights.items())
    taken = [*each_once(((-w, h, t) for w, h, t in ranked), int, int)]
    graph = nx.Graph()
    graph.add_weighted_edges_from((f"h{h}", f"t{t}", w) for (h, t), w in weights.items())
    best = sum(graph.edges[pair]["weight"] for pair in nx.max_weight_matching(graph))
    assert best <= 2 * sum(w for w, *_ in taken) <= 2 * best
    sides = [(f"h{h}", f"t{t}") for _, h, t in taken]
    assert len({side for pair in sides for side in pair}) == 2 * len(sides)
    left = {(h, t) for h, t in weights if not {f"h{h}", f"t{t}"} & {s for p in sides for s in p}}
    assert not left


def frigates(name: str, year: int, number: int, **more: object) -> object:
    items: list[Json] = [
        {"text": "frigates", "class": "ship", "designation": "F310", "quantity": number}
    ]
    return told(name, deal(stage="signed", items=items, **more), day=dt.date(year, 5, 1))


@pytest.fixture
def found(made: Made, file: Path) -> Comparison:
    rifles: list[Json] = [
        {"text": "rifles", "class": "small arms", "designation": None, "quantity": 900}
    ]
    register = made(
        [
            frigates("a", 2014, 5),  # type: ignore[list-item]
            told("b", deal(supplier=["FRA"], stage="signed"), day=dt.date(2013, 1, 1)),
            told(
                "c", deal(supplier=["ITA"], items=rifles, stage="signed"), day=dt.date(2013, 1, 1)
            ),
            told("d", deal(supplier=["USA"], stage="announced"), day=dt.date(2013, 1, 1)),
        ]
    )
    with register.reading() as connection:
        made_ = compare(connection, read_orders(file).orders, recipient="PRT")
        every = trades(connection, recipient="PRT")
    total = dependence_of(joined(every, made_), "PRT").total
    assert total.deals == len(made_.matched) + 1 + 1 + len(made_.only_there)
    return made_


def test_both_sides(found: Comparison) -> None:
    (match,) = found.matched
    assert {(d.what, d.here, d.there) for d in match.differences} == {
        ("year", "2014", "2015 (estimate)"),
        ("number", "5", "6"),
    }
    assert [one.supplier for one in found.only_here] == [("FRA",)]
    assert [one.designation for one in found.only_there] == ["JAS-39C Gripen"]
    assert [one.cls for one in found.outside] == ["small arms"]
    assert (found.first, found.last) == (2010, 2015)
    assert to_json(found)["matched"][0]["order"]["year"] == 2015


def test_dependence_by_sipris_values(file: Path) -> None:
    orders = [o for o in read_orders(file).orders if o.recipient == "PRT"]
    made = dependence_of(as_trades(orders, by_tiv=True), "PRT", Measure.TIV)
    assert made.total.found is not None
    assert {s.supplier: s.share for s in made.total.found.shares} == {"NOR": 0.5, "SWE": 0.5}
