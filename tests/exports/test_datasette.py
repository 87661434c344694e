"""Datasette takes the metadata, explains every column by it and answers its queries."""

import asyncio
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from dealtrace.exports import datasette
from dealtrace.exports.errors import ExportError
from dealtrace.register.streams import Stream


@pytest.fixture
def metadata(stream: Stream) -> dict[str, Any]:
    file = io.BytesIO()
    datasette.write(stream, file)
    return dict(json.loads(file.getvalue()))


@pytest.fixture
def get(metadata: dict[str, Any], register_file: Path) -> Any:
    server = Datasette([str(register_file)], metadata=metadata)

    def ask(path: str) -> Any:
        with ThreadPoolExecutor(1) as apart:  # a browser's loop may be running in this thread
            answer = apart.submit(lambda: asyncio.run(server.client.get(path))).result()
        assert answer.status_code == 200, (path, answer.text[:300])
        return answer

    return ask


def test_every_table_is_explained(get: Any, metadata: dict[str, Any]) -> None:
    own = metadata["databases"]["dealtrace"]["tables"]
    shown = [name for name, table in own.items() if not table.get("hidden")]
    for name in shown:
        page = get(f"/dealtrace/{name}").text
        assert own[name]["title"] in page
        for words in own[name]["columns"].values():
            assert words.split('"')[0].replace("'", "&#39;") in page
    listed = {t["name"]: t["hidden"] for t in get("/dealtrace.json").json()["tables"]}
    assert all(listed[name] for name, table in own.items() if table.get("hidden"))
    views = {v["name"] for v in get("/dealtrace.json").json()["views"]}
    assert views <= own.keys()


def test_every_column_of_the_views_has_words(get: Any, metadata: dict[str, Any]) -> None:
    for view in get("/dealtrace.json").json()["views"]:
        columns = get(f"/dealtrace/{view['name']}.json").json()["columns"]
        assert set(metadata["databases"]["dealtrace"]["tables"][view["name"]]["columns"]) == set(
            columns
        )


def test_its_queries_answer_as_the_register_does(get: Any, stream: Stream) -> None:
    rows = {row.id: row for row in stream.deals()}
    prices = get("/dealtrace/disputed_prices.json?_shape=array").json()
    assert {(p["deal"], p["amount"]) for p in prices} == {
        (row.id, told["value"]["amount"])
        for row in rows.values()
        for told in row.dossier["value"]
        if len(row.dossier["value"]) > 1
    }
    ways = get("/dealtrace/financing.json?_shape=array").json()
    assert len(ways) == sum(len(row.dossier["financing"]) for row in rows.values()) > 2
    totals = get("/dealtrace/supplier_totals.json?_shape=array").json()
    assert sum(total["deals"] for total in totals) == len(rows)
    deal = next(row for row in rows.values() if row.dossier["claims"])
    said = get(f"/dealtrace/sentences_of_a_deal.json?_shape=array&deal={deal.id}").json()
    assert len(said) == len(set(deal.dossier["claims"]))


def test_a_server_has_no_file_for_it(stream: Stream) -> None:
    class Elsewhere:
        class engine:
            from sqlalchemy.engine import make_url

            url = make_url("postgresql://server/arms")

    with pytest.raises(ExportError, match="backup"):
        datasette.write(Stream(Elsewhere()), io.BytesIO())  # type: ignore[arg-type]
