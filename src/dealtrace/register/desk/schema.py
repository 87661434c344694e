"""The desk's own tables, in the register's database: people and what they follow.

Nothing of the register's rests on them. Times are UTC. Of passwords, sessions and tokens only
hashes are kept.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from dealtrace.register.schema import Document
from dealtrace.register.schema import metadata as metadata

settings = Table(
    "desk_settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""The ``secret`` that forms are signed with."""

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
    Column("undoes", Integer, ForeignKey("desk_reviews.id"), index=True),
)
"""What people say of claims (subject ``report#claim``), of tellings joined to a deal (``+slug``)
and of deals kept apart (``deal~deal``). None is ever changed; an undo is a record of its own.
``decision_id`` is the decision that came of it, if one did."""

doubts = Table(
    "desk_doubts",
    metadata,
    Column("subject", String(160), primary_key=True),
    Column("doubt", Float, nullable=False, index=True),
    Column("family_id", Integer, nullable=False, index=True),
    Column("deal", String(64), nullable=False),
    Column("told", Document, nullable=False),
)
"""Reports joined to a deal with no great certainty and deals kept apart that may be one; subjects
as in ``desk_reviews``. Worked out from the deals, and can be made again at any time."""

progress = Table(
    "desk_progress",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How far something has come that is worked out bit by bit: the number of the last row done."""

turns = Table(
    "desk_turns",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", DateTime, nullable=False),
)
"""Whose turn something is that one process does for all: whoever holds it, until it lapses."""

originals = Table(
    "desk_originals",
    metadata,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Files as they were added, byte by byte, where the desk took them in."""

jobs = Table(
    "desk_jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer, nullable=False, index=True),
    Column("person", String(64), nullable=False, index=True),
    Column("made_at", DateTime, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("what", Document, nullable=False),
    Column("content", LargeBinary),
    Column("report", String(12)),
    Column("deals", Document),
    Column("copy_of", String(12)),
    Column("problem", Text, nullable=False, server_default=text("''")),
)
"""Documents that somebody gave to be added, ``batch`` by batch (the number of its first); what is
to be read stands in ``what`` and ``content`` until it is."""
