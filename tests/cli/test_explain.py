import io
import re
from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc

from dealtrace.claims.model import Reading
from dealtrace.cli import explain, layout, main
from dealtrace.language.annotations import (
    Argument,
    Attribution,
    Predicate,
    Timex,
    register_extensions,
)
from tests.conftest import MET, TEXT

# The sentence of claim c3, as a parser would see it.
WORDS = (
    "Norland 's defence minister , Ana Berg , met her Surian counterpart in the capital last week ."
)


@pytest.fixture
def doc() -> Doc:
    """The report's text with one sentence parsed; everything else hangs on its own."""
    register_extensions()
    doc = spacy.blank("en")(TEXT)
    start = doc.char_span(*MET).start
    words = {token.text: token for token in doc[start : start + len(WORDS.split())]}
    met = words["met"]
    for dependent, head, relation in (
        ("minister", "met", "nsubj"),
        ("Norland", "minister", "nmod:poss"),
        ("counterpart", "met", "obj"),
        ("week", "met", "obl:tmod"),
    ):
        words[dependent].head = words[head]
        words[dependent].dep_ = relation
    met.dep_, met.lemma_, met.tag_ = "root", "meet", "VBD"
    at = words["counterpart"].i
    whom = Argument("ARG1", at - 2, at + 1, at)
    doc._.predicates = (Predicate(met.i, "meet.03", (whom,)),)
    doc._.attributions = (Attribution((met.i, met.i + 1), (start, start + 1), ((start, met.i),)),)
    week = words["week"].i
    doc._.times = (Timex(week - 1, week + 1, "DATE", "2020-W10", "2020-03-02/2020-03-08"),)
    return doc


def test_explanation_shows_values_parse_roles_and_times(doc: Doc, reading: Reading) -> None:
    stream = io.StringIO()
    layout.show(explain.explanation(doc, reading.claims[2]), stream)
    text = re.sub(r"\s+", " ", stream.getvalue())
    for part in (
        "c3: meeting",
        "rule meeting/meet.03",
        "evoked by met",
        "participant Ana Berg = Ana Berg (no state); her Surian counterpart",
        "met root VBD meet",
        "counterpart obj",
        "meet.03 ARG1[her Surian counterpart] factuality +3.0",
        "Norland / met",
        "last week DATE 2020-03-02/2020-03-08",
        "score 0.80",
    ):
        assert part in text


def test_tree_of_a_very_deep_sentence_is_drawn(reading: Reading) -> None:
    register_extensions()
    depth = 3000
    doc = Doc(
        spacy.blank("en").vocab,
        words=["a"] * depth,
        heads=[max(0, n - 1) for n in range(depth)],
        deps=["root"] + ["dep"] * (depth - 1),
    )
    tree = explain._parse(doc[0], range(depth), reading.claims[0])
    levels = 0
    while tree.children:
        (tree,) = tree.children
        levels += 1
    assert levels == depth - 1


def test_unknown_claim_is_told_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch,
    reading: Reading,
    doc: Doc,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(explain, "open_sources", lambda names: iter([reading.report]))
    monkeypatch.setattr(explain, "_read", lambda report: (doc, reading))
    assert main(["explain", "norland.txt", "--claim", "c9"]) == 1
    assert capsys.readouterr().err == (
        "dealtrace: norland.txt: has no claim c9; its claims: c1, c2, c3, c4\n"
    )
    assert main(["explain", "norland.txt", "--claim", "c3"]) == 0


def test_several_reports_are_too_many(
    monkeypatch: pytest.MonkeyPatch, reading: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = [reading.report, replace(reading.report, path="other.txt")]
    monkeypatch.setattr(explain, "open_sources", lambda names: iter(twice))
    assert main(["explain", "folder", "--claim", "c1"]) == 1
    assert "holds 2 reports; name one of them" in capsys.readouterr().err
