"""Writing a picture to a file: its description as JSON, or drawn as SVG or PNG."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dealtrace.analysis.values import AnalysisError

Json = dict[str, Any]

SUFFIXES = (".json", ".svg", ".png")
"""What a picture's file may be: Vega-Lite, or drawn."""

_MISSING = "drawing pictures needs more: pip install 'dealtrace[analysis]'"
_DENSITY = 2.0  # pixels for one unit of the drawing, so that print is sharp


def save(chart: Json, file: Path) -> None:
    """Write a Vega-Lite description to a file, as what its suffix says.

    Raises :class:`AnalysisError` for another suffix, or where the drawing library is missing.
    """
    suffix = file.suffix.lower()
    makers: dict[str, Callable[[Json], bytes]] = {".json": _described, ".svg": svg, ".png": png}
    if suffix not in makers:
        raise AnalysisError(f"{file}: a picture's name ends in {', '.join(SUFFIXES)}")
    made = makers[suffix](chart)
    file.write_bytes(made)


def svg(chart: Json) -> bytes:
    """Draw a Vega-Lite description as SVG."""
    return str(_library().vegalite_to_svg(chart)).encode()


def png(chart: Json) -> bytes:
    """Draw a Vega-Lite description as PNG."""
    return bytes(_library().vegalite_to_png(chart, scale=_DENSITY))


def _described(chart: Json) -> bytes:
    return json.dumps(chart, ensure_ascii=False, indent=1).encode()


def _library() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise AnalysisError(_MISSING) from error
    return vl_convert
