"""Rules over hand-made trees: attributions, factuality, sentence starts, times."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

from dealtrace.language.annotations import Attribution
from dealtrace.language.attribution_rules import cited, complete, continue_speech, priced
from dealtrace.language.encoder import find_breaks
from dealtrace.language.factuality import bounded
from dealtrace.language.syntax import sentence_starts
from dealtrace.language.timexes import clause_tense
from dealtrace.language.tree_view import tree_of

VOCAB = spacy.blank("en").vocab


def parsed(rows):
    """``rows``: lines of ``word lemma POS head relation``; heads count from 0."""
    table = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        VOCAB,
        words=[row[0] for row in table],
        lemmas=[row[1] for row in table],
        pos=[row[2] for row in table],
        heads=[int(row[3]) for row in table],
        deps=[row[4] for row in table],
    )


SAID = """
The      the      DET   1 det
minister minister NOUN  2 nsubj
said     say      VERB  2 root
Norland  norland  PROPN 4 nsubj
bought   buy      VERB  2 ccomp
boats    boat     NOUN  4 obj
.        .        PUNCT 2 punct
"""

ACCORDING = """
According according VERB  3 case
to        to        ADP   0 fixed
the       the       DET   3 det
paper     paper     NOUN  6 obl
,         ,         PUNCT 6 punct
it        it        PRON  6 nsubj
sank      sink      VERB  6 root
"""


def test_a_cue_gets_its_subject_and_its_clause():
    doc = parsed(SAID)
    found = complete(Attribution(cue=(2, 3)), doc, tree_of(doc))
    assert doc[slice(*found.source)].text == "The minister"
    assert [doc[slice(*piece)].text for piece in found.content] == ["Norland bought boats"]


PRICED = """
The    the     DET   1 det
daily  daily   NOUN  2 nsubj
puts   put     VERB  2 root
the    the     DET   4 det
credit credit  NOUN  2 obj
at     at      ADP   8 case
$      $       SYM   8 compound
9      9       NUM   8 compound
m      m       NUM   2 obl
now    now     ADV   2 advmod
and    and     CCONJ 12 cc
we     we      PRON  12 nsubj
wonder wonder  VERB  2 conj
.      .       PUNCT 2 punct
"""


def test_who_puts_a_price_at_a_sum_says_so():
    doc = parsed(PRICED)
    doc.ents = [Span(doc, 6, 9, "MONEY")]
    (found,) = priced([], doc, tree_of(doc))
    assert doc[slice(*found.source)].text == "The daily"
    assert [doc[slice(*piece)].text for piece in found.content] == ["the credit at $ 9 m now"]
    before = Attribution(cue=(2, 3), source=(0, 2), content=((3, 5),))
    assert priced([before], doc, tree_of(doc)) == [before]


@pytest.mark.parametrize("lemma", ["place", "sell"])
def test_who_places_an_order_at_a_price_says_nothing(lemma):
    doc = parsed(PRICED.replace("puts   put ", f"puts {lemma} "))
    doc.ents = [Span(doc, 6, 9, "MONEY")]
    assert priced([], doc, tree_of(doc)) == []


def test_what_the_model_found_is_kept():
    doc = parsed(SAID)
    found = complete(Attribution(cue=(2, 3), source=(1, 2), content=((4, 6),)), doc, tree_of(doc))
    assert found == Attribution(cue=(2, 3), source=(1, 2), content=((4, 6),))


def test_according_to_gets_its_noun():
    doc = parsed(ACCORDING)
    found = complete(Attribution(cue=(0, 2)), doc, tree_of(doc))
    assert doc[slice(*found.source)].text == "the paper"


def test_quoted_speech_goes_on_with_the_last_speaker():
    text = "“ Yes , ” she said . “ We sold it . ” Others left ."
    doc = Doc(VOCAB, words=text.split())
    said = Attribution(cue=(5, 6), source=(4, 5), content=((0, 4),))
    (found,) = continue_speech([said], [(7, 13), (13, 15)], doc)
    assert found.content == ((0, 4), (7, 13))


def tree_and_lemmas(rows):
    doc = parsed(rows)
    return tree_of(doc), [token.lemma_ for token in doc]


PLANS = """
It    it   PRON 1 nsubj
plans plan VERB 1 root
to    to   PART 3 mark
buy   buy  VERB 1 xcomp
boats boat NOUN 3 obj
"""
NOT = """
It   it   PRON 3 nsubj
did  do   AUX  3 aux
not  not  PART 3 advmod
buy  buy  VERB 3 root
"""
DENIED = """
It     it   PRON 1 nsubj
denied deny VERB 1 root
having have AUX  3 aux
bought buy  VERB 1 xcomp
"""
COULD = """
It    it    PRON 2 nsubj
could could AUX  2 aux
buy   buy   VERB 2 root
"""
IF = """
If   if   SCONJ 2 mark
it   it   PRON 2 nsubj
buys buy  VERB 2 root
"""
BOUGHT = """
It     it  PRON 1 nsubj
bought buy VERB 1 root
"""


@pytest.mark.parametrize(
    ("rows", "token", "low", "high"),
    [
        (PLANS, 3, -3, 1.0),
        (PLANS, 1, 2.5, 3),
        (NOT, 3, -3, -2),
        (DENIED, 3, -3, -1),
        (COULD, 2, -3, 0.5),
        (IF, 2, -3, 0.0),
        (BOUGHT, 1, 2.5, 3),
    ],
)
def test_signs_in_the_tree_bound_factuality(rows, token, low, high):
    assert low <= bounded(token, 2.6, *tree_and_lemmas(rows)) <= high


def test_a_sentence_does_not_start_with_a_closing_quote():
    logits = np.array([-1, -1, 3, 3], dtype=np.float32)
    assert sentence_starts(logits, ["He", ".", "”", "She"], np.array([0])).tolist() == [0, 3]


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        (["A", "\n\n", "b", "."], [2]),
        (["One", ".", "\n", "Two", ".", "\n", "Three"], [3, 6]),
        (["wrapped", "\n", "line", "\n", "goes", "\n", "on", "\n", "and", "ends", "."], []),
    ],
)
def test_paragraphs_begin_after_blank_lines_but_not_at_wrapped_ones(texts, starts):
    assert find_breaks(texts, [text.isspace() for text in texts], set()) == starts


def test_an_aside_is_a_paragraph_of_its_own():
    texts = ["Title", "\n", "Story", "goes", "on"]
    assert find_breaks(texts, [t.isspace() for t in texts], {0, 1}) == [0, 2]


def test_tense_is_that_of_the_verb_above():
    doc = parsed(COULD.replace("could could", "will will"))
    assert clause_tense(doc, tree_of(doc), 0) == "future"


CITING = """
The       the     DET   1 det
daily     daily   NOUN  6 nsubj
,         ,       PUNCT 3 punct
citing    cite    VERB  1 acl
officials official NOUN 3 obj
,         ,       PUNCT 3 punct
said      say     VERB  6 root
it        it      PRON  8 nsubj
sank      sink    VERB  6 ccomp
"""


def test_those_cited_say_what_the_citing_paper_says():
    doc = parsed(CITING)
    said = Attribution(cue=(6, 7), source=(0, 6), content=((7, 9),))
    paper, officials = cited([said], doc, tree_of(doc))
    assert doc[slice(*paper.source)].text == "The daily"
    assert doc[slice(*officials.source)].text.startswith("officials")
    assert officials.content == paper.content == ((7, 9),)


FAILED = """
It      it     PRON 1 nsubj
failed  fail   VERB 1 root
to      to     PART 3 mark
buy     buy    VERB 1 xcomp
when    when   ADV  6 advmod
banks   bank   NOUN 6 nsubj
refused refuse VERB 3 advcl
"""


def test_what_goes_with_a_denied_event_is_not_denied_itself():
    assert bounded(3, 2.6, *tree_and_lemmas(FAILED)) < 0
    assert bounded(6, 2.6, *tree_and_lemmas(FAILED)) > 2
