"""Deals are joined by other weights (see ``store.JOINED``); the lists of the most told and of those
first seen last are found from their indexes alone, also where they are narrowed."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Put the day by which facets are looked up into two indexes."""
    for column in ("reports", "first_seen"):
        index = f"ix_deal_states_valid_until_{column}"
        op.drop_index(index, "deal_states")
        op.create_index(index, "deal_states", ["valid_until", column, "last_seen"])
