"""When a deal reached its stage: by what decides the stage, else by the report's own day."""

from __future__ import annotations

from collections.abc import Iterable

from dealtrace.claims.deals.events import Event
from dealtrace.claims.deals.stages import stage_of
from dealtrace.claims.model import Stage
from dealtrace.claims.scene import Scene

_ARRIVING = {Stage.IN_DELIVERY, Stage.DELIVERED}


def date_of(
    scene: Scene, events: list[Event], stage: Stage, hedged: bool, main: bool
) -> str | None:
    """Return the day, month or year (ISO 8601) in which a deal reached its stage, if told.

    What is done can't lie after the report. Arms whose arrival is the news arrive in its month,
    though the report dates their order.
    """
    published = scene.report.published
    deciding = _dates(e for e in events if stage_of(e) is stage)
    others = _dates(e for e in events if stage_of(e) is not stage)
    if published is None or hedged:
        return next(iter((*deciding, *others)), None)
    if stage in _ARRIVING and main:  # that they were ordered earlier is another matter
        others = [d for d in others if d[:4] == str(published.year)]
    done = [d for d in (*deciding, *others) if d <= published.isoformat()]
    news = published.isoformat()[:7] if stage in _ARRIVING and main else None
    return next(iter(done), news)


def _dates(events: Iterable[Event]) -> list[str]:
    """Return the first days of the times that events are dated to."""
    return [e.when.value.split("/")[0] for e in events if e.when]
