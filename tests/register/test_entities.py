from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from dealtrace.register.entities import (
    forget_actors,
    list_entities,
    note_actors,
    show_entity,
)
from dealtrace.register.entities.joining import Row, join
from dealtrace.register.entities.officeholders import meant, people
from dealtrace.register.entities.persons import agree, person_name
from dealtrace.register.entities.spelling import organisation_key, plain, sound
from dealtrace.register.schema import claim_actors, claims, entities, names, reports
from dealtrace.register.store import Register

Json = dict[str, Any]
Actor = tuple[str, str | None, str | None]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "register.db"
    Register.open(str(path), create=True).close()
    return path


def copied(empty: Path, path: Path) -> Register:
    shutil.copy(empty, path)
    return Register.open(str(path))


@pytest.fixture
def register(empty: Path, tmp_path: Path) -> Iterator[Register]:
    opened = copied(empty, tmp_path / "register.db")
    yield opened
    opened.close()


def claim(number: int, actors: list[Actor], items: list[tuple[str, str]] | None = None) -> Json:
    who = [{"name": n, "entity": e, "code": c} for n, e, c in actors]
    arms = [
        {"text": f"some {name}", "class": cls, "designation": name, "quantity": None}
        for name, cls in items or []
    ]
    return {"id": f"c{number}", "type": "statement", "roles": {"speaker": who}, "items": arms}


def reading(
    *actors: Actor,
    roles: Sequence[tuple[str, str, str | None]] = (),
    items: list[tuple[str, str]] | None = None,
) -> Json:
    held: list[Json] = [{"person": p, "office": o, "country": c, "claims": []} for p, o, c in roles]
    return {"claims": [claim(1, list(actors), items)], "roles": held, "deals": []}


def add(connection: Connection, number: int, day: str | None, told: Json) -> list[int | None]:
    """Add one report with its claims, as adding does; return the ids of the names."""
    published = dt.date.fromisoformat(day) if day else None
    connection.execute(
        insert(reports),
        {
            "id": number,
            "key": f"{number:012}",
            "sha256": f"{number:064}",
            "published": published,
            "text": "",
            "asides": [],
            "added_at": dt.datetime(2024, 1, 1),
            "signature": b"",
        },
    )
    noted = note_actors(connection, number, published, told)
    ids = {}
    for one in told["claims"]:
        row = {
            "report_id": number,
            "number": one["id"],
            "type": one["type"],
            "modality": "asserted",
            "text": "Somebody said something.",
            "evidence": [],
            "attribution": [],
            "items": [],
            "score": 0.9,
        }
        made = connection.execute(insert(claims).values(row).returning(claims.c.id))
        ids[one["id"]] = made.scalar_one()
    if noted:
        connection.execute(
            insert(claim_actors),
            [
                {
                    "claim_id": ids[n.claim],
                    "position": n.position,
                    "role": n.role,
                    "as_written": n.as_written,
                    "name_id": n.name_id,
                    "published": published or dt.date.min,
                }
                for n in noted
            ],
        )
    return [n.name_id for n in noted]


def keys_of(register: Register, *told: tuple[str | None, Json]) -> list[list[str | None]]:
    """Add reports and return the entity keys of each one's actors, once all are in."""
    with register.writing() as connection:
        ids = [add(connection, n, day, one) for n, (day, one) in enumerate(told, 1)]
        query = select(names.c.id, entities.c.key).outerjoin(
            entities, entities.c.id == names.c.entity_id
        )
        key = {row.id: row.key for row in connection.execute(query)}
    return [[key[i] if i is not None else None for i in some] for some in ids]


DIAZ_CANEL = "person-miguel-diaz-canel-cub"


