"""What people decided, as notes carry it: in words, and what it is about of all that is written.

Formats that know no decisions write them as notes on deals, claims and sources. A note may only be
on what the same file has, and a deal that people rejected, for one, isn't there.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealtrace.display import phrases
from dealtrace.register.gradings import Grading
from dealtrace.register.states import source_key
from dealtrace.register.streams import Claim, Decided, Entity, Stream


class Decisions:
    """Decisions and grades of a stream, and which deals, claims and sources of theirs the file has.

    Whoever writes tells of each deal, claim and source; the notes come last.
    """

    def __init__(self, stream: Stream) -> None:
        self.made = tuple(stream.decisions())
        self.gradings = tuple(stream.gradings())
        self._wanted = {deal for one in self.made for deal in one.deals}
        self._wanted |= {claim for one in self.made if (claim := rejected(one))}
        self._sources = {source_key(one.source) for one in self.gradings}
        self._here: set[str] = set()
        self._source_of: dict[str, str] = {}

    def deal(self, deal: str) -> None:
        """Note that the file has a deal."""
        self._here |= {deal} & self._wanted

    def claim(self, claim: Claim) -> None:
        """Note that the file has a claim."""
        self._here |= {claim.id} & self._wanted

    def source(self, entity: Entity) -> None:
        """Note that the file has an entity, which may be a source that people graded."""
        for name in (entity.name, *entity.names):
            if source_key(name) in self._sources:
                self._source_of.setdefault(source_key(name), entity.key)

    def deals_of(self, one: Decided) -> list[str]:
        """Return the deals of the file that a decision is about."""
        return [deal for deal in one.deals if deal in self._here]

    def claim_of(self, one: Decided) -> str | None:
        """Return the claim (``REPORT#CLAIM``) of the file that a decision rejects."""
        claim = rejected(one)
        return claim if claim in self._here else None

    def source_of(self, one: Grading) -> str | None:
        """Return the entity (its key) of the file that is a graded source."""
        return self._source_of.get(source_key(one.source))


def rejected(one: Decided) -> str | None:
    """Return the claim (``REPORT#CLAIM``) that a decision rejects."""
    what = one.made.what
    return f"{what['report']}#{what['claim']}" if "claim" in what else None


def in_words(one: Decided) -> str:
    """Return a decision in a sentence, with its reason."""
    reason = f": {one.made.reason}" if one.made.reason else ""
    return f"{phrases.deed(one.made)}{reason}"


def graded(one: Grading) -> str:
    """Return a grade of a source in a sentence, with its reason."""
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.source} is {one.reliability}, {one.reliability.meaning}{reason}"


def facts(one: Decided) -> Iterator[tuple[str, str]]:
    """Give what else there is to a decision, each with its name."""
    made = one.made
    yield "stands", "yes" if one.stands else "no, taken back"
    yield from (("deal", deal) for deal in one.deals)
    if "field" in made.what:
        yield "field", made.what["field"]
        yield "value", phrases.set_value(made.what["value"])
    yield from (("tellings", ", ".join(group)) for group in made.what.get("groups", ()))
    if made.undoes is not None:
        yield "takes back", f"decision {made.undoes}"
