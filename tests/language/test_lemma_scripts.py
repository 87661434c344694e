import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrace.language.lemma_scripts import apply_script, known_base, lemma_script, singular


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("supplies", "supply"), ("were", "be"), ("Kremlin", "Kremlin"), ("Signed", "sign"), ("", "")],
)
def test_a_script_turns_the_form_into_its_lemma(form, lemma):
    assert apply_script(form, lemma_script(form, lemma)) == lemma


@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_any_pair_comes_back(form, lemma):
    assert apply_script(form, lemma_script(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=12))
def test_a_script_that_cuts_too_much_leaves_the_form(form):
    assert apply_script(form, "l99+y") == form.lower()


@pytest.mark.parametrize(
    ("form", "base"),
    [("Added", "add"), ("planning", "plan"), ("relies", "rely"), ("loses", "lose"), ("went", None)],
)
def test_regular_forms_are_traced_to_a_known_verb(form, base):
    assert known_base(form, {"add", "plan", "rely", "lose"}) == base


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        *(("Deliveries", "delivery"), ("batteries", "battery"), ("newsmen", "newsman")),
        *(("ties", None), ("sorties", None), ("series", None), ("tanks", None), ("men", None)),
    ],
)
def test_plurals_with_a_changed_stem_are_traced_to_their_singular(form, noun):
    assert singular(form) == noun
