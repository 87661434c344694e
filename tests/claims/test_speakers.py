"""Who says so: chains of speakers, outermost first."""

from dealtrace.claims.model import SourceKind
from dealtrace.claims.speakers import chain_over
from tests.claims.build import attribute, build, chain, scene, word

PAPER = "Kommersant reported the talks."


def test_the_outermost_speaker_comes_first() -> None:
    doc = build("Kommersant reported that a manager said Iran had bought the radars.")
    attribute(doc, "a manager", "said", "Iran had bought the radars")
    attribute(doc, "Kommersant", "reported", "that a manager said Iran had bought the radars")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [(s.name, s.cue) for s in found] == [("Kommersant", "reported"), ("manager", "said")]
    assert found[0].kind is SourceKind.PUBLISHER


def test_a_speaker_is_not_over_what_he_does_not_say() -> None:
    doc = build("Kommersant reported that a manager said Iran had bought the radars.")
    attribute(doc, "a manager", "said", "Iran had bought the radars")
    assert chain_over(scene(doc), word(doc, "reported").i) == ()


def test_a_papers_sources_are_cited_by_the_paper() -> None:
    doc = build(PAPER, "The paper's sources said Iran had bought the radars.")
    attribute(doc, "The paper's sources", "said", "Iran had bought the radars")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [s.name for s in found] == ["Kommersant", "sources"]
    assert [s.kind for s in found] == [SourceKind.PUBLISHER, SourceKind.ANONYMOUS]


def test_a_paper_passes_on_what_it_was_told() -> None:
    doc = build(PAPER, "Two officials told the paper that Iran had bought the radars.")
    attribute(doc, "Two officials", "told", "that Iran had bought the radars")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [s.name for s in found] == ["Kommersant", "Two officials"]


def test_whom_a_paper_cites_speaks_within_it() -> None:
    doc = build("Kommersant wrote that Iran had bought the radars, citing a diplomat.")
    attribute(doc, "Kommersant", "wrote", "that Iran had bought the radars")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [(s.name, s.cue) for s in found] == [("Kommersant", "wrote"), ("diplomat", "citing")]


def test_a_pronoun_stands_for_the_person_it_refers_to() -> None:
    doc = build(
        "Miguel Torres, a deputy defence minister of Spain, visited Lima.",
        "He said Iran had bought the radars.",
    )
    attribute(doc, "He", "said", "Iran had bought the radars")
    chain(doc, "Miguel Torres", "He")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [(s.name, s.kind) for s in found] == [("Miguel Torres", SourceKind.PERSON)]


def test_a_pronoun_that_refers_to_nobody_known_is_no_speaker() -> None:
    doc = build("He said Iran had bought the radars.")
    attribute(doc, "He", "said", "Iran had bought the radars")
    assert chain_over(scene(doc), word(doc, "bought").i) == ()


def test_who_wants_something_says_nothing() -> None:
    doc = build("Kyrgyzstan wants to buy rifles.")
    attribute(doc, "Kyrgyzstan", "wants", "to buy rifles")
    assert chain_over(scene(doc), word(doc, "buy").i) == ()


def test_a_ministry_is_an_official_speaker() -> None:
    doc = build(
        "India has signed a contract with Russia for 40 fighters, the defence ministry said."
    )
    attribute(
        doc,
        "the defence ministry",
        "said",
        "India has signed a contract with Russia for 40 fighters",
    )
    found = chain_over(scene(doc), word(doc, "signed").i)
    assert [(s.name, s.kind) for s in found] == [("defence ministry", SourceKind.OFFICIAL)]


def test_a_papers_name_may_follow_the_span_of_its_noun() -> None:
    doc = build("The newspaper Kommersant reported that Iran had bought the radars.")
    attribute(doc, "The newspaper", "reported", "that Iran had bought the radars")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [(s.name, s.kind) for s in found] == [("Kommersant", SourceKind.PUBLISHER)]


def test_what_is_reported_is_nobodys_name() -> None:
    doc = build("Kommersant reported that Iran had bought the radars.")
    attribute(doc, "Iran had bought", "reported", "that Iran had bought the radars")
    found = chain_over(scene(doc), word(doc, "bought").i)
    assert [s.name for s in found] == ["Kommersant"]
