"""The page on which a reuse is declared: plain words where nothing takes a form, a form where a server does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from boas.documents import load_vocabulary
from boas.index import AlgorithmAnswer, decode_answer
from boas.site._jobs import Job, Site, make_plain_job
from boas.site._settings import Settings
from boas.site._templates import Page, render_template
from boas.site._translations import choose
from boas.translation import Language

DECLARE = "declare"
"""Path of the page in each language."""
DECLARE_FIELDS = ("key", "name", "orcid", "version", "kind", "status", "since", "purpose", "id", "request")
"""Fields of the form."""


@dataclass(frozen=True, slots=True)
class DeclaredReuse:
    """What was typed into the form, and what became of it; nothing of either when it is opened."""

    typed: Mapping[str, str] = field(default_factory=dict)
    """By field; never the key."""
    answer: Mapping[str, Any] | None = None
    """What the API answered: the state of the submission, or a problem."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One choice of a field."""

    value: str
    label: str
    is_chosen: bool


def iter_declare_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The page as a file: it leads to the ways that need no server."""
    page = site.make_page(language, DECLARE)
    yield make_plain_job(site, page, {"section": "contribute", "form": None})


def render_declare(
    algorithm: bytes, language: Language, settings: Settings, declared: DeclaredReuse, token: str
) -> bytes:
    """The page as a server answers it: with the form, or with what became of it.

    Args:
        algorithm: JSON of the answer about the algorithm.
        language: The language of the page.
        settings: What stands on every page.
        declared: What was typed, and what was answered.
        token: Tells this form from any other, so that it is taken once.
    """
    answer = decode_answer(algorithm, AlgorithmAnswer)
    page, typed = Page(language, DECLARE), dict.fromkeys(DECLARE_FIELDS, "") | dict(declared.typed)
    versions = {one.version: one.version for one in answer.versions}
    said = dict.fromkeys(_ANSWER_PARTS, "") | dict(declared.answer or {})
    by_field, others = _sort_findings(said["findings"])
    content = {
        "section": "contribute",
        "twin": "",
        "form": {
            "algorithm": answer.id,
            "name": choose(answer.row.name, language),
            "typed": typed,
            "token": token,
            "versions": _list_choices(versions, typed["version"] or answer.latest.version),
            "kinds": _list_choices(_list_terms("reuse_kinds", language), typed["kind"] or "clinical-use"),
            "statuses": _list_choices(_list_terms("reuse_statuses", language), typed["status"] or "routine"),
            "said": said,
            "is_refused": bool(declared.answer and not said["state"]),
            "by_field": by_field,
            "others": others,
        },
    }
    return render_template(f"{DECLARE}.html", page, settings, content)


_ANSWER_PARTS = ("id", "state", "branch", "commit", "path", "detail", "findings")
"""What the page may show of an answer."""


def _list_terms(vocabulary: str, language: Language) -> dict[str, str]:
    """Labels of a vocabulary by term."""
    return {term: label.in_(language) for term, label in load_vocabulary(vocabulary).terms.items()}


def _list_choices(labels: Mapping[str, str], chosen: str) -> tuple[_Choice, ...]:
    """Choices of a field, one of them chosen."""
    return tuple(_Choice(value, label, value == chosen) for value, label in labels.items())


_POINTERS = {"declared_by/name": "name", "declared_by/orcid": "orcid"}
"""Fields of the form by the place of what they fill in; the others have the name of that place."""


def _sort_findings(findings: Any) -> tuple[dict[str, list[Any]], list[Any]]:  # noqa: ANN401 -- out of JSON
    """Findings by the field of the form they are about, and those about none."""
    by_field: dict[str, list[Any]] = {name: [] for name in DECLARE_FIELDS}
    others: list[Any] = []
    for one in findings:
        place = one["pointer"].removeprefix("#/")
        name = _POINTERS.get(place) or place.partition("/")[0]
        place_in = by_field.get(name, others)
        # One rule may say the same of several places in one text.
        if one["message"] not in [known["message"] for known in place_in]:
            place_in.append(one)
    return by_field, others
