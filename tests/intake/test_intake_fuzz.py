"""Mangled input is read or refused in one line, and soon, whatever it is."""

import itertools
import time

import pytest
from tests.intake.mangled import fixed_inputs, mangled_inputs

from dealtrace.intake.formats import report_from_bytes
from dealtrace.intake.refusal import Limits, Refused

SECONDS = 8.0  # one input may take on a busy machine; alone, the slowest takes under three


def check(name: str, data: bytes) -> None:
    start = time.monotonic()
    try:
        report = report_from_bytes(data, name, limits=Limits(unpack_seconds=3))
    except Refused as refused:
        said = str(refused)
    else:
        said = "read"
        ends = [0, *itertools.chain(*((a.start, a.end) for a in report.asides)), len(report.text)]
        assert ends == sorted(ends)
        assert len(report.sha256) == 64
        report.text.encode("utf-8")
    assert said
    assert "\n" not in said
    assert time.monotonic() - start < SECONDS, name


@pytest.mark.parametrize(("name", "data"), fixed_inputs(), ids=[n for n, _ in fixed_inputs()])
def test_worst_cases(name: str, data: bytes) -> None:
    check(name, data)


def test_random_mangling() -> None:
    cases = itertools.islice(mangled_inputs(7, 180), len(fixed_inputs()), None)
    for name, data in cases:
        check(name, data)


def test_same_seed_same_inputs() -> None:
    assert list(mangled_inputs(3, 60))[-5:] == list(mangled_inputs(3, 60))[-5:]
