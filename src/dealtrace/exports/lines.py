"""JSON Lines: all the register holds, one object a line, with nothing left out but full texts.

Each object has ``record``: ``register`` (the first line), ``deal``, ``report``, ``claim``,
``entity``, ``office``, ``decision``, ``grading`` (of a source, by a person). A deal has the keys of
``dealtrace deals --json``, and ``values`` with the grade and the sentence of each value told.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from dealtrace import __version__
from dealtrace.exports.text import to_json
from dealtrace.exports.values import Value, values
from dealtrace.register.streams import Decided, Stream

Json = dict[str, Any]


def write(stream: Stream, file: BinaryIO) -> Counter[str]:
    """Write the lines; returns how many there are of each type."""
    counts: Counter[str] = Counter()
    put(file, _register(stream))
    for kind, one in _objects(stream):
        put(file, {"record": kind, **one})
        counts[kind] += 1
    return counts


def put(file: BinaryIO, one: Any) -> None:
    """Write an object on a line of its own."""
    file.write(to_json(one).encode("utf-8", "replace") + b"\n")


def _register(stream: Stream) -> Json:
    as_of = stream.as_of or dt.date.today()
    return {"record": "register", "made_by": f"dealtrace {__version__}", "as_of": as_of.isoformat()}


def _objects(stream: Stream) -> Iterator[tuple[str, Json]]:
    for row, appraisal in stream.appraised():
        told = values(row.dossier, appraisal)
        yield "deal", {**row.dossier, "dormant": row.dormant, "values": list(map(_value, told))}
    yield from (("decision", _decision(one)) for one in stream.decisions())
    for kind, found in (
        ("grading", stream.gradings()),
        ("report", stream.reports()),
        ("claim", stream.claims()),
        ("entity", stream.entities()),
        ("office", stream.offices()),
    ):
        yield from ((kind, _plain(one)) for one in found)


def _value(value: Value) -> Json:
    sentence = value.sentence
    return {
        "id": value.id,
        "field": value.field,
        "item": value.item,
        "rank": value.rank,
        "disputed": value.disputed,
        "value": value.value,
        "grade": value.grade and str(value.grade),
        "why": value.grade and value.grade.why,
        "claim": sentence and f"{sentence.report}#{sentence.claim}",
        "sentence": sentence and sentence.text,
    }


def _decision(one: Decided) -> Json:
    return {**_plain(one.made), "stands": one.stands, "deals": list(one.deals)}


def _plain(one: Any) -> Json:
    return {name: _iso(value) for name, value in dataclasses.asdict(one).items()}


def _iso(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds") + "Z"
    return value.isoformat() if isinstance(value, dt.date) else value
