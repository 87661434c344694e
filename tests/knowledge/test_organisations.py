from time import perf_counter

import pytest

from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.organisations import find_organisations, organisations


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[m.start : m.end], m.kind, m.iso3) for m in find_organisations(text)]


def test_table_is_well_formed() -> None:
    table = organisations()
    assert sum(o.kind in {"maker", "exporter"} for o in table) >= 220
    assert len({o.name for o in table}) == len(table)
    for org in table:
        assert org.kind in {"exporter", "maker", "bank", "body", "institute"}
        assert org.iso3 is None or org.iso3 in countries()


@pytest.mark.parametrize(
    ("text", "name", "kind", "iso3"),
    [
        ("Rosoboroneksport signed the papers.", "Rosoboronexport", "exporter", "RUS"),
        ("The yard belongs to DCNS.", "Naval Group", "maker", "FRA"),
        ("A loan from China Exim Bank covers it.", "Export-Import Bank of China", "bank", "CHN"),
        ("The U.N. asked for details.", "United Nations", "body", None),
        (
            "Data from SIPRI show a rise.",
            "Stockholm International Peace Research Institute",
            "institute",
            "SWE",
        ),
    ],
)
def test_kinds_and_states(text: str, name: str, kind: str, iso3: str | None) -> None:
    (match,) = find_organisations(text)
    assert (match.name, match.kind, match.iso3) == (name, kind, iso3)


@pytest.mark.parametrize(
    "text",
    [
        "Rafael Grossi arrived on Monday.",
        "Anatoly Antonov spoke to the press.",
        "The bell rang; a mil is a thousandth.",
        "They own four Boeing 737s and 30 Sukhoi-30s.",
        "India ordered Dassault Rafale fighters.",
        "the un-named leonardo",
    ],
)
def test_namesakes_and_products_are_left_out(text: str) -> None:
    assert find_organisations(text) == []


def test_doubtful_name_with_its_state_company_word_or_full_name() -> None:
    assert found("Israel's Rafael won.") == [("Rafael", "maker", "ISR")]
    assert found("the helicopter maker Bell won") == [("Bell", "maker", "USA")]
    text = "Patria Land Systems bid. Later Patria lost to Rafael Nadal."
    assert [m.name for m in find_organisations(text)] == ["Patria", "Patria"]


@pytest.mark.parametrize(
    "name",
    [
        "Peru-Russia Intergovernmental Commission",
        "joint commission on military-technical cooperation",
        "Franco-Egyptian joint committee for trade, economic and scientific cooperation",
        "inter-governmental commission",
    ],
)
def test_commission_of_governments(name: str) -> None:
    text = f"On Friday a {name} met in Lima to talk about loans."
    (match,) = find_organisations(text)
    assert (match.name, match.kind) == (name, "commission")


@pytest.mark.parametrize(
    "text",
    ["The Joint Committee met.", "a joint statement by the commission on cooperation"],
)
def test_other_commissions_are_left_out(text: str) -> None:
    assert find_organisations(text) == []


@pytest.mark.parametrize("piece", ["Joint ", "Rafael ", "Aa-bb joint military ", "UN", "on for, "])
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    start = perf_counter()
    find_organisations(piece * (60_000 // len(piece)))
    assert perf_counter() - start < 3


def test_full_stop_of_an_abbreviation_belongs_to_it() -> None:
    assert found("A U.N. envoy came.") == [("U.N.", "body", None)]
