"""Whom reports rest on: chains, copies, circles, and one source under many names."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest

from dealtrace.register.model import ReportRef, Telling
from dealtrace.register.roots import roots, roots_of
from dealtrace.register.source_names import identify

Link = tuple[str, str]
DAY = dt.date(2018, 10, 30)


def told(
    publisher: str | None,
    *chains: Sequence[Link],
    day: dt.date | None = DAY,
    copy_of: Telling | None = None,
    url: str | None = None,
    says: Sequence[str] = (),
    parties: tuple[str, str] = ("RUS", "CUB"),
    key: str = "",
) -> Telling:
    key = key or f"{publisher}{day}{chains}{url}"[:60]
    text = copy_of.report.text_key if copy_of else key
    report = ReportRef(key, day, publisher, None, url, None, text)
    links = tuple(tuple({"source": s, "kind": k} for s, k in chain) for chain in chains)
    deal = {"supplier": [parties[0]], "recipient": [parties[1]], "says": list(says)}
    return Telling(report, 0, deal, links)


def names(*tellings: Telling) -> list[list[str]]:
    found = roots_of(tellings)
    return [[name for name, _ in found[t.slug]] for t in tellings]


KOMMERSANT = ("Kommersant", "publisher")
SOURCES = ("three sources in the arms trade", "anonymous")


def test_a_report_without_chains_is_its_outlets_own() -> None:
    assert names(told("The Harbour Post")) == [["The Harbour Post"]]


def test_a_report_without_publisher_goes_by_its_address_or_its_key() -> None:
    assert names(told(None, url="https://www.reuters.com/world/x")) == [["Reuters"]]
    assert names(told(None, url="https://blog.example.org/x")) == [["blog.example.org"]]
    assert names(told(None, key="abc123")) == [["unnamed outlet (abc123)"]]


def test_unnamed_people_are_nobody() -> None:
    assert names(told("The Harbour Post", [SOURCES])) == [["The Harbour Post"]]
    assert names(told("The Harbour Post", [KOMMERSANT, SOURCES])) == [["Kommersant"]]


def test_the_innermost_identified_link_of_four_is_the_origin() -> None:
    chain = [("AFP", "agency"), KOMMERSANT, ("Sergei Shoigu", "person"), SOURCES]
    assert names(told("The Harbour Post", chain)) == [["Sergei Shoigu"]]
    assert names(told("The Harbour Post", [*chain[:2], SOURCES, SOURCES])) == [["Kommersant"]]


def test_only_what_ends_a_chain_is_an_origin() -> None:
    through = [KOMMERSANT, ("Pavel Luzin", "person")]
    assert names(told("The Harbour Post", through)) == [["Pavel Luzin"]]
    assert names(told("The Harbour Post", through, [KOMMERSANT])) == [["Kommersant", "Pavel Luzin"]]


def test_claims_nobody_is_named_for_do_not_make_the_outlet_an_origin() -> None:
    assert names(told("The Harbour Post", [], [KOMMERSANT])) == [["Kommersant"]]


def test_the_newspaper_and_its_sources_are_the_one_named() -> None:
    generic = ("the newspaper", "publisher")
    assert names(told("The Harbour Post", [generic], [KOMMERSANT], [SOURCES])) == [["Kommersant"]]
    assert names(told("The Harbour Post", [generic])) == [["The Harbour Post"]]


def test_sources_stay_the_outlets_where_several_media_are_cited() -> None:
    many = told("The Harbour Post", [KOMMERSANT], [("TASS", "agency")], [SOURCES])
    assert names(many) == [["Kommersant", "TASS", "The Harbour Post"]]


def test_where_no_chain_is_known_the_deals_speakers_count() -> None:
    assert names(told("The Harbour Post", says=["Vedomosti", "sources"])) == [["Vedomosti"]]
    assert names(told("The Harbour Post", says=["Zhao Jianhua"])) == [["Zhao Jianhua"]]


def test_a_cited_outlets_own_report_is_followed_on() -> None:
    wire = told("Meridian Wire", [KOMMERSANT, SOURCES], day=DAY)
    second = told("The Harbour Post", [("Meridian Wire", "publisher")], day=DAY)
    third = told("Isla Weekly", [("the Harbour Post", "publisher")], day=dt.date(2018, 11, 3))
    assert names(wire, second, third) == [["Kommersant"]] * 3


def test_a_later_report_of_a_cited_outlet_is_not_what_was_cited() -> None:
    early = told("The Harbour Post", [("Meridian Wire", "agency")], day=DAY)
    later = told("Meridian Wire", [("Juan Pérez", "person")], day=dt.date(2019, 6, 1))
    assert names(early, later) == [["Meridian Wire"], ["Juan Pérez"]]


def test_a_speaker_with_the_name_of_an_outlet_is_that_outlet() -> None:
    wire = told("Meridian Wire", [KOMMERSANT])
    unsure = told("The Harbour Post", [("Meridian Wire", "official")])
    assert names(wire, unsure, told("Isla Weekly", says=["Meridian Wire"])) == [["Kommersant"]] * 3


def test_circles_come_to_the_earliest_report() -> None:
    first = told("Meridian Wire", [("Isla Weekly", "publisher")], day=DAY)
    second = told("The Harbour Post", [("Meridian Wire", "publisher")], day=DAY)
    third = told("Isla Weekly", [("The Harbour Post", "publisher")], day=DAY)
    found = names(first, second, third)
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 1


def test_an_outlet_that_cites_itself_is_the_origin() -> None:
    assert names(told("Kommersant", [KOMMERSANT, SOURCES])) == [["Kommersant"]]


def test_a_copy_rests_on_what_its_original_rests_on() -> None:
    original = told("Meridian Wire", day=DAY)
    copy = told("The Harbour Post", day=DAY, copy_of=original)
    assert names(original, copy) == [["Meridian Wire"]] * 2


def test_copies_whose_original_is_not_given_are_one_voice() -> None:
    original = told("Meridian Wire", day=DAY)
    copies = [told(f"Paper {i}", day=DAY, copy_of=original) for i in range(3)]
    assert len({tuple(found) for found in names(*copies)}) == 1


def test_a_text_that_an_agency_brings_too_is_the_agencys() -> None:
    paper = told("The Harbour Post", day=DAY)
    agency = told("AFP", day=dt.date(2018, 10, 31), copy_of=paper)
    assert names(paper, agency) == [["Agence France-Presse"]] * 2


SPELLINGS = (
    "Kommersant", "the Kommersant daily", "Kommersant newspaper", "Kommersant, Moscow",
    "Russian newspaper Kommersant", "Russia's Kommersant", "The Kommersant", "kommersant.ru",
    "Moscow-based daily Kommersant", "Kommersant business daily",
)  # fmt: skip


def test_fifteen_reports_of_one_newspaper_show_one_root() -> None:
    reports = [
        told(f"Outlet {i}", [(SPELLINGS[i % len(SPELLINGS)], "publisher"), SOURCES])
        for i in range(15)
    ]
    (root,) = roots(reports)
    assert (root.name, root.kind, len(root.reports)) == ("Kommersant", "publisher", 15)


@pytest.mark.parametrize(
    "forms",
    [
        [
            "the Russian defence ministry",
            "Russia's Ministry of Defence",
            "Russian Defense Ministry spokesman Igor Konashenkov",
            "the press service of the Ministry of Defence of Russia",
        ],
        ["the Pentagon", "U.S. Department of Defense", "a US Defense Department spokeswoman"],
        ["Ministry of Foreign Affairs of Ukraine", "the Ukrainian foreign ministry"],
        ["Rosoboronexport", "a Rosoboronexport spokesman", "Rosoboronexport's press service"],
        ["Russian ambassador in Havana", "Russian ambassador to Cuba", "Russia's ambassador"],
        ["Indian government", "the government of India", "New Delhi"],
    ],
)
def test_names_of_one_body(forms: list[str]) -> None:
    found = [identify(form, "official") for form in forms]
    assert len({source.key for source in found if source}) == 1
    assert None not in found


def test_bodies_of_two_states_stay_apart() -> None:
    one, other = (
        identify("Russian defence ministry", "official"),
        identify("Indian defence ministry", "official"),
    )
    assert one
    assert other
    assert one.key != other.key


@pytest.mark.parametrize(
    "name",
    ["sources", "military sources", "a Russian diplomat", "officials", "the ministry", "he",
     "member of the trade commission", "statement", "the newspaper", "Russian media", ""],
)  # fmt: skip
def test_names_that_name_nobody(name: str) -> None:
    assert identify(name, "") is None


def test_a_ministry_without_its_state_is_that_of_the_outlets_country() -> None:
    report = told("TASS", [("defence ministry", "official")])
    assert names(report) == [["Russian defence ministry"]]


def test_a_ministry_without_its_state_is_the_one_that_others_name() -> None:
    named = told("Meridian Wire", [("Cuban defence ministry", "official")])
    bare = told("The Harbour Post", [("the defence ministry", "official")])
    assert names(named, bare) == [["Cuban defence ministry"]] * 2


def test_a_ministry_whose_state_is_unclear_keeps_its_name() -> None:
    assert names(told("The Harbour Post", [("defence ministry", "official")])) == [
        ["defence ministry"]
    ]


def test_family_names_mean_the_only_full_name() -> None:
    full = told("Meridian Wire", [("Sergei Arkadyev", "person")])
    short = told("The Harbour Post", [("Arkadyev", "person")])
    other = told("Isla Weekly", [("Sergey Arkadyev", "official")])
    titled = told("Gazette", [("Deputy Defence Minister Sergei Arkadyev", "official")])
    assert names(full, short, other, titled) == [["Sergei Arkadyev"]] * 4


def test_two_people_of_one_family_name_stay_apart() -> None:
    one = told("Meridian Wire", [("Sergei Arkadyev", "person")])
    other = told("The Harbour Post", [("Pyotr Arkadyev", "person")])
    short = told("Isla Weekly", [("Arkadyev", "person")])
    assert len({tuple(found) for found in names(one, other, short)}) == 3


def test_an_office_is_its_holder_of_the_day() -> None:
    office = told("Meridian Wire", [("Russian defence minister", "official")])
    person = told("The Harbour Post", [("Sergei Shoigu", "person")])
    assert names(office, person)[0] == names(office, person)[1]


def test_roots_are_listed_by_the_number_of_reports() -> None:
    found = roots(
        [
            told("A Post", [KOMMERSANT]),
            told("B Post", [KOMMERSANT]),
            told("C Post", [("TASS", "agency")]),
            told("D Post"),
        ]
    )
    assert [(r.name, len(r.reports)) for r in found] == [
        ("Kommersant", 2),
        ("D Post", 1),
        ("TASS", 1),
    ]


def test_the_order_of_reports_does_not_matter() -> None:
    tellings = [
        told("Meridian Wire", [("Isla Weekly", "publisher")]),
        told("The Harbour Post", [("Meridian Wire", "publisher")], [("Lavrov", "person")]),
        told("Isla Weekly", [("The Harbour Post", "publisher")]),
        told("Gazette", [("defence ministry", "official")]),
        told("Courier", [("Cuban defence ministry", "official")], [SOURCES]),
        told("Herald of the Bay", [("the Kommersant daily", "publisher"), SOURCES]),
    ]
    expected = roots_of(tellings)
    chance = random.Random(7)
    for _ in range(20):
        chance.shuffle(tellings)
        assert roots_of(tellings) == expected


def test_long_citation_chains_and_hostile_names_take_no_time() -> None:
    ring = [told(f"Paper {i}", [(f"Paper {(i + 1) % 60}", "publisher")]) for i in range(60)]
    odd = told("X Post", [("a " * 50_000, "official")], [("(" * 9_000 + "spokesman", "person")])
    found = roots_of([*ring, odd])
    assert len({found[t.slug] for t in ring}) == 1
