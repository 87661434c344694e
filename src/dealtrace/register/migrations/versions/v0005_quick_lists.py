"""What lists show of a deal stands by itself; the actors of claims get the day of their report, so
that the latest claims of a name are found; names are found by parts of them, variants by the weapon
they are of."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dealtrace.register.fulltext import create_parts

revision = "0005"
down_revision = "0004"

_DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
_STATES = sa.table("deal_states", sa.column("id"), sa.column("dossier", _DOCUMENT))
_BRIEFS = sa.table("deal_briefs", sa.column("state_id"), sa.column("brief", _DOCUMENT))
_AT_ONCE = 200  # dossiers in memory


def upgrade() -> None:
    """Add a table, a column and the indexes, and fill them."""
    op.create_table(
        "deal_briefs",
        sa.Column("state_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("brief", _DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["state_id"], ["deal_states.id"], name=op.f("fk_deal_briefs_state_id")
        ),
    )
    day = sa.Column("published", sa.Date, nullable=False, server_default="0001-01-01")
    op.add_column("claim_actors", day)
    op.execute(
        "update claim_actors set published = coalesce((select r.published from claims c"
        " join reports r on r.id = c.report_id where c.id = claim_actors.claim_id), published)"
    )
    op.drop_index("ix_claim_actors_name_id", "claim_actors")
    op.create_index("ix_claim_actors_name_id_published", "claim_actors", ["name_id", "published"])
    op.create_index("ix_entities_family", "entities", ["family"], postgresql_using="hash")
    connection = op.get_bind()
    create_parts(connection)
    if connection.dialect.name == "sqlite":
        op.execute("insert into names_fts (names_fts) values ('rebuild')")
    _brief_all(connection)


def _brief_all(connection: sa.Connection) -> None:
    last = 0
    asked = sa.select(_STATES).where(_STATES.c.id > sa.bindparam("last"))
    asked = asked.order_by(_STATES.c.id).limit(_AT_ONCE)
    while rows := connection.execute(asked, {"last": last}).all():
        briefs = [{"state_id": row.id, "brief": _brief(row.dossier)} for row in rows]
        connection.execute(sa.insert(_BRIEFS), briefs)
        last = rows[-1].id


_PLAIN = (
    *("id", "supplier", "recipient", "stage_date", "hedged", "first_seen", "last_seen"),
    *("confirmed", "rejected"),
)


def _brief(dossier: dict[str, Any]) -> dict[str, Any]:
    """Return what a list shows of a dossier, as of this revision."""
    told = ("kind", "value", "financing", "stage")
    return {
        **{key: dossier[key] for key in _PLAIN},
        **{key: _values(dossier[key]) for key in told},
        "items": [
            {
                "text": item["text"],
                "class": item["class"],
                "designation": item["designation"],
                "quantity": _values(item["quantity"]),
            }
            for item in dossier["items"]
        ],
    }


def _values(told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    tellers = {"says", "reports", "roots"}
    return [{key: of for key, of in one.items() if key not in tellers} for one in told]
