"""Where things lie in a registry: from a path to the kind of file it is, and back.

The paths of documents stand in their descriptors, those of the files beside them below. No other module takes a path
of `model_cards/` apart or puts one together.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from boas.documents._document_kinds import DOCUMENTS, RECORDS
from boas.documents._languages import DEFAULT_LANGUAGES, is_language

FOLDER = "model_cards"
"""The registry's folder inside its repository."""

REVIEWERS = f"{FOLDER}/{DOCUMENTS['reviewers'].path}"
"""Path of the list of reviewers."""

SETTINGS = f"{FOLDER}/{DOCUMENTS['registry'].path}"
"""Path of the registry's own settings."""

_FILES = {
    "method": "algorithms/{algorithm}/versions/{version}/method.{language}.md",
    "codelist": "algorithms/{algorithm}/versions/{version}/codelists/{codelist}.csv",
    "coefficients": "algorithms/{algorithm}/versions/{version}/coefficients.csv",
    "vector_input": "algorithms/{algorithm}/versions/{version}/vectors/{vector}/input.csv",
    "vector_expected": "algorithms/{algorithm}/versions/{version}/vectors/{vector}/expected.csv",
    "code": "algorithms/{algorithm}/versions/{version}/code/{file}",
    "counts": "algorithms/{algorithm}/evaluations/{evaluation}/counts.csv",
    "scores": "algorithms/{algorithm}/evaluations/{evaluation}/scores.csv",
}
"""Files that are no documents, by kind."""

TABLES = frozenset(kind for kind, path in _FILES.items() if path.endswith(".csv"))
"""Kinds of files that are tables."""

VECTOR_FILES = frozenset(kind for kind, path in _FILES.items() if "{vector}" in path)
"""Kinds of files of a test vector."""

_PATHS: Mapping[str, str] = {
    kind: f"{FOLDER}/{path}" for kind, path in ({name: one.path for name, one in DOCUMENTS.items()} | _FILES).items()
}
"""The path of every kind of file, its names in braces."""


@dataclass(frozen=True, slots=True)
class RegistryPath:
    """What a path says by itself."""

    kind: str
    """`card`, `evaluation`, … (a document), `codelist`, `coefficients`, `vector_input`, … (a file beside one)."""
    names: tuple[tuple[str, str], ...]
    """Names the path carries: `algorithm`, `version`, `evaluation`, …"""

    def name(self, key: str) -> str:
        """One of the names, or an empty string."""
        return dict(self.names).get(key, "")

    @property
    def algorithm(self) -> str:
        """The algorithm whose folder it lies in; empty when it lies in none."""
        return self.name("algorithm")

    @property
    def version(self) -> str:
        """The version whose folder it lies in; empty when it lies in none."""
        return self.name("version")

    @property
    def id(self) -> str:
        """The id of the document, as its file or folder bears it; empty for a card and for files beside documents."""
        return self.name(self.kind) if self.kind in DOCUMENTS else ""


_NAMES = {"language": "[a-z]{2,3}", "file": ".+"}
"""What names may be that are not any one part of a path."""


def _write_pattern(path: str) -> re.Pattern[str]:
    """A path with names in braces as a regular expression with named groups."""
    texts, names = re.split(r"\{\w+\}", path), re.findall(r"\{(\w+)\}", path)
    groups = [f"(?P<{name}>{_NAMES.get(name, '[^/]+')})" for name in names]
    return re.compile("".join(re.escape(text) + group for text, group in zip(texts, [*groups, ""], strict=True)))


_PATTERNS = {kind: _write_pattern(path) for kind, path in _PATHS.items()}

_FOLDERS = {
    kind: _write_pattern(path[: path.rindex("/") + 1])
    for kind, path in sorted(_PATHS.items(), key=lambda one: -one[1].count("/"))
    if kind in DOCUMENTS and "{" in path and "{" not in path.rpartition("/")[2]
}
"""Folders that one document makes what they are, by its kind, the innermost first."""


@lru_cache(maxsize=65_536)
def parse_path(path: str) -> RegistryPath | None:
    """The kind of file a path stands for and the names it carries; nothing when it has no place."""
    for kind, pattern in _PATTERNS.items():
        match = pattern.fullmatch(path)
        if match and is_language(match.groupdict().get("language", DEFAULT_LANGUAGES[0])):
            return RegistryPath(kind, tuple(match.groupdict().items()))
    return None


