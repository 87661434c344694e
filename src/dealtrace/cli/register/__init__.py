"""The commands on a register, one module for each: what they ask, and how the answer looks."""
