"""What somebody says where no more telling claim is made of it."""

from dealtrace.claims.model import ClaimType, Modality
from tests.claims.build import attribute, build, claims, names, reading

GROUNDLESS = "The ministry said the report was groundless."


def test_calling_a_report_false_is_a_denial() -> None:
    doc = build(GROUNDLESS)
    attribute(doc, "The ministry", "said", "the report was groundless")
    (claim,) = reading(doc).claims
    assert (claim.type, claim.modality) == (ClaimType.DENIAL, Modality.DENIED)
    assert names(claim, "speaker") == {"ministry"}
    assert [source.name for source in claim.attribution] == ["ministry"]


def test_what_is_said_is_a_statement_of_who_says_it() -> None:
    doc = build("Kommersant reported the talks.")
    attribute(doc, "Kommersant", "reported", "the talks")
    (claim,) = reading(doc).claims
    assert claim.type is ClaimType.STATEMENT
    assert names(claim, "speaker") == {"Kommersant"}


def test_a_sentence_with_a_claim_of_its_own_makes_no_statement() -> None:
    doc = build("He said Iran had bought the radars.", "Spain sold Morocco 20 tanks.")
    found = reading(doc)
    assert not claims(found, ClaimType.STATEMENT)
    assert claims(found, ClaimType.SUPPLY)


def test_who_denies_is_named_as_speaker() -> None:
    (claim,) = claims(reading(build("Croatia denied the report.")), ClaimType.DENIAL)
    assert claim.modality is Modality.DENIED
    assert claim.attribution[-1].name == "Croatia"


def test_a_wish_is_no_statement_of_anybody() -> None:
    doc = build("Kenya's economy grew last year.")
    assert not claims(reading(doc), ClaimType.DENIAL)
