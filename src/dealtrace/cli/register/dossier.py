"""The dossier of a deal on the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dealtrace.cli import layout
from dealtrace.cli.layout import say
from dealtrace.cli.register import decisions, reports, words
from dealtrace.display import phrases, wording
from dealtrace.language.numbers import find_numbers
from dealtrace.register.appraisal import Appraisal, GradedSource, Sentence
from dealtrace.register.deal_lists import DORMANT_AFTER, DealRow
from dealtrace.register.decisions import Decision
from dealtrace.register.grades import Grade
from dealtrace.register.model import Json
from dealtrace.register.report_lists import ReportRow
from dealtrace.register.rivals import rivals

_QUOTE = 300  # characters of a sentence behind a value


@dataclass(frozen=True)
class File:
    """All that a dossier is made of; ``reports`` are in order of time."""

    row: DealRow
    appraisal: Appraisal
    reports: tuple[ReportRow, ...]
    decisions: tuple[Decision, ...] = ()
    as_of: dt.date | None = None

    @property
    def body(self) -> Json:
        """The dossier's own object."""
        return self.row.dossier


def dossier(file: File) -> RenderableType:
    """Return the whole dossier."""
    parts: list[RenderableType] = [_header(file), Text(), layout.indent(_facts(file))]
    parts += _section("Stages", [_course(file)])
    parts += _section("Values and who says so", _values(file))
    parts += _section("Denials", [_denial(one) for one in file.appraisal.denials])
    parts += _section("Root sources", _sources(file.appraisal.sources))
    parts += _section("Timeline", [_timeline(file)])
    parts += _section("Reports", [_reports(file.reports)])
    parts += _section("Decisions", map(decisions.line, file.decisions))
    return Group(*parts, Text())


def _section(name: str, parts: Iterable[RenderableType]) -> list[RenderableType]:
    inside = [layout.indent(part) for part in parts]
    return [layout.heading(name), *inside] if inside else []


def _header(file: File) -> RenderableType:
    row = file.row
    counts = f"{phrases.counted(row.reports, 'report')} resting on " + phrases.counted(
        row.root_sources, "root source"
    )
    days = f"first told {phrases.day(row.first_seen)}, last {phrases.day(row.last_seen)}"
    known = [Text(f"as known on {file.as_of}", "yellow")] if file.as_of else []
    return Group(
        Rule(style="dim"),
        say(row.headline, "bold"),
        Text(f"{row.id} · {counts} · {days}", "dim"),
        *known,
        *_marks(file),
    )


def _marks(file: File) -> Iterable[Text]:
    if file.row.confirmed:
        yield Text("confirmed: checked by a person", "green")
    if file.body["rejected"]:
        yield Text("rejected: a person marked it as no deal; lists leave it out", "red")
    if file.row.dormant:
        yield Text(f"dormant: not over, and no news for {DORMANT_AFTER:g} years", "yellow")


def _facts(file: File) -> Table:
    body = file.body
    rows: list[tuple[str, RenderableType]] = [
        ("Supplier", Text(wording.states(body["supplier"]))),
        ("Recipient", Text(wording.states(body["recipient"]))),
        ("Basis", Text(" or ".join(told["value"] for told in body["kind"]))),
    ]
    rows += [("Arms" if not n else "", _item(item)) for n, item in enumerate(body["items"])]
    prices = [phrases.amount(told["value"]) for told in body["value"]]
    rows.append(("Price", Text(_either(prices) or "not told")))
    ways = [phrases.financing(told["value"]) for told in body["financing"]]
    rows.append(("Credit", Text(_either(ways) or "not told")))
    rows.append(("Stage", words.stage(file.row)))
    return layout.fields(rows)


def _either(values: Sequence[str]) -> str:
    """Return the value preferred, and the others as what they are."""
    return values[0] + "".join(f"\n  or {value}" for value in values[1:]) if values else ""


def _item(item: Json) -> Text:
    numbers = [f"{told['value']:,}" for told in item["quantity"]]
    if len(numbers) == 1 and find_numbers(item["text"]):
        numbers = []  # its own words say it
    kind = ", ".join(filter(None, (item["class"], wording.clean(item["designation"] or ""))))
    number = f" × {' or '.join(numbers)}" if numbers else ""
    told = f" · {phrases.counted(len(item['reports']), 'report')}"
    return Text.assemble(wording.clean(item["text"]), number, (f"  {kind}{told}", "dim"))


def _course(file: File) -> Text:
    return Text(" → ", "dim").join(words.step(one) for one in file.body["status_history"])


