import datetime as dt
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dealtrace.language.annotations import Timex, register_extensions
from dealtrace.language.times import as_contract, find, find_times, interval_of, normalise
from dealtrace.language.timexes import unite

PUBLISHED = dt.date(2018, 10, 30)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "span", "value", "contract"),
    [
        ("signed on Oct. 30, 2018, there", "Oct. 30, 2018", "2018-10-30", "2018-10-30"),
        ("signed on 30 October there", "30 October", "2018-10-30", "2018-10-30"),
        ("dated 10/30/2018", "10/30/2018", "2018-10-30", "2018-10-30"),
        ("dated 30.10.2018", "30.10.2018", "2018-10-30", "2018-10-30"),
        ("said on Friday", "Friday", "2018-10-26", "2018-10-26"),
        ("will sign on Friday", "Friday", "2018-11-02", "2018-11-02"),
        ("came last Monday", "last Monday", "2018-10-29", "2018-10-29"),
        ("comes next Tuesday", "next Tuesday", "2018-11-06", "2018-11-06"),
        ("said yesterday", "yesterday", "2018-10-29", "2018-10-29"),
        ("said last night", "last night", "2018-10-29TNI", "2018-10-29"),
        ("arrives tonight", "tonight", "2018-10-30TNI", "2018-10-30"),
        ("this week", "this week", "2018-W44", "2018-10-29/2018-11-04"),
        ("will meet later this week", "later this week", "2018-W44", "2018-10-30/2018-11-04"),
        ("earlier this month", "earlier this month", "2018-10", "2018-10"),
        ("next month", "next month", "2018-11", "2018-11"),
        ("visited in April", "April", "2018-04", "2018-04"),
        ("will visit in April", "April", "2019-04", "2019-04"),
        ("late last year", "late last year", "2017", "2017"),
        ("by early 2019", "early 2019", "2019", "2019"),
        ("in mid-2017", "mid-2017", "2017", "2017"),
        ("by the end of the year", "the end of the year", "2018", "2018"),
        ("by year's end", "year's end", "2018", "2018"),
        ("in spring 2019", "spring 2019", "2019-SP", "2019-03-01/2019-05-31"),
        ("the first half of 2020", "the first half of 2020", "2020-H1", "2020-01-01/2020-06-30"),
        ("in Q3 2018", "Q3 2018", "2018-Q3", "2018-07-01/2018-09-30"),
        ("in fiscal 2021", "fiscal 2021", "2021", "2021"),
        ("three years ago", "three years ago", "2015", "2015"),
        ("during the 1990s", "the 1990s", "199X", "1990-01-01/1999-12-31"),
        ("since 2015", "2015", "2015", "2015"),
        ("in 2011-13", "2011-13", "2011/2013", "2011-01-01/2013-12-31"),
        ("in the past decade", "the past decade", "P10Y", "2008-10-30/2018-10-30"),
    ],
)
def test_date(text: str, span: str, value: str, contract: str) -> None:
    (match,) = find_times(text, PUBLISHED)
    assert text[match.start : match.end] == span
    assert match.value == value
    assert as_contract(match.value, match.interval) == contract


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("over 20 years", "DURATION", "P20Y"),
        ("a 20-year term", "DURATION", "P20Y"),
        ("six months", "DURATION", "P6M"),
        ("every year", "SET", "P1Y"),
        ("paid annually", "SET", "P1Y"),
    ],
)
def test_lengths_and_sets_have_no_days(text: str, kind: str, value: str) -> None:
    (match,) = find_times(text, PUBLISHED)
    assert (match.type, match.value, match.interval) == (kind, value, None)


@pytest.mark.parametrize(
    "text",
    [
        "the Su-30 and MiG-29, the T-90 and a C-130",
        "under Resolution 1929",
        "an F-16 Block 52",
        "the 12 aircraft",
        "It may come. Theresa May spoke",
        "They march on the palace",
        "The Sun reported it",
        "a second frigate, the third of its class",
        "2000 tanks and a Mirage 2000",
        "Soviet-era guns",
        "prices fall",
    ],
)
def test_look_alikes(text: str) -> None:
    assert find_times(text, PUBLISHED) == []


