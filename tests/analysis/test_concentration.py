"""The Herfindahl-Hirschman index against published cases, and what must always hold of it.

Sources:
DOJ: U.S. Department of Justice, Antitrust Division, "Herfindahl-Hirschman Index": four firms with
    30, 30, 20 and 20 percent have an index of 2,600.
Guidelines: U.S. Department of Justice and Federal Trade Commission, Horizontal Merger Guidelines
    (2010), section 5.3, note 9: joining 5 and 10 percent raises the index by 100.
Investopedia: "Herfindahl-Hirschman Index", eight participants with 10, 9, 12, 15, 12, 11, 15 and
    16 percent: 1,296.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.analysis.dependence.concentration import Band, band, concentration, hhi

amounts = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0.01, 1e12), min_size=1)


@pytest.mark.parametrize(
    ("shares", "index"),
    [
        ([30, 30, 20, 20], 2600),
        ([10, 9, 12, 15, 12, 11, 15, 16], 1296),
        ([100], 10_000),
        ([10] * 10, 1000),
    ],
)
def test_published_cases(shares: list[float], index: float) -> None:
    assert hhi(shares) == pytest.approx(index)
    assert hhi([share * 3.7 for share in shares]) == pytest.approx(index)  # units don't matter


def test_joining_two_raises_it_by_twice_their_product() -> None:
    rest = [25, 25, 35]
    assert hhi([15, *rest]) - hhi([5, 10, *rest]) == pytest.approx(100)


@pytest.mark.parametrize(
    ("index", "name"),
    [(1000, Band.LOW), (1001, Band.MODERATE), (1800, Band.MODERATE), (1801, Band.HIGH)],
)
def test_bands_of_the_guidelines_of_2023(index: float, name: Band) -> None:
    assert band(index) is name


@given(amounts)
def test_bounds(parts: dict[str, float]) -> None:
    found = concentration(parts)
    assert found is not None
    assert 10_000 / len(parts) - 1e-6 <= found.hhi <= 10_000 + 1e-6
    assert 1 - 1e-9 <= found.equivalent <= len(parts) + 1e-6
    assert sum(share.share for share in found.shares) == pytest.approx(1)
    assert found.largest.share == max(share.share for share in found.shares)


@given(amounts)
def test_splitting_a_supplier_never_raises_it(parts: dict[str, float]) -> None:
    name = next(iter(parts))
    split = {**parts, name: parts[name] / 2, name + "!!!!": parts[name] / 2}
    assert hhi(split.values()) <= hhi(parts.values()) + 1e-6


def test_nobody_has_no_concentration() -> None:
    assert concentration({}) is None
    assert concentration({"RUS": 0.0}) is None
    assert hhi([]) == 0
