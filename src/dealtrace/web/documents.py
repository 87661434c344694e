"""What people give the desk to read: pasted text, uploaded files, addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from dealtrace.display import wording
from dealtrace.display.asking import Unclear, first_day
from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.formats import report_from_bytes
from dealtrace.intake.refusal import Refusal, Refused
from dealtrace.intake.report import Report
from dealtrace.intake.sources import is_address, open_sources
from dealtrace.web.adding import Source

_NAME = 200  # characters of a file's name that are kept


def pasted(
    text: str, title: str = "", publisher: str = "", published: str = "", url: str = ""
) -> Source:
    """Return what opens a pasted text; what is said of it goes before what the text says."""
    return partial(_pasted, text, title.strip(), publisher.strip(), published.strip(), url.strip())


def _pasted(text: str, title: str, publisher: str, published: str, url: str) -> Report | Refusal:
    name = title or "pasted text"
    if url and not url.lower().startswith(("http://", "https://")):
        return Refusal(name, "the address must begin with http:// or https://")
    try:
        day = _day(published)
        report = report_from_bytes(text.encode("utf-8", "replace"), kind="text")
    except (Refused, Unclear) as error:
        return Refusal(name, str(error))
    return replace(
        report,
        title=wording.clean(title) or report.title,
        publisher=wording.clean(publisher) or report.publisher,
        published=day or report.published,
        url=url or None,
    )


def _day(text: str) -> dt.date | None:
    return first_day(text) if text else None


def uploaded(name: str, data: bytes) -> Source:
    """Return what opens an uploaded file; its name is a label only, by which no file is opened."""
    return partial(_uploaded, safe_name(name), data)


def safe_name(name: str) -> str:
    """Return the last part of a file's name, without what would steer or lead elsewhere."""
    last = PurePath(name.replace("\\", "/")).name
    return wording.clean(last).lstrip(".")[-_NAME:] or "unnamed"


def _uploaded(name: str, data: bytes) -> Report | Refusal:
    try:
        return report_from_bytes(data, name)
    except Refused as error:
        return Refusal(name, str(error))


def fetched(url: str, fetcher: Fetcher) -> Source:
    """Return what fetches an address; what is not public is refused."""
    return partial(_fetched, url.strip(), fetcher)


def _fetched(url: str, fetcher: Fetcher) -> Report | Refusal:
    if not is_address(url):
        return Refusal(url, "is no address; it begins with http:// or https://")
    (opened,) = open_sources([url], fetcher=fetcher)
    return opened
