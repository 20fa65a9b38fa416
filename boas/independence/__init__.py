"""Independence of evaluators, auditors and reviewers from those who made an algorithm.

Computed from people (names, ORCID iDs) and organisations (identifiers, `part_of`); rules, assessments and the review
of proposals use it. A declared independence is never an input.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
