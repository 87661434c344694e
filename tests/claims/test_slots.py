"""Who fills a role, by the tree and by semantic roles."""

import pytest

from dealtrace.claims.slots import fill
from tests.claims.build import build, predicate, scene, word


def found(sentence: str, trigger: str, *places: str) -> set[str | None]:
    doc = build(sentence)
    return {a.code for a in fill(scene(doc), word(doc, trigger), places)}


ACTIVE = "Spain sold Morocco 20 tanks."
PASSIVE = "The frigates were sold to Peru by Italy."
RELATIVE = "The gunships which Kazakhstan bought from France arrived on Monday."
WANTS = "Vietnam wants to buy submarines from Sweden."
ASKED = "Egypt asked Germany to deliver missiles."
GAVE = "China gave Laos a loan of $300 million for gunships."
RECEIVED = "Laos received a loan from China for the purchase of radars."
BOTH = "Chile and Brazil reached an agreement on Tuesday."
NOUN = "Algeria's purchase of Russian warplanes alarmed Tunisia."
DEBTS = "Qatar cancelled Sudan's debts."
WON = "Saab won an order from Hungary for 14 jets."
DELIVERY = "Ukraine prepared a delivery of missiles to Estonia."
NAVY = "The navy of Ghana ordered two ships from China."


@pytest.mark.parametrize(
    ("sentence", "trigger", "place", "states"),
    [
        pytest.param(ACTIVE, "sold", "subj", {"ESP"}, id="active subject"),
        pytest.param(ACTIVE, "sold", "iobj", {"MAR"}, id="indirect object"),
        pytest.param(PASSIVE, "sold", "subj", {"ITA"}, id="agent of a passive"),
        pytest.param(PASSIVE, "sold", "prep:to", {"PER"}, id="preposition"),
        pytest.param(RELATIVE, "bought", "subj", {"KAZ"}, id="subject of a relative clause"),
        pytest.param(RELATIVE, "bought", "prep:from", {"FRA"}, id="preposition in a relative"),
        pytest.param(WANTS, "buy", "subj", {"VNM"}, id="who wants to, does it"),
        pytest.param(ASKED, "deliver", "subj", {"DEU"}, id="who is asked to, does it"),
        pytest.param(GAVE, "loan", "giver", {"CHN"}, id="giver by a light verb"),
        pytest.param(GAVE, "loan", "taker", {"LAO"}, id="taker by a light verb"),
        pytest.param(RECEIVED, "loan", "taker", {"LAO"}, id="who receives, takes"),
        pytest.param(RECEIVED, "loan", "giver", {"CHN"}, id="from whom one receives, gives"),
        pytest.param(BOTH, "agreement", "both", {"CHL", "BRA"}, id="both sides"),
        pytest.param(NOUN, "purchase", "poss", {"DZA"}, id="possessive"),
        pytest.param(NOUN, "purchase", "arms_origin", {"RUS"}, id="whose arms they are"),
        pytest.param(DEBTS, "cancelled", "obj_owner", {"SDN"}, id="whose debts"),
        pytest.param(WON, "order", "won_by", {"SWE"}, id="the maker that won"),
        pytest.param(WON, "order", "prep:from", {"HUN"}, id="preposition on a noun"),
        pytest.param(DELIVERY, "delivery", "prep:to", {"EST"}, id="whom a delivery is for"),
        pytest.param(NAVY, "ordered", "subj", {"GHA"}, id="a state's navy"),
    ],
)
def test_place_gives_state(
    sentence: str, trigger: str, place: str, states: set[str | None]
) -> None:
    assert found(sentence, trigger, place) == states


def test_the_subject_of_a_passive_is_what_it_is_done_to() -> None:
    doc = build(PASSIVE)
    assert fill(scene(doc), word(doc, "sold"), ["subj"])[0].code == "ITA"
    assert not fill(scene(doc), word(doc, "sold"), ["obj"])  # frigates are no actor


def test_the_first_place_that_holds_an_actor_counts() -> None:
    assert found(ACTIVE, "sold", "prep:to", "iobj", "subj") == {"MAR"}
    assert found(ACTIVE, "sold", "prep:to", "prep:from") == set()


def test_semantic_roles_are_places() -> None:
    doc = build("Russia lent Armenia $100 million.")
    predicate(doc, "lent", "lend.01", ARG0="Russia", ARG2="Armenia")
    cast = scene(doc)
    assert [a.code for a in fill(cast, word(doc, "lent"), ["ARG0"])] == ["RUS"]
    assert [a.code for a in fill(cast, word(doc, "lent"), ["ARG2"])] == ["ARM"]
    assert fill(cast, word(doc, "lent"), ["ARG1"]) == []


def test_coordinated_actors_are_all_found() -> None:
    assert found(BOTH, "reached", "subj") == {"CHL", "BRA"}


def test_clause_takes_any_state_of_the_sentence() -> None:
    assert found("Bolivia opened a naval base in Chile.", "base", "clause") == {"BOL", "CHL"}


def test_an_unknown_place_is_an_error() -> None:
    with pytest.raises(KeyError):
        found(ACTIVE, "sold", "nowhere")
