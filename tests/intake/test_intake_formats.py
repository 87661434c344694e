"""Web pages, PDF files and e-mail."""

import datetime as dt
import time

import pytest
from tests.intake.mangled import pdf, text_stream

from dealtrace.intake.formats import report_from_bytes
from dealtrace.intake.pdf import reflow
from dealtrace.intake.refusal import Limits, Refused
from dealtrace.intake.report import AsideKind, Report

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ghana orders six boats from Norway | Example Times</title>
<meta property="og:title" content="Ghana orders six boats from Norway">
<meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2015-03-03T10:00:00+01:00">
<link rel="canonical" href="https://www.exampletimes.com/world/norway-ghana-boats"></head>
<body><nav><ul><li><a href="/">Home</a></li><li>World</li></ul></nav><article>
<h1>Ghana orders six boats from Norway</h1>
<p>OSLO — Norway will sell six used patrol boats to Ghana for 12 million euros, the
<a href="x">defence ministry</a> said on Tuesday in a statement sent to reporters.</p>
<h2>A long wait</h2>
<p>The navy of Ghana had asked for the boats in 2012, a spokesman said. Delivery is to begin in June
and the price includes training for the crews.</p>
<ul><li>six boats</li><li>twelve guns</li></ul>
<p>Follow us on Facebook</p></article>
<aside><h3>Most read</h3><ul><li><a href="1">Cat saves dog from river</a></li></ul></aside>
<footer>Copyright 2015</footer></body></html>"""

LINES = [
    "Oman to pay for Turkish vehicles in",
    "instalments",
    "MUSCAT, June 9, 2015 - Oman will pay for 172 armoured vehicles from Turkey in in-",
    "stalments over six years, a trade official said on Tuesday. The contract was",
    "signed in September after talks that took two years.",
    "The vehicles come in thirteen versions, among them one with an anti-",
    "tank missile, and the first are due in 2017.",
]


def marked(report: Report) -> dict[str, AsideKind]:
    return {report.text[a.start : a.end]: a.kind for a in report.asides}


def test_page_gives_article_and_what_it_says_of_itself() -> None:
    report = report_from_bytes(PAGE.encode(), "page.html")
    assert report.title == "Ghana orders six boats from Norway"
    assert report.publisher == "Example Times"
    assert report.published == dt.date(2015, 3, 3)
    assert report.url == "https://www.exampletimes.com/world/norway-ghana-boats"
    assert report.dateline == "Oslo"
    assert report.text.startswith("Ghana orders six boats from Norway\n\nOSLO — Norway will sell")
    assert "the defence ministry said on Tuesday" in report.text
    assert "- six boats\n- twelve guns" in report.text
    assert "Cat saves dog" not in report.text
    assert marked(report) == {
        "Ghana orders six boats from Norway": AsideKind.HEADLINE,
        "OSLO —": AsideKind.DATELINE,
        "A long wait": AsideKind.SUBHEAD,
        "Follow us on Facebook": AsideKind.NOTICE,
    }


def test_old_page_laid_out_by_a_table_and_line_breaks() -> None:
    story = (
        "Bangladesh will buy forty tanks from China, the army chief said on Thursday, in a deal "
    )
    page = f"""<HTML><BODY><table><tr><td><a href=1>Home</a><br><a href=2>Sport</a></td><td>
    <b>Army to get new tanks</b><br>Published: Friday 12 May 2006<br><br>
    DHAKA (AFP) - {story}that is to be paid with a loan over ten years.<br><br>
    "The talks are over," he told a news conference. "We shall sign when the ministry of finance
    has seen the papers."<BR/><BR/>China sold the country its first tanks in 1980. It has since
    delivered ships and aircraft as well, most of them on credit.</td></tr></table></BODY></HTML>"""
    report = report_from_bytes(page.encode(), "old.htm")
    assert report.title == "Army to get new tanks"
    assert report.published == dt.date(2006, 5, 12)
    assert report.dateline == "Dhaka"
    assert report.text.split("\n\n")[-2:] == [
        '"The talks are over," he told a news conference. "We shall sign when the ministry of '
        'finance has seen the papers."',
        "China sold the country its first tanks in 1980. It has since delivered ships and aircraft "
        "as well, most of them on credit.",
    ]


def test_page_in_its_declared_charset() -> None:
    page = PAGE.replace("utf-8", "iso-8859-2").replace("a spokesman", "Łukasz Wójcik")
    report = report_from_bytes(page.replace("—", "-").encode("iso-8859-2"), "page.html")
    assert "Łukasz Wójcik said" in report.text
    assert report.notes == ("is not UTF-8: read as iso8859-2",)


def test_page_cut_off_in_a_tag_is_noted() -> None:
    report = report_from_bytes(PAGE[: PAGE.index("<footer") + 4].encode(), "page.html")
    assert "172" not in report.text
    assert "12 million euros" in report.text
    assert any("cut off" in note for note in report.notes)


def test_page_without_an_article_is_refused() -> None:
    with pytest.raises(Refused, match="no article"):
        report_from_bytes(b"<html><body><script>x()</script></body></html>", "page.html")


def test_pdf_lines_become_paragraphs() -> None:
    report = report_from_bytes(pdf([text_stream(LINES)], ""), "report.pdf")
    assert report.title == "Oman to pay for Turkish vehicles in instalments"
    assert report.published == dt.date(2015, 6, 9)
    paragraphs = report.text.split("\n\n")
    assert paragraphs[1].startswith("MUSCAT, June 9, 2015 - Oman will pay")
    assert "in instalments over six years" in paragraphs[1]
    assert "an anti-tank missile" in paragraphs[2]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    towns = ("Muscat", "Salalah", "Sohar", "Nizwa")
    page = "Example Weekly {n}\nThe first ship went to sea and to its base\nnear {town}.\n- {n} -"
    text = reflow([page.format(n=n, town=town) for n, town in enumerate(towns, 12)])
    story = [f"The first ship went to sea and to its base near {town}." for town in towns]
    assert text == "\n\n".join(story)


def test_pdf_of_pictures_is_refused() -> None:
    with pytest.raises(Refused, match="OCR"):
        report_from_bytes(pdf([b""], ""), "scan.pdf")


def test_pdf_beyond_the_page_limit_is_noted() -> None:
    pages = [text_stream([f"Page {n} of the story says that the ship was sold."]) for n in "abc"]
    report = report_from_bytes(pdf(pages, ""), "long.pdf", limits=Limits(pages=2))
    assert "Page b" in report.text
    assert "Page c" not in report.text
    assert report.notes == ("has 3 pages: read the first 2",)


def test_protected_pdf_is_refused() -> None:
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)] " % (
        b"x" * 32,
        b"y" * 32,
    )
    with pytest.raises(Refused, match="password"):
        report_from_bytes(pdf([text_stream(LINES)], "", encrypt), "secret.pdf")


def test_slow_pdf_ends_at_the_limit() -> None:
    stream = b"BT /F1 9 Tf (word) Tj ET " * 300_000
    start = time.monotonic()
    with pytest.raises(Refused, match=r"takes longer|too much"):
        report_from_bytes(pdf([stream], ""), "slow.pdf", limits=Limits(unpack_seconds=1))
    assert time.monotonic() - start < 4


STORY = (
    "MUSCAT, June 9 - Oman will pay for 172 vehicles from Turkey, the official said on Tuesday,\n"
    "and the café at the port will close.\n"
)


def mail(headers: str, body: bytes) -> bytes:
    return f"From: Gulf Desk <desk@example.org>\n{headers}\n\n".encode() + body


def test_plain_mail() -> None:
    subject = "Subject: Fwd: Oman =?utf-8?q?to_pay_in_instalments?="
    headers = f"{subject}\nDate: Wed, 10 Jun 2015 08:00 +0400"
    report = report_from_bytes(mail(headers, STORY.encode()), "a.eml")
    assert report.title == "Oman to pay in instalments"
    assert report.publisher == "Gulf Desk"
    assert report.published == dt.date(2015, 6, 10)
    assert report.text.startswith("Oman to pay in instalments\n\nMUSCAT, June 9 - Oman will pay")
    assert marked(report)["Oman to pay in instalments"] is AsideKind.HEADLINE


def test_html_mail_and_charset() -> None:
    page = f"<html><body><p>{STORY}</p></body></html>".encode("latin-1")
    headers = "Subject: Oman pays\nMIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1"
    report = report_from_bytes(mail(headers, page), "a.eml")
    assert "the café at the port" in report.text
    assert "<p>" not in report.text


def test_plain_part_goes_before_html_and_attachments() -> None:
    body = (
        "--x\nContent-Type: text/html\n\n<p>In HTML</p>\n--x\nContent-Type: text/plain\n\n"
        f"{STORY}\n--x\nContent-Type: text/plain\nContent-Disposition: attachment; "
        'filename="a.txt"\n\nAttached\n--x--\n'
    )
    headers = 'Subject: Oman pays\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"'
    report = report_from_bytes(mail(headers, body.encode()), "a.eml")
    assert "172 vehicles" in report.text
    assert "Attached" not in report.text
    assert "In HTML" not in report.text
    cut = report_from_bytes(mail(headers, body.replace("--x--", "").encode()), "a.eml")
    assert cut.notes == ("seems cut off: its last part has no end",)


def test_mail_without_text_is_refused() -> None:
    headers = "Subject: Picture\nMIME-Version: 1.0\nContent-Type: image/png"
    with pytest.raises(Refused, match="without text"):
        report_from_bytes(mail(headers, b"xxx"), "a.eml")
