"""What the pipeline adds to a spaCy ``Doc`` beyond tags, tree and names.

All positions are token indices of the document: ``start`` included, ``end`` excluded, so that
``doc[a.start:a.end]`` is the span. The pipeline sets them as custom attributes (see
:func:`register_extensions`), so any component, ours or another, can read them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a predicate: PropBank role (``ARG0``..``ARG5``, ``ARGM-TMP``...) and span."""

    role: str
    start: int
    end: int
    head: int  # the token of the span whose syntactic head lies outside it
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or noun that says something happens, with its PropBank roleset (``lend.01``)."""

    token: int
    roleset: str
    arguments: tuple[Argument, ...] = ()
    score: float = 1.0
    factuality: float = 3.0  # -3 (certainly did not happen) .. 3 (certainly did), as in UDS

    def arg(self, *roles: str) -> Argument | None:
        """Return the first argument whose role is one of ``roles``, in their order, or None."""
        for role in roles:
            for argument in self.arguments:
                if argument.role == role:
                    return argument
        return None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (``source``, may be missing) says (``cue``) something (``content``): token spans.

    As in PolNeAR: a content may come in several pieces ("…", he said, "…").
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None = None
    content: tuple[tuple[int, int], ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: TIMEX3 type (DATE, TIME, DURATION, SET) and value ("2018-10", "P3M").

    ``value`` is resolved against the report's date; None where it can't be. ``interval`` is the
    same as first and last day, ISO 8601 ("2018-10-29/2018-11-04"), None for durations and sets.
    """

    start: int
    end: int
    type: str
    value: str | None = None
    interval: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of somebody or something, with its head token."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one entity, in text order; ``main`` is the one that names it best.

    ``members`` are positions in ``doc._.chains`` of the entities that "the two leaders" joins.
    """

    mentions: tuple[Mention, ...]
    main: Mention
    members: tuple[int, ...] = ()


_WRITTEN = {cls.__name__: cls for cls in (Argument, Predicate, Attribution, Timex, Mention, Chain)}
_KEY = "__dealtrace__"


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn an annotation into plain values, for ``doc.to_bytes`` (a msgpack encoder of srsly)."""
    if type(value).__name__ in _WRITTEN and type(value) is _WRITTEN[type(value).__name__]:
        return {
            _KEY: type(value).__name__,
            **{f.name: getattr(value, f.name) for f in fields(value)},
        }
    if type(value) is dt.date:
        return {_KEY: "date", "value": value.isoformat()}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn what :func:`_encode` wrote into the annotation again."""
    kind = value.get(_KEY) if isinstance(value, dict) else None
    if kind == "date":
        return dt.date.fromisoformat(value["value"])
    if kind in _WRITTEN:
        return _WRITTEN[kind](**{k: _frozen(v) for k, v in value.items() if k != _KEY})
    return value if chain is None else chain(value)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def register_extensions() -> None:
    """Register the custom attributes; calling it again changes nothing.

    ``doc._.predicates``, ``doc._.attributions``, ``doc._.times``, ``doc._.chains``: tuples of the
    classes above (lists, once a document has been written to bytes and read back).
    ``doc._.published``: the report's date (``datetime.date``) or None, set by the caller before the
    pipeline runs, against which times are resolved. ``doc._.asides``: token ranges that are not
    story.
    """
    for name in ("predicates", "attributions", "times", "chains", "asides"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    srsly.msgpack_encoders.register("dealtrace", func=_encode)
    srsly.msgpack_decoders.register("dealtrace", func=_decode)
