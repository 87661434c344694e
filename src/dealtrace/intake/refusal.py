"""What stands in place of a report that could not be read, and the bounds reading keeps to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, address or folder that gave no report: its name as the user gave it, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        """One line for the user: name and reason."""
        return f"{self.name}: {self.reason}"


class Refused(Exception):
    """Raised inside intake with the reason as its message; turned into a :class:`Refusal`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one report, so that no input can take the machine with it.

    ``bytes`` of a file or mail, ``download_bytes`` of a page fetched (unpacked), ``characters`` of
    text and its ``lines``, ``pages`` of a PDF, ``seconds`` for a download, ``redirects`` followed,
    ``unpack_seconds`` and ``memory_bytes`` for the process that takes a PDF apart.
    """

    bytes: int = 20_000_000
    download_bytes: int = 10_000_000
    characters: int = 2_000_000
    lines: int = 50_000
    pages: int = 300
    seconds: float = 20.0
    redirects: int = 5
    unpack_seconds: float = 10.0
    memory_bytes: int = 1_000_000_000


def megabytes(size: int) -> str:
    """Write a size as people do: ``52.4 MB``."""
    return f"{size / 1e6:.3g} MB"
