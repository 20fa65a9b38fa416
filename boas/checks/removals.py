"""Rules about notices of removal: what they take away is named with its digest, and gone."""

from collections.abc import Iterator

from boas.checks.removed import places
from boas.checks.rule import at_field, document_rule
from boas.documents import FOLDER, Notice, is_in_range, is_version
from boas.finding import Finding, Words
from boas.reading import Collection, Document


@document_rule(
    "notices",
    what="Un avis de suppression nomme ce qu’il enlève, avec son empreinte, et cela n’est plus là.",
    why="Ce qui ne doit pas rester lisible doit avoir disparu, et chacun doit pouvoir prouver ce que c’était : la "
    "plage de versions de l’avis couvre exactement les versions enlevées.",
    mend="Nommer dans « removed » chaque version, évaluation ou audit avec son empreinte, et supprimer ses fichiers.",
    since="2026-11-28",
)
def bad_removal(document: Document, collection: Collection) -> Iterator[Finding]:
    """A notice of removal names what it takes away, with its digest, and that is no longer there.

    Why: what must not stay readable has to be gone, and everybody must be able to prove what it was; the range of
    versions of the notice covers exactly the versions taken away.

    Mend: name in `removed` each version, evaluation or audit with its digest, and delete its files.
    """
    notice = document.content
    if not isinstance(notice, Notice) or notice.removed is None:
        return
    if notice.kind != "removed":
        message = Words("Seul un avis « removed » enlève quelque chose.", "Only a notice `removed` takes things away.")
        mend = Words("Écrire « kind: removed », ou enlever « removed ».", "Write `kind: removed`, or drop `removed`.")
        yield at_field("bad-removal", document, ("removed",), message, mend)
        return
    for position, one in enumerate(notice.removed):
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
