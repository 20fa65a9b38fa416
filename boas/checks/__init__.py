"""Rules to findings: every rule runs on every document, and all findings come at once.

A rule is a function in one of this room's files, listed by importing it here. Rules never raise,
never open a file and never reach the network.
"""

# Importing a family registers its rules, in the order readers meet them.
# isort: off
from collections.abc import Iterable, Iterator
from itertools import islice

from boas.checks import structure, files, identity, organisations, versions, codelists, notices  # noqa: F401
from boas.checks import removals, evidence, published, corrections  # noqa: F401
from boas.checks import bounds, dates, figures, groups, scales, subjects, bias, privacy  # noqa: F401
from boas.checks import small_cells, inference, public_sources, audits, audit_dates, reviews, reuses  # noqa: F401
from boas.checks import code, text  # noqa: F401
from boas.checks import addresses, circles, repetitions, ranges, waivers  # noqa: F401
from boas.checks.inherited import can_be_inherited, warn_of_inherited
from boas.checks.kept import FrozenRecord, FrozenVersion, Kept, LoosenedSetting, MovedSetting
from boas.checks.kept import UnboundEvaluation, UnfoundedRemoval, UnownedFile
from boas.checks.removed import Removal, deciders_of, is_rightly_gone, may_decide, not_removed, notices_of
from boas.checks.removed import removals_among, removals_in
from boas.checks.remembered_audits import audit_results
from boas.checks.rule import RULES, Rule
from boas.checks.values import shown
from boas.finding import Finding, Place, Words
from boas.reading import MOST_OF_A_SORT, Collection
from boas.tree import File

__all__ = [
    "RULES",
    "FrozenRecord",
    "FrozenVersion",
    "Kept",
    "LoosenedSetting",
    "MovedSetting",
    "Removal",
    "Rule",
    "UnboundEvaluation",
    "UnfoundedRemoval",
    "UnownedFile",
    "audit_results",
    "can_be_inherited",
    "check",
    "check_frozen",
    "deciders_of",
    "is_rightly_gone",
    "may_decide",
    "not_removed",
    "notices_of",
    "removals_among",
    "removals_in",
    "warn_of_inherited",
]


def check(collection: Collection, chosen: Iterable[File] | None = None) -> tuple[Finding, ...]:
    """All findings about the chosen files of a collection, or about all of its tree, sorted.

    Of one rule about one file, the first hundred are told, and then that there are more.
    """
    about = tuple(collection.tree.files.values() if chosen is None else chosen)
    raw = [finding for file in about for finding in check_file(file, collection)]
    if chosen is None:
        raw += files.missing_settings(collection)
    kept, uses = waivers.apply_waivers(raw, collection, {rule.name: rule.family for rule in RULES.values()})
    looked_at = {file.path for file in about}
    for use in uses:
        if use.document.path in looked_at:
            kept += [finding for rule in RULES.values() if rule.waiver for finding in rule.waiver(use)]
    return tuple(sorted(kept, key=Finding.make_sort_key))


def check_frozen(touched: Iterable[Kept]) -> tuple[Finding, ...]:
    """All findings about what was published, or guards what is, and is not the same any more, sorted."""
    rules = [rule.frozen for rule in RULES.values() if rule.frozen]
    return tuple(
        sorted((finding for one in touched for rule in rules for finding in rule(one)), key=Finding.make_sort_key)
    )


def check_file(file: File, collection: Collection) -> Iterator[Finding]:
    """What every rule says of one file and of the document in it."""
    document = collection.documents.get(file.path)
    for rule in RULES.values():
        if rule.file:
            yield from bounded(rule, file, rule.file(file, collection))
        if rule.document and document:
            yield from bounded(rule, file, rule.document(document, collection))


def bounded(rule: Rule, file: File, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The first findings of one rule about one file, and one that says when there are more."""
    yield from islice(findings, MOST_OF_A_SORT)
    if next(findings, None):
        message = Words(
            "Cette règle trouve encore d’autres fautes dans ce fichier.", "This rule finds more in this file."
        )
        mend = Words("Corriger celles-ci, puis vérifier de nouveau.", "Mend these, then check again.")
        yield Finding(rule.name, rule.severity, Place(shown(file.path)), message, mend)
