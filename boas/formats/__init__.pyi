from ._algorithm_draft import AlgorithmDraft, build_card_path, build_files, choose_text_language
from ._card_schema import list_needed_paths, may_be_absent
from ._draft_cleaning import CleanDraft, RuleCheck, clean_draft
from ._import_result import CodeList, ImportedValue, ImportResult, Loss, SourceText
from ._source_language import make_loss, needs_language
from .advisories import Advisory, AdvisoryView, combine_advisories, export_advisory
from .exporters import EXPORTERS, Export, Exporter, ExportView, list_exporters
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
    "EXPORTERS",
    "FOLDER_FILES",
    "FORMATS",
    "Advisory",
    "AdvisoryView",
    "AlgorithmDraft",
    "CleanDraft",
    "CodeList",
    "Export",
    "ExportView",
    "Exporter",
    "ImportResult",
    "ImportedValue",
    "Loss",
    "RuleCheck",
    "SourceText",
    "build_card_path",
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
    "with_codelist_use",
]
