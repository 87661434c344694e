"""Killed processes, full disks, many processes at once: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, select

from dealtrace.register.adding import Status, add
from dealtrace.register.errors import RegisterError
from dealtrace.register.schema import reports
from dealtrace.register.store import Register
from dealtrace.register.upkeep import check
from tests.register.conftest import Fresh
from tests.register.killing import made
from tests.register.labels import add_all, history, told

KILLS = {"sqlite": 25, "postgresql": 6}
PROCESSES = 8


def keys(register: Register) -> set[str]:
    with register.reading() as connection:
        return set(connection.execute(select(reports.c.key)).scalars())


def test_killed_processes_lose_and_halve_nothing(
    fresh_address: Callable[[], str], database: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.register.killing", "--kills", str(KILLS[database]),
         fresh_address()],
        capture_output=True, text=True, timeout=300,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    told_ = json.loads(run.stdout)
    assert told_["faults"] == []
    assert told_["kills"] == KILLS[database]
    assert told_["acknowledged"]
    assert told_["while adding"]


def fill_until_refused(register: Register, most: int = 120) -> tuple[set[str], str]:
    """Add reports until the register refuses; returns what was acknowledged and the refusal."""
    acknowledged: set[str] = set()
    for number in range(most):
        one = made(number)
        try:
            add(register, one.report, one.reading)
        except RegisterError as error:
            return acknowledged, str(error)
        acknowledged.add(one.key)
    raise AssertionError("the disk never was full")


def test_a_full_disk_is_said_and_leaves_the_register_whole(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    full = Register.open(str(file), create=True)
    full.close()  # all of it is in the file now, and the next connection is a new one
    full.close()
    pages = file.stat().st_size // 4096 + 60
    event.listen(
        full.engine, "connect", lambda raw, _: raw.execute(f"pragma max_page_count = {pages}")
    )
    full.close()  # so that it connects anew
    acknowledged, refusal = fill_until_refused(full)
    assert "the disk is full; what was acknowledged is safe" in refusal
    assert str(file) in refusal
    assert keys(full) == acknowledged
    with pytest.raises(RegisterError, match="the disk is full"):
        add_all(full, [told("big", text="word " * 200_000)])
    full.close()
    roomier = Register.open(str(file))
    assert check(roomier) == []
    assert keys(roomier) == acknowledged
    again = add_all(roomier, [made(number) for number in range(len(acknowledged) + 1)])
    assert [a.status is Status.KNOWN for a in again] == [True] * len(acknowledged) + [False]


def _fill_with_small_files(file: str, out: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = Path(file).stat().st_size + 250_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    acknowledged, refusal = fill_until_refused(Register.open(file))
    Path(out).write_text(json.dumps({"keys": sorted(acknowledged), "refusal": refusal}), "utf-8")


def test_files_that_may_not_grow_are_a_full_disk(tmp_path: Path) -> None:
    file, out = tmp_path / "r.db", tmp_path / "out.json"
    Register.open(str(file), create=True).close()
    process = multiprocessing.get_context("spawn").Process(
        target=_fill_with_small_files, args=(str(file), str(out))
    )
    process.start()
    process.join(120)
    assert process.exitcode == 0
    said = json.loads(out.read_text("utf-8"))
    assert "the disk is full" in said["refusal"]
    register = Register.open(str(file))
    assert keys(register) == set(said["keys"])
    assert said["keys"]
    assert check(register) == []


def _add_some(address: str, numbers: list[int]) -> None:
    register = Register.open(address, create=True)
    for number in numbers:
        add(register, made(number).report, made(number).reading)
    register.close()


def _without_tables(address: str, database: str) -> str:
    if database == "sqlite":
        return f"{address}.new"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return address


def test_eight_processes_at_once_do_as_one(
    fresh: Fresh, fresh_address: Callable[[], str], database: str
) -> None:
    """They make the register, too. No report corrects another: that would depend on the order."""
    numbers = [number for number in range(48) if number % 4 >= 2]
    address = _without_tables(fresh_address(), database)
    started = multiprocessing.get_context("forkserver")  # what is imported is imported once
    started.set_forkserver_preload(["tests.register.killing"])
    shares = [(address, numbers[share::PROCESSES]) for share in range(PROCESSES)]
    processes = [started.Process(target=_add_some, args=share) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    together, alone = Register.open(address), fresh()
    add_all(alone, [made(number) for number in numbers])
    assert keys(together) == keys(alone) == {made(number).key for number in numbers}
    assert history(together) == history(alone)
    assert check(together) == []


def test_a_reader_sees_one_state_while_another_writes(fresh_address: Callable[[], str]) -> None:
    address = fresh_address()
    reader, writer = Register.open(address), Register.open(address)
    counted = select(reports.c.id)
    with reader.reading() as connection:
        before = connection.execute(counted).all()
        add_all(writer, [made(1)])
        assert connection.execute(counted).all() == before == []
    assert len(keys(reader)) == 1
    reader.close()
    writer.close()
