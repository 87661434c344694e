"""When deals reached their stage, and how far the parts of an order have come."""

import datetime as dt

import pytest
from spacy.language import Language

from dealtrace.claims import read
from dealtrace.claims.model import Deal, Stage
from dealtrace.intake.report import Report


def only(nlp: Language, text: str) -> Deal:
    (deal,) = read(Report(text, published=dt.date(2019, 3, 8)), nlp).deals
    return deal


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Chile signed a contract with Spain for 12 tanks on 5 March 2019.", "2019-03-05"),
        ("Chile bought 12 tanks from Spain in 2011.", "2011"),
        (
            "Chile has signed a contract with Spain for 12 tanks. They will arrive in June 2021.",
            None,
        ),
        ("Spain delivered 40 tanks to Chile, the ministry said.", "2019-03"),
    ],
)
def test_when_the_stage_was_reached(nlp: Language, text: str, date: str | None) -> None:
    assert only(nlp, text).stage_date == date


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Russia delivered ten of the 40 tanks that Peru ordered.", Stage.IN_DELIVERY),
        (
            "Turkey will give Peru 34 trainer jets free of cost, under an agreement signed by the "
            "two air forces in Lima.",
            Stage.SIGNED,
        ),
        ("Peru has 40 tanks on order from Russia.", Stage.SIGNED),
        ("Russia lifted its ban on the delivery of 40 tanks to Peru on Monday.", Stage.APPROVED),
    ],
)
def test_how_far_it_has_come(nlp: Language, text: str, stage: Stage) -> None:
    assert only(nlp, text).stage is stage