def test_a_president_is_one_under_all_names(register: Register) -> None:
    diaz_canel: Actor = ("Miguel Diaz-Canel", "Miguel Diaz-Canel", None)
    diaz: Actor = ("Miguel Diaz", "Miguel Diaz", "CUB")
    found = keys_of(
        register,
        ("2018-10-30", reading(("Díaz-Canel", "Miguel Díaz-Canel", "CUB"))),
        ("2018-11-02", reading(diaz_canel, ("Cuba", "Cuba", "CUB"))),
        ("2019-02-06", reading(("the Cuban president", None, "CUB"))),
        ("2019-07-01", reading(("Díaz-Canel", "Miguel Díaz-Canel Bermúdez", "CUB"))),
        ("2019-07-02", reading(diaz, roles=[("Miguel Diaz", "president", "CUB")])),
    )
    assert [keys[0] for keys in found] == [DIAZ_CANEL] * 5


def test_an_office_goes_to_who_held_it_on_the_day(register: Register) -> None:
    found = keys_of(
        register,
        ("2018-04-10", reading(("Cuba's president", None, "CUB"))),
        ("2018-04-25", reading(("Cuba's president", None, "CUB"))),
        ("2018-04-26", reading(("Cuba's former president", None, "CUB"))),
        (None, reading(("Cuba's president", None, "CUB"))),
    )
    assert found == [["person-raul-castro-cub"], [DIAZ_CANEL], [None], [None]]


def test_two_presidents_of_one_name_stay_apart(register: Register) -> None:
    bush: Actor = ("George Bush", "George Bush", "USA")
    found = keys_of(register, ("1990-08-10", reading(bush)), ("2005-08-10", reading(bush)))
    assert found == [["person-george-h-w-bush-usa"], ["person-george-w-bush-usa"]]


def test_two_ministers_of_one_name_are_told_apart_by_office(register: Register) -> None:
    ivanov: Actor = ("Ivanov", "Ivanov", "RUS")
    found = keys_of(
        register,
        ("2002-05-01", reading(ivanov, roles=[("Ivanov", "foreign minister", "RUS")])),
        ("2002-05-01", reading(ivanov, roles=[("Ivanov", "defence minister", "RUS")])),
        ("2002-05-01", reading(ivanov)),
    )
    assert found == [["person-igor-ivanov-rus"], ["person-sergei-ivanov-rus"], [None]]


def test_people_of_one_name_in_two_states_stay_apart(register: Register) -> None:
    found = keys_of(
        register,
        ("2015-01-01", reading(("Pavel Ortmann", "Pavel Ortmann", "CZE"))),
        ("2015-01-02", reading(("Pavel Ortmann", "Pavel Ortmann", "AUT"))),
        ("2015-01-03", reading(("Pavel Ortmann", "Pavel Ortmann", None))),
    )
    assert found[0] == ["person-pavel-ortmann-cze"]
    assert found[1] == ["person-pavel-ortmann-aut"]
    assert found[2] == ["person-pavel-ortmann"]


def test_people_of_one_name_decades_apart_stay_apart(register: Register) -> None:
    ortmann: Actor = ("Pavel Ortmann", "Pavel Ortmann", "CZE")
    found = keys_of(
        register,
        ("1975-01-01", reading(ortmann)),
        ("2016-01-01", reading(ortmann)),
        ("2021-01-01", reading(ortmann)),
    )
    assert found[0] != found[1] == found[2]


def test_a_name_without_a_state_joins_the_only_one_it_can_mean(register: Register) -> None:
    belkin: Actor = ("Belkin", "Belkin", "RUS")
    found = keys_of(
        register,
        ("2015-01-01", reading(("Sergey Belkin", "Sergey Belkin", "RUS"))),
        ("2016-01-01", reading(("Sergei Belkin", "Sergei Belkin", None))),
        ("2016-02-01", reading(("S. Belkin", "S. Belkin", "RUS"))),
        ("2016-03-01", reading(belkin, roles=[("Belkin", "spokesman", "RUS")])),
    )
    assert found == [["person-sergei-belkin-rus"]] * 4


