"""Migrations lead to the tables that the program works with, and earlier registers come along."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from dealtrace.register import acts, claims_judged, decisions, merging, one_deal, past, store
from dealtrace.register.acts import Person
from dealtrace.register.desk import alerts, feeds, people, reviews, searches
from dealtrace.register.desk.schema import metadata
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import HEAD, Register
from dealtrace.register.upkeep import backup, check, restore
from tests.register.conftest import Fresh
from tests.register.dumping import dump, fill, load
from tests.register.labels import add_all, cuban_loan, current, deal, told

DUMPS = sorted((Path(__file__).parent / "data").glob("*.sql"))


def ours(thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave out what full-text search keeps beside the tables."""
    return "_fts" not in str(name) and name not in {
        "lexemes",
        "ix_reports_lexemes",
        "ix_claims_lexemes",
        "ix_names_name_parts",
        "ix_names_folded_parts",
    }


def test_migrations_lead_to_the_schema(register: Register) -> None:
    with register.reading() as connection:
        options = {"include_object": ours, "compare_type": True, "compare_server_default": False}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_tables_without_rowid_are_so(sqlite_template: Path) -> None:
    register = Register.open(str(sqlite_template))
    with register.reading() as connection:
        rows = connection.execute(text("select name, sql from sqlite_master where type = 'table'"))
        made = {row.name for row in rows if "WITHOUT ROWID" in row.sql and "_fts_" not in row.name}
    wanted = {
        table.name
        for table in metadata.sorted_tables
        if table.dialect_options["sqlite"]["with_rowid"] is False
    }
    assert made == wanted


def test_weights_of_joining_have_a_revision_of_their_own() -> None:
    """New weights need a new revision, ``store.JOINED``, and their checksum here."""
    weights = resources.files("dealtrace.register") / "rules" / "matching.yaml"
    checksum = hashlib.sha256(weights.read_bytes()).hexdigest()
    assert (store.JOINED, checksum) == (
        "0008",
        "a6c667d6c94813208fe543d2157359190670be0651e1c53072bdaa7441cfe0a9",
    )


def test_there_is_a_dump_of_every_revision() -> None:
    assert [dump.stem for dump in DUMPS] == [f"{n:04d}" for n in range(1, int(HEAD) + 1)]


def names_in(file: Path) -> list[str]:
    """The names of all tellings that count, as a register of whatever version has them."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("select slug from report_deals where family_id != 0")
        return [name for (name,) in rows]


@pytest.mark.parametrize("script", DUMPS, ids=lambda path: path.stem)
def test_a_register_of_an_earlier_version_comes_along(
    script: Path, tmp_path: Path, fresh: Fresh
) -> None:
    """The dump has what its revision's tables, full-text search and readers held."""
    file = tmp_path / "old.db"
    load(script.read_text("utf-8"), file)
    names = names_in(file)
    old = Register.open(str(file), upgrade=True)
    with old.reading() as connection:
        keys = set(connection.execute(text("select key from reports")).scalars())
        assert all(one_deal.deal(connection, name) for name in names)
        decided = decisions.read(connection)
    assert {d.deal for d in decided if d.deal} <= set(current(old))
    assert {one.key for one in cuban_loan()} < keys
    assert check(old) == []
    assert add_all(old, [told("new", deal())])[0].deals[0] in current(old)
    backup(old, tmp_path / "backup.db")
    with old.reading() as connection:
        assert inspect(connection).get_view_names()
    restore(tmp_path / "backup.db", fresh())


def test_an_upgrade_tells_of_its_progress_and_leaves_no_past_to_be_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "AT_ONCE", 0)  # every past is put off
    load(DUMPS[0].read_text("utf-8"), tmp_path / "old.db")
    told: list[tuple[str, int, int]] = []
    register = Register.open(
        str(tmp_path / "old.db"), upgrade=True, progress=lambda *now: told.append(now)
    )
    assert {"speakers", "families", "deals", "earlier days"} == {what for what, _, _ in told}
    assert all(0 <= done <= total for _, done, total in told)
    with register.reading() as connection:
        assert past.late(connection) == 0
    assert check(register) == []


def test_accounts_and_searches_of_earlier_desks_come_along(tmp_path: Path, fresh: Fresh) -> None:
    """The dump has the tables as the desk made them before they were the register's."""
    load((DUMPS[0].parent / "desk" / "0003.sql").read_text("utf-8"), tmp_path / "old.db")
    backup(Register.open(str(tmp_path / "old.db"), upgrade=True), tmp_path / "backup.db")
    register = fresh()
    restore(tmp_path / "backup.db", register)
    with register.writing() as connection:
        (ada,) = people.listed(connection)
        assert (ada.name, ada.role, ada.email) == (
            "Ada Lovelace",
            "administrator",
            "ada@example.org",
        )
        assert people.password_of(connection, "ada lovelace") == (ada, "hash")
        assert [one.query for one in searches.of(connection, ada.name)] == ["party=CUB"]
        assert [one.text for one in alerts.of(connection, ada.name)] == ["text"]
        assert [one.url for one in feeds.listed(connection)] == ["https://example.org/rss"]
        made = reviews.listed(connection)
        assert [one.undoes for one in made] == [None, made[0].id]
        assert people.open_account(connection, "Ben", "reader", "hash").id > ada.id


def test_what_was_dumped_is_what_comes_back(tmp_path: Path) -> None:
    first = Register.open(str(tmp_path / "first.db"), create=True)
    fill(first)
    load("\n".join(dump(tmp_path / "first.db")), tmp_path / "second.db")
    second = Register.open(str(tmp_path / "second.db"))
    assert current(second) == current(first)
    assert check(second) == []


def test_an_earlier_register_is_not_changed_unasked(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = register.engine.url.render_as_string(hide_password=False)
    where = where.removeprefix("sqlite:///")
    monkeypatch.setattr(store, "HEAD", "9999")
    with pytest.raises(RegisterError, match="dealtrace upgrade"):
        Register.open(where)
    monkeypatch.setattr(store, "HEAD", "0000")
    with pytest.raises(RegisterError, match="later version"):
        Register.open(where)


def test_what_is_no_register_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    load("create table mine (x);", file)
    for create in (False, True):
        with pytest.raises(RegisterError, match="no register of Dealtrace"):
            Register.open(str(file), create=create)


def test_decisions_on_claims_are_found_by_the_claim_after_an_upgrade(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    register = Register.open(str(file), create=True)
    (added,) = add_all(register, [told("one", deal())])
    acts.reject_claim(register, added.key, "c1", Person("Ana"))
    register.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("delete from decision_tellings where slug like '%#%'")
        connection.execute("drop index ix_report_deals_paid")
        connection.execute("alter table report_deals drop column backing")
        connection.execute("update alembic_version set version_num = '0006'")
    register = Register.open(str(file), upgrade=True)
    assert check(register) == []
    with register.reading() as connection:
        assert claims_judged.of(connection, [(added.key, "c1")])[added.key, "c1"].rejected
