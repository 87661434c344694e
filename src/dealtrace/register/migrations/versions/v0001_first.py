"""The first tables, with full-text search.

What stands here is what registers of this revision have; it never follows later changes of the
schema. Those are revisions of their own.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dealtrace.register.fulltext import create as create_fulltext

revision = "0001"
down_revision = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Make the tables and the indexes."""
    for make in (
        _deal_states,
        _decisions,
        _entities,
        _reports,
        _source_grades,
        _claims,
        _deal_facets,
        _decision_tellings,
        _names,
        _report_bands,
        _report_deals,
        _claim_actors,
        _name_offices,
        _report_deal_keys,
        _report_offices,
    ):
        make()
    create_fulltext(op.get_bind())


def _deal_states() -> None:
    op.create_table(
        "deal_states",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal", sa.String(length=64), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("stage_date", sa.String(length=10), nullable=True),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("amount_usd", sa.Float(), nullable=True),
        sa.Column("first_seen", sa.Date(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("root_sources", sa.Integer(), nullable=False),
        sa.Column("dossier", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_states")),
    )
    op.create_index(op.f("ix_deal_states_deal"), "deal_states", ["deal"], unique=False)
    op.create_index(op.f("ix_deal_states_family_id"), "deal_states", ["family_id"], unique=False)
    op.create_index(
        "ix_deal_states_valid_until_amount_usd",
        "deal_states",
        ["valid_until", "amount_usd"],
        unique=False,
    )
    op.create_index(
        "ix_deal_states_valid_until_last_seen",
        "deal_states",
        ["valid_until", "last_seen"],
        unique=False,
    )
    op.create_index(
        "ix_deal_states_valid_until_reports",
        "deal_states",
        ["valid_until", "reports"],
        unique=False,
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("deal", sa.String(length=64), nullable=True),
        sa.Column("what", DOCUMENT, nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name=op.f("fk_decisions_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("mentions", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
        sa.UniqueConstraint("key", name=op.f("uq_entities_key")),
    )
    op.create_index(
        "ix_entities_country_mentions", "entities", ["country", "mentions"], unique=False
    )
    op.create_index("ix_entities_kind_mentions", "entities", ["kind", "mentions"], unique=False)
    op.create_index("ix_entities_mentions", "entities", ["mentions"], unique=False)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asides", DOCUMENT, nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["reports.id"], name=op.f("fk_reports_copy_of")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["reports.id"], name=op.f("fk_reports_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
        sa.UniqueConstraint("sha256", name=op.f("uq_reports_sha256")),
    )
    op.create_index(op.f("ix_reports_copy_of"), "reports", ["copy_of"], unique=False)
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index("ix_reports_url", "reports", ["url"], unique=False, postgresql_using="hash")


def _source_grades() -> None:
    op.create_table(
        "source_grades",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reliability", sa.String(length=1), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_grades")),
    )
    op.create_index(
        "ix_source_grades_source",
        "source_grades",
        ["source"],
        unique=False,
        postgresql_using="hash",
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("modality", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", DOCUMENT, nullable=False),
        sa.Column("attribution", DOCUMENT, nullable=False),
        sa.Column("items", DOCUMENT, nullable=False),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("money_text", sa.Text(), nullable=True),
        sa.Column("time", sa.String(length=32), nullable=True),
        sa.Column("time_text", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_country", sa.String(length=3), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_claims_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_report_id_number", "claims", ["report_id", "number"], unique=True)


def _deal_facets() -> None:
    op.create_table(
        "deal_facets",
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("amount_usd", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["state_id"], ["deal_states.id"], name=op.f("fk_deal_facets_state_id")
        ),
        sa.PrimaryKeyConstraint(
            "facet", "value", "last_seen", "state_id", name=op.f("pk_deal_facets")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_deal_facets_amount", "deal_facets", ["facet", "value", "amount_usd"], unique=False
    )
    op.create_index(op.f("ix_deal_facets_state_id"), "deal_facets", ["state_id"], unique=False)


def _decision_tellings() -> None:
    op.create_table(
        "decision_tellings",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_tellings_decision_id")
        ),
        sa.PrimaryKeyConstraint("slug", "decision_id", name=op.f("pk_decision_tellings")),
    )


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("wider_block", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=3), server_default=sa.text("''"), nullable=False),
        sa.Column("period", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("office", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("anchor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("family", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("mentions", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_names_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
        sa.UniqueConstraint("form", name=op.f("uq_names_form")),
    )
    op.create_index("ix_names_block", "names", ["block"], unique=False, postgresql_using="hash")
    op.create_index(op.f("ix_names_entity_id"), "names", ["entity_id"], unique=False)
    op.create_index(op.f("ix_names_wider_block"), "names", ["wider_block"], unique=False)


def _report_bands() -> None:
    op.create_table(
        "report_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_bands_report_id")
        ),
        sa.PrimaryKeyConstraint("band", "report_id", name=op.f("pk_report_bands")),
        sqlite_with_rowid=False,
    )


def _report_deals() -> None:
    op.create_table(
        "report_deals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("stage_date", sa.String(length=10), nullable=True),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("value_amount", sa.Float(), nullable=True),
        sa.Column("value_currency", sa.String(length=3), nullable=True),
        sa.Column("items", DOCUMENT, nullable=False),
        sa.Column("financing", DOCUMENT, nullable=False),
        sa.Column("says", DOCUMENT, nullable=False),
        sa.Column("claims", DOCUMENT, nullable=False),
        sa.Column("chains", DOCUMENT, nullable=False),
        sa.Column("steps", DOCUMENT, nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("deal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_deals_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_deals")),
        sa.UniqueConstraint("slug", name=op.f("uq_report_deals_slug")),
    )
    op.create_index(op.f("ix_report_deals_deal"), "report_deals", ["deal"], unique=False)
    op.create_index(op.f("ix_report_deals_family_id"), "report_deals", ["family_id"], unique=False)
    op.create_index(
        "ix_report_deals_report_id_position", "report_deals", ["report_id", "position"], unique=True
    )


def _claim_actors() -> None:
    op.create_table(
        "claim_actors",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_actors_claim_id")),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_claim_actors_name_id")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_actors_name_id"), "claim_actors", ["name_id"], unique=False)


def _name_offices() -> None:
    op.create_table(
        "name_offices",
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_name_offices_name_id")),
        sa.PrimaryKeyConstraint("name_id", "office", name=op.f("pk_name_offices")),
        sqlite_with_rowid=False,
    )


def _report_deal_keys() -> None:
    op.create_table(
        "report_deal_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("report_deal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_deal_id"], ["report_deals.id"], name=op.f("fk_report_deal_keys_report_deal_id")
        ),
        sa.PrimaryKeyConstraint("key", "report_deal_id", name=op.f("pk_report_deal_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_report_deal_keys_report_deal_id"),
        "report_deal_keys",
        ["report_deal_id"],
        unique=False,
    )


def _report_offices() -> None:
    op.create_table(
        "report_offices",
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=64), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_report_offices_name_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_offices_report_id")
        ),
        sa.PrimaryKeyConstraint("name_id", "office", "report_id", name=op.f("pk_report_offices")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_report_offices_report_id"), "report_offices", ["report_id"], unique=False
    )
