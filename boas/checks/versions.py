"""Rules about versions: each one new, frozen once published, and numbered by what changed in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from boas.changes import Bump, VersionContent, base_of, compare, content_of, is_enough, next_version, required_bump
from boas.checks.kept import FrozenVersion, Kept
from boas.checks.neighbours import document_at
from boas.checks.rule import at_field, at_file, document_rule, frozen_rule
from boas.checks.values import shown
from boas.documents import is_version, version_order, version_path
from boas.finding import Finding, Words
from boas.reading import Collection, Document

STEPS: dict[Bump, Words] = {
    "none": Words("aucune", "none"),
    "patch": Words("corrective", "patch"),
    "minor": Words("mineure", "minor"),
    "major": Words("majeure", "major"),
}
MOST_NAMED = 3


def versions_of(collection: Collection, algorithm: str) -> tuple[str, ...]:
    """Versions of an algorithm that the tree holds and whose names are version numbers."""
    return tuple(name for name in collection.versions.get(algorithm, ()) if is_version(name))


@document_rule(
    "versions",
    what="Le numéro d’une version avance au moins autant que ses changements le demandent.",
    why="Un hôpital qui épingle « 1.x » compte sur ce que rien ne casse : une liste de codes modifiée sous un simple "
    "correctif change qui est repéré, sans un mot.",
    mend="Renommer la version comme indiqué ; « boas release » calcule le numéro.",
)
def bump_too_small(document: Document, collection: Collection) -> Iterator[Finding]:
    """The number of a version moves at least as far as its changes ask.

    Why: a hospital that pins 1.x relies on nothing breaking; a codelist changed under a mere patch
    changes who is flagged, without a word.

    Mend: rename the version as shown; `boas release` computes the number.
    """
    algorithm, version = document.location.name("algorithm"), document.location.name("version")
    if document.kind != "card" or not is_version(version):
        return
    versions = versions_of(collection, algorithm)
    base = base_of(version, versions)
    before = content_of(collection, algorithm, base) if base else None
    after = content_of(collection, algorithm, version)
    if base is None or before is None or after is None:
        return
    changes = compare(before, after)
    required = required_bump(changes)
    if changes and not is_enough(base, version, required):
        reasons = [change.sentence for change in changes if change.bump == required][:MOST_NAMED]
        fr, en = (" ".join(reason.in_(language) for reason in reasons) for language in ("fr", "en"))
        least = free_version(base, required, versions) + version.removeprefix(release_of(version))
        message = Words(
            f"Depuis {base}, ces changements demandent une version {STEPS[required].fr} : {fr}",
            f"Since {base}, these changes ask for a {STEPS[required].en} version: {en}",
        )
        mend = Words(
            f"Nommer cette version {least} (dossier et champ « version »).",
            f"Name this version {least} (folder and field `version`).",
        )
        # Cards that became their authors' own only later were numbered as compiled ones, and cannot be renamed.
        inherited = "2026-11-28" if is_enough(base, version, required_bump(compare(before, as_compiled(after)))) else ""
        yield at_field("bump-too-small", document, ("version",), message, mend, nearest=least, since=inherited)


def as_compiled(content: VersionContent) -> VersionContent:
    """The same version, as if others than its authors had written the card."""
    return replace(content, origin="compiled")


def free_version(base: str, required: Bump, versions: tuple[str, ...]) -> str:
    """The least number that takes a step from a version's release; past the greatest when it is no longer free."""
    least = next_version(release_of(base), required)
    taken = set(map(release_of, versions)) - {release_of(base)}
    return next_version(max(taken, key=version_order), required) if least in taken else least


def release_of(version: str) -> str:
    """A version without its pre-release part."""
    return str(version_order(version).finalize_version())


