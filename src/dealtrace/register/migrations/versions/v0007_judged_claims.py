"""Decisions on claims are found by the claim too."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"

_DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
_DECISIONS = sa.table(
    "decisions", sa.column("id"), sa.column("action"), sa.column("what", _DOCUMENT)
)
_FOUND_BY = sa.table("decision_tellings", sa.column("slug"), sa.column("decision_id"))
_OF_CLAIMS = ("reject claim", "correct claim")


def upgrade() -> None:
    """Write down which claim each decision on a claim is about."""
    connection = op.get_bind()
    asked = sa.select(_DECISIONS).where(_DECISIONS.c.action.in_(_OF_CLAIMS))
    rows = [
        {"slug": f"{row.what['report']}#{row.what['claim']}", "decision_id": row.id}
        for row in connection.execute(asked)
    ]
    if rows:
        connection.execute(sa.insert(_FOUND_BY), rows)
