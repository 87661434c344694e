"""Deals depend on which reports there are and what people decided, not on who came first."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import pytest
from sqlalchemy import select

from dealtrace.register import acts, one_deal
from dealtrace.register.acts import Person
from dealtrace.register.adding import add
from dealtrace.register.errors import RegisterError
from dealtrace.register.schema import deal_facets, deal_states, decisions, report_deals
from dealtrace.register.store import Register
from tests.register.conftest import Fresh
from tests.register.labels import (
    Read,
    add_all,
    cuban_loan,
    current,
    deal,
    history,
    known_on,
    merge_set,
    told,
)

ANA = Person("Ana", "looked it up")
D = dt.date


def sample(count: int) -> list[Read]:
    """The reports of a few pairs of states with several deals, so that there is much to mix up."""
    pairs: defaultdict[str, list[Read]] = defaultdict(list)
    for one in merge_set():
        first = one.reading["deals"][0] if one.reading["deals"] else None
        if first and one.report.published:
            pairs[f"{first['supplier']}{first['recipient']}"].append(one)
    crowded = sorted(pairs.values(), key=len, reverse=True)
    return [one for group in crowded for one in group][:count]


def shuffled(these: Sequence[Read], seed: int) -> list[Read]:
    return random.Random(seed).sample(list(these), len(these))


def test_twenty_orders_of_arrival_give_one_register(fresh: Fresh, database: str) -> None:
    these = sample(24)
    orders = 20 if database == "sqlite" else 3
    seen = []
    for seed in range(orders):
        register = fresh()
        add_all(register, shuffled(these, seed))
        seen.append(history(register))
    assert all(one == seen[0] for one in seen)
    assert len({row[0] for row in seen[0]}) > 3


def test_what_was_known_on_a_day_is_what_a_register_of_the_reports_till_then_has(
    fresh: Fresh,
) -> None:
    these = sample(16)
    whole = fresh()
    add_all(whole, shuffled(these, 1))
    days = sorted({r.report.published for r in these if r.report.published})
    for day in days[3::5]:
        part = fresh()
        add_all(part, [r for r in these if r.report.published and r.report.published <= day])
        assert known_on(whole, day) == current(part)
    assert known_on(whole, days[0] - dt.timedelta(1)) == {}


def test_states_follow_each_other_without_gap_or_overlap(register: Register) -> None:
    add_all(register, sample(16))
    spans: defaultdict[str, list[tuple[D, D | None]]] = defaultdict(list)
    with register.reading() as connection:
        for row in connection.execute(select(deal_states).order_by(deal_states.c.valid_from)):
            spans[row.deal].append((row.valid_from, row.valid_until))
    for of_one in spans.values():
        for (_, end), (start, _) in pairwise(of_one):
            assert end is not None
            assert end <= start


def test_every_telling_leads_to_its_deal(register: Register) -> None:
    these = sample(16)
    made = add_all(register, these)
    deals = current(register)
    with register.reading() as connection:
        rows = connection.execute(select(report_deals.c.slug, report_deals.c.deal)).all()
    assert {row.slug: row.deal for row in rows} == {
        slug: name for name, one in deals.items() for slug in one["tellings"]
    }
    assert made[-1].deals[0] in deals


def test_reports_of_one_deal_make_one_and_of_two_make_two(register: Register) -> None:
    early = told("a", deal(stage="negotiating", hedged=True), day=D(2015, 1, 5))
    late = told(
        "b", deal(stage="signed", value={"amount": 1.3e9, "currency": "USD"}), day=D(2015, 6, 1)
    )
    other = told(
        "c",
        deal(
            items=[{"text": "30 tanks", "class": "tank", "designation": "K9", "quantity": 30}],
            value={"amount": 9e6, "currency": "USD"},
        ),
        day=D(2015, 6, 2),
    )
    add_all(register, [early, late, other])
    assert sorted(len(d["reports"]) for d in current(register).values()) == [1, 2]


def test_deals_of_other_states_stay_apart_though_one_report_tells_of_both(
    register: Register,
) -> None:
    both = told("both", deal(), deal(recipient=["CHL"]))
    one = told("one", deal(), day=D(2015, 1, 6))
    other = told("other", deal(recipient=["CHL"]), day=D(2015, 1, 7))
    add_all(register, [both, one, other])
    assert sorted((d["recipient"], len(d["reports"])) for d in current(register).values()) == [
        (["CHL"], 2),
        (["PRT"], 2),
    ]
    with register.reading() as connection:
        families = connection.execute(select(report_deals.c.family_id).distinct()).all()
    assert len(families) == 2


def test_the_cuban_loan_is_one_deal_with_both_sums_and_its_newspaper(fresh: Fresh) -> None:
    for seed in range(3):
        register = fresh()
        add_all(register, shuffled(cuban_loan(), seed))
        deals = current(register)
        loan = max(deals.values(), key=lambda d: len(d["reports"]))
        assert len(loan["reports"]) == len(cuban_loan())
        sums = {(t["value"]["amount"], t["value"]["currency"]) for t in loan["financing"]}
        assert {(50e6, "USD"), (38e6, "EUR")} <= sums
        assert loan["root_sources"][0]["name"] == "Kommersant"
        stages = [step["stage"] for step in loan["status_history"]]
        assert stages.index("approved") > min(
            map(stages.index, {"announced", "negotiating"} & set(stages))
        )


# People decide


def two_deals() -> list[Read]:
    """Reports of two deals which nobody would take for one."""
    guns = [{"text": "30 guns", "class": "artillery", "designation": "K9", "quantity": 30}]
    return [
        told("a", deal(), day=D(2015, 1, 5)),
        told("b", deal(items=guns, value={"amount": 9e6, "currency": "USD"}), day=D(2018, 6, 1)),
    ]


def reports_of(register: Register) -> list[set[str]]:
    return sorted((set(d["reports"]) for d in current(register).values()), key=sorted)


def test_a_merge_stands_and_binds_later_reports(register: Register) -> None:
    a, b = two_deals()
    add_all(register, [a, b])
    acts.merge(register, list(current(register)), ANA)
    assert reports_of(register) == [{a.key, b.key}]
    c = told("c", deal(stage="signed"), day=D(2015, 2, 1))
    earlier = told("d", deal(stage="considered"), day=D(2014, 12, 1))
    add_all(register, [c, earlier])
    assert reports_of(register) == [{a.key, b.key, c.key, earlier.key}]


def test_a_split_stands_and_binds_later_reports(register: Register) -> None:
    a, b = told("a", deal(), day=D(2015, 1, 5)), told("b", deal(), day=D(2015, 1, 6))
    add_all(register, [a, b])
    (name,) = current(register)
    acts.split(register, name, [b.key], ANA)
    assert reports_of(register) == sorted([{a.key}, {b.key}], key=sorted)
    add_all(
        register, [told("c", deal(), day=D(2015, 1, 7)), told("d", deal(), day=D(2014, 12, 30))]
    )
    together = [group for group in reports_of(register) if {a.key, b.key} <= group]
    assert together == []


def test_a_split_names_every_report_that_is_none_of_the_deals(register: Register) -> None:
    a, b = told("a", deal(), day=D(2015, 1, 5)), told("b", deal(), day=D(2015, 1, 6))
    add_all(register, [a, b])
    (name,) = current(register)
    with pytest.raises(RegisterError, match=r"none of its reports is feedfeed$"):
        acts.split(register, name, [b.key, "feedfeed"], ANA)
    assert reports_of(register) == [{a.key, b.key}]


def test_the_start_of_a_name_finds_the_deal_before_its_last_telling(register: Register) -> None:
    days = [D(2015, 1, 5), D(2015, 1, 6), D(2015, 1, 7), D(2015, 1, 8)]
    add_all(register, [told(f"r{n}", deal(), day=day) for n, day in enumerate(days)])
    (name,) = current(register)
    with register.reading() as connection:
        for day in days:
            assert one_deal.deal(connection, name[:7], day).last_seen == day
        with pytest.raises(RegisterError, match="its first report is later"):
            one_deal.deal(connection, name[:7], D(2015, 1, 4))


def test_undo_gives_back_what_was_and_undoing_that_takes_it_again(register: Register) -> None:
    a, b = two_deals()
    add_all(register, [a, b])
    before = current(register)
    merged = acts.merge(register, list(before), ANA)
    after = current(register)
    undone = acts.undo(register, merged.id, ANA)
    assert current(register) == before
    again = acts.undo(register, undone.id, ANA)
    assert current(register) == after
    acts.undo(register, again.id, ANA)
    assert current(register) == before
    with pytest.raises(RegisterError, match="undone already"):
        acts.undo(register, again.id, ANA)


def test_undo_without_a_number_takes_back_the_last_that_stands(register: Register) -> None:
    add_all(register, [two_deals()[0]])
    (name,) = current(register)
    acts.set_field(register, name, "value", "EUR 5", ANA)
    acts.confirm(register, name, ANA)
    acts.undo(register, None, ANA)
    assert not current(register)[name]["confirmed"]
    assert current(register)[name]["value"][0]["value"] == {"amount": 5, "currency": "EUR"}
    acts.undo(register, None, ANA)
    assert current(register)[name]["value"][0]["value"]["currency"] == "USD"
    with pytest.raises(RegisterError, match="no decision to undo"):
        acts.undo(register, None, ANA)


SETTINGS = [
    ("value", "EUR 38,000,000", lambda d: d["value"][0]["value"]["amount"], 38000000),
    ("supplier", "SWE,DNK", lambda d: d["supplier"], ["SWE", "DNK"]),
    ("recipient", "Chile", lambda d: d["recipient"], ["CHL"]),
    ("kind", "gift", lambda d: d["kind"][0]["value"], "gift"),
    ("stage", "delivered", lambda d: d["stage"][0]["value"], "delivered"),
    ("stage_date", "2019-02", lambda d: d["stage_date"], "2019-02"),
    ("hedged", "yes", lambda d: d["hedged"], True),
    ("quantity", "F310=7", lambda d: d["items"][0]["quantity"][0]["value"], 7),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "told_of", "expected"), SETTINGS)
def test_what_a_person_sets_stands_before_what_reports_say_later(
    register: Register, field: str, text: str, told_of: object, expected: object
) -> None:
    a = told("a", deal(), day=D(2015, 1, 5))
    add_all(register, [a])
    (name,) = current(register)
    made = acts.set_field(register, name, field, text, ANA)
    add_all(
        register,
        [
            told("b", deal(stage="signed", stage_date="2015-02-02"), day=D(2015, 2, 3)),
            told("c", deal(stage="considered", hedged=True), day=D(2014, 12, 3)),
        ],
    )
    (only,) = current(register).values()
    assert told_of(only) == expected  # type: ignore[operator]
    assert only["decisions"] == [made.id]
    assert len(only["reports"]) == 3


@pytest.mark.parametrize(
    ("field", "text"),
    [("value", "much"), ("value", "EUR ,"), ("value", "EUR 0"), ("value", "EUR 1" + "0" * 400),
     ("quantity", "F310=" + "9" * 40), ("kind", "theft"), ("stage", "over"),
     ("supplier", "Atlantis"), ("stage_date", "2019-02-31"), ("hedged", "maybe"), ("quantity", "7"),
     ("quantity", "x=7"),
     ("colour", "red")],
)  # fmt: skip
def test_what_cannot_be_set_is_refused_and_leaves_nothing(
    register: Register, field: str, text: str
) -> None:
    add_all(register, [told("a", deal())])
    before = history(register)
    with pytest.raises(RegisterError):
        acts.set_field(register, next(iter(current(register))), field, text, ANA)
    assert history(register) == before
    with register.reading() as connection:
        assert connection.execute(select(decisions)).all() == []


def test_a_rejected_deal_is_not_listed_but_kept(register: Register) -> None:
    add_all(register, [told("a", deal())])
    (name,) = current(register)
    acts.reject(register, name, ANA)
    with register.reading() as connection:
        assert (
            connection.execute(
                select(deal_facets).join(deal_states).where(deal_states.c.valid_until.is_(None))
            ).all()
            == []
        )
    add_all(register, [told("b", deal(), day=D(2015, 1, 6))])
    (only,) = current(register).values()
    assert (only["rejected"], len(only["reports"])) == (True, 2)
    acts.confirm(register, name, ANA)
    (only,) = current(register).values()
    assert (only["rejected"], only["confirmed"]) == (False, True)


def test_what_was_decided_today_was_not_known_before(register: Register) -> None:
    a, b = two_deals()
    add_all(register, [a, b])
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(1)
    before = known_on(register, yesterday)
    acts.merge(register, list(before), ANA)
    assert known_on(register, yesterday) == before
    assert len(current(register)) == 1


def test_decisions_bind_whatever_order_the_reports_come_in(fresh: Fresh) -> None:
    """Reports of the same deals, some before the decision and some after it."""
    first = two_deals()
    more = [
        told(f"m{i}", deal(stage=stage), day=D(2015, 1 + i, 10))
        for i, stage in enumerate(["considered", "negotiating", "signed", "delivered"])
    ]
    seen = []
    for seed in range(4):
        register = fresh()
        add_all(register, first)
        acts.merge(register, list(current(register)), ANA)
        acts.set_field(register, next(iter(current(register))), "kind", "gift", ANA)
        add_all(register, shuffled(more, seed))
        (only,) = current(register).values()
        seen.append(only)
    assert all(one == seen[0] for one in seen)
    assert seen[0]["kind"][0]["value"] == "gift"


def test_adding_a_report_that_fails_half_way_leaves_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all(register, two_deals()[:1])
    before = history(register)

    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr("dealtrace.register.merging.refresh", fail)
    one = two_deals()[1]
    with pytest.raises(RuntimeError):
        add(register, one.report, one.reading)
    monkeypatch.undo()
    assert history(register) == before
    assert add(register, one.report, one.reading).status == "added"
