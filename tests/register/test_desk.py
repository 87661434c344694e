"""The desk's own tables, in SQLite and in PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from dealtrace.register.desk import alerts, doubts, feeds, news, people, reports, reviews, searches
from dealtrace.register.desk.opening import prepare
from dealtrace.register.desk.schema import sessions, visits
from dealtrace.register.errors import RegisterError
from dealtrace.register.store import Register
from tests.register.labels import add_all, cuban_loan


def test_the_secret_is_made_once(register: Register) -> None:
    secret = prepare(register)
    assert len(secret) == 32
    assert prepare(register) == secret


def test_people_sessions_and_tokens(register: Register) -> None:
    prepare(register)
    with register.writing() as connection:
        ada = people.open_account(connection, "Ada  Lovelace", "administrator", "hash")
        with pytest.raises(RegisterError, match="already"):
            people.open_account(connection, "ADA LOVELACE", "reader", "hash")
        session = people.begin_session(connection, ada.id)
        token = people.make_token(connection, ada.id, "script")
    with register.reading() as connection:
        assert people.of_session(connection, session) == (ada, False)
        assert people.of_session(connection, "another") is None
        assert people.of_token(connection, token) == ada
        assert people.of_token(connection, session) is None
    with register.writing() as connection:
        old = people.now() - people.SESSION - dt.timedelta(minutes=1)
        connection.execute(update(sessions).values(used_at=old))
        assert people.of_session(connection, session) is None
        with pytest.raises(RegisterError, match="last administrator"):
            people.change(connection, ada.id, closed=True)
        people.open_account(connection, "Ben", "administrator", "hash")
        people.change(connection, ada.id, closed=True)
        assert people.of_token(connection, token) is None
        assert people.password_of(connection, "ada lovelace") is None


def test_what_is_new_since_a_visit(register: Register) -> None:
    prepare(register)
    add_all(register, cuban_loan()[:4])
    with register.writing() as connection:
        assert searches.last_visit(connection, "Ana") == (None, True)
        searches.note_visit(connection, "Ana")
        assert searches.last_visit(connection, "Ana") == (None, False)
        long_ago = people.now() - dt.timedelta(days=1)
        connection.execute(update(visits).values(seen_at=long_ago))
    add_all(register, cuban_loan()[4:])
    with register.reading() as connection:
        everything = news.news(connection, None)
        since, due = searches.last_visit(connection, "Ana")
        nothing = news.news(connection, people.now())
        held = news.counts(connection)
    assert (since, due) == (long_ago, True)
    assert [one.fresh for one in everything.deals] == [True]
    assert (nothing.deals, nothing.others, nothing.decisions) == ((), (), ())
    assert (held.reports, held.deals, held.decisions) == (10, 1, 0)


def test_alerts_searches_and_feeds(register: Register) -> None:
    prepare(register)
    with register.writing() as connection:
        number = searches.save(connection, "Ana", "Cuba", "party=CUB", True)
        searches.note_checked(connection, number, {"x": {"stage": "signed"}})
        searches.forget(connection, "Ben", number)  # not Ben's
        alerts.tell(connection, "Ana", "new deal", "text", "x", number)
        feed = feeds.follow(connection, "Ana", "https://example.org/rss", "", 60)
        with pytest.raises(RegisterError, match="followed already"):
            feeds.follow(connection, "Ben", "https://example.org/rss", "", 60)
        feeds.note_checked(connection, feeds.listed(connection)[0], ["https://example.org/1"], None)
    with register.reading() as connection:
        assert searches.of(connection, "Ana")[0].known == {"x": {"stage": "signed"}}
        assert alerts.unseen(connection, "Ana") == 1
        assert alerts.unseen(connection, "Ben") == 0
        assert feeds.due(connection) == []
        assert feeds.listed(connection)[0].id == feed


def test_a_reports_claims_come_back_as_they_were_added(register: Register) -> None:
    (one, *_) = cuban_loan()
    add_all(register, [one])
    with register.reading() as connection:
        file = reports.report_file(connection, one.key)
    for claim, read in zip(file.claims, one.reading["claims"], strict=True):
        assert claim.type == read["type"]
        assert [e.text for e in claim.evidence] == [e["text"] for e in read["evidence"]]
        assert [link.name for link in claim.attribution] == [
            link["source"] for link in read["attribution"]
        ]
        told = {role: [actor.name for actor in who] for role, who in claim.roles.items()}
        assert told == {r: [a["name"] for a in who] for r, who in read["roles"].items() if who}


def test_verdicts_stand_until_undone(register: Register) -> None:
    prepare(register)
    add_all(register, cuban_loan())
    with register.writing() as connection:
        first = reviews.record(connection, "Ana", "a#c1", "accept")
        second = reviews.record(connection, "Ben", "a#c1", "correct", {"type": "credit"})
        assert reviews.standing(reviews.listed(connection))["a#c1"].id == second
        reviews.record(connection, "Ana", "a#c1", "undo", undoes=second)
        assert reviews.standing(reviews.listed(connection, ["a#c1"]))["a#c1"].id == first
        found = doubts.worst(connection)
    assert [one.doubt for one in found] == sorted((one.doubt for one in found), reverse=True)
