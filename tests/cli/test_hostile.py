"""Whatever stands in a report, and so in a reading, no view of it breaks or lets it out."""

import io
import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrace.claims import wire
from dealtrace.claims.model import (
    Actor,
    Claim,
    ClaimType,
    Deal,
    Evidence,
    Item,
    ItemClass,
    Money,
    OfficeHolder,
    Place,
    Reading,
    Source,
    SourceKind,
    When,
)
from dealtrace.cli import layout, page, terminal
from dealtrace.intake.report import Aside, AsideKind, Report

from .test_page import Structure

WORDS = st.text(
    st.characters()
    | st.sampled_from("ab <>&\"'[]/\\\n\t\r\x00\x1b\x07\x9b\u202e\u2028\ufeff\ud800é火")
    | st.characters(),
    min_size=1,
    max_size=40,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(WORDS) + "x"
    ends = st.integers(0, len(text))

    def span() -> tuple[int, int]:
        start, end = sorted((draw(ends), draw(ends)))
        return (start, end) if start < end else (0, len(text))

    def claim(number: int) -> Claim:
        start, end = span()
        return Claim(
            f"c{number}",
            draw(st.sampled_from(ClaimType)),
            {"speaker": (Actor(draw(WORDS)),)},
            (Evidence(start, end, text[start:end]),),
            attribution=(Source(draw(WORDS), draw(st.sampled_from(SourceKind)), draw(WORDS)),),
            items=(Item(draw(WORDS), ItemClass.TANK, draw(WORDS), 3),),
            money=Money(draw(st.floats(0, 1e15)), None, draw(WORDS)),
            time=When("2020", draw(WORDS)),
            place=Place(draw(WORDS)),
            trigger=span(),
        )

    claims = tuple(claim(number) for number in range(1, draw(st.integers(1, 4))))
    deal = Deal(("RUS",), ("CUB",), items=(Item(draw(WORDS), ItemClass.TANK),), says=(draw(WORDS),))
    aside = Aside(*span(), AsideKind.NOTICE)
    report = Report(
        text,
        draw(WORDS),
        draw(WORDS),
        draw(WORDS),
        draw(WORDS),
        asides=(aside,),
        notes=(draw(WORDS),),
    )
    return Reading(report, (deal,), (), claims, (OfficeHolder(draw(WORDS), draw(WORDS), None),))


@given(readings())
@settings(max_examples=60, deadline=None)
def test_no_view_breaks_or_lets_anything_out(reading: Reading) -> None:
    stream = io.StringIO()
    layout.show(terminal.dossier(reading), stream)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", stream.getvalue())

    line = wire.line(reading)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == wire.to_json(reading)

    found = Structure(page.render([reading]))
    assert found.stack == []
    assert sum(tag == "script" for tag, _ in found.tags) == 1
    page.render([reading]).encode()
