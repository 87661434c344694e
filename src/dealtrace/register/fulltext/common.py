"""What both kinds of full-text search index, and how they mark a hit in a snippet."""

COLUMNS = {"reports": ("title", "text"), "claims": ("text",)}
"""The indexed columns of each table."""

START, END = "\x02", "\x03"
"""What stands before and after a hit."""