def test_an_initial_that_fits_two_joins_neither(register: Register) -> None:
    found = keys_of(
        register,
        ("2015-01-01", reading(("Sergei Belkin", "Sergei Belkin", "RUS"))),
        ("2015-01-01", reading(("Stepan Belkin", "Stepan Belkin", "RUS"))),
        ("2016-02-01", reading(("S. Belkin", "S. Belkin", "RUS"))),
        ("2016-02-02", reading(("Belkin", "Belkin", "RUS"), roles=[("Belkin", "envoy", "RUS")])),
    )
    assert [keys[0] for keys in found[:2]] == [
        "person-sergei-belkin-rus",
        "person-stepan-belkin-rus",
    ]
    assert found[2] == ["person-s-belkin-rus"]
    assert found[3] == [None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Mohammed bin Salman", "Muhammad bin Salman"),
        ("Yuri Borisov", "Юрий Борисов"),
        ("Alexander Novak", "Aleksandr Novak"),
        ("Dmitry Rogozin", "Dmitriy Rogozin"),
        ("Karen Karapetyan", "Karen Karapetian"),
        ("Alexei Likhachev", "Aleksey Lihachev"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Mariusz Błaszczak", "Mariusz Blaszczak"),
        ("Hossein Dehghan", "Hussain Dehghan"),
    ],
)
def test_transliterations_agree(one: str, other: str) -> None:
    some, others = person_name(one), person_name(other)
    assert some
    assert others
    assert agree(some, others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Perez", "Juan Perez"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Li Wei", "Li Wu"),
        ("Mikhail Petrov", "Mihaela Petrov"),
        ("George W. Bush", "George H. W. Bush"),
        ("Ana Silva", "Ann Silva"),
    ],
)
def test_other_names_do_not_agree(one: str, other: str) -> None:
    some, others = person_name(one), person_name(other)
    assert some
    assert others
    assert not agree(some, others)


def test_family_names_by_custom() -> None:
    def family(name: str, country: str = "") -> str:
        found = person_name(name, country)
        assert found
        return found.family

    assert family("Xi Jinping", "CHN") == family("Xi")
    assert family("Zhao Jianhua") == family("Zhao")
    assert family("Bruno Rodríguez Parrilla", "CUB") == family("Rodríguez")
    assert family("Miguel Ángel Moratinos", "ESP") == family("Moratinos")
    assert family("Ali al-Moussawi") == family("Moussawi")
    assert family("Gen. Prayut Chan-o-cha", "THA") == family("Chan-o-cha")


def test_sounds_are_stable() -> None:
    words = [plain(w) for w in ("Sergei", "Muhammad", "Xavier", "Yusuf", "Khalid", "Peter")]
    assert [sound(sound(w)) for w in words] == [sound(w) for w in words]


def test_a_full_name_in_the_table_beats_a_wrong_state_only_for_heads() -> None:
    day = dt.date(2018, 11, 1)
    states = frozenset({"CUB", "RUS"})
    putin = meant("Vladimir Putin", "CUB", day, "", states)
    assert putin
    assert putin.iso3 == "RUS"
    assert meant("Sergei Lavrov", "CUB", day, "", states) is None


def test_the_table_has_each_person_once() -> None:
    found = [p for p in people() if p.iso3 == "RUS" and p.name.split()[-1] == "Lavrov"]
    assert len(found) == 1
    bushes = [p.name for p in people() if p.iso3 == "USA" and "Bush" in p.name]
    assert sorted(bushes) == ["George H. W. Bush", "George W. Bush"]
    putin = [p for p in people() if p.iso3 == "RUS" and "Putin" in p.name]
    assert len(putin) == 1
    assert {t.office for t in putin[0].terms} == {"president", "prime minister"}


def test_states_by_any_name(register: Register) -> None:
    found = keys_of(
        register,
        (
            "2015-01-01",
            reading(
                ("Moscow", "Russia", "RUS"),
                ("Russian government", None, "RUS"),
                ("Beijing", None, None),
                ("U.S.", "United States", "USA"),
            ),
        ),
    )
    assert found == [["state-rus", "state-rus", "state-chn", "state-usa"]]


