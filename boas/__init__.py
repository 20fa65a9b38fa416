"""BOAS: an open, Git-backed registry of health algorithms.

Git holds documents; documents are read into typed cards; rules turn cards into findings; together
they make one frozen registry; the registry fills an index; pages and the API ask the index.
"""

__version__ = "0.1.0"
