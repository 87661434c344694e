"""All values told of a deal, in one list: each with who says it, its grade and its sentence.

Values at odds stand beside each other, the preferred one first: no export leaves any of them out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dealtrace.register.appraisal import Appraisal, Sentence
from dealtrace.register.grades import Grade
from dealtrace.register.model import Json
from dealtrace.register.rivals import rivals

FIELDS = ("kind", "price", "financing", "quantity", "stage")
"""What is told of a deal in values that may differ."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value as told. ``id`` depends on the deal and the value alone; ``rank`` is 1 for the one
    preferred; ``item`` names the arms of a quantity; ``sentence`` is None where no claim has it.
    ``grade`` is None where no report tells it, but a person set it.
    """

    id: str
    field: str
    item: str | None
    rank: int
    disputed: bool
    told: Json
    grade: Grade | None
    sentence: Sentence | None

    @property
    def value(self) -> Any:
        """A word, a number, a sum (amount, currency) or a way of paying."""
        return self.told["value"]

    @property
    def standing(self) -> str:
        """Who says it and how it is graded, in one sentence."""
        names = ", ".join(self.told["says"]) or "the reports themselves"
        said = [f"says {names}; grade {self.grade}: {self.grade.why}"] if self.grade else []
        decided = self.told.get("decided")
        return "; ".join(said + ([f"set by decision {decided}"] if decided is not None else []))

    @property
    def amount(self) -> float | None:
        """The sum, if it is one, in units of :attr:`currency`."""
        return self.value["amount"] if isinstance(self.value, dict) else None

    @property
    def currency(self) -> str | None:
        """The sum's currency, ISO 4217."""
        return self.value["currency"] if isinstance(self.value, dict) else None


def values(deal: Json, appraisal: Appraisal) -> list[Value]:
    """Return all values told of a deal (an object of ``deals --json``) with what stands behind."""
    found: list[Value] = []
    seen: Counter[str] = Counter()
    for field, item, told in _told(deal):
        for rank, one in enumerate(told, 1):
            name = _name(deal["id"], field, item, one["value"])
            seen[name] += 1
            against = rivals(field, one, told)
            found.append(
                Value(
                    name if seen[name] == 1 else f"{name}#{seen[name]}",
                    field,
                    item,
                    rank,
                    bool(against),
                    one,
                    appraisal.grade(one, against) if one["reports"] else None,
                    appraisal.sentence(one),
                )
            )
    return found


def _told(deal: Json) -> Iterator[tuple[str, str | None, Sequence[Json]]]:
    """Yield each field with what is told of it."""
    yield "kind", None, deal["kind"]
    yield "price", None, deal["value"]
    yield "financing", None, deal["financing"]
    for item in deal["items"]:
        yield "quantity", item["designation"] or item["text"], item["quantity"]
    yield "stage", None, deal["stage"]


def _name(deal: str, field: str, item: str | None, value: Any) -> str:
    parts: list[Any] = [deal, field, item]
    if isinstance(value, dict):
        parts += [value.get("kind"), *value.get("lender", ()), ">", *value.get("borrower", ())]
        parts += [value["currency"], f"{value['amount']:.15g}" if value["amount"] else ""]
    else:
        parts.append(value)
    return "/".join(str(part) for part in parts if part not in (None, ""))
