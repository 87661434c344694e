import datetime as dt

import pytest

from dealtrace.intake.report import AsideKind
from dealtrace.intake.text import report_from_text

WIRE = """Norway to Sell Six Patrol Boats to Ghana

By Kari Example
OSLO, March 3, 2015 (Reuters) - Norway will sell six used patrol boats to Ghana, the defence
ministry said.

The boats cost 12 million euros.

Follow us on Facebook
"""


def test_wire_story_is_taken_apart() -> None:
    report = report_from_text(WIRE)
    assert report.text == WIRE
    assert report.title == "Norway to Sell Six Patrol Boats to Ghana"
    assert report.published == dt.date(2015, 3, 3)
    assert report.publisher == "Reuters"
    assert report.dateline == "Oslo"
    marked = [(WIRE[a.start : a.end], a.kind) for a in report.asides]
    assert marked == [
        ("Norway to Sell Six Patrol Boats to Ghana", AsideKind.HEADLINE),
        ("By Kari Example", AsideKind.BYLINE),
        ("OSLO, March 3, 2015 (Reuters) -", AsideKind.DATELINE),
        ("Follow us on Facebook", AsideKind.NOTICE),
    ]


STORY = "The navy took over two frigates on Monday, an official said. No price was given."


@pytest.mark.parametrize(
    ("head", "day", "place"),
    [
        ("Navy gets its ships\nHarbour Weekly no. 12 - 3 May 2010\n\n", "2010-05-03", None),
        ("Frigates arrive\nHarbour Weekly | In brief | 3 May 2010\n\n", "2010-05-03", None),
        ("Frigates arrive\nHarbour Weekly / Lima / 3 May 2010\n\n", "2010-05-03", "Lima"),
        ("Is the navy glad of them?\n\nLima, 3 May 2010 (from Spanish)\n\n", "2010-05-03", "Lima"),
        ("Frigates arrive\n\nHarbour Weekly, Lima, 3 May 2010. ", "2010-05-03", "Lima"),
        ("Frigates arrive\n\n(3 May 2010, AFP) ", "2010-05-03", None),
        ("Frigates arrive\n\nHarbour Weekly, May 3, 2010 | LIMA — ", "2010-05-03", "Lima"),
        ("$2 bil. frigates arrive in Lima\nHarbour Weekly, 2010-05-03\n\n", "2010-05-03", None),
        ("Frigates arrive\n\n", "None", None),
    ],
)
def test_day_and_place_of_a_papers_own_head(head: str, day: str, place: str | None) -> None:
    report = report_from_text(head + STORY)
    assert (str(report.published), report.dateline) == (day, place)
    story = [a for a in report.asides if a.end > len(head) + 1]
    assert not story


def test_lines_wrapped_by_hand_are_story_even_if_names_begin_most_of_them() -> None:
    text = (
        "LIMA, May 3 - The navy of Peru took over the first two frigates from\n"
        "the Callao yard on Monday, a spokesman of the Ministry of Defence told\n"
        "El Faro, which had been the first paper to report in January that the\n"
        "navy wanted four such ships, all of them to be built there by Callao's\n"
        "Astilleros, of which the state owns half the shares, and not in Italy.\n"
    )
    report = report_from_text(text)
    assert [a.kind for a in report.asides] == [AsideKind.DATELINE]
