"""The register's commands as a user meets them: on a register filled from labels, without a model;
one test reads ten reports with it, from end to end."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from dealtrace.claims.model import Reading
from dealtrace.cli import main
from dealtrace.cli.register import add, search, watching
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.register.queries import Filter, deals
from dealtrace.register.store import Register
from tests.register.labels import Json, Read, add_all, cuban_loan, deal, told

ROOT = Path(__file__).parents[2]
EVIL = "\x1b[31mRed\x1b]0;x\x07 \u202etitle\x9b2J \x85 [bold]火火火火[/]"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def frigates() -> list[Read]:
    """Two deals of Norway and Portugal, one of them denied, in a report with a hostile title."""
    cheap = deal(
        items=[{"text": "=HYPERLINK(1)", "class": "ship", "designation": None, "quantity": 3}],
        value={"amount": 9e6, "currency": "USD"},
    )
    denied = told("denial", deal(stage="denied", says=["Ana Berg"]), day=dt.date(2015, 3, 1))
    (claim,) = denied.reading["claims"]
    claim |= {"type": "denial", "modality": "denied"}
    claim["attribution"] = [{"source": "Ana Berg", "kind": "official", "cue": "denied"}]
    return [
        told("plan", deal(says=["Kurier"]), day=dt.date(2015, 1, 5)),
        denied,
        told(
            "cheap", cheap, day=dt.date(2009, 5, 1), title=EVIL, publisher=EVIL, path=f"{EVIL}.txt"
        ),
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "filled.db"
    register = Register.open(str(file), create=True)
    add_all(register, [*cuban_loan(), *frigates()])
    register.close()
    return file


@pytest.fixture
def file(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DEALTRACE_DATABASE_URL", str(tmp_path / "arms.db"))
    return Path(shutil.copy(filled, tmp_path / "arms.db"))


@pytest.fixture
def ids(filled: Path) -> dict[str, str]:
    """The ids of the deals: "loan", "frigates" and "cheap"."""
    register = Register.open(str(filled))
    with register.reading() as connection:
        (loan,) = deals(connection, Filter(party="CUB"))
        cheap, big = sorted(deals(connection, Filter(party="NOR")), key=lambda d: d.amount or 0)
    register.close()
    return {"loan": loan.id, "frigates": big.id, "cheap": cheap.id}


Run = Callable[..., str]


@pytest.fixture
def run(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that must go well, and return what it prints."""

    def run(*arguments: str) -> str:
        assert main(arguments) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


@pytest.fixture
def fail(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that must fail with one line on standard error, and return that."""

    def fail(*arguments: str) -> str:
        assert main(arguments) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        (line,) = printed.err.splitlines()
        return line.removeprefix("dealtrace: ")

    return fail


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
    assert cheap["items"] == "3 × =HYPERLINK(1)"
    assert (cheap["amount_usd"], cheap["dormant"], cheap["last_seen"]) == (
        "9000000.0", "yes", "2009-05-01",
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


# Adding


@pytest.fixture
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let ``add`` read without a model; returns the texts it had to read."""
    texts: list[str] = []

    def outcomes(documents: Iterable[Report | Refusal], jobs: int) -> Iterator[Reading | Refusal]:
        for document in documents:
            if isinstance(document, Refusal):
                yield document
            else:
                texts.append(document.text)
                yield Reading(document)

    monkeypatch.setattr(add, "outcomes", outcomes)
    return texts


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"The minister of {name} met the president of {name}.")
    return folder


def test_what_the_register_has_is_not_read_again(
    run: Run, inbox: Path, read_at_once: list[str]
) -> None:
    assert run("add", str(inbox)).splitlines()[-1] == "reports: 2 added"
    (inbox / "three.txt").write_text("A third report on the third of May.")
    lines = run("add", str(inbox)).splitlines()
    assert [line.split()[0] for line in lines] == ["known", "added", "known", "reports:"]
    assert lines[-1] == "reports: 1 added, 2 known"
    assert len(read_at_once) == 3


