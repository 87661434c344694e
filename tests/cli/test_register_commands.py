"""The register's commands as a user meets them: on a register filled from labels, without a model;
one test reads ten reports with it, from end to end."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from dealtrace.cli import main
from dealtrace.cli.register import search
from tests.cli.conftest import EVIL, ROOT, STEERING, Run, frigates
from tests.register.labels import Json, cuban_loan


def section(text: str, name: str) -> str:
    """Return one part of a dossier."""
    return text.partition(f"\n{name}\n")[2].partition("\n\n")[0]


# Lists


@pytest.mark.parametrize("width", [60, 80, 140])
def test_tables_fit_the_width(run: Run, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for command in ("deals", "reports", "entities"):
        lines = run(command).splitlines()
        assert len(lines) > 3
        assert max(map(cell_len, lines)) <= width


def test_deals_are_listed_with_parties_sum_and_stage(run: Run, ids: dict[str, str]) -> None:
    listed = run("deals", "--party", "Cuba")
    for words in (ids["loan"], "Russia → Cuba", "(disputed)", "2019-07-25"):
        assert words in listed


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--supplier", "Norway"], {"frigates", "cheap"}),
        (["--supplier", "NOR", "--min-usd", "1bn"], {"frigates"}),
        (["--max-usd", "$10m"], {"cheap"}),
        (["--recipient", "cub"], {"loan"}),
        (["--class", "Ship", "--until", "2010"], {"cheap"}),
        (["--since", "2019-07"], {"loan"}),
        (["--source", "kommersant"], {"loan"}),
        (["--stage", "signed"], set()),
        (["--confirmed"], set()),
        (["--no-confirmed", "--kind", "sale"], {"loan", "frigates", "cheap"}),
        (["--sort", "amount", "--limit", "1"], {"frigates"}),
        (["--as-of", "2014"], {"cheap"}),
    ],
)
def test_filters(run: Run, ids: dict[str, str], options: list[str], found: set[str]) -> None:
    objects = [json.loads(line) for line in run("deals", "--json", *options).splitlines()]
    assert {one["id"] for one in objects} == {ids[name] for name in found}


def test_deals_as_json_have_the_documented_keys(run: Run) -> None:
    (line,) = run("deals", "--party", "CUB", "--json").splitlines()
    one = json.loads(line)
    page = (ROOT / "docs" / "json.md").read_text("utf-8").partition("## Deals of a register")[2]
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == set(one)
    assert set(one["financing"][0]) == {
        "value", "says", "reports", "first_seen", "last_seen", "roots",
    }  # fmt: skip


def test_csv_is_a_table_and_gives_a_spreadsheet_no_formula(run: Run, ids: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("deals", "--csv"))))
    cheap = next(row for row in rows if row["id"] == ids["cheap"])
    assert cheap["items"] == "'=HYPERLINK(1)"
    assert (cheap["amount_usd"], cheap["dormant"], cheap["last_seen"]) == (
        "9000000", "yes", "2009-05-01",
    )  # fmt: skip
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for r in rows for cell in r.values())


def test_a_list_says_that_it_was_cut(run: Run) -> None:
    assert run("deals", "--limit", "1").rstrip().endswith("the first 1; more: --limit N")
    assert "more: --limit" not in run("deals", "--limit", "9")


def test_reports_by_deal_publisher_and_day(run: Run, ids: dict[str, str]) -> None:
    objects = [json.loads(r) for r in run("reports", "--deal", ids["loan"], "--json").splitlines()]
    assert len(objects) == 10
    assert sum(one["copy_of"] is not None for one in objects) == 1
    assert "2019-02-06-gazette" in run("reports", "--publisher", "baltic courier")
    assert "2019" not in run("reports", "--as-of", "2018-12-31", "--since", "2018")


# One deal


def test_dossier_of_a_deal(run: Run, ids: dict[str, str]) -> None:
    shown = run("show", ids["loan"])
    values = section(shown, "VALUES AND WHO SAYS SO")
    for words in ("USD 50,000,000", "EUR 38,000,000", "disputed", "Kommersant", "grade"):
        assert words in values
    course = section(shown, "STAGES")
    assert course.index("negotiating") < course.index("approved")
    assert section(shown, "ROOT SOURCES").lstrip().startswith("Kommersant")
    assert "a copy of" in section(shown, "REPORTS")
    assert "10 reports resting on" in shown
    assert "dormant: not over" in shown


def test_every_value_of_the_dossier_is_shown(run: Run, ids: dict[str, str]) -> None:
    body = json.loads(run("show", ids["loan"], "--json"))
    shown = " ".join(run("show", ids["loan"]).split())
    amounts = [told["value"]["amount"] for told in body["financing"]]
    assert len(amounts) > 1
    assert all(f"{amount:,.0f}" in shown for amount in amounts)
    assert all(root["name"] in shown for root in body["root_sources"])
    assert all(key in shown for key in body["reports"])


def test_a_value_has_the_sentence_that_says_it(run: Run, ids: dict[str, str]) -> None:
    shown = run("show", ids["frigates"])
    report = next(read for read in frigates() if read.report.title == "plan")
    sentence = report.reading["claims"][0]["evidence"][0]["text"].split()[0]
    assert f"{report.key[:6]} c1  “{sentence}" in shown


def test_a_denial_stands_beside_what_it_denies(run: Run, ids: dict[str, str]) -> None:
    shown = run("show", ids["frigates"])
    assert "2015-03-01 Ana Berg" in section(shown, "DENIALS")
    assert "denied" in section(shown, "STAGES")


def test_dossier_as_of_a_day(run: Run, ids: dict[str, str]) -> None:
    shown = run("show", ids["loan"], "--as-of", "2018-10-30")
    assert "as known on 2018-10-30" in shown
    assert "EUR" not in shown
    assert "approved" not in shown
    assert len(section(shown, "REPORTS").splitlines()) == 2


def test_show_of_a_report_names_its_deals(run: Run, ids: dict[str, str]) -> None:
    key = cuban_loan()[0].key
    shown = run("show", key[:6])
    assert key in shown
    assert ids["loan"] in section(shown, "DEALS")
    assert json.loads(run("show", key, "--json"))["deals"] == [ids["loan"]]


def test_history_is_in_order_and_ends_on_the_day_asked(run: Run, ids: dict[str, str]) -> None:
    run("confirm", ids["loan"], "--by", "Ana")
    events = [json.loads(line) for line in run("history", ids["loan"], "--json").splitlines()]
    days = [event["day"] for event in events]
    assert days == sorted(days)
    text = run("history", ids["loan"])
    assert "Ana: confirm" in text
    assert "loan of USD 50,000,000" in text
    assert "2019" not in run("history", ids["loan"], "--as-of", "2018-12-31").replace("-2019", "")


def test_explain_says_what_joined_the_reports(run: Run, ids: dict[str, str]) -> None:
    text = run("explain", ids["loan"])
    assert text.count("likest to") >= 10
    assert re.search(r"\d+% likely to be one deal", text)
    assert "same sum" in text
    assert ids["loan"] in text


def test_explain_names_deals_kept_apart_and_decisions(run: Run, ids: dict[str, str]) -> None:
    keys = [one.key for one in cuban_loan()[-2:]]
    run("split", ids["loan"], "--report", *keys, "--by", "Ana")
    text = run("explain", ids["loan"])
    assert "NEAREST DEALS KEPT APART" in text
    assert "Ana: split off" in text


# Search and entities


def test_search_marks_the_words_found(run: Run) -> None:
    text = run("search", "gazette")
    assert "Baltic Courier" in text
    assert "\x02" not in text
    assert run("search", "nowhere-to-be-found").strip() == "nothing found"
    hits = [json.loads(line) for line in run("search", "gazette", "--json").splitlines()]
    assert any("\x02" in hit["snippet"] for hit in hits)
    assert run("search", "gazette", "--as-of", "2018").strip() == "nothing found"


def test_marks_of_a_search_in_colour_and_nothing_else() -> None:
    text = search.marked("a \x02loan\x03 and\x1b[2J another \x02credit\x03, \x02cut")
    assert text.plain == "a loan and[2J another credit, cut"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style] == [
        "loan",
        "credit",
    ]


def test_entities_are_listed_and_shown(run: Run) -> None:
    assert "state-cub" in run("entities", "--kind", "state", "--country", "Cuba")
    page = run("entities", "state-cub")
    assert page.startswith("Cuba\nstate")
    assert "recipient" in section(page, "CLAIMS")
    assert json.loads(run("entities", "Cuba", "--json"))["key"] == "state-cub"
    assert run("entities", "--as-of", "2000").strip() == "no entities"


# What people decide


def test_set_is_preferred_and_undone(run: Run, ids: dict[str, str]) -> None:
    said = run("set", ids["loan"], "stage", "signed", "--by", "Ana", "--reason", "seen it")
    assert "Ana: set stage to signed (seen it)" in said
    assert "→ signed" in said
    shown = run("show", ids["loan"])
    assert "by decision 1" in section(shown, "VALUES AND WHO SAYS SO")
    assert "Ana: set stage" in section(shown, "DECISIONS")
    assert re.search(r"stage: signed .*→ financed", run("undo", "--by", "Ben"))
    assert "by decision" not in run("show", ids["loan"])


def test_split_and_merge_say_which_deals_come_and_go(run: Run, ids: dict[str, str]) -> None:
    keys = [one.key for one in cuban_loan()[-2:]]
    said = run("split", ids["loan"], "--report", *keys, "--by", "Ana")
    assert "reports: 10 → 8" in said
    (new,) = re.findall(r"(\S+) \(new\)", said)
    said = run("merge", ids["loan"], new, "--by", "Ana")
    assert f"{new} is no deal of its own any more" in said
    assert "reports: 8 → 10" in said


def test_reject_confirm_and_their_marks(run: Run, ids: dict[str, str]) -> None:
    assert "rejected: no → yes" in run("reject", ids["cheap"], "--by", "Ana")
    assert ids["cheap"] not in run("deals")
    assert "rejected: a person marked it" in run("show", ids["cheap"])
    assert "confirmed: no → yes" in run("confirm", ids["loan"], "--by", "Ana")
    assert "confirmed" in run("deals", "--confirmed")


def test_a_rejected_claim_leaves_its_deal(run: Run, ids: dict[str, str]) -> None:
    key = cuban_loan()[-1].key
    said = run("reject", f"{key}#c1", "--by", "Ana")
    assert f"Ana: reject claim c1 of {key}" in said
    assert "reports: 10 → 9" in said
    assert f"reject claim c1 of {key}" in run("history", ids["loan"])
    run("undo", "--by", "Ana")
    assert "10 reports" in run("show", ids["loan"])


def test_a_corrected_claim_changes_its_deal(run: Run, fail: Run, ids: dict[str, str]) -> None:
    key = cuban_loan()[-1].key
    said = run("correct", f"{key}#c1", "stage", "cancelled", "--by", "Ana")
    assert f"Ana: correct claim c1 of {key}: stage cancelled" in said
    assert "stage: " in said
    assert f"correct claim c1 of {key}" in run("history", ids["loan"])
    again = fail("correct", f"{key}#c1", "stage", "cancelled")
    assert "it says so already" in again
    assert "none of: " in fail("correct", f"{key}#c1", "stage", "sold")
    run("undo", "--by", "Ana")
    assert "10 reports" in run("show", ids["loan"])


def test_who_decides_is_the_login_name(
    run: Run, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ana-at-desk-3")
    assert "ana-at-desk-3: confirm" in run("confirm", ids["loan"])


def test_grade_of_a_source_goes_before_the_tables(run: Run, ids: dict[str, str]) -> None:
    assert "Kommersant: E unreliable, by Ana" in run("grade", "kommersant", "e", "--by", "Ana")
    sources = section(run("show", ids["loan"]), "ROOT SOURCES")
    assert re.search(r"Kommersant .* E unreliable, graded by Ana", sources)
    before = section(run("show", ids["loan"], "--as-of", "2019-12-31"), "ROOT SOURCES")
    assert "graded by" not in before


def test_grade_of_a_source_nobody_tells_of_is_remarked(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", "The Sunken Bell", "D", "--by", "Ana"]) == 0
    assert "no deal is told by The Sunken Bell" in capsys.readouterr().err


# What goes wrong


def test_mistakes_cost_one_line(fail: Run, ids: dict[str, str], file: Path) -> None:
    assert "did you mean" in fail("show", ids["loan"][:-1] + "z")
    assert (
        fail("show", "abcdef123456") == "abcdef123456: no such report; dealtrace reports lists them"
    )
    assert "more than one deal begins so" in fail("history", "nor-prt")
    assert "nothing was known of it on 2001-12-31" in fail("show", ids["loan"], "--as-of", "2001")
    assert "can't be set; these can" in fail("set", ids["loan"], "colour", "red")
    assert "is no sum" in fail("set", ids["loan"], "value", "much")
    assert "takes two deals" in fail("merge", ids["loan"])
    assert "none of its reports" in fail("split", ids["loan"], "--report", "abcdef")
    assert "no decision to undo" in fail("undo")
    assert "no such decision" in fail("undo", "77")


def test_a_register_that_is_none_is_told(fail: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no register, but long enough to be a file" * 9)
    for name, problem in (
        ("missing.db", "no register there; make one: dealtrace init"),
        ("notes.txt", "this is no register of Dealtrace"),
        (".", "a folder, not a register"),
        ("none/x.db", "there is no folder"),
    ):
        assert problem in fail("deals", "--register", str(tmp_path / name))


def test_empty_register(run: Run, tmp_path: Path) -> None:
    empty = ["--register", str(tmp_path / "empty.db")]
    assert run(*empty, "init") == f"made a register: {tmp_path}/empty.db\n"
    assert run(*empty, "init") == f"{tmp_path}/empty.db: a register already\n"
    assert run(*empty, "deals") == "no deals\n"
    assert run(*empty, "reports") == "no reports\n"
    assert run(*empty, "entities") == "no entities\n"
    assert run(*empty, "deals", "--json") == ""
    assert run(*empty, "check").endswith("whole; nothing wrong\n")


def test_hostile_text_steers_no_terminal(run: Run, ids: dict[str, str]) -> None:
    key = frigates()[-1].key
    for command in (
        ["deals"], ["deals", "--csv"], ["deals", "--json"], ["reports"], ["reports", "--json"],
        ["show", ids["cheap"]], ["show", key], ["history", ids["cheap"]],
        ["explain", ids["cheap"]], ["search", "cheap3x21"], ["entities"],
        ["confirm", ids["cheap"], "--by", EVIL, "--reason", EVIL], ["history", ids["cheap"]],
        ["grade", EVIL, "E", "--by", EVIL],
    ):  # fmt: skip
        printed = run(*command)
        assert printed
        assert not STEERING.search(printed), command
    assert "[bold]火火火火[/]" in run("reports")


# From text to dossier


def test_ten_reports_come_to_one_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(ROOT)
    named = ["--register", str(tmp_path / "cuba.db")]
    assert main([*named, "add", "samples/russia-cuba"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "reports: 10 added"
    assert main([*named, "deals", "--party", "Cuba", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    one: Json = json.loads(line)
    assert {(t["value"]["amount"], t["value"]["currency"]) for t in one["financing"]} >= {
        (50e6, "USD"),
        (38e6, "EUR"),
    }
    assert one["root_sources"][0]["name"] == "Kommersant"
    assert main([*named, "show", one["id"]]) == 0
    shown = capsys.readouterr().out
    assert re.search(
        r"negotiating.*→.*approved.*→.*signed", " ".join(section(shown, "STAGES").split())
    )
    assert section(shown, "ROOT SOURCES").lstrip().startswith("Kommersant")
    values = " ".join(section(shown, "VALUES AND WHO SAYS SO").split())
    assert "38 million euros" in values  # the sentence that says it