def parse_place(place: str) -> RegistryPath:
    """The kind and names of a version's folder or a record, as `find_version_folder` and `find_record` give it.

    Raises:
        ValueError: it is neither.
    """
    location = parse_path(find_main_document(place))
    if location is None:
        message = f"{place} is neither a version nor a record"
        raise ValueError(message)
    return location


def build_path(kind: str, **names: str) -> str:
    """Path of a file of a kind.

    Args:
        kind: kind of document, or of a file beside one: `method`, `codelist`, `vector_input`, `code`, `counts`, ….
        names: what stands in braces in its path; others are ignored.

    Raises:
        KeyError: a name is missing, or there is no such kind.
    """
    return _PATHS[kind].format(**names)


def build_algorithm_path(algorithm: str) -> str:
    """Path of an algorithm's own file."""
    return build_path("algorithm", algorithm=algorithm)


def build_data_source_path(data_source: str) -> str:
    """Path of a data source."""
    return build_path("data_source", data_source=data_source)


def build_organisation_path(organisation: str) -> str:
    """Path of an organisation."""
    return build_path("organisation", organisation=organisation)


def build_algorithm_folder(algorithm: str) -> str:
    """The folder of an algorithm, with its last `/`."""
    return _get_folder(build_algorithm_path(algorithm))


def build_version_path(algorithm: str, version: str, file: str) -> str:
    """Path of a file inside a version's folder."""
    return _get_folder(build_path("card", algorithm=algorithm, version=version)) + file


def find_algorithm(path: str) -> str:
    """The algorithm whose folder a path lies in, whatever lies there; empty when it lies in none."""
    match = _FOLDERS["algorithm"].match(path)
    return match["algorithm"] if match else ""


def find_version_folder(path: str) -> str | None:
    """The folder of the version a path lies in, with its last `/`; nothing for any other path."""
    match = _FOLDERS["card"].match(path)
    return match[0] if match else None


def find_record(path: str) -> str | None:
    """The notice, audit, evaluation or observation that a path is part of; nothing for any other path.

    A single file is named by its path, an evaluation by its folder with its last `/`.
    """
    for kind in RECORDS:
        match = _FOLDERS[kind].match(path) if kind in _FOLDERS else _PATTERNS[kind].fullmatch(path)
        if match:
            return match[0]
    return None


def find_growing_field(place: str) -> str:
    """The list of a record that may grow after publication; empty when none may, and of a version's folder."""
    return DOCUMENTS[parse_place(place).kind].growing_field


def find_main_document(place: str) -> str:
    """The document that makes a folder, given with its last `/`, what it is; a file is its own."""
    return next((place + get_file_name(kind) for kind, one in _FOLDERS.items() if one.fullmatch(place)), place)


def find_parent_document(path: str) -> str | None:
    """The document without which a file means nothing: that of the innermost folder it lies in, itself left out."""
    folders = ((kind, match[0]) for kind, folder in _FOLDERS.items() if (match := folder.match(path)))
    return next((found for kind, start in folders if (found := start + get_file_name(kind)) != path), None)


def get_file_name(kind: str) -> str:
    """The name of the files of a kind, for instance `card.yaml`; what differs stands in braces."""
    return _PATHS[kind].rpartition("/")[2]


@cache
def list_file_names(languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> tuple[str, ...]:
    """Every name that does not differ from file to file, documents first, each language of a text by itself."""
    return tuple(dict.fromkeys(_iter_file_names(languages)))


def _iter_file_names(languages: tuple[str, ...]) -> Iterator[str]:
    """The same with repetitions."""
    for kind in _PATHS:
        for language in languages:
            name = get_file_name(kind).replace("{language}", language)
            if "{" not in name:
                yield name


def describe_path(kind: str) -> str:
    """The path of a kind for people, in which names stand in capitals and the first one is `ID`."""
    first, *others = re.findall(r"\{(\w+)\}", _PATHS[kind]) or [""]
    return build_path(kind, **{first: "ID"}, **{name: name.upper() for name in others})


def _get_folder(path: str) -> str:
    """The folder a file lies in, with its last `/`."""
    return path[: path.rindex("/") + 1]
