"""When, where, how much: what stands around a word."""

import dataclasses
import datetime as dt

from dealtrace.claims.circumstances import clause, is_ahead, money_of, place_of, time_of
from dealtrace.claims.model import When
from tests.claims.build import build, predicate, scene, time, word

TWICE = "Belgium delivered the howitzers to Jordan in 2017 and sold Bahrain radars in 2018."


def test_each_verb_has_the_time_of_its_own_clause() -> None:
    doc = build(TWICE)
    time(doc, "2017", "2017")
    time(doc, "2018", "2018")
    cast = scene(doc)
    first, second = (time_of(cast, word(doc, verb)) for verb in ("delivered", "sold"))
    assert first is not None
    assert second is not None
    assert (first.value, second.value) == ("2017", "2018")


def test_a_temporal_argument_beats_distance() -> None:
    doc = build(TWICE)
    time(doc, "2017", "2017")
    time(doc, "2018", "2018")
    predicate(doc, "delivered", "deliver.01", ARGM_TMP="in 2018")
    when = time_of(scene(doc), word(doc, "delivered"))
    assert when is not None
    assert when.value == "2018"


def test_times_that_are_no_dates_are_left_out() -> None:
    doc = build("Kenya's economy grew last year.")
    time(doc, "last year", "P1Y", type="DURATION")
    assert time_of(scene(doc), word(doc, "grew")) is None


def test_ahead_means_wholly_after_publication() -> None:
    cast = scene(build("The frigates will be delivered in May."))
    assert cast.report.published == dt.date(2019, 3, 8)
    assert is_ahead(cast, When("2019-05", "May"))
    assert not is_ahead(cast, When("2018", "2018"))
    assert not is_ahead(cast, When("2019-03-08", "today"))
    undated = dataclasses.replace(cast.report, published=None)
    assert not is_ahead(dataclasses.replace(cast, report=undated), When("2030", "2030"))


def test_place_stands_in_the_clause() -> None:
    doc = build("President Uhuru Kenyatta met Prime Minister Abiy Ahmed in Nairobi.")
    place = place_of(scene(doc), word(doc, "met"))
    assert place is not None
    assert (place.name, place.code) == ("Nairobi", "KEN")


def test_whom_something_is_sold_to_is_no_place() -> None:
    doc = build("The frigates were sold to Peru by Italy.")
    assert place_of(scene(doc), word(doc, "sold")) is None


def test_money_is_the_closest_sum_of_the_sentence() -> None:
    doc = build("China gave Laos a loan of $300 million for gunships.")
    sum_ = money_of(scene(doc), word(doc, "loan"))
    assert sum_ is not None
    assert sum_.money.amount == 300_000_000
    doc = build("Spain sold Morocco 20 tanks.", "Mali owes France a debt of $40 million.")
    assert money_of(scene(doc), word(doc, "sold")) is None


def test_a_relative_clause_knows_what_it_is_said_of() -> None:
    doc = build("The gunships which Kazakhstan bought from France arrived on Monday.")
    words = {doc[i].text for i in clause(scene(doc), word(doc, "bought")).tokens}
    assert {"gunships", "Kazakhstan", "France"} <= words
    assert "Monday" not in words
