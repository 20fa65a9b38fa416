"""All files of a registry, read: the one door through which bytes become documents."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from boas.documents import (
    DEFAULT_LANGUAGES,
    DOCUMENTS,
    TABLES,
    VECTOR_FILES,
    Directory,
    DocumentPart,
    Organisation,
    RegistryPath,
    build_organisation_path,
    find_algorithm,
    find_version_folder,
    get_current_format,
    migrate_document,
    parse_path,
)
from boas.nomenclatures import NomenclatureFolder
from boas.parsing._cache import EMPTY_CACHE, Cache, CacheEntry
from boas.parsing._characters import decode
from boas.parsing._coefficients import diagnose_coefficients
from boas.parsing._diagnostic import Diagnostic, TextDiagnostic
from boas.parsing._document import Document
from boas.parsing._evidence_tables import diagnose_evidence
from boas.parsing._languages import read_languages
from boas.parsing._tables import read_table
from boas.parsing._unfinished_merges import diagnose_unfinished_merges
from boas.parsing._validation import diagnose_empty_values, diagnose_errors, locate_path, parse_content, validate
from boas.parsing._yaml_events import YamlText, format_path, read_yaml
from boas.translation import Message
from boas.tree import REGULAR_MODES, File, Tree, select_inside

_MAX_YAML = 262_144
"""Bytes of a YAML document (256 KiB)."""
_MAX_TEXT = 262_144
"""Bytes of a Markdown text, of one file of code or of a test vector."""
_MAX_TABLE = 5_242_880
"""Bytes of a CSV file (5 MiB)."""

_Load = Callable[[], bytes]
"""Gives the bytes of one file."""
_Answer = TypeVar("_Answer")
Question = Callable[..., _Answer]
"""Takes a collection and what it is asked about, as text; gives a plain value that JSON can hold."""


@dataclass(frozen=True)
class Collection:
    """Everything read from one tree."""

    tree: Tree
    documents: Mapping[str, Document]
    """Files that have a place in the layout and were read, by path."""
    as_of: str = ""
    """The reference day for what has expired (ISO 8601); empty when time does not count."""
    cache: Cache = EMPTY_CACHE
    """What is known of the same bytes from before."""
    least_count: int = 0
    """Smallest count of people that may be published on the branch this is proposed for; 0 when it is for none."""
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    """Languages of the registry, the first one first."""
    releases: NomenclatureFolder | None = None
    """Where built releases of code systems lie; nothing where codes are not held against any."""
    known_people: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    """Source and number of people of evaluations, by their folder, as far as an earlier run left them."""

    def select_kind(self, kind: str) -> Iterator[Document]:
        """Documents of one kind, by path."""
        return (document for document in self.documents.values() if document.kind == kind)

    @cached_property
    def memo(self) -> dict[object, Any]:
        """What was worked out once for the whole collection, by whoever did."""
        return {}

    @cached_property
    def results(self) -> dict[tuple[str, str], CacheEntry]:
        """Cache entries for what was computed or read back on the way, by kind and path; rules only write them."""
        return {}

    def load(self, path: str) -> Document | None:
        """The document at a path, read now when it was not chosen; None when there is none."""
        if path in self.documents or path not in self.tree.files:
            return self.documents.get(path)
        return read_collection(self.tree, [path]).documents.get(path)

    def ask(self, question: "Question[_Answer]", *about: str) -> _Answer:
        """The answer to a question about more than one file; who records what a rule reads keeps the answer."""
        return question(self, *about)

    def compute_once(self, key: tuple[str, ...], work: Callable[[], _Answer]) -> _Answer:
        """What some work gives, done once for the whole collection under a name of its own."""
        if key not in self.memo:
            self.memo[key] = work()
        found: _Answer = self.memo[key]
        return found

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        """Every path of the tree, sorted."""
        return tuple(sorted(self.tree.files))

    def list_paths(self, start: str) -> tuple[str, ...]:
        """Paths of the tree that begin with a text, sorted; the others are not visited."""
        return select_inside(self._paths, start)

    @cached_property
    def places(self) -> Mapping[str, tuple[RegistryPath, ...]]:
        """What every path of the tree that has a place in the layout says, by kind of file, in path order."""
        found: dict[str, list[RegistryPath]] = {}
        for path in self.tree.files:
            if place := parse_path(path):
                found.setdefault(place.kind, []).append(place)
        return {kind: tuple(places) for kind, places in found.items()}

    @cached_property
    def versions(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the version folders that hold a card, by algorithm, in path order."""
        found: dict[str, list[str]] = {}
        for place in self.places.get("card", ()):
            found.setdefault(place.algorithm, []).append(place.version)
        return {algorithm: tuple(versions) for algorithm, versions in found.items()}

    @cached_property
    def algorithms(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents of each algorithm, by path."""
        found: dict[str, list[Document]] = {}
        for document in self.documents.values():
            if algorithm := document.location.algorithm:
                found.setdefault(algorithm, []).append(document)
        return {algorithm: tuple(sorted(own, key=lambda document: document.path)) for algorithm, own in found.items()}

    @cached_property
    def organisations(self) -> Directory:
        """Every organisation of the tree that can be read, by id; read now when it was not chosen.

        All of them, for another file may be about the same organisation.
        """
        places = {build_organisation_path(place.id): place for place in self.places.get("organisation", ())}
        unread = [path for path in places if path not in self.documents]
        known = {**self.documents, **read_collection(self.tree, unread, self.cache).documents}
        contents = {place.id: known[path].content for path, place in places.items() if path in known}
        return Directory(
            {own: organisation for own, organisation in contents.items() if isinstance(organisation, Organisation)}
        )

    @cached_property
    def contents(self) -> Mapping[str, tuple[File, ...]]:
        """Files of each version's folder, by the folder with its last `/`; links and submodules have no content."""
        found: dict[str, list[File]] = {}
        for path, file in self.tree.files.items():
            if file.mode in REGULAR_MODES and (folder := find_version_folder(path)):
                found.setdefault(folder, []).append(file)
        return {folder: tuple(files) for folder, files in found.items()}

    @cached_property
    def folders(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents of each version's folder, by the folder with its last `/`."""
        found: dict[str, list[Document]] = {}
        for path, document in self.documents.items():
            if folder := find_version_folder(path):
                found.setdefault(folder, []).append(document)
        return {folder: tuple(documents) for folder, documents in found.items()}


def read_collection(
    tree: Tree, chosen: Iterable[str] | None = None, cache: Cache = EMPTY_CACHE, as_of: str = ""
) -> Collection:
    """Read the chosen files of a tree, or all; a blob already known to be good is not parsed again."""
    paths, languages = tree.files if chosen is None else chosen, read_languages(tree)
    documents = (read_document(tree, tree.files[path], cache, languages) for path in paths)
    read = {document.path: document for document in documents if document}
    return Collection(tree, read, as_of, cache, languages=languages)


def include_related_paths(tree: Tree, paths: Iterable[str]) -> frozenset[str]:
    """The given files and all others of the same algorithms, which rules about them read."""
    kept = set(paths)
    algorithms = {find_algorithm(path) for path in kept} - {""}
    return frozenset(kept | {path for path in tree.files if find_algorithm(path) in algorithms})


def read_document(
    tree: Tree, file: File, cache: Cache = EMPTY_CACHE, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> Document | None:
    """One file; None when the layout has no path for it or it is no regular file."""
    location = parse_path(file.path)
    if location is None or file.mode in {"symlink", "submodule"} or file.size > get_size_limit(location.kind):
        return None
    load = partial(tree.read, file)
    if location.kind in DOCUMENTS and (known := _load_cached_document(file, location, load, cache, languages)):
        return known
    data, is_structured = load(), location.kind in {*DOCUMENTS, *TABLES}
    document = _read_new_document(file, location, load, data, languages)
    merges = diagnose_unfinished_merges(data, with_leftovers=is_structured)
    # What else would be said of a text that is two texts follows from that.
    return replace(document, diagnostics=merges) if merges else document


def _read_new_document(
    file: File, location: RegistryPath, load: _Load, data: bytes, languages: tuple[str, ...]
) -> Document:
    """One file of a place in the layout, by what its kind is written in."""
    if location.kind in DOCUMENTS:
        return _read_yaml_document(file, location, load, data, languages)
    if location.kind in TABLES:
        return _read_table_document(file, location, load, data)
    text, wrong = decode(data)
    return Document(file, location, load, content=text, diagnostics=wrong)


def _read_table_document(file: File, location: RegistryPath, load: _Load, data: bytes) -> Document:
    """A document read from its CSV text; the content of a well-formed table of evidence is checked as well."""
    table = read_table(data)
    diagnostics = table.diagnostics or (
        diagnose_coefficients(table, data)
        if location.kind == "coefficients"
        else diagnose_evidence(location.kind, table, data)
        if location.kind in _EVIDENCE_TABLES
        else ()
    )
    return Document(file, location, load, content=table, diagnostics=tuple(map(_convert_text_diagnostic, diagnostics)))


_EVIDENCE_TABLES = frozenset({"counts", "scores"})


def _convert_text_diagnostic(diagnostic: TextDiagnostic) -> Diagnostic:
    """The diagnostic of a text as one of its document."""
    return Diagnostic(
        diagnostic.rule,
        diagnostic.line,
        diagnostic.column,
        diagnostic.message,
        diagnostic.help,
        length=len(diagnostic.excerpt),
        expected=diagnostic.expected,
        nearest=diagnostic.nearest,
        replacement=diagnostic.replacement,
    )


def get_size_limit(kind: str) -> int:
    """How many bytes a file of one kind may have."""
    return _MAX_YAML if kind in DOCUMENTS else _MAX_TABLE if kind in TABLES - VECTOR_FILES else _MAX_TEXT


def _load_cached_document(
    file: File, location: RegistryPath, load: _Load, cache: Cache, languages: tuple[str, ...]
) -> Document | None:
    """A document from the cache, where it had no diagnostics."""
    text = cache.documents.get(file.blob)
    if text is None:
        return None
    model = parse_content(location.kind, text, languages)
    return Document(file, location, load, value=json.loads(text), content=model, languages=languages)


def _read_yaml_document(
    file: File, location: RegistryPath, load: _Load, data: bytes, languages: tuple[str, ...]
) -> Document:
    """A document read from its YAML text, with all its mistakes at once."""
    text, wrong = decode(data)
    yaml = read_yaml(text)
    if yaml.value is None and not yaml.diagnostics and not wrong:
        yaml.diagnostics.append(_EMPTY_FILE)
    yaml.value = migrate_document(location.kind, yaml.value)
    model, errors = validate_yaml(location.kind, yaml, text, languages)
    everything = (*wrong, *yaml.diagnostics, *errors)
    content = None if everything else model
    return Document(file, location, load, yaml.value, content, diagnostics=everything, languages=languages)


def validate_yaml(
    kind: str, yaml: YamlText, text: str, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[DocumentPart | None, tuple[Diagnostic, ...]]:
    """The typed document, or its diagnostics; neither for a text that could not be parsed."""
    if yaml.value is None:
        return None, ()
    if newer := _diagnose_newer_format(kind, yaml):
        return None, (newer,)
    model, errors = validate(kind, yaml.value, languages)
    unread = {format_path(loc) for loc in yaml.unread}
    empty = tuple(
        diagnostic for diagnostic in diagnose_empty_values(kind, yaml.value, yaml) if diagnostic.field not in unread
    )
    already = unread | {diagnostic.field for diagnostic in empty}
    diagnostics = diagnose_errors(kind, errors, yaml, text.split("\n"), languages) if errors else ()
    # What is reported as empty or as badly written is not also reported as the wrong type.
    return model, (
        *empty,
        *(
            diagnostic
            for diagnostic in diagnostics
            if diagnostic.rule == "unknown-field" or diagnostic.field not in already
        ),
    )


def _diagnose_newer_format(kind: str, yaml: YamlText) -> Diagnostic | None:
    """A document of a format this program does not know yet: nothing else is checked."""
    stated = yaml.value.get("schema_version") if isinstance(yaml.value, dict) else None
    known = get_current_format(kind)
    if type(stated) is not int or stated <= known:
        return None
    at = locate_path(yaml, ("schema_version",))
    return Diagnostic(
        "newer-format",
        at.line,
        at.column,
        Message("This document has format {stated}; this tool reads formats 1 to {known}.", stated=stated, known=known),
        Message("Update the tool."),
        field="schema_version",
        length=at.length,
    )


_EMPTY_FILE = Diagnostic(
    "unreadable-yaml",
    1,
    1,
    Message("The file is empty."),
    Message("Write the document, or delete the file."),
)
