"""The code that comes with a card as its page shows it: what a scan found, what it could not look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.words import Said, choose

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the table: a weakness, or a file that was not scanned."""

    file: str
    line: int | None
    severity: str
    """`high`, `medium`, `low`, or `unscanned`."""
    said: Said
    reason: Said | None
    """Why the authors answer for it, when a waiver covers it."""
    until: str


@dataclass(frozen=True, slots=True)
class CodeShown:
    """What scanning the code of one version gave."""

    n_scanned: int
    n_other: int
    places: tuple[Place, ...]
    """Files that were not scanned, then weaknesses, the gravest first."""
    n_left: int
    """Places there is no room for."""
    caution: Said


def code_shown(answer: Json | None, language: Language) -> CodeShown | None:
    """The scan of a version's code in the reader's language; nothing when the version has none."""
    if answer is None:
        return None
    shown = tuple(places(answer, language))
    n_places = answer["n_unscanned"] + sum(answer["n_by_severity"].values())
    return CodeShown(
        answer["n_scanned"], answer["n_other"], shown, n_places - len(shown), choose(answer["caution"], language)
    )


def places(answer: Json, language: Language) -> Iterator[Place]:
    """Everything the answer tells one by one."""
    for one in (*answer["unscanned"], *answer["weaknesses"]):
        waiver = one["waiver"]
        yield Place(
            one["file"],
            one["line"],
            one.get("severity", "unscanned"),
            choose(one["sentence"], language),
            choose(waiver["reason"], language) if waiver else None,
            waiver["until"] if waiver else "",
        )
