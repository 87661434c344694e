"""Fits the tables of weights by which deals are told from talk and get their sides and speakers.

    python -m training.fit_weights --corpus DIR [DIR...] [--rules DIR] [--strength N]

``DIR`` holds ``gold-*.jsonl`` (or ``labels-*.jsonl``) and ``texts/``: ``corpus/train`` and, for
pairs, credibility and grouping, ``corpus/merge/train`` of the project's own corpus. For each table
a logistic regression with an L2 penalty (``--strength 6`` for grouping, whose weights are held near
those known beforehand). Prints how good it is by cross-validation over reports and, given
``--rules``, writes the weights fitted on all of them there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from dealtrace.claims import casting, wire
from dealtrace.claims.deals import credibility, grouping, telling
from dealtrace.claims.deals.build import clusters, deals_of, free_sentences, grouped, oriented
from dealtrace.claims.deals.events import Event, events
from dealtrace.claims.deals.grouping import Cluster
from dealtrace.claims.deals.pairs import candidates, count, features
from dealtrace.claims.engine import Frame
from dealtrace.claims.model import Claim
from dealtrace.claims.reading import made_claims, staged
from dealtrace.claims.scene import ItemMention, Scene
from dealtrace.claims.weights import Features
from dealtrace.evaluation.corpus import load as load_corpus
from dealtrace.evaluation.matching import Fact, accepted, also_accepted, joined, named_among
from dealtrace.evaluation.merging import aligned
from dealtrace.intake.report import Report
from dealtrace.intake.sources import open_sources
from dealtrace.language import annotate, load
from training.regression import logistic

Floats = NDArray[np.float64]
Gold = Fact
Rows = list[tuple[Features, bool, float]]
"""What was found, whether it is right, and how much it counts."""

FOLDS = 8
NEWS, NO_DEALS = 2.0, 3.0  # how much a report's news counts, and what is read where no deal is told
APART = 2.0  # how much two deals told apart count, for events are mostly of one
# What is known of how reports pass from deal to deal, which few labelled ones show.
PRIORS = {
    "grouping": {
        "same supplier": 1.0,
        "same recipient": 1.0,
        "anaphoric": 0.5,
        "next": 0.5,
        "same class": 1.5,
        "other arms far off": -1.3,
        "other arms of another": -2.0,
        "other year past": -2.0,
    }
}
HEADS = {
    "pairs": "What speaks for one state being the supplier and another the recipient of a deal",
    "telling": "What speaks for a speaker of a report telling of a deal",
    "credibility": "What speaks for arms and sides that a report names being a deal",
    "grouping": "What speaks for a sentence telling of a deal that was told of before",
}
ORIGIN = """# {}:
# the weights of a logistic regression (claims/deals/{}.py says what each counts), fitted by
# training/fit_weights.py on the train part of the project's corpus.
"""


@dataclass
class Labelled:
    """A report read as far as its claims, and its labels."""

    scene: Scene
    made: list[tuple[Frame, Claim]]
    gold: Gold


def labelled(folder: Path) -> Iterator[Labelled]:
    """Yield the labelled reports of a part of the corpus."""
    nlp, corpus = load(), load_corpus(folder)
    for report in open_sources(list(map(str, corpus.paths))):
        if isinstance(report, Report) and report.path is not None:
            scene, _ = staged(annotate(nlp, report), report)
            yield Labelled(scene, made_claims(scene), corpus.gold[Path(report.path).stem])


def pair_rows(one: Labelled) -> Rows:
    """Return the pairs of a report's states; right are those of a deal that is its news."""
    found = events(one.scene, one.made)
    counts, home = count(one.scene, found), casting.home(one.scene.report)
    deals = [d for d in one.gold["deals"] if not d.get("background")]
    right = {(s, r) for d in deals for s in d["supplier"] for r in d["recipient"]}
    return [(features(counts, p, home), p in right, 1.0) for p in candidates(counts, found)]


def telling_rows(one: Labelled) -> Rows:
    """Return the speakers of a report beside each of its deals that is found."""
    groups = clusters(one.scene, one.made)
    free = free_sentences(one.scene, groups)
    everybody = telling.speakers(one.scene)
    rows: Rows = []
    for number, group in enumerate(groups):
        main = number == 0
        for deal in [d for d in one.gold["deals"] if _fits(group, d)][:1]:
            for speaker in everybody:
                name, row = speaker.source.name, (group.events, free if main else [], main)
                right = named_among(name, deal.get("says", []))
                if right or not named_among(name, deal.get("says_optional", [])):
                    rows.append((telling.features(one.scene, speaker, *row), right, 1.0))
    return rows


def _fits(group: Cluster, deal: Gold) -> bool:
    return bool(
        group.suppliers & set(deal["supplier"]) and group.recipients & set(deal["recipient"])
    )


def credibility_rows(one: Labelled) -> Rows:
    """Return the groups of events of a report that have both sides; right are those of a deal."""
    groups, pairs = grouped(one.scene, one.made)
    whole = [g for g in groups if credibility.is_whole(g)]
    golden = one.gold["deals"]
    deal_of = {j: golden[i] for i, j in aligned(golden, read_deals(one, whole)).pairs}
    rows: Rows = []
    for number, group in enumerate(whole):
        deal = deal_of.get(number)
        if deal is not None and not _fits(group, deal):
            continue  # half right: neither a deal nor none
        counts = NO_DEALS if not golden else NEWS if deal and not deal.get("background") else 1.0
        found = credibility.features(one.scene, group, whole, pairs)
        rows.append((found, deal is not None, counts))
    return rows


