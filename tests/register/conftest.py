"""Every test of the register runs on SQLite and on a PostgreSQL server that the tests start."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dealtrace.register.store import Register
from tests.register import postgresql

Fresh = Callable[[], Register]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A server's databases, as an address to be formatted with a ``name``; ``empty`` is a
    register to copy."""
    try:
        with postgresql.server() as address:
            Register.open(address.format(name=_made(address, "empty")), create=True).close()
            yield address
    except LookupError as error:
        pytest.fail(str(error), pytrace=False)


def _made(address: str, name: str, template: str = "template0") -> str:
    _as_owner(address, f"create database {name} template {template}")
    return name


def _as_owner(address: str, statement: str) -> None:
    plain = address.format(name="postgres")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register's file, to be copied."""
    file = tmp_path_factory.mktemp("register") / "empty.db"
    Register.open(str(file), create=True).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database: what asks for this runs on each."""
    return str(request.param)


@pytest.fixture
def fresh_address(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[], str]]:
    """Makes an empty register at each call, and gives its address."""
    made: list[str] = []
    server: str | None = None
    if database == "postgresql":
        server = request.getfixturevalue("postgresql_server")
    else:
        template: Path = request.getfixturevalue("sqlite_template")

    def make() -> str:
        name = f"register_{next(_NUMBERS)}"
        if server is None:
            return str(shutil.copy(template, tmp_path / f"{name}.db"))
        made.append(_made(server, name, "empty"))
        return server.format(name=name)

    yield make
    for name in made:
        _as_owner(str(server), f"drop database {name} with (force)")


@pytest.fixture
def fresh(fresh_address: Callable[[], str]) -> Iterator[Fresh]:
    """Opens an empty register at each call."""
    opened: list[Register] = []

    def make() -> Register:
        opened.append(Register.open(fresh_address()))
        return opened[-1]

    yield make
    for register in opened:
        register.close()


@pytest.fixture
def register(fresh: Fresh) -> Register:
    """An empty register."""
    return fresh()
