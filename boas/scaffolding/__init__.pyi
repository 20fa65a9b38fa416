from ._card_answers import (
    ImportChoices,
    NewCardSession,
    build_draft,
    check_free_id,
    check_version_number,
    find_wrong_answers,
    list_missing_choices,
    make_missing_error,
    parse_systems,
)
from ._card_questions import (
    ALWAYS_KNOWN,
    QUESTIONS,
    CardQuestion,
    list_missing_fields,
    parse_answer,
    parse_options,
    resolve_term,
    resolve_text_language,
)
from ._choices import TermLabels, find_nearest, match_choice
from ._foreign_files import format_losses, read_foreign_files
from ._new_card import describe_next_steps, make_judge, write_draft
from ._new_registry import RegistryOptions, build_registry_files, refuse_errors, write_registry
from ._reference_catalogue import ReferenceCatalogue, read_catalogue

__all__ = [
    "ALWAYS_KNOWN",
    "QUESTIONS",
    "CardQuestion",
    "ImportChoices",
    "NewCardSession",
    "ReferenceCatalogue",
    "RegistryOptions",
    "TermLabels",
    "build_draft",
    "build_registry_files",
    "check_free_id",
    "check_version_number",
    "describe_next_steps",
    "find_nearest",
    "find_wrong_answers",
    "format_losses",
    "list_missing_choices",
    "list_missing_fields",
    "make_judge",
    "make_missing_error",
    "match_choice",
    "parse_answer",
    "parse_options",
    "parse_systems",
    "read_catalogue",
    "read_foreign_files",
    "refuse_errors",
    "resolve_term",
    "resolve_text_language",
    "write_draft",
    "write_registry",
]
