"""Taking verdicts from the review queue, for pages and API alike, and undoing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass

from sqlalchemy import Connection

from dealtrace.claims.model import Claim, ClaimType, FinancingKind, Modality, Stage
from dealtrace.display import wording
from dealtrace.register import acts, corrections, one_deal, report_lists
from dealtrace.register.acts import Person
from dealtrace.register.appraisal import Sentence
from dealtrace.register.corrections import NOTHING
from dealtrace.register.desk import alerts, meanwhile, reviews
from dealtrace.register.desk.meanwhile import Overruled
from dealtrace.register.desk.reports import report_file
from dealtrace.register.desk.reviews import Review
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.store import Register

CHOICES: Json = {
    "credits": [kind.value for kind in FinancingKind],
    "types": [kind.value for kind in ClaimType],
    "modalities": [kind.value for kind in Modality],
    "stages": [stage.value for stage in Stage],
}
"""What a claim's kind, firmness, stage and credit may be."""

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says of a subject; the other fields are for a correction."""

    subject: str
    verdict: str
    type: str = ""
    modality: str = ""
    who: str = ""
    to_whom: str = ""
    says: str = ""
    what: str = ""
    reason: str = ""
    sum: str = ""
    stage: str = ""
    arms: str = ""
    supplier: str = ""
    recipient: str = ""
    credit: str = ""
    interest: str = ""
    years: str = ""
    grace: str = ""
    seen: str = ""
    """What there was when they looked (``meanwhile.Seen``); without it nothing is held against
    what others said since."""

    def given(self, names: Sequence[str], read: AsRead) -> dict[str, str]:
        """Return what is given for the fields of these names and other than the program read."""
        told = {name: getattr(self, name).strip() for name in names}
        known = asdict(read)
        return {name: text for name, text in told.items() if text and text != known.get(name)}


@dataclass(frozen=True, slots=True)
class AsRead:
    """A claim's fields as texts, as the program read them: what a form begins with."""

    type: str
    modality: str
    stage: str
    sum: str
    arms: str
    says: str


def as_read(claim: Claim | Sentence) -> AsRead:
    """Return a claim's fields as texts."""
    if isinstance(claim, Sentence):
        arms = [(one["designation"] or one["text"], one["quantity"]) for one in claim.items]
        kind, modality, stage = claim.type, claim.modality, claim.stage
        money, says = (claim.amount, claim.currency), claim.speakers
    else:
        arms = [(one.designation or one.text, one.quantity) for one in claim.items]
        kind, modality, stage = claim.type, claim.modality, claim.stage
        money = (claim.money.amount, claim.money.currency) if claim.money else (None, None)
        says = tuple(source.name for source in claim.attribution)
    return AsRead(
        kind,
        modality,
        stage or NOTHING,
        wording.amount(*money) if money[0] is not None else NOTHING,
        wording.clean(corrections.arms_in_words(arms)) or NOTHING,
        wording.clean("; ".join(says)) or NOTHING,
    )


def judge(register: Register, given: Verdict, person: str) -> Review:
    """Write a verdict down, with the decision that follows from it. Raises RegisterError;
    :class:`Overruled` where others judged the subject since it was seen.

    In the latter case those others are left word of what was wished for here, so that both know.
    """
    if any(len(text) > _LONGEST for text in astuple(given)):
        raise RegisterError(f"nothing may be longer than {_LONGEST} characters")
    try:
        with register.writing() as connection:
            return _judged(connection, given, person)
    except Overruled as error:
        with register.writing() as connection:
            told = wish(connection, given)
            words = f"{person} wanted to {told} at the time you judged otherwise."
            deal = _deal(connection, given.subject)
            for author in sorted({one.made_by for one in error.later}):
                alerts.tell(connection, author, "meeting", words, deal)
        raise


def wish(connection: Connection, given: Verdict) -> str:
    """Return what is wished for: "correct 3f2a9c#c4: stage signed"."""
    fields: list[str] = []
    report, mark, number = given.subject.partition("#")
    if mark and given.verdict == "correct":
        known = {one.id: one for one in report_file(connection, report).claims}
        told = given.given(_CORRECTED, as_read(known[number]))
        fields = [f"{name.replace('_', ' ')} {text}" for name, text in told.items()]
    return f"{given.verdict} {given.subject}" + (f": {', '.join(fields)}" if fields else "")


