"""What was known on past days is right whenever it is asked for, however late a report came."""

from __future__ import annotations

import datetime as dt

import pytest

from dealtrace.register import acts, deal_lists, recall
from dealtrace.register.acts import Person
from dealtrace.register.adding import add
from dealtrace.register.past import catch_up, late
from dealtrace.register.store import Register
from dealtrace.register.upkeep import check
from tests.register.conftest import Fresh
from tests.register.labels import START, Read, add_all, current, deal, history, told

STAGES = ("negotiating", "announced", "signed", "in delivery")


def reports(count: int = 24, recipient: str = "PRT") -> list[Read]:
    """Reports of one deal, one every ten days."""
    days = [START + dt.timedelta(10 * i) for i in range(count)]
    return [
        told(f"{recipient}{i}", deal(recipient=[recipient], stage=STAGES[i * 4 // count]), day=day)
        for i, day in enumerate(days)
    ]


def waiting(register: Register) -> int:
    with register.reading() as connection:
        return late(connection)


def late_one(register: Register) -> list[Read]:
    """Add a deal's reports, the second one last; returns them in order of time."""
    these = reports()
    add_all(register, [these[0], *these[2:], these[1]])
    return these


def test_a_report_that_comes_late_puts_the_past_off_and_not_the_present(fresh: Fresh) -> None:
    register, in_order = fresh(), fresh()
    add_all(in_order, late_one(register))
    assert waiting(register) == 1
    assert waiting(in_order) == 0
    assert current(register) == current(in_order)
    assert check(register) == []
    assert history(register, past=False) != history(in_order)
    catch_up(register)
    assert waiting(register) == 0
    assert history(register, past=False) == history(in_order)
    assert check(register) == []


def test_whoever_asks_for_a_day_is_told_what_was_known_then(fresh: Fresh) -> None:
    register, in_order = fresh(), fresh()
    these = late_one(register)
    add_all(in_order, these)
    day = these[5].report.published
    with register.reading(day) as one, in_order.reading(day) as other:
        told_, expected = (deal_lists.deals(c, as_of=day)[0].dossier for c in (one, other))
    assert told_ == expected
    assert these[1].key in told_["reports"]
    assert waiting(register) == 0


def test_days_before_the_late_report_need_no_work(register: Register) -> None:
    these = late_one(register)
    with register.reading(these[0].report.published):
        pass
    assert waiting(register) == 1


def test_a_family_that_joins_a_late_one_is_late(fresh: Fresh) -> None:
    register, in_order = fresh(), fresh()
    other = told("other", deal(recipient=["CHL"]), day=START - dt.timedelta(400))
    add_all(in_order, [other, *late_one(register)])
    add_all(register, [other])
    for each in (register, in_order):
        acts.merge(each, sorted(current(each)), Person("Ana", "one order"))
    assert waiting(register) == 1
    assert check(register) == []
    assert history(register) == history(in_order)
    assert len(current(register)) == 1


def test_how_far_it_has_come_is_told(register: Register) -> None:
    late_one(register)
    for number in (0, *range(2, 24), 1):
        one = reports(recipient="CHL")[number]
        add(register, one.report, one.reading)
    seen: list[tuple[str, int, int]] = []
    catch_up(register, progress=lambda *so_far: seen.append(so_far))
    assert seen[-1][1:] == (2, 2)


def test_what_was_undone_is_forgotten(register: Register) -> None:
    first, second = reports(2)
    add(register, first.report, first.reading)
    with pytest.raises(ZeroDivisionError):
        _recall_and_fail(register)
    with register.reading() as connection:
        assert not any(connection.info.values())
    add(register, second.report, second.reading)
    assert check(register) == []


def _recall_and_fail(register: Register) -> None:
    with register.writing() as connection:
        assert recall.numbered(connection, [1])
        assert any(connection.info.values())
        raise ZeroDivisionError
