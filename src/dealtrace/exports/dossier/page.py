"""The dossier as a page: HTML that needs nothing from anywhere, and PDF made of it.

Whatever comes from reports is escaped, and nothing is loaded: the page's policy forbids it to a
browser, and the maker of the PDF is given no way to fetch.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from dealtrace import __version__
from dealtrace.display import phrases, templates, wording
from dealtrace.exports.dossier.gather import File, address
from dealtrace.exports.errors import needed
from dealtrace.register.grades import Credibility, Reliability


def html(file: File, footnotes: bool = False) -> str:
    """Return the page. Notes stand at its end, or with ``footnotes`` at the foot of each sheet,
    which browsers can't do but the maker of the PDF can."""
    style = _asset("dossier.css")
    return (
        _template()
        .render(
            file=file,
            row=file.row,
            body=file.body,
            footnotes=footnotes,
            style=Markup(style),  # ours, not a report's: no escaping wanted
            policy=policy(),
            wording=wording,
            phrases=phrases,
            address=address,
            reliabilities=list(Reliability),
            credibilities=list(Credibility),
            version=__version__,
        )
        .strip()
    )


def policy() -> str:
    """Return the page's content security policy, which lets nothing but its own style through."""
    own = templates.digest(_asset("dossier.css"))
    return f"default-src 'none'; style-src '{own}'; base-uri 'none'"


def write_html(file: File, target: Path) -> None:
    """Write the page."""
    target.write_text(html(file), "utf-8", errors="replace")


def write_pdf(file: File, target: Path) -> None:
    """Write the PDF, A4.

    Raises :class:`~dealtrace.exports.errors.ExportError` where what makes it is not installed.
    """
    weasyprint = needed("weasyprint")
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    page = weasyprint.HTML(string=html(file, footnotes=True), url_fetcher=nothing)
    target.write_bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def _asset(name: str) -> str:
    return (resources.files("dealtrace.exports.dossier") / name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    return templates.environment().from_string(_asset("dossier.html"))