def test_what_went_before_is_the_anchor() -> None:
    second = find_times("In 2015 he took office. Two years earlier he had resigned.", PUBLISHED)[1]
    assert second.value == "2013"
    assert normalise("two weeks later", PUBLISHED, anchor="2018-03-01") == (
        "DATE",
        "2018-W11",
        "2018-03-12/2018-03-18",
    )


def test_tense_of_the_caller_decides() -> None:
    (match,) = find_times("Friday", PUBLISHED, tense_of=lambda start, end: "future")
    assert match.value == "2018-11-02"


def test_without_publication_date_relative_times_have_no_value() -> None:
    assert [m.value for m in find_times("yesterday and in 2017")] == [None, "2017"]


def test_nonsense_is_none() -> None:
    assert normalise("the committee", PUBLISHED) is None
    assert normalise("February 31, 2018", PUBLISHED) != ("DATE", "2018-02-31", "2018-02-31")


def test_interval_of() -> None:
    assert interval_of("2018-02") == "2018-02-01/2018-02-28"
    assert interval_of("2018-W44-WE") == "2018-11-03/2018-11-04"
    assert interval_of("P3M") is None
    assert interval_of("2018-W60") is None
    assert as_contract("PRESENT_REF", None) is None


def test_hostile_text_takes_linear_time() -> None:
    start = time.perf_counter()
    for piece in ("one two ", "the first ", "1", "Oct ", "more than ", "2010-", "1/1/", "\n \n"):
        find_times(piece * 1_000, PUBLISHED)
    assert time.perf_counter() - start < 8


@pytest.mark.parametrize(
    ("text", "value", "interval"),
    [
        ("will arrive in two years", "2020", "2020-01-01/2020-12-31"),
        ("over the next two decades", "P20Y", "2018-10-30/2038-10-30"),
        ("by the end of 2019", "2019", "2019-11-02/2019-12-31"),
        ("in the first week of April 2019", "2019-W14", "2019-04-01/2019-04-07"),
        ("since last Oct. 23", "2017-10-23", "2017-10-23"),
        ("at 10:25 PM, June 28, 2017", "2017-06-28T22:25", "2017-06-28"),
        ("between 2010 and 2014", "2010/2014", "2010-01-01/2014-12-31"),
        ("October 10-12, 2018", "2018-10-10/2018-10-12", "2018-10-10/2018-10-12"),
        ("in May Russian envoys came", "2018-05", "2018-05-01/2018-05-31"),
        ("the 2015 loans", "2015", "2015-01-01/2015-12-31"),
        ("until next Thursday", "2018-11-01", "2018-11-01"),
        ("at the weekend", "2018-W43-WE", "2018-10-27/2018-10-28"),
        ("later in the year", "2018", "2018-01-01/2018-12-31"),
    ],
)
def test_days(text: str, value: str, interval: str) -> None:
    (match,) = find_times(text, PUBLISHED)
    assert (match.value, match.interval) == (value, interval)


def test_an_overlapped_match_is_looked_at_again() -> None:
    text = "at 11am on Thursday 28 July"
    assert [text[m.start : m.end] for m in find_times(text, PUBLISHED)] == [
        "11am on Thursday",
        "28 July",
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("over the past five years", ["the past five years"]),
        ("rebuilt over three years", ["three years"]),
        ("for over 20 years", ["over 20 years"]),
        ("at least ten days", ["at least ten days"]),
        ("the 14-day truce and a five-year lease", ["14-day", "five-year"]),
        ("the third-quarter loss", ["third-quarter"]),
        ("in the third quarter", ["the third quarter"]),
        ("several months before the summit", ["several months"]),
        ("in the near future", ["the near future"]),
        ("dipped after the 11 March attacks", ["11 March"]),
        ("It flew early in the week, late on Monday", ["early in the week", "late on Monday"]),
        ("the same was said of Jan Novak", []),
    ],
)
def test_what_belongs_to_the_span(text: str, spans: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_times(text, PUBLISHED)] == spans


