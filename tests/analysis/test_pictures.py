"""Pictures: drawn without error, with titles and units, in greys, and told where they come from."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dealtrace.analysis.credit.assessing import assess
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.dependence.supply import dependence_of
from dealtrace.analysis.pictures import charts, drawing, labels, networks, timelines
from dealtrace.analysis.timeline import Event, Timeline
from dealtrace.analysis.values import AnalysisError, Range
from dealtrace.register.aggregates import Trade

AS_OF = dt.date(2020, 1, 1)


def suppliers() -> dict[str, Any]:
    makers = ("RUS", "CHN", "BLR", "FRA", "TUR", "USA") * 3
    found = [
        Trade(str(n), (code,), ("CUB",), dt.date(2000 + n, 1, 1), 1e6, ("ship",))
        for n, code in enumerate(makers)
    ]
    return charts.suppliers(dependence_of(found, "CUB", as_of=AS_OF))


def events() -> dict[str, Any]:
    made = (
        Event("2018-10-29", "stage", "announced", "x", ()),
        Event("2018-11", "credit", "loan of USD 50,000,000, first told", "x", (), hedged=True),
        Event("2019-02-06", "stage", "signed", "x", ()),
    )
    return timelines.timeline(Timeline("Russia → Cuba: helicopters", made, AS_OF))


def payments() -> dict[str, Any]:
    terms = Terms(Range.exactly(3), Range.exactly(10), Range.exactly(2))
    return charts.repayment(assess(terms, AS_OF, amount=5e7, currency="USD"), "Repayment")


CHARTS = {"suppliers": suppliers, "timeline": events, "repayment": payments}


@pytest.mark.parametrize("name", CHARTS)
def test_drawn(name: str, tmp_path: Path) -> None:
    chart = CHARTS[name]()
    for suffix in drawing.SUFFIXES:
        drawing.save(chart, tmp_path / f"a{suffix}")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == chart
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert "<svg" in drawn
    assert _colours(drawn) == set()


def _colours(drawn: str) -> set[str]:
    """Colours that are no greys."""
    found = re.findall(r"#([0-9a-fA-F]{6})\b", drawn)
    return {c for c in found if len({c[0:2].lower(), c[2:4].lower(), c[4:6].lower()}) > 1}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("suppliers", ["Share of deals (%)", "Years", "HHI", "as known on 2020-01-01"]),
        ("timeline", ["Day of the event", "Hollow marks: planned", "as known on 2020-01-01"]),
        (
            "repayment",
            ["Payments (millions of USD)", "Year after the start", "Reckoned as", "Source: terms"],
        ),
    ],
)
def test_axes_have_titles_and_units_and_the_source_is_told(name: str, words: list[str]) -> None:
    drawn = drawing.svg(CHARTS[name]()).decode()
    assert [word for word in words if word not in drawn] == []


def test_a_timeline_has_no_day_twice_on_its_axis() -> None:
    for span in (10, 150, 600, 4000, 30_000):  # days
        first = dt.date(1940, 3, 5)
        made = tuple(
            Event((first + dt.timedelta(span * n // 4)).isoformat(), "stage", "signed", "x", ())
            for n in range(5)
        )
        drawn = drawing.svg(timelines.timeline(Timeline("Deals", made, AS_OF))).decode()
        axis = re.findall(r">((?:\d\d )?(?:[A-Z][a-z]{2} )?(?:19|20)\d\d)</text>", drawn)
        assert 1 < len(axis) == len(set(axis)) < 18


def test_spans_without_deals_keep_their_place() -> None:
    found = [
        Trade(str(year), ("RUS",), ("CUB",), dt.date(year, 1, 1), 1e6, ("ship",))
        for year in (1965, 1990, 2020)
    ]
    bars, indices = charts.suppliers(dependence_of(found, "CUB", as_of=AS_OF))["layer"]
    spans = [row["span"] for row in indices["data"]["values"]]
    assert len(spans) == 12
    assert indices["data"]["values"][1] == {"span": "1966–1970", "hhi": "–\nn=0"}
    assert [row["span"] for row in bars["data"]["values"]] == [spans[0], spans[5], spans[-1]]
    drawn = drawing.svg(charts.suppliers(dependence_of(found, "CUB", as_of=AS_OF))).decode()
    places = [drawn.index(f">{span}<") for span in spans]
    assert places == sorted(places)


def test_words_of_a_timeline_meet_no_others() -> None:
    """As drawn: of words on one line, each ends before the next begins."""
    texts = ("France → India: price of EUR 7,870,000,000, first told", "signed", "in delivery")
    made = tuple(
        Event(f"{2000 + n // 3}-0{1 + n % 9}-01", ("stage", "price")[n % 2], texts[n % 3], "x", ())
        for n in range(50)
    )
    drawn = drawing.svg(timelines.timeline(Timeline("Deals", made, AS_OF))).decode()
    lines: dict[float, list[tuple[float, float]]] = {}
    place = r'text-anchor="(start|end)" transform="translate\(([\d.-]+),([\d.-]+)\)"'
    for anchor, x, y, word in re.findall(place + r"[^>]*>([^<]+)<", drawn):
        if word in texts:
            wide = 4.6 * len(word)  # of letters at this size, on the mean
            left = float(x) if anchor == "start" else float(x) - wide
            lines.setdefault(float(y), []).append((left, left + wide))
    assert sum(map(len, lines.values())) == 50
    for found in lines.values():
        ends = sorted(found)
        assert all(a[1] < b[0] for a, b in itertools.pairwise(ends))


def test_names_stay_within_the_drawing() -> None:
    marks = [("Swedish Export Credit Corporation", 55.0, 300.0, 8.0), ("B", 565.0, 300.0, 8.0)]
    for one in labels.placed(marks, 620):
        assert one.x - labels.WIDTH * len(one.name) / 2 >= 0
        assert one.x + labels.WIDTH * len(one.name) / 2 <= 620


def test_nothing_is_not_drawn() -> None:
    with pytest.raises(AnalysisError, match="no events with a day"):
        timelines.timeline(Timeline("Deals of Fiji", (), AS_OF))
    with pytest.raises(AnalysisError, match="Fiji: no deals to draw"):
        charts.suppliers(dependence_of([], "FJI"))
    with pytest.raises(AnalysisError, match="must each be one number"):
        charts.repayment(assess(Terms(), AS_OF, amount=5e7, currency="USD"), "Repayment")


def test_a_legend_of_counts_has_whole_numbers() -> None:
    assert networks._steps([1, 2, 2, 1]) == [1, 2]
    assert networks._steps([3, 90, 14]) == [3, 32, 61, 90]
    assert networks._steps([]) == [0]


def test_a_title_is_cut_between_words() -> None:
    assert timelines.shortened("Russia to Cuba: a loan", 40) == "Russia to Cuba: a loan"
    assert timelines.shortened("Russia to Cuba: a loan", 17) == "Russia to Cuba …"
    assert timelines.shortened("x" * 50, 40) == "x" * 40 + " …"


def test_names_keep_off_marks_and_each_other() -> None:
    marks = [(f"State {n}", 300.0 + 24 * (n % 3), 300.0 + 24 * (n // 3), 8.0) for n in range(9)]
    crowded, free = labels.placed(marks), labels.placed([("One", 10, 10, 5), ("Two", 300, 300, 13)])
    assert [one.x for one in free] == [10, 300]
    assert free[0].y - labels.HEIGHT / 3 > 10 + 5  # above the mark's edge, however large it is
    assert free[1].y - labels.HEIGHT / 3 > 300 + 13
    assert len({(one.x, one.y) for one in crowded}) == 9
    assert {one.name for one in crowded} == {name for name, *_ in marks}
    sides = {(one.x > x, one.y > y) for one, (_, x, y, _) in zip(crowded, marks, strict=True)}
    assert len(sides) > 1


def test_other_suffixes_and_a_missing_library_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AnalysisError, match=r"ends in \.json, \.svg, \.png"):
        drawing.save(payments(), tmp_path / "a.gif")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(AnalysisError, match=r"dealtrace\[analysis\]"):
        drawing.save(payments(), tmp_path / "a.svg")


EVIL = "a\x1b[31m\x00\u202eb <script>&\n" + "x" * 500


def test_hostile_words_are_drawn_as_words(tmp_path: Path) -> None:
    made = (Event("2018-10-29", "stage", EVIL, "x", ()),)
    chart = timelines.timeline(Timeline(EVIL, made, AS_OF))
    drawn = drawing.svg(chart).decode()
    ElementTree.fromstring(drawn)
    assert "<script>" not in drawn
    assert "\u202e" not in drawn
    assert drawing.png(chart).startswith(b"\x89PNG")


def test_of_very_many_events_the_latest_are_drawn() -> None:
    made = tuple(Event(f"{1900 + n}-01-01", "stage", "signed", "x", ()) for n in range(100))
    chart = timelines.timeline(Timeline("many", made, AS_OF))
    rows = chart["data"]["values"]
    assert (len(rows), rows[-1]["day"]) == (timelines.DRAWN, "1999-01-01")
    assert "40 earlier events left out" in " ".join(chart["title"]["subtitle"])
