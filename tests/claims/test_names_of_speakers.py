"""Speakers named by their trade only, and names with a hyphen."""

from spacy.language import Language

from dealtrace.claims import casting, read
from dealtrace.claims.scene import ActorKind
from dealtrace.intake.report import Report
from dealtrace.language import annotate


def test_the_newspaper_is_the_one_named_before(nlp: Language) -> None:
    text = (
        "Peru has bought 20 tanks from Spain, the newspaper El Comercio reported on Monday. The "
        "tanks cost $80 million, the newspaper said."
    )
    (deal,) = read(Report(text), nlp).deals
    assert all(name != "newspaper" for name in deal.says)
    assert any("Comercio" in name for name in deal.says)


def test_a_hyphen_is_part_of_a_name(nlp: Language) -> None:
    report = Report("Defence Minister Anna Kowal-Nowak spoke of tanks in Warsaw.")
    people = [
        a.name
        for a in casting.stage(annotate(nlp, report), report).actors
        if a.kind is ActorKind.PERSON
    ]
    assert people == ["Anna Kowal-Nowak"]
