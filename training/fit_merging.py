"""Fit what decides whether two tellings are of one deal.

``python -m training.fit_merging --merge-set corpus/merge/train [--output FILE]``

A logistic regression over pairs of tellings of the merge set's train part, once as labelled and
once as read from the texts; then the bias is moved to where deals are joined best (B-cubed F1).
Scores are by cross-validation over pairs of states, none of which is fitted and scored on at once.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from dealtrace.claims import read, wire
from dealtrace.evaluation.merging import b_cubed
from dealtrace.intake.report import Report
from dealtrace.intake.sources import open_sources
from dealtrace.language import load
from dealtrace.register import clustering, matching
from dealtrace.register.profiles import Profile
from training.merge_set import MergeSet, as_read, labelled
from training.regression import logistic

Floats = NDArray[np.float64]
Weights = dict[str, float]
Grouped = dict[str, list[tuple[Profile, str]]]

HEAD = """\
# What speaks for two tellings being of one deal: the weights of a logistic regression
# (register/matching.py says what each counts), fitted by training/fit_merging.py on the train part
# of the project's merge set.
"""
FOLDS = 6
HELD = {"other party": -8.0}
"""Not fitted: only deals of the same states are compared in training."""

_BIASES = np.arange(-2, 2.01, 0.5)


def grouped(sets: Sequence[MergeSet]) -> Grouped:
    """Return tellings with their clusters by the two states of their deals, in either order."""
    found: Grouped = defaultdict(list)
    for number, one in enumerate(sets):
        for telling, mention in zip(one.tellings, one.mentions, strict=True):
            profile = Profile(telling)
            states = sorted(profile.suppliers | profile.recipients)
            cluster = one.gold.get(mention, f"extra {mention}")
            found[f"{number} {states}"].append((profile, cluster))
    return found


def rows(group: Sequence[tuple[Profile, str]]) -> tuple[Floats, Floats]:
    """Return features [pairs, n] and whether each pair is of one deal [pairs]."""
    profiles = [profile for profile, _ in group]
    tables = list(matching.features(profiles, profiles).values())
    apart = matching.told_apart(profiles, profiles)
    pairs = [(i, j) for i, j in combinations(range(len(group)), 2) if not apart[i, j]]
    x = np.array([[table[i, j] for table in tables] for i, j in pairs])
    y = np.array([float(group[i][1] == group[j][1]) for i, j in pairs])
    return x.reshape(len(pairs), len(tables)), y


def fit(groups: Iterable[Sequence[tuple[Profile, str]]], strength: float) -> Weights:
    """Return the weights; pairs of a crowded group count less, as its deals are no more."""
    x, y, weight = [], [], []
    names: list[str] = []
    for group in groups:
        if len(group) < 2:
            continue
        found, same = rows(group)
        if not len(same):
            continue
        names = names or list(matching.features([group[0][0]], [group[0][0]]))
        x.append(found)
        y.append(same)
        weight.append(np.full(len(same), 1 / len(group)))
    best = logistic(np.concatenate(x), np.concatenate(y), strength, np.concatenate(weight))
    return dict(zip([*names, "bias"], best.tolist(), strict=True)) | HELD


def joined(groups: Grouped, table: Weights) -> float:
    """Return the B-cubed F1 of the groups' tellings, clustered with ``table``."""
    matching.weights = lambda: table  # type: ignore[assignment]
    gold: dict[Any, str] = {}
    found: dict[Any, str] = {}
    for name, group in groups.items():
        profiles = [profile for profile, _ in group]
        cluster_of = {profile.telling.slug: cluster for profile, cluster in group}
        odds = matching.family_odds(profiles, profiles)
        for number, cluster in enumerate(clustering.clusters([p.telling for p in profiles], odds)):
            for telling in cluster:
                mention = (f"{name} {telling.report.key}", telling.position)
                gold[mention] = f"{name[:1]} {cluster_of[telling.slug]}"
                found[mention] = f"{name} {number}"
    return b_cubed(gold, found).f1


def with_best_bias(groups: Grouped, table: Weights) -> Weights:
    """Return ``table`` with the bias moved to where the groups are joined best."""
    tried = [{**table, "bias": table["bias"] + shift} for shift in _BIASES]
    scores = np.array([joined(groups, one) for one in tried])
    smooth = np.convolve(np.pad(scores, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return tried[int(smooth.argmax())]


def cross_validated(groups: Grouped, strength: float) -> float:
    """Return the B-cubed F1 of each fold's groups with the weights of all others, on average."""
    states = sorted({name.partition(" ")[2] for name in groups})
    fold_of = {state: number % FOLDS for number, state in enumerate(states)}
    scores = []
    for fold in range(FOLDS):
        own = {n: g for n, g in groups.items() if fold_of[n.partition(" ")[2]] == fold}
        others = {n: g for n, g in groups.items() if n not in own}
        table = with_best_bias(others, fit(others.values(), strength))
        scores.append((joined(own, table), sum(map(len, own.values()))))
    return sum(s * n for s, n in scores) / sum(n for _, n in scores)


def main() -> None:
    """Fit, say how good it is, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--merge-set", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--strength", type=float, default=0.003, help="of the penalty on weights")
    options = parser.parse_args()
    nlp = load()

    def reading(path: Path) -> dict[str, Any]:
        (report,) = (r for r in open_sources([str(path)]) if isinstance(r, Report))
        return wire.to_json(read(report, nlp))

    sets = [labelled(options.merge_set), as_read(options.merge_set, reading)]
    groups = grouped(sets)
    print(f"B-cubed F1 by cross-validation: {cross_validated(groups, options.strength):.3f}")
    table = with_best_bias(groups, fit(groups.values(), options.strength))
    print(f"B-cubed F1 on what was fitted: {joined(groups, table):.3f}")
    if options.output:
        plain = {name: round(float(weight), 2) for name, weight in table.items()}
        options.output.write_text(HEAD + yaml.safe_dump(plain, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
