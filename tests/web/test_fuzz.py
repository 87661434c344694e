"""The API against its own description: no call, however odd, makes a server error."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from dealtrace.claims.documents import Outcome
from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.store import Register
from dealtrace.web.app import create
from dealtrace.web.settings import Settings

CALLS = int(os.environ.get("DEALTRACE_FUZZ_CALLS", "6"))
"""Calls of each operation; more of them where there is time."""


def read(report: Report) -> Outcome:
    return Refusal(report.id, "not read here")


def test_no_call_makes_a_server_error(
    filled: Path, tmp_path_factory: pytest.TempPathFactory
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
    for operation in operations:
        _call(operation)


def _call(operation: Any) -> None:
    @given(operation.as_strategy())
    @settings(
        max_examples=CALLS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def call(case: Any) -> None:
        answer = case.call()
        assert answer.status_code < 500, f"{operation.label}: {answer.text}"

    call()
