"""Counts to metrics, intervals and disparities, and printed claims held against them.

Knows typed documents and tables, never files, rules or pages. What cannot be computed is said with its
reason; nothing is dropped.
"""
