from hypothesis import given
from hypothesis import strategies as st

from dealtrace.language.windows import find_units, plan_windows

WORDS = st.lists(
    st.tuples(st.sampled_from(["arms", "deal", ".", "”", "Moscow", "?", ","]), st.integers(1, 12)),
    max_size=300,
)


@given(WORDS, st.integers(12, 120), st.sets(st.integers(1, 299)))
def test_every_word_is_owned_once_and_no_window_is_too_long(words, capacity, breaks):
    texts, sizes = [word for word, _ in words], [size for _, size in words]
    units = find_units(texts, sorted(b for b in breaks if b < len(texts)), capacity)
    windows = plan_windows(sizes, units, capacity)
    owned = [i for window in windows for i in range(window.own_start, window.own_end)]
    assert owned == list(range(len(texts)))
    for window in windows:
        assert 0 <= window.start <= window.own_start < window.own_end <= window.end <= len(texts)
        assert sum(sizes[window.start : window.end]) <= capacity


def test_a_unit_ends_after_the_closing_quote():
    words = ["“", "We", "signed", ".", "”", "He", "left", "."]
    assert [(unit.start, unit.end) for unit in find_units(words, [], 50)] == [(0, 5), (5, 8)]


def test_windows_read_the_sentence_before_again():
    words = (["Arms", "were", "sold", "again", "."]) * 20
    windows = plan_windows([1] * 100, find_units(words, [], 60), 60)
    assert len(windows) > 1
    assert all(window.start < window.own_start for window in windows[1:])
