"""The law of the registry: what `check` accepts is published, every page and every answer of it, in both languages.

Whole registries are made from the types of the documents, see `tests.registry.generated`. `BOAS_LAW_EXAMPLES=2000`
tries as many as a release deserves.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from boas.api import create_api_app, render_openapi
from boas.checks import RULES
from boas.documents import DOCUMENTS, list_fields, load_vocabulary
from boas.index import Index, fill_index, open_index
from boas.registry import read_registry
from boas.reports import build_finding_fields
from boas.site import build, make_rule_page
from boas.tree import Tree
from tests.api.asking import ask
from tests.registry.generated import Draft, make, mended, past_of

EXAMPLES = int(os.environ.get("BOAS_LAW_EXAMPLES", "25"))
RULE_PAGES = tuple(map(make_rule_page, RULES.values()))
OPENAPI = json.loads(render_openapi())
DENSITIES = (0.0, 0.1, 0.3, 0.6, 1.0)
SEEDS = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all registries: pages that are the same for all are rendered once."""
    return tmp_path_factory.mktemp("law")


asked: list[Index] = []
"""The index that the application answers from now."""
app = create_api_app(lambda: asked[-1])
tried: Counter[str] = Counter()


@settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(seed=SEEDS, density=st.sampled_from(DENSITIES))
def test_what_check_accepts_is_published(folder: Path, seed: int, density: float) -> None:
    tree, is_accepted = mended(make(seed, density))
    tried["accepted" if is_accepted else "refused"] += 1
    if is_accepted:
        publish(tree, folder)


def publish(tree: Tree, folder: Path) -> None:
    """Fill an index, render every page in both languages, and ask for every answer."""
    registry = read_registry(tree, past_of(tree))
    fill_index(registry, folder / "index.sqlite", [build_finding_fields(one) for one in registry.findings])
    with closing(open_index(folder / "index.sqlite")) as index:
        built = build(index, RULE_PAGES, OPENAPI, folder / "site", progress=lambda _done, _total: None)
        assert built.release
        asked.clear()
        asked.append(index)
        for address in addresses(index):
            answer = ask(app, address)
            assert answer.status == 200, (address, answer.body[:300])


def addresses(index: Index) -> Iterator[str]:
    """Every answer there is, and searches that find everything."""
    for path, _ in index.list_keys():
        if path.startswith(("algorithms/", "organisations/", "data_sources/")) or "/" not in path:
            yield f"/api/v1/{quote(path)}"
    for query in ("", "?limit=1", "?q=exemple", "?sort=level", "?status=withdrawn", "?text_language=fr"):
        yield f"/api/v1/algorithms{query}"


def test_at_least_half_of_the_registries_are_accepted() -> None:
    assert tried.total() >= EXAMPLES
    assert tried["accepted"] * 2 >= tried.total()


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    """Many registries, made and not looked at further."""
    return [make(seed, density) for seed in range(60) for density in DENSITIES]


def test_every_part_of_every_document_is_there_in_some_registries_and_missing_from_others(drafts: list[Draft]) -> None:
    seen = {one for draft in drafts for one in draft.seen}
    models = {field.model for kind in DOCUMENTS for field in list_fields(kind)}
    lacking = [
        (model.__name__, name, state)
        for model in models
        for name, info in model.model_fields.items()
        for state in ("there", *(() if info.is_required() else ("missing",)))
        if (model.__name__, name, state) not in seen
    ]

    assert lacking == []


def test_every_term_of_every_vocabulary_that_a_document_uses_is_used(drafts: list[Draft]) -> None:
    used: dict[str, set[str]] = {}
    for draft in drafts:
        for name, sort, term in draft.seen:
            if sort == "list":
                used.setdefault(name, set()).add(term)

    assert len(used) > 30
    lacking = {name: set(load_vocabulary(name).terms) - terms for name, terms in used.items()}
    assert {name for name, terms in lacking.items() if terms} <= {"languages"}  # there are more than registries here
