"""Identifiers that stay the same: each is made of what it stands for and nothing else."""

from __future__ import annotations

import hashlib
import re
import uuid

_READABLE = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.\-]*[0-9A-Za-z])?")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "dealtrace")


def readable(kind: str, key: str) -> str:
    """Return an identifier of letters, digits, dots and hyphens: the key, or a digest of it."""
    plain = key.replace("+", ".")
    return f"dealtrace-{kind}-{plain if _READABLE.fullmatch(plain) else digest(key)}"


def digest(text: str) -> str:
    """Return 20 hexadecimal digits that stand for a text."""
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:20]


def uuid5(kind: str, key: str) -> str:
    """Return the UUID (version 5) of a thing of this kind with this key."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}/{key}"))
