"""Readings as one self-contained page: each report's text with its claims marked over it.

The page needs nothing from anywhere else. Everything that comes from a report is escaped, and the
content security policy lets only this module's own style and script run, by their hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from dealtrace.claims.model import Reading
from dealtrace.cli import select
from dealtrace.display import marking, templates, wording
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
    own = {"style": templates.digest(style), "script": templates.digest(script)}
    return (
        f"default-src 'none'; style-src '{own['style']}'; script-src '{own['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return (resources.files("dealtrace.cli") / "assets" / name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    return templates.environment().from_string(_asset("page.html"))