def _values(file: File) -> Iterable[RenderableType]:
    """Give every value of every field: how it is graded, who says it, the sentence."""
    body = file.body
    yield from _field(file, "price", "price", body["value"])
    yield from _field(file, "financing", "", body["financing"])
    for item in body["items"]:
        name = item["designation"] or item["text"]
        yield from _field(file, "quantity", f"number of {name}:", item["quantity"])
    yield from _field(file, "stage", "stage", body["stage"])


def _field(file: File, field: str, name: str, told: Sequence[Json]) -> Iterable[RenderableType]:
    for one in told:
        against = rivals(field, one, told)
        grade = file.appraisal.grade(one, against)
        mark = "  disputed" if against else ""
        said = Text.assemble((_value(one, name), "bold"), (mark, "red"))
        yield Group(said, layout.indent(_behind(file, one, grade)))


def _value(told: Json, name: str) -> str:
    value = told["value"]
    if isinstance(value, dict):
        shown = phrases.financing(value) if "lender" in value else phrases.amount(value)
    else:
        shown = f"{value:,}" if isinstance(value, int) else str(value)
    return wording.clean(f"{name} {shown}")


def _behind(file: File, told: Json, grade: Grade) -> Table:
    count = phrases.counted(len(told["reports"]), "report")
    rows: list[tuple[str, RenderableType]] = []
    if "decided" in told:
        rows.append(("set", Text(f"by decision {told['decided']}", "green")))
    if told["reports"]:
        rows += [
            ("told", Text(f"{phrases.span(told)}, {count}")),
            ("says", say(phrases.names(told["says"]) or "the reports themselves")),
            ("rests on", say(phrases.names(told["roots"]))),
            ("grade", _grade(grade)),
        ]
    if sentence := file.appraisal.sentence(told):
        rows.append((f"{sentence.report[:6]} {sentence.claim}", quoted(sentence)))
    return layout.fields(rows)


def _grade(grade: Grade) -> Text:
    style = {"1": "green", "2": "green", "3": ""}.get(grade.credibility, "yellow")
    return Text.assemble(
        (f"{grade} {grade.credibility.meaning}. ", style), (wording.clean(grade.why), "dim")
    )


def quoted(sentence: Sentence) -> Text:
    """Return the words of a claim as a quotation."""
    return Text(f"“{wording.quote(sentence.text, _QUOTE)}”", "italic dim")


def _denial(one: Sentence) -> RenderableType:
    who = wording.clean(", citing ".join(one.speakers) or "the report itself")
    head = f"{phrases.day(one.published)} {who} ({one.report[:6]} {one.claim})"
    return Group(Text(head, "red"), layout.indent(quoted(one)))


def _sources(sources: Sequence[GradedSource]) -> Iterable[RenderableType]:
    if not sources:
        return
    table = layout.grid(columns=4)
    for source in sources:
        by = f", graded by {source.person}" if source.person else ""
        table.add_row(
            say(source.name, "bold"),
            say(source.kind, "dim"),
            Text(phrases.counted(len(source.reports), "report")),
            say(f"{source.reliability} {source.reliability.meaning}{by}"),
        )
    yield table


def _timeline(file: File) -> Table:
    """Return what each report told, and the stages whose own day is another, in order of time."""
    told = _told_by(file)
    lines = [(phrases.day(r.published), _appeared(r, told.get(r.key, []))) for r in file.reports]
    published = {(r.key, phrases.day(r.published)) for r in file.reports}
    for one in file.body["status_history"]:
        if one["date"] and not any((key, one["date"]) in published for key in one["reports"]):
            lines.append((one["date"], words.step({**one, "date": None})))
    table = layout.grid("dim", no_wrap=True)
    for day, line in sorted(lines, key=lambda pair: pair[0]):
        table.add_row(day, line)
    return table


def _told_by(file: File) -> dict[str, list[str]]:
    """Return, by a report's key, what it tells: stage and sums."""
    told: dict[str, list[str]] = {}
    for field in ("stage", "value", "financing"):
        for one in file.body[field]:
            for key in one["reports"]:
                told.setdefault(key, []).append(
                    _briefly(one["value"], key in file.appraisal.hedged)
                )
    return told


def _briefly(value: Any, hedged: bool) -> str:
    if not isinstance(value, dict):
        return phrases.standing(value, None, hedged)
    kind = f"{value['kind']} of " if "kind" in value else ""
    return kind + phrases.amount(value)


def _appeared(row: ReportRow, told: Sequence[str]) -> Text:
    name = wording.clean(row.publisher or row.title or row.key)
    again = " (a copy)" if row.copy_of else ""
    return Text.assemble("; ".join(told), ("  told by ", "dim"), f"{name}{again}")


def _reports(rows: Sequence[ReportRow]) -> Table:
    table = layout.grid("cyan", no_wrap=True, columns=3)
    for row in rows:
        table.add_row(row.key, phrases.day(row.published), Group(*reports.named(row)))
    return table