def test_nobody_in_particular_is_no_entity(register: Register) -> None:
    groups = ["two officials", "sources", "the two leaders", "Russian arms makers", "documents"]
    found = keys_of(register, ("2015-01-01", reading(*((g, None, "RUS") for g in groups))))
    assert found == [[None] * len(groups)]
    with register.reading() as connection:
        assert list_entities(connection) == []


def test_companies_without_their_legal_form(register: Register) -> None:
    found = keys_of(
        register,
        (
            "2015-01-01",
            reading(
                ("Rosoboronexport", "Rosoboronexport", "RUS"),
                ("Veltor Dynamics Ltd", "Veltor Dynamics Ltd", None),
                ("Veltor Dynamics", "Veltor Dynamics", "GBR"),
                ("the Veltor Dynamics Inc.", "the Veltor Dynamics Inc.", None),
                ("Veltor Shipyards", "Veltor Shipyards", "GBR"),
            ),
        ),
    )[0]
    assert found[0] == "company-rosoboronexport-rus"
    assert found[1] == found[2] == found[3] == "company-veltor-dynamics-gbr"
    assert found[4] == "company-veltor-shipyards-gbr"
    assert organisation_key("Hanwha Aerospace Co., Ltd.") == "hanwha aerospace"


def test_organs_of_two_states_stay_apart(register: Register) -> None:
    found = keys_of(
        register,
        (
            "2015-01-01",
            reading(
                ("Russian Defense Ministry", "Russian Defense Ministry", "RUS"),
                ("Ministry of Defence of Russia", "Ministry of Defence of Russia", "RUS"),
                ("Cambodian defence ministry", None, "KHM"),
            ),
        ),
    )[0]
    assert found[0] == found[1] == "body-defence-ministry-rus"
    assert found[2] == "body-defence-ministry-khm"


def test_weapons_by_designation_with_their_family(register: Register) -> None:
    arms = [("Su-30MKI", "aircraft"), ("Su 30 MKI", "aircraft"), ("Su-30", "aircraft")]
    found = keys_of(register, ("2015-01-01", reading(items=arms)))[0]
    assert found == ["weapon-su-30mki", "weapon-su-30mki", "weapon-su-30"]
    with register.reading() as connection:
        variant = show_entity(connection, "weapon-su-30mki")
        family = show_entity(connection, "weapon-su-30")
    assert variant
    assert family
    assert variant.family == "Su-30"
    assert variant.mentions == 2
    assert family.variants == ("weapon-su-30mki",)


def some_reports() -> list[tuple[str | None, Json]]:
    """Reports with names that join, names that do not, and names that depend on others."""
    told: list[tuple[str | None, Json]] = []
    people_of = "Sergei Belkin|Sergey Belkin|S. Belkin|Belkin|Stepan Belkin|Miguel Angel Sosa Paz"
    people_of += "|Miguel Sosa Paz|M. Sosa|Sosa|Miguel Sosa"
    for n, name in enumerate(people_of.split("|")):
        code = "RUS" if "Belkin" in name else "CUB"
        for state in (code, None):
            role = [(name, ["envoy", "foreign minister", "deputy minister"][n % 3], state)]
            told.append(
                (f"{1980 + 5 * n}-03-0{1 + n % 9}", reading((name, name, state), roles=role))
            )
    for name in ("Orlan Works", "Orlan Works JSC", "Orlan Works of Russia"):
        told.append(("2010-01-01", reading((name, name, None))))
        told.append(("2011-01-01", reading((name, name, "RUS"))))
    told.append((None, reading(("Sergei Belkin", "Sergei Belkin", "RUS"))))
    return told


def state_of(register: Register) -> Any:
    """All that depends on no order: forms with their entity, entities with their counts."""
    with register.reading() as connection:
        told = (names.c.form, names.c.mentions, names.c.first_seen, names.c.last_seen)
        forms = (
            select(*told, entities.c.key)
            .outerjoin(entities, entities.c.id == names.c.entity_id)
            .where(names.c.mentions > 0)
        )
        things = select(entities.c.key, entities.c.name, entities.c.country, entities.c.mentions)
        pages = [show_entity(connection, e.key) for e in list_entities(connection, limit=999)]
        return (
            sorted(map(tuple, connection.execute(forms)), key=str),
            sorted(map(tuple, connection.execute(things)), key=str),
            [(p.names, p.offices) for p in pages if p],
        )


