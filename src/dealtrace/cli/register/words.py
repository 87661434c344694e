"""The parts of a dossier in words and colours for the terminal."""

from __future__ import annotations

from rich.text import Text

from dealtrace.display import phrases
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.model import Json

_OVER = {"cancelled": "red", "denied": "red"}


def matter(row: DealRow) -> Text:
    """Return parties and arms of a deal in a list."""
    named = phrases.all_arms(row.dossier["items"])
    return Text.assemble((phrases.parties(row.dossier), "bold"), f": {named}")


def sums(row: DealRow) -> Text | None:
    """Return price and financing preferred of a deal in a list; None where nobody tells any."""
    told = phrases.sums(row.dossier)
    return Text(told) if told else None


def stage(row: DealRow) -> Text:
    """Return how far a deal has come, and what is to be known of it besides."""
    text = Text(row.stage + (" (planned)" if row.hedged else ""), _style(row.stage, row.hedged))
    if row.confirmed:
        text.append(" · confirmed", "green")
    if row.dormant:
        text.append(" · dormant", "yellow")
    return text


def _style(stage: str, hedged: bool) -> str:
    return _OVER.get(stage) or ("yellow" if hedged else "green")


def step(one: Json) -> Text:
    """Return one step of a deal's course."""
    words = phrases.standing(one["stage"], one["date"], one["hedged"])
    return Text(words, _style(one["stage"], one["hedged"]))
