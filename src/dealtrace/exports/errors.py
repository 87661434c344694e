"""What exports raise, and the one way to import what only they need."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class ExportError(Exception):
    """Something can't be exported; the message, one line, says what to do."""


def needed(module: str) -> Any:
    """Return a module that comes with the extra ``exports``.

    Raises :class:`ExportError`, naming what to install, where it is missing.
    """
    try:
        return import_module(module)
    except (ImportError, OSError) as error:  # OSError: a C library that it needs is missing
        package = module.partition(".")[0]
        raise ExportError(
            f"this needs {package}, which can't be loaded ({_first_line(error)}); "
            "install it: pip install 'dealtrace[exports]'"
        ) from error


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
