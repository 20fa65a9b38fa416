"""Rules about what holds for good: notices, audits and evaluations, and the settings that guard the registry."""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._main_line import (
    FrozenRecord,
    LoosenedSetting,
    MainLineFact,
    MovedSetting,
    UnboundEvaluation,
    UnfoundedRemoval,
    UnownedFile,
)
from boas.checks._rule import frozen_rule, report_at_file
from boas.checks._values import make_printable
from boas.documents import RECORDS, SETTINGS, find_main_document, parse_place
from boas.finding import Finding, Message


@frozen_rule(
    "versions",
    what="Un avis, un audit ou une évaluation publiés ne changent plus et ne disparaissent pas.",
    why="Une alerte de sécurité effacée, un « non » devenu « oui » ou 74 % devenus 94 % changeraient ce que d’autres "
    "ont lu et cité, sans que personne le voie.",
    mend="Remettre le fichier comme il fut publié ; corriger par un nouveau document qui nomme l’ancien.",
)
def record_changed(kept: MainLineFact) -> Iterator[Finding]:
    """A published notice, audit or evaluation neither changes nor goes away.

    Why: a safety alert struck out, a “no” turned into a “yes” or 74% into 94% would change what others have
    read and cited, and nobody would see it.

    Mend: put the file back as it was published; correct it by a new document that names the old one.
    """
    if not isinstance(kept, FrozenRecord) or kept.present == kept.published:
        return
    who = f" ({', '.join(commit[:12] for commit in kept.changed_by)})" if kept.changed_by else ""
    message = (
        Message(
            f"Ce document a changé depuis sa publication{who} : empreinte {kept.published} alors, "
            f"{kept.present} maintenant.",
            f"This document changed since it was published{who}: digest {kept.published} then, {kept.present} now.",
        )
        if kept.present
        else Message(
            f"Ce document publié a disparu{who} ; son empreinte était {kept.published}.",
            f"This published document is gone{who}; its digest was {kept.published}.",
        )
    )
    yield report_at_file("record-changed", find_main_document(kept.path), message, _suggest_record_restore(kept))


def _suggest_record_restore(kept: FrozenRecord) -> Message:
    """How to correct without changing: first the new document, then the old one as it was."""
    field = RECORDS[parse_place(kept.path).kind].correction_field
    command = f"git checkout --no-overlay {kept.publisher[:12]} -- {kept.path}"
    if not kept.present:
        return Message(f"Le rétablir : « {command} ».", f"Put it back: `{command}`.")
    return Message(
        f"Copier ce texte dans un nouveau document, avec « {field} » et l’identifiant de celui-ci ; puis rétablir "
        f"celui-ci : « {command} ».",
        f"Copy this text into a new document, with `{field}` and the id of this one; then put this one back: "
        f"`{command}`.",
    )


@frozen_rule(
    "versions",
    what="Le commit à partir duquel rien ne change plus est nommé une fois pour toutes.",
    why="Sans cette ligne, ou avec un commit plus récent, une version publiée pourrait de nouveau changer.",
    mend="Remettre la ligne comme elle fut écrite la première fois.",
)
def frozen_setting_changed(kept: MainLineFact) -> Iterator[Finding]:
    """The commit from which nothing changes any more is named once and for all.

    Why: without this line, or with a later commit, a published version could change again.

    Mend: put the line back as it was first written.
    """
    if isinstance(kept, MovedSetting):
        yield report_at_file(
            "frozen-setting-changed", SETTINGS, _describe_moved_setting(kept), _suggest_setting_line(kept)
        )


def _describe_moved_setting(kept: MovedSetting) -> Message:
    """How a setting is not what it was."""
    if not kept.first:
        return Message(
            f"« {kept.name} » nomme le commit {kept.present[:12]}, qui n’est pas sur la branche principale.",
            f"`{kept.name}` names the commit {kept.present[:12]}, which is not on the main line.",
        )
    if not kept.present:
        return Message(
            f"« {kept.name} », qui nommait le commit {kept.first[:12]}, a disparu ou ne peut plus être lu.",
            f"`{kept.name}`, which named the commit {kept.first[:12]}, is gone or cannot be read any more.",
        )
    return Message(
        f"« {kept.name} » nommait le commit {kept.first[:12]} et nomme maintenant {kept.present[:12]}.",
        f"`{kept.name}` named the commit {kept.first[:12]} and now names {kept.present[:12]}.",
    )


def _suggest_setting_line(kept: MovedSetting) -> Message:
    """The line to write."""
    if not kept.first:
        return Message(
            "Écrire un commit que la branche principale contient déjà, en entier.",
            "Write a commit that the main line already holds, in full.",
        )
    line = f"{kept.name}: {kept.first}"
    return Message(f"Remettre la ligne « {line} ».", f"Put the line back: `{line}`.")


@frozen_rule(
    "versions",
    what="Ce qui protège le registre n’est pas affaibli en passant.",
    why="Un seuil abaissé, ou un relecteur ajouté, dans la même proposition que les fiches qui en profitent, passerait "
    "inaperçu.",
    mend="Faire de ce réglage une proposition à part, que ceux qui décident lisent pour elle-même.",
)
def loosened_setting(kept: MainLineFact) -> Iterator[Finding]:
    """What guards the registry is not loosened in passing.

    Why: a threshold lowered, or a reviewer added, in the same proposal as the cards that gain by it would pass unseen.

    Mend: make this setting a proposal of its own, which those who decide read for itself.
    """
    if isinstance(kept, LoosenedSetting):
        finding = report_at_file(
            "loosened-setting", kept.path, kept.what, _LOOK_AT_IT if kept.is_alone else _PROPOSE_ALONE
        )
        yield replace(finding, severity="warning") if kept.is_alone else finding


