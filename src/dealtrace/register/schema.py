"""The tables. Names are meant to be read by people: the file opens in any SQL browser.

Dates are days, times are UTC. Nothing is ever overwritten that a report or a person said: reports
are superseded, decisions undone by a further decision. ``deal_states`` and the tables below it are
worked out from ``report_deals`` and ``decisions`` and can be made again at any time.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
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
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Document = JSON().with_variant(JSONB(), "postgresql")
_ANY_LENGTH: Any = {"postgresql_using": "hash"}  # PostgreSQL's other indexes take no long texts


def _report(name: str = "report_id", **more: bool) -> Column[int]:
    return Column(name, Integer, ForeignKey("reports.id"), nullable=False, **more)  # type: ignore[arg-type]


PUBLISHER_KEY = "lower(substr(publisher, 1, 100))"
"""What reports of a publisher are looked up by: an index takes names of a certain length only."""

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(12), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("url", Text),
    Column("path", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Date, index=True),
    Column("language", String(8)),
    Column("dateline", Text),
    Column("text", Text, nullable=False),
    Column("asides", Document, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("superseded_by", Integer, ForeignKey("reports.id")),
    Column("superseded_at", DateTime),
    Column("copy_of", Integer, ForeignKey("reports.id"), index=True),
    Column("signature", LargeBinary, nullable=False),
    Index("ix_reports_url", "url", **_ANY_LENGTH),
    Index("ix_reports_publisher", text(PUBLISHER_KEY), "published", "id"),
)

report_bands = Table(
    "report_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    _report(primary_key=True),
    sqlite_with_rowid=False,
)
"""Where a text's MinHash signature lies: texts that share a band may be copies of each other."""

claims = Table(
    "claims",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("number", String(12), nullable=False),
    Column("type", String(16), nullable=False),
    Column("modality", String(16), nullable=False),
    Column("stage", String(16)),
    Column("text", Text, nullable=False),
    Column("evidence", Document, nullable=False),
    Column("attribution", Document, nullable=False),
    Column("items", Document, nullable=False),
    Column("amount", Float),
    Column("currency", String(3)),
    Column("money_text", Text),
    Column("time", String(32)),
    Column("time_text", Text),
    Column("place", Text),
    Column("place_country", String(3)),
    Column("score", Float, nullable=False),
    Index("ix_claims_report_id_number", "report_id", "number", unique=True),
    Index("ix_claims_score_type", "score", "type"),
)

claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim_id", Integer, ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("as_written", Text, nullable=False),
    Column("name_id", Integer, ForeignKey("names.id")),
    Column("published", Date, nullable=False, server_default=text("'0001-01-01'")),
    Index("ix_claim_actors_name_id_published", "name_id", "published"),
    sqlite_with_rowid=False,
)
"""Who fills which role of a claim, and its arms (role ``item``). Without a name: nobody in
particular ("two officials"). ``published`` is the day of the claim's report, by which the latest
claims of a name are found; 1 January of the year 1 where the report has none."""

entities = Table(
    "entities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String(3)),
    Column("family", Text),
    Column("mentions", Integer, nullable=False, server_default=text("0")),
    Index("ix_entities_kind_mentions", "kind", "mentions"),
    Index("ix_entities_country_mentions", "country", "mentions"),
    Index("ix_entities_mentions", "mentions"),
    Index("ix_entities_family", "family", **_ANY_LENGTH),
)
"""Persons, states, bodies, companies, media and weapons, which may be a variant of a ``family``."""

names = Table(
    "names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("form", BigInteger, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("block", Text, nullable=False),
    Column("wider_block", Text, index=True),
    Column("country", String(3), nullable=False, server_default=text("''")),
    Column("period", Integer, nullable=False, server_default=text("0")),
    Column("office", Text, nullable=False, server_default=text("''")),
    Column("anchor", Text, nullable=False, server_default=text("''")),
    Column("family", Text, nullable=False, server_default=text("''")),
    Column("first_seen", Date),
    Column("last_seen", Date),
    Column("mentions", Integer, nullable=False, server_default=text("0")),
    Column("entity_id", Integer, ForeignKey("entities.id"), index=True),
    Index("ix_names_block", "block", **_ANY_LENGTH),
)
"""Every form of a name; several lead to one entity. ``form`` is a checksum of all that decides whom
it means: kind, name, fullest name in the report, country, period, office, and the name that the
tables have for it (``anchor``). Full names can be one entity only within a ``block``; initials and
family names alone mean somebody of their ``wider_block``, the family."""

