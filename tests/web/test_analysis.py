"""Analyses on pages and for programs: the same figures as the commands print."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dealtrace.analysis.corroboration import corroboration
from dealtrace.analysis.credit.deals import Assumed, credit_of
from dealtrace.analysis.credit.terms import Terms
from dealtrace.analysis.values import Range, to_json
from dealtrace.cli import main
from dealtrace.cli.arguments import parser
from dealtrace.register.store import Register
from dealtrace.web.analyses.forms import FORMS

from .conftest import ATTACK

PARTS = ("credit", "pay", "dependence", "network", "corroboration", "timeline")


@pytest.mark.parametrize("part", PARTS)
def test_a_deal_and_a_state_are_analysed(
    client: TestClient, ids: dict[str, str], part: str
) -> None:
    for query in (f"deal={ids['loan']}", "state=Cuba", "", f"deal={ids['hostile']}"):
        answer = client.get(f"/analysis/{part}?{query}")
        assert answer.status_code == 200
        assert ATTACK not in answer.text
    words = client.get(f"/analysis/{part}?deal={ids['loan']}&state=Cuba").text
    assert "<table" in words


def test_pages_and_programs_get_what_the_commands_print(
    client: TestClient, register: Register, ids: dict[str, str]
) -> None:
    with register.reading() as connection:
        credit = to_json(credit_of(connection, ids["loan"]))
        voices = to_json(corroboration(connection, ids["loan"]))
    for part, expected in (("credit", credit), ("corroboration", voices)):
        query = f"deal={ids['loan']}"
        assert client.get(f"/analysis/{part}.json?{query}").json() == json.loads(
            json.dumps(expected)
        )
        assert client.get(f"/api/analysis/{part}?{query}").json() == json.loads(
            json.dumps(expected)
        )
    page = client.get(f"/analysis/corroboration?deal={ids['loan']}").text
    assert f"{len(voices['voices'])} independent" in page


GIVEN = "rate=2..4&years=10&grace=2&prices=2020"


def test_terms_are_assumed_and_prices_of_a_year_told(
    client: TestClient, register: Register, ids: dict[str, str]
) -> None:
    terms = Terms(Range(2, 4), Range.exactly(10), Range.exactly(2))
    with register.reading() as connection:
        found = credit_of(connection, ids["loan"], Assumed(terms, prices=2020))
    query = f"credit?deal={ids['loan']}&{GIVEN}"
    body = client.get(f"/api/analysis/{query}").json()
    assert body == json.loads(json.dumps(to_json(found)))
    assert client.get(f"/analysis/{query.replace('?', '.json?')}").json() == body
    preferred = body["credits"][0]
    assert preferred["assessment"]["terms"]["assumed"] == ["rate", "years", "grace_years"]
    assert preferred["constant"]["base"] == 2020
    page = client.get(f"/analysis/{query}").text
    assert "interest 2 to 4 % a year (assumed), over 10 years (assumed)" in page
    assert "Assumed where no report tells: interest 2 to 4 % a year, over 10 years" in page
    assert "Is it cheap, as far as assumed?" in page
    assert "To ask: At what rate of interest" in page
    assert "in prices of 2020" in page
    assert "Consumer prices: World Bank" in page
    for name, value in (("rate", "2..4"), ("years", "10"), ("grace", "2"), ("prices", "2020")):
        assert f'name="{name}" value="{value}"' in page
    plain = client.get(f"/analysis/credit?deal={ids['loan']}").text
    assert not [
        word for word in ("(assumed)", "as far as assumed", "in prices of") if word in plain
    ]


def test_each_of_many_assumptions_has_its_own_answer(
    client: TestClient, ids: dict[str, str]
) -> None:
    for rate in ("1", "2", "1"):
        page = client.get(f"/analysis/credit?deal={ids['loan']}&rate={rate}").text
        assert f"interest {rate} % a year (assumed)" in page


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("rate=4..2", "rate", "interest: &#39;4..2&#39; is no range from 0 to 1000"),
        ("rate=-1", "rate", "interest: &#39;-1&#39; is no range from 0 to 1000"),
        ("rate=2000", "rate", "interest: &#39;2000&#39; is no range from 0 to 1000"),
        ("rate=inf", "rate", "interest: &#39;inf&#39; is no range from 0 to 1000"),
        ("years=ten", "years", "years: &#39;ten&#39; is no range from 0 to 100"),
        ("years=1000", "years", "years: &#39;1000&#39; is no range from 0 to 100"),
        ("grace=nan", "grace", "years of grace: &#39;nan&#39; is no range from 0 to 100"),
        ("prices=1850", "prices", "prices: &#39;1850&#39; is no year"),
        ("rate=3&years=0&grace=0", "years", "0 years: a loan runs from above 0 to 100"),
        ("rate=3&years=5&grace=6", "grace", "6 years of grace don&#39;t fit into 5 years"),
        ("prices=2099", "prices", "no consumer prices of 2099"),
        ("per_year=3", "per_year", "payments a year: &#39;3&#39; is none of: 1, 2, 4, 12"),
        ("repayment=never", "repayment", "&#39;never&#39; is none of: equal principal, annuity"),
        ("group=rich", "group", "&#39;rich&#39; is none of: LDC, LIC, LMIC, UMIC"),
        ("cirr=101", "cirr", "CIRR: &#39;101&#39; is no rate in percent, 0 to 100"),
        ("amount=5m", "amount", "the credits of a deal or a loan of a sum"),
        ("amount=many", "amount", "sum: &#39;many&#39; is no sum"),
        ("currency=XXQ", "currency", "&#39;XXQ&#39; is no currency"),
        ("schedule=maybe", "schedule", "&#39;maybe&#39; is neither 1 nor 0"),
        ("since=2020&until=2019", "until", "2020-01-01 is after 2019-12-31"),
    ],
)
def test_terms_that_no_loan_has_are_refused(
    client: TestClient, ids: dict[str, str], query: str, field: str, said: str
) -> None:
    page = client.get(f"/analysis/credit?deal={ids['loan']}&{query}")
    assert page.status_code == 200
    assert f'aria-describedby="{field}-problem"' in page.text
    assert f'<small class="problem" id="{field}-problem">{said}' in page.text
    assert page.text.count('aria-invalid="true"') == 1
    hidden = field != "until"
    assert ('<details class="more" open>' in page.text) is hidden
    assert "Is it cheap" not in page.text
    told = client.get(f"/api/analysis/credit?deal={ids['loan']}&{query}")
    assert told.status_code == 422
    assert told.json()["detail"].replace("'", "&#39;").startswith(said)


def test_terms_are_assumed_of_one_deal(client: TestClient) -> None:
    for query in ("rate=3", "prices=2020", "group=LDC", "cirr=3", "per_year=4"):
        assert "of one deal, or for a loan of a sum" in client.get(f"/analysis/credit?{query}").text
        assert client.get(f"/api/analysis/credit?{query}").status_code == 422


AS_THE_COMMAND = [
    ("credit {loan} --rate 2..4 --years 10 --grace 2 --per-year 4 --repayment annuity --group LIC "
     "--cirr 3.5 --prices 2020 --as-of 2020",
     "deal={loan}&rate=2..4&years=10&grace=2&per_year=4&repayment=annuity&group=LIC&cirr=3.5"
     "&prices=2020&as_of=2020"),
    ("credit --borrower Cuba --lender Russia --since 2000 --until 2020",
     "state=Cuba&other=Russia&since=2000&until=2020"),
    ("credit --amount 50m --currency EUR --borrower Cuba --rate 3 --years 10 --grace 2 "
     "--repayment bullet --per-year 1 --prices 2015 --as-of 2019",
     "amount=50m&currency=EUR&state=Cuba&rate=3&years=10&grace=2&repayment=bullet&per_year=1"
     "&prices=2015&as_of=2019"),
    ("pay Cuba --rate 2..5 --years 8..12 --grace 0..2 --per-year 12 --repayment annuity --pledged",
     "state=Cuba&rate=2..5&years=8..12&grace=0..2&per_year=12&repayment=annuity&pledged=1"),
    ("pay --deal {loan} --rate 3 --years 10 --grace 2",
     "deal={loan}&rate=3&years=10&grace=2"),
    ("dependence Cuba --by value --window 3", "state=Cuba&by=value&window=3"),
    ("network credit --around Cuba --most 2", "relation=credit&state=Cuba&most=2"),
    ("network meetings --persons", "relation=meetings&persons=1"),
    ("corroboration {loan}", "deal={loan}"),
    ("timeline --supplier Russia", "other=Russia"),
    ("timeline --recipient Cuba --since 2010", "recipient=Cuba&since=2010"),
    ("timeline --party Cuba", "state=Cuba"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "query"), AS_THE_COMMAND)
def test_pages_programs_and_commands_say_the_same(
    client: TestClient,
    tmp_path: Path,
    ids: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    command: str,
    query: str,
) -> None:
    part, *options = shlex.split(command.format(**ids))
    where = ("--json", "--register", str(tmp_path / "arms.db"))
    assert main(["analyse", part, *options, *where]) == 0
    printed = json.loads(capsys.readouterr().out)
    asked = f"{part}?{query.format(**ids)}"
    assert client.get(f"/api/analysis/{asked}").json() == printed
    assert client.get(f"/analysis/{asked.replace('?', '.json?')}").json() == printed
    page = client.get(f"/analysis/{asked}").text
    assert "<h2" in page
    assert "aria-invalid" not in page


def test_every_option_of_a_command_has_its_field() -> None:
    besides = {
        "as_of", "json", "register", "help", "picture", "sipri",
        "deal", "state", "borrower", "lender", "around", "party", "supplier", "item_class",
    }  # fmt: skip
    for part, form in FORMS.items():
        fields = {one.name for one in (*form.fields, *form.hidden)}
        options = set(vars(parser().parse_args(["analyse", part, *_NEEDED.get(part, [])])))
        assert options - besides - {"command", "part", "module"} <= fields, part


_NEEDED = {"corroboration": ["x"]}


def test_what_is_assumed_of_a_state_is_marked(client: TestClient) -> None:
    given = "rate=2..4&years=10&grace=2&per_year=4"
    page = client.get(f"/analysis/pay?state=Cuba&{given}").text
    assert "Assumed where no report tells: interest 2 to 4 % a year, over 10 years" in page
    assert "2 to 4 % (assumed), 10 years (assumed), 2 of grace (assumed)" in page
    assert "Reckoned as paid four times a year" in page
    assert "Due by year" in page
    plain = client.get("/analysis/pay?state=Cuba").text
    assert "(assumed)" not in plain
    assert "Reckoned as" not in plain


def test_ranges_too_wide_to_reckon_are_refused(client: TestClient) -> None:
    wide = "state=Cuba&rate=0..9&years=0..100&grace=0..100&per_year=12"
    page = client.get(f"/analysis/pay?{wide}").text
    assert 'id="years-problem">ranges as wide as these take 8,' in page
    assert client.get(f"/api/analysis/pay?{wide}").status_code == 422


def test_a_loan_of_no_deal_is_reckoned(client: TestClient) -> None:
    query = "credit?amount=50m&rate=3&years=10&grace=2&state=Cuba&as_of=2019"
    page = client.get(f"/analysis/{query}").text
    assert "A loan of USD 50,000,000" in page
    assert "20 payments to year 10: USD 59,375,000, interest 9,375,000" in page
    assert "10.1 %" in page
    assert "3,171,875" not in page
    assert "(assumed)" not in page
    assert "3,171,875" in client.get(f"/analysis/{query}&schedule=1").text
    chart = client.get(f"/analysis/{query.replace('?', '/chart.json?')}").json()
    assert chart["$schema"].startswith("https://vega.github.io/schema/vega-lite")
    assert "give the sum of the loan" in client.get("/analysis/credit?amount=0").text
    steep = "rate=1000&years=100&grace=0&per_year=12&repayment=annuity"
    most = client.get(f"/analysis/credit?amount=1000000bn&{steep}").text
    assert "1,200 payments to year 100: USD 1,000" in most
    more = client.get(f"/analysis/credit?amount=1000000000.1bn&{steep}").text
    assert 'id="amount-problem">give the sum of the loan, above 0 and at most 1,000,000bn' in more


def test_what_cannot_be_worked_out_is_said(client: TestClient) -> None:
    assert "name a deal" in client.get("/analysis/corroboration?state=Cuba").text
    assert "no such deal" in client.get("/analysis/credit?deal=nix").text
    assert client.get("/api/analysis/corroboration").status_code == 422
    assert client.get("/api/analysis/credit?deal=nix").status_code == 404
    assert client.get("/analysis/dependence?state=Atlantis").status_code == 200
    assert client.get("/analysis/nonsense").status_code == 422


def test_charts_are_of_what_is_asked_for(client: TestClient, ids: dict[str, str]) -> None:
    chart = client.get(f"/analysis/timeline/chart.json?deal={ids['loan']}")
    assert chart.json()["$schema"].startswith("https://vega.github.io/schema/vega-lite")
    assert client.get("/analysis/credit/chart.json").status_code == 404


def test_pages_tell_where_rates_come_from(client: TestClient, ids: dict[str, str]) -> None:
    for path in (f"credit?deal={ids['loan']}", "credit", "pay?state=Cuba"):
        words = client.get(f"/analysis/{path}").text
        assert "Exchange rates: Federal Reserve H.10" in words, path
        assert "up to 20" in words, path
    by_value = "Exchange rates: yearly rates of the Federal Reserve"
    assert by_value in client.get("/analysis/dependence?state=Cuba&by=value").text
    assert by_value not in client.get("/analysis/dependence?state=Cuba").text
