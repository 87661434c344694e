"""How firmly a clause is put."""

import pytest

from dealtrace.claims.modality import modality_of
from dealtrace.claims.model import Modality
from tests.claims.build import build, find, predicate, scene, word


def modality(sentence: str, trigger: str, *said: str) -> Modality:
    doc = build(sentence)
    stop = {t.i for words in said for t in find(doc, words)}
    return modality_of(scene(doc), word(doc, trigger), stop)[0]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("Spain sold Morocco 20 tanks.", "sold", "asserted"),
        ("Italy has delivered the first two frigates to Qatar.", "delivered", "asserted"),
        ("Poland will buy 50 tanks from Japan.", "buy", "planned"),
        ("Oman is to receive two frigates from Britain.", "receive", "planned"),
        ("Greece plans to lease submarines from Israel.", "lease", "planned"),
        ("Vietnam wants to buy submarines from Sweden.", "buy", "planned"),
        ("The frigates will be delivered in May.", "delivered", "planned"),
        ("Norway is likely to buy frigates from Canada.", "buy", "possible"),
        ("If Turkey buys missiles from China, sanctions will follow.", "buys", "possible"),
        ("Portugal may sell its corvettes to Romania.", "sell", "possible"),
        ("Iraq denied buying tanks from Ukraine.", "buying", "denied"),
        ("Sri Lanka did not buy the warplanes.", "buy", "denied"),
    ],
)
def test_cues(sentence: str, trigger: str, expected: str) -> None:
    assert modality(sentence, trigger) == expected


def test_what_is_said_of_a_clause_ends_where_it_is_attributed() -> None:
    sentence = "Slovakia may order howitzers from Turkey, an official said."
    assert modality(sentence, "order", "said") is Modality.POSSIBLE
    sentence = "India has signed a contract with Russia for 40 fighters, the defence ministry said."
    assert modality(sentence, "signed", "said") is Modality.ASSERTED


def test_a_participle_under_a_future_verb_stays_asserted() -> None:
    sentence = "The submarine built by Germany will be delivered to Singapore in May."
    assert modality(sentence, "built") is Modality.ASSERTED
    assert modality(sentence, "delivered") is Modality.PLANNED


def test_an_adjunct_clause_is_no_firmer_or_weaker_for_its_verb() -> None:
    assert modality("Kenya paid after signing the contract with Serbia.", "signing") == "asserted"


def test_a_condition_does_not_reach_what_follows_from_it() -> None:
    sentence = "If Turkey buys missiles from China, sanctions will follow."
    assert modality(sentence, "follow") is Modality.PLANNED


def test_factuality_decides_only_without_a_cue() -> None:
    doc = build("Spain sold Morocco 20 tanks.")
    predicate(doc, "sold", "sell.01", factuality=-2.5)
    assert modality_of(scene(doc), word(doc, "sold"), set())[0] is Modality.DENIED
    doc = build("Poland will buy 50 tanks from Japan.")
    predicate(doc, "buy", "buy.01", factuality=-2.5)
    assert modality_of(scene(doc), word(doc, "buy"), set())[0] is Modality.PLANNED


def test_the_cue_is_named() -> None:
    doc = build("Poland will buy 50 tanks from Japan.")
    assert modality_of(scene(doc), word(doc, "buy"), set())[1] == ["will"]
