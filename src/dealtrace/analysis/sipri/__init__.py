"""SIPRI's register of arms transfers beside one's own; its files are read, never kept."""
