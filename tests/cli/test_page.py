import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from dealtrace.claims.model import Actor, Claim, ClaimType, Evidence, Reading
from dealtrace.cli import page
from dealtrace.intake.report import Report


class Structure(HTMLParser):
    """The page's tags, ids, links and text, and whether the tags nest."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] not in {"style", "script"}:
            self.words.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute))]


def test_tags_nest_ids_are_single_and_links_lead_somewhere(reading: Reading) -> None:
    found = Structure(page.render([reading, reading]))
    assert found.stack == []
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    links = found.values("href")
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_whole_text_stands_on_the_page_in_order(reading: Reading) -> None:
    rows = [paragraph.pieces() for paragraph in page.paragraphs(reading)]
    text = " ".join("".join(piece.text for piece in row) for row in rows)
    assert text.split() == reading.report.text.split()


def test_each_claim_lies_over_its_evidence_and_beside_it_once(reading: Reading) -> None:
    rows = list(page.paragraphs(reading))
    for claim in reading.claims:
        marked = "".join(p.text for row in rows for p in row.pieces() if claim in p.claims)
        assert marked == claim.evidence[0].text
        assert sum(claim in row.begun for row in rows) == 1
        assert sum(claim in p.ends for row in rows for p in row.pieces()) == 1


def test_asides_are_greyed(reading: Reading) -> None:
    html = page.render([reading])
    assert '<span class="aside" title="teaser, not part of the story">Read more' in html


def test_evidence_over_two_paragraphs_gets_one_label() -> None:
    text = "He said:\n\nWe will sell it."
    claim = Claim(
        "c1", ClaimType.STATEMENT, {"speaker": (Actor("He"),)}, (Evidence(0, len(text), text),)
    )
    rows = list(page.paragraphs(Reading(Report(text), claims=(claim,))))
    assert [len(row.begun) for row in rows] == [1, 0]
    assert [len(p.ends) for row in rows for p in row.pieces()] == [1, 0]


def test_page_needs_nothing_from_elsewhere(reading: Reading) -> None:
    html = page.render([reading])
    assert "http" not in html.replace("http-equiv", "")
    assert not re.search(r"url\(|@import|<link|<img|<iframe|src=", html)


def test_policy_admits_only_the_pages_own_style_and_script(reading: Reading) -> None:
    html = page.render([reading])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert "default-src &#39;none&#39;" in policy
    for tag in ("style", "script"):
        (code,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)


def test_nothing_from_a_report_becomes_markup(reading: Reading) -> None:
    attack = "<script>alert(1)</script>\"'><img onerror=x>"
    evil = Report(f"{attack}\n\n{attack} sold tanks.", title=attack, publisher=attack, path=attack)
    span = Evidence(0, len(attack), attack)
    claim = replace(reading.claims[0], evidence=(span,), roles={"lender": (Actor(attack),)})
    html = page.render([replace(reading, report=evil, claims=(claim,))])
    found = Structure(html)
    assert sum(tag == "script" for tag, _ in found.tags) == 1
    assert not any(tag == "img" for tag, _ in found.tags)
    assert attack in "".join(found.words)


def test_control_characters_do_not_reach_the_page() -> None:
    html = page.render([Reading(Report("Tanks\x00 and\u202e guns\ud800.\n\nMore\ttext."))])
    assert "Tanks and guns." in html
    assert "More\ttext." in html


def test_page_without_readings_says_so() -> None:
    assert "No report could be read" in page.render([])