name_offices = Table(
    "name_offices",
    metadata,
    Column("name_id", Integer, ForeignKey("names.id"), primary_key=True),
    Column("office", String(64), primary_key=True),
    Column("first_seen", Date),
    Column("last_seen", Date),
    Column("reports", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Offices that reports give to a person, from the first report to the last that does."""

report_offices = Table(
    "report_offices",
    metadata,
    Column("name_id", Integer, ForeignKey("names.id"), primary_key=True),
    Column("office", String(64), primary_key=True),
    _report(primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""What ``name_offices`` is counted from."""

PAID = "financing <> '[]'"
"""What tells tellings that tell of a way of paying; an index serves it."""

_PAID = text(PAID)

report_deals = Table(
    "report_deals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(64), nullable=False, unique=True),
    _report(),
    Column("position", Integer, nullable=False),
    Column("supplier", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("stage_date", String(10)),
    Column("hedged", Boolean, nullable=False),
    Column("value_amount", Float),
    Column("value_currency", String(3)),
    Column("items", Document, nullable=False),
    Column("financing", Document, nullable=False),
    Column("says", Document, nullable=False),
    Column("claims", Document, nullable=False),
    Column("chains", Document, nullable=False),
    Column("steps", Document, nullable=False),
    Column("backing", Document, nullable=False),
    Column("known_from", Date, nullable=False),
    Column("family_id", Integer, nullable=False, index=True),
    Column("deal", String(64), nullable=False, index=True),
    Index("ix_report_deals_report_id_position", "report_id", "position", unique=True),
    Index("ix_report_deals_paid", "family_id", sqlite_where=_PAID, postgresql_where=_PAID),
)
"""One row for each deal of each report. ``family_id``: tellings that may be of one deal."""

report_deal_keys = Table(
    "report_deal_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column(
        "report_deal_id",
        Integer,
        ForeignKey("report_deals.id"),
        primary_key=True,
        index=True,
    ),
    sqlite_with_rowid=False,
)
"""What a telling is found by: tellings of one deal share at least one key."""

deal_states = Table(
    "deal_states",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("deal", String(64), nullable=False, index=True),
    Column("family_id", Integer, nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("headline", Text, nullable=False),
    Column("supplier", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("stage_date", String(10)),
    Column("hedged", Boolean, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("amount", Float),
    Column("currency", String(3)),
    Column("amount_usd", Float),
    Column("first_seen", Date),
    Column("last_seen", Date),
    Column("reports", Integer, nullable=False),
    Column("root_sources", Integer, nullable=False),
    Column("dossier", Document, nullable=False),
    Index("ix_deal_states_valid_until_last_seen", "valid_until", "last_seen"),
    Index("ix_deal_states_valid_until_amount_usd", "valid_until", "amount_usd"),
    Index("ix_deal_states_valid_until_reports", "valid_until", "reports", "last_seen"),
    Index("ix_deal_states_valid_until_first_seen", "valid_until", "first_seen", "last_seen"),
)
"""Each deal as it was known from one day until another; without an end: as it is known now."""

deal_briefs = Table(
    "deal_briefs",
    metadata,
    Column(
        "state_id",
        Integer,
        ForeignKey("deal_states.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("brief", Document, nullable=False),
)
"""What a list shows of a deal: its dossier without who tells what and where (``wire.brief``). The
dossier of a deal told by hundreds of reports is a hundred times as long."""

deal_facets = Table(
    "deal_facets",
    metadata,
    Column("facet", String(16), primary_key=True),
    Column("value", String(64), primary_key=True),
    Column("last_seen", Date, primary_key=True),
    Column("state_id", Integer, ForeignKey("deal_states.id"), primary_key=True, index=True),
    Column("amount_usd", Float),
    Index("ix_deal_facets_amount", "facet", "value", "amount_usd"),
    sqlite_with_rowid=False,
)
"""What deals are looked up by: ``all``, supplier, recipient, party, class (of items), stage, kind
and source; and two at once where either alone finds too many: ``pair`` (RUS>CUB),
``party class`` (RUS tank), ``party stage`` (RUS signed)."""

late_families = Table(
    "late_families",
    metadata,
    Column("family_id", Integer, primary_key=True, autoincrement=False),
    Column("since", Date, nullable=False),
    sqlite_with_rowid=False,
)
"""Families that a report came late to: what was known of their deals from that day on is yet to be
worked out, all but what is known now. See ``past.py``."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("deal", String(64)),
    Column("what", Document, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("undoes", Integer, ForeignKey("decisions.id")),
)

decision_tellings = Table(
    "decision_tellings",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("decision_id", Integer, ForeignKey("decisions.id"), primary_key=True),
)
"""The tellings a decision speaks of, so that it is found whenever one of them is merged anew, and
the claim it is about, as ``report#claim``."""

source_grades = Table(
    "source_grades",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("reliability", String(1), nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Index("ix_source_grades_source", "source", **_ANY_LENGTH),
)
"""Reliability (Admiralty scale, A to F) given by a person; the last one of a source counts."""
