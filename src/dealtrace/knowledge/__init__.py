"""Tables of facts with their provenance, and look-ups over them."""
