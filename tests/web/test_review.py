"""The review queue: what is worst in doubt, verdicts, undo, labelled examples."""

from __future__ import annotations

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from dealtrace.register import acts
from dealtrace.register.acts import Person
from dealtrace.register.deal_lists import deals
from dealtrace.register.desk import alerts, doubting, meanwhile, reviews
from dealtrace.register.desk import doubts as queue
from dealtrace.register.desk.doubts import ApartDoubt, ClaimDoubt, JoinDoubt
from dealtrace.register.desk.meanwhile import Overruled
from dealtrace.register.desk.reports import ReportFile, report_file
from dealtrace.register.errors import RegisterError
from dealtrace.register.one_deal import deal
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


def test_the_queue_comes_in_pages(unsure: Register, client: TestClient) -> None:
    whole = client.get("/api/review?limit=200").json()
    assert whole["next"] is None
    subjects = [one["subject"] for one in whole["doubts"]]
    assert len(subjects) > 3
    following, found = "/api/review?limit=2", []
    while following:
        body = client.get(following).json()
        assert body["seen"]
        found += [one["subject"] for one in body["doubts"]]
        following = body["next"]
    assert found == subjects
    assert client.get("/api/review?offset=-1").status_code == 422


def test_two_deals_kept_apart_are_merged_and_parted(register: Register) -> None:
    with register.reading() as connection:
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


def told_to(register: Register, person: str) -> list[str]:
    with register.reading() as connection:
        return [one.text for one in alerts.of(connection, person)]


def test_of_two_verdicts_at_once_the_later_one_is_told(unsure: Register) -> None:
    first = worst(unsure, ClaimDoubt)[0]
    assert isinstance(first, ClaimDoubt)
    with unsure.reading() as connection:
        seen = str(meanwhile.now(connection))
    reviewing.judge(unsure, Verdict(first.subject, "reject", seen=seen), "Vera")
    reviewing.judge(unsure, Verdict(first.subject, "correct", stage="cancelled", seen=seen), "Vera")
    mine = Verdict(first.subject, "correct", sum="EUR 7", seen=seen)
    with pytest.raises(Overruled) as caught:
        reviewing.judge(unsure, mine, "Ana")
    assert [one.verdict for one in caught.value.later] == ["reject", "correct"]  # type: ignore[union-attr]
    assert told_to(unsure, "Vera") == [
        f"Ana wanted to correct {first.subject}: sum EUR 7 at the time you judged otherwise."
    ]
    with unsure.reading() as connection:
        assert {one.made_by for one in reviews.listed(connection)} == {"Vera"}
        again = str(meanwhile.now(connection))
    reviewing.judge(unsure, replace(mine, seen=again), "Ana")
    file = report_of(unsure, first)
    (claim,) = [one for one in file.claims if one.id == first.sentence.claim]
    assert claim.money is not None
    assert (claim.stage, claim.money.amount) == ("cancelled", 7)  # neither is lost


def report_of(register: Register, doubt: ClaimDoubt) -> ReportFile:
    with register.reading() as connection:
        return report_file(connection, doubt.sentence.report)


def test_verdicts_on_joins_and_pairs_and_decisions_elsewhere_are_told_too(
    register: Register, ids: dict[str, str]
) -> None:
    pair = "~".join(sorted((ids["loan"], ids["frigates"])))
    with register.reading() as connection:
        seen = str(meanwhile.now(connection))
    acts.merge(register, [ids["loan"], ids["frigates"]], Person("Ben"))
    with pytest.raises(Overruled, match="meanwhile by Ben"):
        reviewing.judge(register, Verdict(pair, "accept", seen=seen), "Ana")
    with register.reading() as connection:
        slug = deal(connection, ids["loan"]).dossier["tellings"][-1]
        seen = str(meanwhile.now(connection))
    reviewing.judge(register, Verdict(f"+{slug}", "split", seen=seen), "Vera")
    with pytest.raises(Overruled, match="meanwhile by Vera"):
        reviewing.judge(register, Verdict(f"+{slug}", "accept", seen=seen), "Ana")
    with pytest.raises(RegisterError, match="as the queue gives it"):
        reviewing.judge(register, Verdict(f"+{slug}", "accept", seen="now"), "Ana")


