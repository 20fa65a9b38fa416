"""The small registry built once: most tests only read what was written."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.index import Index, open_index
from boas.site import BuildResult, RulePage, build
from tests.bilingual import Bilingual
from tests.shipped import make_shipped_index
from tests.site.full_card import full
from tests.site.small_registry import SmallRegistry, sparse, stroke
from tests.site.versioned_registry import grown, index_of
from tests.tracing import untraced

RULES = (
    RulePage(
        "missing-denominator",
        "evidence",
        "warning",
        Bilingual("Un chiffre dit sur combien il porte.", "A figure says out of how many."),
        Bilingual("Sans effectif, on ne sait pas ce qu’il vaut.", "Without n nobody knows what it is worth."),
        Bilingual("Ajoutez `n`.", "Add `n`."),
    ),
)
OPENAPI = {"paths": {"/api/v1/algorithms": {"get": {"summary": "Search", "parameters": [{"name": "q"}]}}}}


@pytest.fixture
def build_site(tmp_path: Path) -> Callable[..., BuildResult]:
    """Builds a registry under the test's own folder, as often as wanted."""

    def made(
        answers: SmallRegistry,
        out: Path = tmp_path / "site",
        rules: tuple[RulePage, ...] = RULES,
        *,
        only_touched: bool = False,
        anew: bool = False,
    ) -> BuildResult:
        return build(
            answers,
            rules,
            OPENAPI,
            out,
            progress=lambda _done, _total: None,
            only_touched=only_touched,
            anew=anew,
        )

    return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of a rich, a sparse and a full card."""
    out = tmp_path_factory.mktemp("site")
    build(SmallRegistry(stroke(), sparse(), full()), RULES, OPENAPI, out, progress=lambda _done, _total: None)
    return out / "current"


@pytest.fixture(scope="session")
def versioned_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the registry with versions, notices and a withdrawal."""
    folder = tmp_path_factory.mktemp("versioned")
    with index_of(grown(folder / "registry"), folder / "index.sqlite") as index:
        yield index


@pytest.fixture(scope="session")
def versioned(versioned_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of that registry."""
    out = tmp_path_factory.mktemp("versioned-site")
    build(versioned_index, RULES, OPENAPI, out, progress=lambda _done, _total: None)
    return out / "current"


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the shipped registry."""
    out = tmp_path_factory.mktemp("shipped-site")
    with untraced(), closing(open_index(make_shipped_index())) as index:
        build(index, RULES, OPENAPI, out, progress=lambda _done, _total: None)
    return out / "current"
