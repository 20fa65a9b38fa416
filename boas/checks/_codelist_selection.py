"""Rules about what the codelists of a card select together, with a pinned release where it is at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boas.checks._codelist_releases import find_release
from boas.checks._codelist_uses import (
    CodelistReference,
    find_card_document,
    find_codelist_reference,
    get_code,
    list_codelist_references,
    list_codes,
    list_used_codes,
    locate_code,
)
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._values import make_printable
from boas.finding import Finding
from boas.nomenclatures import (
    CodeExpansion,
    CodeRelease,
    SelectingCode,
    covers_some,
    expand_selection,
    find_idle_rules,
    is_empty_selection,
    normalise_codes,
)
from boas.parsing import Collection, Document, Table
from boas.translation import Message

_SINCE = "2026-11-29"
"""Day from which lists are looked at together."""


@dataclass(frozen=True, slots=True)
class CardSelection:
    """What the lists of a card about one field select in a release."""

    system: str
    field: str
    release: CodeRelease
    selection: CodeExpansion


def expand_card(card: Document, collection: Collection) -> tuple[CardSelection, ...]:
    """What a card selects, for each system and field whose release is at hand."""
    found = []
    for (system, field), uses in _group_uses(card).items():
        release = find_release(collection, uses[0][1])
        if release:
            rules = [rule for _, use in uses for rule in _list_rules(use, card, collection)]
            found.append(CardSelection(system, field, release[0], expand_selection(release[0], rules)))
    return tuple(found)


def _list_rules(use: CodelistReference, card: Document, collection: Collection) -> list[SelectingCode]:
    """Every code of a list, as what it does to the selection."""
    codes = normalise_codes(use.system, list_used_codes(use, card, collection))
    return [SelectingCode(code, use.match == "prefix", use.role == "exclude") for code in codes]


def _group_uses(card: Document) -> Mapping[tuple[str, str], list[tuple[int, CodelistReference]]]:
    """Lists of a card with their place, by system and field: those that are compared with the same thing."""
    groups: dict[tuple[str, str], list[tuple[int, CodelistReference]]] = {}
    for position, use in enumerate(list_codelist_references(card)):
        groups.setdefault((use.system, use.field), []).append((position, use))
    return groups


@document_rule("codelists", since=_SINCE)
def empty_selection(document: Document, collection: Collection) -> Iterator[Finding]:
    """What a card includes is not all excluded again.

    Why: lists that cancel each other select nobody, whatever the data.

    Help: take the codes that are meant out of the exclusion.
    """
    for uses in _group_uses(document).values():
        out = next((position for position, use in uses if use.role == "exclude"), None)
        if out is None:
            continue
        rules = [rule for _, use in uses for rule in _list_rules(use, document, collection)]
        release = find_release(collection, uses[0][1])
        if is_empty_selection(rules, release[0] if release else None):
            message = Message("The exclusions take out every code that is included: nobody is selected.")
            help_message = Message("Take the codes that are meant out of the exclusion.")
            loc = ("logic", "codelists", out, "path")
            yield report_at_field("empty-selection", document, loc, message, help_message)


@document_rule("codelists", severity="warning", since=_SINCE)
def idle_exclusion(document: Document, collection: Collection) -> Iterator[Finding]:
    """Where a list takes codes out of an inclusion, each of its codes takes one out.

    Why: an exclusion that meets no inclusion has no effect: either it is not needed, or the inclusion lacks codes. A
    list that meets none at all excludes people by something else, and is left alone.

    Help: delete the code, or look whether the inclusion is complete.
    """
    card = find_card_document(document, collection) if document.kind == "codelist" else None
    use = find_codelist_reference(document, collection) if card else None
    if card is None or use is None or use.role != "exclude" or not isinstance(document.content, Table):
        return
    others = [other for _, other in _group_uses(card).get((use.system, use.field), ()) if other.role == "include"]
    brought = [rule for other in others for rule in _list_rules(other, card, collection)]
    codes = normalise_codes(use.system, list_codes(document.content)) if brought else ()
    rules = _list_rules(use, card, collection) if covers_some(brought, codes) else []
    idle = {rule.code for rule in find_idle_rules(brought, rules)}
    for place, rule in enumerate(rules) if idle else ():
        if rule.code in idle:
            code = get_code(document.content, place)
            message = Message("`{text}` takes nothing out of the inclusion.", text=make_printable(code.text))
            help_message = Message("Delete it, or look whether the inclusion is complete.")
            yield report_at_span("idle-exclusion", document, locate_code(document, code), message, help_message)
