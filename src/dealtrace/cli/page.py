"""Readings as one self-contained page: each report's text with its claims marked over it.

The page needs nothing from anywhere else. Everything that comes from a report is escaped, and the
content security policy lets only this module's own style and script run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from dealtrace.claims.model import Reading
from dealtrace.cli import select
from dealtrace.display import marking, wording
from dealtrace.display.marking import Paragraph


def render(readings: Sequence[Reading]) -> str:
    """Return the page, HTML 5 in one string."""
    style, script = _asset("page.css"), _asset("page.js")
    return _template().render(
        readings=[(reading, paragraphs(reading)) for reading in readings],
        style=Markup(style),  # ours, not the report's: no escaping wanted
        script=Markup(script),
        policy=_policy(style, script),
        groups=wording.GROUPS,
        select=select,
        wording=wording,
    )


def paragraphs(reading: Reading) -> Iterator[Paragraph]:
    """Give the paragraphs of a reading's report with its claims over them."""
    return marking.paragraphs(reading.report.text, reading.claims, reading.report.asides)


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (resources.files("dealtrace.cli") / "assets" / name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(_asset("page.html"))


def _printable(value: Any) -> Any:
    """Drop what no page should carry from every text put in; leave our own markup alone."""
    return wording.printable(value) if type(value) is str else value
