"""How tellings are compared, found and clustered: alike from both sides, in any order."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.claims.model import DealKind, FinancingKind, ItemClass, Stage
from dealtrace.register.clustering import clusters
from dealtrace.register.keys import keys
from dealtrace.register.matching import features, log_odds, reasons, told_apart, weights
from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.profiles import Profile, family
from dealtrace.register.tellings import tellings
from tests.register.labels import Read, deal, merge_set, told

STATES = st.lists(st.sampled_from(["RUS", "SUN", "CUB", "IND", "USA", "FRA"]), max_size=2)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2030, 12, 31))
SHORT_DATES = st.one_of(
    st.none(),
    DAYS.map(lambda d: d.isoformat()),
    DAYS.map(lambda d: d.isoformat()[:7]),
    DAYS.map(lambda d: d.isoformat()[:4]),
)
SUMS = st.fixed_dictionaries(
    {
        "amount": st.one_of(st.integers(1, 10**12), st.floats(0.01, 1e12)),
        "currency": st.sampled_from(["USD", "EUR", "INR", "RUB", "XXX"]),
    }
)
ITEMS = st.fixed_dictionaries(
    {
        "text": st.text(max_size=30),
        "class": st.sampled_from(list(ItemClass)).map(str),
        "designation": st.one_of(
            st.none(), st.sampled_from(["Su-30MKI", "T-90S", "F310", "S 400"])
        ),
        "quantity": st.one_of(st.none(), st.integers(1, 5000)),
    }
)
WAYS = st.builds(
    lambda kind, one: {"kind": str(kind), "lender": ["RUS"], "borrower": [], **one},
    st.sampled_from(list(FinancingKind)),
    st.one_of(SUMS, st.just({"amount": None, "currency": None})),
)
DEALS = st.fixed_dictionaries(
    {
        "supplier": STATES,
        "recipient": STATES,
        "kind": st.sampled_from(list(DealKind)).map(str),
        "items": st.lists(ITEMS, max_size=3),
        "value": st.one_of(st.none(), SUMS),
        "financing": st.lists(WAYS, max_size=2),
        "stage": st.sampled_from(list(Stage)).map(str),
        "stage_date": SHORT_DATES,
        "hedged": st.booleans(),
        "says": st.lists(st.sampled_from(["Kommersant", "Reuters", "officials"]), max_size=2),
    }
)
REPORTS = st.builds(
    lambda number, day, publisher: ReportRef(
        f"{number:012d}", day, publisher, added=dt.datetime(2020, 1, 1)
    ),
    st.integers(0, 5),
    st.one_of(st.none(), DAYS),
    st.one_of(st.none(), st.sampled_from(["Kommersant", "The Harbour Post"])),
)
TELLINGS = st.builds(Telling, REPORTS, st.integers(0, 3), DEALS)


def profiles(reads: list[Read] | tuple[Read, ...]) -> list[Profile]:
    return [
        Profile(telling)
        for one in reads
        for telling in tellings(
            ReportRef(one.key, one.report.published, one.report.publisher), one.reading
        )
    ]


SOME = st.lists(TELLINGS, min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(SOME, SOME)
def test_the_odds_are_the_same_from_either_side(a: list[Telling], b: list[Telling]) -> None:
    left, right = [Profile(t) for t in a], [Profile(t) for t in b]
    there, back = log_odds(left, right), log_odds(right, left)
    assert there.shape == (len(a), len(b))
    assert np.isfinite(there).all()
    assert (there == back.T).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(TELLINGS, min_size=2, max_size=6))
def test_the_odds_of_two_do_not_depend_on_what_else_is_compared(these: list[Telling]) -> None:
    all_at_once = log_odds([Profile(t) for t in these], [Profile(t) for t in these])
    alone = log_odds([Profile(these[0])], [Profile(these[-1])])
    assert all_at_once[0, -1] == alone[0, 0]


@settings(max_examples=50, deadline=None)
@given(TELLINGS, TELLINGS)
def test_reasons_come_to_the_odds(a: Telling, b: Telling) -> None:
    one, other = Profile(a), Profile(b)
    if told_apart([one], [other])[0, 0]:
        assert log_odds([one], [other])[0, 0] < -20
        return
    told_by = sum(weight for _, weight in reasons(one, other))
    left_out = 0.05 * len(features([one], [other]))
    assert told_by == pytest.approx(float(log_odds([one], [other])[0, 0]), abs=left_out)


def test_every_feature_has_a_weight() -> None:
    one = Profile(Telling(ReportRef("a"), 0, deal()))
    assert set(features([one], [one])) | {"bias"} == set(weights())


def test_tellings_of_one_deal_share_a_key() -> None:
    """Those without one meet through others; what nobody leads to is lost."""
    clusters_ = [
        cluster
        for one in merge_set()
        for cluster, d in zip(one.clusters, one.reading["deals"], strict=True)
        if d["supplier"] or d["recipient"]
    ]
    found = [set(keys(profile)) for profile in profiles(merge_set())]
    same = [(i, j) for i, j in combinations(range(len(found)), 2) if clusters_[i] == clusters_[j]]
    sharing = [(i, j) for i, j in same if found[i] & found[j]]
    assert len(sharing) / len(same) >= 0.9


@settings(max_examples=80, deadline=None)
@given(TELLINGS)
def test_keys_fit_a_database_and_depend_on_the_telling_alone(telling: Telling) -> None:
    found = keys(Profile(telling))
    assert found
    assert found == tuple(sorted(set(found)))
    assert all(-(2**63) <= key < 2**63 for key in found)


@pytest.mark.parametrize(
    ("one", "other"), [("Su-30MKI", "Su-30"), ("Su-30MKI", "SU 30 MKM"), ("Mi-17V-5", "mi17")]
)
def test_variants_are_of_one_family(one: str, other: str) -> None:
    assert family(one) == family(other)


def test_other_designations_are_of_other_families() -> None:
    assert len({family(name) for name in ("Su-30MKI", "Su-35", "MiG-29", "Rafale", "Gripen")}) == 5


def test_successors_stand_for_whom_they_succeeded() -> None:
    soviet, russian = (
        Profile(Telling(ReportRef("a"), 0, deal(supplier=[code]))) for code in ("SUN", "RUS")
    )
    assert soviet.suppliers == russian.suppliers == {"RUS"}


@pytest.mark.parametrize("date", ["2015-02-30", "2015-13", "0000", "2015-00-10", "9999-12-31"])
def test_impossible_dates_do_no_harm(date: str) -> None:
    profile = Profile(Telling(ReportRef("a", dt.date(2015, 1, 1)), 0, deal(stage_date=date)))
    assert keys(profile)
    assert np.isfinite(log_odds([profile], [profile])).all()


# Clustering


def three(*days: int) -> list[Telling]:
    return [
        Telling(ReportRef(f"key{day}", dt.date(2015, 1, day)), 0, deal())
        for day in days or (1, 2, 3)
    ]


def table(n: int, **odds: float) -> Any:
    found = np.full((n, n), -1.0)
    for name, value in odds.items():
        i, j = int(name[1]), int(name[2])
        found[i, j] = found[j, i] = value
    return found


def days(found: list[list[Telling]]) -> list[list[int]]:
    return [[t.report.published.day for t in group if t.report.published] for group in found]


def test_no_tellings_no_deals() -> None:
    assert clusters([], np.zeros((0, 0))) == []


def test_the_likeliest_are_joined_first_and_the_average_decides() -> None:
    joined = clusters(three(), table(3, p01=5, p12=1, p02=-2))
    assert days(joined) == [[1, 2], [3]]
    joined = clusters(three(), table(3, p01=5, p12=2.5, p02=-2))
    assert days(joined) == [[1, 2, 3]]


def test_even_odds_join_nothing() -> None:
    assert days(clusters(three(), np.zeros((3, 3)))) == [[1], [2], [3]]


def test_what_people_joined_is_joined_and_what_they_parted_is_not() -> None:
    tellings_ = three()
    slugs = [frozenset({t.slug}) for t in tellings_]
    assert days(clusters(tellings_, table(3), joined=[slugs[0] | slugs[2]])) == [[1, 3], [2]]
    close = table(3, p01=9, p02=9, p12=9)
    assert days(clusters(tellings_, close, parted=[(slugs[0], slugs[1])])) == [[1, 3], [2]]
    bonds = [slugs[0] | slugs[1], slugs[1] | slugs[2]]
    assert days(clusters(tellings_, table(3), joined=bonds)) == [[1, 2, 3]]
    unknown = [frozenset({"nobody"}) | slugs[0]]
    assert days(clusters(tellings_, table(3), joined=unknown)) == [[1], [2], [3]]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_clusters_do_not_depend_on_the_order_given(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 7))
    made = three(*range(1, n + 1))
    upper = np.triu(
        np.array(data.draw(st.lists(st.integers(-3, 3), min_size=n * n, max_size=n * n))).reshape(
            n, n
        ),
        1,
    )
    odds = (upper + upper.T).astype(float)
    some = st.lists(st.sampled_from(made), max_size=3).map(lambda ts: frozenset(t.slug for t in ts))
    joined = data.draw(st.lists(some, max_size=2))
    parted = data.draw(st.lists(st.tuples(some, some), max_size=2))
    order = data.draw(st.permutations(range(n)))
    first = clusters(made, odds, joined, parted)
    second = clusters([made[i] for i in order], odds[np.ix_(order, order)], joined, parted)
    assert first == second
    assert sorted(t.slug for group in first for t in group) == sorted(t.slug for t in made)


def test_the_merge_set_is_clustered_alike_in_any_order() -> None:
    made = profiles(merge_set())
    odds = log_odds(made, made)
    whole = [p.telling for p in made]
    found = clusters(whole, odds)
    for seed in range(3):
        order = random.Random(seed).sample(range(len(whole)), len(whole))
        assert clusters([whole[i] for i in order], odds[np.ix_(order, order)]) == found


def test_a_report_that_tells_of_two_deals_keeps_them_apart() -> None:
    one = told("Harbour", deal(), deal())
    made = profiles([one])
    assert len(clusters([p.telling for p in made], log_odds(made, made))) == 2
