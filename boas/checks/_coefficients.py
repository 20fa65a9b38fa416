"""The rule about tables of coefficients or points."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments.

from collections.abc import Iterator

from boas.checks._rule import document_rule, report_diagnostics
from boas.finding import Finding
from boas.parsing import Collection, Document


@document_rule("codelists", since="2026-11-29")
def bad_coefficient(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each row of coefficients.csv names a term once and gives a finite number, inside its interval.

    Why: a score is computed from these numbers; one that is read wrongly changes the result of every person.

    Help: write term and value, a point in numbers, and level or variant where a term has several rows.
    """
    return report_diagnostics(document, "bad-coefficient")
