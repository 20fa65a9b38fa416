"""What charts are drawn from: counts of all evidence that add up, of what may be used alone."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import accumulate

import pytest

from boas.api import PREFIX, create_api_app
from boas.index import (
    DomainFigures,
    EvidenceAnswer,
    EvidenceOverview,
    Index,
    decode_answer,
    format_domain_csv,
    format_measured_csv,
    format_years_csv,
)
from tests.api.asking import ask
from tests.git_registry import GitRegistry
from tests.site.compared_registry import COPY, compared
from tests.site.versioned_registry import RULE, index_of


def redate(registry: GitRegistry, algorithm: str, date: str) -> None:
    """Give the evaluations of an algorithm another date."""
    for file in (registry.path / RULE).with_name(algorithm).rglob("evaluation.yaml"):
        lines = [f"date: {date}" if line.startswith("date:") else line for line in file.read_text().splitlines()]
        file.write_text("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A registry whose rule was measured in 2021, its copy over 2022 to 2024, and whose score was withdrawn."""
    folder = tmp_path_factory.mktemp("drawn")
    registry = compared(folder / "registry")
    redate(registry, "exemple-regle", "2021-05")
    redate(registry, COPY, "2022/2024")
    registry.commit("Date the evaluations")
    with index_of(registry, folder / "index.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def overview(index: Index) -> EvidenceOverview:
    """All evidence."""
    return decode_answer(index.read_body("figures") or b"", EvidenceOverview)


def test_years_follow_one_another_and_add_up(overview: EvidenceOverview) -> None:
    assert [one.year for one in overview.years] == [2021, 2022, 2023, 2024]
    assert [one.total for one in overview.years] == list(accumulate(one.n for one in overview.years))
    assert overview.years[-1].total + overview.n_undated == overview.n_evaluations
    assert overview.years[1].n == overview.years[2].n == 0


def test_what_was_withdrawn_is_left_out(index: Index, overview: EvidenceOverview) -> None:
    told = [
        decode_answer(index.read_body(f"algorithms/{name}/evidence") or b"", EvidenceAnswer)
        for name in ("exemple-regle", COPY)
    ]

    assert overview.n_algorithms == 2
    assert overview.n_evaluations == sum(len(one.evaluations) for one in told)
    assert {one.id for one in overview.algorithms} == {"exemple-regle", COPY}


def test_every_algorithm_is_counted_once_for_each_dimension(overview: EvidenceOverview) -> None:
    for one in overview.dimensions:
        assert one.measured + one.excused + one.silent == len(overview.algorithms)
        assert one.measured == sum(one.dimension in row.measured for row in overview.algorithms)
        assert one.excused == sum(one.dimension in row.excused for row in overview.algorithms)
    assert any(one.measured for one in overview.dimensions)


def test_figures_of_a_domain_are_those_of_the_algorithms_about_it(index: Index, overview: EvidenceOverview) -> None:
    assert overview.domains
    for total in overview.domains:
        told = decode_answer(index.read_body(f"figures/{total.domain}") or b"", DomainFigures)
        assert (total.n_figures, total.n_measured) == (len(told.figures), told.n_measured)
        assert {one.figure.algorithm for one in told.figures} == {"exemple-regle", COPY}
        assert not {"flagged", "prevalence", "flag-rate"} & {one.metric for one in told.figures}
        assert all(one.figure.value is not None or one.figure.as_printed for one in told.figures)


def test_tables_have_a_row_for_each_thing_drawn(index: Index, overview: EvidenceOverview) -> None:
    body, domain = index.read_body("figures") or b"", overview.domains[0]
    own = index.read_body(f"figures/{domain.domain}") or b""

    def read(table: bytes) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(table.decode())))

    assert [row["year"] for row in read(format_years_csv(body, ("fr", "en")))] == ["2021", "2022", "2023", "2024"]
    measured = read(format_measured_csv(body, ("fr", "en")))
    assert {row["id"]: row["measured"].split() for row in measured} == {
        one.id: list(one.measured) for one in overview.algorithms
    }
    figures = read(format_domain_csv(own, ("fr", "en")))
    assert len(figures) == domain.n_figures
    assert {row["figure_algorithm"] for row in figures} == {"exemple-regle", COPY}


def test_the_api_gives_what_is_drawn_and_names_near_domains(index: Index, overview: EvidenceOverview) -> None:
    api, domain = create_api_app(lambda: index), overview.domains[0].domain

    assert ask(api, f"{PREFIX}/figures").body == index.read_body("figures")
    assert ask(api, f"{PREFIX}/figures/{domain}").body == index.read_body(f"figures/{domain}")
    unknown = ask(api, f"{PREFIX}/figures/{domain[:-1]}")
    assert (unknown.status, unknown.json()["near"]) == (404, [domain])
