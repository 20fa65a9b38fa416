"""What was observed about an algorithm, as its card shows it, with the lines by which anybody adds or answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.documents import build_path
from boas.index import AlgorithmAnswer, ObservationRow
from boas.parsing import render_mapping
from boas.site._links import build_forge_link, build_new_file_link
from boas.site._rows import list_names
from boas.site._translations import LocalisedText, load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language

_ANSWERS = frozenset({"confirmed", "contested", "fixed"})
"""States by which the authors answer."""


@dataclass(frozen=True, slots=True)
class ObservationView:
    """One observation in the reader's language."""

    row: ObservationRow
    observers: tuple[tuple[str, LocalisedText], ...]
    is_answered: bool
    """Whether somebody who may answer did."""
    edit: str
    """The forge's page on which an answer is added; empty without a forge."""


def build_observation_section(
    answer: AlgorithmAnswer, version: str, forge: str, language: Language
) -> dict[str, object]:
    """The observations about one version, those that stand first, and what to copy to add or to answer one.

    Args:
        answer: the algorithm as the page shows it.
        version: version that the page shows.
        forge: address of the repository; empty without one.
        language: language of the texts to complete.
    """
    views = [_build_view(row, forge, language) for row in answer.observations]
    current = [view for view in views if _is_current(view.row, version)]
    return {
        "observations": tuple(current),
        "past_observations": tuple(view for view in views if view not in current),
        "observation_draft": _build_draft(answer.id, version, forge, language),
        "observed_codelists": frozenset(view.row.observation.content.evidence.codelist for view in current),
        "answer_lines": _render_answer(language),
    }


def _is_current(row: ObservationRow, version: str) -> bool:
    """Whether an observation is about a version, contested or not, and was neither taken back nor corrected."""
    return not row.replaced_by and row.state != "withdrawn" and version in row.touched


def _build_view(row: ObservationRow, forge: str, language: Language) -> ObservationView:
    """One observation with the names it mentions."""
    is_answered = any(one.state in _ANSWERS and one.standing == "holds" for one in row.states)
    edit = build_forge_link(forge, "edit", row.path) if forge else ""
    return ObservationView(row, list_names(row.observers, language), is_answered, edit)


def _build_draft(algorithm: str, version: str, forge: str, language: Language) -> dict[str, str]:
    """An observation to copy and complete: its path, its YAML, and the forge's page for a new file if there is one."""
    say = load_page_catalogue(language).gettext
    name = say(_("what-i-found"))
    value = {
        "schema_version": 1,
        "id": name,
        "versions": f"=={version}",
        "about": "codelist",
        "basis": "read",
        "text": {language: say(_("What was found, about the algorithm and never about people."))},
        "evidence": {"sources": [{"url": "https://…", "seen": say(_("YYYY-MM-DD"))}]},
        "observed_by": {"name": say(_("First name, last name"))},
        "date": say(_("YYYY-MM-DD")),
    }
    path = build_path("observation", algorithm=algorithm, observation=name)
    text = _join_lines(render_mapping(value))
    return {"path": path, "text": text, "forge": build_new_file_link(forge, path, text) if forge else ""}


def _render_answer(language: Language) -> str:
    """The lines by which authors answer, to be added at the end of an observation's file."""
    say = load_page_catalogue(language).gettext
    state = {
        "state": "contested",
        "by": {"name": say(_("First name, last name")), "orcid": "0000-…"},
        "date": say(_("YYYY-MM-DD")),
        "answer": {language: say(_("Our answer."))},
    }
    return _join_lines(render_mapping({"states": [state]}))


def _join_lines(lines: Sequence[str]) -> str:
    """Lines as the text of a file."""
    return "\n".join((*lines, ""))