@document_rule(
    "versions",
    what="Deux versions d’un algorithme ne se valent jamais.",
    why="1.0.0-RC.1 et 1.0.0-rc.1 sont un seul dossier sur certains disques, et deux réponses à une même demande.",
    mend="Choisir un numéro qui n’existe pas encore.",
)
def version_not_new(document: Document, collection: Collection) -> Iterator[Finding]:
    """No two versions of an algorithm are alike.

    Why: 1.0.0-RC.1 and 1.0.0-rc.1 are one folder on some disks, and two answers to one question.

    Mend: choose a number that is not there yet.
    """
    version = document.location.name("version")
    if document.kind != "card" or not is_version(version):
        return
    others = (other for other in versions_of(collection, document.location.name("algorithm")) if other != version)
    for other in others:
        if other.lower() == version.lower() and version > other:
            message = Words(
                f"La version {version} existe déjà sous le nom {other}.",
                f"Version {version} already exists as {other}.",
            )
            mend = Words(
                f"Choisir un numéro plus grand, par exemple {next_version(other, 'patch')}.",
                f"Choose a greater number, for instance {next_version(other, 'patch')}.",
            )
            yield at_field("version-not-new", document, ("version",), message, mend)


@document_rule(
    "versions",
    what="À partir de la deuxième version, la fiche dit ce qui a changé.",
    why="Celui qui utilise l’ancienne version doit savoir en une lecture s’il est touché.",
    mend="Ajouter « changes: » avec une phrase par changement ; « boas release » en écrit une première liste.",
    since="2026-11-28",
)
def missing_changes(document: Document, collection: Collection) -> Iterator[Finding]:
    """From the second version on, a card says what changed.

    Why: whoever uses the older version must know in one reading whether they are touched.

    Mend: add `changes:` with a sentence for each change; `boas release` writes a first list.
    """
    version = document.location.name("version")
    if document.kind != "card" or not is_version(version) or not isinstance(document.value, dict):
        return
    others = [name for name in versions_of(collection, document.location.name("algorithm")) if name != version]
    if document.value.get("changes") or not others:
        return
    earlier = [name for name in others if version_order(name) < version_order(version)]
    if earlier:
        last = max(earlier, key=version_order)
        message = Words(
            f"La fiche ne dit pas ce qui a changé depuis {last}.", f"The card does not say what changed since {last}."
        )
        yield at_field("missing-changes", document, ("version",), message, SAY_CHANGES)
    elif silent := [name for name in others if not says_changes(document, collection, name)]:
        # The lowest number need not be the first one published: of two that are silent, one came second.
        first = min(silent, key=version_order)
        message = Words(
            f"Ni cette fiche ni celle de {first} ne disent ce qui a changé ; seule la première publiée le peut.",
            f"Neither this card nor that of {first} says what changed; only the one published first need not.",
        )
        yield at_field("missing-changes", document, ("version",), message, SAY_CHANGES)


SAY_CHANGES = Words(
    "Ajouter « changes: [{kind: changed, text: {fr: …}}] », avec une phrase à la place de « … ».",
    "Add `changes: [{kind: changed, text: {en: …}}]`, with a sentence in place of `…`.",
)


def says_changes(document: Document, collection: Collection, version: str) -> bool:
    """Whether the card of another version says what changed; one that cannot be read is told by other rules."""
    card = document_at(collection, version_path(document.location.name("algorithm"), version, "card.yaml"))
    return card is None or not isinstance(card.value, dict) or bool(card.value.get("changes"))


@frozen_rule(
    "versions",
    what="Une version publiée ne change plus jamais.",
    why="Un hôpital qui épingle 1.2.0 doit recevoir les mêmes octets dans dix ans ; un audit porte sur une empreinte, "
    "pas sur un nom.",
    mend="Remettre le dossier comme il a été publié ; publier une nouvelle version, ou un avis « erratum ».",
)
def frozen_version_changed(frozen: Kept) -> Iterator[Finding]:
    """A published version never changes again.

    Why: a hospital that pins 1.2.0 must get the same bytes in ten years; an audit is about a digest,
    not about a name.

    Mend: put the folder back as it was published; publish a new version, or an `erratum` notice.
    """
    if not isinstance(frozen, FrozenVersion):
        return
    if frozen.present == frozen.published:
        yield from gained(frozen)
        return
    now = frozen.present or "–"
    who = f" ({', '.join(commit[:12] for commit in frozen.changed_by)})" if frozen.changed_by else ""
    message = (
        Words(
            f"Le contenu a changé depuis sa publication{who} : empreinte {frozen.published} alors, {now} maintenant.",
            f"The content changed since it was published{who}: digest {frozen.published} then, {now} now.",
        )
        if frozen.present
        else Words(
            f"Cette version publiée a disparu{who} ; son empreinte était {frozen.published}.",
            f"This published version is gone{who}; its digest was {frozen.published}.",
        )
    )
    mend = put_back(frozen) if frozen.present else restored(frozen)
    yield at_file("frozen-version-changed", f"{frozen.folder}card.yaml", message, mend)


