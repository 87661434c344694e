"""Deals are joined by other weights and keys (see ``store.JOINED``); the tables stay."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change no table."""
