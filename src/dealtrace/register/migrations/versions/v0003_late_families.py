"""What was known on past days may be worked out later; publishers and orders get an index."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of families whose past is put off, and indexes."""
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
