"""The fields in which each analysis is asked for: the options of its command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dealtrace.analysis.network.web import Relation
from dealtrace.display import assuming
from dealtrace.display.asking import item_classes
from dealtrace.web.analyses.asked import Asked


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name in the address: of words, of a choice, or a box to tick.

    ``choices`` gives the values that may be chosen with their words.
    """

    name: str
    label: str
    hint: str = ""
    choices: Callable[[], Mapping[str, str]] | None = None
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Fields that are always seen, and others in groups that are opened."""

    fields: Sequence[Field]
    more: Mapping[str, Sequence[Field]]

    @property
    def hidden(self) -> list[Field]:
        """The fields that are opened."""
        return [one for group in self.more.values() for one in group]

    def opened(self, asked: Asked, problems: Mapping[str, str]) -> bool:
        """Whether something that is opened is given or wrong."""
        return any(asked.get(one.name) or one.name in problems for one in self.hidden)

    def besides(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Return the problems that no field of the form has."""
        names = {one.name for one in (*self.fields, *self.hidden)}
        return {name: problem for name, problem in problems.items() if name not in names}


def _words(known: Callable[[], Sequence[str]], first: str) -> Callable[[], dict[str, str]]:
    """Return the choices of a closed list; ``first`` of it, or else, is where none is made."""
    return lambda: {"": first} | {one: one for one in known() if one != first}


_DEAL = Field("deal", "Deal", "its id")
_BORROWER = Field("state", "Borrower", "Cuba")
_AS_OF = Field("as_of", "As known on", "today")
_DAYS = (Field("since", "Since", "2010"), Field("until", "Until", "2020-06"), _AS_OF)
_CLASS = Field("class", "Class of arms", choices=_words(item_classes, "any"))
_TERMS = (
    Field("rate", "Interest, % a year", "3 or 2..4"),
    Field("years", "Years", "10"),
    Field("grace", "Years of grace", "2"),
    Field("per_year", "Payments a year", choices=_words(assuming.per_year, "2")),
    Field("repayment", "Repaid by", choices=_words(assuming.repayments, "equal principal")),
)

FORMS: dict[str, Form] = {
    "credit": Form(
        (_DEAL, _BORROWER, Field("other", "Lender"), *_DAYS),
        {
            "Terms, assumed where no report tells them": _TERMS,
            "How it is judged and shown": (
                Field("group", "Borrower's income", choices=_words(assuming.groups, "as listed")),
                Field("cirr", "CIRR, %", "as published"),
                Field("prices", "In prices of", "2020"),
                Field("schedule", "Every payment", tick=True),
            ),
            "A loan of no deal": (
                Field("amount", "Sum", "50m"),
                Field("currency", "Currency", "USD"),
            ),
        },
    ),
    "pay": Form(
        (_DEAL, _BORROWER, _AS_OF, Field("pledged", "Pledged loans too", tick=True)),
        {"Terms, assumed where no report tells them": _TERMS},
    ),
    "dependence": Form(
        (
            Field("state", "Recipient", "Cuba"),
            *_DAYS,
            _CLASS,
            Field("by", "Shares of", choices=lambda: {"": "deals", "value": "US dollars"}),
        ),
        {
            "How much is shown": (
                Field("window", "Years together", "5"),
                Field("limit", "States ranked", "30"),
            )
        },
    ),
    "network": Form(
        (
            Field("state", "Around", "Cuba"),
            *_DAYS,
            _CLASS,
            Field(
                "relation", "Tied by", choices=_words(lambda: [*Relation], Relation.SUPPLY.value)
            ),
        ),
        {
            "How much is shown": (
                Field("most", "Nodes kept", "100"),
                Field("limit", "Rows", "50"),
                Field("persons", "Persons, in meetings", tick=True),
            )
        },
    ),
    "corroboration": Form((_DEAL, _AS_OF), {}),
    "timeline": Form(
        (
            _DEAL,
            Field("state", "State", "Cuba"),
            Field("other", "Supplied by"),
            Field("recipient", "Supplied to"),
            *_DAYS,
        ),
        {},
    ),
}
"""The form of each analysis."""