def test_of_twenty_who_judge_at_the_very_same_time_one_is_first(unsure: Register) -> None:
    """Each in a thread of its own: nineteen are told, none is lost."""
    first = worst(unsure, ClaimDoubt)[0]
    assert isinstance(first, ClaimDoubt)
    with unsure.reading() as connection:
        seen = str(meanwhile.now(connection))
    start = threading.Barrier(20)

    def judge(number: int) -> str:
        start.wait()
        verdict = ("accept", "reject")[number % 2]
        try:
            reviewing.judge(unsure, Verdict(first.subject, verdict, seen=seen), f"P{number}")
        except Overruled as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(judge, range(20)))
    assert told.count("") == 1
    with unsure.reading() as connection:
        assert len(reviews.listed(connection)) == 1
    assert len(told_to(unsure, f"P{told.index('')}")) == 19


def test_two_browsers_at_once_both_learn_of_it(
    unsure: Register, app: FastAPI, site: Site, opener: Opener
) -> None:
    page = opener()
    page.goto(f"{site.url}/review")
    card = page.locator(".doubt:has([data-do=x])").first
    subject = card.locator("input[name=subject]").first.input_value()
    reviewing.judge(unsure, Verdict(subject, "accept", reason="checked"), "Vera")
    card.get_by_role("button", name="Wrong").click()
    told = page.get_by_role("alert").filter(has_text="Somebody else was quicker")
    expect(told).to_be_visible()
    expect(page.locator(".overruled")).to_contain_text("Vera")
    with unsure.reading() as connection:
        assert [one.made_by for one in reviews.listed(connection)] == ["Vera"]
    assert len(told_to(unsure, "Vera")) == 1
    page.get_by_role("button", name="Record mine as well").click()
    expect(page.locator(".doubt.done")).to_contain_text("Ana: reject")


def test_the_api_refuses_a_verdict_on_what_was_judged_since(
    unsure: Register, client: TestClient
) -> None:
    answer = client.get("/api/review").json()
    subject = next(one["subject"] for one in answer["doubts"] if "#" in one["subject"])
    wanted = {"subject": subject, "verdict": "reject", "seen": answer["seen"]}
    reviewing.judge(unsure, Verdict(subject, "accept"), "Vera")
    late = client.post("/api/review", json=wanted)
    assert late.status_code == 409
    assert late.json()["later"][0]["made_by"] == "Vera"
    sign = re.findall(r'<meta name="csrf" content="(\w+)"', client.get("/review").text)[0]
    page = client.post("/review", data={**wanted, "csrf": sign})
    assert page.status_code == 409
    assert "Somebody else was quicker" in page.text
    assert client.post("/api/review", json={**wanted, "seen": ""}).status_code == 201


def test_a_correction_undone_on_the_dossier_is_no_label_any_more(
    unsure: Register, client: TestClient, ids: dict[str, str]
) -> None:
    first = worst(unsure, ClaimDoubt)[0]
    assert isinstance(first, ClaimDoubt)
    given = Verdict(first.subject, "correct", stage="cancelled")
    made = reviewing.judge(unsure, given, "Vera")
    later = reviewing.judge(unsure, replace(given, stage="", sum="EUR 5"), "Vera")
    labels = [json.loads(x) for x in client.get("/review/labels.jsonl").text.splitlines()]
    (told,) = labels[0]["deals"]
    assert told["stage"] == "cancelled"
    assert labels[0]["claims"][0]["corrected"] == "sum EUR 5; stage cancelled"
    for one in (later, made):
        asked = {"action": "undo", "number": one.decision_id}
        assert client.post(f"/api/deals/{ids['loan']}/decisions", json=asked).status_code == 201
    assert client.get("/review/labels.jsonl").text == ""


def test_a_slip_in_a_correction_is_told_beside_what_was_typed(
    unsure: Register, site: Site, opener: Opener
) -> None:
    page = opener()
    page.goto(f"{site.url}/review")
    claim = page.locator(".doubt:has([data-do=c])").first
    claim.get_by_text("Correct it").click()
    claim.get_by_label("Who", exact=True).fill("Sweden")
    claim.get_by_label("Interest").fill("cheap")
    claim.get_by_role("button", name="Keep the correction").click()
    expect(claim.get_by_role("alert")).to_contain_text("'cheap' is no number from 0 to 100")
    expect(claim.get_by_label("Who", exact=True)).to_have_value("Sweden")
    claim.get_by_label("Interest").fill("4.5 %")
    claim.get_by_role("button", name="Keep the correction").click()
    expect(page.locator(".doubt.done")).to_contain_text("who Sweden")
    with unsure.reading() as connection:
        assert len(reviews.listed(connection)) == 1
