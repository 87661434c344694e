"""Reports are added once, corrected by address, known as copies, and kept whatever they hold."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, func, select

from dealtrace.intake.report import Aside, AsideKind
from dealtrace.register import fulltext
from dealtrace.register.adding import Status, add, known
from dealtrace.register.fulltext import sqlite
from dealtrace.register.schema import claim_actors, claims, entities, metadata, names, reports
from dealtrace.register.store import Register
from tests.register.conftest import Fresh
from tests.register.labels import Read, add_all, current, deal, history, later, prose, told

DAY = dt.timedelta(days=1)
ADDRESS = "https://news.example.org/frigates"


def counts(register: Register) -> dict[str, int]:
    with register.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def column(register: Register, which: Column[Any]) -> list[Any]:
    with register.reading() as connection:
        return list(connection.execute(select(which)).scalars())


def found(register: Register, query: str, table: str = "reports") -> list[int]:
    with register.reading() as connection:
        return [hit.id for hit in fulltext.find(connection, table, query, 10)]


def test_the_same_text_again_changes_nothing(register: Register) -> None:
    one = told("Harbour", deal(), url=ADDRESS)
    assert not known(register, one.report)
    first = add(register, one.report, one.reading)
    assert known(register, one.report)
    before = counts(register), history(register)
    again = [add(register, r.report, r.reading) for r in (one, later(one, url="https://b.example"))]
    assert (first.status, {a.status for a in again}) == (Status.ADDED, {Status.KNOWN})
    assert again[0].key == first.key == one.key
    assert (counts(register), history(register)) == before


def test_a_report_is_all_there(register: Register) -> None:
    one = told("Harbour", deal(says=["Ana Berg"]), deal(recipient=["ESP"]), url=ADDRESS)
    made = add(register, one.report, one.reading)
    assert sorted(current(register)) == sorted(made.deals)
    with register.reading() as connection:
        row = connection.execute(select(reports)).one()
        told_claims = connection.execute(select(claims).order_by(claims.c.id)).all()
        who = connection.execute(select(claim_actors)).all()
    assert (row.key, row.text, row.url) == (one.key, one.report.text, ADDRESS)
    assert [c.number for c in told_claims] == ["c1", "c2"]
    assert {(a.role, a.as_written) for a in who} >= {
        ("supplier", "Norway"),
        ("recipient", "Portugal"),
        ("speaker", "Ana Berg"),
        ("item", "five frigates"),
    }


def test_a_report_without_deals_or_claims_is_kept(register: Register) -> None:
    one = told("Harbour")
    assert add(register, one.report, one.reading).deals == ()
    assert column(register, reports.c.key) == [one.key]
    assert current(register) == {}


def test_a_corrected_report_takes_the_place_of_the_old(register: Register) -> None:
    wrong = told("Harbour", deal(supplier=["SWE"]), url=ADDRESS)
    right = told("Harbour corrected", deal(), url=ADDRESS, text=prose("Harbour", 60) + "\nNot so.")
    add(register, wrong.report, wrong.reading)
    made = add(register, right.report, right.reading)
    assert (made.status, made.supersedes) == (Status.CORRECTED, wrong.key)
    assert made.copy_of is None
    assert [d["supplier"] for d in current(register).values()] == [["NOR"]]
    assert set(column(register, reports.c.key)) == {wrong.key, right.key}
    assert "Sweden" not in column(register, entities.c.name)
    assert "Sweden" in column(register, names.c.name)


def test_a_correction_leaves_the_deals_of_others_as_if_the_old_had_never_been(
    register: Register,
) -> None:
    others = [told(f"Other{i}", deal(), day=dt.date(2015, i, 1)) for i in (2, 3)]
    old = told("Old", deal(value=None), url=ADDRESS)
    new = told("New", deal(recipient=["CHL"]), url=ADDRESS)
    add_all(register, [old, *others, new])
    deals = sorted(d["recipient"] for d in current(register).values())
    assert deals == [["CHL"], ["PRT"]]
    portuguese = next(d for d in current(register).values() if d["recipient"] == ["PRT"])
    assert set(portuguese["reports"]) == {other.key for other in others}


def test_a_chain_of_corrections_leaves_the_last(register: Register) -> None:
    these = [told(f"v{i}", deal(), url=ADDRESS) for i in range(4)]
    made = add_all(register, these)
    assert [m.supersedes for m in made] == [None, *(r.key for r in these[:3])]
    (only,) = current(register).values()
    assert only["reports"] == [these[-1].key]


def test_a_correction_without_deals_leaves_none(register: Register) -> None:
    add_all(register, [told("v1", deal(), url=ADDRESS), told("v2", url=ADDRESS)])
    assert current(register) == {}


def test_a_report_without_a_date_counts_from_the_day_it_was_added(register: Register) -> None:
    one = told("Undated", deal(), day=None)
    made = add(register, one.report, one.reading)
    assert "undated" in made.deals[0]
    (only,) = current(register).values()
    assert (only["first_seen"], only["reports"]) == (None, [one.key])
    dated = told("Dated", deal(), day=dt.datetime.now(dt.UTC).date())
    assert add(register, dated.report, dated.reading).deals[0] in current(register)


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\udcff tail", "\U0010ffff", "a\0b\ud83d c"])
def test_characters_that_no_database_holds_are_replaced(register: Register, odd: str) -> None:
    name = f"Odd{odd}"
    one = told(
        name,
        deal(
            says=[f"Ana{odd}Berg"],
            items=[
                {"text": f"x{odd}", "class": "ship", "designation": f"F{odd}310", "quantity": 1}
            ],
        ),
        text=prose("odd", 40) + odd + " end",
        url=f"https://x.example/{odd}",
        path=f"file{odd}.txt",
    )
    claim = one.reading["claims"][0]
    claim["time"] = {"value": "2015", "text": f"in{odd}2015"}
    claim["place"] = {"name": f"Oslo{odd}", "code": "NOR"}
    claim["attribution"] = [{"source": f"Kurier{odd}", "kind": "publisher", "cue": odd}]
    made = add(register, one.report, one.reading)
    assert known(register, one.report)
    assert len(current(register)) == len(made.deals) == 1
    with register.reading() as connection:
        text = connection.execute(select(reports.c.text)).scalar_one()
    assert len(text) == len(one.report.text)
    assert text.endswith(" end")
    assert add(register, one.report, one.reading).status is Status.KNOWN


def test_huge_texts_are_kept_and_found(register: Register) -> None:
    rng = random.Random(7)
    words = ("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(300_000))
    one = told("Huge", deal(), text="frigates sold\n" + " ".join(words))
    add(register, one.report, one.reading)
    assert column(register, reports.c.text) == [one.report.text]
    assert found(register, "frigates") == [1]


def test_long_names_and_addresses_fit(register: Register) -> None:
    states = "BGR DEU DNK ESP EST FIN FRA GRC HUN ISL ITA LTU LVA POL PRT ROU SVK SWE TUR".split()
    rng = random.Random(3)
    junk = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))
    one = told(
        "Long",
        deal(recipient=states, says=[f"Ana {junk}"]),
        url=f"https://x.example/?session={junk}",
        title=f"T {junk}",
        publisher=f"The {junk}",
    )
    made = add(register, one.report, one.reading)
    assert current(register)[made.deals[0]]["recipient"] == states


def test_reprints_are_copies_of_the_earliest(register: Register) -> None:
    text = prose("wire", 120)
    second = told("Second", deal(), day=dt.date(2015, 1, 6), text=text + "\nAll rights reserved.")
    first = told("First", deal(), day=dt.date(2015, 1, 5), text="FIRST NEWS\n" + text)
    cut = told("Cut", deal(), day=dt.date(2015, 1, 7), text=text[: len(text) * 8 // 10])
    other = told("Other", deal(), day=dt.date(2015, 1, 7))
    made = add_all(register, [second, first, cut, other])
    assert [m.copy_of for m in made] == [None, None, first.key, None]
    assert originals(register) == {
        first.key: None,
        second.key: first.key,
        cut.key: first.key,
        other.key: None,
    }


def originals(register: Register) -> dict[str, str | None]:
    original = reports.alias()
    asked = select(reports.c.key, original.c.key.label("of")).outerjoin(
        original, original.c.id == reports.c.copy_of
    )
    with register.reading() as connection:
        return {row.key: row.of for row in connection.execute(asked)}


def test_short_texts_are_no_copies(register: Register) -> None:
    made = add_all(
        register, [told("a", text="Frigates were sold."), told("b", text="Frigates were sold!")]
    )
    assert [m.copy_of for m in made] == [None, None]


def test_what_is_no_story_makes_no_copies(register: Register) -> None:
    notice = prose("notice", 200)

    def paper(name: str) -> Read:
        text = prose(name, 60) + "\n" + notice
        aside = Aside(len(text) - len(notice), len(text), AsideKind.NOTICE)
        return told(name, text=text, asides=(aside,))

    made = add_all(register, [paper("a"), paper("b")])
    assert [m.copy_of for m in made] == [None, None]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_when_a_copy_is_corrected_its_group_is_what_it_would_be_without_it(
    register: Register, gone: int
) -> None:
    """a and c overlap with b, not with each other."""
    words = prose("chain", 300).split()
    texts = [" ".join(words[i * 45 : i * 45 + 150]) for i in range(3)]
    these = [
        told(
            name, deal(), day=dt.date(2015, 1, 5 + i), text=texts[i], url=f"https://{name}.example"
        )
        for i, name in enumerate("abc")
    ]
    add_all(register, these)
    assert originals(register) == {
        these[0].key: None, these[1].key: these[0].key, these[2].key: these[0].key,
    }  # fmt: skip
    new = told("new", deal(), url=these[gone].report.url)
    add_all(register, [new])
    rest = [r for i, r in enumerate(these) if i != gone]
    together = gone != 1
    expected = {rest[0].key: None, rest[1].key: rest[0].key if together else None}
    assert {k: v for k, v in originals(register).items() if k in expected} == expected
    assert originals(register)[these[gone].key] is None


def test_copies_do_not_depend_on_the_order_of_arrival(fresh: Fresh) -> None:
    text = prose("wire", 200)
    cuts = [" ".join(text.split()[start : start + 90]) for start in range(0, 110, 15)]
    labelled = [
        told(f"cut{i}", day=dt.date(2015, 1, 1 + i % 4), text=cut) for i, cut in enumerate(cuts)
    ]
    seen = []
    for seed in (1, 2):
        register = fresh()
        shuffled = random.Random(seed).sample(labelled, len(labelled))
        add_all(register, shuffled)
        seen.append(originals(register))
    assert seen[0] == seen[1]
    assert len(set(seen[0].values())) == 2


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("frigates", [1]),
        ("FRIGATE", [1]),
        ('"diaz canel" havana', [2]),
        ("díaz-canel", [2]),
        ('"havana diaz"', []),
        ("frigates havana", []),
        ("", []),
        ('"', []),
        ("' OR 1=1 --", []),
        ("* AND (", []),
        ("\0", []),
    ],
)
def test_search_finds_all_words_in_either_database(
    register: Register, query: str, hits: list[int]
) -> None:
    add_all(
        register,
        [
            told("one", text="Five frigates for Portugal."),
            told("two", text="Miguel Díaz-Canel spoke in Havana."),
        ],
    )
    assert found(register, query) == hits


def test_words_that_stand_nearly_everywhere_do_not_rank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By BM25 the short text that says nothing else is the best; to count a word costs too much
    where a million texts have it, so that then the rarer words rank, or the latest come first."""
    texts = [
        "Of frigates, frigates, frigates.",
        "Frigates and a loan, a loan.",
        "Frigates: a loan.",
    ]
    register = Register.open(str(tmp_path / "register.db"), create=True)
    add_all(register, [told(f"report {n}", text=text) for n, text in enumerate(texts)])
    assert found(register, "frigates")[0] == 1
    monkeypatch.setattr(sqlite, "_COMMON", 3)
    assert found(register, "frigates") == [3, 2, 1]
    assert found(register, "frigates loan") == [2, 3]
    assert found(register, '"of frigates" frigates') == [1]


def test_search_in_claims_shows_the_words_around(register: Register) -> None:
    one = told("one", deal(), text="Five frigates for Portugal, and more.")
    add(register, one.report, one.reading)
    with register.reading() as connection:
        (hit,) = fulltext.find(connection, "claims", "frigate", 5)
    assert "\x02frigates\x03" in hit.snippet
