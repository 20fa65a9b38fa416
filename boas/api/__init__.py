"""Answers to HTTP."""
