"""Inputs nobody should meet, made from a seed: for the fuzz tests of intake and of the whole.

``mangled_inputs(seed, n)`` yields names (whose suffix says what the bytes pretend to be) and bytes.
The first of them are the fixed worst cases; the rest are drawn at random, the same for one seed.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from functools import cache

STORY = """KINGSTON, June 2, 2009 (CMC) - Jamaica will buy three patrol boats from the Netherlands
for 21 million euros, its security minister said on Tuesday.

"We have signed, and the first boat is on its way," Minister Dwight Example told reporters. A Dutch
bank lends two thirds of the price over seven years at 4.5 percent.

Opposition members asked why no tender was held. The minister denied that the talks were secret.
"""
RIGHT_TO_LEFT = "\u202e\u200f\u202b\u2067\u200e\u2069"


def mangled_inputs(seed: int, n: int) -> Iterator[tuple[str, bytes]]:
    """Yield ``n`` names and contents, the fixed cases first."""
    fixed = fixed_inputs()
    dice = random.Random(seed)
    for i in range(n):
        if i < len(fixed):
            yield fixed[i]
        else:
            suffix, make = dice.choice(_MAKERS)
            yield f"mangled-{seed}-{i}{suffix}", make(dice)


@cache
def fixed_inputs() -> list[tuple[str, bytes]]:
    """The worst cases known, each by name."""
    long_text = (STORY * 2200).encode()  # some 200,000 words
    deep = 60_000
    return [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\r\n\x0c \xe2\x80\x8b\n" * 200),
        ("nulls.txt", b"\x00" * 50_000),
        ("nulls-between.txt", STORY.encode("utf-16-le")),
        ("words-200000.txt", long_text),
        ("words-200000-on-one-line.txt", long_text.replace(b"\n", b" ")),
        ("one-token.txt", b"a" * 1_500_000),
        ("one-token-per-line.txt", b"a\n" * 500_000),
        ("quotes.txt", ("“‘" * 40_000 + STORY + "’”" * 40_000).encode()),
        ("brackets.txt", b"(" * 200_000 + STORY.encode() + b")" * 200_000),
        ("right-to-left.txt", (RIGHT_TO_LEFT * 200 + STORY.replace(" ", " \u202e")).encode()),
        ("combining.txt", ("Je\u0301" + "\u0301" * 100_000 + STORY).encode()),
        ("surrogates.txt", STORY.encode() + b"\xed\xa0\x80\xed\xb0\x80" * 50),
        ("latin-1.txt", STORY.replace("Example", "Pérez").encode("latin-1")),
        ("digits.txt", b"1,000,000,000" * 30_000 + b" dollars"),
        ("deep.html", b"<div>" * deep + STORY.encode() + b"</div>" * deep),
        ("deep-quotes.html", b"<blockquote><p>" * 9_000 + STORY.encode()),
        ("attributes.html", b"<p " + b"a=b " * 300_000 + b">" + STORY.encode()),
        ("entities.html", b"<p>" + b"&amp;#x0;&#xD800;&#99999999;" * 20_000 + STORY.encode()),
        ("unclosed.html", b"<html><body><p>" + STORY.encode() + b"<a href='" + b"x" * 100_000),
        ("many.html", b"<html><body>" + b"<p>Word, word and word.</p>" * 60_000),
        ("bomb.pdf", pdf([zlib.compress(b"\x00" * 300_000_000, 9)], "/FlateDecode")),
        ("double-bomb.pdf", pdf([_twice(b"(A) Tj " * 20_000_000)], "[/FlateDecode /FlateDecode]")),
        ("operators.pdf", pdf([zlib.compress(b"BT (word) Tj ET " * 3_000_000)], "/FlateDecode")),
        ("nested.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj"),
        ("looped.pdf", pdf([b"BT (A) Tj ET"], "").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")),
        ("cut.pdf", pdf([text_stream([STORY[:70]])], "")[:250]),
        ("nested.eml", _nested_mail(400)),
        ("headers.eml", b"Subject: a\r\n" + b"X-Long: " + b"y, " * 200_000 + b"\r\n\r\n" + b"Text"),
    ]


def pdf(streams: list[bytes], content_filter: str, extra: bytes = b"") -> bytes:
    """A PDF with one page per content stream, all packed with ``content_filter``."""
    pages = range(4, 4 + 2 * len(streams), 2)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page, stream in zip(pages, streams, strict=True):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (page + 1)
        )
        packing = f"/Filter {content_filter} ".encode() if content_filter else b""
        objects.append(
            b"<< %s/Length %d >>\nstream\n%s\nendstream" % (packing, len(stream), stream)
        )
    return _assembled(objects, extra)


def _assembled(objects: list[bytes], extra: bytes) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    trailer = b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n"
    return body + head + table + trailer % (count, extra, len(body))


def text_stream(lines: list[str]) -> bytes:
    """A content stream that shows the lines one below the other."""
    shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    operators = " T* ".join(f"({line}) Tj" for line in shown)
    return f"BT /F1 11 Tf 14 TL 72 720 Td {operators} ET".encode("cp1252", "replace")


def _twice(data: bytes) -> bytes:
    return zlib.compress(zlib.compress(data, 9), 9)


def _nested_mail(depth: int) -> bytes:
    parts = [
        f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n'.encode()
        for i in range(depth)
    ]
    return b"Subject: nested\r\n" + b"".join(parts) + b"Content-Type: text/plain\r\n\r\nText.\r\n"


def _random_bytes(dice: random.Random) -> bytes:
    return dice.randbytes(dice.randrange(1, 5000))


def _flipped(base: bytes) -> Callable[[random.Random], bytes]:
    """``base`` with bytes changed, pieces cut out, doubled or moved, and perhaps cut off."""

    def make(dice: random.Random) -> bytes:
        data = bytearray(base)
        for _ in range(dice.randrange(1, 12)):
            i, j = sorted(dice.randrange(len(data) + 1) for _ in range(2))
            piece = data[i : min(j, i + dice.randrange(1, 400))]
            at = dice.randrange(len(data) + 1)
            match dice.randrange(4):
                case 0:
                    data[at : at + 1] = dice.randbytes(dice.randrange(4))
                case 1:
                    data[at:at] = piece * dice.randrange(1, 40)
                case 2:
                    del data[i : i + len(piece)]
                case _:
                    data[at:at] = dice.choice(_POISON)
        return bytes(data[: dice.randrange(len(data) + 1)] if dice.random() < 0.3 else data)

    return make


_POISON = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x80\x8f", b"<!--", b"<![CDATA[",
    b"</p>", b"<table><tr><td>", b"&#0;", b"&lt;script&gt;", b"\r", b"\x1b[31m", b"%00", b"$",
    "“‘“‘“".encode(), b"\xc2\xa0" * 30, b"999999999999999999999 billion dollars ", b"By \n\n",
    b"((", b"-" * 500,
    b"on 99/99/9999 ", b"date 0000-00-00 ", b"A" * 3000, b"W. " * 300, b"\n" * 500, b"Read more: ",
]  # fmt: skip
_PAGE = (
    "<html><head><title>Three boats</title><meta name='date' content='2009-06-02'></head><body>"
    f"<article><h1>Three boats</h1><p>{STORY.replace(chr(10) * 2, '</p><p>')}</p></article></body>"
).encode()
_MAIL = (
    "From: Desk <desk@example.org>\r\nSubject: =?utf-8?q?Three_boats?=\r\n"
    "Date: Tue, 2 Jun 2009 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; '
    f"charset=utf-8\r\n\r\n{STORY}\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>{STORY}</p>\r\n"
    "--x--\r\n"
).encode()
_PDF = pdf([text_stream(STORY.split("\n"))], "")

_MAKERS: list[tuple[str, Callable[[random.Random], bytes]]] = [
    (".txt", _random_bytes),
    (".html", _random_bytes),
    (".eml", _random_bytes),
    *[(".txt", _flipped(STORY.encode()))] * 6,
    *[(".html", _flipped(_PAGE))] * 4,
    *[(".eml", _flipped(_MAIL))] * 3,
    (".pdf", _flipped(_PDF)),
]
