import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.language.bio import BioScheme

LABELS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE")


def is_valid(tags):
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            return False
        before = tag
    return True


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_random_logits_give_valid_spans_within_bounds(first, second, seed):
    logits = np.random.default_rng(seed).normal(size=(first + second, 5)).astype(np.float32)
    scheme = BioScheme(LABELS)
    bounds = [(0, first), (first, first + second)]
    for start, end in bounds:
        assert is_valid([LABELS[tag] for tag in scheme.tags(logits, bounds)[start:end]])
    for span in scheme.spans(logits, bounds):
        assert span.start < span.end
        assert not span.start < first < span.end
        assert 0 < span.score <= 1


@given(st.integers(1, 5), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_the_search_finds_the_best_valid_sequence(length, seed):
    logits = np.random.default_rng(seed).normal(size=(length, 5)).astype(np.float32)
    valid = [
        tags
        for tags in itertools.product(range(5), repeat=length)
        if is_valid([LABELS[tag] for tag in tags])
    ]
    best = max(sum(logits[i, tag] for i, tag in enumerate(tags)) for tags in valid)
    found = BioScheme(LABELS).tags(logits, [(0, length)])
    assert np.isclose(sum(logits[i, tag] for i, tag in enumerate(found)), best, atol=1e-4)