def test_the_order_of_arrival_makes_no_difference(empty: Path, tmp_path: Path) -> None:
    told = list(enumerate(some_reports(), 1))
    seen = []
    for seed in range(20):
        random.Random(seed).shuffle(told)
        register = copied(empty, tmp_path / f"{seed}.db")
        with register.writing() as connection:
            for number, (day, one) in told:
                add(connection, number, day, one)
        seen.append(state_of(register))
        register.close()
    assert len(seen[0][1]) > 6
    assert all(state == seen[0] for state in seen)


@pytest.mark.parametrize("gone", range(0, 27, 3))
def test_a_superseded_report_leaves_no_trace(empty: Path, tmp_path: Path, gone: int) -> None:
    told = some_reports()
    whole = copied(empty, tmp_path / "whole.db")
    part = copied(empty, tmp_path / "part.db")
    with whole.writing() as connection, part.writing() as other:
        for number, (day, one) in enumerate(told):
            add(connection, number + 1, day, one)
            if number != gone:
                add(other, number + 1, day, one)
        withdrawn = update(reports).where(reports.c.id == gone + 1)
        connection.execute(withdrawn.values(superseded_at=dt.datetime(2024, 2, 2)))
        forget_actors(connection, gone + 1)
    assert state_of(whole) == state_of(part)
    whole.close()
    part.close()


def test_a_forgotten_name_comes_back(register: Register) -> None:
    ortmann = reading(("Pavel Ortmann", "Pavel Ortmann", "CZE"))
    with register.writing() as connection:
        add(connection, 1, "2015-01-01", ortmann)
        connection.execute(update(reports).values(superseded_at=dt.datetime(2024, 2, 2)))
        forget_actors(connection, 1)
        assert list_entities(connection) == []
        add(connection, 2, "2016-01-01", ortmann)
        page = show_entity(connection, "person-pavel-ortmann-cze")
    assert page
    assert page.mentions == 1
    assert [c.report for c in page.claims] == ["000000000002"]


def test_a_page_tells_names_offices_and_claims(register: Register) -> None:
    lavrov: Actor = ("Lavrov", "Sergei Lavrov", "RUS")
    held = [("Sergei Lavrov", "foreign minister", "RUS")]
    keys_of(
        register,
        ("2018-10-30", reading(lavrov, roles=held)),
        ("2019-07-25", reading(("Sergei Lavrov", "Sergei Lavrov", "RUS"), roles=held)),
    )
    with register.reading() as connection:
        page = show_entity(connection, "person-sergei-lavrov-rus")
        before = show_entity(connection, "person-sergei-lavrov-rus", dt.date(2019, 1, 1))
        assert show_entity(connection, "person-nobody") is None
    assert page
    assert before
    assert {n.name for n in page.names} == {"Lavrov", "Sergei Lavrov"}
    told = [o for o in page.offices if o.source == "reports"]
    assert [(o.office, o.first_seen, o.last_seen, o.reports) for o in told] == [
        ("foreign minister", dt.date(2018, 10, 30), dt.date(2019, 7, 25), 2)
    ]
    table = [o for o in page.offices if o.source == "table"]
    assert [(o.office, o.first_seen) for o in table] == [("foreign minister", dt.date(2004, 3, 9))]
    assert [c.published for c in page.claims] == [dt.date(2019, 7, 25), dt.date(2018, 10, 30)]
    assert [c.published for c in before.claims] == [dt.date(2018, 10, 30)]


