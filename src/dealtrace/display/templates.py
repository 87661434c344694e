"""Pages out of templates: what all of them have in common, whoever makes them."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import jinja2

from dealtrace.display import wording


def environment(loader: jinja2.BaseLoader | None = None) -> jinja2.Environment:
    """Return an environment of templates: everything put in is escaped and fit to print."""
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def printable(value: Any) -> Any:
    """Drop what no page should carry from every text put in; leave our own markup alone."""
    return wording.printable(value) if type(value) is str else value


def digest(code: str) -> str:
    """Return the hash by which a content security policy knows a page's own style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
