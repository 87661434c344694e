"""Events in the terms of PLOVER, as JSON Lines and as a table with the columns of POLECAT.

A stage of a deal is one event, whoever and however many tell of it; meetings, visits, sanctions,
credits and the like that belong to no deal are one event for each report, copies left out. What
PLOVER has no place for stands under ``dealtrace``: deal, stage, speakers, reports, grade. PLOVER
wants a day for each event: where a report gives a month or a year, ``date`` and ``enddate`` are its
first and last day. An event without any date, or whose actor nobody names, can't be written: it is
counted as ``left out``.
"""

from __future__ import annotations

import calendar
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, BinaryIO

import yaml

from dealtrace import __version__
from dealtrace.display.tables import defused
from dealtrace.exports.lines import put
from dealtrace.exports.values import Value, values
from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.cow import cow_number
from dealtrace.knowledge.geonames import listed
from dealtrace.register.appraisal import Appraisal
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.model import Json
from dealtrace.register.streams import Actor, Claim, Stream

CODEBOOK = "PLOVER 2021"
NONE = "None"  # what POLECAT's files have where there is nothing

POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|"
    "Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|"
    "Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|"
    "District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
"""POLECAT's columns, in its order (https://doi.org/10.7910/DVN/AJGVIT)."""

MORE = ("Deal", "Stage", "Hedged", "Says", "Reports", "Grade", "Event End Date", "Event Text")
"""Columns after these, which POLECAT has not."""


@cache
def coding() -> Json:
    """Return the table that says how stages and claims are coded (``plover.yaml``)."""
    path = resources.files("dealtrace.exports") / "plover.yaml"
    return dict(yaml.safe_load(path.read_text("utf-8")))


