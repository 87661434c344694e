"""Runs migrations on the connection that ``Register.upgrade`` hands over, in its transaction."""

from alembic import context

from dealtrace.register.desk.schema import metadata  # with the tables of the desk

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
