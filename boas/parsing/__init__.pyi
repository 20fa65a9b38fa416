from ._algorithm import read_algorithm
from ._cache import EMPTY_CACHE, Cache, CacheEntry, EntryCodec
from ._characters import find_forbidden_characters, list_signs, locate_offset
from ._coefficients import COEFFICIENT_COLUMNS, CoefficientKey, map_coefficients
from ._collection import Collection, Question, get_size_limit, include_related_paths, read_collection, read_document
from ._corrections import is_one_slip, quote_like
from ._diagnostic import MOST_OF_A_SORT, Diagnostic, TextDiagnostic
from ._digest import compute_folder_digest, compute_listing_digest, compute_tree_digest, format_listing
from ._document import Document
from ._evidence_tables import diagnose_evidence
from ._folder import (
    Stamp,
    find_root,
    is_kept_by_git,
    make_stamp,
    read_folder,
    read_stamped_folder,
    select_files,
)
from ._foreign_texts import diagnose_foreign_texts
from ._former_ids import map_former_ids, read_former_ids, rename_files, rename_path
from ._growth import has_only_grown
from ._languages import read_languages
from ._markdown import (
    diagnose_markdown,
    list_linked_addresses,
    list_relative_links,
    render_inline_markdown,
    render_markdown,
)
from ._numbers import parse_number
from ._rewriting import split_field, with_changes, with_version
from ._settings import DEFAULT_THRESHOLD, find_base_url, read_settings, read_threshold
from ._tables import CsvRow, Table, is_formula, read_table
from ._term_matching import TermLabels, find_nearest, find_nearest_term, match_choice
from ._validation import find_excusable_field
from ._value_messages import VALUE_MESSAGES
from ._yaml_events import FieldPath, SourceSpan, YamlText, format_path, read_yaml
from ._yaml_writer import YAML_WIDTH, QuotedText, quote_value, render_entry, render_mapping

__all__ = [
    "COEFFICIENT_COLUMNS",
    "DEFAULT_THRESHOLD",
    "EMPTY_CACHE",
    "MOST_OF_A_SORT",
    "VALUE_MESSAGES",
    "YAML_WIDTH",
    "Cache",
    "CacheEntry",
    "CoefficientKey",
    "Collection",
    "CsvRow",
    "Diagnostic",
    "Document",
    "EntryCodec",
    "FieldPath",
    "Question",
    "QuotedText",
    "SourceSpan",
    "Stamp",
    "Table",
    "TermLabels",
    "TextDiagnostic",
    "YamlText",
    "compute_folder_digest",
    "compute_listing_digest",
    "compute_tree_digest",
    "diagnose_evidence",
    "diagnose_foreign_texts",
    "diagnose_markdown",
    "find_base_url",
    "find_excusable_field",
    "find_forbidden_characters",
    "find_nearest",
    "find_nearest_term",
    "find_root",
    "format_listing",
    "format_path",
    "get_size_limit",
    "has_only_grown",
    "include_related_paths",
    "is_formula",
    "is_kept_by_git",
    "is_one_slip",
    "list_linked_addresses",
    "list_relative_links",
    "list_signs",
    "locate_offset",
    "make_stamp",
    "map_coefficients",
    "map_former_ids",
    "match_choice",
    "parse_number",
    "quote_like",
    "quote_value",
    "read_algorithm",
    "read_collection",
    "read_document",
    "read_folder",
    "read_former_ids",
    "read_languages",
    "read_settings",
    "read_stamped_folder",
    "read_table",
    "read_threshold",
    "read_yaml",
    "rename_files",
    "rename_path",
    "render_entry",
    "render_inline_markdown",
    "render_mapping",
    "render_markdown",
    "select_files",
    "split_field",
    "with_changes",
    "with_version",
]
