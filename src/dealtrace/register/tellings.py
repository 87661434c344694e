"""From the JSON of a reading to the tellings the register merges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dealtrace.register.backing import Key, backing, key_of
from dealtrace.register.model import COURSE, Json, ReportRef, Telling


def tellings(report: ReportRef, reading: Mapping[str, Any]) -> list[Telling]:
    """Return the deals of one report that have a party at least, as tellings.

    ``reading`` has the keys of ``dealtrace read --json``. A deal's chains of speakers are those of
    its claims and of its financing's.
    """
    claims = {claim["id"]: _with_sum(claim) for claim in reading.get("claims", ())}
    return [
        _telling(report, place, deal, claims)
        for place, deal in enumerate(reading["deals"])
        if deal["supplier"] or deal["recipient"]
    ]


def _telling(report: ReportRef, place: int, deal: Json, claims: Mapping[str, Json]) -> Telling:
    told = chains(deal, claims)
    return Telling(report, place, deal, told, steps(deal, claims), backing(deal, told, claims))


def _with_sum(claim: Json) -> Json:
    """Return a claim as the register keeps it: its sum beside what else it says."""
    money = claim["money"] or {"amount": None, "currency": None}
    return {**claim, "amount": money["amount"], "currency": money["currency"]}


def numbers(deal: Json) -> list[str]:
    """Return the numbers of the claims that a deal of a report rests on."""
    return [*deal["claims"], *(number for way in deal["financing"] for number in way["claims"])]


def chains(deal: Json, claims: Mapping[str, Json]) -> tuple[tuple[Json, ...], ...]:
    """Return the different chains of a deal's claims, in order."""
    found: dict[Key, tuple[Json, ...]] = {}
    for number in numbers(deal):
        chain = tuple(claims[number]["attribution"]) if number in claims else ()
        found.setdefault(key_of(chain), chain)
    return tuple(found.values())


def steps(deal: Json, claims: Mapping[str, Json]) -> tuple[tuple[str, str | None], ...]:
    """Return the stages before the deal's own that its claims tell of as done, with their days."""
    before = COURSE[: COURSE.index(deal["stage"])]
    done = (claims[number] for number in numbers(deal) if number in claims)
    steps = (
        (claim["stage"], day_of(claim["time"]))
        for claim in done
        if claim["stage"] in before and claim["modality"] == "asserted"
    )
    return tuple(dict.fromkeys(steps))


def day_of(time: Json | None) -> str | None:
    """Return a time's value if it is a day, month or year."""
    value = time["value"] if time else ""
    return value if len(value) in {4, 7, 10} and value[:4].isdigit() else None
