from time import perf_counter

import pytest

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.sources import find_sources, publisher_of_domain, sources


def names(text: str) -> list[str]:
    return [m.name for m in find_sources(text)]


def test_table_is_well_formed() -> None:
    table = sources()
    assert len(table) >= 400
    assert len({s.name for s in table}) == len(table)
    domains = [d for s in table for d in s.domains]
    assert len(set(domains)) == len(domains)
    for source in table:
        assert source.kind in {"publisher", "agency"}
        assert source.owner in {"state", "public", "private"}
        assert source.reliability in {"B", "C", "D", "E"}
        assert source.country is None or source.country in countries()


def test_offsets_leave_out_the_article() -> None:
    text = "The Guardian quoted Itar-Tass."
    guardian, tass = find_sources(text)
    assert text[guardian.start : guardian.end] == "Guardian"
    assert (guardian.kind, guardian.country, guardian.owner) == ("publisher", "GBR", "private")
    assert text[tass.start : tass.end] == "Itar-Tass"
    assert (tass.kind, tass.country, tass.owner) == ("agency", "RUS", "state")


@pytest.mark.parametrize(
    "text",
    [
        "a guardian of the peace",
        "They fired the Standard missile.",
        "Two crews fly the Guardian drones.",
        "Foreign Minister Sun said little.",
        "the Ministry of Foreign Affairs published a note",
        "the People's Liberation Army",
        "the ship TCG Anadolu sailed",
        "the Hindu majority",
        "an island in the Atlantic off the Australian coast",
        "The Journal said so.",
        "ap and app and time",
        "i think so",
        "Caspian Monitor reported a sale.",
    ],
)
def test_false_friends(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Times reported a sale.", "The Times"),
        ("the daily Dawn reports", "Dawn"),
        ("Time magazine ran it", "Time"),
        ("officials told Anadolu on Friday", "Anadolu Agency"),
        ("BERLIN (dpa) - The cabinet met.", "Deutsche Presse-Agentur"),
        ("the Jordan Times wrote", "The Jordan Times"),
        ("Jane's Defence Weekly had it", "Jane's"),
        ("RFE/RL's Armenian Service asked", "Azatutyun"),
    ],
)
def test_names_with_their_cues(text: str, name: str) -> None:
    assert names(text) == [name]


def test_short_name_repeats_the_full_one() -> None:
    paper = "The Wall Street Journal"
    assert names(f"{paper} had the story first. The Journal named no one.") == [paper, paper]
    paper = "The New York Times"
    assert names(f"{paper} asked. He told the Times so.") == [paper, paper]
    assert names("Saudi Press Agency (SPA) had it; SPA quoted him.") == ["Saudi Press Agency"] * 3


def test_publisher_of_domain() -> None:
    assert publisher_of_domain("edition.cnn.com") == "CNN"
    assert publisher_of_domain("WWW.BBC.co.uk:443") == "BBC"
    assert publisher_of_domain("co.uk") is None
    assert publisher_of_domain("notcnn.com") is None
    assert publisher_of_domain("") is None


@pytest.mark.parametrize("piece", ["the Times ", "New York ", "AP-", "(SPA) - ", "The "])
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    start = perf_counter()
    find_sources(piece * (60_000 // len(piece)))
    assert perf_counter() - start < 3
