"""What versions come from, what comes from them, and the notices that follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from boas.registry import Registry, list_inherited_notices, list_lineage_links, map_children, read_registry
from boas.repository import open_repository
from tests.registry.proving import RULE, Proving, dumped
from tests.registry.test_reuses import NOTICE

SCORE, MODEL = "exemple-score", "exemple-modele"


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    """A registry with a rule and a score."""
    return Proving(tmp_path / "registry")


@contextmanager
def snapshot(proving: Proving) -> Iterator[Registry]:
    """The registry once everything is committed."""
    proving.settle()
    with open_repository(proving.path) as history:
        commit = history.read_head()
        yield read_registry(history.read_tree_of(commit), history.read_history_of(commit))


def descend(proving: Proving, child: str, *ancestors: dict[str, Any]) -> None:
    """Let a version of an algorithm name what it comes from."""
    path = f"model_cards/algorithms/{child}/versions/1.0.0/card.yaml"
    text = (proving.path / path).read_text().partition("\nlineage:")[0].rstrip("\n")
    proving.write(path, f"{text}\n{dumped({'lineage': list(ancestors)})}")


def copy_score(proving: Proving, name: str) -> None:
    """Another algorithm like the score."""
    for file in ("algorithm.yaml", "versions/1.0.0/card.yaml"):
        text = (proving.path / f"model_cards/algorithms/{SCORE}/{file}").read_text()
        proving.write(f"model_cards/algorithms/{name}/{file}", text.replace(f"id: {SCORE}", f"id: {name}"))


def test_a_link_is_seen_from_both_sides(proving: Proving) -> None:
    descend(proving, SCORE, {"id": "exemple-regle", "version": "1.0.0", "relation": "depends-on"})

    with snapshot(proving) as registry:
        entry = registry.algorithms[SCORE]
        (link,) = list_lineage_links(registry, entry, entry.latest)
        children = map_children(registry)

    assert (link.parent, link.version, link.relation) == ("exemple-regle", "1.0.0", "depends-on")
    assert children == {"exemple-regle": (link,)}


def test_an_upstream_version_leads_to_the_registry_version_of_that_label(proving: Proving) -> None:
    proving.write_card(proving.card() | {"upstream_version": "v0.19.0 (2025-10-05)"})
    descend(proving, SCORE, {"id": "exemple-regle", "upstream": {"version": "0.19.0"}, "relation": "depends-on"})

    with snapshot(proving) as registry:
        entry = registry.algorithms[SCORE]
        assert [link.version for link in list_lineage_links(registry, entry, entry.latest)] == ["1.0.0"]


def test_an_ancestor_from_elsewhere_is_kept_and_leads_nowhere(proving: Proving) -> None:
    descend(proving, SCORE, {"url": "https://forge.example.org/ailleurs", "relation": "based-on-publication"})

    with snapshot(proving) as registry:
        entry = registry.algorithms[SCORE]
        (link,) = list_lineage_links(registry, entry, entry.latest)
        assert (link.parent, link.url) == ("", "https://forge.example.org/ailleurs")
        assert map_children(registry) == {}


RELATIONS = ["new-version", "adaptation", "reimplementation", "translation", "fine-tune"]
RELATIONS += ["depends-on", "part-of", "based-on-publication"]


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_notice_reaches_whatever_names_what_it_is_about(relation: str, proving: Proving) -> None:
    proving.write(f"{RULE}/notices/alerte.yaml", dumped(NOTICE))
    descend(proving, SCORE, {"id": "exemple-regle", "version": "1.0.0", "relation": relation})

    assert inherited(proving, SCORE) == {
        "alerte": (("exemple-regle",), True),
        "exemple-erratum": (("exemple-regle",), True),
    }


def inherited(proving: Proving, name: str) -> dict[str, tuple[tuple[str, ...], bool]]:
    """By id, notices that reach the latest version of an algorithm, with their path and whether they are certain."""
    with snapshot(proving) as registry:
        entry = registry.algorithms[name]
        found = list_inherited_notices(registry, entry, entry.latest)
        return {one.document.location.id: (one.path, one.is_certain) for one in found}


def test_a_notice_comes_through_every_step_and_names_them(proving: Proving) -> None:
    copy_score(proving, "exemple-milieu")
    descend(proving, SCORE, {"id": "exemple-milieu", "version": "1.0.0", "relation": "part-of"})
    descend(proving, "exemple-milieu", {"id": "exemple-regle", "version": "1.0.0", "relation": "depends-on"})

    assert inherited(proving, SCORE) == {"exemple-erratum": (("exemple-milieu", "exemple-regle"), True)}


def test_a_notice_about_another_version_does_not_reach(proving: Proving) -> None:
    proving.write(f"{RULE}/notices/alerte.yaml", dumped(NOTICE | {"versions": ">=1.0.1"}))
    descend(proving, SCORE, {"id": "exemple-regle", "version": "1.0.0", "relation": "adaptation"})

    assert "alerte" not in inherited(proving, SCORE)


def test_where_no_version_is_named_any_notice_may_be_about_it(proving: Proving) -> None:
    descend(proving, SCORE, {"id": "exemple-regle", "upstream": {"range": ">=0.17.0"}, "relation": "depends-on"})

    assert inherited(proving, SCORE) == {"exemple-erratum": (("exemple-regle",), False)}


def test_a_circle_is_walked_once(proving: Proving) -> None:
    descend(proving, SCORE, {"id": "exemple-regle", "version": "1.0.0", "relation": "depends-on"})
    descend(proving, "exemple-regle", {"id": SCORE, "version": "1.0.0", "relation": "depends-on"})

    assert inherited(proving, SCORE) == {"exemple-erratum": (("exemple-regle",), True)}
    assert inherited(proving, "exemple-regle") == {}
