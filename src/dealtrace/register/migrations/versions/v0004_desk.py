"""The desk's tables come to the register's; claims are found by how sure the program is of them.

Some of the tables may be there: the desk of earlier versions made them when it was opened.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

_TABLES = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Make the tables that are missing, and two indexes."""
    _people()
    _followed()
    _reviewed()
    _added()
    connection = op.get_bind()
    before = set(sa.inspect(connection).get_table_names())
    made = [table for table in _TABLES.sorted_tables if table.name not in {"reports", *before}]
    _TABLES.create_all(connection, tables=made)
    if "desk_reviews" in before:
        op.create_index("ix_desk_reviews_undoes", "desk_reviews", ["undoes"])
    if "desk_settings" in before:
        op.execute("delete from desk_settings where name = 'version'")
    op.create_index("ix_claims_score_type", "claims", ["score", "type"])


def _table(name: str, *columns: sa.Column[object] | sa.Index) -> None:
    sa.Table(name, _TABLES, *columns)


def _number() -> sa.Column[object]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, length: int | None = None, **more: bool) -> sa.Column[object]:
    kind = sa.String(length) if length else sa.Text()
    return sa.Column(name, kind, **({"nullable": False} | more))  # type: ignore[arg-type]


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime, nullable=nullable)


def _account() -> sa.Column[object]:
    own = sa.ForeignKey("desk_accounts.id")
    return sa.Column("account_id", sa.Integer, own, nullable=False, index=True)


def _people() -> None:
    _table(
        "desk_settings",
        _text("name", 32, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    _table(
        "desk_accounts",
        _number(),
        _text("name", 64),
        _text("folded", 64, unique=True),
        _text("role", 16),
        _text("password"),
        _text("email", nullable=True),
        _time("made_at"),
        _time("closed_at", True),
    )
    _table(
        "desk_sessions",
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        _account(),
        _time("made_at"),
        _time("used_at"),
    )
    _table(
        "desk_tokens",
        _number(),
        sa.Column("hash", sa.LargeBinary, nullable=False, unique=True),
        _account(),
        _text("name"),
        _time("made_at"),
        _time("used_at", True),
        _time("closed_at", True),
    )
    _table(
        "desk_attempts",
        _number(),
        _text("key", 80),
        _time("made_at"),
        sa.Index("ix_desk_attempts_key_made_at", "key", "made_at"),
    )


def _followed() -> None:
    _table(
        "desk_visits",
        _text("person", 64, primary_key=True),
        _time("seen_at"),
        _time("before", True),
    )
    _table(
        "desk_searches",
        _number(),
        _text("person", 64, index=True),
        _text("name"),
        _text("query"),
        sa.Column("watched", sa.Boolean, nullable=False),
        _time("made_at"),
        _time("checked_at", True),
        sa.Column("known", _DOCUMENT),
    )
    _table(
        "desk_feeds",
        _number(),
        _text("url"),
        _text("name"),
        sa.Column("minutes", sa.Integer, nullable=False),
        _text("made_by", 64),
        _time("checked_at", True),
        _text("problem", nullable=True),
        sa.Column("seen", _DOCUMENT),
    )
    _table(
        "desk_alerts",
        _number(),
        _text("person", 64),
        _time("made_at"),
        _text("kind", 16),
        _text("deal", 64, nullable=True),
        _text("text"),
        sa.Column("search_id", sa.Integer),
        _time("seen_at", True),
        _time("sent_at", True),
        sa.Index("ix_desk_alerts_person_seen_at", "person", "seen_at"),
    )


def _reviewed() -> None:
    undone = sa.ForeignKey("desk_reviews.id")
    _table(
        "desk_reviews",
        _number(),
        _time("made_at"),
        _text("made_by", 64),
        _text("subject", 160, index=True),
        _text("verdict", 16),
        sa.Column("correction", _DOCUMENT),
        sa.Column("reason", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("decision_id", sa.Integer),
        sa.Column("undoes", sa.Integer, undone, index=True),
    )
    _table(
        "desk_doubts",
        _text("subject", 160, primary_key=True),
        sa.Column("doubt", sa.Float, nullable=False, index=True),
        sa.Column("family_id", sa.Integer, nullable=False, index=True),
        _text("deal", 64),
        sa.Column("told", _DOCUMENT, nullable=False),
    )
    _table(
        "desk_progress",
        _text("name", 32, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def _added() -> None:
    sa.Table("reports", _TABLES, _number())  # as far as others lead there
    _table("desk_turns", _text("name", 32, primary_key=True), _text("holder", 64), _time("until"))
    _table(
        "desk_originals",
        sa.Column("report_id", sa.Integer, sa.ForeignKey("reports.id"), primary_key=True),
        _text("name"),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    _table(
        "desk_jobs",
        _number(),
        sa.Column("batch", sa.Integer, nullable=False, index=True),
        _text("person", 64, index=True),
        _time("made_at"),
        _text("name"),
        _text("state", 16, index=True),
        sa.Column("what", _DOCUMENT, nullable=False),
        sa.Column("content", sa.LargeBinary),
        _text("report", 12, nullable=True),
        sa.Column("deals", _DOCUMENT),
        _text("copy_of", 12, nullable=True),
        sa.Column("problem", sa.Text, nullable=False, server_default=sa.text("''")),
    )
