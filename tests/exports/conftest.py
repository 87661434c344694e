"""A register to export: made reports of half a century, and some that are hard to carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.made_reports import made_reports
from sqlalchemy import Connection

from dealtrace.cli import main
from dealtrace.register import deal_lists
from dealtrace.register.adding import add_all
from dealtrace.register.store import Register
from dealtrace.register.streams import Stream
from tests.register.labels import Read, cuban_loan, deal, told

HOSTILE = '=HYPERLINK("http://x.example","<b>&amp;\x0b“quoted”, line\r\nbreak")'


BANK = "Nordic Arms Bank"


def hard() -> list[Read]:
    """Reports whose texts would harm a careless reader, and deals with everything told of them."""
    item = {"text": "@sum tanks", "class": "tank", "designation": "-T\t72", "quantity": 12}
    terms = {"rate": 2.5, "years": 10, "grace_years": 3}
    loan = {"kind": "credit line", "lender": ["Bank of +1"], "borrower": ["PRT"], "amount": 12.5e6,
            "currency": "NOK", "terms": terms}  # fmt: skip
    grant = {"kind": "grant", "lender": ["NOR"], "borrower": ["PRT"], "amount": 1e6,
             "currency": "EUR", "terms": None}  # fmt: skip
    own = {"kind": "own funds", "lender": [], "borrower": [], "amount": 5e5, "currency": "EUR",
           "terms": None}  # fmt: skip
    price = {"amount": 1234567.89, "currency": "EUR"}
    first = told("Hostile", deal(items=[item], value=price, financing=[loan, grant, own],
                                 says=["'=Ana", "+Berg"], stage="signed"))  # fmt: skip
    bank = {"kind": "loan", "lender": [BANK], "borrower": ["PRT"], "amount": 8e6, "currency": "SEK",
            "terms": None}  # fmt: skip
    rival = told("Hostile again", deal(items=[{**item, "quantity": 15}], stage="signed",
                                       financing=[bank],
                                       value={"amount": 9e6, "currency": "EUR"}))  # fmt: skip
    nobody = told("No supplier", deal(supplier=[], recipient=["XKX"], items=[item]))
    former = told("Long ago", deal(supplier=["SUN"], recipient=["YUG"], stage_date="1975"))
    reports = [replace(first, report=replace(first.report, title=HOSTILE)), rival, nobody, former]
    undated = replace(former.report, text=former.report.text + " Again.", published=None)
    return [*reports, replace(former, report=undated)]


def beside() -> list[Read]:
    """A report with claims that belong to no deal, and a copy of it."""
    ana = {"name": "Ana Berg", "entity": "Ana Berg", "code": None}
    norway = {"name": "Oslo", "entity": "Norway", "code": "NOR"}
    one = told("Beside")
    made = [
        _claim("c1", "meeting", {"participant": [ana, norway]},
               time={"value": "2020-03-02/2020-03-08", "text": "last week"}),
        _claim("c2", "sanction", {"sender": [norway], "target": [ana]}),
        _claim("c3", "credit", {"lender": [norway], "borrower": [ana]}, modality="planned",
               money={"amount": 7e6, "currency": "NOK", "text": "NOK 7 million"}),
        _claim("c4", "visit", {"destination": [norway]}),
        _claim("c5", "statement", {"speaker": [{"name": BANK, "entity": BANK, "code": None}]}),
    ]  # fmt: skip
    read = replace(one, reading={**one.reading, "claims": made})
    text = read.report.text + "\nPrinted again."
    again = replace(read.report, text=text, publisher="Other", url="https://o.example/1")
    return [read, replace(read, report=again)]


def _claim(number: str, kind: str, roles: Any, **more: Any) -> Any:
    plain = {"items": [], "money": None, "time": None, "place": None, "stage": None}
    rest = {"modality": "asserted", "attribution": [], "score": 0.6}
    evidence = [{"start": 0, "end": 20, "text": f"It says {kind}."}]
    return {"id": number, "type": kind, "roles": roles, "evidence": evidence,
            **plain, **rest, **more}  # fmt: skip


@pytest.fixture(scope="session")
def register_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register's file, with decisions taken in it, one of which was taken back, and grades."""
    file = tmp_path_factory.mktemp("exports") / "dealtrace.db"
    register = Register.open(str(file), create=True)
    reports: list[Any] = [(one.report, one.reading) for one in [*cuban_loan(), *hard(), *beside()]]
    for _ in add_all(register, made_reports(100), 100):
        pass
    less_a_claim, rejected = _two_deals(register)
    for _ in add_all(register, reports, 100):
        pass
    register.close()
    given = ["--register", str(file)]
    assert main([*given, "set", "rus-cub", "value", "EUR 41,000,000", "--by", "Ana"]) == 0
    assert main([*given, "confirm", "rus-cub", "--by", "Rui", "--reason", "=1+1"]) == 0
    assert main([*given, "undo", "2", "--by", "Ana"]) == 0
    claim = str(less_a_claim.dossier["claims"][-1])
    assert main([*given, "reject", claim, "--by", "Rui", "--reason", "another deal"]) == 0
    assert main([*given, "reject", rejected.id, "--by", "Ana"]) == 0
    for letter, person in (("A", "Ana"), ("C", "Rui")):
        assert main([*given, "grade", "Kommersant", letter, "--by", person]) == 0
    return file


def _two_deals(register: Register) -> tuple[deal_lists.DealRow, deal_lists.DealRow]:
    """Return two deals of other suppliers than the reports to come, the first of several claims."""
    with register.reading() as connection:
        every = deal_lists.deals(connection, limit=None)
    rows = [row for row in every if not row.id.startswith(("rus-", "nor-"))]
    first = next(row for row in rows if len(row.dossier["claims"]) > 1)
    return first, next(row for row in rows if row is not first)


@pytest.fixture(scope="session")
def connection(register_file: Path) -> Iterator[Connection]:
    """An open connection to it."""
    register = Register.open(str(register_file))
    with register.reading() as opened:
        yield opened
    register.close()


@pytest.fixture
def stream(connection: Connection) -> Stream:
    """All of it."""
    return Stream(connection)
