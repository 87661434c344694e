"""Keeping a register whole: checking it, backing it up, restoring it."""

from dealtrace.register.upkeep.backups import backup, restore
from dealtrace.register.upkeep.checking import check

__all__ = ["backup", "check", "restore"]
