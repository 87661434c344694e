"""What the shipped model and the rules over it make of plain sentences of the trade."""

import datetime as dt

import pytest

from dealtrace.intake.report import Report
from dealtrace.language import annotate

TEXT = (
    "Peru will buy 24 tanks from France for $90 million, the defence ministry said on Tuesday. "
    "The Peruvian president, Ana Rojas, met French President Paul Girard in Lima last week.\n\n"
    "“We have signed the contract,” Girard told reporters.\n\n"
    "According to the newspaper La Marina, a loan from Spain could cover the price. "
    "The newspaper said the two leaders would meet again in May."
)


@pytest.fixture(scope="module")
def doc(nlp):
    return annotate(nlp, Report(TEXT, published=dt.date(2019, 3, 8)))


def words(doc, span):
    return doc[span[0] : span[1]].text


def predicate(doc, word):
    return next(p for p in doc._.predicates if doc[p.token].text == word)


def test_sentences(doc):
    assert [sentence.text.split()[0] for sentence in doc.sents] == [
        *("Peru", "The", "“We", "According", "The"),
    ]


def test_tags_lemmas_and_tree(doc):
    buy = predicate(doc, "buy").token
    assert (doc[buy].pos_, doc[buy].lemma_) == ("VERB", "buy")
    assert {child.dep_ for child in doc[buy].children} >= {"nsubj", "aux", "obj"}
    assert next(t for t in doc if t.text == "met").lemma_ == "meet"


def test_roles_give_buyer_goods_and_seller(doc):
    bought = predicate(doc, "buy")
    assert bought.roleset == "buy.01"
    assert words(doc, (bought.arg("ARG0").start, bought.arg("ARG0").end)) == "Peru"
    assert "24 tanks" in words(doc, (bought.arg("ARG1").start, bought.arg("ARG1").end))
    assert bought.factuality <= 1.5
    assert predicate(doc, "signed").factuality > 1


def test_attributions_join_source_cue_and_content(doc):
    sources = [words(doc, a.source) for a in doc._.attributions if a.source and a.content]
    assert any("ministry" in source for source in sources)
    assert any("La Marina" in source for source in sources)
    assert any("Girard" in source for source in sources)


def test_names_sums_and_times(doc):
    labels = {ent.text: ent.label_ for ent in doc.ents}
    assert labels["Peru"] == labels["France"] == "GPE"
    assert labels["$90 million"] == "MONEY"
    assert labels["Ana Rojas"] == labels["Paul Girard"] == "PERSON"
    times = {words(doc, (t.start, t.end)): t.value for t in doc._.times}
    assert (times["Tuesday"], times["last week"]) == ("2019-03-05", "2019-W09")


def test_chains_join_descriptions_to_names(doc):
    chains = [[words(doc, (m.start, m.end)) for m in chain.mentions] for chain in doc._.chains]
    assert any({"Paul Girard", "Girard"} <= set(chain) for chain in chains)
    couple = next(chain for chain in doc._.chains if chain.members)
    assert {words(doc, (doc._.chains[i].main.start, doc._.chains[i].main.end))
            for i in couple.members} == {"Ana Rojas", "Paul Girard"}  # fmt: skip
