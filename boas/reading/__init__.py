"""Bytes to documents and back, with the line and column of every key."""
