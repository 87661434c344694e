"""Bytes to text: UTF-8, the charset a file declares, or Windows-1252 where that makes sense."""

from __future__ import annotations

import codecs
import re

from dealtrace.intake.refusal import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "gzip-compressed",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ": "xz-compressed",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format": "a database",
    b"OggS": "an audio file",
    b"ID3": "an audio file",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.02  # share of control characters above which a file is no text
_MAX_HIGH = 0.12  # share of non-ASCII characters above which Windows-1252 is not believed
_SAMPLE = 200_000


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of ``data`` with ``\\n`` line ends, and notes on how it was read.

    A byte-order mark decides; then UTF-8, then ``declared``, then Windows-1252 if the result looks
    like Western text. Raises :class:`Refused` for what is no text or in no such encoding.
    """
    _refuse_binary(data)
    text, notes = _decode(data, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MAX_CONTROL * len(sample):
        raise Refused("is not text: it is full of control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise Refused(f"is not text: it looks like {what}")


def _decode(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :] if codec == "utf-8" else data, codec), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0:
            return data[: error.start].decode("utf-8"), ("is cut off in the middle of a letter",)
    return _other(data, declared)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Refused(
            f"has a {codec.upper()} mark but is not {codec.upper()} at byte {error.start}"
        ) from None


def _other(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    if (mended := _mended(data, wrong_for_right=1 / 3)) is not None:
        return mended
    for codec in filter(None, (_known(declared), "cp1252")):
        try:
            text = data.decode(codec)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if codec != "cp1252" or _western(text):
            return text, (f"is not UTF-8: read as {codec}",)
    if (mended := _mended(data, wrong_for_any=0.002)) is not None:
        return mended
    place = _first_bad_byte(data)
    raise Refused(f"is not UTF-8 (byte {place}) nor Western text: save it as UTF-8 and try again")


def _mended(
    data: bytes, *, wrong_for_right: float = 0.0, wrong_for_any: float = 0.0
) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with a few bytes gone wrong, those replaced; None if it is something else.

    The bounds are on what is wrong for each character outside ASCII that is right, and for each
    character at all.
    """
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(c > "\x7f" for c in text) - wrong
    if wrong > max(wrong_for_right * right, wrong_for_any * len(text)):
        return None
    return text, (f"is not UTF-8 in {wrong} places, shown as \ufffd",)


def _known(name: str | None) -> str | None:
    """The Python name of a declared charset, None for what is unknown or is no charset."""
    try:
        info = codecs.lookup((name or "").strip(" \"'")[:40])
    except (LookupError, ValueError):
        return None
    text_codec = getattr(info, "_is_text_encoding", True)
    return info.name if text_codec and info.name != "utf-8" else None


def _western(text: str) -> bool:
    """Whether few characters lie outside ASCII and most of those are letters or quotes."""
    sample = text[:_SAMPLE]
    high = [c for c in sample if c > "\x7f"]
    if len(high) > _MAX_HIGH * len(sample):
        return False
    usual = sum(c.isalpha() or c in "‘’“”–—…€£°«»§©®·•´ \xa0" for c in high)
    return usual >= 0.8 * len(high)


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
