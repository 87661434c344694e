"""What is story and what is not, measured on samples of many styles (``samples.txt``)."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from dealtrace.intake.report import AsideKind, Report
from dealtrace.intake.text import report_from_text

_TAG = re.compile(r"\{\{(\w+):(.*?)\}\}", re.DOTALL)
# Floors on the share of characters; raise them when the rules get better.
ASIDES_MARKED = 0.99
KINDS_RIGHT = 0.97


@dataclass(frozen=True)
class Sample:
    name: str
    expected: dict[str, str]
    text: str
    spans: tuple[tuple[int, int, AsideKind], ...]


def load() -> list[Sample]:
    source = (Path(__file__).parent / "samples.txt").read_text(encoding="utf-8")
    return [parse(block) for block in source.split("\n===== ")[1:]]


def parse(block: str) -> Sample:
    head, marked = block.split("\n\n", 1)
    name, *fields = head.split("\n")
    text, spans, end = "", [], 0
    for tag in _TAG.finditer(marked):
        text += marked[end : tag.start()]
        spans.append((len(text), len(text) + len(tag[2]), AsideKind(tag[1])))
        text += tag[2]
        end = tag.end()
    expected = dict(field.split(": ", 1) for field in fields)
    return Sample(name, expected, text + marked[end:], tuple(spans))


SAMPLES = load()
by_name = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def kinds(text: str, spans: tuple[tuple[int, int, AsideKind], ...]) -> list[AsideKind | None]:
    """The kind of each character of the text that is no white space."""
    by_place: dict[int, AsideKind] = {i: kind for s, e, kind in spans for i in range(s, e)}
    return [by_place.get(i) for i, c in enumerate(text) if not c.isspace()]


def read(sample: Sample) -> tuple[Report, list[AsideKind | None], list[AsideKind | None]]:
    report = report_from_text(sample.text)
    found = tuple((a.start, a.end, a.kind) for a in report.asides)
    return report, kinds(sample.text, found), kinds(sample.text, sample.spans)


@by_name
def test_no_story_is_marked(sample: Sample) -> None:
    _, found, gold = read(sample)
    lost = [f for f, g in zip(found, gold, strict=True) if f and not g]
    assert not lost, lost


@by_name
def test_title_date_publisher_place(sample: Sample) -> None:
    report, _, _ = read(sample)
    found = {
        "title": report.title,
        "published": report.published,
        "publisher": report.publisher,
        "place": report.dateline,
    }
    assert {key: str(value) for key, value in found.items()} == sample.expected


@by_name
def test_asides_are_sorted_and_disjoint(sample: Sample) -> None:
    asides = report_from_text(sample.text).asides
    assert all(a.end <= b.start for a, b in pairwise(asides))


def test_asides_over_all_samples() -> None:
    pairs = [p for sample in SAMPLES for p in zip(*read(sample)[1:], strict=True) if p[1]]
    marked = sum(found is not None for found, _ in pairs) / len(pairs)
    right = sum(found == gold for found, gold in pairs) / len(pairs)
    assert (marked >= ASIDES_MARKED, right >= KINDS_RIGHT) == (True, True), (marked, right)
