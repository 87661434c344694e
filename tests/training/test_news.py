import json
from pathlib import Path

from lxml import etree
from training.conversion.documents import bio, spans_of, word_span
from training.conversion.entities import ANY, amounts, entity_layer, organisation, place
from training.conversion.names import read_crossner, read_re3d, read_uner
from training.conversion.plain_text import tokenise
from training.conversion.polnear import parse_standoff, read_polnear
from training.conversion.timebank import flatten, read_timebank

TEXT = "“We sign,” the envoy said. “And soon.”\n\nPrices rose."
STANDOFF = """\
T1\tContent 0 10;27 38\t“We sign,” “And soon.”
T2\tSource 11 20\tthe envoy
T3\tCue 21 25\tsaid
T4\tAttribution 21 25\tsaid
The line above may run on
E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3
"""


def test_bio_and_spans_are_inverse() -> None:
    labels = bio(6, [("A", 0, 2), ("A", 2, 3), ("B", 1, 5), ("B", 4, 6)])
    assert labels == ["B-A", "I-A", "B-A", "O", "B-B", "I-B"]
    assert spans_of(labels) == [("A", 0, 2), ("A", 2, 3), ("B", 4, 6)]
    assert spans_of(["I-A", "I-B", "O"]) == [("A", 0, 1), ("B", 1, 2)]


def test_word_span_takes_every_word_touched() -> None:
    offsets = [(0, 3), (4, 7), (8, 12)]
    assert word_span(offsets, 5, 9) == (1, 3)
    assert word_span(offsets, 3, 4) is None


def test_tokens_keep_offsets_and_lines_start_sentences() -> None:
    tokens = tokenise("A headline\n\nThe ship sailed. It sank.")
    assert [tokens.words[i] for i in tokens.starts] == ["A", "The", "It"]
    assert tokens.offsets[2] == (12, 15)


def test_standoff_reads_pieces_and_roles() -> None:
    pieces, events = parse_standoff(STANDOFF)
    assert pieces["T1"] == [(0, 10), (27, 38)]
    assert ("Cue", "T3") in events[0]


def test_polnear_spans_are_linked_to_their_cue(tmp_path: Path) -> None:
    for name in ("attributions", "text"):
        (tmp_path / name).mkdir()
    (tmp_path / "attributions" / "outlet_story_ab12.ann").write_text(STANDOFF, encoding="utf-8")
    (tmp_path / "text" / "outlet_story.txt").write_text(TEXT, encoding="utf-8")
    (document,) = read_polnear(tmp_path)
    spans = spans_of(document.layers["attr"])
    assert [label for label, _, _ in spans] == ["CONTENT", "SOURCE", "CUE", "CONTENT"]
    cue = spans[2][1]
    assert document.words[cue] == "said"
    assert document.links is not None
    assert set(document.links) == {(spans[i][1], cue) for i in (0, 1, 3)}


def test_timex_spans_keep_their_places() -> None:
    body = etree.fromstring('<TEXT>In <TIMEX3 type="DATE">May</TIMEX3>, <E>he</E> left.</TEXT>')
    assert flatten(body) == ("In May, he left.", [("DATE", 3, 6)])


def test_timebank_gives_times_and_amounts(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(
        '<TimeML><TEXT>They paid $ 3 million <TIMEX3 type="DURATION">two years</TIMEX3> late.'
        "</TEXT></TimeML>",
        encoding="utf-8",
    )
    (document,) = read_timebank(tmp_path)
    assert spans_of(document.layers["timex"]) == [("DURATION", 5, 7)]
    assert document.layers["ner"][2:7] == ["B-MONEY", "I-MONEY", "I-MONEY", "B-DATE", "I-DATE"]
    assert "B-PERSON" in document.layers["ner"][0].split("|")
    assert "B-DATE" not in document.layers["ner"][0].split("|")


def test_amounts_need_a_sign_or_a_unit() -> None:
    words = [
        "About",
        "5",
        "million",
        "dollars",
        ",",
        "20",
        "%",
        "or",
        "7",
        "tanks",
        "for",
        "US$",
        "2",
        "billion",
    ]
    assert amounts(words) == [("MONEY", 1, 4), ("PERCENT", 5, 7), ("MONEY", 11, 14)]


def test_kinds_of_places_and_organisations() -> None:
    assert place("Northern Sea") == {"LOC"}
    assert place("Hill Airport") == {"FAC"}
    assert place("Freedonia") == {"GPE"}
    assert place("rebel-held Freedonia") == {"GPE", "LOC"}
    assert organisation("the United Nations") == {"BODY"}
    assert organisation("Acme Works") == {"ORG"}


def test_open_words_are_unknown_unless_named() -> None:
    layer = entity_layer(3, [({"GPE"}, 0, 1)], frozenset(["GPE"]), {0, 1})
    assert layer[:2] == ["B-GPE", ANY]
    assert layer[2].startswith("O|")
    assert "GPE" not in layer[2]


def test_re3d_names_are_kept_and_pronouns_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "Agency"
    folder.mkdir()
    text = "On Monday he told the Navy of Freedonia about three tanks."
    rows = [
        ("Person", "he", 1),
        ("Organisation", "the Navy", 1),
        ("Weapon", "tanks", 1),
        ("Location", "Freedonia", 1),
        ("Organisation", "Freedonia", 0.9),
        ("Person", "Monday", 0.1),
    ]
    entities = [
        {
            "documentId": "d",
            "begin": text.index(v),
            "end": text.index(v) + len(v),
            "type": t,
            "value": v,
            "confidence": c,
        }
        for t, v, c in rows
    ]
    (folder / "documents.json").write_text(json.dumps({"_id": "d", "text": text}))
    (folder / "entities.json").write_text("\n".join(map(json.dumps, entities)))
    (document,) = read_re3d(tmp_path)
    found = dict(zip(document.words, document.layers["ner"], strict=True))
    assert found["Navy"] == "B-ORG"
    assert found["Freedonia"] == "B-GPE"
    assert found["tanks"] == "B-WEAPON"
    assert found["Monday"] == ANY
    assert found["he"].startswith("O|")
    assert read_re3d(tmp_path, closed=True) == []


def test_column_corpora(tmp_path: Path) -> None:
    crossner = tmp_path / "train.txt"
    crossner.write_text("Ann\tB-politician\nBell\tI-politician\nwon\tO\n\nLudo\tB-country\n")
    (document,) = read_crossner(crossner)
    assert document.starts == [0, 3]
    assert document.layers["ner"][0:2] == ["B-PERSON", "I-PERSON"]
    assert document.layers["ner"][3] == "B-GPE"
    uner = tmp_path / "uner.iob2"
    uner.write_text("# newdoc id = a\n1\tLudo\tB-LOC\t-\t-\n\n1\tno\tO\t-\t-\n")
    (document,) = read_uner(uner)
    assert document.layers["ner"][0] == "B-FAC|B-GPE|B-LOC"
