"""How a register made by an earlier version is brought up to date (Alembic)."""