def gained(frozen: FrozenVersion) -> Iterator[Finding]:
    """Links and submodules that a published version's folder has got since: no digest could hold what they lead to.

    On the main line they are passed over, and what was published stays published.
    """
    if frozen.strangers:
        named = ", ".join(shown(path) for path in frozen.strangers[:MOST_NAMED])
        message = Words(
            f"Depuis sa publication, le dossier de cette version a reçu ce qui n’est pas un fichier : {named}.",
            f"Since it was published, the folder of this version got what is no file: {named}.",
        )
        mend = Words(
            f"Le retirer de Git, ce qui laisse le disque comme il est : « git rm --cached -- {named} ».",
            f"Take it out of Git, which leaves the disk as it is: `git rm --cached -- {named}`.",
        )
        at = f"{frozen.folder}card.yaml"
        yield at_file("frozen-version-changed", at, message, mend, since="2026-11-28")


def restored(frozen: FrozenVersion) -> Words:
    """How a folder that is gone comes back."""
    back = f"git checkout --no-overlay {frozen.publisher[:12]} -- {frozen.folder}"
    return Words(f"Rétablir le dossier : « {back} ».", f"Put the folder back: `{back}`.")


def put_back(frozen: FrozenVersion) -> Words:
    """How edits are kept, and the folder put back without losing any."""
    algorithm = frozen.folder.split("/")[2]
    aside = f"git stash push --include-untracked -- {frozen.folder}"
    back = f"git checkout --no-overlay {frozen.publisher[:12]} -- {frozen.folder}"
    return Words(
        f"En faire une nouvelle version : « boas release {algorithm} ». Ou mettre ces modifications de côté, puis "
        f"rétablir le dossier : « {aside} », puis « {back} ».",
        f"Make a new version of it: `boas release {algorithm}`. Or put these edits aside, then put the folder back: "
        f"`{aside}`, then `{back}`.",
    )


@document_rule(
    "versions",
    what="Deux algorithmes ont des identifiants qu’on ne peut confondre.",
    why="« sepsis-icu » et « sepsisicu » se ressemblent à la lecture et à l’oreille : l’un passerait pour l’autre.",
    mend="Choisir un identifiant plus parlant.",
)
def similar_id(document: Document, collection: Collection) -> Iterator[Finding]:
    """Two algorithms have ids that cannot be taken for one another.

    Why: `sepsis-icu` and `sepsisicu` look and sound alike; one could pass for the other.

    Mend: choose an id that says more.
    """
    own = document.location.name("algorithm")
    if document.kind != "algorithm":
        return
    for other in twins(tuple(collection.versions)).get(skeleton(own), ()):
        if other < own:
            message = Words(f"« {own} » se confond avec « {other} ».", f"`{own}` can be taken for `{other}`.")
            mend = Words("Choisir un identifiant plus parlant.", "Choose an id that says more.")
            yield at_file("similar-id", document.path, message, mend)


@lru_cache(maxsize=1)
def twins(ids: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Ids by what the eye keeps of them, worked out once for all algorithms of a collection."""
    found: dict[str, tuple[str, ...]] = {}
    for one in ids:
        name = skeleton(one)
        found[name] = (*found.get(name, ()), one)
    return found


def skeleton(name: str) -> str:
    """An id without what the eye passes over: hyphens, doubled letters, and 0/o, 1/l/i."""
    letters = name.replace("-", "").translate(str.maketrans("01i", "oll"))
    return re.sub(r"(.)\1+", r"\1", letters)
