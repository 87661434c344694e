import pytest

from dealtrace.language.irregular_verbs import irregular_verb


@pytest.mark.parametrize(
    ("form", "tag", "verb"),
    [
        *(("sold", "VBD", "sell"), ("Lent", "VBN", "lend"), ("given", "VBN", "give")),
        *(("found", "VBD", "find"), ("found", "VB", None), ("saw", "NN", None)),
        ("signed", "VBD", None),
    ],
)
def test_past_forms_are_traced_to_their_verb(form: str, tag: str, verb: str | None) -> None:
    assert irregular_verb(form, tag) == verb


def test_the_pipeline_writes_the_verbs_of_the_trade(nlp) -> None:
    doc = nlp("Spain sold Peru 20 tanks. France lent Peru the money and sought a buyer.")
    verbs = {token.text: token.lemma_ for token in doc}
    assert (verbs["sold"], verbs["lent"], verbs["sought"]) == ("sell", "lend", "seek")
