import datetime as dt

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc

from dealtrace.intake.report import Aside, AsideKind, Report
from dealtrace.language import annotate, load
from dealtrace.language.model_file import ModelFileError
from dealtrace.language.pipeline import TextTooLongError

STORY = (
    "Norland buys boats\n\nNorland will buy six patrol boats from Sudmark for $40 million, the "
    "defence ministry said on Tuesday. “The boats arrive in May,” said minister Ada Berg.\n\n"
    "According to the Harbour Post, a loan covers the price."
)


def check(doc, text):
    """Assert that all annotations are well formed and lie within the document."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1
        assert all(token.head.sent == sentence for token in sentence)
    for predicate in doc._.predicates:
        sentence = doc[predicate.token].sent
        assert -3 <= predicate.factuality <= 3
        for argument in predicate.arguments:
            assert sentence.start <= argument.start <= argument.head < argument.end <= sentence.end
    for found in doc._.attributions:
        spans = [found.cue, *found.content, *([found.source] if found.source else [])]
        assert all(0 <= start < end <= len(doc) for start, end in spans)
    for chain in doc._.chains:
        assert chain.main in chain.mentions
        for mention in chain.mentions:
            assert 0 <= mention.start <= mention.head < mention.end <= len(doc)
    for time in doc._.times:
        assert 0 <= time.start < time.end <= len(doc)


def test_a_report_is_annotated_in_place(nlp):
    headline = Aside(0, 18, AsideKind.HEADLINE)
    report = Report(STORY, published=dt.date(2019, 3, 5), asides=(headline,))
    doc = annotate(nlp, report)
    check(doc, STORY)
    assert doc._.published == dt.date(2019, 3, 5)
    assert [doc[start:end].text for start, end in doc._.asides] == ["Norland buys boats"]
    assert doc[doc._.asides[0][1] + 1].is_sent_start


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n \t\n",
        "a",
        "\n\nOne. Two.",
        "x" * 20_000,
        "“" * 700 + "—" * 700,
        "\u202eabc\u202c \u200b\u200b ‏ \x00 \ufeff",
        "\ud83d deal",
        "word " * 3000,
        "№ ½ 数十亿 ١٢٣ 🚁🚁",
    ],
    ids=range(11),
)
def test_odd_text_is_read_whole(nlp, text):
    check(annotate(nlp, Report(text)), text)


@pytest.mark.parametrize("text", ["word " * 60_000, "(" * 90_000, "x" * 1_200_000])
def test_a_text_too_long_is_refused_with_its_size(nlp, text):
    with pytest.raises(TextTooLongError, match=r"about 60,00\d words"):
        annotate(nlp, Report(text))


@given(text=st.text(max_size=400))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_read_whole(nlp, text):
    check(annotate(nlp, Report(text)), text)


def test_a_document_survives_bytes(nlp):
    doc = annotate(nlp, Report(STORY, published=dt.date(2019, 3, 5)))
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert tuple(again._.predicates) == doc._.predicates
    assert tuple(again._.attributions) == doc._.attributions
    assert again._.published == doc._.published


def test_displacy_draws_it(nlp):
    doc = annotate(nlp, Report(STORY))
    assert "<svg" in displacy.render(doc, style="dep", jupyter=False)
    displacy.render(doc, style="ent", jupyter=False)


def test_another_pipeline_supplies_tags_and_names():
    base = spacy.blank("en")
    base.add_pipe("sentencizer")
    base.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Norland"}])
    nlp = load(base=base, threads=1)
    doc = annotate(nlp, Report(STORY))
    assert {ent.text for ent in doc.ents} == {"Norland"}
    assert not doc.has_annotation("TAG")
    check_spans = [(p.token, a.start, a.end) for p in doc._.predicates for a in p.arguments]
    assert all(start < end <= len(doc) for _, start, end in check_spans)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ModelFileError, match=r"model\.onnx is missing"):
        load(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelFileError, match="is not a model"):
        load(tmp_path)
