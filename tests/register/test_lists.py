"""Lists of deals are the same whichever way the database goes through them."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import delete

from dealtrace.display import tables
from dealtrace.register import acts, deal_lists, report_lists, wire
from dealtrace.register.acts import Person
from dealtrace.register.deal_lists import Filter, Sort
from dealtrace.register.schema import deal_briefs
from dealtrace.register.store import Register
from dealtrace.register.upkeep import check
from tests.register.labels import add_all, current, merge_set

ANA = Person("Ana", "looked it up")
WANTED = (
    Filter(),
    Filter(supplier="RUS"),
    Filter(party="IND", item_class="aircraft"),
    Filter(at_least=1e8),
    Filter(dormant=True),
    Filter(confirmed=True),
)
SORTS: tuple[Sort, ...] = ("first_seen", "reports")


def listed(register: Register) -> list[list[str]]:
    with register.reading() as connection:
        return [
            [row.id for row in deal_lists.deals(connection, wanted, sort, limit=None)]
            for wanted, sort in product(WANTED, SORTS)
        ]


def test_many_deals_and_few_are_listed_alike(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all(register, merge_set()[:60])
    names = sorted(current(register))
    acts.confirm(register, names[0], ANA)
    acts.reject(register, names[1], ANA)
    few = listed(register)
    monkeypatch.setattr(deal_lists, "_MANY", 1)
    assert listed(register) == few
    assert len(few[0]) == len(current(register)) - 1  # all but the rejected one
    assert 0 < len(few[2]) < len(few[0])


def test_deals_come_in_the_order_asked_for(register: Register) -> None:
    add_all(register, merge_set()[:40])
    with register.reading() as connection:
        told = [row.reports for row in deal_lists.deals(connection, sort="reports")]
        days = [row.first_seen for row in deal_lists.deals(connection, sort="first_seen")]
    assert told == sorted(told, reverse=True)
    assert days == sorted(days, key=str, reverse=True)


def test_a_list_without_dossiers_shows_the_same(register: Register) -> None:
    add_all(register, merge_set()[:40])
    name = sorted(current(register))[0]
    acts.set_field(register, name, "value", "EUR 38,000,000", ANA)
    with register.reading() as connection:
        for wanted, sort in product(WANTED, ("last_seen", "reports")):
            whole = deal_lists.deals(connection, wanted, sort)
            short = deal_lists.deals(connection, wanted, sort, whole=False)
            assert [row.dossier for row in short] == [wire.brief(row.dossier) for row in whole]
            assert list(map(tables.deal, short)) == list(map(tables.deal, whole))
    assert check(register) == []
    with register.writing() as connection:
        connection.execute(delete(deal_briefs))
    assert "is listed as other than it is" in check(register)[0]


def test_a_publisher_is_found_however_it_is_written(register: Register) -> None:
    first = merge_set()[0]
    add_all(register, merge_set()[:20])
    name = first.report.publisher or ""
    with register.reading() as connection:
        found = report_lists.list_reports(connection, publisher=name.upper())
        assert first.key in {row.key for row in found}
        assert {row.publisher for row in found} == {name}
        assert report_lists.list_reports(connection, publisher=name + "x" * 300) == []


def test_parts_of_dossiers_are_those_of_the_whole(register: Register) -> None:
    add_all(register, merge_set()[:20])
    keys = ("value", "status_history")
    with register.reading() as connection:
        for sort in (*SORTS, "last_seen"):
            whole = deal_lists.deals(connection, sort=sort, limit=None)
            parts = deal_lists.deals(connection, sort=sort, limit=None, only=keys)
            assert [row.dossier for row in parts] == [
                {key: row.dossier[key] for key in keys} for row in whole
            ]
            assert [row.id for row in parts] == [row.id for row in whole]
