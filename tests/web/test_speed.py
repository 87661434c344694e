"""What keeps pages quick over a large register, and stays true to it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, text

from dealtrace.register import acts, deal_lists
from dealtrace.register.acts import Person
from dealtrace.register.deal_lists import Filter
from dealtrace.register.store import Register
from dealtrace.web import keeping
from dealtrace.web.keeping import Kept


def test_what_is_kept_is_worked_out_again_when_the_register_changes(
    register: Register, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, asked = Kept(register), []

    def ask(connection: Connection) -> int:
        asked.append(1)
        return len(asked)

    def get() -> tuple[int, bool]:
        with register.reading() as connection:
            found = kept.answer(connection, "sum", ask)
            return found.value, kept.current(connection, found)

    assert [get(), get()] == [(1, True), (1, True)]
    acts.confirm(register, ids["loan"], Person("Ana"))
    assert get() == (2, True)  # it took no time
    monkeypatch.setattr(keeping, "_QUICK", -1.0)  # as if it took long
    acts.undo(register, None, Person("Ana"))
    assert get() == (2, False)
    kept.settle()
    assert get() == (3, True)
    monkeypatch.setattr(keeping, "_REST", 1e9)  # as if it was worked out just now
    acts.confirm(register, ids["loan"], Person("Ana"))
    assert get() == (3, False)
    kept.settle()
    assert get() == (3, False)
    kept.close()


def test_nothing_is_kept_of_what_cannot_be_worked_out(register: Register) -> None:
    kept = Kept(register)

    def fail(_: Connection) -> int:
        raise ValueError("no such thing")

    with register.reading() as connection:
        for number in range(3):
            with pytest.raises(ValueError, match="no such thing"):
                kept.get(connection, number, fail)
        assert kept.get(connection, 0, lambda _: 5) == 5
    assert list(kept._busy) == [0]
    kept.close()


def test_a_sum_of_before_says_so(
    client: TestClient, register: Register, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_QUICK", -1.0)
    monkeypatch.setattr(keeping, "_REST", -1.0)
    before = client.get("/api/flows?planned=1").json()
    assert before["counted_at"] is None
    acts.reject(register, ids["loan"], Person("Ana"))
    assert "Counted" in client.get("/map?planned=1").text
    after = client.get("/api/flows?planned=1").json()
    while after["counted_at"]:
        after = client.get("/api/flows?planned=1").json()
    assert len(after["flows"]) == len(before["flows"]) - 1
    assert "Counted" not in client.get("/map?planned=1").text


@pytest.mark.parametrize("sort", ["last_seen", "first_seen", "amount", "reports"])
def test_deals_found_by_name_are_the_same_and_need_no_look_at_the_others(
    register: Register, sort: Any
) -> None:
    with register.reading() as connection:
        every = deal_lists.deals(connection, Filter(), sort, None)
        named = Filter(among=tuple(row.id for row in every))
        assert deal_lists.deals(connection, named, sort, None) == every
        among = deal_lists._named_now(named.among or ())
        asked = deal_lists._through_states(among, named, sort, True)
        plain = asked.compile(connection, compile_kwargs={"literal_binds": True})
        plan = str(connection.execute(text(f"explain query plan {plain}")).all())
    assert "ix_deal_states_deal" in plan
    assert "valid_until" not in plan
