import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from training.conversion.documents import Document, Frame
from training.conversion.entities import ANY
from training.inventory import build_inventory
from training.windows import IGNORE, Encoder, vary_quotes, vary_shapes

from dealtrace.language.subtokens import SHAPE_TITLE, SHAPE_UPPER, Subtokens


def document() -> Document:
    words = ["Ludo", "sells", "ships", ".", "Ann", "agreed", "."]
    layers = {
        "upos": ["PROPN", "VERB", "NOUN", "PUNCT", "PROPN", "VERB", "PUNCT"],
        "xpos": ["NNP", "VBZ", "NNS", ".", "NNP", "VBD", "."],
        "lemma": ["Ludo", "sell", "ship", ".", "Ann", "agree", "."],
        "rel": ["nsubj", "root", "obj", "punct", "nsubj", "root", "punct"],
        "ner": ["B-GPE", "O", ANY, "O", "B-PERSON", "O", "O"],
    }
    frames = [Frame(1, "sell.01", [("ARG0", 0, 1), ("ARG1", 2, 3)]), Frame(5, "agree.01", [])]
    return Document(
        "d",
        "ewt",
        words,
        [0, 4],
        True,
        ["a", "b"],
        layers,
        [1, -1, 1, 1, 5, -1, 5],
        frames,
        {0, 4},
        {5: 2.0},
        links=[(0, 1), (0, 5)],
        chains=[[0, 4]],
    )


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    pieces = ["[CLS]", "[SEP]", "[PAD]", "[UNK]", "sell", "##s", "ship", "agree", "##d", "."]
    tokenizer = Tokenizer(WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    inventory = build_inventory([document()], {"sell": ["sell.01", "sell_out.02"]})
    return Encoder(inventory, Subtokens(tmp_path / "tokenizer.json"))


def test_window_counts_from_its_first_word(encoder: Encoder) -> None:
    window = encoder.window(document(), 4, 7)
    assert window.heads == [2, 0, 2]
    assert window.sentence == [0, 0, 0]
    assert window.factuality == {1: 2.0}
    assert window.links == []
    assert window.chains == [[0]]
    assert window.first == [1, 2, 4]
    assert window.last == [1, 3, 4]


def test_frames_carry_labels_of_their_sentence_and_candidates(encoder: Encoder) -> None:
    sell, agree = encoder.window(document(), 0, 7).frames
    names = encoder.inventory
    assert [names.srl[i] for i in sell.labels] == ["B-ARG0", "O", "B-ARG1", "O"]
    assert [names.rolesets[i] for i in sell.candidates] == ["sell.01", "sell_out.02"]
    assert (agree.start, agree.word, agree.candidates) == (4, 5, [])


def test_unknown_names_are_ignored(encoder: Encoder) -> None:
    window = encoder.window(document(), 0, 4)
    assert window.tags["ner"][2] == IGNORE
    rows = encoder.label_set_rows()
    assert [encoder.inventory.ner[i] for i in rows[window.tags["ner"][0]]] == ["B-GPE"]


def test_windows_hold_every_word_once(encoder: Encoder) -> None:
    for rng in (None, random.Random(3)):
        cuts = [(a, b) for _, a, b in encoder.cut([document()] * 3, rng)]
        assert sum(b - a for a, b in cuts) == 21
        assert all(a < b for a, b in cuts)


def test_looks_vary_only_in_training() -> None:
    words = ['"', "it", "'s", '"']
    assert vary_quotes(words, None) == words
    changed = [vary_quotes(words, random.Random(seed)) for seed in range(30)]
    assert ["“", "it", "’s", "”"] in changed
    shapes = [vary_shapes([1, 2, 6], random.Random(seed)) for seed in range(300)]
    assert [SHAPE_TITLE, SHAPE_TITLE, 6] in shapes
    assert [SHAPE_UPPER, SHAPE_UPPER, 6] in shapes
    assert vary_shapes([1, 2, 6], None) == [1, 2, 6]
