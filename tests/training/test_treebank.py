from pathlib import Path

import pytest
from training.conversion.documents import Document
from training.conversion.propbank import (
    add_factuality,
    add_frames,
    bracket_spans,
    read_rolesets,
    roleset_table,
)
from training.conversion.treebank import read_conllu

CONLLU = """\
# newdoc id = weblog-harbour
# sent_id = s1
1-2\tWe'll\t_\t_\t_\t_\t_\t_\t_\t_
1\tWe\twe\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t'll\twill\tAUX\tMD\t_\t3\taux\t_\t_
3\tlend\tlend\tVERB\tVB\t_\t0\troot\t_\t_
4\tships\tship\tNOUN\tNNS\t_\t3\tobj\t_\t_

# sent_id = s2
1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\t_

# newdoc id = email-second
# sent_id = s3
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""
SKELETON = """\
x 0 0 [WORD] PRP (TOP(S(NP*) - - (ARG0*)
x 0 1 [WORD] MD (VP* - - (ARGM-MOD*)
x 0 2 [WORD] VB (VP* lend lend.01 (V*)
x 0 3 [WORD] NNS *))) - - (ARG1*)

x 1 0 [WORD] VB (TOP*) - -
x 1 1 [WORD] . *) - -
"""


@pytest.fixture
def documents(tmp_path: Path) -> list[Document]:
    path = tmp_path / "sample.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return read_conllu(path, "ewt")


def test_documents_are_cut_and_heads_count_from_the_document(documents: list[Document]) -> None:
    harbour, second = documents
    assert (harbour.name, second.name) == ("weblog-harbour", "email-second")
    assert harbour.words == ["We", "'ll", "lend", "ships", "Stop"]
    assert harbour.starts == [0, 4]
    assert harbour.heads == [2, 2, -1, 2, -1]
    assert harbour.layers["lemma"][1] == "will"


def test_frames_are_added_only_where_the_lengths_agree(
    documents: list[Document], tmp_path: Path
) -> None:
    (tmp_path / "weblog").mkdir()
    (tmp_path / "weblog" / "harbour.xml.gold_skel").write_text(SKELETON, encoding="utf-8")
    assert add_frames(documents[0], tmp_path) == 1
    assert documents[0].framed == {0}
    (frame,) = documents[0].frames
    assert (frame.word, frame.roleset) == (2, "lend.01")
    assert frame.arguments == [("ARG0", 0, 1), ("ARGM-MOD", 1, 2), ("ARG1", 3, 4)]
    assert add_frames(documents[1], tmp_path) == 0


def test_brackets_may_span_several_words() -> None:
    cells = ["(ARG0*", "*)", "(V*)", "(ARG1*", "*", "*)"]
    assert bracket_spans(cells) == [("ARG0", 0, 2), ("V", 2, 3), ("ARG1", 3, 6)]


def test_rolesets_stand_under_verbs_and_nominal_aliases(
    documents: list[Document], tmp_path: Path
) -> None:
    import zipfile

    frames = """<frameset><predicate lemma="hand"><roleset id="hand.01"><aliases>
      <alias pos="v">hand</alias><alias pos="n">handing</alias></aliases></roleset></predicate>
      <predicate lemma="hand_over"><roleset id="hand_over.02"/></predicate></frameset>"""
    with zipfile.ZipFile(tmp_path / "frames.zip", "w") as archive:
        archive.writestr("frames/hand.xml", frames)
    listed = read_rolesets(tmp_path / "frames.zip")
    assert listed == {"hand": ["hand.01", "hand_over.02"], "handing": ["hand.01"]}
    assert roleset_table(documents, listed)["handing"] == ["hand.01"]


def test_rolesets_met_most_often_come_first(documents: list[Document], tmp_path: Path) -> None:
    (tmp_path / "weblog").mkdir()
    (tmp_path / "weblog" / "harbour.xml.gold_skel").write_text(SKELETON, encoding="utf-8")
    add_frames(documents[0], tmp_path)
    table = roleset_table(documents, {"lend": ["lend.02", "lend.01"]})
    assert table["lend"] == ["lend.01", "lend.02"]


def test_factuality_is_joined_by_sentence_and_word(
    documents: list[Document], tmp_path: Path
) -> None:
    import json
    import zipfile

    node = {"factuality": {"factual": {"confidence": 1.0, "value": -0.4}}}
    judged = {"data": {"ewt-train-1": {"ewt-train-1-semantics-pred-3": node}}}
    with zipfile.ZipFile(tmp_path / "f.zip", "w") as archive:
        archive.writestr("factuality.json", json.dumps(judged))
    ids = tmp_path / "ids.json"
    ids.write_text(json.dumps({"ewt-train-1": {"sentence_id": "s1"}}), encoding="utf-8")
    assert add_factuality(documents, tmp_path / "f.zip", ids) == 1
    assert documents[0].factuality == {2: pytest.approx(-1.0)}
