"""What the desk, the register in a browser, asks of the register and keeps in it."""
