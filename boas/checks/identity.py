"""Rules about names that must be real: licences, identifiers of people and organisations, references."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from boas.checks.fields import strings_checked
from boas.checks.rule import at_field, at_file, document_rule, told
from boas.checks.values import listed, shown, texts, value_at
from boas.documents import data_source_path, is_id, is_version, organisation_path
from boas.documents.countries import CODES_MEANT, COUNTRIES
from boas.documents.scalars import COUNTRY
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc, absent_at, dotted, is_one_slip, nearest_of

PLACEHOLDER = re.compile(
    r"\s*(?:none|null|nan|n/?a|n\.?\s?[ac]\.?|s\.?o\.?|tbd|tba|to ?do|to be (?:done|defined|completed)"
    r"|à (?:compléter|définir|renseigner)|non renseignée?|unknown|inconnue?"
    r"|lorem ipsum.*|x{3,}|\?+|-+|–|…|\.{2,}|<[^<>=/]{0,60}>)\s*\.?",
    re.IGNORECASE,
)


MEANT = frozenset({"decision_role", "answers", "subgroup", "code", "codes"})
"""Fields in which such a word says something: a term, an answer, a group nobody knows, a code."""


@document_rule(
    "identity",
    what="Une version s’écrit majeure.mineure.correctif (semver 2.0.0), sans métadonnée de construction.",
    why="Les versions sont comparées par des machines : un hôpital doit savoir d’un coup d’œil si un changement "
    "peut le toucher.",
    mend="Écrire par exemple 1.4.0 ; l’étiquette du producteur va dans upstream_version.",
)
def bad_version(document: Document, collection: Collection) -> Iterator[Finding]:
    """A version is major.minor.patch (semver 2.0.0), without build metadata.

    Why: machines compare versions; a hospital must see at a glance whether a change can touch it.

    Mend: write for instance 1.4.0; the producer's own label goes into upstream_version.
    """
    yield from told(document, "bad-version")
    folder = shown(document.location.name("version"))
    if document.kind == "card" and not is_version(folder):
        message = Words(
            f"Le dossier « {folder} » n’est pas un numéro de version.",
            f"The folder `{folder}` is not a version number.",
        )
        mend = Words("Le renommer, par exemple 1.0.0.", "Rename it, for instance 1.0.0.")
        yield at_file("bad-version", document.path, message, mend)


@document_rule(
    "identity",
    what="Une licence est une expression SPDX.",
    why="« Libre » ou « voir le site » ne dit pas à un hôpital ce qu’il a le droit de faire.",
    mend="Écrire un identifiant de spdx.org/licenses, par exemple EUPL-1.2, MIT ou GPL-3.0-only.",
)
def bad_licence(document: Document, collection: Collection) -> Iterator[Finding]:
    """A licence is an SPDX expression.

    Why: "free" or "see the site" does not tell a hospital what it may do.

    Mend: write an identifier of spdx.org/licenses, for instance EUPL-1.2, MIT or GPL-3.0-only.
    """
    return told(document, "bad-licence")


@document_rule(
    "identity",
    what="Un ORCID a seize caractères dont une clé valable.",
    why="C’est ce qui distingue deux personnes du même nom, et un auteur d’un évaluateur indépendant.",
    mend="Le recopier depuis orcid.org.",
)
def bad_orcid(document: Document, collection: Collection) -> Iterator[Finding]:
    """An ORCID iD has sixteen characters, one of them a valid key.

    Why: it tells two people of the same name apart, and an author from an independent evaluator.

    Mend: copy it from orcid.org.
    """
    return told(document, "bad-orcid")


@document_rule(
    "identity",
    what="Un identifiant ROR est une adresse complète dont les deux derniers chiffres sont une clé.",
    why="Il dit sans ambiguïté de quelle organisation il s’agit, à travers les langues et les fusions.",
    mend="Le recopier depuis ror.org.",
)
def bad_ror(document: Document, collection: Collection) -> Iterator[Finding]:
    """A ROR identifier is a full address whose last two digits are a key.

    Why: it says without doubt which organisation is meant, across languages and mergers.

    Mend: copy it from ror.org.
    """
    return told(document, "bad-ror")


@document_rule(
    "identity",
    what="Un SIREN a neuf chiffres dont une clé valable.",
    why="Une faute de frappe désignerait une autre organisation.",
    mend="Le recopier du répertoire Sirene, sans espace et entre guillemets.",
)
def bad_siren(document: Document, collection: Collection) -> Iterator[Finding]:
    """A SIREN number has nine digits, one of them a valid key.

    Why: a slip of the finger would name another organisation.

    Mend: copy it from the Sirene register, without spaces and in quotes.
    """
    return told(document, "bad-siren")


@document_rule(
    "identity",
    what="Un numéro FINESS a neuf caractères dont une clé valable.",
    why="Une faute de frappe désignerait un autre établissement, et deux fichiers d’un même hôpital paraîtraient deux.",
    mend="Recopier celui de l’entité juridique depuis finess.esante.gouv.fr, sans espace et entre guillemets.",
    since="2026-11-28",
)
def bad_finess(document: Document, collection: Collection) -> Iterator[Finding]:
    """A FINESS number has nine characters, one of them a valid key.

    Why: a slip of the finger would name another hospital, and two files about one would seem to be about two.

    Mend: copy that of the legal entity from finess.esante.gouv.fr, without spaces and in quotes.
    """
    return told(document, "bad-finess")


@document_rule(
    "identity",
    what="Un DOI s’écrit seul : 10.préfixe/suffixe.",
    why="Une preuve publiée doit se retrouver en un clic, dans dix ans aussi.",
    mend="Retirer « https://doi.org/ » ou « doi: » devant, par exemple 10.1159/000438859.",
)
def bad_doi(document: Document, collection: Collection) -> Iterator[Finding]:
    """A DOI is written alone: 10.prefix/suffix.

    Why: published evidence must be found in one click, in ten years too.

    Mend: remove `https://doi.org/` or `doi:` before it, for instance 10.1159/000438859.
    """
    return told(document, "bad-doi")


@document_rule(
    "identity",
    what="Une organisation citée a son fichier dans organisations/.",
    why="Auteurs, évaluateurs et réutilisateurs sont comparés par identifiant : une organisation inconnue échappe "
    "au contrôle d’indépendance.",
    mend="Écrire l’identifiant proposé, ou ajouter organisations/<id>.yaml.",
)
def unknown_organisation(document: Document, collection: Collection) -> Iterator[Finding]:
    """An organisation that is named has its file in organisations/.

    Why: authors, evaluators and reusers are compared by id; an unknown organisation escapes the check
    of independence.

    Mend: write the id proposed, or add organisations/<id>.yaml.
    """
    for loc, written in references(document, ORGANISATION_FIELDS):
        if organisation_path(written) not in collection.tree.files:
            known = candidates(collection, organisation_path)
            yield from unknown("unknown-organisation", document, loc, written, known)


@document_rule(
    "identity",
    what="Une source de données citée a son fichier dans data_sources/.",
    why="Un lecteur doit pouvoir apprendre d’où viennent les données, qui les détient et comment y accéder.",
    mend="Écrire l’identifiant proposé, ou ajouter data_sources/<id>.yaml.",
)
def unknown_data_source(document: Document, collection: Collection) -> Iterator[Finding]:
    """A data source that is named has its file in data_sources/.

    Why: a reader must be able to learn where the data come from, who holds them and how to get access.

    Mend: write the id proposed, or add data_sources/<id>.yaml.
    """
    for loc, written in references(document, DATA_SOURCE_FIELDS):
        if data_source_path(written) not in collection.tree.files:
            known = candidates(collection, data_source_path)
            yield from unknown("unknown-data-source", document, loc, written, known)


ORGANISATION_FIELDS: dict[str, tuple[Loc, ...]] = {
    "reviewers": (("reviewers", "*", "organisation"), ("reviewers", "*", "conflicts", "*", "organisation")),
    "card": (("ownership", "organisations", "*"),),
    "algorithm": (("maintainers", "*", "organisation"),),
    "evaluation": (("evaluator", "organisation"),),
    "audit": (("auditor", "organisation"),),
    "reuse": (("organisation",), ("declared_by", "organisation")),
    "notice": (("decided_by", "organisation"),),
    "data_source": (("holders", "*"),),
    "organisation": (("part_of",),),
}
"""Where each kind of document names organisations; `*` stands for every item of a list."""

DATA_SOURCE_FIELDS: dict[str, tuple[Loc, ...]] = {
    "card": (("data", "sources", "*", "source"),),
    "evaluation": (("source",),),
    "data_source": (("part_of",),),
}


@document_rule(
    "identity",
    what="Un pays est un code attribué par l’ISO 3166-1.",
    why="« ZZ », « EU » ou « UK » ne sont le code d’aucun pays : la fiche disparaîtrait des recherches par pays.",
    mend="Écrire le code alpha-2 du pays, par exemple FR ; retirer ce qui n’est pas un pays.",
    since="2026-11-28",
)
def unknown_country(document: Document, collection: Collection) -> Iterator[Finding]:
    """A country is a code that ISO 3166-1 has assigned.

    Why: `ZZ`, `EU` or `UK` is the code of no country; the card would vanish from searches by country.

    Mend: write the country's alpha-2 code, for instance FR; leave out what is no country.
    """
    for loc, written in strings_checked(document, COUNTRY_CHECK):
        # What has another form is told when the document is read.
        if COUNTRY.fullmatch(written) and written not in COUNTRIES:
            meant = CODES_MEANT.get(written, "")
            message = Words(
                f"« {written} » n’est le code d’aucun pays (ISO 3166-1).",
                f"`{written}` is the code of no country (ISO 3166-1).",
            )
            mend = Words(f"Écrire « {meant} ».", f"Write `{meant}`.") if meant else WRITE_COUNTRY
            yield at_field("unknown-country", document, loc, message, mend, nearest=meant, is_meant=bool(meant))


COUNTRY_CHECK = frozenset({"bad-country"})
WRITE_COUNTRY = Words(
    "Écrire le code alpha-2 du pays, par exemple FR ; retirer ce qui n’est pas un pays.",
    "Write the country's alpha-2 code, for instance FR; leave out what is no country.",
)


def references(document: Document, fields: dict[str, tuple[Loc, ...]]) -> Iterator[tuple[Loc, str]]:
    """Every id a document names in the given fields, with its path."""
    for loc in fields.get(document.kind, ()):
        yield from spread(document.value, loc)


def spread(value: object, loc: Loc, done: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Strings found at a path where `*` stands for every item of a list."""
    if not loc:
        if isinstance(value, str):
            yield done, value
    elif loc[0] == "*":
        for position, item in enumerate(listed(value)):
            yield from spread(item, loc[1:], (*done, position))
    else:
        yield from spread(value_at(value, (str(loc[0]),)), loc[1:], (*done, loc[0]))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ids that could have been meant, and the path one of them has."""

    ids: tuple[str, ...]
    path_of: Callable[[str], str]


def candidates(collection: Collection, path_of: Callable[[str], str]) -> Candidates:
    """Ids that have a file at the path their kind has."""
    before, after = path_of("*").split("*")
    paths = (path for path in collection.tree.files if path.startswith(before) and path.endswith(after))
    return Candidates(tuple(path.removeprefix(before).removesuffix(after) for path in paths), path_of)


def unknown(name: str, document: Document, loc: Loc, written: str, candidates: Candidates) -> Iterator[Finding]:
    """The finding of an id nobody declared, with the nearest one that exists; what is no id at all is told as such."""
    near, path = nearest_of(written, candidates.ids), candidates.path_of(written)
    if not near and not is_id(written):
        return
    message = Words(
        f"« {shown(written)} » n’a pas de fichier dans le registre.", f"`{shown(written)}` has no file in the registry."
    )
    mend = Words(f"Écrire « {near} ».", f"Write `{near}`.") if near else Words(f"Ajouter {path}.", f"Add {path}.")
    if near and is_id(written):
        mend = Words(f"Écrire « {near} », ou ajouter {path}.", f"Write `{near}`, or add {path}.")
    is_slip = bool(near) and is_one_slip(written, near)
    yield at_field(name, document, loc, message, mend, nearest=near, is_meant=is_slip)


@document_rule(
    "identity",
    what="Aucun texte n’est un bouche-trou comme « None », « N/A » ou « à compléter ».",
    why="Dans les registres d’ailleurs, la plupart des biais « déclarés » sont le mot « None » : un champ rempli "
    "qui ne dit rien trompe plus qu’un champ vide.",
    mend="Écrire le fait, ou « absent: {reason: …} », ou supprimer la ligne.",
)
def placeholder_text(document: Document, collection: Collection) -> Iterator[Finding]:
    """No text is a filler such as "None", "N/A" or "to be completed".

    Why: in other registries most "declared" biases are the word "None"; a filled field that says
    nothing misleads more than an empty one.

    Mend: write the fact, or `absent: {reason: …}`, or delete the line.
    """
    for loc, text in texts(document.value):
        if PLACEHOLDER.fullmatch(text) and not MEANT.intersection(loc[-2:]):
            filler = shown(text.strip())
            message = Words(f"« {filler} » n’est pas un fait.", f"`{filler}` is not a fact.")
            yield at_field("placeholder-text", document, loc, message, excuse(absent_at(document.kind, loc)))


def excuse(loc: Loc | None) -> Words:
    """Write the fact, or say openly that it is not given, where the format lets one say so."""
    if loc is None:
        return Words("Écrire le fait, ou supprimer la ligne.", "Write the fact, or delete the line.")
    return Words(
        f"Écrire le fait ; s’il manque, donner à « {dotted(loc)} » la valeur « absent: {{reason: not-assessed}} ».",
        f"Write the fact; if it is missing, give `{dotted(loc)}` the value `absent: {{reason: not-assessed}}`.",
    )