def test_a_new_register_is_told_and_refusals_make_status_1(
    inbox: Path, tmp_path: Path, read_at_once: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "empty.txt").write_text("")
    assert main(["add", str(inbox), "--json", "--register", str(tmp_path / "new.db")]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["status"] for line in printed.out.splitlines()] == ["added"] * 2
    made, refused = printed.err.splitlines()
    assert made == f"dealtrace: made a new register: {tmp_path}/new.db"
    assert f"{inbox}/empty.txt: " in refused


def test_what_is_told_is_on_disk_and_an_interruption_leaves_nothing_half(
    file: Path, inbox: Path, read_at_once: list[str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    acknowledged: list[int] = []
    tell = add.Filling._tell

    def and_stop(self: add.Filling, added: add.Added, report: Report) -> None:
        tell(self, added, report)
        register = Register.open(str(file))
        with register.reading() as connection:
            found = connection.exec_driver_sql(
                "select count(*) from reports where key = ?", (added.key,)
            )
            acknowledged.append(found.scalar_one())
        register.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(add.Filling, "_tell", and_stop)
    assert main(["add", str(inbox)]) == 130
    assert acknowledged == [1]
    assert capsys.readouterr().err == "dealtrace: stopped; reports: 1 added\n"
    assert main(["check"]) == 0


def test_watching_gives_files_once_they_are_whole(inbox: Path) -> None:
    seen = watching.look([str(inbox)])
    found = watching.changes([str(inbox)], seen, pause=0.0)
    writing = inbox / "three.txt"
    states = iter(["a", "ab", "ab"])

    def look(folders: list[str]) -> watching.Seen:
        writing.write_text(next(states, "ab"))
        return {file: (0, len(Path(file).read_text())) for file in map(str, inbox.glob("three*"))}

    original, watching.look = watching.look, look
    try:
        assert next(found) == [str(writing)]
        assert writing.read_text() == "ab"
        states = iter(["abc", "abc"])
        assert next(found) == [str(writing)]
    finally:
        watching.look = original


def test_watch_adds_what_comes_and_needs_a_folder(
    run: Run, fail: Run, inbox: Path, read_at_once: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changes(folders: list[str], seen: watching.Seen) -> Iterator[list[str]]:
        late = inbox / "late.txt"
        late.write_text("It came late in the day.")
        yield [str(late)]

    monkeypatch.setattr(add, "changes", changes)
    assert run("add", "--watch", str(inbox)).splitlines()[-1] == "reports: 3 added"
    assert "none of the paths is a folder" in fail("add", "--watch", str(inbox / "one.txt"))


# Looking after it


def test_backup_and_restore(run: Run, fail: Run, tmp_path: Path) -> None:
    copy, new = str(tmp_path / "copy.db"), str(tmp_path / "new.db")
    before = run("deals", "--json")
    assert "copied to" in run("backup", copy)
    assert "overwrites nothing" in fail("backup", copy)
    run("restore", copy, "--register", new)
    assert run("deals", "--json", "--register", new) == before
    assert "not empty" in fail("restore", copy, "--register", new)


def test_check_tells_damage_and_upgrade_leaves_a_new_register_alone(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "up to date" in run("upgrade")
    assert "nothing wrong" in run("check")
    register = Register.open(str(file))
    with register.writing() as connection:
        connection.exec_driver_sql("update deal_states set stage = 'signed' where supplier = 'RUS'")
    register.close()
    assert main(["check"]) == 1
    assert "deal" in capsys.readouterr().err


def test_the_register_is_named_before_or_after_the_command(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_environment = run("deals", "--json")
    monkeypatch.delenv("DEALTRACE_DATABASE_URL")
    assert run("--register", str(file), "deals", "--json") == by_environment
    assert run("deals", "--json", "--register", str(file)) == by_environment
    shutil.copy(file, tmp_path / "dealtrace.db")
    monkeypatch.chdir(tmp_path)
    assert run("deals", "--json") == by_environment


@pytest.mark.parametrize("words", ["--help", "deals", "show rus-cub", "reports"])
def test_questions_load_no_language_model(file: Path, words: str) -> None:
    code = (
        "import sys\nfrom dealtrace.cli import main\n"
        f"try: main({words.split()!r})\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'onnxruntime', 'trafilatura', 'numpy') if m in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    allowed = ["[]", "['numpy']"] if words.startswith("show") else ["[]"]
    assert done.stderr.strip() in allowed


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
