"""Names reduced to what different spellings and transliterations of them have in common."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from rigour.names import remove_org_types
from rigour.text.translit import maybe_ascii

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST_SLUG = 48  # characters; longer ones are cut and told apart by a checksum
# Names that are spelt in more ways than rules cover.
_OFTEN = (
    (re.compile(r"m[ou]?[hk]+[ae]m+[aeiou]?[dt]"), "muhamad"),
    (re.compile(r"a[hk]+m[aeiou]?[dt]"), "ahmad"),
    (re.compile(r"h[ou]s+[ae]?[iy]+n"), "husain"),
    (re.compile(r"[iy]ou?s+[eiu]f|[iy]us+[eiu]f"), "iusuf"),
    (re.compile(r"abd[aeu]l+ah?"), "abdula"),
    (re.compile(r"abd[aeu]l"), "abdul"),
)
_RULES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ph", "f"),
        ("x", "ks"),
        ("kh", "h"),
        ("q|ck", "k"),
        ("c(?![hei])", "k"),
        ("dj|dzh", "j"),
        ("zh", "z"),
        ("ou|oo", "u"),
        ("ee", "i"),
        ("^[yj]e", "e"),
        ("[jy]", "i"),
        ("w", "v"),
        ("(?:[ei]?i+)$", "i"),
        ("ii+", "i"),
        ("([a-z])\\1", "\\1"),
        ("(?<=[^aeiou])e?r$", "r"),
    )
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return the text in lower-case Latin letters without accents."""
    return maybe_ascii(text).lower()


def words_of(text: str) -> list[str]:
    """Return the plain words of a name; apostrophes join."""
    return _WORD.findall(re.sub(r"['’‘`ʹʼ]", "", plain(text)))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a plain word as all its usual transliterations have it ("sergey", "sergei")."""
    if len(word) == 1:
        return word
    for pattern, common in _OFTEN:
        if pattern.fullmatch(word):
            return common
    for pattern, common in _RULES:
        word = pattern.sub(common, word)
    return word


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Return a name as part of a readable key, at most 55 characters."""
    whole = "-".join(words_of(text)) or "x"
    if len(whole) <= _LONGEST_SLUG:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:6]
    return f"{whole[:_LONGEST_SLUG].rstrip('-')}-{digest}"


def organisation_key(name: str) -> str:
    """Return an organisation's name without article and legal form, in plain words."""
    lowered = plain(name)
    bare = remove_org_types(lowered)
    words = _WORD.findall(bare) or _WORD.findall(lowered)
    return " ".join(words[1:] if words[0:1] == ["the"] and words[1:] else words)
