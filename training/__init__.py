"""Builds, trains and evaluates the language model; needs PyTorch, never imported at run time."""