def test_a_page_gives_the_latest_claims_of_all_names(register: Register) -> None:
    forms: list[Actor] = [
        ("Lavrov", "Sergei Lavrov", "RUS"),
        ("Sergei Lavrov", "Sergei Lavrov", "RUS"),
    ]
    days = ["2018-10-30", "2019-07-25", "2019-07-25", None, "2018-10-31", "2017-01-01"]
    keys_of(register, *((day, reading(forms[i % 2])) for i, day in enumerate(days)))
    with register.reading() as connection:
        whole = show_entity(connection, "person-sergei-lavrov-rus")
        assert whole
        assert [c.published and c.published.isoformat() for c in whole.claims] == [
            *("2019-07-25", "2019-07-25", "2018-10-31", "2018-10-30", "2017-01-01", None),
        ]
        for limit in range(1, 7):
            page = show_entity(connection, whole.key, limit=limit)
            assert page
            assert page.claims == whole.claims[:limit]
        before = show_entity(connection, whole.key, dt.date(2018, 11, 1), limit=2)
        assert before
        assert before.claims == whole.claims[2:4]


@pytest.mark.parametrize("like", ['a "b', "50%", "a_b", "ab*", "x' or", "or", "ÖSTE"])
def test_any_part_of_a_name_is_looked_for_as_it_stands(register: Register, like: str) -> None:
    some = ['Anna "b" Company', "50% Works", "a_b Shipyard", "ab* Arms", "x' or Sons", "Österwerk"]
    told = reading(*((name, name, "SWE") for name in [*some, "Axb Plant", "500 Factory"]))
    keys_of(register, ("2018-10-30", told))
    with register.reading() as connection:
        pages = [show_entity(connection, e.key) for e in list_entities(connection)]
        found = {e.key for e in list_entities(connection, like=like)}
    names_of = {page.key: [one.name for one in page.names] for page in pages if page}
    assert found == {
        key
        for key, of_one in names_of.items()
        if any(like.lower() in name.lower() or plain(like) in plain(name) for name in of_one)
    }
    assert found < names_of.keys()


def test_lists_by_kind_state_and_part_of_a_name(register: Register) -> None:
    told = reading(
        ("Díaz-Canel", "Miguel Díaz-Canel", "CUB"),
        ("Cuba", "Cuba", "CUB"),
        ("Cuba", "Cuba", "CUB"),
        ("Rosoboronexport", "Rosoboronexport", "RUS"),
    )
    keys_of(register, ("2018-10-30", told))
    with register.reading() as connection:
        assert [e.key for e in list_entities(connection, country="CUB")] == [
            "state-cub",
            DIAZ_CANEL,
        ]
        assert [e.key for e in list_entities(connection, kind="company")] == [
            "company-rosoboronexport-rus"
        ]
        for like in ("diaz", "Díaz", "MIGUEL"):
            assert [e.key for e in list_entities(connection, like=like)] == [DIAZ_CANEL]
        assert list_entities(connection, as_of=dt.date(2018, 10, 29)) == []
        assert len(list_entities(connection, as_of=dt.date(2018, 10, 30))) == 3
        assert len(list_entities(connection, limit=1)) == 1


def test_hostile_names_do_no_harm(register: Register) -> None:
    odd = [
        "",
        " ",
        "...",
        "'; drop table names; --",
        "\u202eevil",
        "A" * 5000,
        "王毅",
        "🦆",
        "-",
        "X",
    ]
    found = keys_of(register, ("2018-10-30", reading(*((o, o, None) for o in odd))))[0]
    assert len(found) == len(odd)
    with register.reading() as connection:
        assert all(len(e.key) <= 64 for e in list_entities(connection))


def test_joining_needs_no_order_of_rows() -> None:
    rows = [
        Row(n, "person", name, plain(name), country, period, "", "")
        for n, (name, country, period) in enumerate(
            (name, country, period)
            for name in ("Ivan Orlov", "Ivan P. Orlov", "I. Orlov", "Orlov", "Igor Orlov")
            for country in ("RUS", "BGR", "")
            for period in (0, 1990, 2015)
        )
    ]
    first = join(rows)
    for seed in range(20):
        random.Random(seed).shuffle(rows)
        assert join(rows) == first
