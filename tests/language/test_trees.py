import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.language.trees import decode_tree


def is_tree(heads):
    for word in range(len(heads)):
        seen, node = set(), word
        while heads[node] != 0:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node] - 1
    return (np.asarray(heads) == 0).sum() == 1


def total(scores, heads):
    return sum(scores[word, head] for word, head in enumerate(heads))


@given(st.integers(1, 40), st.integers(0, 10_000))
@settings(max_examples=80, deadline=None)
def test_random_scores_give_one_rooted_tree(length, seed):
    scores = np.random.default_rng(seed).normal(size=(length, length + 1)).astype(np.float32)
    assert is_tree(decode_tree(scores))


@given(st.integers(1, 4), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_tree_is_the_best_one(length, seed):
    scores = np.random.default_rng(seed).normal(size=(length, length + 1)).astype(np.float32)
    trees = filter(is_tree, itertools.product(range(length + 1), repeat=length))
    best = max(total(scores, heads) for heads in trees)
    assert np.isclose(total(scores, decode_tree(scores)), best, atol=1e-3)


def test_words_without_any_reachable_head_still_get_a_tree():
    assert is_tree(decode_tree(np.full((6, 7), -1e4, dtype=np.float32)))
