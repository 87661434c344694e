"""Dependence: who supplies how much of a state's arms, how that changes, and what else it takes."""
