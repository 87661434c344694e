"""Texts and numbers as files carry them: nothing a reader would run, nothing it can't read."""

from __future__ import annotations

import json
import re
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # one for all calls
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def for_xml(text: str) -> str:
    """Return text without the characters that XML 1.0 can't hold."""
    return _NOT_XML.sub("\ufffd", text)


def plain(amount: float | None) -> float | int | None:
    """Return a sum as a whole number where it is one, so that it is written as one."""
    return int(amount) if isinstance(amount, float) and amount.is_integer() else amount


def to_json(value: Any) -> str:
    """Return JSON on one line, letters as they are."""
    return _ENCODER.encode(value)
