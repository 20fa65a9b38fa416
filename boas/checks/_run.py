"""Runs the rules: each on every file and document it is about, waivers last.

Importing a family of rules registers it; the order of the imports is the order in which readers meet the rules.
"""

# isort: off
from collections.abc import Iterable, Iterator, Sequence

from boas.checks import _structure, _files, _identity, _organisations, _versions, _codelists, _codelist_releases  # noqa: F401
from boas.checks import _codelist_selection, _vectors, _notices, _removals, _evidence, _protection  # noqa: F401
from boas.checks import _corrections, _observations  # noqa: F401
from boas.checks import _licences, _bounds, _dates, _figures, _groups, _scales, _subjects, _bias, _privacy  # noqa: F401
from boas.checks import _coefficients  # noqa: F401
from boas.checks import _small_cells, _inference, _public_sources, _audits, _audit_dates, _reviews, _reuses  # noqa: F401
from boas.checks import _code, _text  # noqa: F401
from boas.checks import _addresses, _cycles, _repetitions, _ranges, _waivers  # noqa: F401
from boas.checks._files import find_missing_settings
from boas.checks._limit import limit_findings
from boas.checks._main_line import MainLineFact
from boas.checks._rule import RULES, Rule
from boas.checks._rule_packages import list_rules, run_foreign_rule
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.tree import File
# isort: on


def check(
    collection: Collection, chosen: Iterable[File] | None = None, *, packages: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """All findings about the chosen files of a collection, or about all of its tree, sorted.

    Of one rule about one file, the first hundred are told, and then that there are more. Rules of other packages run
    when `packages` names these; raises `RegistryError` for one that cannot be loaded.
    """
    rules = tuple(list_rules(packages).values())
    about = tuple(collection.tree.files.values() if chosen is None else chosen)
    missing = find_missing_settings(collection) if chosen is None else ()
    kept = (*collect_findings(about, collection.select_kind("card"), collection, rules), *missing)
    return tuple(sorted(kept, key=Finding.make_sort_key))


def collect_findings(
    files: Sequence[File], cards: Iterable[Document], collection: Collection, rules: Sequence[Rule]
) -> list[Finding]:
    """What rules say of some files, without what the waivers of some cards suppress, and what they say of those."""
    raw = [finding for file in files for finding in _check_file(file, collection, rules)]
    kept, uses = _waivers.apply_waivers(raw, cards, collection, {rule.name: rule.family for rule in rules})
    paths = {file.path for file in files}
    for use in uses:
        if use.document.path in paths:
            kept += [finding for rule in RULES.values() if rule.waiver for finding in rule.waiver(use)]
    return kept


def check_frozen(touched: Iterable[MainLineFact]) -> tuple[Finding, ...]:
    """All findings about what was published, or guards what is, and is not the same any more, sorted."""
    rules = [rule.frozen for rule in RULES.values() if rule.frozen]
    return tuple(
        sorted((finding for one in touched for rule in rules for finding in rule(one)), key=Finding.make_sort_key)
    )


def _check_file(file: File, collection: Collection, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What every rule says of one file and of the document in it."""
    document = collection.documents.get(file.path)
    if document and _structure.is_merge_unfinished(document):
        rules = [rule for rule in rules if rule.name == _structure.UNFINISHED_MERGE or rule.file]
    for rule in rules:
        if rule.package:
            yield from run_foreign_rule(rule, file, collection)
            continue
        if rule.file:
            yield from limit_findings(rule, file, rule.file(file, collection))
        if rule.document and document:
            yield from limit_findings(rule, file, rule.document(document, collection))
