"""Tables are valid by Frictionless, and read again they hold all the register does."""

import csv
import datetime as dt
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest

from dealtrace.display.tables import defused, restored
from dealtrace.exports.errors import ExportError
from dealtrace.exports.tables.dictionary import tables
from dealtrace.exports.tables.files import CsvFile, ParquetFile
from dealtrace.exports.tables.package import Kind, write
from dealtrace.exports.tables.rows import rows
from dealtrace.register.deal_lists import Filter
from dealtrace.register.streams import Stream

from . import dictionary_page
from .conftest import HOSTILE


@pytest.fixture(scope="module")
def made(connection: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder of each kind."""
    folder = tmp_path_factory.mktemp("tables")
    for kind in (CsvFile, ParquetFile):
        write(Stream(connection), folder / kind.suffix, kind)
    return {kind.suffix: folder / kind.suffix for kind in (CsvFile, ParquetFile)}


def expected(stream: Stream) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in tables()}
    for name, row in rows(stream):
        assert set(row) == set(tables()[name].names)
        found[name].append(row)
    return found


def test_csv_is_valid_with_keys_and_vocabularies(made: dict[str, Path]) -> None:
    report = frictionless.validate(made["csv"] / "datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    assert [task.name for task in report.tasks] == list(tables())


def test_csv_holds_every_row_and_cell(made: dict[str, Path], stream: Stream) -> None:
    about = json.loads((made["csv"] / "datapackage.json").read_text("utf-8"))
    counts = {resource["name"]: resource["rows"] for resource in about["resources"]}
    for name, told in expected(stream).items():
        with (made["csv"] / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == len(told) == counts[name] > 0
        kinds = {field.name: field.type for field in tables()[name].fields}
        for row, cells in zip(told, read, strict=True):
            assert {n: _parsed(cells[n], kinds[n]) for n in kinds} == {
                n: _normal(row[n], kinds[n]) for n in kinds
            }


def _parsed(cell: str, kind: str) -> Any:
    if cell == "":
        return None
    read = {"integer": int, "number": float, "array": json.loads, "string": restored}
    return {"true": True, "false": False}[cell] if kind == "boolean" else read.get(kind, str)(cell)  # type: ignore[operator]


def _normal(value: Any, kind: str) -> Any:
    if kind == "number" and value is not None:
        return float(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds") + "Z"
    return value.isoformat() if isinstance(value, dt.date) else (None if value == "" else value)


def test_parquet_holds_every_row_and_cell(made: dict[str, Path], stream: Stream) -> None:
    for name, told in expected(stream).items():
        table = pq.read_table(made["parquet"] / f"{name}.parquet")
        assert table.column_names == tables()[name].names
        for row, cells in zip(told, table.to_pylist(), strict=True):
            assert {n: _plain(value) for n, value in cells.items()} == {
                n: _plain(value) for n, value in row.items()
            }
        for field, column in zip(tables()[name].fields, table.schema, strict=True):
            assert column.metadata[b"description"].decode() == field.description
            assert column.nullable is not field.required
    frictionless.Package.from_descriptor(str(made["parquet"] / "datapackage.json"))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None, microsecond=0).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def test_rival_values_stand_beside_each_other(stream: Stream) -> None:
    told = expected(stream)
    deal = next(row for row in told["deals"] if row["id"].startswith("nor-prt"))
    assert deal["disputed"]
    prices = [v for v in told["values"] if v["deal"] == deal["id"] and v["field"] == "price"]
    assert Counter(price["amount"] for price in prices) == {1234567.89: 1, 9000000: 1}
    assert all(price["disputed"] and price["says"] is not None for price in prices)
    loan = next(v for v in told["values"] if v["word"] == "credit line")
    assert (loan["rate"], loan["years"], loan["grace_years"]) == (2.5, 10, 3)
    (set_by_ana,) = [v for v in told["values"] if v["decided"] is not None]
    assert (set_by_ana["amount"], set_by_ana["currency"], set_by_ana["rank"]) == (41e6, "EUR", 1)


def test_what_people_decided_is_there_with_what_was_taken_back(stream: Stream) -> None:
    told = expected(stream)
    (deal,) = {row["id"] for row in told["deals"] if row["id"].startswith("rus-cub-2018")}
    assert [(d["action"], d["made_by"], d["stands"], d["undoes"]) for d in told["decisions"]] == [
        ("set", "Ana", True, None),
        ("confirm", "Rui", False, None),
        ("undo", "Ana", True, 2),
        ("reject claim", "Rui", True, None),
        ("reject", "Ana", True, None),
    ]
    assert all(d["deals"] == [deal] for d in told["decisions"][:3])
    claims = {row["id"] for row in told["claims"]}
    assert told["decisions"][3]["claim"] in claims
    rejected = told["decisions"][4]["deals"]
    assert not {row["id"] for row in told["deals"]} & {*rejected}
    assert not {deal for row in told["claims"] for deal in row["deals"]} & {*rejected}
    assert [(g["source"], g["reliability"], g["made_by"]) for g in told["gradings"]] == [
        ("Kommersant", "A", "Ana"),
        ("Kommersant", "C", "Rui"),
    ]
    assert (told["decisions"][0]["field"], told["decisions"][0]["value"]) == (
        "value", "EUR 41,000,000",
    )  # fmt: skip
    some = Stream(stream.connection, Filter(supplier="NOR"))
    assert (expected(some)["decisions"], expected(some)["gradings"]) == ([], [])
    assert len(expected(Stream(stream.connection, Filter(supplier="RUS")))["decisions"]) == 3
    before = Stream(stream.connection, as_of=dt.date(2019, 1, 1))
    assert (expected(before)["decisions"], expected(before)["gradings"]) == ([], [])


def test_nothing_in_a_csv_is_run(made: dict[str, Path]) -> None:
    for path in made["csv"].glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [c for c in cells if c[:1] in set("=+-@\t\r\n＝＋－＠") and not _is_number(c)]
    titles = (made["csv"] / "reports.csv").read_text("utf-8")
    assert "'=HYPERLINK" in titles


def _is_number(cell: str) -> bool:
    try:
        return float(cell) is not None
    except ValueError:
        return False


@pytest.mark.parametrize("text", ["", "a", "=1", "'=1", "''+", "'a", "-", "＝x", "\tx", HOSTILE])
def test_what_is_defused_can_be_restored(text: str) -> None:
    assert restored(defused(text)) == text
    assert defused(text)[:1] not in set("=+-@\t\r\n＝＋－＠") or not text


@pytest.mark.parametrize("kind", [CsvFile, ParquetFile])
def test_the_same_register_gives_the_same_zip(stream: Stream, tmp_path: Path, kind: Kind) -> None:
    for name in ("one.zip", "two.zip"):
        write(stream, tmp_path / name, kind)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert len(archive.namelist()) == len(tables()) + 1
    if kind is CsvFile:
        assert frictionless.validate(str(tmp_path / "one.zip"), type="package").valid
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["one.zip", "two.zip"]


def test_a_folder_with_other_files_is_left_alone(stream: Stream, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(ExportError, match=r"thesis\.docx"):
        write(stream, tmp_path, CsvFile)
    with pytest.raises(ExportError, match="no folder"):
        write(stream, tmp_path / "a" / "b", CsvFile)
    with pytest.raises(ExportError, match="a file"):
        write(stream, tmp_path / "thesis.docx", CsvFile)


def test_the_documented_dictionary_is_the_real_one() -> None:
    assert dictionary_page.PAGE.read_text("utf-8") == dictionary_page.page(), (
        "run `python -m tests.exports.dictionary_page`"
    )
