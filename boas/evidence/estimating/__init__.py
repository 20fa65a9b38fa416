"""Counts to numbers: every metric with its interval, sums over strata, sites pooled, gaps between groups.

Asks nobody what a card claims, and withholds nothing.
"""
