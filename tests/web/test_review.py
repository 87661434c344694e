"""The review queue: what is worst in doubt, verdicts, undo, labelled examples."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from dealtrace.register.desk import doubting, reviews
from dealtrace.register.desk import doubts as queue
from dealtrace.register.desk.doubts import ApartDoubt, ClaimDoubt, JoinDoubt
from dealtrace.register.store import Register
from dealtrace.web import reviewing
from dealtrace.web.reviewing import Verdict

from .conftest import Opener, Site


def worst(register: Register, kind: type) -> list[object]:
    assert doubting.look_through(register)
    with register.reading() as connection:
        return [one for one in queue.worst(connection, 100) if isinstance(one, kind)]


@pytest.fixture
def unsure(register: Register) -> Register:
    """A register some of whose claims the program is not sure of."""
    from sqlalchemy import update

    from dealtrace.register.schema import claims

    with register.writing() as connection:
        connection.execute(update(claims).where(claims.c.id % 3 == 0).values(score=0.35))
        connection.execute(update(claims).where(claims.c.id % 3 == 1).values(score=0.55))
    return register


def test_worst_come_first_and_reviewed_ones_leave(unsure: Register) -> None:
    with unsure.reading() as connection:
        found = queue.worst(connection, 100)
    assert [one.doubt for one in found] == sorted((one.doubt for one in found), reverse=True)
    first = next(one for one in found if isinstance(one, ClaimDoubt))
    made = reviewing.judge(unsure, Verdict(first.subject, "accept"), "Vera")
    assert first not in worst(unsure, ClaimDoubt)
    reviewing.undo(unsure, made.id, "Ada")
    assert first in worst(unsure, ClaimDoubt)
    with unsure.reading() as connection:
        assert [one.made_by for one in reviews.listed(connection)] == ["Vera", "Ada"]


def test_a_report_joined_with_little_certainty_is_split_off_and_back(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubting, "LIKELY", 1.1)  # no join is safe enough
    joined = worst(register, JoinDoubt)
    assert joined
    one = joined[0]
    assert isinstance(one, JoinDoubt)
    made = reviewing.judge(register, Verdict(one.subject, "split", reason="another"), "Vera")
    assert made.decision_id
    assert one.subject not in {j.subject for j in worst(register, JoinDoubt)}  # type: ignore[attr-defined]
    reviewing.undo(register, None, "Vera")
    assert one.subject in {j.subject for j in worst(register, JoinDoubt)}  # type: ignore[attr-defined]


def test_verdicts_that_make_no_sense_are_refused(register: Register, client: TestClient) -> None:
    sign = re.findall(r'<meta name="csrf" content="(\w+)"', client.get("/review").text)[0]
    for subject, verdict in (
        ("nothing", "accept"),
        ("ffff#c1", "accept"),
        ("+nix", "split"),
        ("rus-cub~nor-prt", "reject"),
        ("rus-cub~rus-cub", "accept"),
    ):
        data = {"subject": subject, "verdict": verdict, "csrf": sign}
        assert client.post("/review", data=data).status_code == 422, subject
    with register.reading() as connection:
        assert reviews.listed(connection) == []


def test_corrections_become_labelled_examples(unsure: Register, client: TestClient) -> None:
    first, second = worst(unsure, ClaimDoubt)[:2]
    assert isinstance(first, ClaimDoubt)
    assert isinstance(second, ClaimDoubt)
    given = Verdict(
        first.subject, "correct", type="credit", modality="planned", who="Russia", says="A; B"
    )
    reviewing.judge(unsure, given, "Vera")
    reviewing.judge(unsure, Verdict(second.subject, "reject"), "Vera")
    lines = [json.loads(x) for x in client.get("/review/labels.jsonl").text.splitlines()]
    label = next(one for one in lines if one["id"] == first.sentence.report)["claims"][0]
    assert (label["type"], label["modality"]) == ("credit", "planned")
    assert (label["who"], label["says"]) == (["Russia"], ["A", "B"])
    text = next(one for one in lines if one["id"] == first.sentence.report)["text"]
    assert label["sentence_starts_with"] in " ".join(text.split())
    rejected = next(one for one in lines if one["id"] == second.sentence.report)["rejected_claims"]
    assert len(rejected) == 1


def test_two_deals_kept_apart_are_merged_and_parted(register: Register) -> None:
    with register.reading() as connection:
        from dealtrace.register.queries import deals

        one, other = [row.id for row in deals(connection)][:2]
    pair = "~".join(sorted((one, other)))
    reviewing.judge(register, Verdict(pair, "merge"), "Vera")
    with register.reading() as connection:
        assert len(deals(connection)) == 2
    reviewing.undo(register, None, "Vera")
    with register.reading() as connection:
        assert len(deals(connection)) == 3
    assert all(isinstance(one, ApartDoubt) for one in worst(register, ApartDoubt))


def test_queue_by_keyboard(unsure: Register, site: Site, opener: Opener) -> None:
    page = opener()
    page.goto(f"{site.url}/review")
    cards = page.locator(".doubt")
    total = cards.count()
    page.keyboard.press("j")
    expect(cards.first).to_be_focused()
    while not cards.locator("[data-do=x]").first.is_visible():
        page.keyboard.press("j")
    claim = page.locator(".doubt:has([data-do=x])").first
    claim.focus()
    page.keyboard.press("x")
    expect(page.locator(".doubt.done")).to_have_count(1)
    expect(page.locator(".doubt.done")).to_contain_text("Ana: reject")
    expect(page.locator(".doubt:focus")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".doubt.done")).to_have_count(2)
    page.keyboard.press("u")
    page.wait_for_url("**/review")
    expect(page.get_by_text("undone or overruled")).to_have_count(1)
    assert page.locator(".doubt").count() >= min(total - 1, 19)


def test_a_claim_judged_wrong_on_its_report_leaves_the_deal(
    site: Site, opener: Opener, ids: dict[str, str]
) -> None:
    page = opener()
    page.goto(f"{site.url}/deals/{ids['frigates']}")
    expect(page.locator("#disputed")).to_have_count(1)
    page.locator("section[aria-labelledby=reports] a").last.click()
    page.wait_for_url("**/reports/*")  # until its scripts run, forms lead to other pages
    page.get_by_role("button", name="c1 is wrong").click()
    expect(page.get_by_role("status").filter(has_text="Ana: reject")).to_be_visible()
    page.goto(f"{site.url}/deals?party=NOR")
    page.locator("table.deals tbody a").first.click()
    expect(page.locator("#disputed")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Undo decision")).click()
    page.goto(f"{site.url}/deals/{ids['frigates']}")
    expect(page.locator("#disputed")).to_have_count(1)


def test_a_corrected_claim_changes_its_deal_until_undone(
    site: Site, opener: Opener, ids: dict[str, str]
) -> None:
    page = opener()
    dossier = f"{site.url}/deals/{ids['frigates']}"
    page.goto(dossier)
    price = page.locator("#disputed ~ * h4, .values h4").filter(has_text="USD 1.2 billion")
    expect(price.first).to_be_visible()
    page.locator("section[aria-labelledby=reports] a").first.click()
    page.wait_for_url("**/reports/*")  # until its scripts run, forms lead to other pages
    page.get_by_role("link", name="Correct c1").click()
    page.get_by_label("Sum").fill("USD 1,350,000,000")
    page.get_by_label("Reason").fill("digits turned round")
    page.get_by_role("button", name="Keep the correction").click()
    told = page.get_by_role("status").filter(has_text="Ana: correct")
    expect(told).to_contain_text("sum USD 1,350,000,000")
    page.reload()
    expect(page.locator(".judged")).to_contain_text("digits turned round")
    page.goto(dossier)
    expect(page.get_by_role("heading", name="USD 1.35 billion")).to_be_visible()
    expect(price).to_have_count(0)
    expect(page.get_by_text("as Ana corrected it").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Undo decision")).click()
    expect(price.first).to_be_visible()


def test_a_claim_is_corrected_by_keyboard_and_without_scripts(
    unsure: Register, site: Site, opener: Opener, client: TestClient
) -> None:
    page = opener()
    page.goto(f"{site.url}/review")
    claim = page.locator(".doubt:has([data-do=c])").first
    claim.focus()
    page.keyboard.press("c")
    claim.get_by_label("Stage").select_option("cancelled")
    claim.get_by_label("Stage").press("Enter")
    claim.get_by_role("button", name="Keep the correction").press("Enter")
    expect(page.locator(".doubt.done")).to_contain_text("stage cancelled")
    found = worst(unsure, ClaimDoubt)[0]
    assert isinstance(found, ClaimDoubt)
    address = f"/review/claim?subject={found.subject.replace('#', '%23')}"
    whole = client.get(address)
    assert "What the claim says" in whole.text
    assert "<html" not in client.get(address, headers={"HX-Request": "true"}).text
    assert client.get("/review/claim?subject=ffff%23c1").status_code == 404


def test_a_field_left_as_it_is_stays_as_read(unsure: Register, client: TestClient) -> None:
    first = worst(unsure, ClaimDoubt)[0]
    assert isinstance(first, ClaimDoubt)
    shown = asdict(reviewing.as_read(first.sentence))
    same = {"subject": first.subject, "verdict": "correct", **shown}
    answer = client.post("/api/review", json=same)
    assert answer.status_code == 422
    assert "nothing of it is other" in answer.json()["detail"]
    made = client.post("/api/review", json={**same, "what": "frigates", "says": "A; B"}).json()
    assert made["correction"] == {"what": "frigates", "says": ["A", "B"]}
    assert client.post("/api/review", json={**same, "sum": "much"}).status_code == 422
