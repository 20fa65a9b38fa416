"""Rules about notices of removal: what they take away is named with its digest, and gone."""

from collections.abc import Iterator, Sequence

from boas.checks.removed import places, removals_among
from boas.checks.rule import at_field, at_file, document_rule
from boas.checks.values import shown
from boas.documents import FOLDER, Notice, is_in_range, is_version
from boas.documents.notice import Removed
from boas.finding import Finding, Words
from boas.reading import Collection, Document

SINCE = "2026-11-28"


@document_rule(
    "notices",
    what="Un avis de suppression nomme ce qu’il enlève, avec son empreinte, et cela n’est plus là et ne revient pas.",
    why="Ce qui ne doit pas rester lisible doit avoir disparu, et chacun doit pouvoir prouver ce que c’était : la "
    "plage de versions de l’avis couvre exactement les versions enlevées.",
    mend="Nommer dans « removed » chaque version, évaluation ou audit avec son empreinte, et supprimer ses fichiers.",
    since=SINCE,
)
def bad_removal(document: Document, collection: Collection) -> Iterator[Finding]:
    """A notice of removal names what it takes away, with its digest, and that is no longer there and never comes back.

    Why: what must not stay readable has to be gone, and everybody must be able to prove what it was; the range of
    versions of the notice covers exactly the versions taken away.

    Mend: name in `removed` each version, evaluation or audit with its digest, and delete its files.
    """
    notice = document.content
    if not isinstance(notice, Notice):
        yield from brought_back(document, collection)
    elif notice.removed is not None:
        yield from wrongly_named(document, collection, notice, notice.removed)


def brought_back(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file that lies where something was removed; told once, of its main document or else of its first file."""
    own = removals_among(collection.algorithms.get(document.location.name("algorithm"), ()))
    removal = next((one for place, one in own.items() if place in {document.path, above(document.path, place)}), None)
    if removal is None:
        return
    files = sorted(path for path in collection.tree.files if path.startswith(removal.place))
    main = f"{removal.place}{MAIN.get(removal.kind, '')}"
    if document.path == (main if main in files else files[0]):
        id_of = shown(removal.notice.id)
        message = Words(
            f"« {removal.what} » a été supprimé par l’avis « {id_of} » : rien ne reprend sa place.",
            f"`{removal.what}` was removed by the notice `{id_of}`: nothing takes its place.",
        )
        yield at_file("bad-removal", document.path, message, ANOTHER_NAME, since=SINCE)


MAIN = {"version": "card.yaml", "evaluation": "evaluation.yaml"}
"""The document that makes a folder what it is, by what was removed."""
ANOTHER_NAME = Words(
    "Le publier sous un autre numéro ou un autre identifiant, sans ce qui devait disparaître.",
    "Publish it under another number or id, without what had to go.",
)


def above(path: str, place: str) -> str:
    """The place itself when it is a folder that a path lies in; nothing otherwise."""
    return place if place.endswith("/") and path.startswith(place) else ""


def wrongly_named(
    document: Document, collection: Collection, notice: Notice, removed: Sequence[Removed]
) -> Iterator[Finding]:
    """What is wrong with what a notice says it takes away."""
    if notice.kind != "removed":
        message = Words("Seul un avis « removed » enlève quelque chose.", "Only a notice `removed` takes things away.")
        mend = Words("Écrire « kind: removed », ou enlever « removed ».", "Write `kind: removed`, or drop `removed`.")
        yield at_field("bad-removal", document, ("removed",), message, mend)
        return
    for position, one in enumerate(removed):
        named = places(one)
        if len(named) != 1:
            message = Words("Cette entrée doit nommer une chose, et une seule.", "This entry must name one thing only.")
            yield at_field("bad-removal", document, ("removed", position), message, NAME_ONE)
        elif still_there(document, collection, named[0]):
            message = Words(f"« {named[0]} » est encore là.", f"`{named[0]}` is still there.")
            yield at_field("bad-removal", document, ("removed", position), message, TAKE_AWAY)
    yield from other_range(document, collection, notice)


NAME_ONE = Words(
    "Garder un seul des champs « version », « evaluation » et « audit ».",
    "Keep one of the fields `version`, `evaluation` and `audit`.",
)
TAKE_AWAY = Words(
    "Enlever ses fichiers dans la même proposition (« git rm -r »), ou ne pas le nommer ici.",
    "Take its files away in the same proposal (`git rm -r`), or do not name it here.",
)


def still_there(document: Document, collection: Collection, what: str) -> bool:
    """Whether a tree holds a file of what a notice says is removed."""
    start = f"{FOLDER}/algorithms/{document.location.name('algorithm')}/{what}"
    return any(path.startswith(f"{start}/") or path == f"{start}.yaml" for path in collection.tree.files)


def other_range(document: Document, collection: Collection, notice: Notice) -> Iterator[Finding]:
    """Versions of a notice's range that it does not take away, or that it takes away outside of its range."""
    listed = {one.version for one in notice.removed or () if one.version}
    there = collection.versions.get(document.location.name("algorithm"), ())
    kept = {version for version in there if is_version(version) and is_in_range(version, notice.versions)}
    outside = {version for version in listed if not is_in_range(version, notice.versions)}
    if listed and (kept or outside):
        named = ", ".join(sorted(kept | outside))
        message = Words(
            f"« {notice.versions} » ne couvre pas exactement les versions enlevées : {named}.",
            f"`{notice.versions}` does not cover exactly the versions taken away: {named}.",
        )
        mend = Words(
            "Écrire la plage des versions que « removed » nomme.", "Write the range of the versions `removed` names."
        )
        yield at_field("bad-removal", document, ("versions",), message, mend)
