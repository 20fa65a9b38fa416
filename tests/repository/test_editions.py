"""When a version was published and who touched it since, told from real histories."""

from collections.abc import Callable

import pytest

from boas.errors import IntegrityError
from boas.repository import Edition, list_editions, open_repository
from tests.git_registry import GitRegistry

FOLDER = "model_cards/algorithms/rule-one/versions/1.0.0/"
CARD = f"{FOLDER}card.yaml"


def told(repository: GitRegistry, frozen_from: str) -> dict[str, Edition]:
    """Editions at the last commit."""
    with open_repository(repository.path) as history:
        return list_editions(history.read_history_of(history.read_head()), frozen_from)


@pytest.fixture
def repository(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """A repository that does not hold the version yet."""
    made = git_registry()
    made.write("README.md", "first\n")
    made.commit("Begin")
    return made


def test_a_version_left_alone_has_its_publisher_and_no_touch(repository: GitRegistry) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.write(CARD, "one\n")
    published = repository.commit("Publish")
    repository.write("README.md", "second\n")
    repository.commit("Elsewhere")
    edition = told(repository, start)[FOLDER]
    assert (edition.publisher.commit, edition.touched) == (published, ())
    assert edition.files == {"card.yaml": repository.git("rev-parse", f"HEAD:{CARD}")}


def test_an_edit_after_publication_is_a_touch_and_the_edition_keeps_the_first_content(repository: GitRegistry) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.write(CARD, "one\n")
    repository.commit("Publish")
    first = repository.git("rev-parse", f"HEAD:{CARD}")
    repository.write(CARD, "two\n")
    edit = repository.commit("Edit")
    edition = told(repository, start)[FOLDER]
    assert edition.files == {"card.yaml": first}
    assert [change.commit for change in edition.touched] == [edit]


def test_before_the_freezing_commit_a_folder_may_move_freely(repository: GitRegistry) -> None:
    repository.write(CARD, "one\n")
    published = repository.commit("Set up")
    repository.write(CARD, "two\n")
    freezing = repository.commit("Freeze")
    edition = told(repository, freezing)[FOLDER]
    assert edition.touched == ()
    assert edition.publisher.commit == published
    assert edition.files == {"card.yaml": repository.git("rev-parse", f"HEAD:{CARD}")}


def test_a_file_added_to_a_published_folder_is_a_touch(repository: GitRegistry) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.write(CARD, "one\n")
    repository.commit("Publish")
    repository.write(f"{FOLDER}codelists/a.csv", "code\nI50\n")
    added = repository.commit("Add a list")
    assert [change.commit for change in told(repository, start)[FOLDER].touched] == [added]


def test_a_deleted_version_is_still_told(repository: GitRegistry) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.write(CARD, "one\n")
    repository.commit("Publish")
    repository.git("rm", "--quiet", CARD)
    gone = repository.commit("Delete")
    edition = told(repository, start)[FOLDER]
    assert list(edition.files) == ["card.yaml"]
    assert [change.commit for change in edition.touched] == [gone]


def test_a_version_deleted_before_the_freezing_commit_was_never_published(repository: GitRegistry) -> None:
    repository.write(CARD, "one\n")
    repository.commit("Set up")
    repository.git("rm", "--quiet", CARD)
    freezing = repository.commit("Think again")
    assert FOLDER not in told(repository, freezing)


def test_a_folder_without_its_card_is_not_published_until_the_card_comes(repository: GitRegistry) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.write(f"{FOLDER}method.fr.md", "Méthode\n")
    repository.commit("Prepare")
    repository.write(CARD, "one\n")
    published = repository.commit("Publish")
    edition = told(repository, start)[FOLDER]
    assert edition.publisher.commit == published
    assert set(edition.files) == {"card.yaml", "method.fr.md"}


def test_a_merge_publishes_on_the_main_line(repository: GitRegistry) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.git("switch", "--quiet", "--create", "proposal")
    repository.write(CARD, "draft\n")
    repository.commit("Draft")
    repository.write(CARD, "one\n")
    repository.commit("Mend")
    repository.git("switch", "--quiet", "main")
    repository.write("README.md", "moved on\n")
    repository.commit("Elsewhere")
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge the proposal", "proposal")
    edition = told(repository, start)[FOLDER]
    assert edition.publisher.commit == repository.git("rev-parse", "HEAD")
    assert edition.touched == ()


def test_a_freezing_commit_that_is_not_in_the_history_is_refused(repository: GitRegistry) -> None:
    with pytest.raises(IntegrityError, match="not in the history"):
        told(repository, "0" * 40)
