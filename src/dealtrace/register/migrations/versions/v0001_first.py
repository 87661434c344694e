"""The first tables, with full-text search and views."""

from alembic import op

from dealtrace.register.fulltext import create as create_fulltext
from dealtrace.register.schema import metadata
from dealtrace.register.views import create as create_views

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the indexes and the views."""
    connection = op.get_bind()
    metadata.create_all(connection)
    create_fulltext(connection)
    create_views(connection)
