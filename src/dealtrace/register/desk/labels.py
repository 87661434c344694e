"""What people confirmed and corrected, as labelled examples in the form of ``corpus/README.md``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from dealtrace.claims.model import Claim
from dealtrace.register.desk import reviews
from dealtrace.register.desk.reports import ReportFile, report_file
from dealtrace.register.desk.reviews import Review
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json

_TO = frozenset(
    {"recipient", "borrower", "host", "addressee", "counterpart", "target", "destination"}
)
_BEGINNING = 6  # words by which a sentence is found


def labelled(connection: Connection) -> Iterator[Json]:
    """Yield an object for each report with claims that somebody accepted, corrected or rejected.

    ``claims`` are right as they stand there; ``rejected_claims`` are what the program read wrongly,
    and should not be found. ``text`` is the report's own. A claim's ``corrected`` has what people
    put right that labels of claims have no field for: the sum, the stage, the arms, the parties.
    """
    by_report: defaultdict[str, dict[str, Review]] = defaultdict(dict)
    for subject, review in _standing(reviews.listed(connection)).items():
        report, mark, claim = subject.partition("#")
        if mark and review.verdict in {"accept", "correct", "reject"}:
            by_report[report][claim] = review
    for key, verdicts in sorted(by_report.items()):
        try:
            yield _example(report_file(connection, key, as_read=True), verdicts)
        except RegisterError:  # a report that is gone labels nothing
            continue


def _standing(made: Sequence[Review]) -> dict[str, Review]:
    """Return the verdict that stands on each subject, a correction with what earlier ones put
    right that it builds on."""
    back = {one.undoes for one in made}
    found: dict[str, Review] = {}
    for one in made:
        if one.undoes is not None or one.id in back:
            continue
        before = found.get(one.subject)
        if before and before.verdict == one.verdict == "correct":
            whole = {**(before.correction or {}), **(one.correction or {})}
            one = replace(one, correction=whole)
        found[one.subject] = one
    return found


def _example(file: ReportFile, verdicts: dict[str, Review]) -> Json:
    row = file.row
    known = {claim.id: claim for claim in file.claims}
    made = [(known[name], review) for name, review in verdicts.items() if name in known]
    return {
        "id": row.key,
        "url": row.url,
        "publisher": row.publisher,
        "published": row.published.isoformat() if row.published else None,
        "text_kind": "report",
        "deals": [],
        "claims": [_label(claim, review) for claim, review in made if review.verdict != "reject"],
        "rejected_claims": [_label(c, r) for c, r in made if r.verdict == "reject"],
        "roles": [],
        "reviewed_by": sorted({review.made_by for _, review in made}),
        "text": file.text,
    }


def _label(claim: Claim, review: Review) -> Json:
    plain: dict[str, Any] = {
        "type": claim.type.value,
        "who": [a.name for role, who in claim.roles.items() if role not in _TO for a in who],
        "to_whom": [a.name for role, who in claim.roles.items() if role in _TO for a in who],
        "what": "; ".join([item.text for item in claim.items] or [claim.type.value]),
        "where": claim.place.name if claim.place else None,
        "when": claim.time.value if claim.time else None,
        "says": [source.name for source in claim.attribution],
        "modality": claim.modality.value,
        "sentence_starts_with": " ".join(claim.evidence[0].text.split()[:_BEGINNING]),
    }
    now = review.correction or {}
    corrected = {name: value for name, value in now.items() if name in plain}
    further = {name: value for name, value in now.items() if name not in plain}
    return {**plain, **corrected, **({"corrected": further} if further else {})}
