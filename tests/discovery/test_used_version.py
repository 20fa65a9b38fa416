"""Which version is in use: laws that hold for whatever files say."""

from hypothesis import given
from hypothesis import strategies as st

from boas.discovery import Dependency, PackageName, UsedVersion, merge_versions

TEXTS = st.sampled_from(["", "0.19.0", "0.20.0", ">=0.17", "main"]) | st.text(max_size=8)
DEPENDENCIES = st.builds(
    Dependency,
    packages=st.sampled_from([(PackageName("pypi", "edsnlp"),), (PackageName("boas", "edsnlp"),)]),
    version=TEXTS,
    range=TEXTS,
    commit=st.sampled_from(["", "ab" * 20, "cd" * 20]),
    is_locked=st.booleans(),
)


@given(st.lists(DEPENDENCIES, max_size=6).flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_))))
def test_the_order_of_files_does_not_matter(orders: tuple[list[Dependency], list[Dependency]]) -> None:
    assert merge_versions(orders[0]) == merge_versions(orders[1])


@given(st.lists(DEPENDENCIES, max_size=6))
def test_what_comes_out_is_on_one_line_and_was_said_by_a_file(found: list[Dependency]) -> None:
    used = merge_versions(found)
    texts = (used.version, used.upstream_version, used.upstream_range, used.upstream_commit)

    assert all(len(text) <= 200 and text.isprintable() and text == text.strip() for text in texts)
    assert not used.upstream_commit or used.upstream_commit in {one.commit for one in found}


@given(st.lists(DEPENDENCIES, max_size=6))
def test_saying_the_same_twice_changes_nothing(found: list[Dependency]) -> None:
    assert merge_versions(found + found) == merge_versions(found)


def test_a_lock_of_the_registry_wins_over_every_other_file() -> None:
    other = Dependency((PackageName("pypi", "edsnlp"),), version="0.20.0", is_locked=True)
    own = Dependency((PackageName("boas", "edsnlp"),), version="1.0.0", is_locked=True)

    assert merge_versions([other, own]) == UsedVersion(version="1.0.0")
