"""What a register holds in the formats of others; each format is one module, read by its own tools.

What a format can't hold is said in its module's docstring and in ``docs/exports.md``.
"""
