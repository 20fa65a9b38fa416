"""Pages of algorithms side by side: the same as the API answers, whole without a script, small whatever is compared."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from boas.api import PREFIX, create_api_app
from boas.index import AlgorithmComparison, Index, ProposedPairs, compare_algorithms, decode_answer
from boas.index._encoding import encode_answer
from boas.site import Settings, build, render_comparison
from tests.api.asking import ask
from tests.site.compared_registry import COPY, compared
from tests.site.conftest import OPENAPI, RULES
from tests.site.full_card import full
from tests.site.reading import heavy, n_nodes, row, words
from tests.site.small_registry import SmallRegistry, evidence_of
from tests.site.versioned_registry import index_of

Kind = TypeVar("Kind")
PAIR = f"{COPY}...exemple-regle"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of a registry whose rule has a copy."""
    folder = tmp_path_factory.mktemp("compared")
    with index_of(compared(folder / "registry"), folder / "index.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def built(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of that registry."""
    out = tmp_path_factory.mktemp("compared-site")
    build(index, RULES, OPENAPI, out, progress=lambda _done, _total: None)
    return out / "current"


def answer_of(index: Index, ids: str) -> AlgorithmComparison:
    """What the API answers."""
    return decode_answer(ask(create_api_app(lambda: index), f"{PREFIX}/compare?ids={ids}").body, AlgorithmComparison)


def test_every_proposed_pair_has_a_page_with_what_the_api_answers_beside_it(index: Index, built: Path) -> None:
    pairs = decode_answer(index.read_body("proposed_pairs") or b"", ProposedPairs).pairs
    api = create_api_app(lambda: index)

    assert PAIR in {one.id for one in pairs}
    for pair in pairs:
        told = ask(api, f"{PREFIX}/compare?ids={pair.id.replace('...', ',')}").body
        for language in ("fr", "en"):
            assert (built / f"{language}/compare/{pair.id}.html").is_file()
            assert (built / f"{language}/compare/{pair.id}.json").read_bytes() == told
            assert f'href="compare/{pair.id}.html"' in (built / language / "compare.html").read_text()


@pytest.mark.parametrize(("language", "share"), [("fr", "{:.1f} %"), ("en", "{:.1f}%")])
def test_a_page_tells_the_figures_of_the_answer(index: Index, built: Path, language: str, share: str) -> None:
    told = answer_of(index, PAIR.replace("...", ","))
    page = (built / f"{language}/compare/{PAIR}.html").read_text()
    said = words(page)
    figures = [figure for metric in told.metrics for own in metric.sets for figure in own.figures]

    assert len({one.algorithm for one in figures}) == 2
    for metric in told.metrics:
        for figure in (figure for own in metric.sets for figure in own.figures if metric.metric == "ppv"):
            value = share.format(100 * (figure.value or 0))
            assert (value.replace(".", ",") if language == "fr" else value) in said
            assert str(figure.n) in said
    for one in told.algorithms:
        assert one.version in said
        assert f'href="../algorithms/{one.id}.html"' in page


def test_what_differs_is_marked_and_what_is_the_same_can_be_left_out(index: Index) -> None:
    settings = Settings.from_status(index.read_body("status") or b"", index.languages)
    told = answer_of(index, "exemple-regle,exemple-score")
    page = render_comparison(told, "en", settings).decode()

    marked = set(re.findall(r'<tr(?: class="same")?><th scope="row">([^<]*?)(?: <span class="differs">|</th>)', page))
    differing = set(re.findall(r'<tr><th scope="row">([^<]*) <span class="differs">', page))
    same = set(re.findall(r'<tr class="same"><th scope="row">([^<]*)</th>', page))
    assert differing
    assert same
    assert marked >= differing | (same - {"Main figure"})
    assert 'href="#differences"' in page
    assert 'id="differences"' in page


def test_a_withdrawn_one_is_said_first_with_its_reason(index: Index) -> None:
    settings = Settings.from_status(index.read_body("status") or b"", index.languages)
    page = render_comparison(answer_of(index, "exemple-regle,exemple-score"), "fr", settings).decode()
    main = page[page.index("<main") :]

    assert main.index("notice strong") < main.index("<h1")
    assert "Retiré" in words(main[: main.index("<h1")])
    assert "Avis retrait." in words(main[: main.index("<h1")])


def test_what_may_not_be_compared_is_told_with_its_reason_and_on_no_common_axis(index: Index) -> None:
    settings = Settings.from_status(index.read_body("status") or b"", index.languages)
    page = render_comparison(answer_of(index, "exemple-regle,exemple-score"), "en", settings).decode()
    figures = page[page.index('id="figures"') : page.index("<footer")]

    assert "No figure of one may be compared with a figure of another." in words(page)
    assert "not comparable. " in words(figures)
    assert "<svg" not in figures.partition('id="groups"')[0]


def test_four_fit_on_a_page_and_each_says_what_it_does_not_give(index: Index) -> None:
    settings = Settings.from_status(index.read_body("status") or b"", index.languages)
    ids = "exemple-regle,exemple-score,exemple-ancien,exemple-copie"
    page = render_comparison(answer_of(index, ids), "en", settings)

    assert len(page) <= 100_000
    assert len(row(page.decode(), "Conditions")) == 5
    assert row(page.decode(), "Conditions")[2:4] == ["not given", "not given"]


def test_pages_of_pairs_are_small(built: Path, site: Path) -> None:
    pages = [*built.glob("*/compare*.html"), *built.glob("*/compare/*.html"), *site.glob("*/compare/*.html")]

    assert len(pages) > 6
    assert {page.name: page.stat().st_size for page in pages if page.stat().st_size > 100_000} == {}
    assert {name for name in heavy(built) if "/compare" in name} == set()


def test_groups_of_one_measured_by_group_stand_on_one_axis_and_the_other_is_said_not_to_be(site: Path) -> None:
    page = (site / "fr/compare/avc-ait-pmsi...exemple-complet.html").read_text()
    groups = page[page.index('id="groups"') :]

    assert 'role="img"' in groups
    assert "Non mesuré selon ce critère :" in words(groups)
    assert "AVC et AIT" in words(groups[groups.index("Non mesuré") :])


def test_a_card_leads_to_the_pairs_proposed_for_it(built: Path) -> None:
    card = (built / "fr/algorithms/exemple-copie.html").read_text()

    assert f'href="../compare/{PAIR}.html"' in card
    assert 'href="../compare.html?ids=exemple-copie"' in card
    assert 'href="compare.html"' in (built / "fr/index.html").read_text()
    assert 'href="compare.html"' in (built / "fr/algorithms.html").read_text()


def test_four_cards_that_fill_every_field_keep_to_the_size_of_a_page() -> None:
    told = {"": full(), "/evidence": evidence_of(full())["algorithms/exemple-complet/evidence"]}

    def read(path: str, kind: type[Kind]) -> Kind:
        name, _, beside = path.removeprefix("algorithms/").partition("/")
        body = encode_answer(told[f"/{beside}" if beside else ""])  # type: ignore[arg-type]
        return decode_answer(body.replace(b'"exemple-complet"', f'"{name}"'.encode()), kind)

    ids = [f"exemple-complet-{n}" for n in range(4)]
    registry = SmallRegistry(full())
    settings = Settings.from_status(registry.read_body("status") or b"", registry.languages)
    for shown in (ids, ids[:2]):
        page = render_comparison(compare_algorithms(read, shown), "fr", settings).decode()
        assert len(page.encode()) <= 100_000
        assert n_nodes(page) <= 1_500
