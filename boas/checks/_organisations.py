"""Rules about organisations: one file each, and none that belongs to itself."""

from collections.abc import Iterator

from boas.checks._rule import document_rule, report_at_field
from boas.documents import Organisation, iter_identifiers
from boas.finding import Finding
from boas.independence import list_look_alikes
from boas.parsing import Collection, Document
from boas.translation import Message

_MOST_NAMED = 3


@document_rule("identity", since="2026-11-28")
def duplicate_organisation(document: Document, collection: Collection) -> Iterator[Finding]:
    """An organisation has one file: a ROR, SIREN or FINESS number serves only once.

    Why: with a second file colleagues would seem to come from two houses, and to judge each other independently.

    Help: keep one file and name its id everywhere; a part of an institution says so with `part_of`, without
    giving that one's number.
    """
    own, organisation = document.location.id, document.content
    if not isinstance(organisation, Organisation):
        return
    for field, value in iter_identifiers(organisation):
        others = [holder for holder in collection.organisations.holders.get((field, value), ()) if holder != own]
        if others:
            names = _join_names(others)
            message = Message("{field} already given by {names}.", field=field.upper(), names=names)
            yield report_at_field("duplicate-organisation", document, (field,), message, _suggest_merge(others[0]))


def _suggest_merge(other: str) -> Message:
    """What to do with two files about one organisation."""
    return Message("Keep one file; for a part of {other}, write `part_of: {other}` without this number.", other=other)


@document_rule("identity", severity="warning")
def similar_organisation(document: Document, collection: Collection) -> Iterator[Finding]:
    """Two organisations with one name or web site are told apart by their identifiers.

    Why: two files that look alike may describe one organisation; until that is known, the people of one are not
    independent of the other.

    Help: give the ROR, SIREN or FINESS of both, say `part_of`, or keep one file.
    """
    own = document.location.id
    if isinstance(document.content, Organisation) and (others := list_look_alikes(own, collection.organisations)):
        names = _join_names(others)
        message = Message("The name or web site is that of {names}.", names=names)
        yield report_at_field("similar-organisation", document, ("name",), message, _TELL_APART)


_TELL_APART = Message(
    "Give the ROR, SIREN or FINESS of both; if one is a part of the other, `part_of`; if they are one, one file."
)


@document_rule("identity", since="2026-11-28")
def circular_part_of(document: Document, collection: Collection) -> Iterator[Finding]:
    """No organisation is a part of itself, neither directly nor through others.

    Why: a circle says the opposite of what it should; nobody knows any more who depends on whom.

    Help: take `part_of` out of the organisation that stands above the others.
    """
    own = document.location.id
    if isinstance(document.content, Organisation) and (circle := collection.organisations.find_cycle(own)):
        names = " → ".join((*circle[: _MOST_NAMED + 1], *(["…"] if len(circle) > _MOST_NAMED + 1 else []), own))
        message = Message("A circle: {names}.", names=names)
        yield report_at_field("circular-part-of", document, ("part_of",), message, _BREAK_IT)


_BREAK_IT = Message("Take `part_of` out of the one above the others.")


def _join_names(names: list[str] | tuple[str, ...]) -> str:
    """A few ids in a row."""
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
