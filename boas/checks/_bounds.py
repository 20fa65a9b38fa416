"""The rule about single values that no field can hold, whatever stands beside them."""

from collections.abc import Iterator

from boas.checks._evidence import find_figure_errors
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import make_printable
from boas.documents import find_bound_violations
from boas.finding import Finding
from boas.parsing import Collection, Document, format_path
from boas.translation import Message


@document_rule("structure", since="2026-11-28")
def out_of_bounds(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each number, text or mapping stays within the bounds of its field.

    Why: a count of zero or less, a margin of 7 or a number larger than a tool keeps exactly say nothing
    true, and each tool reads them its own way.

    Help: copy the value from its source; when it is missing, delete the line.
    """
    found = tuple(find_bound_violations(document.part)) if document.part else ()
    reported = (
        tuple(finding.field for finding in find_figure_errors("out-of-range", document, collection)) if found else ()
    )
    for violation in found:
        if format_path(violation.path).startswith(reported):  # one finding for each value
            continue
        said, written = violation.bounds.describe(), make_printable(str(violation.value), _LONGEST)
        message = Message("`{path}` is out of bounds: {written}.", path=violation.path[-1], written=written)
        help_message = Message("Write the value of the source ({said}), or delete the line.", said=said)
        yield report_at_field("out-of-bounds", document, violation.path, message, help_message)


_LONGEST = 60
"""Characters of a value that are repeated."""
