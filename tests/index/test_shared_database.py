"""An index shared in a real PostgreSQL: what is pulled is what was filled, whole, whoever else fills and reads."""

import shutil
import threading
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from boas.errors import MachineError, UsageError
from boas.index import AlgorithmQuery, CopyResult, open_index, pull_index, push_index, read_shared_seal
from tests.index.conftest import fill_changed
from tests.index.test_writer import dump, edit
from tests.postgresql import PostgreSQL
from tests.shipped import shipped_copy


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Index files of two commits of the shipped registry: the second has another title, and one algorithm less."""
    folder = tmp_path_factory.mktemp("filled")
    registry = shipped_copy(folder / "registry")
    fill_changed(registry, folder / "one.sqlite")
    shutil.copy(folder / "one.sqlite", folder / "two.sqlite")
    shutil.rmtree(registry.path / "model_cards/algorithms/zimm")
    edit(registry, "model_cards/registry.yaml", "fr: ", "fr: \u2265 2 \U0001f3e5 ß ẞ İ \u0131 ")
    fill_changed(registry, folder / "two.sqlite")
    return folder / "one.sqlite", folder / "two.sqlite"


@pytest.fixture
def url(postgresql: PostgreSQL, request: pytest.FixtureRequest) -> str:
    """An empty database."""
    return postgresql.create_database(f"t{abs(hash(request.node.nodeid))}")


def execute(url: str, statement: str) -> None:
    """Change something behind the program's back."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(statement)


def test_what_comes_from_the_database_is_what_was_filled(url: str, filled: tuple[Path, Path], tmp_path: Path) -> None:
    pushed = push_index(filled[0], url)
    pulled = pull_index(url, tmp_path / "pulled.sqlite")

    assert pushed == pulled
    assert pushed.removed == 0
    assert sorted(dump(tmp_path / "pulled.sqlite")) == sorted(dump(filled[0]))


def test_only_what_differs_travels_and_nothing_when_nothing_does(
    url: str, filled: tuple[Path, Path], tmp_path: Path
) -> None:
    whole = push_index(filled[0], url)
    pull_index(url, tmp_path / "pulled.sqlite")
    assert push_index(filled[0], url) == CopyResult(0, 0)
    assert pull_index(url, tmp_path / "pulled.sqlite") == CopyResult(0, 0)

    pushed = push_index(filled[1], url)
    pulled = pull_index(url, tmp_path / "pulled.sqlite")
    assert pushed == pulled
    assert pushed.removed > 0
    assert pushed.written * 4 < whole.written
    assert sorted(dump(tmp_path / "pulled.sqlite")) == sorted(dump(filled[1]))


@pytest.mark.parametrize("query", [AlgorithmQuery(limit=100), AlgorithmQuery("avc", sort="-name"), AlgorithmQuery("ß")])
def test_lists_and_search_do_not_depend_on_how_the_database_compares_texts(
    url: str, filled: tuple[Path, Path], tmp_path: Path, query: AlgorithmQuery
) -> None:
    push_index(filled[1], url)
    pull_index(url, tmp_path / "pulled.sqlite")
    with closing(open_index(filled[1])) as own, closing(open_index(tmp_path / "pulled.sqlite")) as other:
        assert own.list_algorithms(query) == other.list_algorithms(query)


def test_whoever_pulls_while_others_fill_gets_one_filling_whole(
    url: str, filled: tuple[Path, Path], tmp_path: Path
) -> None:
    push_index(filled[0], url)
    seals = {read_seal(path) for path in filled}
    failed: list[BaseException] = []

    def fill(first: int) -> None:
        try:
            for turn in range(4):
                push_index(filled[(first + turn) % 2], url)
        except BaseException as error:  # noqa: BLE001 -- looked at below
            failed.append(error)

    threads = [threading.Thread(target=fill, args=(first,)) for first in (0, 1)]
    for one in threads:
        one.start()
    seen = set()
    while any(one.is_alive() for one in threads):
        pull_index(url, tmp_path / "pulled.sqlite")  # which proves that all rows are those of one filling
        seen.add(read_seal(tmp_path / "pulled.sqlite"))
    for one in threads:
        one.join()

    assert failed == []
    assert seen <= seals
    assert read_shared_seal(url) in seals


def read_seal(path: Path) -> str:
    """What names a filling."""
    line = next(line for line in dump(path) if line.startswith('INSERT INTO "filled"'))
    return line.rstrip(");").rsplit(",", 1)[1].strip("'")


def test_a_database_that_was_damaged_is_not_answered_from_until_it_is_filled_anew(
    url: str, filled: tuple[Path, Path], tmp_path: Path
) -> None:
    push_index(filled[0], url)
    execute(url, "UPDATE stored SET body = '{}' WHERE path = 'status'")
    with pytest.raises(MachineError, match="damaged"):
        pull_index(url, tmp_path / "pulled.sqlite")
    push_index(filled[0], url, anew=True)
    pull_index(url, tmp_path / "pulled.sqlite")

    assert sorted(dump(tmp_path / "pulled.sqlite")) == sorted(dump(filled[0]))


def test_what_another_program_filled_is_made_anew_and_not_read(
    url: str, filled: tuple[Path, Path], tmp_path: Path
) -> None:
    execute(url, "CREATE TABLE filled (recipe text, seal text); INSERT INTO filled VALUES ('0 other', 'x')")
    assert read_shared_seal(url) == ""
    with pytest.raises(MachineError, match="no index"):
        pull_index(url, tmp_path / "pulled.sqlite")
    push_index(filled[0], url)
    pull_index(url, tmp_path / "pulled.sqlite")

    assert sorted(dump(tmp_path / "pulled.sqlite")) == sorted(dump(filled[0]))


@pytest.mark.parametrize(
    "url", ["", "no url", "sqlite:///index.sqlite", "mysql://db/boas", "postgresql+none://db/boas"]
)
def test_a_url_of_no_database_that_is_known_is_refused(filled: tuple[Path, Path], url: str) -> None:
    with pytest.raises(UsageError):
        push_index(filled[0], url)


def test_a_database_that_is_away_is_named_without_its_password(filled: tuple[Path, Path]) -> None:
    with pytest.raises(MachineError, match="cannot be used") as refused:
        push_index(filled[0], "postgresql+psycopg://boas:s3cret@127.0.0.1:1/boas")
    assert "s3cret" not in str(refused.value)
    assert "127.0.0.1" in str(refused.value)