def _judged(connection: Connection, given: Verdict, person: str) -> Review:
    if given.seen:
        meanwhile.refuse(connection, given.subject, meanwhile.read(given.seen), person)
    decision, correction = None, None
    who = Person(person, given.reason)
    if "#" in given.subject:
        correction, decision = _of_claim(connection, given, who)
    elif given.subject.startswith("+"):
        decision = _of_join(connection, given, who)
    elif "~" in given.subject:
        decision = _of_pair(connection, given, who)
    else:
        raise RegisterError(f"{given.subject!r} is nothing to be reviewed")
    number = reviews.record(
        connection, person, given.subject, given.verdict, correction, given.reason, decision
    )
    return reviews.one(connection, number)


def _deal(connection: Connection, subject: str) -> str | None:
    """Return a deal that a subject is about, if there is one."""
    if "#" in subject:
        row, _ = report_lists.report(connection, subject.partition("#")[0])
        return next(iter(row.deals), None)
    return one_deal.deal(connection, subject.removeprefix("+").partition("~")[0]).id


def _of_claim(
    connection: Connection, given: Verdict, person: Person
) -> tuple[Json | None, int | None]:
    """Return the correction, and the decision by which the deals that rest on the claim follow."""
    report, _, claim = given.subject.partition("#")
    known = {one.id: one for one in report_file(connection, report).claims}
    if claim not in known:
        raise RegisterError(f"{report} has no claim {claim}")
    if given.verdict == "correct":
        return _corrected(connection, given, as_read(known[claim]), person)
    if given.verdict not in _ON_CLAIMS:
        raise RegisterError(f"{given.verdict!r} is no verdict on a claim")
    made = _ON_CLAIMS[given.verdict](connection, report, claim, person)
    return None, made.id if made else None


_ON_CLAIMS = {"accept": acts.accept_claim, "reject": acts.reject_claim}


def _corrected(
    connection: Connection, given: Verdict, read: AsRead, person: Person
) -> tuple[Json, int | None]:
    """Return the correction as a label has it, and the decision by which the deals follow."""
    found: Json = given.given(_CORRECTED, read)
    fields = {name: text for name, text in found.items() if name != "what"}
    if not found:
        raise RegisterError("nothing of it is other than it stands there")
    for name in found.keys() & _NAMES:
        parts = [] if found[name] == NOTHING else [one.strip() for one in found[name].split(";")]
        found[name] = [part for part in parts if part]
    report, _, claim = given.subject.partition("#")
    made = acts.correct_claim(connection, report, claim, fields, person) if fields else None
    return found, made.id if made else None


_CORRECTED = (*corrections.FIELDS, "what")
_NAMES = frozenset({"who", "to_whom", "says"})
"""What of a label is a list of names."""


def _of_join(connection: Connection, given: Verdict, person: Person) -> int | None:
    slug = given.subject[1:]
    if given.verdict == "accept":
        one_deal.deal(connection, slug)  # there must be one
        return None
    if given.verdict == "split":
        return acts.split(connection, slug, [slug], person).id
    raise RegisterError(f"{given.verdict!r} is no verdict on a report of a deal")


def _of_pair(connection: Connection, given: Verdict, person: Person) -> int | None:
    one, _, other = given.subject.partition("~")
    if given.verdict == "merge":
        return acts.merge(connection, [one, other], person).id
    if given.verdict == "accept":
        found = {one_deal.deal(connection, name).id for name in (one, other)}
        if len(found) < 2:
            raise RegisterError("these are one deal by now")
        return None
    raise RegisterError(f"{given.verdict!r} is no verdict on two deals")


def undo(register: Register, number: int | None, person: str) -> Review:
    """Take a verdict back, the person's last without a number, and the decision that came of it."""
    with register.writing() as connection:
        found = reviews.one(connection, number) if number else reviews.last(connection, person)
        if found is None:
            raise RegisterError("there is nothing to undo")
        stands = reviews.standing(reviews.listed(connection, [found.subject])).get(found.subject)
        if stands is None or stands.id != found.id:
            raise RegisterError("that is undone or overruled already")
        if found.decision_id is not None:
            acts.undo(connection, found.decision_id, Person(person, "review undone"))
        reviews.record(connection, person, found.subject, "undo", undoes=found.id)
    return found