def grouping_rows(one: Labelled) -> Rows:
    """Return the events of a report beside each deal told before that they might be of."""
    golden = one.gold["deals"]
    day = one.scene.report.published
    year = day.year if day else None
    groups: dict[int, Cluster] = {}
    rows: Rows = []
    for event in oriented(one.scene, one.made)[0]:
        number = _deal_of(event, golden)
        if number is None:
            continue
        for other, group in groups.items():
            if grouping.may_join(group, event, year):
                found = grouping.features(group, event, year)
                rows.append((found, other == number, 1.0 if other == number else APART))
        groups.setdefault(number, Cluster()).add(event)
    return rows


def _deal_of(event: Event, golden: list[Gold]) -> int | None:
    """Return the place of the labelled deal that an event is of; None where it may be several."""
    worth = {n: _agreement(event, deal) for n, deal in enumerate(golden)}
    best = max(worth.values(), default=0.0)
    likely = [n for n, value in worth.items() if value == best > 0]
    return likely[0] if len(likely) == 1 else None


def _agreement(event: Event, deal: Gold) -> float:
    """Return how well an event's sides and arms agree with a labelled deal's, 0 if not at all."""
    sides = ((event.suppliers, deal["supplier"]), (event.recipients, deal["recipient"]))
    if any(ours and not ours & set(theirs) for ours, theirs in sides):
        return 0.0
    arms = [i for i in event.items if not i.generic]
    if not arms:
        return 0.1
    return max((_likeness(a, item) for a in arms for item in deal["items"]), default=0.0)


def _likeness(mention: ItemMention, item: Gold) -> float:
    names = (joined(mention.item.designation), joined(item.get("designation")))
    if all(names) and not (names[0] in names[1] or names[1] in names[0]):
        return 0.0
    if mention.item.cls.value not in accepted(item, "class") and not all(names):
        return 0.0
    counts = (mention.item.quantity, item.get("quantity"))
    alike = counts[0] in (counts[1], *also_accepted(item, "quantity"))
    return 1.0 + all(names) + (0.5 if None in counts else 1.0 if alike else 0.0)


def read_deals(one: Labelled, groups: list[Cluster]) -> list[Fact]:
    """Return the deals that groups of events make, as they are printed."""
    return [wire.deal_to_json(deal) for deal in deals_of(one.scene, groups)]


def fit(reports: list[Rows], strength: float, table: str = "") -> Floats:
    """Return the weights and, last, the bias."""
    names = list(reports[0][0][0])
    prior = np.array([PRIORS.get(table, {}).get(name, 0.0) for name in names])
    x = np.array([list(found.values()) for rows in reports for found, _, _ in rows])
    y = np.array([float(right) for rows in reports for _, right, _ in rows])
    counts = np.array([weight for rows in reports for _, _, weight in rows])
    return logistic(x, y, strength, counts, prior)


def cross_validate(reports: list[Rows], strength: float, table: str) -> str:
    """Return how often the best row of a report is right, and the F1 of all with even odds."""
    best = some = hits = chosen = right = 0
    for fold in range(FOLDS):
        rest = [r for n, r in enumerate(reports) if n % FOLDS != fold]
        weights = fit(rest, strength, table)
        for rows in reports[fold::FOLDS]:
            odds = [float(np.array([*f.values(), 1.0]) @ weights) for f, *_ in rows]
            gold = [ok for _, ok, _ in rows]
            if any(gold):
                some += 1
                best += gold[int(np.argmax(odds))]
            hits += sum(ok and o > 0 for ok, o in zip(gold, odds, strict=True))
            chosen, right = chosen + sum(o > 0 for o in odds), right + sum(gold)
    f1 = 2 * hits / max(1, chosen + right)
    return f"best right in {best} of {some} reports; F1 {f1:.3f} ({hits}/{chosen}/{right})"


TABLES: dict[str, Callable[[Labelled], Rows]] = {
    "pairs": pair_rows,
    "telling": telling_rows,
    "credibility": credibility_rows,
    "grouping": grouping_rows,
}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, nargs="+")
    parser.add_argument("--strength", type=float, default=3.0, help="of the L2 penalty")
    parser.add_argument("--rules", type=Path, help="folder to write the tables to")
    parser.add_argument("--tables", nargs="+", choices=list(TABLES), default=list(TABLES))
    options = parser.parse_args()
    read = [one for folder in options.corpus for one in labelled(folder)]
    for table in options.tables:
        reports = [rows for one in read if (rows := TABLES[table](one))]
        print(f"{table}: {cross_validate(reports, options.strength, table)}")
        if options.rules is not None:
            _write(options.rules / f"{table}.yaml", table, reports, options.strength)


def _write(path: Path, table: str, reports: list[Rows], strength: float) -> None:
    weights = [round(float(w), 2) for w in fit(reports, strength, table)]
    found = dict(zip([*reports[0][0][0], "bias"], weights, strict=True))
    head = ORIGIN.format(HEADS[table], table)
    path.write_text(head + yaml.safe_dump(found, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
