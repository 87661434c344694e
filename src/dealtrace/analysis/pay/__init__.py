"""Ability to pay: what a state has to pay, against what it has, and how it has paid before."""
