"""A collection that records what is read of it: what a finding rests on, and by what it can be known to hold still.

A read is a tuple of texts: `file` and a path for a content, `below` and the beginning of paths for all contents
there, or the name of a question and what it was asked about.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from boas.checks._questions import QUESTIONS, get_day, has_file, list_paths, list_places, list_versions
from boas.documents import (
    Directory,
    RegistryPath,
    build_algorithm_folder,
    build_organisation_path,
    find_algorithm,
)
from boas.parsing import CacheEntry, Collection, Document, Question
from boas.tree import File, Tree

Read = tuple[str, ...]
_Answer = TypeVar("_Answer")
_Value = TypeVar("_Value")
_ORGANISATIONS = build_organisation_path("").rpartition("/")[0] + "/"


class _RecordedMapping(Mapping[str, _Value]):
    """A mapping that says which key is asked for, and when all of it is walked through."""

    def __init__(
        self, whole: Mapping[str, _Value], note: Callable[[str], object], note_all: Callable[[], object]
    ) -> None:
        """Take the mapping itself, what is told each key, and what is told of a walk."""
        self._whole, self._note, self._note_all = whole, note, note_all

    def __getitem__(self, key: str) -> _Value:
        """One value."""
        self._note(key)
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        """Every key."""
        self._note_all()
        return iter(self._whole)

    def __len__(self) -> int:
        """How many there are."""
        self._note_all()
        return len(self._whole)


class _RecordedFiles(_RecordedMapping[File]):
    """The same for files, of which it is often asked only whether there is one."""

    def __init__(self, whole: Mapping[str, File], recorder: "RecordedCollection") -> None:
        """Take the files, and who records."""
        super().__init__(whole, recorder.note_file, recorder.note_all)
        self._recorder = recorder

    def __contains__(self, path: object) -> bool:
        """Whether there is a file at a path."""
        return isinstance(path, str) and self._recorder.ask(has_file, path)


class RecordedCollection(Collection):
    """A view of a whole collection that rules cannot tell from it."""

    def __init__(self, whole: Collection) -> None:
        """Take the whole collection, of which nothing was read yet."""
        self._keep("whole", whole)
        self._keep("reads", {})
        self._keep("_computed", {})
        self._keep("tree", Tree(_RecordedFiles(whole.tree.files, self), self._read, whole.tree.commit))
        self._keep("documents", _RecordedMapping(whole.documents, self.note_file, self.note_all))
        for name in ("cache", "least_count", "languages", "releases"):
            self._keep(name, getattr(whole, name))
        self._keep("known_people", {})  # what an earlier run left answers questions, and no rule

    whole: Collection
    reads: dict[Read, None]
    """What was read since somebody last emptied it."""
    _computed: dict[tuple[str, ...], tuple[Any, dict[Read, None]]]

    def _keep(self, name: str, value: object) -> None:
        """Set a field once."""
        object.__setattr__(self, name, value)

    def _note(self, *read: str) -> None:
        """Record one read."""
        self.reads[read] = None

    def note_file(self, path: str) -> None:
        """Record that the content of a file was read, or missed."""
        self._note("file", path)

    def note_below(self, start: str) -> None:
        """Record that all contents were read whose paths begin so."""
        self._note("below", start)

    def note_all(self) -> None:
        """Record that everything was read."""
        self._note("below", "")

    def start(self) -> None:
        """Record anew."""
        self._keep("reads", {})

    def close(self) -> None:
        """Let go of the whole collection: views name their recorder, which names them, and so nobody would."""
        vars(self).clear()

    def _read(self, file: File) -> bytes:
        """The bytes of a file."""
        self.note_file(file.path)
        return self.whole.tree.read(file)

    @property
    def as_of(self) -> str:
        """The reference day; whoever reads it depends on the very day."""
        return self.ask(get_day)

    @property
    def memo(self) -> dict[object, Any]:
        """What is kept without saying what it was made of rests on everything."""
        self.note_all()
        return self.whole.memo

    @property
    def results(self) -> dict[tuple[str, str], CacheEntry]:
        """Cache entries, which rules only write."""
        return self.whole.results

    @property
    def places(self) -> Mapping[str, tuple[RegistryPath, ...]]:
        """What every path says, by kind of file."""
        return _RecordedMapping(self.whole.places, lambda kind: self.ask(list_places, kind), self.note_all)

    @property
    def versions(self) -> Mapping[str, tuple[str, ...]]:
        """Versions by algorithm."""
        return _RecordedMapping(self.whole.versions, lambda own: self.ask(list_versions, own), self.note_all)

    @property
    def algorithms(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by algorithm."""
        return _RecordedMapping(
            self.whole.algorithms, lambda own: self.note_below(build_algorithm_folder(own)), self.note_all
        )

    @property
    def contents(self) -> Mapping[str, tuple[File, ...]]:
        """Files by version's folder."""
        return _RecordedMapping(self.whole.contents, self.note_below, self.note_all)

    @property
    def folders(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by version's folder."""
        return _RecordedMapping(self.whole.folders, self.note_below, self.note_all)

    @property
    def organisations(self) -> Directory:
        """Every organisation, by id."""
        self.note_below(_ORGANISATIONS)
        return self.whole.organisations

    def list_paths(self, start: str) -> tuple[str, ...]:
        """Paths that begin with a text, sorted."""
        return tuple(self.ask(list_paths, start))

    def load(self, path: str) -> Document | None:
        """The document at a path."""
        self.note_file(path)
        return self.whole.load(path)

    def ask(self, question: Question[_Answer], *about: str) -> _Answer:
        """The answer of the whole collection; raises `KeyError` for a function that is no question."""
        if QUESTIONS[question.__name__] is not question:
            raise KeyError(question.__name__)
        self._note(question.__name__, *about)
        return question(self.whole, *about)

    def compute_once(self, key: tuple[str, ...], work: Callable[[], _Answer]) -> _Answer:
        """What some work gives; whoever gets it later has read what the work read."""
        if key not in self._computed:
            before = self.reads
            self.start()
            try:
                found = work()
                self._computed[key] = found, self.reads
            finally:
                self._keep("reads", before)
        answer, reads = self._computed[key]
        self.reads.update(reads)
        known: _Answer = answer
        return known


def find_part(path: str) -> str:
    """What is checked as one, of which a path is a part: the folder of an algorithm, or the file itself."""
    algorithm = find_algorithm(path)
    return build_algorithm_folder(algorithm) if algorithm else path
