"""What people give the desk to read: pasted text, uploaded files, addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import urlsplit

from dealtrace.display import wording
from dealtrace.display.asking import Unclear, first_day
from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.formats import report_from_bytes
from dealtrace.intake.refusal import Refusal, Refused
from dealtrace.intake.report import Report
from dealtrace.intake.sources import is_address
from dealtrace.register.desk.jobs import Given

_NAME = 200  # characters of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, and the file it was made of: its name, for people, and its bytes."""

    report: Report
    name: str
    content: bytes


def pasted(
    text: str, title: str = "", publisher: str = "", published: str = "", url: str = ""
) -> Given:
    """Return a pasted text; what is said of it goes before what the text says."""
    about = {"title": title, "publisher": publisher, "published": published, "url": url}
    what = {"kind": "text"} | {name: value.strip() for name, value in about.items()}
    return Given(title.strip() or "Pasted text", what, text.encode("utf-8", "replace"))


def uploaded(name: str, data: bytes) -> Given:
    """Return an uploaded file; its name is a label only, by which no file is opened."""
    return Given(safe_name(name), {"kind": "file"}, data)


def fetched(url: str) -> Given:
    """Return what is at an address, which is fetched when its turn comes."""
    return Given(url.strip(), {"kind": "address", "url": url.strip()})


def opened(given: Given, fetcher: Fetcher) -> Opened | Refusal:
    """Open what was given; addresses that are not public are refused."""
    try:
        return _OPENERS[given.what["kind"]](given, fetcher)
    except (Refused, Unclear) as error:
        return Refusal(given.name, str(error))
    except (OSError, ValueError) as error:
        return Refusal(given.name, f"cannot be read ({error})")


def _pasted(given: Given, _: Fetcher) -> Opened:
    what, data = given.what, given.content or b""
    if what["url"] and not is_address(what["url"]):
        raise Refused("the address must begin with http:// or https://")
    day = first_day(what["published"]) if what["published"] else None
    report = report_from_bytes(data, kind="text")
    made = replace(
        report,
        title=wording.clean(what["title"]) or report.title,
        publisher=wording.clean(what["publisher"]) or report.publisher,
        published=day or report.published,
        url=what["url"] or None,
    )
    return Opened(made, "pasted.txt", data)


def _uploaded(given: Given, _: Fetcher) -> Opened:
    data = given.content or b""
    return Opened(report_from_bytes(data, given.name), given.name, data)


def _fetched(given: Given, fetcher: Fetcher) -> Opened:
    if not is_address(given.what["url"]):
        raise Refused("is no address; it begins with http:// or https://")
    page = fetcher.fetch(given.what["url"])
    report = report_from_bytes(page.data, url=page.url, kind=page.kind, charset=page.charset)
    return Opened(report, safe_name(urlsplit(page.url).path), page.data)


_OPENERS: dict[str, Callable[[Given, Fetcher], Opened]] = {
    "text": _pasted,
    "file": _uploaded,
    "address": _fetched,
}


def safe_name(name: str) -> str:
    """Return the last part of a file's name, without what would steer or lead elsewhere."""
    last = PurePath(name.replace("\\", "/")).name
    return wording.clean(last).lstrip(".")[-_NAME:] or "unnamed"
