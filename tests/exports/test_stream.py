"""What is exported is what the register answers: whole, as of a day, or of some deals only."""

import datetime as dt

import pytest
from sqlalchemy import Connection, func, select

from dealtrace.register import deal_lists, report_lists
from dealtrace.register.appraisal import appraise
from dealtrace.register.deal_lists import Filter
from dealtrace.register.schema import claims, reports
from dealtrace.register.streams import Stream

DAY = dt.date(2018, 12, 31)
SOME = [
    (Filter(), None),
    (Filter(), DAY),
    (Filter(party="CUB"), None),
    (Filter(supplier="RUS"), DAY),
]


@pytest.mark.parametrize(("wanted", "as_of"), SOME)
def test_deals_are_those_of_the_list(
    connection: Connection, wanted: Filter, as_of: dt.date | None
) -> None:
    stream = Stream(connection, wanted, as_of)
    listed = deal_lists.deals(connection, wanted, limit=None, as_of=as_of)
    assert list(stream.deals()) == listed
    assert listed
    pairs = list(stream.appraised())
    assert [row for row, _ in pairs] == listed
    assert [a for _, a in pairs] == [appraise(connection, row, as_of) for row in listed]


def test_without_a_filter_all_that_stands_is_there(connection: Connection, stream: Stream) -> None:
    listed = report_lists.list_reports(connection, limit=None)
    streamed = {report.key: report for report in stream.reports()}
    here = {row.id for row in stream.deals()}  # not what people rejected
    assert {row.key: {*row.deals} & here for row in listed} == {
        key: set(report.deals) for key, report in streamed.items()
    }
    ids = [claim.id for claim in stream.claims()]
    counted = (
        select(func.count())
        .select_from(claims)
        .join(reports, reports.c.id == claims.c.report_id)
        .where(reports.c.superseded_by.is_(None))
    )
    assert len(ids) == len(set(ids)) == connection.execute(counted).scalar()


@pytest.mark.parametrize(("wanted", "as_of"), SOME[1:])
def test_reports_and_claims_go_with_the_deals(
    connection: Connection, wanted: Filter, as_of: dt.date | None
) -> None:
    stream = Stream(connection, wanted, as_of)
    deals = {row.id: row.dossier for row in stream.deals()}
    told = {key for body in deals.values() for key in body["reports"]}
    given = {report.key: report for report in stream.reports()}
    assert told <= given.keys()
    assert (told == given.keys()) or stream.whole
    assert all(set(report.deals) <= deals.keys() for report in given.values())
    resting = {claim for body in deals.values() for claim in body["claims"]}
    found = list(stream.claims())
    assert resting == {c.id for c in found if any(c.id in deals[d]["claims"] for d in c.deals)}
    if as_of:
        assert all(r.published is None or r.published <= as_of for r in given.values())


def test_entities_are_those_named(connection: Connection) -> None:
    stream = Stream(connection, Filter(party="CUB"))
    named = {a.entity for claim in stream.claims() for a in claim.actors} - {None}
    held = {office.person for office in stream.offices()}
    assert {entity.key for entity in stream.entities()} == named | held
    assert all(entity.name in entity.names or entity.names for entity in stream.entities())
