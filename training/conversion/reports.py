"""Reads labelled news reports (``corpus/train``) into what the report heads learn from.

The labels name claims by sentence, parties and items by deal, and sums by field; here they become
targets by word: what claims a sentence makes and how firmly, which side of a deal a state named in
the text is on, whether arms named are part of a deal, and what each sum of money is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dealtrace.knowledge.countries import find_countries
from dealtrace.knowledge.weapons import find_weapons
from dealtrace.language.money import find_money
from training.conversion.documents import word_span
from training.conversion.plain_text import tokenise

CLAIMS = (
    "meeting visit statement agreement transfer credit supply sanction base role denial".split()
)
FIRMNESS = "asserted planned possible denied".split()
PARTIES = "other supplier recipient".split()
SUMS = "other price credit debt".split()
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z“\"‘])|\n\n")
_CREDITS = {"loan", "credit line", "grant"}
Json = dict[str, Any]


@dataclass(frozen=True)
class SentenceTarget:
    """The claim types of the words ``start`` to ``end``; ``maybe`` are those not counted."""

    start: int
    end: int
    claims: frozenset[str]
    maybe: frozenset[str]
    firmness: str | None


@dataclass
class LabelledReport:
    """A report's words with its targets; marks are (first word, word after the last, label)."""

    name: str
    words: list[str]
    starts: list[int]
    sentences: list[SentenceTarget] = field(default_factory=list)
    parties: list[tuple[int, int, str]] = field(default_factory=list)
    items: list[tuple[int, int, bool]] = field(default_factory=list)
    sums: list[tuple[int, int, str]] = field(default_factory=list)


def read_reports(folder: Path) -> list[LabelledReport]:
    """Return the reports of every ``gold*.jsonl`` in ``folder``, texts from ``folder/texts``."""
    return [
        read_report(json.loads(line), (folder / "texts" / f"{json.loads(line)['id']}.txt"))
        for path in sorted(folder.glob("gold*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def read_report(record: Json, path: Path) -> LabelledReport:
    """Return one report with its targets."""
    return convert(record, path.read_text("utf-8"))


def convert(record: Json, text: str) -> LabelledReport:
    """Return the targets of a labelled ``text``."""
    tokens = tokenise(text)
    report = LabelledReport(record["id"], tokens.words, tokens.starts)
    if "claims" in record:
        report.sentences = list(_sentences(record["claims"], text, tokens.offsets))
    report.parties = list(_parties(record, text, tokens.offsets))
    report.items = list(_items(record, text, tokens.offsets))
    report.sums = list(_sums(record, text, tokens.offsets))
    return report


Offsets = list[tuple[int, int]]


def _sentences(claims: list[Json], text: str, offsets: Offsets) -> Iterator[SentenceTarget]:
    """Yield every sentence from the first labelled one on; what stands before is headline."""
    starts = [text.find(c["sentence_starts_with"].strip()) for c in claims]
    known = sorted(s for s in starts if s >= 0)
    cuts = {known[0]} if known else set()
    cuts |= {m.end() for m in _SENTENCE_END.finditer(text) if known and m.end() > known[0]}
    bounds = sorted(cuts | set(known))
    for start, end in zip(bounds, [*bounds[1:], len(text)], strict=True):
        span = word_span(offsets, start, end)
        if span is not None:
            here = [c for c, s in zip(claims, starts, strict=True) if start <= s < end]
            yield _sentence(span, here)


def _sentence(span: tuple[int, int], claims: list[Json]) -> SentenceTarget:
    types = frozenset(c["type"] for c in claims)
    also = frozenset(t for c in claims for t in _listed(c.get("type_also_ok")))
    firm = {c["modality"] for c in claims}
    return SentenceTarget(*span, types, also - types, firm.pop() if len(firm) == 1 else None)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _parties(record: Json, text: str, offsets: Offsets) -> Iterator[tuple[int, int, str]]:
    suppliers = {c for deal in record["deals"] for c in deal["supplier"]}
    recipients = {c for deal in record["deals"] for c in deal["recipient"]}
    for match in find_countries(text):
        span = word_span(offsets, match.start, match.end)
        if span is not None and not (match.iso3 in suppliers and match.iso3 in recipients):
            label = "supplier" if match.iso3 in suppliers else "other"
            yield *span, "recipient" if match.iso3 in recipients else label


def _items(record: Json, text: str, offsets: Offsets) -> Iterator[tuple[int, int, bool]]:
    told = [item["text"] for deal in record["deals"] for item in deal["items"]]
    places = [(m.start(), m.end()) for t in told for m in re.finditer(re.escape(t), text)]
    for match in find_weapons(text):
        span = word_span(offsets, match.start, match.end)
        inside = any(a < match.end and match.start < b for a, b in places)
        if span is not None:
            yield *span, inside


def _sums(record: Json, text: str, offsets: Offsets) -> Iterator[tuple[int, int, str]]:
    known: dict[float, str] = {}
    for deal in record["deals"]:
        for financing in deal["financing"]:
            kind = "credit" if financing["kind"] in _CREDITS else "debt"
            known.setdefault(financing.get("amount") or -1.0, kind)
        for value in [deal["value"], *_listed(deal.get("value_also_ok"))]:
            known.setdefault((value or {}).get("amount") or -1.0, "price")
    for match in find_money(text):
        span = word_span(offsets, match.start, match.end)
        if span is not None and match.amount is not None:
            yield *span, known.get(match.amount, "other")
