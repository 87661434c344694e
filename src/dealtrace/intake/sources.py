"""Files, folders, standard input and addresses, each opened as a report or refused."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dealtrace.intake.formats import SUFFIXES, report_from_bytes
from dealtrace.intake.refusal import Limits, Refusal, Refused, megabytes
from dealtrace.intake.report import Report

if TYPE_CHECKING:
    from dealtrace.intake.fetch import Fetcher

STDIN = "-"
_SCHEME = re.compile(r"[a-z][a-z\d+.-]{1,20}://", re.IGNORECASE)


def open_sources(
    names: Iterable[str | Path],
    *,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Report | Refusal]:
    """Yield a :class:`Report` or :class:`Refusal` per file, address or file of a folder, in order.

    A name is a path, ``-`` for standard input, or an ``http(s)`` address. Folders are read through
    all their levels, sorted, files of known kinds only. Never raises for what it meets there.
    """
    limits = limits or Limits()
    for name in map(str, names):
        if name == STDIN:
            stream = stdin or sys.stdin.buffer
            yield _settle("standard input", partial(_from_stdin, stream, limits))
        elif is_address(name):
            yield _settle(name, partial(_from_web, name, fetcher, limits))
        elif os.path.isdir(name):
            yield from _from_folder(name, limits)
        else:
            yield _settle(name, partial(_from_file, name, limits))


def is_address(name: str) -> bool:
    """Whether a name is an address rather than a path: it opens with a scheme and ``://``."""
    return _SCHEME.match(name) is not None


def list_folder(folder: str | Path) -> list[str]:
    """The files of known kinds in a folder and all below it, sorted; hidden ones are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            os.path.join(parent, name)
            for name in files
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    return sorted(found)


def _from_folder(folder: str, limits: Limits) -> Iterator[Report | Refusal]:
    names = list_folder(folder)
    if not names:
        yield Refusal(folder, f"is a folder with no reports in it ({', '.join(SUFFIXES)})")
    for name in names:
        yield _settle(name, partial(_from_file, name, limits))


def _from_file(name: str, limits: Limits) -> Report:
    status = os.stat(name)
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
        raise Refused("is not a file that can be read")
    with open(name, "rb") as stream:
        return report_from_bytes(_bounded(stream, limits, status.st_size), name, limits=limits)


def _from_web(url: str, fetcher: Fetcher | None, limits: Limits) -> Report:
    from dealtrace.intake.fetch import Fetcher  # the network libraries are slow to import

    page = (fetcher or Fetcher(limits)).fetch(url)
    return report_from_bytes(
        page.data, url=page.url, kind=page.kind, charset=page.charset, limits=limits
    )


def _from_stdin(stream: BinaryIO, limits: Limits) -> Report:
    return report_from_bytes(_bounded(stream, limits, 0), limits=limits)


def _bounded(stream: BinaryIO, limits: Limits, size: int) -> bytes:
    """Read it whole if it keeps within the limit; a byte too many is as good as a gigabyte."""
    data = stream.read(limits.bytes + 1) if size <= limits.bytes else b""
    if size > limits.bytes:
        raise Refused(f"is {megabytes(size)}, over the limit of {megabytes(limits.bytes)}")
    if len(data) > limits.bytes:
        raise Refused(f"is over the limit of {megabytes(limits.bytes)}")
    return data


def _settle(name: str, read: Callable[[], Report]) -> Report | Refusal:
    try:
        return read()
    except Refused as refused:
        return Refusal(name, str(refused))
    except FileNotFoundError:
        return Refusal(name, "no such file or folder")
    except OSError as error:
        return Refusal(name, f"cannot be read ({error.strerror or error})")
    except ValueError as error:  # a null byte in a name
        return Refusal(name, f"is no name of a file ({error})")
