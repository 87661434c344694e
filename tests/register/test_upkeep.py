"""Faults are found, and only faults; a backup holds everything and restores anywhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from dealtrace.register import acts
from dealtrace.register.acts import Person
from dealtrace.register.errors import RegisterError
from dealtrace.register.schema import metadata
from dealtrace.register.store import Register
from dealtrace.register.upkeep import backup, check, restore
from dealtrace.register.upkeep.checking import faults
from tests.register.conftest import Fresh
from tests.register.labels import add_all, current, deal, history, merge_set, prose, told

ANA = Person("Ana", "looked it up")


def fill(register: Register) -> None:
    """A bit of everything: copies, a correction, decisions, no date, odd characters."""
    address = "https://news.example.org/1"
    wire = prose("wire", 100)
    add_all(
        register,
        [
            *merge_set()[:5],
            told("wrong", deal(says=["Ana Berg"]), url=address),
            told("right", deal(says=["Ana Berg"], stage="signed"), url=address),
            told("second", deal(), day=dt.date(2015, 1, 9), text=wire + " end"),
            told("first", deal(), day=dt.date(2015, 1, 8), text=wire),
            told("undated", deal(recipient=["CHL"]), day=None),
            told("odd", deal(recipient=["ESP"]), text="a\0b\ud800c " + prose("odd", 30)),
            told("nothing"),
        ],
    )
    names = sorted(current(register))
    acts.merge(register, names[:2], ANA)
    acts.set_field(register, sorted(current(register))[0], "value", "EUR 38,000,000", ANA)
    acts.reject(register, sorted(current(register))[1], ANA)
    acts.confirm(register, sorted(current(register))[2], ANA)
    acts.undo(register, None, ANA)


def contents(register: Register) -> dict[str, list[tuple[object, ...]]]:
    with register.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in metadata.sorted_tables
        }


def test_a_register_that_works_as_it_should_has_no_faults(register: Register) -> None:
    assert check(register) == []
    fill(register)
    seen: list[tuple[str, int, int]] = []
    assert check(register, lambda *progress: seen.append(progress)) == []
    assert ("reports", 12, 12) in seen
    assert {what for what, _, _ in seen} == {"reports", "deals"}
    assert [done for what, done, _ in seen if what == "deals"][-1] == seen[-1][2]


DAMAGE = {
    "update reports set text = text || '.' where title = 'nothing'": "not the one that was added",
    "update reports set superseded_at = null where superseded_by is not null": "half of it",
    "update reports set copy_of = null where copy_of is not null": "not what the reports say",
    "update reports set copy_of = 1 where id = 2": "not what the reports say",
    "delete from report_bands where report_id = 1": "not found as a copy",
    "update claims set evidence = '[[0, 99999]]' where id = 1": "evidence of its claims",
    "update report_deals set deal = 'x' where id = 1": "leads to x",
    "update report_deals set stage = 'delivered', hedged = true where id = 1": "reports say",
    "update report_deals set family_id = 0 where id = 1": "not merged",
    "update report_deals set known_from = '2001-01-01' where id = 1": "another day",
    "delete from report_deal_keys where report_deal_id = 1": "not found by what it says",
    "delete from deal_facets where facet = 'party'": "not found by what it is",
    "update deal_states set valid_until = '2001-01-01' where valid_until is null": "reports say",
    "update deal_states set headline = 'x'": "not what the reports say",
    "update deal_states set family_id = 999 where id = 1": "belong to no report",
    "delete from deal_facets": "not found by what it is",
    "update names set mentions = mentions + 1 where id = 1": "mentioned 8 times, not 9",
    "update entities set mentions = 99": "not 99",
    "delete from decision_tellings where decision_id = 1": "decision 1",
}  # fmt: skip


def test_damage_is_found(register: Register) -> None:
    fill(register)
    found = {statement: faults_after(register, statement) for statement in DAMAGE}
    missed = {s: lines for s, lines in found.items() if not any(DAMAGE[s] in x for x in lines)}
    assert missed == {}
    assert check(register) == []


def faults_after(register: Register, statement: str) -> list[str]:
    """Return what is found wrong after a statement, which is then undone."""
    with register.reading() as connection:
        damage = connection.begin_nested()
        assert connection.execute(text(statement)).rowcount
        found = list(faults(connection))
        damage.rollback()
    return found


def test_a_damaged_file_and_a_lost_index_are_found(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    register = Register.open(str(file), create=True)
    fill(register)
    with register.writing() as connection:
        connection.execute(text("insert into reports_fts(reports_fts) values ('delete-all')"))
    assert check(register) == ["the full-text index of reports is not in step with them"]
    register.close()
    raw = bytearray(file.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(raw)
    try:
        assert check(Register.open(str(file)))
    except RegisterError as error:
        assert "malformed" in str(error)  # noqa: PT017


def test_many_faults_of_a_sort_are_counted(register: Register) -> None:
    add_all(register, [told(f"r{i}") for i in range(25)])
    with register.writing() as connection:
        connection.execute(text("update reports set text = 'x'"))
    found = check(register)
    assert len(found) == 21
    assert found[-1] == "and 5 more like that"


def test_a_backup_restores_into_either_database(fresh: Fresh, tmp_path: Path) -> None:
    register, again = fresh(), fresh()
    fill(register)
    file = tmp_path / "backup.db"
    backup(register, file)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.db"]
    before = file.read_bytes()
    restore(file, again)
    assert file.read_bytes() == before
    assert contents(again) == contents(register)
    with Register.open(str(file)).reading() as connection:
        assert connection.execute(text("select count(*) from deals")).scalar_one()
    made = add_all(again, [told("later", deal(), day=dt.date(2015, 1, 6))])
    assert made[0].deals
    assert check(again) == []


def test_a_backup_overwrites_nothing_and_a_restore_neither(fresh: Fresh, tmp_path: Path) -> None:
    register = fresh()
    fill(register)
    file = tmp_path / "backup.db"
    file.write_text("mine")
    with pytest.raises(RegisterError, match="overwrites nothing"):
        backup(register, file)
    assert file.read_text() == "mine"
    file.unlink()
    backup(register, file)
    before = history(register)
    with pytest.raises(RegisterError, match="not empty"):
        restore(file, register)
    assert history(register) == before


@pytest.mark.parametrize("text_", ["", "not a database, but long enough to be one" * 100])
def test_what_is_no_backup_is_refused(register: Register, tmp_path: Path, text_: str) -> None:
    file = tmp_path / "backup.db"
    with pytest.raises(RegisterError, match="no such backup"):
        restore(file, register)
    file.write_text(text_)
    with pytest.raises(RegisterError):
        restore(file, register)
    with pytest.raises(RegisterError, match="can't be written"):
        backup(register, tmp_path / "nowhere" / "backup.db")


def test_a_backup_that_is_not_whole_is_refused_and_leaves_nothing(
    fresh: Fresh, tmp_path: Path
) -> None:
    register, again = fresh(), fresh()
    fill(register)
    file = tmp_path / "backup.db"
    backup(register, file)
    broken = Register.open(str(file))
    with broken.writing() as connection:
        connection.execute(text("update reports set text = 'x' where id = 1"))
    broken.close()
    with pytest.raises(RegisterError, match=r"not whole.*not the one that was added"):
        restore(file, again)
    assert history(again) == []
    assert check(again) == []


def test_a_backup_that_fails_leaves_no_file(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(register)

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dealtrace.register.upkeep.backups._as_one_file", fail)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(RegisterError, match="No space left"):
        backup(register, folder / "backup.db")
    assert list(folder.iterdir()) == []


def test_a_register_in_use_is_restored_from_with_its_last_reports(
    fresh: Fresh, tmp_path: Path
) -> None:
    living = Register.open(str(tmp_path / "living.db"), create=True)
    with living.reading():
        add_all(living, [told("a", deal())])
        again = fresh()
        restore(tmp_path / "living.db", again)
    assert len(current(again)) == 1
