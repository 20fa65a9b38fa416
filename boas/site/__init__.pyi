from ._builder import BuildResult, build
from ._declare import DECLARE, DECLARE_FIELDS, DeclaredReuse, render_declare
from ._facet_lists import PAGE_ROWS, render_browse
from ._finder import render_finder, split_wishes
from ._interface import Answers, RulePage, make_rule_page
from ._manifest import MANIFEST_NAME, ManifestEntry, read_manifest
from ._pages import render_missing
from ._release import CURRENT
from ._settings import Settings
from ._side_by_side import render_compare_form, render_comparison

__all__ = [
    "CURRENT",
    "DECLARE",
    "DECLARE_FIELDS",
    "MANIFEST_NAME",
    "PAGE_ROWS",
    "Answers",
    "BuildResult",
    "DeclaredReuse",
    "ManifestEntry",
    "RulePage",
    "Settings",
    "build",
    "make_rule_page",
    "read_manifest",
    "render_browse",
    "render_compare_form",
    "render_comparison",
    "render_declare",
    "render_finder",
    "render_missing",
    "split_wishes",
]
