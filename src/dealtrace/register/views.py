"""Views for the usual questions, for those who open the register with SQL or Datasette."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

# Deals that people rejected have no facet but one that says so.
_VIEWS = {
    "deals": """
        select deal, headline, supplier, recipient, kind, stage, stage_date, hedged, confirmed,
               amount, currency, amount_usd, first_seen, last_seen, reports, root_sources
        from deal_states where valid_until is null
        and id in (select state_id from deal_facets where facet = 'all')""",
    "deal_reports": """
        select d.deal, r.key as report, r.published, r.publisher, r.title, d.stage, d.stage_date,
               d.hedged, d.value_amount, d.value_currency
        from report_deals d join reports r on r.id = d.report_id""",
    "claims_by_report": """
        select r.key as report, r.published, r.publisher, c.number, c.type, c.modality, c.stage,
               c.text, c.amount, c.currency, c.time, c.place, c.score
        from claims c join reports r on r.id = c.report_id""",
    "claims_by_entity": """
        select e.kind, e.name as entity, e.country, a.role, a.as_written, c.type, c.modality,
               c.text, r.key as report, r.published
        from claim_actors a join names n on n.id = a.name_id
        join entities e on e.id = n.entity_id
        join claims c on c.id = a.claim_id join reports r on r.id = c.report_id""",
    "offices": """
        select e.name as person, o.office, n.country, min(o.first_seen) as first_seen,
               max(o.last_seen) as last_seen, sum(o.reports) as reports
        from name_offices o join names n on n.id = o.name_id join entities e on e.id = n.entity_id
        group by e.name, o.office, n.country""",
    "copies": """
        select o.key as original, o.publisher as original_publisher, o.published as first_published,
               c.key as copy, c.publisher, c.published
        from reports c join reports o on o.id = c.copy_of""",
}


def create(connection: Connection) -> None:
    """Make the views."""
    for name, query in _VIEWS.items():
        connection.exec_driver_sql(f"create view {name} as {query}")


def drop(connection: Connection) -> None:
    """Remove all views, whatever version made them: tables can't change under them."""
    for name in inspect(connection).get_view_names():
        connection.exec_driver_sql(f'drop view "{name}"')
