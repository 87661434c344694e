"""Coreference over documents tagged by hand: the model's own opinion is left out."""

import pytest
import spacy
from spacy.tokens import Doc

from dealtrace.language.coreference import Resolver
from dealtrace.language.mentions import Collector
from dealtrace.language.tree_view import tree_of

VOCAB = spacy.blank("en").vocab


class NoOpinion:
    def score(self, later, earlier):
        return -5.0


def resolve(tagged, ents):
    """``tagged``: sentences of ``word/POS``; return the entities as lists of mention texts."""
    sentences = [[pair.rsplit("/", 1) for pair in line.split()] for line in tagged]
    words = [word for sentence in sentences for word, _ in sentence]
    pos = [tag for sentence in sentences for _, tag in sentence]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence))]
    tags = [
        "NNS" if p == "NOUN" and w.endswith("s") else "NN" for w, p in zip(words, pos, strict=True)
    ]
    lemmas = [
        word.lower().removesuffix("s") if tag == "NNS" else word.lower()
        for word, tag in zip(words, tags, strict=True)
    ]
    doc = Doc(VOCAB, words=words, pos=pos, tags=tags, lemmas=lemmas, sent_starts=starts)
    found = []
    for text, label in ents:
        at = doc.text.index(text)
        found.append(doc.char_span(at, at + len(text), label=label))
        assert found[-1] is not None, text
    doc.set_ents(found)
    resolver = Resolver(tree_of(doc), NoOpinion())
    for mention in Collector(doc).collect():
        resolver.take(mention)
    chains = [[doc[m.start : m.end].text for m in e.mentions] for e in resolver.all]
    couples = [
        (doc[m.start : m.end].text, {doc[e.mentions[0].start : e.mentions[0].end].text for e in p})
        for m, p in resolver.couples
    ]
    return chains, couples


def test_a_surname_joins_the_full_name_and_no_longer_one():
    lines = [
        "President/PROPN Ada/PROPN Berg/PROPN spoke/VERB ./PUNCT",
        "Minister/PROPN Bergson/PROPN left/VERB and/CCONJ Berg/PROPN ,/PUNCT too/ADV ./PUNCT",
    ]
    ents = [("Ada Berg", "PERSON"), ("Bergson", "PERSON"), ("Berg ,", "PERSON")]
    chains, _ = resolve(lines, ents)
    assert sorted(map(len, chains)) == [1, 2]


TWO = (
    "Cuban/ADJ President/PROPN Luis/PROPN Vega/PROPN met/VERB Russian/ADJ President/PROPN "
    "Oleg/PROPN Orlov/PROPN in/ADP Minsk/PROPN ./PUNCT"
)
PEOPLE = [("Luis Vega", "PERSON"), ("Oleg Orlov", "PERSON")]


def test_a_leader_is_the_person_with_a_fitting_office_and_state():
    second = "The/DET Cuban/ADJ leader/NOUN left/VERB ./PUNCT"
    chains, _ = resolve([TWO, second], PEOPLE)
    assert ["Luis Vega", "The Cuban leader"] in chains


def test_a_title_two_persons_have_joins_neither():
    chains, _ = resolve([TWO, "The/DET president/NOUN left/VERB ./PUNCT"], PEOPLE)
    assert all("The president" not in chain for chain in chains)


def test_the_two_leaders_are_both():
    _, couples = resolve([TWO, "The/DET two/NUM leaders/NOUN dined/VERB ./PUNCT"], PEOPLE)
    assert couples == [("The two leaders", {"Luis Vega", "Oleg Orlov"})]


@pytest.mark.parametrize(
    ("first", "entity", "second"),
    [
        ("The/DET newspaper/NOUN Kurier/PROPN said/VERB", "Kurier", "The/DET daily/NOUN"),
        ("Norland/PROPN Industries/PROPN won/VERB", "Norland Industries", "The/DET company/NOUN"),
        ("A/DET Trade/PROPN Ministry/PROPN paid/VERB", "Trade Ministry", "The/DET ministry/NOUN"),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_its_sort(first, entity, second):
    chains, _ = resolve([first + " ./PUNCT", second + " agreed/VERB ./PUNCT"], [(entity, "ORG")])
    assert [entity, second.replace("/DET", "").replace("/NOUN", "")] in chains


def test_the_island_is_the_state_that_is_one():
    chains, _ = resolve(
        [
            "Russia/PROPN lends/VERB Cuba/PROPN money/NOUN ./PUNCT",
            "The/DET island/NOUN is/AUX poor/ADJ ./PUNCT",
        ],
        [],
    )  # fmt: skip
    assert ["Cuba", "The island"] in chains


def test_he_is_not_the_woman():
    lines = [
        "Spokeswoman/PROPN Ada/PROPN Berg/PROPN met/VERB Ivan/PROPN Orlov/PROPN ./PUNCT",
        "He/PRON left/VERB ./PUNCT",
    ]
    chains, _ = resolve(lines, [("Ada Berg", "PERSON"), ("Ivan Orlov", "PERSON")])
    assert ["Ivan Orlov", "He"] in chains
