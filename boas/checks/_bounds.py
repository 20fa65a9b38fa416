"""The rule about single values that no field can hold, whatever stands beside them."""

from collections.abc import Iterator

from boas.checks._evidence import find_figure_errors
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import make_printable
from boas.documents import find_bound_violations
from boas.finding import Finding, Message
from boas.parsing import Collection, Document, format_path


@document_rule(
    "structure",
    what="Chaque nombre, texte ou objet reste dans les bornes de son champ.",
    why="Un effectif nul ou négatif, une marge de 7 ou un nombre plus grand que ce qu’un outil garde exactement ne "
    "disent rien de vrai, et chaque outil les lit à sa façon.",
    mend="Recopier la valeur depuis sa source ; si elle manque, supprimer la ligne.",
    since="2026-11-28",
)
def out_of_bounds(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each number, text or mapping stays within the bounds of its field.

    Why: a count of zero or less, a margin of 7 or a number larger than a tool keeps exactly say nothing
    true, and each tool reads them its own way.

    Mend: copy the value from its source; when it is missing, delete the line.
    """
    found = tuple(find_bound_violations(document.part)) if document.part else ()
    reported = (
        tuple(finding.field for finding in find_figure_errors("out-of-range", document, collection)) if found else ()
    )
    for violation in found:
        if format_path(violation.path).startswith(reported):  # one finding for each value
            continue
        said, written = violation.bounds.describe(), make_printable(str(violation.value), _LONGEST)
        message = Message(
            f"« {violation.path[-1]} » est hors de ses bornes : {written}.",
            f"`{violation.path[-1]}` is out of bounds: {written}.",
        )
        help_message = Message(
            f"Écrire la valeur de la source ({said.fr}), ou supprimer la ligne.",
            f"Write the value of the source ({said.en}), or delete the line.",
        )
        yield report_at_field("out-of-bounds", document, violation.path, message, help_message)


_LONGEST = 60
"""Characters of a value that are repeated."""
