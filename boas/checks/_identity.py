"""Rules about names that must be real: licences, identifiers of people and organisations, references."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from boas.checks._fields import iter_checked_strings, iter_strings, list_references
from boas.checks._questions import find_present_id
from boas.checks._rule import document_rule, report_at_field, report_at_file, report_diagnostics
from boas.checks._values import list_texts, make_printable
from boas.documents import COUNTRIES, COUNTRY, COUNTRY_ALIASES, build_path, is_id, is_version
from boas.finding import Finding
from boas.parsing import (
    Collection,
    Document,
    FieldPath,
    find_excusable_field,
    find_nearest_term,
    format_path,
    is_one_slip,
)
from boas.translation import Message

_PLACEHOLDER = re.compile(
    r"\s*(?:none|null|nan|n/?a|n\.?\s?[ac]\.?|s\.?o\.?|tbd|tba|to ?do|to be (?:done|defined|completed)"
    r"|à (?:compléter|définir|renseigner)|non renseignée?|unknown|inconnue?"
    r"|lorem ipsum.*|x{3,}|\?+|-+|–|…|\.{2,}|<[^<>=/]{0,60}>)\s*\.?",
    re.IGNORECASE,
)


_MEANINGFUL_FIELDS = frozenset({"decision_role", "answers", "subgroup", "code", "codes"})
"""Fields in which such a word has a meaning: a term, an answer, the unknown group, a code."""


@document_rule("identity")
def bad_version(document: Document, collection: Collection) -> Iterator[Finding]:
    """A version is major.minor.patch (semver 2.0.0), without build metadata.

    Why: machines compare versions; a hospital must see at a glance whether a change can touch it.

    Help: write for instance 1.4.0; the producer's own label goes into upstream_version.
    """
    yield from report_diagnostics(document, "bad-version")
    folder = make_printable(document.location.version)
    if document.kind == "card" and not is_version(folder):
        message = Message("The folder `{folder}` is not a version number.", folder=folder)
        help_message = Message("Rename it, for instance 1.0.0.")
        yield report_at_file("bad-version", document.path, message, help_message)


@document_rule("identity")
def bad_licence(document: Document, collection: Collection) -> Iterator[Finding]:
    """A licence is an SPDX expression.

    Why: "free" or "see the site" does not tell a hospital what it may do.

    Help: write an identifier of spdx.org/licenses, for instance EUPL-1.2, MIT or GPL-3.0-only.
    """
    return report_diagnostics(document, "bad-licence")


@document_rule("identity")
def bad_orcid(document: Document, collection: Collection) -> Iterator[Finding]:
    """An ORCID iD has sixteen characters, one of them a valid key.

    Why: it tells two people of the same name apart, and an author from an independent evaluator.

    Help: copy it from orcid.org.
    """
    return report_diagnostics(document, "bad-orcid")


@document_rule("identity")
def bad_ror(document: Document, collection: Collection) -> Iterator[Finding]:
    """A ROR identifier is a full address whose last two digits are a key.

    Why: it says without doubt which organisation is meant, across languages and mergers.

    Help: copy it from ror.org.
    """
    return report_diagnostics(document, "bad-ror")


@document_rule("identity")
def bad_siren(document: Document, collection: Collection) -> Iterator[Finding]:
    """A SIREN number has nine digits, one of them a valid key.

    Why: a slip of the finger would name another organisation.

    Help: copy it from the Sirene register, without spaces and in quotes.
    """
    return report_diagnostics(document, "bad-siren")


@document_rule("identity", since="2026-11-28")
def bad_finess(document: Document, collection: Collection) -> Iterator[Finding]:
    """A FINESS number has nine characters, one of them a valid key.

    Why: a slip of the finger would name another hospital, and two files about one would seem to be about two.

    Help: copy that of the legal entity from finess.esante.gouv.fr, without spaces and in quotes.
    """
    return report_diagnostics(document, "bad-finess")


@document_rule("identity")
def bad_doi(document: Document, collection: Collection) -> Iterator[Finding]:
    """A DOI is written alone: 10.prefix/suffix.

    Why: published evidence must be found in one click, in ten years too.

    Help: remove `https://doi.org/` or `doi:` before it, for instance 10.1159/000438859.
    """
    return report_diagnostics(document, "bad-doi")


@document_rule("identity")
def unknown_organisation(document: Document, collection: Collection) -> Iterator[Finding]:
    """An organisation that is named has its file in organisations/.

    Why: authors, evaluators and reusers are compared by id; an unknown organisation escapes the check
    of independence.

    Help: write the id proposed, or add organisations/<id>.yaml.
    """
    return find_unknown_ids("unknown-organisation", document, collection)


@document_rule("identity")
def unknown_data_source(document: Document, collection: Collection) -> Iterator[Finding]:
    """A data source that is named has its file in data_sources/.

    Why: a reader must be able to learn where the data come from, who holds them and how to get access.

    Help: write the id proposed, or add data_sources/<id>.yaml.
    """
    return find_unknown_ids("unknown-data-source", document, collection)


@document_rule("identity", since="2026-11-28")
def unknown_country(document: Document, collection: Collection) -> Iterator[Finding]:
    """A country is a code that ISO 3166-1 has assigned.

    Why: `ZZ`, `EU` or `UK` is the code of no country; the card would vanish from searches by country.

    Help: write the country's alpha-2 code, for instance FR; leave out what is no country.
    """
    for loc, written in iter_checked_strings(document, COUNTRY_CHECK):
        # Parsing reports a value of another form.
        if COUNTRY.fullmatch(written) and written not in COUNTRIES:
            meant = COUNTRY_ALIASES.get(written, "")
            message = Message("`{written}` is the code of no country (ISO 3166-1).", written=written)
            help_message = Message("Write `{meant}`.", meant=meant) if meant else _WRITE_COUNTRY
            yield report_at_field(
                "unknown-country", document, loc, message, help_message, nearest=meant, is_meant=bool(meant)
            )


COUNTRY_CHECK = frozenset({"bad-country"})
_WRITE_COUNTRY = Message("Write the country's alpha-2 code, for instance FR; leave out what is no country.")


def find_unknown_ids(rule: str, document: Document, collection: Collection) -> Iterator[Finding]:
    """Findings of a rule about ids that a document names in fields marked with it, and that have no file."""
    for reference, path in list_references(document.kind, rule):
        for loc, written in iter_strings(document.value, path):
            name = collection.ask(find_present_id, written) if reference.kind == "algorithm" else written
            if _build_id_path(reference.kind, name) not in collection.tree.files:
                yield from report_unknown_id(rule, document, loc, written, list_candidates(collection, reference.kind))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ids that could have been meant, and the path one of them has."""

    ids: tuple[str, ...]
    path_of: Callable[[str], str]


