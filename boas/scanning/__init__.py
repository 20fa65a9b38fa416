"""Python code that comes with a card, looked at as data: bandit parses it, nothing imports or runs it.

What a scan does not find proves nothing; what cannot be scanned is said and never taken for clean.
"""

from boas.scanning.scan import REASONS, Scan, Unscanned, Weakness, scan

__all__ = ["REASONS", "Scan", "Unscanned", "Weakness", "scan"]
