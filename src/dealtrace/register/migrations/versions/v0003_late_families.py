"""What was known on past days may be worked out later; publishers and orders get an index; names
of tellings get ten digits in place of six, so that no two of a million are the same."""

import hashlib
import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of families whose past is put off, and indexes; lengthen names."""
    op.create_table(
        "late_families",
        sa.Column("family_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("since", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_deal_states_valid_until_first_seen", "deal_states", ["valid_until", "first_seen"]
    )
    publisher = sa.text("lower(substr(publisher, 1, 100))")
    op.create_index("ix_reports_publisher", "reports", [publisher, "published", "id"])
    _lengthen_names(op.get_bind())


_DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
_REPORTS = sa.table("reports", sa.column("id"), sa.column("key"))
_TOLD = sa.table(
    "report_deals",
    *(sa.column(name) for name in ("id", "slug", "deal", "report_id", "position")),
)
_DECISIONS = sa.table("decisions", sa.column("id"), sa.column("deal"), sa.column("what", _DOCUMENT))
_SPOKEN_OF = sa.table("decision_tellings", sa.column("slug"), sa.column("decision_id"))


def _lengthen_names(connection: sa.Connection) -> None:
    """Give every telling its name of ten digits, which begins as that of six did."""
    asked = sa.select(_TOLD.c.id, _TOLD.c.slug, _TOLD.c.position, _REPORTS.c.key).join_from(
        _TOLD, _REPORTS, _REPORTS.c.id == _TOLD.c.report_id
    )
    names = {}
    for row in connection.execute(asked).all():
        digits = hashlib.sha256(f"{row.key}/{row.position}".encode()).hexdigest()[:10]
        names[row.slug] = re.sub(r"[0-9a-f]{6}$", digits, row.slug)
    one = sa.update(_TOLD).where(_TOLD.c.slug == sa.bindparam("before"))
    rows = [{"before": before, "now": now} for before, now in names.items()]
    if rows:
        now: sa.BindParameter[str] = sa.bindparam("now")
        connection.execute(one.values(slug=now, deal=now), rows)
    _rename_decisions(connection, names)


def _rename_decisions(connection: sa.Connection, names: dict[str, str]) -> None:
    for row in connection.execute(sa.select(_DECISIONS)).all():
        groups = [[names.get(slug, slug) for slug in g] for g in row.what.get("groups", [])]
        what = {**row.what, **({"groups": groups} if "groups" in row.what else {})}
        connection.execute(
            sa.update(_DECISIONS)
            .where(_DECISIONS.c.id == row.id)
            .values(deal=names.get(row.deal, row.deal), what=what)
        )
    for slug in connection.execute(sa.select(_SPOKEN_OF.c.slug).distinct()).scalars().all():
        one = sa.update(_SPOKEN_OF).where(_SPOKEN_OF.c.slug == slug)
        connection.execute(one.values(slug=names.get(slug, slug)))
