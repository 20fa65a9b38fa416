"""Where things lie in a registry: from a path to the kind of file it is, and back.

The table below is the only place that knows the folders of `model_cards/`.
"""

import re
from dataclasses import dataclass

FOLDER = "model_cards"
"""The registry's folder inside its repository."""

REVIEWERS = f"{FOLDER}/reviewers.yaml"
"""Path of the list of reviewers."""

SETTINGS = f"{FOLDER}/registry.yaml"
"""Path of the registry's own settings."""


@dataclass(frozen=True, slots=True)
class RegistryPath:
    """What a path says by itself."""

    kind: str
    """`card`, `evaluation`, … (a document), `codelist`, `counts`, `scores`, `method` or `code`."""
    names: tuple[tuple[str, str], ...]
    """Names the path carries: `algorithm`, `version`, `evaluation`, …"""

    def name(self, key: str) -> str:
        """One of the names, or an empty string."""
        return dict(self.names).get(key, "")


_NAME = r"[^/]+"
_ALGORITHM = rf"{FOLDER}/algorithms/(?P<algorithm>{_NAME})"
_VERSION = rf"{_ALGORITHM}/versions/(?P<version>{_NAME})"
_EVALUATION = rf"{_ALGORITHM}/evaluations/(?P<evaluation>{_NAME})"

_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in {
        "registry": rf"{FOLDER}/registry\.yaml",
        "reviewers": re.escape(REVIEWERS),
        "algorithm": rf"{_ALGORITHM}/algorithm\.yaml",
        "card": rf"{_VERSION}/card\.yaml",
        "method": rf"{_VERSION}/method\.(?P<language>fr|en)\.md",
        "codelist": rf"{_VERSION}/codelists/(?P<codelist>{_NAME})\.csv",
        "code": rf"{_VERSION}/code/(?P<file>.+)",
        "evaluation": rf"{_EVALUATION}/evaluation\.yaml",
        "counts": rf"{_EVALUATION}/counts\.csv",
        "scores": rf"{_EVALUATION}/scores\.csv",
        "audit": rf"{_ALGORITHM}/audits/(?P<audit>{_NAME})\.yaml",
        "reuse": rf"{_ALGORITHM}/reuses/(?P<reuse>{_NAME})\.yaml",
        "notice": rf"{_ALGORITHM}/notices/(?P<notice>{_NAME})\.yaml",
        "data_source": rf"{FOLDER}/data_sources/(?P<data_source>{_NAME})\.yaml",
        "organisation": rf"{FOLDER}/organisations/(?P<organisation>{_NAME})\.yaml",
    }.items()
)


def parse_path(path: str) -> RegistryPath | None:
    """The kind of file a path stands for and the names it carries; nothing when it has no place."""
    for kind, pattern in _PATTERNS:
        if match := pattern.fullmatch(path):
            return RegistryPath(kind, tuple(match.groupdict().items()))
    return None


def build_algorithm_path(algorithm: str) -> str:
    """Path of an algorithm's own file."""
    return f"{FOLDER}/algorithms/{algorithm}/algorithm.yaml"


def build_data_source_path(data_source: str) -> str:
    """Path of a data source."""
    return f"{FOLDER}/data_sources/{data_source}.yaml"


def build_organisation_path(organisation: str) -> str:
    """Path of an organisation."""
    return f"{FOLDER}/organisations/{organisation}.yaml"


def build_version_path(algorithm: str, version: str, file: str) -> str:
    """Path of a file inside a version's folder."""
    return f"{FOLDER}/algorithms/{algorithm}/versions/{version}/{file}"


def find_version_folder(path: str) -> str | None:
    """The folder of the version a path lies in, with its last `/`; nothing for any other path."""
    match path.split("/", 5):
        case [str(first), "algorithms", algorithm, "versions", version, _] if first == FOLDER:
            return f"{FOLDER}/algorithms/{algorithm}/versions/{version}/"
    return None


def find_record(path: str) -> str | None:
    """The notice, audit or evaluation that a path is part of; nothing for any other path.

    A notice or an audit is named by its path, an evaluation by its folder with its last `/`.
    """
    match path.split("/", 5):
        case [str(first), "algorithms", algorithm, "evaluations", evaluation, _] if first == FOLDER:
            return f"{FOLDER}/algorithms/{algorithm}/evaluations/{evaluation}/"
        case [str(first), "algorithms", _, "audits" | "notices", name] if first == FOLDER and name.endswith(".yaml"):
            return path
    return None
