"""What people confirmed and corrected, as labelled examples in the form of ``corpus/README.md``."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dealtrace.claims import wire
from dealtrace.claims.model import Claim
from dealtrace.register import claims_judged, decisions, recall
from dealtrace.register.claims_judged import AS_READ
from dealtrace.register.corrections import ROLES, in_words
from dealtrace.register.desk import reviews
from dealtrace.register.desk.reports import ReportFile, report_file
from dealtrace.register.desk.reviews import Review
from dealtrace.register.errors import RegisterError
from dealtrace.register.judging import judged
from dealtrace.register.model import Json, Telling
from dealtrace.register.schema import report_deals, reports

_TO = frozenset(
    {"recipient", "borrower", "host", "addressee", "counterpart", "target", "destination"}
)
_BEGINNING = re.compile(r"(?:\S+\s+){0,5}\S+")  # words by which a sentence is found
_WHEN = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
_OF_DEALS = (
    "supplier",
    "recipient",
    "kind",
    "items",
    "value",
    "financing",
    "stage",
    "stage_date",
    "hedged",
    "says",
)


def packed(connection: Connection) -> bytes:
    """Return the labels as a folder of a corpus, zipped: ``gold-desk.jsonl`` and ``texts/``."""
    made = io.BytesIO()
    lines = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for one in labelled(connection):
            folder.writestr(f"texts/{one['id']}.txt", one.pop("text"))
            lines.append(wire.dump(one) + "\n")
        folder.writestr("gold-desk.jsonl", "".join(lines))
    return made.getvalue()


def labelled(connection: Connection) -> Iterator[Json]:
    """Yield an object for each report with claims that somebody accepted, corrected or rejected.

    Deals and claims are all that the report tells by what people say of it; a claim that nobody
    said anything of has ``unreviewed``. ``rejected_claims`` are what the program read wrongly, and
    should not be found. ``text`` is the report's own.
    """
    said = _said(connection)
    for key in sorted(said):
        try:
            yield _example(connection, report_file(connection, key), said[key])
        except RegisterError:  # a report that is gone labels nothing
            continue


def _said(connection: Connection) -> Mapping[str, Mapping[str, Review | None]]:
    """Return the claims that somebody judged, by report and number, with the review, if any."""
    found: defaultdict[str, dict[str, Review | None]] = defaultdict(dict)
    for report, claim in claims_judged.every(connection):
        found[report][claim] = None
    for subject, review in reviews.standing(reviews.listed(connection)).items():
        report, mark, claim = subject.partition("#")
        if mark and review.verdict in {"accept", "correct", "reject"}:
            found[report][claim] = review
    return found


def _example(connection: Connection, file: ReportFile, said: Mapping[str, Review | None]) -> Json:
    row = file.row
    gone = {number for number, now in file.judged.items() if now.rejected}
    given = [one for one in file.claims if one.id not in gone and any(one.roles.values())]
    people = {review.made_by for review in said.values() if review}
    people |= {now.by for now in file.judged.values() if now.by}
    return {
        "id": row.key,
        "url": row.url,
        "publisher": row.publisher,
        "published": row.published.isoformat() if row.published else None,
        "text_kind": "report",
        "deals": [_deal(one, file.text) for one in _tellings(connection, row.key)],
        "claims": [
            _label(one, said.get(one.id)) | _standing(file, one.id, one.id in said) for one in given
        ],
        "rejected_claims": [_label(one, None) for one in file.claims if one.id in gone],
        "roles": [],
        "reviewed_by": sorted(people),
        "text": file.text,
    }


def _standing(file: ReportFile, claim: str, reviewed: bool) -> Json:
    """Say whether somebody looked at a claim, and in words what they put right."""
    if not reviewed:
        return {"unreviewed": True}
    now = file.judged.get(claim, AS_READ).correction
    return {"corrected": in_words(now)} if now else {}


def _tellings(connection: Connection, key: str) -> Sequence[Telling]:
    """Return the deals of a report as people corrected its claims, without those they rejected."""
    own = select(reports.c.id).where(reports.c.key == key).scalar_subquery()
    asked = select(report_deals.c.id).where(report_deals.c.report_id == own)
    numbers = connection.execute(asked.order_by(report_deals.c.position)).scalars().all()
    found = [one.profile.telling for one in recall.numbered(connection, numbers)]
    made = decisions.about(connection, [one.slug for one in found])
    now = decisions.judged(decisions.standing(made))
    both = ((one, now.get(one.slug)) for one in found)
    stand = [one if said is None else judged(one, said) for one, said in both]
    return sorted((one for one in stand if one is not None), key=lambda one: one.position)


def _deal(telling: Telling, text: str) -> Json:
    made = {name: telling.deal[name] for name in _OF_DEALS}
    items = [found for one in made["items"] if (found := _item(one, text))]
    return {"deal_id": telling.slug, **made, "items": items}


def _item(item: Json, text: str) -> Json | None:
    """Return arms in words that stand in the text, which may break lines in them; None without."""
    flat = " ".join(text.split())
    for words in (item["text"], item["designation"]):
        if words and " ".join(words.split()) in flat:
            return {**item, "text": words}
    return None


def _sides(claim: Claim) -> tuple[list[str], list[str]]:
    """Return who does it and to whom: by the roles of its type, else by any it has."""
    sides = [[a.name for a in claim.roles.get(role, ())] for role in ROLES[claim.type]]
    if sides[0]:
        return sides[0], sides[1]
    who = [a.name for role, several in claim.roles.items() if role not in _TO for a in several]
    return who, [a.name for role, several in claim.roles.items() if role in _TO for a in several]


def _label(claim: Claim, review: Review | None) -> Json:
    who, to_whom = _sides(claim)
    when = claim.time.value if claim.time else None
    beginning = _BEGINNING.search(claim.evidence[0].text)
    plain: dict[str, Any] = {
        "type": claim.type.value,
        "who": who or to_whom,  # a label names somebody who does it
        "to_whom": to_whom if who else [],
        "what": "; ".join([item.text for item in claim.items] or [claim.type.value]),
        "where": claim.place.name if claim.place else None,
        "when": when if when and _WHEN.fullmatch(when) else None,
        "says": [source.name for source in claim.attribution],
        "modality": claim.modality.value,
        "sentence_starts_with": beginning[0] if beginning else "",
    }
    now = (review.correction if review else None) or {}
    return {**plain, **({"what": now["what"]} if "what" in now else {})}
