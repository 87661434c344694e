import datetime as dt

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
