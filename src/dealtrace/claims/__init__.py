"""From an annotated document to claims, deals and office holders, each with its evidence."""
