"""Measure the times of the pipeline, or of the rules alone, on TempEval-3's TimeBank and AQUAINT.

    python training/evaluate_times.py --corpora DIR [--rules-alone] [--show N]

Prints span F1 (relaxed: any overlap; strict: equal), value F1 end to end (overlap and equal value),
and value accuracy of the rules on the gold spans, once for the documents the rules were developed
on and once for the private split: every tenth document by name. No rule was written from its
errors, and :mod:`training.prepare` keeps the same documents from the model; it learned the rest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dealtrace.intake.report import Report
from dealtrace.language import annotate, load
from dealtrace.language.times import TimexMatch, find_times, normalise
from dealtrace.language.times.tense import tense_at

HELD_BACK = 10  # every tenth, as training.prepare has it
# What writes times reads tags and trees; names, roles and who says what it does without.
COMPONENTS = (
    *("dealtrace_sentences", "dealtrace_tagger", "dealtrace_lemmatizer", "dealtrace_parser"),
    "dealtrace_times",
)
_QUOTES = {"``": ' "', "''": '" '}  # the corpus' spelling of quotes, length kept
_TAG = re.compile(r"<(/?)([A-Z0-9]+)([^>]*)>")


@dataclass
class Gold:
    start: int
    end: int
    type: str
    value: str


@dataclass
class Story:
    name: str
    text: str
    published: dt.date | None
    gold: list[Gold]


@dataclass
class Tally:
    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    gold_value: int = 0
    misses: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        return 200 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


def read_story(path: Path) -> Story:
    """Read one TimeML file: its text without tags, the TIMEX3 of the text, the creation time."""
    raw = path.read_text("utf-8", errors="replace")
    dct = re.search(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", raw, re.S)
    body = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
    text, gold = _strip(body)
    published = dt.date.fromisoformat(dct[1]) if dct else None
    return Story(path.name, text, published, gold)


def _strip(body: str) -> tuple[str, list[Gold]]:
    """Take the tags out of a TimeML body, keeping where each TIMEX3 lies."""
    parts: list[str] = []
    gold: list[Gold] = []
    length, position = 0, 0
    open_timex: tuple[int, str] | None = None
    for tag in _TAG.finditer(body):
        piece = html.unescape(body[position : tag.start()])
        parts.append(piece)
        length += len(piece)
        position = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            open_timex = (length, tag[3])
        elif tag[2] == "TIMEX3" and open_timex is not None:
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', open_timex[1]))
            gold.append(Gold(open_timex[0], length, attributes["type"], attributes["value"]))
            open_timex = None
    parts.append(html.unescape(body[position:]))
    return "".join(parts), gold


def stories(corpora: Path) -> Iterator[tuple[bool, Story]]:
    """Yield (is private, story) for every document, by folder and name."""
    for number, path in enumerate(sorted((corpora / "tempeval3").glob("*/*.tml"))):
        yield number % HELD_BACK == HELD_BACK - 1, read_story(path)


Finder = Callable[[Story], list[TimexMatch]]


def rules_alone(story: Story) -> list[TimexMatch]:
    """Find times by the rules, without the model."""
    return find_times(story.text, story.published)


def pipeline() -> Finder:
    """Return what finds times as users get them: the model's and the rules', united."""
    nlp = load(components=COMPONENTS)

    def find(story: Story) -> list[TimexMatch]:
        text = story.text
        for old, new in _QUOTES.items():
            text = text.replace(old, new)
        doc = annotate(nlp, Report(text, published=story.published))
        spans = [(doc[time.start : time.end], time) for time in doc._.times]
        return [
            TimexMatch(span.start_char, span.end_char, time.type, time.value, time.interval)
            for span, time in spans
        ]

    return find


def same(value: str | None, gold: str) -> bool:
    """Compare values; "1989-WXX" and the like in the gold are taken as they are."""
    return value == gold


def score(story: Story, found: list[TimexMatch], tally: Tally) -> None:
    """Add one document's counts to a tally."""
    tally.gold += len(story.gold)
    tally.found += len(found)
    free = list(found)
    for gold in story.gold:
        overlapping = [m for m in free if m.start < gold.end and gold.start < m.end]
        written = " ".join(story.text[gold.start : gold.end].split())
        _score_gold_span(story, gold, written, tally)
        if not overlapping:
            tally.misses.append(f"missed   {written!r} = {gold.value}")
            continue
        match = max(overlapping, key=lambda m: min(m.end, gold.end) - max(m.start, gold.start))
        free.remove(match)
        tally.relaxed += 1
        exact = (match.start, match.end) == (gold.start, gold.end)
        tally.strict += exact
        if not exact:
            here = " ".join(story.text[match.start : match.end].split())
            around = " ".join(story.text[max(0, gold.start - 50) : gold.end + 20].split())
            tally.misses.append(f"span     {written!r}, not {here!r} ({around})")
        tally.value += same(match.value, gold.value)
        if not same(match.value, gold.value):
            around = " ".join(story.text[max(0, gold.start - 50) : gold.end + 20].split())
            wrong = f"{gold.value}, not {match.value}"
            tally.misses.append(f"value    {written!r} = {wrong} ({story.published}: {around})")
    for match in free:
        around = " ".join(story.text[max(0, match.start - 30) : match.end + 20].split())
        tally.misses.append(
            f"spurious {story.text[match.start : match.end]!r} = {match.value} ({around})"
        )


def _score_gold_span(story: Story, gold: Gold, written: str, tally: Tally) -> None:
    tense = tense_at(story.text, gold.start, gold.end)
    value = normalise(written, story.published, tense)
    tally.gold_value += value is not None and same(value.value, gold.value)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--rules-alone", action="store_true", help="leave the model out")
    parser.add_argument("--show", type=int, default=0, help="errors of the open split to print")
    arguments = parser.parse_args()
    tallies = {False: Tally(), True: Tally()}
    find = rules_alone if arguments.rules_alone else pipeline()
    for private, story in stories(arguments.corpora):
        score(story, find(story), tallies[private])
    for line in tallies[False].misses[: arguments.show]:
        print(line)
    for private, tally in tallies.items():
        print(
            f"{'private' if private else 'open   '}: {tally.gold} gold, {tally.found} found; "
            f"span F1 relaxed {tally.f1(tally.relaxed):.1f} strict {tally.f1(tally.strict):.1f}; "
            f"value F1 {tally.f1(tally.value):.1f}; "
            f"value accuracy on gold spans {100 * tally.gold_value / tally.gold:.1f}"
        )


if __name__ == "__main__":
    main()
