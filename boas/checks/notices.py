"""Rules about notices: their range means something, they lead somewhere, a withdrawal is not half said."""

from collections.abc import Iterator, Sequence

from boas.checks.corrections import has_effect
from boas.checks.identity import Candidates, unknown
from boas.checks.rule import at_field, document_rule, told
from boas.documents import Notice, algorithm_path, is_in_range, is_version, version_order
from boas.finding import Finding, Words
from boas.reading import Collection, Document


@document_rule(
    "notices",
    what="La plage de versions d’un avis se lit, et contient au moins une version.",
    why="Un avis de retrait qui ne touche aucune version n’avertit personne.",
    mend="Écrire par exemple « >=1.0.0,<1.2.0 », avec des versions de cet algorithme.",
)
def bad_range(document: Document, collection: Collection) -> Iterator[Finding]:
    """The range of a notice can be read, and holds at least one version.

    Why: a withdrawal that touches no version warns nobody.

    Mend: write for instance `>=1.0.0,<1.2.0`, with versions of this algorithm.
    """
    yield from told(document, "bad-range")
    notice = document.content
    if isinstance(notice, Notice) and not touched(document, collection, notice):
        message = Words(
            f"Aucune version de cet algorithme n’est dans « {notice.versions} ».",
            f"No version of this algorithm is in `{notice.versions}`.",
        )
        names = ", ".join(collection.versions.get(document.location.name("algorithm"), ()))
        mend = Words(f"Versions présentes : {names}.", f"Versions that are there: {names}.")
        yield at_field("bad-range", document, ("versions",), message, mend)


def touched(document: Document, collection: Collection, notice: Notice) -> list[str]:
    """Versions of its algorithm that a notice is about."""
    versions = collection.versions.get(document.location.name("algorithm"), ())
    removed = [one.version for one in notice.removed or () if one.version]
    return [one for one in (*versions, *removed) if is_version(one) and is_in_range(one, notice.versions)]


@document_rule(
    "notices",
    what="L’algorithme de remplacement qu’un avis propose existe dans le registre.",
    why="Celui qu’on prie de changer doit trouver vers quoi.",
    mend="Écrire l’identifiant d’un algorithme du registre, ou retirer « replacement ».",
)
def unknown_replacement(document: Document, collection: Collection) -> Iterator[Finding]:
    """The replacement that a notice proposes exists in the registry.

    Why: whoever is asked to change must find what to change to.

    Mend: write the id of an algorithm of the registry, or remove `replacement`.
    """
    value = document.value if document.kind == "notice" and isinstance(document.value, dict) else {}
    written = value.get("replacement")
    if isinstance(written, str) and algorithm_path(written) not in collection.tree.files:
        known = Candidates(tuple(collection.versions), algorithm_path)
        yield from unknown("unknown-replacement", document, ("replacement",), written, known)


@document_rule(
    "notices",
    what="Quand la version la plus récente est retirée, l’algorithme est aussi déconseillé.",
    why="Sinon les anciennes versions, elles, resteraient proposées comme si de rien n’était.",
    mend="Ajouter un avis « deprecated » qui couvre les versions restantes, ou publier une version corrigée.",
)
def latest_withdrawn(document: Document, collection: Collection) -> Iterator[Finding]:
    """When the newest version is withdrawn, the algorithm is deprecated too.

    Why: otherwise the older versions would still be offered as if nothing had happened.

    Mend: add a `deprecated` notice that covers the remaining versions, or publish a mended version.
    """
    notice = document.content
    if not isinstance(notice, Notice) or notice.kind not in GONE or not notice.is_about_versions():
        return
    if not has_effect(document, collection):
        return
    algorithm = document.location.name("algorithm")
    versions = sorted(filter(is_version, collection.versions.get(algorithm, ())), key=version_order)
    newest = newest_of(versions)
    if not newest or not notice.holds(newest):
        return
    of_it = (one for one in collection.select_kind("notice") if one.location.name("algorithm") == algorithm)
    all_notices = [one.content for one in of_it if has_effect(one, collection)]
    held = [one for one in all_notices if isinstance(one, Notice) and one.kind in {"deprecated", *GONE}]
    left = [version for version in versions if not any(one.holds(version) for one in held)]
    if left:
        message = Words(
            f"La version la plus récente ({newest}) est retirée, mais on propose encore {', '.join(left)}.",
            f"The newest version ({newest}) is withdrawn, but the registry still offers {', '.join(left)}.",
        )
        mend = Words(
            "Ajouter un avis « deprecated » sur ces versions.", "Add a `deprecated` notice about these versions."
        )
        yield at_field("latest-withdrawn", document, ("versions",), message, mend)


def newest_of(versions: Sequence[str]) -> str:
    """The version offered to a newcomer, of versions in order: the last that is no pre-release, or the last of all."""
    return next((one for one in reversed(versions) if not version_order(one).prerelease), next(reversed(versions), ""))


GONE = frozenset({"withdrawn", "removed"})
"""Kinds of notice that take a version away."""
