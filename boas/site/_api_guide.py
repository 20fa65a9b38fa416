"""The API's guide in the reader's language: what each address gives, and what each parameter means.

The OpenAPI document is English; its sentences are messages like any other here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from boas.documents import load_vocabulary
from boas.index import FACET_LABELS, FACET_VOCABULARIES
from boas.site._translations import LocalisedText, load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language, resolve_language

_METHODS = ("get", "post", "put", "delete")

API_MESSAGES = (
    *(_("Search and filter algorithms"), _("One algorithm"), _("Versions of an algorithm")),
    *(_("One version of an algorithm"), _("One version of an algorithm in a format of other tools")),
    *(
        _("Two versions of an algorithm compared"),
        _("Evaluations of an algorithm"),
        _("One evaluation of an algorithm"),
    ),
    *(
        _("Evidence about an algorithm"),
        _("Bias of an algorithm by group"),
        _("Audit matrix"),
        _("Audit matrix as CSV"),
    ),
    *(_("Data sources"), _("One data source"), _("Organisations"), _("One organisation")),
    *(_("Who uses an algorithm"), _("Lineage of an algorithm"), _("Who uses what"), _("Who reviewed what")),
    _("What was observed about an algorithm"),
    _("How often an algorithm was fetched"),
    _("First day to give by itself; 90 days before `until` unasked."),
    _("Last day to give by itself; today (UTC) unasked."),
    *(_("Vocabularies"), _("One vocabulary"), _("State of the registry"), _("Digests of all versions")),
    _("Status of all versions, notices and their log"),
    *(_("Notices about algorithms"), _("How many notices to give at most.")),
    _("Only notices of one of these kinds; may be repeated. Terms of the vocabulary `notice_kinds`."),
    _("Only notices about one of these algorithms; may be repeated."),
    *(_("Does the service run?"), _("Can the service answer?"), _("This document")),
    *(_("Declare a reuse"), _("Send an evaluation"), _("What became of a submission")),
    _("Id of a submission."),
    _(
        "A name of your choice for this request, such as a UUID: sent again under the same name, it is done once and "
        "answered alike."
    ),
    _("Words to search in names, summaries, texts and codes; accents do not matter."),
    _("Order; `-` turns it round. By relevance when there are words, else by name, when empty."),
    _("How many algorithms to give at most."),
    *(_("Two to four algorithms side by side"), _("Pairs worth reading side by side")),
    _("Two to four ids of algorithms with commas between them."),
    _("`differences` leaves out the fields that all fill in the same way."),
    *(_("All evidence, by year and by group of people"), _("All figures of one medical domain")),
    _("A term of the vocabulary `medical_domains` that any figure is about."),
    _("What there is here"),
    _("Only the rows of these ids, with commas between them, a hundred at most."),
    _(
        "Only what is of this day or later, `YYYY-MM-DD`: of algorithms and versions the day of publication, of "
        "notices, evaluations and observations their own, of reuses the day they were last seen. Other lists have no "
        "days."
    ),
    _("Only these fields of each row, with commas between them."),
    _("`jsonl` gives one row per line, `csv` a table: then all that fits, unless `limit` asks for a page."),
    _("`excel`: CSV with semicolons, decimal commas and a byte order mark, for Excel where decimals have a comma."),
    _("Where to go on: `next` of the page before, with the other parameters unchanged."),
    _("Id of an algorithm, such as `avc-ait-pmsi`."),
    _("Number of a version, such as `1.0.0`."),
    _("Two versions joined by three dots, such as `1.0.0...2.0.0`."),
    _("Id of an evaluation of this algorithm."),
    _("Id of a data source, such as `snds`."),
    _("Id of an organisation, such as `cnam`."),
    _("Name of a vocabulary, such as `kinds`."),
    _("Name of a format, such as `bibtex`."),
    *(_("Codes of all lists"), _("Part of the codes of one system"), _("Whose lists hold these codes?")),
    *(_("Lists of several algorithms as sets"), _("Codes of an algorithm beside those of others")),
    *(_("One codelist of a version in a form of other tools"), _("A term of the vocabulary `code_systems`.")),
    _("A code, with or without its dot; may be repeated, a hundred times at most."),
    _("Only codes of one of these systems; may be repeated. Terms of the vocabulary `code_systems`."),
    _("A version as `ID@VERSION`, or `ID` for the latest one; two to four times."),
    _("Name of a codelist: its file without `.csv`."),
    _("Part of the codes, as `shards` of `/codes` names it."),
)
"""Sentences of the OpenAPI document that stand on the page."""
_FACET = _("%(label)s: only algorithms with one of these values; may be repeated.")
_TERMS = _("Terms of the vocabulary `%(name)s`.")
_CHECK = _("%(label)s: only algorithms whose check says one of these; may be repeated.")
_CHECKS = load_vocabulary("audit_checks").terms


@dataclass(frozen=True, slots=True)
class _ApiParameter:
    """A parameter of an address."""

    name: str
    said: LocalisedText
    is_required: bool


@dataclass(frozen=True, slots=True)
class _ApiOperation:
    """An address and what it gives."""

    method: str
    path: str
    summary: LocalisedText
    parameters: tuple[_ApiParameter, ...]


def build_api_content(openapi: Mapping[str, Any], language: Language) -> dict[str, object]:
    """What the API's page asks for: every operation with its parameters."""
    return {"operations": tuple(_iter_operations(openapi.get("paths", {}), language))}


def _iter_operations(paths: Mapping[str, Mapping[str, Any]], language: Language) -> Iterator[_ApiOperation]:
    """Every operation, by path."""
    for path, methods in sorted(paths.items()):
        for method, operation in methods.items():
            if method in _METHODS:
                parameters = operation.get("parameters") or ()
                told = tuple(_build_parameter(one, language) for one in parameters)
                yield _ApiOperation(
                    method.upper(), path, _translate_text(operation.get("summary") or "", language), told
                )


def _build_parameter(parameter: Mapping[str, Any], language: Language) -> _ApiParameter:
    """One parameter in the reader's language."""
    name, described = parameter["name"], parameter.get("description") or ""
    if name in FACET_LABELS and parameter.get("in") == "query" and described not in API_MESSAGES:
        said = LocalisedText(_describe_facet(name, language), language, foreign=False)
    elif name in _CHECKS and described not in API_MESSAGES:
        text = load_page_catalogue(language).gettext(_CHECK) % {"label": _CHECKS[name].in_(language)}
        said = LocalisedText(text, language, foreign=False)
    else:
        said = _translate_text(described, language)
    return _ApiParameter(name, said, bool(parameter.get("required")))


def _describe_facet(name: str, language: Language) -> str:
    """What one facet selects."""
    say = load_page_catalogue(language).gettext
    text = say(_FACET) % {"label": FACET_LABELS[name].in_(language)}
    terms = FACET_VOCABULARIES.get(name)
    return f"{text} {say(_TERMS) % {'name': terms}}" if terms else text


def _translate_text(text: str, language: Language) -> LocalisedText:
    """A sentence of the OpenAPI document; one that is none of the messages stays English."""
    if text in API_MESSAGES:
        return LocalisedText(load_page_catalogue(language).gettext(text), resolve_language(language), foreign=False)
    return LocalisedText(text, "en", foreign=resolve_language(language) != "en")
