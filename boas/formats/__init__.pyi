from ._algorithm_draft import AlgorithmDraft, build_card_path, build_files, choose_text_language
from ._card_schema import list_needed_paths, may_be_absent
from ._draft_cleaning import CleanDraft, RuleCheck, clean_draft
from ._evaluation_template import render_evaluation
from ._import_result import CodeList, ImportedValue, ImportResult, Loss, Question, SourceText
from ._source_language import make_loss, needs_language
from .advisories import Advisory, AdvisoryView, combine_advisories, export_advisory
from .codelists import (
    CODELIST_EXPORTERS,
    CodelistExporter,
    CodeRule,
    CodeSelection,
    build_code_sets,
    build_codes_archive,
    restrict_to_codelist,
)
from .exporters import CODE_COLUMN, EXPORTERS, Export, Exporter, ExportView, ListedCodes, list_exporters
from .importers import (
    FOLDER_FILES,
    FORMATS,
    detect_format,
    fit_to_answers,
    make_slug,
    merge_imports,
    read_foreign,
    with_codelist_use,
)

__all__ = [
    "CODELIST_EXPORTERS",
    "CODE_COLUMN",
    "EXPORTERS",
    "FOLDER_FILES",
    "FORMATS",
    "Advisory",
    "AdvisoryView",
    "AlgorithmDraft",
    "CleanDraft",
    "CodeList",
    "CodeRule",
    "CodeSelection",
    "CodelistExporter",
    "Export",
    "ExportView",
    "Exporter",
    "ImportResult",
    "ImportedValue",
    "ListedCodes",
    "Loss",
    "Question",
    "RuleCheck",
    "SourceText",
    "build_card_path",
    "build_code_sets",
    "build_codes_archive",
    "build_files",
    "choose_text_language",
    "clean_draft",
    "combine_advisories",
    "detect_format",
    "export_advisory",
    "fit_to_answers",
    "list_exporters",
    "list_needed_paths",
    "make_loss",
    "make_slug",
    "may_be_absent",
    "merge_imports",
    "needs_language",
    "read_foreign",
    "render_evaluation",
    "restrict_to_codelist",
    "with_codelist_use",
]