_LOOK_AT_IT = Message(
    "Rien à faire si c’est voulu : la relecture le dit en premier.",
    "Nothing to do if it is meant: the review says it first.",
)
_PROPOSE_ALONE = Message(
    "Proposer ce fichier seul, et le reste dans une autre proposition.",
    "Propose this file alone, and the rest in another proposal.",
)


@frozen_rule(
    "versions",
    what="La liste des responsables du code nomme des personnes.",
    why="Tant que CODEOWNERS garde son modèle, la forge ne demande l’accord de personne pour ce qui décide des fiches.",
    mend="Écrire dans CODEOWNERS les personnes ou les équipes de la forge, à la place de @OWNERS.",
    severity="warning",
)
def placeholder_owners(kept: MainLineFact) -> Iterator[Finding]:
    """The list of code owners names people.

    Why: while CODEOWNERS holds its placeholder, the forge asks nobody's consent for what decides on cards.

    Mend: write people or teams of the forge into CODEOWNERS, in place of @OWNERS.
    """
    if isinstance(kept, UnownedFile):
        yield report_at_file("placeholder-owners", kept.path, _NOBODY, _NAME_OWNERS)


_NOBODY = Message(
    "CODEOWNERS contient encore « @OWNERS » : il ne protège rien.",
    "CODEOWNERS still holds `@OWNERS`: it protects nothing.",
)
_NAME_OWNERS = Message(
    "Écrire des personnes ou des équipes de la forge à la place de « @OWNERS ».",
    "Write people or teams of the forge in place of `@OWNERS`.",
)


@frozen_rule(
    "evidence",
    what="Une évaluation nouvelle dit l’empreinte de la version mesurée, et l’outil qui a recalculé ses chiffres.",
    why="Sans empreinte, on ne sait pas quels octets furent mesurés ; sans outil, on ne peut pas refaire le calcul.",
    mend="Écrire « digest » sous « subject », et « recomputed_with », comme le constat les donne.",
)
def unbound_evaluation(kept: MainLineFact) -> Iterator[Finding]:
    """A new evaluation says the digest of the version measured, and the tool that recomputed its numbers.

    Why: without a digest nobody knows which bytes were measured; without a tool nobody can compute again.

    Mend: write `digest` under `subject`, and `recomputed_with`, as the finding gives them.
    """
    if isinstance(kept, UnboundEvaluation) and (kept.digest or kept.tool):
        lines = [f"digest: {kept.digest}"] if kept.digest else []
        lines += [f"recomputed_with: {kept.tool}"] if kept.tool else []
        fr, en = " », « ".join(lines), "`, `".join(lines)
        message = Message(
            "L’évaluation ne dit pas quels octets furent mesurés, ou avec quel outil ses chiffres furent recalculés.",
            "The evaluation does not say which bytes were measured, or with which tool its numbers were recomputed.",
        )
        help_message = Message(
            f"Écrire « {fr} » (« digest » sous « subject »), si c’est bien ce qui fut mesuré.",
            f"Write `{en}` (`digest` under `subject`), if that is what was measured.",
        )
        yield report_at_file("unbound-evaluation", kept.path, message, help_message, since="2026-11-28")


@frozen_rule(
    "notices",
    what="Un avis de suppression nomme ce qui fut publié, et un responsable du registre en décide.",
    why="Sinon n’importe qui ferait dire au registre qu’il a retiré ce qui n’exista jamais, ou prendrait d’avance le "
    "numéro d’une version à venir.",
    mend="Nommer ce que la branche principale a publié, avec son empreinte ; un responsable du registre signe.",
)
def unfounded_removal(kept: MainLineFact) -> Iterator[Finding]:
    """A notice of removal names what was published, and a maintainer of the registry decides it.

    Why: otherwise anybody could make the registry say that it took away what never was, or take the number of a
    version to come.

    Mend: name what the main line published, with its digest, and have a maintainer of the registry sign.
    """
    if not isinstance(kept, UnfoundedRemoval):
        return
    if kept.is_known:
        message = Message(
            f"Celui qui décide de supprimer « {make_printable(kept.what)} » n’est pas un responsable du registre.",
            f"Whoever decides to remove `{make_printable(kept.what)}` is no maintainer of the registry.",
        )
        help_message = Message(
            "Faire décider une personne de « maintainers » dans registry.yaml, avec son ORCID.",
            "Have a person of `maintainers` in registry.yaml decide, with their ORCID iD.",
        )
    else:
        message = Message(
            f"« {make_printable(kept.what)} » ne fut jamais publié ici avec cette empreinte.",
            f"`{make_printable(kept.what)}` was never published here with this digest.",
        )
        help_message = Message(
            "Écrire ce que « boas verify » ou le ledger.json du site nomme, avec son empreinte.",
            "Write what `boas verify` or the site's ledger.json names, with its digest.",
        )
    yield report_at_file("unfounded-removal", kept.path, message, help_message)
