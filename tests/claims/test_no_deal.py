"""Reports that name arms and states and tell of no deal, and notices that tell of one tersely."""

import datetime as dt

import pytest
from spacy.language import Language

from dealtrace.claims import read
from dealtrace.claims.model import Deal, Stage
from dealtrace.intake.report import Report


def deals(nlp: Language, text: str) -> tuple[Deal, ...]:
    return read(Report(text, published=dt.date(2021, 6, 10)), nlp).deals


@pytest.mark.parametrize(
    "text",
    [
        "Two Greek F-16s were scrambled on Tuesday when Turkish jets came close to Rhodes, the "
        "general staff in Athens said. The planes turned home after ten minutes.",
        "A Pakistani Mirage crashed near Attock on Friday. The pilot, who had trained in France, "
        "ejected safely. An inquiry has begun.",
        "Rebels in Myanmar shot down a Russian-made Mi-17 helicopter over Kachin, witnesses in "
        "Thailand said. The army sent two jets and artillery against the village.",
        "The United States Navy has stationed two destroyers and a submarine off South Korea to "
        "deter China, a spokesman said. Beijing sent a frigate to watch them.",
    ],
    ids=["scramble", "crash", "war", "presence"],
)
def test_arms_that_nobody_buys_are_no_deal(nlp: Language, text: str) -> None:
    assert deals(nlp, text) == ()


def test_airliners_are_no_arms(nlp: Language) -> None:
    text = "Garuda of Indonesia ordered 20 Boeing 737 passenger jets from the United States in May."
    assert deals(nlp, text) == ()


def test_who_suffers_an_invasion_is_no_party(nlp: Language) -> None:
    (deal,) = deals(
        nlp,
        "Egypt has bought 40 tanks from the United States since the invasion of Kuwait.",
    )
    assert (deal.supplier, deal.recipient) == (("USA",), ("EGY",))


def test_a_notification_names_its_supplier(nlp: Language) -> None:
    (deal,) = deals(
        nlp,
        "The Government of Croatia has requested to buy twenty-four (24) Bradley vehicles for an "
        "estimated cost of $190 million under a Foreign Military Sale.",
    )
    assert (deal.supplier, deal.recipient) == (("USA",), ("HRV",))
    assert deal.items[0].quantity == 24


def test_what_is_only_meant_is_considered(nlp: Language) -> None:
    (deal,) = deals(nlp, "Chile intends to buy 12 Gripen fighters from Sweden.")
    assert (deal.stage, deal.hedged) == (Stage.CONSIDERED, True)


def test_what_a_contract_covers_is_signed(nlp: Language) -> None:
    (deal,) = deals(nlp, "The contract covers the sale of 30 howitzers by France to Morocco.")
    assert (deal.stage, deal.hedged) == (Stage.SIGNED, False)
