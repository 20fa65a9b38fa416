"""Rules about notices of removal: what they take away is named with its digest, and gone."""

from collections.abc import Iterator, Sequence

from boas.checks._removal_notices import collect_removals, list_targets
from boas.checks._rule import document_rule, report_at_field, report_at_file
from boas.checks._values import make_printable
from boas.documents import Notice, Removed, build_algorithm_folder, find_main_document, is_in_range, is_version
from boas.finding import Finding, Message
from boas.parsing import Collection, Document

_SINCE = "2026-11-28"


@document_rule(
    "notices",
    what="Un avis de suppression nomme ce qu’il enlève, avec son empreinte, et cela n’est plus là et ne revient pas.",
    why="Ce qui ne doit pas rester lisible doit avoir disparu, et chacun doit pouvoir prouver ce que c’était : la "
    "plage de versions de l’avis couvre exactement les versions enlevées.",
    mend="Nommer dans « removed » chaque version, évaluation ou audit avec son empreinte, et supprimer ses fichiers.",
    since=_SINCE,
)
def bad_removal(document: Document, collection: Collection) -> Iterator[Finding]:
    """A notice of removal names what it takes away, with its digest, and that is no longer there and never comes back.

    Why: what must not stay readable has to be gone, and everybody must be able to prove what it was; the range of
    versions of the notice covers exactly the versions taken away.

    Mend: name in `removed` each version, evaluation or audit with its digest, and delete its files.
    """
    notice = document.content
    if not isinstance(notice, Notice):
        yield from _find_reappearance(document, collection)
    elif notice.removed is not None:
        yield from _find_bad_entries(document, collection, notice, notice.removed)


def _find_reappearance(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file at the path of a removal; reported once, at its main document or else at its first file."""
    own = collect_removals(collection.algorithms.get(document.location.algorithm, ()))
    removal = next(
        (removal for place, removal in own.items() if place in {document.path, _match_folder(document.path, place)}),
        None,
    )
    if removal is None:
        return
    files = sorted(path for path in collection.tree.files if path.startswith(removal.place))
    main = find_main_document(removal.place)
    if document.path == (main if main in files else files[0]):
        id_of = make_printable(removal.notice.id)
        message = Message(
            f"« {removal.what} » a été supprimé par l’avis « {id_of} » : rien ne reprend sa place.",
            f"`{removal.what}` was removed by the notice `{id_of}`: nothing takes its place.",
        )
        yield report_at_file("bad-removal", document.path, message, _ANOTHER_NAME, since=_SINCE)


_ANOTHER_NAME = Message(
    "Le publier sous un autre numéro ou un autre identifiant, sans ce qui devait disparaître.",
    "Publish it under another number or id, without what had to go.",
)


def _match_folder(path: str, place: str) -> str:
    """The place itself when it is a folder that a path lies in; nothing otherwise."""
    return place if place.endswith("/") and path.startswith(place) else ""


def _find_bad_entries(
    document: Document, collection: Collection, notice: Notice, removed: Sequence[Removed]
) -> Iterator[Finding]:
    """What is wrong with a removal that a notice declares."""
    if notice.kind != "removed":
        message = Message(
            "Seul un avis « removed » enlève quelque chose.", "Only a notice `removed` takes things away."
        )
        help_message = Message(
            "Écrire « kind: removed », ou enlever « removed ».", "Write `kind: removed`, or drop `removed`."
        )
        yield report_at_field("bad-removal", document, ("removed",), message, help_message)
        return
    for position, one in enumerate(removed):
        named = list_targets(one)
        if len(named) != 1:
            message = Message(
                "Cette entrée doit nommer une chose, et une seule.", "This entry must name one thing only."
            )
            yield report_at_field("bad-removal", document, ("removed", position), message, _NAME_ONE)
        elif _is_present(document, collection, named[0]):
            message = Message(f"« {named[0]} » est encore là.", f"`{named[0]}` is still there.")
            yield report_at_field("bad-removal", document, ("removed", position), message, _TAKE_AWAY)
    yield from _find_range_mismatch(document, collection, notice)


_NAME_ONE = Message(
    "Garder un seul des champs « version », « evaluation » et « audit ».",
    "Keep one of the fields `version`, `evaluation` and `audit`.",
)
_TAKE_AWAY = Message(
    "Enlever ses fichiers dans la même proposition (« git rm -r »), ou ne pas le nommer ici.",
    "Take its files away in the same proposal (`git rm -r`), or do not name it here.",
)


def _is_present(document: Document, collection: Collection, what: str) -> bool:
    """Whether a tree still holds a file of a declared removal."""
    start = f"{build_algorithm_folder(document.location.algorithm)}{what}"
    return any(path.startswith(f"{start}/") or path == f"{start}.yaml" for path in collection.tree.files)


def _find_range_mismatch(document: Document, collection: Collection, notice: Notice) -> Iterator[Finding]:
    """Versions of a notice's range that it does not take away, or that it takes away outside of its range."""
    listed = {removed.version for removed in notice.removed or () if removed.version}
    there = collection.versions.get(document.location.algorithm, ())
    kept = {version for version in there if is_version(version) and is_in_range(version, notice.versions)}
    outside = {version for version in listed if not is_in_range(version, notice.versions)}
    if listed and (kept or outside):
        named = ", ".join(sorted(kept | outside))
        message = Message(
            f"« {notice.versions} » ne couvre pas exactement les versions enlevées : {named}.",
            f"`{notice.versions}` does not cover exactly the versions taken away: {named}.",
        )
        help_message = Message(
            "Écrire la plage des versions que « removed » nomme.", "Write the range of the versions `removed` names."
        )
        yield report_at_field("bad-removal", document, ("versions",), message, help_message)
