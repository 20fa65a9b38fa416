"""The formats in which findings are reported, by the name under which one asks for them."""

from boas.checks import list_rules
from boas.finding import Finding
from boas.parsing import find_base_url
from boas.reports._json_report import render_json_report
from boas.translation import Language
from boas.tree import Tree

REPORT_FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")
"""`text` is for people, and may have colours."""


def render_report(  # noqa: PLR0913 -- the parts of a run that one format or another shows
    form: str,
    findings: tuple[Finding, ...],
    n_files: int,
    language: Language,
    tree: Tree,
    *,
    packages: tuple[str, ...] = (),
) -> str:
    """All findings in one of `REPORT_FORMATS` but text; what only that format needs is imported now.

    Args:
        form: name of the format.
        findings: sorted.
        n_files: how many files were checked.
        language: of the messages.
        tree: the registry that was checked; its settings tell where pages of rules are published.
        packages: those whose rules took part beside the program's own.
    """
    match form:
        case "json":
            report = render_json_report(findings, n_files)
        case "jsonl":
            from boas.reports._jsonl_report import render_jsonl_report  # noqa: PLC0415 -- as all below

            report = render_jsonl_report(findings)
        case "sarif":
            from boas.reports._sarif_report import render_sarif_report  # noqa: PLC0415 -- as all below

            report = render_sarif_report(findings, language, find_base_url(tree))
        case "github":
            from boas.reports._github_report import render_github_report  # noqa: PLC0415 -- as all below

            report = render_github_report(findings, language)
        case "gitlab":
            from boas.reports._gitlab_report import render_gitlab_report  # noqa: PLC0415 -- as all below

            report = render_gitlab_report(findings, language)
        case "junit":
            from boas.reports._junit_report import render_junit_report  # noqa: PLC0415 -- as all below

            report = render_junit_report(findings, language, list_rules(packages))
        case _:
            from boas.reports._markdown_report import render_markdown_report  # noqa: PLC0415 -- as all below

            report = render_markdown_report(findings, n_files, language)
    return report