@pytest.mark.parametrize(
    ("text", "value", "interval"),
    [
        ("by the end of last year", "2017", "2017-11-02/2017-12-31"),
        ("delivered by end-2019", "2019", "2019-11-02/2019-12-31"),
        ("came on Tuesday of last week", "2018-10-23", "2018-10-23"),
        ("in the winter of nineteen ninety-four", "1994-WI", "1994-12-01/1995-02-28"),
        ("since nineteen eighty-one", "1981", "1981-01-01/1981-12-31"),
        ("around New Year 2019", "2019-01-01", "2019-01-01"),
        ("it had been due to expire on Monday", "2018-10-29", "2018-10-29"),
        ("sold twice a year", "P1Y", None),
        ("within a day or two", "PXD", None),
        ("years ago", "PAST_REF", None),
    ],
)
def test_further_values(text: str, value: str, interval: str | None) -> None:
    (match,) = find_times(text, PUBLISHED)
    assert (match.value, match.interval) == (value, interval)


def test_a_comparison_is_no_anchor() -> None:
    text = "In the third quarter sales fell from a year ago; costs doubled from a year ago."
    values = [m.value for m in find_times(text, PUBLISHED)]
    assert values == ["2018-Q3", "2017-Q3", "2017-Q3"]


def _doc(words: str, tags: str) -> Doc:
    register_extensions()
    tokens, pos = words.split(), tags.split()
    doc = Doc(
        spacy.blank("en").vocab,
        tokens,
        pos=pos,
        heads=[0] * len(tokens),
        deps=["dep"] * len(tokens),
    )
    doc._.published = PUBLISHED
    return doc


def test_the_rules_span_beats_the_models() -> None:
    doc = _doc("Sold over the past decade here", "VERB ADP DET ADJ NOUN ADV")
    assert [(t.start, t.end) for t in unite(doc, [(3, 6, "DURATION")])] == [(2, 5)]


def test_the_models_other_spans_are_resolved_from_the_time_before() -> None:
    doc = _doc(
        "In 2015 he won ; by the year , rather", "ADP NUM PRON VERB PUNCT ADP DET NOUN PUNCT ADV"
    )
    found = unite(doc, [(5, 9, "DATE")])
    assert found[-1] == Timex(6, 8, "DATE", "2015", "2015-01-01/2015-12-31")


def test_vague_words_and_scraps_need_the_model() -> None:
    doc = _doc("Now the same envoy", "ADV DET ADJ NOUN")
    assert unite(doc, []) == ()
    assert unite(doc, [(1, 2, "DATE")]) == ()
    assert [t.value for t in unite(doc, [(0, 1, "DATE")])] == ["PRESENT_REF"]


_WORDS = """Oct. 30 , 2018 last next May March 10 - / : the first week of year ago two 1990s Friday
in by fiscal Q3 99 0 31 February 29 end mid early century spring a.m. W53 – ' s"""
_PIECES = st.lists(
    st.sampled_from(_WORDS.split()),
    max_size=12,
)


@settings(max_examples=120, deadline=None)
@given(_PIECES.map(" ".join) | st.text(max_size=60), st.dates(dt.date(1900, 1, 1)))
def test_any_text_gives_ordered_spans_and_real_days(text: str, published: dt.date) -> None:
    end = 0
    for match in find_times(text, published):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        if match.interval is not None:
            days = [dt.date.fromisoformat(day) for day in match.interval.split("/")]
            assert days == sorted(days)
    normalise(text, published)


@pytest.mark.parametrize("published", [dt.date.min, dt.date(2, 1, 1), dt.date.max])
@pytest.mark.parametrize(
    "text", ["in March", "March 10", "on Tuesday", "yesterday", "tomorrow", "next weekend"]
)
def test_a_report_at_the_end_of_the_calendar_is_read_too(text: str, published: dt.date) -> None:
    assert find_times(text, published)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([*_WORDS.split(), "nowadays", "decided", "x" * 70]), max_size=40))
def test_looking_near_cues_alone_misses_nothing(pieces: list[str]) -> None:
    text = " ".join(pieces)
    near = {(c.match.span(), c.rule) for c in find._candidates(text)}
    rules = enumerate(find._RULES)
    assert near == {(m.span(), i) for i, rule in rules for m in rule.pattern.finditer(text)}
