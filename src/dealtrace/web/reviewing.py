"""Taking verdicts from the review queue, for pages and API alike, and undoing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass

from dealtrace.claims.model import Claim, ClaimType, Modality, Stage
from dealtrace.display import wording
from dealtrace.register import acts, corrections, queries
from dealtrace.register.acts import Person
from dealtrace.register.appraisal import Sentence
from dealtrace.register.corrections import NOTHING
from dealtrace.register.desk import reviews
from dealtrace.register.desk.reports import report_file
from dealtrace.register.desk.reviews import Review
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.store import Register

CHOICES: Json = {
    "types": [kind.value for kind in ClaimType],
    "modalities": [kind.value for kind in Modality],
    "stages": [stage.value for stage in Stage],
}
"""What a claim's kind, firmness and stage may be."""

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
    """Write a verdict down, with the decision that follows from it. Raises RegisterError."""
    if any(len(text) > _LONGEST for text in astuple(given)):
        raise RegisterError(f"nothing may be longer than {_LONGEST} characters")
    decision, correction = None, None
    if "#" in given.subject:
        correction, decision = _of_claim(register, given, Person(person, given.reason))
    elif given.subject.startswith("+"):
        decision = _of_join(register, given, Person(person, given.reason))
    elif "~" in given.subject:
        decision = _of_pair(register, given, Person(person, given.reason))
    else:
        raise RegisterError(f"{given.subject!r} is nothing to be reviewed")
    with register.writing() as connection:
        number = reviews.record(
            connection, person, given.subject, given.verdict, correction, given.reason, decision
        )
        return reviews.one(connection, number)


def _of_claim(register: Register, given: Verdict, person: Person) -> tuple[Json | None, int | None]:
    """Return the correction, and the decision by which the deals that rest on the claim follow."""
    report, _, claim = given.subject.partition("#")
    with register.reading() as connection:
        known = {one.id: one for one in report_file(connection, report).claims}
    if claim not in known:
        raise RegisterError(f"{report} has no claim {claim}")
    if given.verdict == "reject":
        made = acts.reject_claim(register, report, claim, person)
        return None, made.id if made else None
    if given.verdict == "correct":
        return _corrected(register, given, as_read(known[claim]), person)
    if given.verdict != "accept":
        raise RegisterError(f"{given.verdict!r} is no verdict on a claim")
    return None, None


def _corrected(
    register: Register, given: Verdict, read: AsRead, person: Person
) -> tuple[Json, int | None]:
    """Return the correction as a label has it, and the decision by which the deals follow."""
    found: Json = {}
    if given.type and given.type not in set(ClaimType):
        raise RegisterError(f"{given.type!r} is none of: {', '.join(ClaimType)}")
    found |= given.given(("type", "modality", "what", *_DEALS), read)
    for name, text in given.given(("who", "to_whom", "says"), read).items():
        parts = [] if text == NOTHING else [part.strip() for part in text.split(";")]
        found[name] = [part for part in parts if part]
    if not found:
        raise RegisterError("nothing of it is other than the program read it")
    report, _, claim = given.subject.partition("#")
    fields = given.given(("modality", "says", *_DEALS), read)
    made = acts.correct_claim(register, report, claim, fields, person) if fields else None
    return found, made.id if made else None


_DEALS = ("sum", "stage", "arms", "supplier", "recipient")
"""What of a correction is no part of a claim's label, but of the deals that rest on it."""


def _of_join(register: Register, given: Verdict, person: Person) -> int | None:
    slug = given.subject[1:]
    if given.verdict == "accept":
        with register.reading() as connection:
            queries.deal(connection, slug)  # there must be one
        return None
    if given.verdict == "split":
        return acts.split(register, slug, [slug], person).id
    raise RegisterError(f"{given.verdict!r} is no verdict on a report of a deal")


def _of_pair(register: Register, given: Verdict, person: Person) -> int | None:
    one, _, other = given.subject.partition("~")
    if given.verdict == "merge":
        return acts.merge(register, [one, other], person).id
    if given.verdict == "accept":
        with register.reading() as connection:
            found = {queries.deal(connection, name).id for name in (one, other)}
        if len(found) < 2:
            raise RegisterError("these are one deal by now")
        return None
    raise RegisterError(f"{given.verdict!r} is no verdict on two deals")


def undo(register: Register, number: int | None, person: str) -> Review:
    """Take a verdict back, the person's last without a number, and the decision that came of it."""
    with register.reading() as connection:
        found = reviews.one(connection, number) if number else reviews.last(connection, person)
        if found is None:
            raise RegisterError("there is nothing to undo")
        stands = reviews.standing(reviews.listed(connection, [found.subject])).get(found.subject)
    if stands is None or stands.id != found.id:
        raise RegisterError("that is undone or overruled already")
    if found.decision_id is not None:
        acts.undo(register, found.decision_id, Person(person, "review undone"))
    with register.writing() as connection:
        reviews.record(connection, person, found.subject, "undo", undoes=found.id)
    return found
