"""``dealtrace explain``: why a deal's reports were joined, or why a claim of a report is made."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from dealtrace.cli import layout
from dealtrace.display import wording
from dealtrace.register.model import ReportRef
from dealtrace.register.why import Apart, Joined, Likeness, Why


def run(arguments: argparse.Namespace) -> int:
    """Explain a claim of a report, or else a deal."""
    if arguments.claim:
        from dealtrace.cli import explain

        return explain.run(arguments)
    return _explain_deal(arguments)


def _explain_deal(arguments: argparse.Namespace) -> int:
    from dealtrace.cli.register.opening import reading
    from dealtrace.register.why import why

    with reading(arguments) as connection:
        found = why(connection, arguments.target, arguments.as_of)
    layout.show(explanation(found), sys.stdout)
    return 0


def explanation(found: Why) -> RenderableType:
    """Return why the reports of a deal were joined, and what was kept apart."""
    parts: list[RenderableType] = [
        layout.say(found.headline, "bold"),
        Text(found.deal, "dim"),
        layout.heading("Why these reports are of one deal"),
        *(layout.indent(_joined(one)) for one in found.joined),
    ]
    if found.apart:
        parts.append(layout.heading("Nearest deals kept apart"))
        parts += [layout.indent(_apart(one)) for one in found.apart]
    if found.decisions:
        from dealtrace.cli.register import decisions

        parts.append(layout.heading("Decisions that join or part them"))
        parts += [layout.indent(decisions.line(one)) for one in found.decisions]
    return Group(*parts, Text())


def _joined(one: Joined) -> RenderableType:
    if one.likest is None or one.likeness is None:
        return Group(report(one.report), layout.indent(Text("the only report of it", "dim")))
    like = Text.assemble(("likest to ", "dim"), report(one.likest))
    return Group(report(one.report), layout.indent(Group(like, *_likeness(one.likeness))))


def _apart(one: Apart) -> RenderableType:
    pair = Text.assemble(report(one.own), ("\nlikest to ", "dim"), report(one.other))
    average = _percent(1 / (1 + 2.718281828459045 ** -max(min(one.average, 30), -30)))
    return Group(
        Text.assemble((one.deal, "cyan"), "  ", wording.clean(one.headline)),
        layout.indent(
            Group(
                Text(f"on average of all reports {average} likely to be one deal", "yellow"),
                pair,
                *_likeness(one.likeness),
            )
        ),
    )


def _likeness(one: Likeness) -> Iterable[Text]:
    yield Text(f"{_percent(one.chance)} likely to be one deal", "green" if one.odds > 0 else "red")
    speaking = [f"{name} ({weight:+.1f})" for name, weight in one.reasons if weight > 0]
    against = [f"{name} ({weight:+.1f})" for name, weight in one.reasons if weight < 0]
    against += ["one report tells them as two deals"] if one.one_report else []
    if speaking:
        yield Text.assemble(("for it:  ", "dim"), ", ".join(speaking))
    if against:
        yield Text.assemble(("against: ", "dim"), ", ".join(against))


def _percent(chance: float) -> str:
    if 0.01 <= chance <= 0.99:
        return f"{chance:.0%}"
    return "less than 1%" if chance < 0.5 else "over 99%"


def report(ref: ReportRef) -> Text:
    """Name a report on one line: key, day, publisher, title."""
    day = ref.published.isoformat() if ref.published else "undated"
    named = ": ".join(wording.clean(part) for part in (ref.publisher, ref.title) if part)
    return Text.assemble((ref.key, "cyan"), f" {day} ", (named, ""))
