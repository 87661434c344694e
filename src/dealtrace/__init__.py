"""Dealtrace reads reports about arms deals and keeps who says what, how firmly, and where."""

__version__ = "0.1.0"
