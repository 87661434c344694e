"""Analyses on pages: what is asked for, worked out by ``dealtrace.analysis``, as tables."""
