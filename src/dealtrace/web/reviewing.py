"""Taking verdicts from the review queue, for pages and API alike, and undoing them."""

from __future__ import annotations

from dataclasses import dataclass

from dealtrace.claims.model import ClaimType, Modality
from dealtrace.register import acts, queries
from dealtrace.register.acts import Person
from dealtrace.register.desk import reviews
from dealtrace.register.desk.reports import report_file
from dealtrace.register.desk.reviews import Review
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.store import Register

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


def judge(register: Register, given: Verdict, person: str) -> Review:
    """Write a verdict down, with the decision that follows from it. Raises RegisterError."""
    fields = (given.subject, given.who, given.to_whom, given.says, given.what, given.reason)
    if any(len(text) > _LONGEST for text in fields):
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
    """Return the correction, and the decision by which a rejected claim leaves its deals."""
    report, _, claim = given.subject.partition("#")
    with register.reading() as connection:
        known = {one.id for one in report_file(connection, report).claims}
    if claim not in known:
        raise RegisterError(f"{report} has no claim {claim}")
    if given.verdict not in {"accept", "reject", "correct"}:
        raise RegisterError(f"{given.verdict!r} is no verdict on a claim")
    if given.verdict == "correct":
        return _correction(given), None
    made = acts.reject_claim(register, report, claim, person) if given.verdict == "reject" else None
    return None, made.id if made else None


def _correction(given: Verdict) -> Json:
    found: Json = {}
    for name, known in (("type", ClaimType), ("modality", Modality)):
        value = getattr(given, name)
        if value and value not in set(known):
            raise RegisterError(f"{value!r} is none of: {', '.join(known)}")
        found |= {name: value} if value else {}
    for name in ("who", "to_whom", "says"):
        parts = [part.strip() for part in getattr(given, name).split(";")]
        found[name] = [part for part in parts if part]
    found |= {"what": given.what.strip()} if given.what.strip() else {}
    return found


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
