"""What a group of answers is made of is all that is read for it: no answer is kept that would be another one now."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

from boas.index._algorithms import build_algorithm_answers
from boas.index._answer_groups import fingerprint_algorithm, iter_answer_groups
from boas.index._composer import Composer
from boas.index._matrix import _build_matrix_row
from boas.index._proposed_pairs import list_beside
from boas.index._reuses import build_lineage
from boas.registry import Registry
from tests.git_registry import GitRegistry
from tests.index.conftest import picture
from tests.index.test_writer import CARD
from tests.shipped import shipped_copy

_Value = TypeVar("_Value")
STROKE = "avc-ait-pmsi"
FOLDER = f"model_cards/algorithms/{STROKE}"


class Told(dict[str, _Value]):
    """A mapping that tells each key that is asked for, and a walk as `*`."""

    def __init__(self, whole: Mapping[str, _Value], tell: Callable[[str], object]) -> None:
        """Take the mapping, and what is told."""
        super().__init__(whole)
        self.tell = tell

    def __getitem__(self, key: str) -> _Value:
        self.tell(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 -- as of any mapping
        """One value, when there is one."""
        self.tell(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.tell("*")
        return super().__iter__()

    def values(self) -> Any:  # noqa: ANN401 -- as above
        """All values."""
        self.tell("*")
        return super().values()

    def items(self) -> Any:  # noqa: ANN401 -- as above
        """All of it."""
        self.tell("*")
        return super().items()


@pytest.fixture(scope="module")
def shipped_registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    with picture(shipped_copy(tmp_path_factory.mktemp("shipped"))) as registry:
        yield registry


def test_answers_about_an_algorithm_read_no_other_but_through_what_their_group_is_made_of(
    shipped_registry: Registry,
) -> None:
    composer = Composer(shipped_registry)
    for entry in shipped_registry.algorithms.values():  # all that is worked out once for all, and goes into the digest
        fingerprint_algorithm(composer, entry)
        composer.get_assessment(entry)
    reads: set[str] = set()
    whole = shipped_registry
    composer.registry = replace(
        whole,
        algorithms=Told(whole.algorithms, lambda key: reads.add(f"algorithm {key}")),
        ledger=Told(whole.ledger, lambda key: reads.add(f"ledger {key}")),
        records=Told(whole.records, lambda key: reads.add(f"record {key}")),
        removals=Told(whole.removals, lambda key: reads.add(f"removal {key}")),
        history=replace(
            whole.history, last_changed=Told(whole.history.last_changed, lambda key: reads.add(f"change {key}"))
        ),
    )
    for entry in whole.algorithms.values():
        reads.clear()
        build_lineage(composer, entry)
        list_beside(composer, entry.id)
        through_neighbours = {read for read in reads if read.startswith("algorithm ")}
        reads.clear()
        composer.assessments.pop(entry.id)
        composer.rows[entry.id] = composer.build_row(entry)

        list(build_algorithm_answers(composer, entry))

        folder = FOLDER.replace(STROKE, entry.id)
        own = (f"algorithm {entry.id}", f"ledger {folder}/versions/", f"change {folder}/")
        assert {read for read in reads if not read.startswith(own)} <= through_neighbours, entry.id
    assert reads


def test_a_row_and_its_cells_of_the_matrix_read_no_other_algorithm(shipped_registry: Registry) -> None:
    reads: set[str] = set()
    whole = shipped_registry
    composer = Composer(
        replace(
            whole,
            algorithms=Told(whole.algorithms, lambda key: reads.add(f"algorithm {key}")),
            ledger=Told(whole.ledger, lambda key: reads.add(f"ledger {key}")),
            records=Told(whole.records, lambda key: reads.add(f"record {key}")),
            removals=Told(whole.removals, lambda key: reads.add(f"removal {key}")),
        )
    )
    for entry in whole.algorithms.values():
        reads.clear()

        _build_matrix_row(composer, composer.build_row(entry))

        own = (f"algorithm {entry.id}", f"ledger {FOLDER.replace(STROKE, entry.id)}/versions/")
        assert reads, entry.id
        assert [read for read in reads if not read.startswith(own)] == [], entry.id


@contextmanager
def made_of(repository: GitRegistry) -> Iterator[dict[str, str]]:
    """What each group is made of at the last commit."""
    with picture(repository) as registry:
        yield {group.name: group.made_of for group in iter_answer_groups(Composer(registry), ())}


CHANGES: dict[str, Callable[[GitRegistry], object]] = {
    "a card": lambda registry: registry.edit(CARD, "\n", "\n# seen\n"),
    "an organisation": lambda registry: registry.edit(
        next((registry.path / "model_cards/organisations").glob("*.yaml")).relative_to(registry.path).as_posix(),
        "\n",
        "\n# seen\n",
    ),
    "the settings": lambda registry: registry.edit("model_cards/registry.yaml", "\n", "\n# seen\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changes_moves_the_groups_that_may_say_it(
    shipped: GitRegistry, change: Callable[[GitRegistry], object]
) -> None:
    with made_of(shipped) as before:
        change(shipped)
        shipped.commit("Change")
        with made_of(shipped) as after:
            moved = {name for name in before if before[name] != after[name]}

    own = CARD.split("/")[2]
    if change is CHANGES["a card"]:
        assert f"algorithms/{own}" in moved
        assert len(moved) < len(before) / 4
    else:
        assert {name for name in moved if "/codes" not in name} == {
            name for name in before if name.startswith("algorithms/") and not name.endswith("/codes")
        }


def test_work_that_no_commit_holds_is_always_made(shipped_registry: Registry) -> None:
    shown = replace(shipped_registry, unpublished=SimpleNamespace(drafts=frozenset()))  # type: ignore[arg-type]
    composer = Composer(shown)

    assert {fingerprint_algorithm(composer, entry) for entry in shown.algorithms.values()} == {""}


def test_every_answer_is_in_one_group(shipped_registry: Registry) -> None:
    names = [path for group in iter_answer_groups(Composer(shipped_registry), ()) for path, _ in group.make()]

    assert len(names) == len(set(names))
    assert {"status", f"algorithms/{STROKE}", "ledger"} <= set(names)
