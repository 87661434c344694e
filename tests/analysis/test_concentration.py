"""The Herfindahl-Hirschman index against published cases, and what must always hold of it.

Sources, all seen:
DOJ: U.S. Department of Justice, "Herfindahl-Hirschman Index": four firms with 30, 30, 20 and 20
    percent have an index of 2,600, a monopoly 10,000 (quoted whole at
    http://connectbrevard.org/knowledgebase/detail.php?category=9&linkID=604&xrefID=3246).
Investopedia, "Herfindahl-Hirschman Index": eight participants with 10, 9, 12, 15, 12, 11, 15 and
    16 percent: 1,296 (https://www.investopedia.com/video/play/herfindahlhirschman-index-hhi/).
Dangerous Economist, on the guidelines of 2023: 40, 30, 20 and 10 percent: 3,000
    (https://thedangerouseconomist.blogspot.com/2023/07/new-merger-guidelines-from-federal.html).
Industrial Organization: nine firms have 1,540; if the two smallest join, 1,580 (25, 20, 15, 10,
    9, 8, 7 and 6 percent), and if the two largest do, 2,540 (45, 15, 10, 8, 7, 6, 5 and 4 percent)
    (https://industrialorganization.blogspot.com).
Bands: above 1,800 highly, 1,000 to 1,800 moderately concentrated: Merger Guidelines of 2023,
    guideline 1 (https://www.justice.gov/atr/merger-guidelines/applying-merger-guidelines/guideline-1),
    and those of 1992, which have the same two numbers and were read whole.
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
        ([40, 30, 20, 10], 3000),
        ([25, 20, 15, 10, 9, 8, 7, 6], 1580),
        ([25, 20, 15, 10, 8, 7, 6, 5, 4], 1540),
        ([45, 15, 10, 8, 7, 6, 5, 4], 2540),
        ([100], 10_000),
    ],
)
def test_published_cases(shares: list[float], index: float) -> None:
    assert hhi(shares) == pytest.approx(index)
    assert hhi([share * 3.7 for share in shares]) == pytest.approx(index)  # units don't matter


def test_joining_two_raises_it_by_twice_their_product() -> None:
    """As the nine firms' do: 40 for the two smallest, 1,000 for the two largest."""
    firms = [25, 20, 15, 10, 8, 7, 6, 5, 4]
    assert hhi([*firms[:-2], 9]) - hhi(firms) == pytest.approx(40)
    assert hhi([45, *firms[2:]]) - hhi(firms) == pytest.approx(1000)


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
