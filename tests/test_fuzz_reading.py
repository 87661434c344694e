"""Mangled input goes the whole way, into all views, or is refused in one line, and soon."""

import itertools
import time

import pytest
from benchmarks.fuzz import read_whole
from spacy.language import Language

from dealtrace.language import load
from tests.intake.mangled import STORY, fixed_inputs, mangled_inputs

SECONDS = 30.0  # of the processor, for one input; the slowest here takes some five
# Those that intake lets through and that are hard on what follows it.
HARD = ("combining.txt", "right-to-left.txt", "one-token.txt", "quotes.txt", "unclosed.html")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def check(name: str, data: bytes, nlp: Language) -> str:
    began = time.process_time()
    outcome = read_whole(name, data, nlp)
    assert time.process_time() - began < SECONDS, name
    assert outcome.why
    assert "\n" not in outcome.why
    return outcome.kind


def test_random_mangling(nlp: Language) -> None:
    first = len(fixed_inputs())
    inputs = itertools.islice(mangled_inputs(5, first + 60), first, None)
    kinds = {check(name, data, nlp) for name, data in inputs}
    assert kinds == {"read", "refused"}


@pytest.mark.parametrize("name", HARD)
def test_worst_cases(nlp: Language, name: str) -> None:
    check(name, dict(fixed_inputs())[name], nlp)


def test_the_longest_text_is_bounded(nlp: Language) -> None:
    assert check("long.txt", (STORY * 600).encode(), nlp) == "refused"
    assert check("token.txt", (STORY + "1,000" * 200_000).encode(), nlp) == "refused"
