"""Claims to verdicts: whether each published figure, and all of them together, can be true.

Never recomputes from people: whole numbers that would print as the claim does are searched for.
"""
