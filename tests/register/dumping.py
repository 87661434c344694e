"""Writes a small register down as SQL, to be kept as what a register of its revision looks like.

``python -m tests.register.dumping > tests/register/data/0001.sql``

Do it once for each revision that is released, and never again: the file stands for the registers
that people have. Full-text indexes are not written down but filled anew.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dealtrace.register import acts
from dealtrace.register.acts import Person
from dealtrace.register.store import Register
from tests.register.labels import add_all, cuban_loan, current, deal, told

ANA = Person("Ana", "looked it up")
INDEXED = ("reports", "claims", "names")


def fill(register: Register) -> None:
    """Put ten reports of one loan, a corrected report and some decisions into a register."""
    address = "https://news.example.org/1"
    add_all(register, cuban_loan())
    add_all(register, [told("wrong", deal(), url=address), told("right", deal(), url=address)])
    names = sorted(current(register))
    acts.confirm(register, names[0], ANA)
    acts.set_field(register, names[-1], "value", "EUR 38,000,000", ANA)
    acts.undo(register, None, ANA)


def dump(file: Path) -> Iterator[str]:
    """Yield the statements that make a register anew."""
    connection = sqlite3.connect(file)
    for line in connection.iterdump():
        if not _indexing(line):
            yield line
    virtual = "select sql || ';' from sqlite_master where sql like 'create virtual table%'"
    yield from (sql for (sql,) in connection.execute(virtual))
    yield from (f"INSERT INTO {t}_fts ({t}_fts) VALUES ('rebuild');" for t in INDEXED)
    connection.close()


def _indexing(line: str) -> bool:
    """Whether a line is of the full-text tables themselves, which SQLite makes."""
    if line.startswith(("CREATE TRIGGER", "CREATE VIEW")):
        return False
    return "_fts" in line.split("(")[0] or line.startswith(("PRAGMA", "INSERT INTO sqlite_master"))


def load(script: str, file: Path) -> None:
    """Make a register from what :func:`dump` wrote."""
    connection = sqlite3.connect(file)
    connection.executescript(script)
    connection.close()


def main() -> None:
    """Print the dump."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.db"
        register = Register.open(str(file), create=True)
        fill(register)
        register.close()
        sys.stdout.writelines(f"{line}\n" for line in dump(file))


if __name__ == "__main__":
    main()
