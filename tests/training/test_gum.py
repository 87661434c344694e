from pathlib import Path

from training.conversion.documents import Document
from training.conversion.gum import coreference_spans, entity_spans, read_gum, span_head

ROWS = [
    ("The", "DET", 3, "det", "Entity=(1-organization-new-nnnnn-cf1-2,3-coref-Harbour_Board"),
    ("Harbour", "PROPN", 3, "compound", "_"),
    ("Board", "PROPN", 4, "nsubj", "Entity=1)"),
    ("hired", "VERB", 0, "root", "_"),
    ("Ann", "PROPN", 4, "obj", "Entity=(2-person-new-nnnnn-cf2-1-coref"),
    ("of", "ADP", 7, "case", "_"),
    ("Ludo", "PROPN", 5, "nmod", "Entity=(3-place-new-nnnnn-cf3-1-coref)2)"),
    (".", "PUNCT", 4, "punct", "_"),
]


def write(folder: Path, name: str) -> None:
    lines = [f"# newdoc id = {name}"] + [
        "\t".join([str(i), word, word.lower(), upos, "X", "_", str(head), rel, "_", misc])
        for i, (word, upos, head, rel, misc) in enumerate(ROWS, 1)
    ]
    (folder / f"{name}.conllu").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    cells = ["(5", "_", "5)", "_", "(6", "_", "6)", "_"]
    coref = [
        f"{i}\t{row[0]}\t{cell}" for i, (row, cell) in enumerate(zip(ROWS, cells, strict=True))
    ]
    (folder / f"{name}.conll").write_text("# begin document\n" + "\n".join(coref) + "\n\n")


def test_only_free_genres_are_read_with_names_and_chains(tmp_path: Path) -> None:
    write(tmp_path, "GUM_news_harbour")
    write(tmp_path, "GUM_fiction_harbour")
    (document,) = read_gum(tmp_path, tmp_path)
    assert document.name == "GUM_news_harbour"
    ner = document.layers["ner"]
    assert ner[1:3] == ["B-ORG", "I-ORG"]
    assert (ner[4], ner[6]) == ("B-PERSON", "B-GPE")
    assert ner[3].startswith("O|")
    assert document.chains == [[2], [4]]


def test_entity_cells_nest() -> None:
    spans = entity_spans([row[4].removeprefix("Entity=") if row[4] != "_" else "" for row in ROWS])
    assert ("organization", "2,3", 0, 3) in spans
    assert ("person", "1", 4, 7) in spans
    assert ("place", "1", 6, 7) in spans


def test_coreference_cells_nest() -> None:
    assert coreference_spans(["(1", "(2)|(1)", "1)"]) == [("2", 1, 2), ("1", 1, 2), ("1", 0, 3)]


def test_head_is_the_word_governed_from_outside() -> None:
    document = Document("d", "gum", ["the", "old", "ship", "sank"], [0], heads=[2, 2, 3, -1])
    assert span_head(document, 0, 3) == 2