def list_candidates(collection: Collection, kind: str) -> Candidates:
    """Ids that have a document of a kind."""
    return Candidates(tuple(place.id for place in collection.places.get(kind, ())), partial(_build_id_path, kind))


def _build_id_path(kind: str, name: str) -> str:
    """The path a document of a kind has whose path carries no name but its own."""
    return build_path(kind, **{kind: name})


def report_unknown_id(
    name: str, document: Document, loc: FieldPath, written: str, candidates: Candidates
) -> Iterator[Finding]:
    """The finding about an undeclared id, with the nearest declared one; a value that is no id gets its own message."""
    near, path = find_nearest_term(written, candidates.ids), candidates.path_of(written)
    if not near and not is_id(written):
        return
    message = Message("`{written}` has no file in the registry.", written=make_printable(written))
    help_message = Message("Write `{near}`.", near=near) if near else Message("Add {path}.", path=path)
    if near and is_id(written):
        help_message = Message("Write `{near}`, or add {path}.", near=near, path=path)
    is_slip = bool(near) and is_one_slip(written, near)
    yield report_at_field(name, document, loc, message, help_message, nearest=near, is_meant=is_slip)


@document_rule("identity")
def placeholder_text(document: Document, collection: Collection) -> Iterator[Finding]:
    """No text is a filler such as "None", "N/A" or "to be completed".

    Why: in other registries most "declared" biases are the word "None"; a filled field that says
    nothing misleads more than an empty one.

    Help: write the fact, or `absent: {reason: …}`, or delete the line.
    """
    for loc, text in list_texts(document.value):
        if _PLACEHOLDER.fullmatch(text) and not _MEANINGFUL_FIELDS.intersection(loc[-2:]):
            filler = make_printable(text.strip())
            message = Message("`{filler}` is not a fact.", filler=filler)
            yield report_at_field(
                "placeholder-text", document, loc, message, _suggest_absence(find_excusable_field(document.kind, loc))
            )


def _suggest_absence(loc: FieldPath | None) -> Message:
    """Help: write the fact, or declare it absent, where the format allows that."""
    if loc is None:
        return Message("Write the fact, or delete the line.")
    return Message(
        "Write the fact; if it is missing, give `{loc}` the value `absent: {{reason: not-assessed}}`.",
        loc=format_path(loc),
    )
