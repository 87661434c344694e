"""The desk's own tables, in the register's database: people and what they follow.

Nothing of the register's rests on them. Times are UTC. Of passwords, sessions and tokens only
hashes are kept.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from dealtrace.register.schema import Document
from dealtrace.register.schema import metadata as register_metadata

metadata = MetaData(naming_convention=register_metadata.naming_convention)

VERSION = 1
"""The version of these tables that this program works with."""

settings = Table(
    "desk_settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""``version`` of the tables, and the ``secret`` that forms are signed with."""

accounts = Table(
    "desk_accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("folded", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("email", Text),
    Column("made_at", DateTime, nullable=False),
    Column("closed_at", DateTime),
)

sessions = Table(
    "desk_sessions",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("account_id", Integer, ForeignKey("desk_accounts.id"), nullable=False, index=True),
    Column("made_at", DateTime, nullable=False),
    Column("used_at", DateTime, nullable=False),
)

tokens = Table(
    "desk_tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("account_id", Integer, ForeignKey("desk_accounts.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("used_at", DateTime),
    Column("closed_at", DateTime),
)

attempts = Table(
    "desk_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(80), nullable=False),
    Column("made_at", DateTime, nullable=False),
    Index("ix_desk_attempts_key_made_at", "key", "made_at"),
)
"""Failed logins, by name and by address, so that guessing is slow."""

visits = Table(
    "desk_visits",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("seen_at", DateTime, nullable=False),
    Column("before", DateTime),
)
"""When somebody last looked at what is new, and the time before that."""

searches = Table(
    "desk_searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("watched", Boolean, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("checked_at", DateTime),
    Column("known", Document),
)
"""Saved searches: the query of the address; ``known`` is what a watched one found last."""

feeds = Table(
    "desk_feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("checked_at", DateTime),
    Column("problem", Text),
    Column("seen", Document),
)
"""Feeds that are looked at every so many minutes; ``seen`` are the addresses read already."""

alerts = Table(
    "desk_alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(64), nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("deal", String(64)),
    Column("text", Text, nullable=False),
    Column("search_id", Integer),
    Column("seen_at", DateTime),
    Column("sent_at", DateTime),
    Index("ix_desk_alerts_person_seen_at", "person", "seen_at"),
)
"""What somebody is to be told: a new deal, a stage, a contradiction, a decision that met theirs."""

reviews = Table(
    "desk_reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("subject", String(160), nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    Column("correction", Document),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("decision_id", Integer),
    Column("undoes", Integer, ForeignKey("desk_reviews.id")),
)
"""What people say of claims (subject ``report#claim``), of tellings joined to a deal (``+slug``)
and of deals kept apart (``deal~deal``). None is ever changed; an undo is a record of its own.
``decision_id`` is the decision that came of it, if one did."""
