"""``dealtrace explain PATH --claim ID``: what the program saw when it made a claim."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dealtrace.claims.documents import pipeline
from dealtrace.claims.model import Claim, Evidence, Reading
from dealtrace.cli import layout
from dealtrace.cli.messages import complain
from dealtrace.display import wording
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.intake.sources import open_sources

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from dealtrace.language.annotations import Attribution, Predicate


def run(arguments: argparse.Namespace) -> int:
    """Read one report and show the claim named; 1 if there is no such report or claim."""
    documents = list(open_sources([arguments.target]))
    if len(documents) != 1:
        return complain(f"{arguments.target}: holds {len(documents)} reports; name one of them")
    (report,) = documents
    if isinstance(report, Refusal):
        return complain(str(report))
    return _explain(report, arguments)


def _explain(report: Report, arguments: argparse.Namespace) -> int:
    doc, reading = _read(report)
    claims = {claim.id: claim for claim in reading.claims}
    if arguments.claim not in claims:
        known = ", ".join(claims) or "none"
        return complain(f"{arguments.target}: has no claim {arguments.claim}; its claims: {known}")
    layout.show(explanation(doc, claims[arguments.claim]), sys.stdout)
    return 0


def _read(report: Report) -> tuple[Doc, Reading]:
    from dealtrace.claims.reading import read_doc
    from dealtrace.language import annotate

    doc = annotate(pipeline(), report)
    return doc, read_doc(report, doc)


def explanation(doc: Doc, claim: Claim) -> RenderableType:
    """Return everything behind a claim: its own values, then each sentence as it was parsed."""
    parts: list[RenderableType] = [
        Text(f"{claim.id}: {claim.type.value}", "bold"),
        _values(doc, claim),
    ]
    for evidence in claim.evidence:
        span = doc.char_span(evidence.start, evidence.end, alignment_mode="expand")
        if span is not None:
            parts += _sentence(doc, span, evidence, claim)
    return Group(*parts)


def _values(doc: Doc, claim: Claim) -> Table:
    rows: list[tuple[str, str]] = [("rule", claim.rule or "none")]
    if claim.trigger:
        rows.append(("evoked by", doc.text[slice(*claim.trigger)]))
    for role, who in claim.roles.items():
        named = (f"{a.name} = {a.entity or a.name} ({a.code or 'no state'})" for a in who)
        rows.append((role, "; ".join(named)))
    rows += [("says", " ".join(_link(source.name, source.cue))) for source in claim.attribution]
    rows.append(("firmness", wording.firmness(claim.modality)))
    rows += [("also", fact) for fact in wording.facts(claim)]
    rows.append(("score", f"{claim.score:.2f}"))
    return _grid((name, wording.clean(value)) for name, value in rows)


def _link(name: str, cue: str | None) -> Iterator[str]:
    yield name
    if cue:
        yield f"(by the words “{cue}”)"


def _grid(rows: Iterable[Iterable[str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _sentence(doc: Doc, span: Span, evidence: Evidence, claim: Claim) -> list[RenderableType]:
    inside = range(span.start, span.end)
    parts: list[RenderableType] = [Text(), Text(f"“{wording.clean(evidence.text)}”", "italic")]
    roots = [token for token in span if token.head.i == token.i or token.head.i not in inside]
    parts += [_parse(root, inside, claim) for root in roots]
    parts += _block("Predicates", _predicates(doc, inside))
    parts += _block("Attribution", _attributions(doc, inside))
    parts += _block("Names", ((e.label_, wording.clean(e.text)) for e in span.ents))
    parts += _block("Times", _times(doc, inside))
    return parts


def _block(heading: str, rows: Iterable[Iterable[str]]) -> list[RenderableType]:
    rows = [*rows]
    return [Text(), Text(heading, "bold cyan"), _grid(rows)] if rows else []


def _parse(root: Token, inside: range, claim: Claim) -> Tree:
    """Draw the dependency tree without recursion: a sentence may be nested very deeply."""
    tree = Tree(_label(root, claim), guide_style="dim")
    todo = [(root, tree)]
    while todo:
        token, branch = todo.pop()
        for child in token.children:
            if child.i in inside:
                todo.append((child, branch.add(_label(child, claim))))
    return tree


def _label(token: Token, claim: Claim) -> Text:
    trigger = claim.trigger is not None and claim.trigger[0] <= token.idx < claim.trigger[1]
    return Text.assemble(
        (wording.clean(token.text), "bold yellow" if trigger else "bold"),
        (f"  {token.dep_}", "cyan"),
        (f"  {token.tag_ or token.pos_} {wording.clean(token.lemma_)}", "dim"),
    )


def _predicates(doc: Doc, inside: range) -> Iterator[tuple[str, str]]:
    for predicate in doc._.predicates:
        if predicate.token in inside:
            yield predicate.roleset, " ".join(_arguments(doc, predicate))


def _arguments(doc: Doc, predicate: Predicate) -> Iterator[str]:
    for argument in predicate.arguments:
        yield f"{argument.role}[{wording.clean(doc[argument.start : argument.end].text)}]"
    yield f"factuality {predicate.factuality:+.1f}"


def _attributions(doc: Doc, inside: range) -> Iterator[tuple[str, str]]:
    for found in doc._.attributions:
        if _touches(found, inside):
            said = " … ".join(wording.quote(doc[a:b].text, 200) for a, b in found.content)
            source = doc[slice(*found.source)].text if found.source else "nobody named"
            yield wording.clean(f"{source} / {doc[slice(*found.cue)].text}"), said


def _touches(found: Attribution, inside: range) -> bool:
    stretches = [found.cue, *found.content]
    return any(a < inside.stop and inside.start < b for a, b in stretches)


def _times(doc: Doc, inside: range) -> Iterator[tuple[str, str]]:
    for time in doc._.times:
        if time.start in inside:
            value = time.interval or time.value or "not resolved"
            yield wording.clean(doc[time.start : time.end].text), f"{time.type} {value}"
