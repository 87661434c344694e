"""A report of our own and what a reader would take from it, built by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from dealtrace.claims.model import (
    Actor,
    Claim,
    ClaimType,
    Deal,
    DealKind,
    Evidence,
    Financing,
    FinancingKind,
    Item,
    ItemClass,
    Modality,
    Money,
    OfficeHolder,
    Place,
    Reading,
    Source,
    SourceKind,
    Stage,
    Terms,
    When,
)
from dealtrace.intake.report import Aside, AsideKind, Report

TEXT = """Norland to lend Suria $200 million for helicopters

By A Reporter

Norland will lend Suria $200 million to buy 12 Mi-17 helicopters, the daily
Kurier wrote on Monday, citing two officials.

Norland's defence minister, Ana Berg, met her Surian counterpart in the capital last week.
"We have signed nothing," she told the state agency.

Read more: other news
"""

LEND = TEXT.index("Norland will lend"), TEXT.index("officials.") + len("officials.")
MET = TEXT.index("Norland's defence"), TEXT.index("last week.") + len("last week.")
SIGNED = TEXT.index('"We have'), TEXT.index("agency.") + len("agency.")

KURIER = (
    Source("Kurier", SourceKind.PUBLISHER, "wrote"),
    Source("two officials", SourceKind.ANONYMOUS, "citing"),
)
HELICOPTERS = Item("12 Mi-17 helicopters", ItemClass.HELICOPTER, "Mi-17", 12)


def evidence(span: tuple[int, int]) -> tuple[Evidence, ...]:
    return (Evidence(*span, TEXT[slice(*span)]),)


def word(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def claims() -> tuple[Claim, ...]:
    rus, syr = Actor("Norland", "Norland", "NOR"), Actor("Suria", "Suria", "SYR")
    return (
        Claim(
            "c1",
            ClaimType.CREDIT,
            {"lender": (rus,), "borrower": (syr,)},
            evidence(LEND),
            Modality.PLANNED,
            KURIER,
            money=Money(200e6, "USD", "$200 million"),
            stage=Stage.ANNOUNCED,
            score=0.9,
            rule="credit/lend.01",
            trigger=(LEND[0] + 13, LEND[0] + 17),
        ),
        Claim(
            "c2",
            ClaimType.TRANSFER,
            {"supplier": (rus,), "recipient": (syr,)},
            evidence(LEND),
            Modality.PLANNED,
            KURIER,
            items=(HELICOPTERS,),
            score=0.6,
            rule="transfer/buy.01",
            trigger=word("buy"),
        ),
        Claim(
            "c3",
            ClaimType.MEETING,
            {"participant": (Actor("Ana Berg"), Actor("her Surian counterpart", None, "SYR"))},
            evidence(MET),
            time=When("2020-03-02/2020-03-08", "last week"),
            place=Place("the capital", "SYR"),
            score=0.8,
            rule="meeting/meet.03",
            trigger=word("met"),
        ),
        Claim(
            "c4",
            ClaimType.DENIAL,
            {"speaker": (Actor("Ana Berg"),)},
            evidence(SIGNED),
            Modality.DENIED,
            (Source("Ana Berg", SourceKind.OFFICIAL, "told"),),
            score=0.3,
            rule="denial/sign.02",
            trigger=word("signed"),
        ),
    )


def deal() -> Deal:
    loan = Financing(
        FinancingKind.LOAN, ("NOR",), ("SYR",), 200e6, "USD", Terms(3.0, 10.0, None), ("c1",)
    )
    return Deal(
        ("NOR",),
        ("SYR",),
        DealKind.SALE,
        (HELICOPTERS, Item("spare parts", ItemClass.PARTS)),
        Money(250e6, "USD", "about $250 million", approximate=True),
        (loan,),
        Stage.ANNOUNCED,
        "2020-03-09",
        True,
        ("Kurier", "two officials"),
        ("c2",),
        0.7,
    )


def report() -> Report:
    teaser = word("Read more: other news")
    return Report(
        TEXT,
        path="norland.txt",
        title="Norland to lend Suria $200 million for helicopters",
        publisher="The Example Times",
        published=dt.date(2020, 3, 9),
        asides=(
            Aside(0, TEXT.index("\n"), AsideKind.HEADLINE),
            Aside(*word("By A Reporter"), AsideKind.BYLINE),
            Aside(*teaser, AsideKind.TEASER),
        ),
    )


@pytest.fixture
def reading() -> Reading:
    holder = OfficeHolder("Ana Berg", "defence minister", "NOR", ("c3",))
    return Reading(report(), (deal(),), (), claims(), (holder,))
