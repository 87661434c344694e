"""Everything of a register, streamed: while one question is being answered others are asked."""

from __future__ import annotations

import datetime as dt

from dealtrace.register import deal_lists
from dealtrace.register.appraisal import appraise
from dealtrace.register.deal_lists import Filter
from dealtrace.register.store import Register
from dealtrace.register.streams import Stream
from tests.register.labels import add_all, cuban_loan


def test_streams_answer_as_questions_do(register: Register) -> None:
    add_all(register, cuban_loan())
    with register.reading() as connection:
        for day in (None, dt.date(2018, 12, 31)):
            stream = Stream(connection, Filter(party="CUB"), day)
            listed = deal_lists.deals(connection, Filter(party="CUB"), limit=None, as_of=day)
            assert listed
            pairs = list(stream.appraised())
            assert pairs == [(row, appraise(connection, row, day)) for row in listed]
            told = {key for row in listed for key in row.dossier["reports"]}
            assert {report.key for report in stream.reports()} == told
            claims = list(stream.claims())
            assert {c.id for c in claims} >= {c for row in listed for c in row.dossier["claims"]}
            named = {actor.entity for claim in claims for actor in claim.actors} - {None}
            assert {entity.key for entity in stream.entities()} >= named
            assert not list(stream.offices())


def test_several_streams_run_beside_each_other(register: Register) -> None:
    add_all(register, cuban_loan())
    with register.reading() as connection:
        stream = Stream(connection)
        whole = [claim.id for claim in stream.claims()]
        beside = []
        for claim in stream.claims():
            assert next(stream.deals()).id
            assert len(list(stream.reports())) == 10
            beside.append(claim.id)
        assert beside == whole
