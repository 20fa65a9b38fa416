"""A version as codemeta.json, CodeMeta 3.0: the terms of schema.org that software archives read, as JSON-LD.

`type` and `id` are written with their `@`, which every version of the format reads.
"""

import json
import re
from collections.abc import Iterator

from boas.documents import Absent, Author, Card, LocalText, load_vocabulary
from boas.formats.exporters._export_view import ExportView
from boas.formats.exporters._exporter import Export, Exporter, list_losses
from boas.translation import SOURCE_LANGUAGE

_JsonObject = dict[str, object]

_CARRIED = (
    "version",
    "upstream_version",
    "name",
    "summary",
    "keywords",
    "ownership.organisations",
    "ownership.authors.name",
    "ownership.authors.orcid",
    "ownership.authors.affiliation",
    "ownership.funding",
    "deployment.repository.url",
    "deployment.programming_languages",
    "deployment.requirements",
    "references.publications.doi",
    "references.publications.url",
    "references.publications.citation",
)


def export_codemeta(view: ExportView) -> Export:
    """The file, its fields in the order of the format's own examples; what is not given is left out."""
    licence = _build_licence(view.card)
    fields: _JsonObject = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "identifier": f"sha256:{view.digest}",
        "name": view.title,
        "description": view.choose(view.card.summary),
        "version": view.card.version,
        "softwareVersion": view.card.upstream_version,
        # Of a compiled card, its own day is not that of the work.
        "datePublished": "" if view.is_compiled else view.released,
        "license": licence,
        "author": _build_people(view.card),
        "producer": [{"@type": "Organization", "name": name} for name in view.organisation_names],
        "keywords": list(view.card.keywords or ()),
        "funding": _choose_funding(view),
        **_build_deployment(view.card),
        "referencePublication": list(_iter_publications(view.card)),
        "url": view.page_url,
    }
    text = json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False, indent=2)
    carried = (*_CARRIED, "licence.code") if licence else _CARRIED
    return f"{text}\n".encode(), list_losses(view.card, carried)


def _build_people(card: Card) -> list[_JsonObject]:
    """Persons by their full name, since nobody told which part is the family's."""
    written = card.ownership.authors
    return [_build_person(one) for one in written] if isinstance(written, tuple) else []


def _build_person(author: Author) -> _JsonObject:
    """One person, under the address of the ORCID iD where there is one."""
    person: _JsonObject = {"@type": "Person"}
    if author.orcid:
        person["@id"] = f"https://orcid.org/{author.orcid}"
    person["name"] = author.name
    if author.affiliation:
        person["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    return person


def _build_licence(card: Card) -> str:
    """Page of the code's licence at SPDX; empty for several, since a list would not tell whether all hold or any."""
    code = card.licence.code if card.licence else None
    return f"https://spdx.org/licenses/{code}" if isinstance(code, str) and _ONE_LICENCE.fullmatch(code) else ""


_ONE_LICENCE = re.compile(r"(?!LicenseRef-)[A-Za-z0-9.+-]+")


def _choose_funding(view: ExportView) -> str:
    """Who paid, in words."""
    funding = view.card.ownership.funding
    return view.choose(funding) if isinstance(funding, LocalText) else ""


def _build_deployment(card: Card) -> _JsonObject:
    """Where the code lies, its languages by their names, and what it needs."""
    told = card.deployment
    if told is None:
        return {}
    repository, languages, needs = told.repository, told.programming_languages, told.requirements
    names = load_vocabulary("programming_languages").terms
    return {
        "codeRepository": None if repository is None or isinstance(repository, Absent) else repository.url,
        "programmingLanguage": [names[one].in_(SOURCE_LANGUAGE) for one in languages]
        if isinstance(languages, tuple)
        else [],
        "softwareRequirements": [{"@type": "SoftwareApplication", "name": one} for one in needs]
        if isinstance(needs, tuple)
        else [],
    }


def _iter_publications(card: Card) -> Iterator[_JsonObject]:
    """Publications by address, or by their reference where they have none."""
    told = card.references.publications if card.references else None
    for one in told if isinstance(told, tuple) else ():
        if one.doi or one.url:
            yield {"@type": "ScholarlyArticle", "@id": f"https://doi.org/{one.doi}" if one.doi else one.url}
        elif one.citation:
            yield {"@type": "ScholarlyArticle", "name": one.citation}


CODEMETA = Exporter(
    "codemeta", "CodeMeta", "application/ld+json", "codemeta.json", export_codemeta, usual_name="codemeta.json"
)
