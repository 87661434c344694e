"""The features and the bookkeeping of the role network, and its graph in a model file."""

from types import SimpleNamespace

import numpy as np
import pytest

from dealtrace.language.role_features import (
    DISTANCES,
    PATHS,
    distance_buckets,
    path_features,
)
from dealtrace.language.role_logits import _PAIRS, Seen, chunks, role_logits
from dealtrace.language.scores import Rows

SURE = 30.0


def arcs(heads: list[int]) -> np.ndarray:
    """Head scores that leave no doubt; -1 is the root."""
    table = np.zeros((len(heads), len(heads) + 1), dtype=np.float32)
    for word, head in enumerate(heads):
        table[word, head + 1] = SURE
    return table


def test_distances_are_exact_nearby_and_bounded_far_away() -> None:
    near = distance_buckets(np.arange(-7, 8))
    assert (np.diff(near) == 1).all()
    assert near[7] == DISTANCES // 2
    far = distance_buckets(np.array([-(10**6), -9, 9, 10**6]))
    assert far[0] == 0
    assert far[-1] == DISTANCES - 1
    assert far[1] == far[2] - 2 * (far[2] - DISTANCES // 2)


def test_paths_tell_where_a_word_stands_in_a_certain_tree() -> None:
    # "the state sold old ships": state <- the, sold <- state, sold <- ships <- old
    found = path_features(arcs([1, 2, -1, 4, 2]), np.array([2]))
    assert found.shape == (1, 5, PATHS)
    child, grandchild, below, same = found[0, :, 0], found[0, :, 2], found[0, :, 7], found[0, :, 9]
    assert child.round(3).tolist() == [0, 1, 0, 0, 1]
    assert grandchild.round(3).tolist() == [1, 0, 0, 1, 0]
    assert below.round(3).tolist() == [1, 1, 0, 1, 1]
    assert same.round(3).tolist() == [0, 1, 0, 0, 1]  # with the word before it


def test_paths_of_one_predicate_do_not_depend_on_the_others() -> None:
    scores = np.random.default_rng(1).normal(size=(9, 10)).astype(np.float32)
    every = path_features(scores, np.arange(9))
    assert np.isfinite(every).all()
    assert np.allclose(path_features(scores, np.array([6])), every[6:7], atol=1e-5)


def test_chunks_hold_every_predicate_once_and_stay_small() -> None:
    rng = np.random.default_rng(2)
    seen = []
    for place in range(600):
        start = int(rng.integers(0, 50)) * 200
        size = 1 + start % 173
        seen.append(Seen(place, start, (start, start + size), "go.01"))
    found = list(chunks(seen))
    assert sorted(one.place for some in found for one in some) == list(range(600))
    assert all(len(some) * max(one.size for one in some) <= _PAIRS for some in found)


class Recorder:
    """Stands in for the network: its answer says which vector it was given for which word."""

    def run(self, names: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.feed = feed
        vectors = feed["words"][np.maximum(feed["places"], 0)]
        return [np.where((feed["places"] >= 0)[..., None], vectors, -1)]


def test_the_network_is_given_each_words_own_vector() -> None:
    recorder = Recorder()
    model = SimpleNamespace(roles=recorder, role_tags=lambda names: np.zeros((len(names), 3)))
    rows = {name: Rows(9) for name in ("srl_pred", "srl_arg")}
    for row in rows.values():
        row.add(np.arange(9), np.arange(9, dtype=np.float32)[:, None])
    block = SimpleNamespace(block=lambda a, b: np.zeros((b - a, b - a + 1), dtype=np.float32))
    scores = SimpleNamespace(model=model, rows=rows, arcs=block)
    some = [Seen(0, 6, (4, 9), "a.01"), Seen(1, 1, (0, 3), "b.01")]
    first, second = role_logits(scores, some)  # type: ignore[arg-type]
    assert first[:, 0].tolist() == [4, 5, 6, 7, 8]
    assert second[:, 0].tolist() == [0, 1, 2]
    assert recorder.feed["predicates"][:, 0].tolist() == [6, 1]
    steps = recorder.feed["distances"] - DISTANCES // 2
    assert steps[0].tolist() == [-2, -1, 0, 1, 2]
    assert steps[1, :3].tolist() == [-1, 0, 1]


@pytest.mark.parametrize("words", [0, 1])
def test_no_predicates_give_no_chunks(words: int) -> None:
    assert (
        list(chunks([Seen(0, 0, (0, 1), "a.01")] * words)) == [[Seen(0, 0, (0, 1), "a.01")]] * words
    )
