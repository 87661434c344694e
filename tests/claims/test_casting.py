"""The cast of a document: states, persons, groups, papers, offices, sums."""

from dealtrace.claims.scene import ActorKind, ActorMention, ItemMention, MoneyMention
from tests.claims.build import build, find, scene, word


def test_states_are_found_by_name_capital_and_demonym() -> None:
    doc = build("Cuban officials visited Moscow.", "Spain sold Morocco 20 tanks.")
    states = [a for a in scene(doc).actors if a.kind is ActorKind.STATE]
    assert {(a.name, a.code) for a in states} >= {
        *(("Moscow", "RUS"), ("Spain", "ESP"), ("Morocco", "MAR")),
    }


def test_a_group_belongs_to_the_state_that_stands_with_it() -> None:
    for sentence, noun, code in (
        ("Cuban officials visited Moscow.", "officials", "CUB"),
        ("The navy of Ghana ordered two ships from China.", "navy", "GHA"),
    ):
        doc = build(sentence)
        group = scene(doc).actor_at(word(doc, noun).i)
        assert group is not None
        assert (group.kind, group.code) == (ActorKind.GROUP, code)


def test_an_army_without_a_state_is_that_of_the_place_of_filing() -> None:
    doc = build("The army displayed a Dornier aircraft.")
    at_home = scene(doc, dateline="Kathmandu").actor_at(word(doc, "army").i)
    abroad = scene(doc).actor_at(word(doc, "army").i)
    assert at_home is not None
    assert at_home.code == "NPL"
    assert abroad is not None
    assert abroad.code is None


def test_titles_are_no_part_of_a_name() -> None:
    doc = build("President Uhuru Kenyatta met Prime Minister Abiy Ahmed in Nairobi.")
    people = [a.name for a in scene(doc).actors if a.kind is ActorKind.PERSON]
    assert people == ["Uhuru Kenyatta", "Abiy Ahmed"]
    titled = scene(doc).offices
    assert [o.office.lower() for o in titled] == ["president", "prime minister"]


def test_the_paper_is_the_one_named_last() -> None:
    doc = build(
        "Kommersant reported the talks.",
        "Two officials told the paper that Iran had bought the radars.",
    )
    paper = scene(doc).actor_at(word(doc, "paper").i)
    assert paper is not None
    assert (paper.kind, paper.entity) == (ActorKind.MEDIUM, "Kommersant")


def test_a_paper_never_named_is_no_known_medium() -> None:
    doc = build("Two officials told the paper that Iran had bought the radars.")
    paper = scene(doc).actor_at(word(doc, "paper").i)
    assert paper is None or paper.kind is not ActorKind.MEDIUM


def test_a_maker_belongs_to_its_state() -> None:
    doc = build("Saab won an order from Hungary for 14 jets.")
    maker = scene(doc).actor_at(word(doc, "Saab").i)
    assert maker is not None
    assert (maker.kind, maker.code) == (ActorKind.ORG, "SWE")


def test_sums_have_amount_and_currency() -> None:
    doc = build("Mali owes France a debt of $40 million.")
    (mention,) = scene(doc).money
    assert (mention.money.amount, mention.money.currency) == (40_000_000, "USD")
    assert doc[mention.start : mention.end].text == mention.money.text == "$40 million"


def test_every_mention_lies_at_true_tokens() -> None:
    doc = build(
        "India has signed a contract with Russia for 40 fighters, the defence ministry said.",
        "Uganda ordered 28 Su-30MK fighters.",
    )
    cast = scene(doc)
    mentions: list[ActorMention | ItemMention | MoneyMention]
    mentions = [*cast.actors, *cast.items, *cast.money]
    for mention in mentions:
        assert mention.start <= mention.head < mention.end
    for item in cast.items:
        text = item.item.text
        assert doc.text[item.item.start : item.item.start + len(text)] == text


def test_distance_counts_arcs_and_never_crosses_sentences() -> None:
    doc = build("Spain sold Morocco 20 tanks.", "Uganda ordered 155 mm howitzers.")
    cast = scene(doc)
    assert cast.distance(word(doc, "Spain").i, word(doc, "tanks").i) == 2
    assert cast.distance(word(doc, "Spain").i, word(doc, "howitzers").i) > 50
    assert find(doc, "Spain").root.i == 0
