"""The commands of the analyses: what they print, as a table and as JSON, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dealtrace.cli import main
from tests.analysis.made import Made, cuban, loan, told
from tests.analysis.test_sipri import REGISTER
from tests.register.labels import cuban_loan


class Commands:
    """Runs commands on the test's register."""

    def __init__(self, register: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.register, self.capsys = register, capsys

    def __call__(self, *arguments: str) -> str:
        assert main([*arguments, "--register", self.register]) == 0, self.capsys.readouterr().err
        return self.capsys.readouterr().out

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))

    def fail(self, *arguments: str) -> str:
        assert main([*arguments, "--register", self.register]) == 1
        printed = self.capsys.readouterr()
        assert printed.out == ""
        return printed.err


@pytest.fixture
def run(
    made: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    monkeypatch.setenv("COLUMNS", "120")
    terms = {"rate": 2.0, "years": 20.0, "grace_years": 5.0}
    ships = [{"text": "a frigate", "class": "ship", "designation": None, "quantity": 1}]
    soft = told("soft", cuban(loan(100e6, terms=terms), stage="signed", items=ships))
    return Commands(made([*cuban_loan(), soft]).name, capsys)


def test_all_credits(run: Commands) -> None:
    printed = run("analyse", "credit")
    assert "Russia" in printed
    assert "$143.0m to 150.5m" in printed
    (account,) = run.json("analyse", "credit", "--borrower", "Cuba")["accounts"]
    assert (account["standing"], account["count"]) == ("committed", 2)
    assert "no credits" in run("analyse", "credit", "--lender", "France")


def test_the_credit_of_a_deal(run: Commands) -> None:
    deal = next(
        e["deal"] for e in run.json("analyse", "credit")["entries"] if e["currency"] == "EUR"
    )
    printed = run("analyse", "credit", deal)
    assert "To ask  At what rate of interest" in printed
    assert "EUR 38,000,000 ($43.1m at the mean rate of 2019-02)" in printed
    assert "m in prices of 2024" in run("analyse", "credit", deal, "--prices", "2024")
    how = ("--rate", "2..4", "--years", "10", "--grace", "1")
    assumed = " ".join(run("analyse", "credit", deal, *how).split())
    assert "interest 2 to 4 % a year (assumed), over 10 years (assumed)" in assumed
    assert "To ask At what rate of interest" in assumed
    told = run.json("analyse", "credit", deal, *how)
    terms = told["credits"][0]["assessment"]["terms"]
    assert terms["assumed"] == ["rate", "years", "grace_years"]
    (imf,) = [j for j in told["credits"][0]["assessment"]["judged"] if j["method"] == "IMF"]
    assert imf["verdict"] == "not concessional"
    assert 0 < imf["grant_element"]["low"] < imf["grant_element"]["high"] < 35
    assert "nothing was known of it" in run.fail("analyse", "credit", deal, "--as-of", "2010")


def test_a_loan_reckoned_without_a_register(run: Commands) -> None:
    how = ("--amount", "50m", "--rate", "3", "--years", "10", "--grace", "2", "--borrower", "CUB")
    printed = run("analyse", "credit", *how, "--schedule", "--as-of", "2019")
    assert "10.1 %" in printed
    assert "assumed" not in printed
    assert "20 payments to year 10: USD 59,375,000, interest 9,375,000" in printed
    assert "3,171,875" in printed
    assert "don't fit" in run.fail("analyse", "credit", *how[:-3], "12")


def test_where_rates_and_prices_come_from_is_told(run: Commands) -> None:
    printed = " ".join(run("analyse", "credit").split())
    assert "Exchange rates: Federal Reserve H.10" in printed
    assert "up to 20" in printed
    told = run.json("analyse", "credit")
    assert len(told["rates"]) == 1
    deal = next(e["deal"] for e in told["entries"] if e["currency"] == "EUR")
    words = " ".join(run("analyse", "credit", deal, "--prices", "2015").split())
    assert "Rests on Exchange rates: Federal Reserve H.10" in words
    assert "Consumer prices: World Bank, World Development Indicators" in words
    assert "up to 2024." in words
    pay = run.json("analyse", "pay", "Cuba")
    assert pay["rates"] == told["rates"]
    assert {loan["rate"]["period"] for loan in pay["loans"] if loan["rate"]} == {"2019-02"}
    assert "Exchange rates: Federal Reserve" in run("analyse", "pay", "Cuba")
    assert "Exchange rates: yearly rates" in run("analyse", "dependence", "Cuba", "--by", "value")
    assert "Exchange rates" not in run("analyse", "dependence", "Cuba")
    assert "Exchange rates: Federal Reserve" in run("analyse", "network", "credit")
    assert run.json("analyse", "network", "meetings")["web"]["rates"] == []


def test_what_a_reckoned_loan_is_in_dollars(run: Commands) -> None:
    how = ("analyse", "credit", "--amount", "5bn", "--as-of", "2018-10-30", "--currency", "rub")
    told = run.json(*how, "--prices", "2015")
    assert told["usd"]["periods"] == ["2018-10"]
    assert told["constant"]["base"] == 2015
    assert "in prices of 2015" in run(*how, "--prices", "2015")
    won = [*how[:-1], "KPW"]
    assert run.json(*won)["usd"] is None
    assert "no exchange rate of KPW for 2018 is known; rates" in run.fail(*won, "--prices", "2015")
    assert "those of 1959 to 2024 are known" in run.fail(*how, "--prices", "2099")


@pytest.mark.parametrize(
    ("currency", "told"), [("XXQ", "as in EUR"), ("dolar", "maybe USD"), ("", "as in EUR")]
)
def test_an_unknown_currency_is_refused(
    currency: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["analyse", "credit", "--amount", "1m", "--currency", currency])
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err


def test_a_sum_of_nothing_is_refused(run: Commands) -> None:
    assert "above 0" in run.fail("analyse", "credit", "--amount", "0", "--rate", "3")


def test_terms_need_a_loan(run: Commands) -> None:
    for how in (("--rate", "3"), ("--prices", "2015"), ("--per-year", "4"), ("--cirr", "0")):
        assert "of one deal, or for a loan of a sum" in run.fail("analyse", "credit", *how)
    assert "give one of them" in run.fail("analyse", "credit", "any", "--amount", "5m")


def test_ranges_too_wide_are_refused(run: Commands) -> None:
    wide = ("--rate", "0..9", "--years", "0..100", "--grace", "0..100", "--per-year", "12")
    told = run.fail("analyse", "pay", "Cuba", *wide)
    assert "3,000,000 at the most: give fewer years or years of grace" in told


def test_a_closed_output_is_no_error(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["analyse", "credit"], ["export", "jsonl"]):
        monkeypatch.setattr("sys.stdout", None)
        assert main([*arguments, "--register", run.register]) == 0


def test_states_are_known_in_any_case(run: Commands) -> None:
    assert run.json("analyse", "pay", "cuba")["borrower"] == "CUB"


@pytest.mark.parametrize("bad", [["--rate", "x"], ["--years", "5..2"], ["--grace", "-1"]])
def test_misuse_is_status_2(bad: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["analyse", "credit", "--amount", "1m", *bad])
    assert stopped.value.code == 2


def test_data_update_and_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], no_updates: Path
) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("Date,USD,JPY,\n2030-01-02,2,300,\n", "utf-8")
    assert main(["data", "update", str(file)]) == 0
    assert "2 values from European" in " ".join(capsys.readouterr().out.split())
    assert [f.name for f in no_updates.iterdir()] == ["0001-fx.csv"]
    assert main(["data", "list", "--json"]) == 0
    first, *_ = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["indicator"], first["last"]) == ("fx", "2030-01")
    file.write_text("nothing", "utf-8")
    assert main(["data", "update", str(file)]) == 1
    assert "no official file I know" in capsys.readouterr().err
    assert main(["data", "update", str(tmp_path / "none.csv")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_dependence(run: Commands, tmp_path: Path) -> None:
    picture = tmp_path / "a.svg"
    printed = run("analyse", "dependence", "Cuba", "--picture", str(picture))
    assert "Russia 100.0 %" in printed
    assert "highly concentrated" in printed
    assert picture.read_text("utf-8").startswith("<svg")
    told = run.json("analyse", "dependence", "Cuba", "--by", "value")
    assert told["arms"]["total"]["deals"] == 2
    assert told["arms"]["total"]["without_sum"] == 0  # a loan stands in for a price
    assert "no state has three deals" in run("analyse", "dependence")
    assert "name the state" in run.fail("analyse", "dependence", "--picture", str(picture))
    assert "no deals signed" in run("analyse", "dependence", "Fiji")


def test_corroboration(run: Commands) -> None:
    deal = next(
        e["deal"] for e in run.json("analyse", "credit")["entries"] if e["currency"] == "EUR"
    )
    printed = run("analyse", "corroboration", deal)
    assert "TO ASK NEXT" in printed
    assert "Which is right" in printed
    assert run.json("analyse", "corroboration", deal)["deal"] == deal
    assert "no such deal" in run.fail("analyse", "corroboration", "abc")


def test_timeline(run: Commands, tmp_path: Path) -> None:
    deal = next(
        e["deal"] for e in run.json("analyse", "credit")["entries"] if e["currency"] == "EUR"
    )
    picture = tmp_path / "a.png"
    printed = run("analyse", "timeline", deal, "--picture", str(picture))
    assert "loan of USD 50,000,000, first told" in printed
    assert picture.stat().st_size > 10_000
    told = run.json("analyse", "timeline", "--party", "Cuba", "--since", "2019")
    assert all(event["date"] >= "2019" for event in told["events"])
    assert "name a deal, or states" in run.fail("analyse", "timeline")
    assert "ends in .json" in run.fail("analyse", "timeline", deal, "--picture", "a.gif")


def test_pay(run: Commands, tmp_path: Path) -> None:
    printed = run("analyse", "pay", "Cuba")
    assert "rate, years" in printed
    assert "Not known: exports, reserves, revenue and debt service" in printed
    picture = tmp_path / "a.svg"
    how = ("--rate", "2..5", "--years", "10", "--grace", "1", "--picture", str(picture))
    told = run.json("analyse", "pay", "Cuba", *how)
    assert len(told["loans"]) == 2
    assert told["peak"]["usd"]["low"] < told["peak"]["usd"]["high"]
    assert "Debt service of Cuba" in picture.read_text("utf-8")
    deal = told["loans"][0]["deal"]
    assert len(run.json("analyse", "pay", "--deal", deal)["loans"]) == 1
    assert "name the state" in run.fail("analyse", "pay")
    assert "no loans signed" in run("analyse", "pay", "Fiji")
    told_of = " ".join(run("analyse", "pay", "Cuba", *how).split())
    assert "World Development Indicators (NY.GDP.MKTP.CD), up to 2023; the last known" in told_of


def test_names_of_deals_stay_whole_on_a_narrow_terminal(
    run: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    file = tmp_path / "sipri.csv"
    file.write_text(REGISTER.replace("Portugal,Norway", "Cuba,Russia"), "utf-8")
    (match,) = run.json("compare", "sipri", str(file))["matched"]
    assert match["line"]["deal"] in run("compare", "sipri", str(file))
    how = ("--rate", "2..5", "--years", "10", "--grace", "1")
    loans = run.json("analyse", "pay", "Cuba", *how)["loans"]
    printed = run("analyse", "pay", "Cuba", *how)
    assert "(assumed)" in printed
    assert [one["deal"] for one in loans if one["deal"] not in printed] == []


def test_network(run: Commands, tmp_path: Path) -> None:
    printed = run("analyse", "network")
    assert "2 nodes, 1 ties" in printed
    assert "Russia → Cuba" in printed
    picture = tmp_path / "a.cyjs"
    told = run.json("analyse", "network", "credit", "--picture", str(picture))
    assert told["web"]["ties"][0]["weight"] == 2
    assert len(json.loads(picture.read_text("utf-8"))["elements"]["nodes"]) == 2
    assert "no ties" in run("analyse", "network", "meetings", "--persons", "--around", "Fiji")


@pytest.mark.parametrize("bad", ["nan", "inf", "-4", "101", "four"])
def test_a_reference_rate_is_a_rate(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", "credit", "--amount", "5000000", f"--cirr={bad}"])
    assert ended.value.code == 2
    assert f"'{bad}' is no" in capsys.readouterr().err


def test_days_the_wrong_way_round_are_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", "dependence", "Cuba", "--since", "2020", "--until", "2019"])
    assert ended.value.code == 2
    assert "--since 2020-01-01 is after --until 2019-12-31" in capsys.readouterr().err


def test_prices_of_a_year_that_is_not_known(run: Commands) -> None:
    deal = next(
        e["deal"] for e in run.json("analyse", "credit")["entries"] if e["currency"] == "EUR"
    )
    assert "in prices of 2020" in run("analyse", "credit", deal, "--prices", "2020")
    refused = run.fail("analyse", "credit", deal, "--prices", "2099")
    assert "no consumer prices of 2099: those of 1959 to 2024 are known" in refused


def test_compare_sipri(run: Commands, tmp_path: Path) -> None:
    file = tmp_path / "sipri.csv"
    file.write_text(REGISTER.replace("Portugal,Norway", "Cuba,Russia"), "utf-8")
    printed = run("compare", "sipri", str(file), "--recipient", "Cuba")
    assert "1 matched" in printed
    assert "number 1 / 6" in printed
    assert "not read" not in printed
    told = run.json("compare", "sipri", str(file), "--since", "2016")
    assert told["matched"] == []
    beside = run.json("analyse", "dependence", "Cuba", "--sipri", str(file))
    assert beside["sipri"]["total"]["found"]["shares"][0]["supplier"] == "RUS"
    assert beside["joined"]["total"]["deals"] == 2
    assert (
        "deals and orders joined"
        in run("analyse", "dependence", "Cuba", "--sipri", str(file)).lower()
    )
    with file.open("a", encoding="utf-8") as more:
        more.write(
            "Cuba,Russia,soon\nCuba,Russia,,,1,,T-72\nx\nCuba,,2015,,1,,T-72\n,,\n" + "y\n" * 9
        )
    printed = " ".join(run("compare", "sipri", str(file), "--recipient", "Cuba").split())
    assert "1 matched" in printed
    assert "13 rows not read as orders: row 5 has only 3 of 14 cells; row 6 has no year" in printed
    assert "row 7 has only 1 of 14 cells; and 10 more" in printed
    told = run.json("compare", "sipri", str(file))["unread"]
    assert len(told) == 13
    assert told[3] == {"row": 8, "why": "no supplier"}
    beside_it = ("analyse", "dependence", "Cuba", "--sipri", str(file), "--register", run.register)
    assert main([*beside_it]) == 0
    assert "sipri.csv: 13 rows not read as orders" in run.capsys.readouterr().err
    file.write_text("nothing", "utf-8")
    assert "no trade register of SIPRI" in run.fail("compare", "sipri", str(file))
