"""The API against its own description: no call, however odd, makes a server error."""

from __future__ import annotations

import math
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings

from dealtrace.claims.documents import Outcome
from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.store import Register
from dealtrace.web.app import create
from dealtrace.web.settings import Settings

CALLS = int(os.environ.get("DEALTRACE_FUZZ_CALLS", "250"))
"""Calls in all, at least; 20,000 where there is time for them."""


def read(report: Report) -> Outcome:
    return Refusal(report.id, "not read here")


def test_no_call_makes_a_server_error(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shutil.copy(filled, tmp_path_factory.mktemp("fuzz") / "arms.db")
    fetcher = Fetcher(ports=frozenset())  # nothing is fetched
    hosts = frozenset({"localhost", "testserver"})
    app = create(
        Register.open(str(file)), Settings(person="Ana", hosts=hosts, fetcher=fetcher), read
    )
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) > 20
    answered: Counter[int] = Counter()
    for turn in range(1000):  # an operation without arguments can be called in one way only
        share = math.ceil((CALLS - answered.total()) / len(operations))
        if share <= 0:
            break
        for operation in operations:
            _call(operation, share, turn, answered)
    with capsys.disabled():
        told = ", ".join(f"{status}: {count:,}" for status, count in sorted(answered.items()))
        print(f"\n{answered.total():,} calls of {len(operations)} operations; {told}")
    assert answered.total() >= CALLS
    assert not [status for status in answered if status >= 500]


def _call(operation: Any, calls: int, turn: int, answered: Counter[int]) -> None:
    @seed(turn)
    @given(operation.as_strategy())
    @settings(
        max_examples=calls,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def call(case: Any) -> None:
        answer = case.call()
        answered[answer.status_code] += 1
        assert answer.status_code < 500, f"{operation.label}: {answer.text}"

    call()
