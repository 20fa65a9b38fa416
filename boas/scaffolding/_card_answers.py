"""From answers to the draft of a card: what is still missing, what is wrong, and what rules say of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from boas.documents import is_id, is_version
from boas.errors import UsageError
from boas.finding import Finding
from boas.formats import (
    AlgorithmDraft,
    CleanDraft,
    CodeList,
    ImportResult,
    choose_text_language,
    clean_draft,
    needs_language,
)
from boas.formats.importers import find_choice, fit_to_answers, with_codelist_use
from boas.parsing import read_languages
from boas.scaffolding._card_questions import resolve_term
from boas.scaffolding._new_card import check_unused_id, make_judge
from boas.scaffolding._reference_catalogue import ReferenceCatalogue, make_bad_id_error
from boas.translation import Language, Message
from boas.tree import Tree


@dataclass(frozen=True, slots=True)
class NewCardSession:
    """Where a new algorithm is made, and how."""

    root: Path
    tree: Tree
    language: Language
    version: str
    register: ReferenceCatalogue

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages of the registry, the first one first."""
        return read_languages(self.tree)


@dataclass(slots=True)
class ImportChoices:
    """What only the author knows of imported files."""

    systems: dict[str, str]
    """Code system of the registry by its foreign name, or by the name of a list; the empty name stands for any."""
    roles: dict[str, str]
    """Include or exclude by the name of a list; the empty name stands for any."""
    matches: dict[str, str]
    """How codes are compared by the name of a list; the empty name stands for any."""
    texts_in: Language | None
    origin: str | None = None
    """Who writes the card, when it was told."""


def build_draft(
    work: NewCardSession, answers: Mapping[str, object], imported: ImportResult, choices: ImportChoices
) -> CleanDraft:
    """A draft of all the answers, without what an import brought and rules refuse; its findings are about answers.

    Args:
        work: where the algorithm is made.
        answers: by path of the field, as `parse_options` gives them; `id` and `kind` are among them.
        imported: what files of other formats gave.
        choices: what only the author knows of those files.
    """
    used = with_codelist_use(imported, choices.systems, choices.roles, choices.matches)
    draft = AlgorithmDraft(
        id=str(answers["id"]),
        version=work.version,
        language=work.language,
        answers={path: _localise_answer(value, work) for path, value in answers.items() if path != "id"},
        imported=fit_to_answers(used, str(answers["kind"]), answers),
        texts_in=choices.texts_in or choose_text_language(work.languages, work.language),
        organisations=tuple(work.register.new_organisations),
        data_sources=tuple(work.register.new_data_sources),
        languages=work.languages,
        origin=choices.origin or "submitted",
    )
    return clean_draft(draft, make_judge(work.tree))


def _localise_answer(value: object, work: NewCardSession) -> object:
    """An answer whose texts stand under the language of the registry that they are kept in."""
    if isinstance(value, list):
        return [_localise_answer(one, work) for one in value]
    if isinstance(value, dict) and set(value) == {work.language}:
        return {choose_text_language(work.languages, work.language): value[work.language]}
    return value


def find_wrong_answers(answers: Mapping[str, object], findings: tuple[Finding, ...]) -> frozenset[str]:
    """Paths of the answers that findings are about."""
    return frozenset(path for path in answers for finding in findings if finding.field.startswith(path))


def make_missing_error(options: list[str]) -> UsageError:
    """What a script has to give as well."""
    listed = ", ".join(options)
    return UsageError(
        Message("Missing: {listed}.", listed=listed),
        Message("Give these options, or run `boas new` at a terminal: it asks for them."),
    )


def list_missing_choices(imported: ImportResult, choices: ImportChoices) -> list[str]:
    """Options that only imported files ask for."""
    needs = {
        "--list-system": not choices.systems and any(one.system is None for one in imported.lists),
        "--list-role": bool(list_without_role(imported, choices)),
        "--list-match": bool(list_without_match(imported, choices)),
        "--texts-in": choices.texts_in is None and needs_language(imported),
        "--origin": choices.origin is None and bool(imported.forms),
    }
    return [option for option, is_missing in needs.items() if is_missing]


def has_system(one: CodeList, choices: ImportChoices) -> bool:
    """Whether the code system of a list is known, from its file or its author."""
    return find_choice(choices.systems, one.foreign_system, one.name, told=one.system) is not None


def list_without_role(imported: ImportResult, choices: ImportChoices) -> list[CodeList]:
    """Lists of which neither their file nor their author says what they do to the selection."""
    lists = (one for one in imported.lists if not one.takes_from)
    return [one for one in lists if not find_choice(choices.roles, one.name, told=one.role)]


def list_without_match(imported: ImportResult, choices: ImportChoices) -> list[CodeList]:
    """Lists of which neither their file nor their author says how a code is compared."""
    return [one for one in imported.lists if not find_choice(choices.matches, one.name, told=one.match)]


def parse_list_choices(option: str, written: tuple[str, ...], terms: str) -> dict[str, str]:
    """Terms chosen for imported lists, by the name before `=`; the empty name stands for any."""
    pairs = (one.rpartition("=") for one in written)
    return {name: resolve_term(option, term, terms) for name, _, term in pairs}


def check_version_number(version: str) -> None:
    """Raises `UsageError` for what is no version number: it becomes the name of a folder."""
    if not is_version(version):
        raise UsageError(
            Message("`{version}` is not a version number.", version=version),
            Message("Write major.minor.patch, for instance 1.0.0."),
        )


def check_free_id(root: Path, algorithm: str) -> None:
    """Raises `UsageError` for what is no id, and for an id that is taken."""
    if not is_id(algorithm):
        raise make_bad_id_error(algorithm)
    check_unused_id(root, algorithm)
