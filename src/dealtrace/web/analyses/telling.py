"""How far a deal is borne out, and what happened when."""

from __future__ import annotations

from sqlalchemy import Connection

from dealtrace.analysis.corroboration import Corroboration, corroboration
from dealtrace.analysis.pictures import timelines
from dealtrace.analysis.timeline import Event, deal_timeline, states_timeline
from dealtrace.analysis.values import AnalysisError
from dealtrace.display import figures, phrases
from dealtrace.register.deal_lists import Filter
from dealtrace.web.analyses.asked import Asked
from dealtrace.web.analyses.sheets import Analysis, Cell, deal, sheet

_EVENTS = 500


def corroborate(connection: Connection, asked: Asked) -> Analysis:
    """Voices behind a deal, agreement, gaps, questions."""
    if not asked["deal"]:
        raise AnalysisError("name a deal")
    found = corroboration(connection, asked["deal"], asked.as_of)
    voices = [
        (
            one.name,
            one.kind,
            phrases.counted(len(one.reports), "report"),
            f"{one.reliability} {one.reliability.meaning}",
        )
        for one in found.voices
    ]
    points = [
        (p.field, p.value, p.grade, phrases.names(p.roots), _against(p.others, p.against))
        for p in found.points
    ]
    sheets = [
        *sheet("Voices", "Voice|Kind|Reports|Reliability", voices),
        *sheet("What is told", "What|Told|Grade|For it|Against it", points),
        *sheet("To ask next", "Question", [(line,) for line in found.questions]),
    ]
    return Analysis(found, found.headline, sheets, _notes(found))


def _against(others: tuple[str, ...], names: tuple[str, ...]) -> str:
    return f"{', '.join(others)} ({phrases.names(names)})" if others else ""


def _notes(found: Corroboration) -> list[str]:
    copies = f", {found.copies} of them copies" if found.copies else ""
    told = phrases.counted(found.reports, "report")
    return [
        f"{found.grade} {found.meaning}: {found.why}",
        f"Told by {told}{copies}; {len(found.voices)} independent.",
        f"Agreement: {figures.agreement(found.agreement)}.",
        *(f"Denied by {line}" for line in found.denied_by),
        *(f"Unconfirmed: {line}" for line in found.unconfirmed),
    ]


def timeline(connection: Connection, asked: Asked) -> Analysis:
    """The course of a deal, or of all deals of a state or two."""
    if asked["deal"]:
        found = deal_timeline(connection, asked["deal"], asked.as_of)
    elif any(asked[name] for name in ("state", "other", "recipient")):
        wanted = Filter(asked["other"], asked["recipient"], asked["state"])
        found = states_timeline(
            connection, wanted, since=asked["since"], until=asked["until"], as_of=asked.as_of
        )
    else:
        raise AnalysisError("name a deal or a state")
    rows = [_event(event) for event in found.events[-_EVENTS:]]
    left = len(found.events) - len(rows)
    notes = [f"{left:,} earlier events are left out."] if left else []
    chart = timelines.timeline(found) if rows else None
    notes += [] if rows else ["Nothing with a day."]
    return Analysis(found, found.of, sheet("Events", "Day|What|Deal|Told|Says", rows), notes, chart)


def _event(one: Event) -> tuple[Cell, ...]:
    planned = " (planned or possible)" if one.hedged else ""
    where: Cell = deal(one.deal) if one.deal else ""
    says = phrases.names(one.says) if one.says else ""
    return one.date, one.kind, where, one.text + planned, says
