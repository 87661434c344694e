"""How far a deal is borne out: voices, agreement, grade of the whole, questions.

Sources of the agreement, all seen:
Gwet: K. L. Gwet, irrCAC, "Chance-corrected Agreement Coefficients", after his Handbook of
    Inter-Rater Reliability (2014), where "pa" is the percent agreement: 2 raters and 100 patients
    0.89, 6 raters and 15 patients 0.5511111, 4 raters with gaps and 12 subjects 0.8181818
    (https://github.com/kgwet/irrCAC, README).
Fleiss: 14 raters, 10 subjects, 5 categories: overall agreement 0.378 (the example of J. L. Fleiss's
    measure of 1971 in the encyclopedias; its table also in G. Cardillo, "Fleiss", 2007,
    https://github.com/dnafinder/Fleiss).

Examples of the Admiralty scale, of which the grade of the whole is one, seen: "Intelligence source
and information reliability" (https://en.wikipedia.org/wiki/Intelligence_source_and_information_reliability,
after the matrices of the US Army's FM 2-22.3, appendix B, whose words for each number were seen at
https://www.liquisearch.com/intelligence_collection_management/ratings_by_the_collection_department):
confirmed information from a reliable source is A1, from a moderately doubtful one C1; information
of unknown validity from a new source F6. (E5, the fourth, is of a value: see test_grades.)
"""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.analysis.corroboration import Corroboration, agreement, corroboration
from dealtrace.register.acts import Person
from dealtrace.register.grades import Reliability
from dealtrace.register.gradings import give
from dealtrace.register.store import Register
from tests.analysis.made import Json, Made, Read, claim, deal, told, with_claims
from tests.register.labels import cuban_loan, current


def by(name: str, publisher: str, **more: object) -> Read:
    """A report that rests on its publisher."""
    return told(name, deal(stage="signed", **more), publisher=publisher)


def asked(register: Register, as_of: dt.date | None = None) -> Corroboration:
    (name,) = current(register)
    with register.reading() as connection:
        return corroboration(connection, name, as_of)


def test_two_papers_that_agree_confirm(made: Made) -> None:
    found = asked(made([by("a", "Reuters"), by("b", "Le Monde")]))
    assert {voice.name for voice in found.voices} == {"Reuters", "Le Monde"}
    assert found.agreement == 1.0
    assert found.grade.endswith("1")
    assert found.unconfirmed == ()
    assert not any("Which is right" in question for question in found.questions)


def test_one_paper_does_not(made: Made) -> None:
    found = asked(made([by("a", "Reuters")]))
    assert found.agreement is None
    assert not found.grade.endswith("1")
    assert "Who besides Reuters can confirm it, without resting on it?" in found.questions
    assert {"stage: signed", "price: USD 1,200,000,000"} <= set(found.unconfirmed)


def test_a_disputed_price_lowers_the_whole_and_is_asked_for(made: Made) -> None:
    cheap = {"amount": 0.9e9, "currency": "USD"}
    found = asked(made([by("a", "Reuters"), by("b", "Le Monde", value=cheap)]))
    assert found.agreement == pytest.approx(0.5)  # the number of frigates is agreed
    assert found.grade.endswith("2")
    assert "Disputed: price." in found.why
    (price,) = [point for point in found.points if point.field == "price"]
    assert len(price.others) == 1
    assert price.against
    assert any(q.startswith("Which is right, USD") for q in found.questions)


Ratings = list[list[int | None]]


def rated(subjects: Ratings) -> Json:
    """Return a dossier in which raters are the voices and subjects the fields they tell of."""
    items = []
    for subject in subjects:
        by: dict[int, list[str]] = {}
        for rater, rating in enumerate(subject):
            if rating is not None:
                by.setdefault(rating, []).append(f"rater {rater}")
        told = [{"value": rating, "roots": roots} for rating, roots in by.items()]
        items.append({"text": "arms", "designation": None, "quantity": told})
    return {"value": [], "financing": [], "items": items}


def spread(counts: list[list[int]]) -> Ratings:
    """Return ratings of which only is known how many raters chose each category."""
    return [[category for category, n in enumerate(row) for _ in range(n)] for row in counts]


TWO_RATERS: Ratings = [[1, 1]] * 13 + [[2, 2]] * 20 + [[2, 3]] * 7 + [[3, 2]] * 4 + [[3, 3]] * 56
SIX_RATERS = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1],
]  # fmt: skip
FOUR_RATERS: Ratings = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1],
    [None, None, 3, None],
]  # fmt: skip
FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


@pytest.mark.parametrize(
    ("subjects", "published", "digits"),
    [
        (TWO_RATERS, 0.89, 2),
        (spread(SIX_RATERS), 0.5511111, 7),
        (FOUR_RATERS, 0.8181818, 7),
        (spread(FOURTEEN_RATERS), 0.378, 3),
    ],
)
def test_agreement_of_published_ratings(subjects: Ratings, published: float, digits: int) -> None:
    found = agreement(rated(subjects))
    assert found is not None
    assert round(found, digits) == published


def test_agreement_counts_pairs_of_voices() -> None:
    def one(amount: float, *roots: str) -> Json:
        value = {"amount": amount, "currency": "USD"}
        return {"value": value, "first_seen": "2019-02-06", "roots": list(roots)}

    values = [one(1e6, "a", "b"), one(2e6, "c")]
    assert agreement({"value": values, "financing": [], "items": []}) == pytest.approx(1 / 3)


@given(
    st.lists(st.lists(st.none() | st.integers(0, 3), min_size=2, max_size=5), min_size=1),
    st.randoms(use_true_random=False),
)
def test_agreement_is_a_share_that_does_not_depend_on_who_is_who(
    subjects: Ratings, random: Random
) -> None:
    found = agreement(rated(subjects))
    for subject in subjects:
        random.shuffle(subject)
    assert agreement(rated(subjects)) == pytest.approx(found)
    assert found is None or 0 <= found <= 1


def graded(register: Register, **letters: str) -> Register:
    """Grade the papers "P", "Q"... as a person does."""
    for name, letter in letters.items():
        give(register, f"The {name} Observer", Reliability(letter), Person("Ana", "known to me"))
    return register


def papers(*names: str) -> list[Read]:
    return [by(name, f"The {name} Observer") for name in names]


@pytest.mark.parametrize(
    ("published", "letters"),
    [("A1", {"P": "A", "Q": "B"}), ("C1", {"P": "C", "Q": "D"}), ("F6", {"P": "F"})],
)
def test_published_grades_of_the_whole(published: str, letters: dict[str, str], made: Made) -> None:
    assert asked(graded(made(papers(*letters)), **letters)).grade == published


def test_a_denial_is_named(made: Made) -> None:
    denies = claim(
        "denial",
        "The minister denied that anything was signed.",
        {"speaker": [("Ana Berg", None)]},
        modality="denied",
        by=[("Ana Berg", "official")],
    )
    found = asked(made([with_claims(by("a", "Reuters"), denies)]))
    assert found.denied_by == ("Ana Berg",)
    assert found.questions[0].startswith("What exactly does Ana Berg deny")


def test_the_russian_loan(made: Made) -> None:
    found = asked(made(cuban_loan()))
    assert found.reports == 10
    assert found.copies == 1
    assert 0 < len(found.voices) < 9
    assert any(point.field == "loan" and point.others for point in found.points)
    earlier = asked(made(cuban_loan()), dt.date(2018, 12, 31))
    assert earlier.reports < found.reports