def write(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write events as JSON Lines; returns how many there are of each category."""
    counts: Counter[str] = Counter()
    for event in _events(stream, counts):
        put(file, event)
    return counts


def write_polecat(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write events as CSV with POLECAT's columns; returns how many there are of each category."""
    counts: Counter[str] = Counter()
    text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow([*POLECAT, *MORE])
    for event in _events(stream, counts):
        table.writerow(_polecat(event))
    text.detach()
    return counts


def _events(stream: Stream, counts: Counter[str]) -> Iterator[Json]:
    for event in _all(stream):
        if event["date"] is None or not event["source"]:
            counts["left out"] += 1
        else:
            counts[event["event"][0]] += 1
            yield {name: value for name, value in event.items() if value not in (None, [], "")}


def _all(stream: Stream) -> Iterator[Json]:
    for row, appraisal in stream.appraised():
        stages = {v.value: v for v in values(row.dossier, appraisal) if v.field == "stage"}
        for step in row.dossier["status_history"]:
            yield _of_stage(row, appraisal, step, stages.get(step["stage"]))
    for claim in stream.claims():
        stands = not (claim.is_copy or claim.rejected or claim.deals)
        if stands and claim.type in coding()["claims"]:
            yield _of_claim(claim)


def _of_stage(row: DealRow, appraisal: Appraisal, step: Json, value: Value | None) -> Json:
    code, sides = _code_of(row.kind, step), _sides(row, step["stage"])
    source = [one for side in code.get("source", ["supplier"]) for one in sides[side]]
    recipient = [one for side in code.get("recipient", ["recipient"]) for one in sides[side]]
    texts = [s.text for s in appraisal.sentences if _tells(s, step)]
    first = next((s for s in appraisal.sentences if s.report in step["reports"]), None)
    return _event(
        f"{row.id}-{step['stage'].replace(' ', '-')}",
        step["date"],
        code,
        [_state(name) for name in source],
        [_state(name) for name in recipient],
        event_text=list(dict.fromkeys(texts)),
        link=row.id,
        cite_info=_cited(step["reports"]),
        dealtrace={
            "deal": row.id,
            "stage": step["stage"],
            "hedged": step["hedged"],
            "says": value.told["says"] if value else [],
            "reports": step["reports"],
            "grade": str(value.grade) if value and value.grade else None,
            "published": first.published.isoformat() if first and first.published else None,
        },
    )


def _tells(sentence: Any, step: Json) -> bool:
    return sentence.report in step["reports"] and sentence.stage == step["stage"]


def _code_of(kind: str, step: Json) -> Json:
    stage = step["stage"]
    if step["hedged"]:
        return dict(coding()["hedged"][stage])
    gift = coding()["gifts"].get(stage) if kind == "gift" else None
    return dict(gift or coding()["stages"][stage])


def _sides(row: DealRow, stage: str) -> dict[str, list[str]]:
    """Who gives and takes: supplier and recipient, or, when it is paid for, lender and borrower."""
    body = row.dossier
    sides = {"supplier": body["supplier"], "recipient": body["recipient"]}
    if stage == "financed" and body["financing"]:
        way = body["financing"][0]["value"]
        sides["supplier"] = way["lender"] or sides["supplier"]
        sides["recipient"] = way["borrower"] or sides["recipient"]
    return sides


def _of_claim(claim: Claim) -> Json:
    code = dict(coding()["claims"][claim.type])
    if claim.modality in ("planned", "possible") and code["event"] in coding()["promised"]:
        code |= {"event": "AGREE", "mode": None}
    code["context"] = [*code["context"], *coding()["modality"][claim.modality]]
    sides = {
        side: [_actor(a) for a in claim.actors if a.role in code[side]]
        for side in ("source", "recipient")
    }
    return _event(
        f"{claim.report}-{claim.number}",
        (claim.time or (claim.published.isoformat() if claim.published else None)),
        code,
        sides["source"],
        sides["recipient"],
        event_text=[claim.text],
        event_loc=_location(claim.place, claim.place_country) if claim.place else None,
        text_info={"start": claim.evidence[0][0], "end": claim.evidence[-1][1]}
        if claim.evidence
        else None,
        cite_info=_cited([claim.report]) | {"publication": claim.publisher, "url": claim.url},
        dealtrace={
            "claim": claim.id,
            "modality": claim.modality,
            "says": [link["source"] for link in claim.attribution],
            "reports": [claim.report],
            "score": claim.score,
            "amount": claim.amount,
            "currency": claim.currency,
            "published": claim.published.isoformat() if claim.published else None,
        },
    )


def _location(name: str, iso3: str | None) -> Json:
    """A place as told; states and capitals with GeoNames' number, cities with coordinates."""
    known = listed(name, iso3)
    found: Json = {"name": name, "cc3": iso3 or (known.iso3 if known else None)}
    if known:
        found |= {"geonameid": known.number}
        found |= {"latitude": known.latitude, "longitude": known.longitude}
    return {key: value for key, value in found.items() if value is not None}


def _event(
    id_: str,
    time: str | None,
    code: Json,
    source: Sequence[Json],
    recipient: Sequence[Json],
    **more: Any,
) -> Json:
    first, last = _days(time)
    quad, number = _quad(code["event"])
    return {
        "id": id_,
        "date": first,
        "enddate": last if last != first else None,
        "source": list(source),
        "recipient": list(recipient),
        "event": [code["event"]],
        "mode": [code["mode"]] if code.get("mode") else [],
        "context": code["context"],
        "quad_code": number,
        "quad": quad,
        "event_scale": coding()["scale"][code["event"]],
        "coder": f"dealtrace {__version__}",
        **more,
    }


def _quad(event: str) -> tuple[str, int]:
    quads: dict[str, list[str]] = coding()["quad"]
    name = next(name for name, events in quads.items() if event in events)
    return name, list(quads).index(name) + 1


def _days(time: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of a date, a month, a year, or an interval of these."""
    if not time:
        return None, None
    first, _, last = time.partition("/")
    return _first(first), _last(last or first)


def _first(date: str) -> str | None:
    return (date + "-01-01")[:10] if _is_date(date) else None


def _last(date: str) -> str | None:
    if not _is_date(date):
        return None
    year, month, *_ = (*map(int, date.split("-")), 12)
    return date if len(date) == 10 else f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"


def _is_date(date: str) -> bool:
    return len(date) in {4, 7, 10} and date.replace("-", "").isdecimal()


def _state(name: str) -> Json:
    """An actor that is a state, by its code, or an organisation, by its name."""
    state = countries().get(name)
    if state is None:
        return {"actor_text": name, "identifier_text": name}
    return {"code": name, "sector": "GOV", "identifier_text": state.name}


def _actor(actor: Actor) -> Json:
    found = {
        "code": actor.country,
        "sector": coding()["sectors"].get(actor.kind),
        "actor_text": actor.as_written,
        "identifier_id": actor.entity,
        "identifier_text": actor.name,
    }
    return {name: value for name, value in found.items() if value}


def _cited(reports: Sequence[str]) -> Json:
    return {"citation": "; ".join(reports), "codebook": CODEBOOK, "version": __version__}


def _polecat(event: Json) -> list[str | float]:
    own, loc, year = event["dealtrace"], event.get("event_loc", {}), int(event["date"][:4])
    cells: dict[str, str | float | None] = {
        "Event ID": event["id"],
        "Event Date": event["date"],
        "Event Type": event["event"][0],
        "Event Mode": _joined(event.get("mode")),
        "Intensity": event["event_scale"],
        "Quad Code": event["quad"],
        "Contexts": _joined(event.get("context")),
        **_party("Actor", event["source"], year),
        **_party("Recipient", event.get("recipient", []), year),
        "Placename": loc.get("name"),
        "City": loc.get("name") if "latitude" in loc else None,
        "Country": loc.get("cc3"),
        "Latitude": loc.get("latitude"),
        "Longitude": loc.get("longitude"),
        "GeoNames ID": str(loc["geonameid"]) if "geonameid" in loc else None,
        "Raw Placename": loc.get("name"),
        "Source": event["cite_info"].get("publication") or event["cite_info"]["citation"],
        "Publication Date": own.get("published"),
        "Version": event["coder"],
        "Deal": own.get("deal"),
        "Stage": own.get("stage"),
        "Hedged": str(own["hedged"]) if "hedged" in own else own.get("modality"),
        "Says": _joined(own.get("says")),
        "Reports": _joined(own["reports"]),
        "Grade": own.get("grade"),
        "Event End Date": event.get("enddate"),
        "Event Text": " ".join(event.get("event_text", [])),
    }
    found = [cells.get(name) or NONE for name in (*POLECAT, *MORE)]
    return [defused(cell) if isinstance(cell, str) else cell for cell in found]


def _party(side: str, actors: Sequence[Json], year: int) -> dict[str, str | None]:
    def column(name: str) -> str | None:
        return _joined([a[name] for a in actors if name in a])

    numbers = [cow_number(a["code"], year) for a in actors if "code" in a]
    sectors = [a["sector"] for a in actors if "sector" in a]
    return {
        f"{side} Name": column("identifier_text"),
        f"{side} Country": column("code"),
        f"{side} COW": _joined([str(number) for number in numbers if number is not None]),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": column("sector"),
        f"{side} Name Raw": column("actor_text"),
    }


def _joined(parts: Sequence[str] | None) -> str | None:
    return "; ".join(parts) if parts else None
