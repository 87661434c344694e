"""What goes wrong with a register, in words for the person who uses it."""

from __future__ import annotations


class RegisterError(Exception):
    """A register cannot do what was asked; the message says why and what to do."""
