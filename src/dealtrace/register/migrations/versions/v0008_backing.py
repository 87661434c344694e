"""Each value of a telling keeps which of its speakers stand behind it; tellings that tell of a way
of paying are found by an index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"

_DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Add the column, empty: what is in it is worked out as deals are joined anew."""
    backing = sa.Column("backing", _DOCUMENT, nullable=False, server_default="{}")
    op.add_column("report_deals", backing)
    paid = sa.text("financing <> '[]'")
    op.create_index(
        "ix_report_deals_paid",
        "report_deals",
        ["family_id"],
        sqlite_where=paid,
        postgresql_where=paid,
    )
