"""The commands that say what follows from a register."""
