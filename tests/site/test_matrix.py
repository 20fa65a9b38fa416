"""The audit matrix: every algorithm against every check, examples apart, a letter and a word in each cell."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from boas.documents import load_vocabulary
from boas.index import AuditMatrix, NoticeMark, decode_answer
from boas.index._records import Named
from boas.index._row_answers import AlgorithmRow
from boas.site import BuildResult
from boas.site._matrix import MATRIX_ROWS, ORDERS, build_matrix_content, count_pages
from boas.site._matrix_jobs import build_matrix_path
from tests.site.reading import MOST_NODES, n_nodes, page, row, rows, words
from tests.site.small_evidence import matrix
from tests.site.small_facts import SPARSE, both
from tests.site.small_registry import SmallRegistry, encoded, row_of

MATRIX = "fr/audit_matrix.html"
CNAM = Named("cnam", both("Caisse nationale", "Caisse nationale"))
APHP = Named("aphp", both("Assistance publique", "Assistance publique"))
Json = dict[str, Any]
CHECKS = [words.in_("fr") for words in load_vocabulary("audit_checks").terms.values()]


def test_rows_are_algorithms_and_columns_are_checks(site: Path) -> None:
    written = page(site, MATRIX)

    assert rows(written)[0] == ["Algorithme", *CHECKS]
    found = row(written, "AVC et AIT hospitalisés (PMSI)")
    assert found[1:5] == [
        "O oui 4 sur 8 champs",
        "P en partie 4 sur 8 champs",
        "N non 4 sur 8 champs",
        "s.o. 4 sur 8 champs",
    ]
    assert len(found) == len(CHECKS) + 1


def test_headers_name_their_row_or_column(site: Path) -> None:
    table = re.search(r'<table class="matrix".*?</table>', page(site, MATRIX), re.DOTALL)

    assert table
    assert table[0].count('<th role="columnheader" scope="col">') == len(CHECKS) + 1
    assert table[0].count('<th role="rowheader" scope="row">') == 1 + 2  # totals, two algorithms


def test_worked_examples_stand_apart_and_no_total_counts_them(site: Path) -> None:
    written = page(site, MATRIX)
    before, _, after = written.partition('<h2 id="examples">')

    assert "Exemple complet" not in words(before)
    assert row(after, "Exemple complet")
    assert row(written, "Total : oui")[1:3] == ["1 sur 2", "0 sur 2"]
    assert "Fiche complète 1 sur 2" in words(before)


def test_a_link_leads_past_the_table(site: Path) -> None:
    written = page(site, MATRIX)

    assert (
        written.index('href="#past-matrix"')
        < written.index('<table class="matrix"')
        < written.index('id="past-matrix"')
    )


def test_the_main_menu_leads_to_it_from_everywhere(site: Path) -> None:
    for language, word in (("fr", "Audit"), ("en", "Audit")):
        for path in (site / language).rglob("*.html"):
            menu = re.search(r'<nav class="menu".*?</nav>', path.read_text(encoding="utf-8"), re.DOTALL)
            assert menu, path
            assert re.search(rf'audit_matrix\.html"(?: aria-current="(?:page|true)")?>{word}</a>', menu[0]), path


def test_the_table_is_a_file_too(site: Path) -> None:
    lines = list(csv.DictReader(StringIO(page(site, "fr/audit_matrix.csv"))))

    assert [line["worked_example"] for line in lines] == ["no", "yes", "no"]
    assert lines[0]["documented"] == "yes"
    assert (site / "en/audit_matrix.csv").read_bytes() == (site / "fr/audit_matrix.csv").read_bytes()


def choice_links(html: str) -> list[str]:
    """Where the answers of each check lead, on the page that counts them."""
    totals = re.search(r'<ul class="check-totals">.*?</ul>', html, re.DOTALL)
    assert totals
    return re.findall(r'href="([^"]+)"', totals[0])


def test_a_cell_leads_to_what_it_rests_on_and_one_that_found_nothing_leads_nowhere(site: Path) -> None:
    found = re.search(r"<tr[^>]*><th[^>]*><a [^>]*>AVC et AIT.*?</tr>", page(site, MATRIX), re.DOTALL)
    assert found
    cells = re.findall(r"<td.*?</td>", found[0], re.DOTALL)

    links = [re.findall(r'href="([^"]+)"', cell) for cell in cells]
    assert links[0] == ["algorithms/avc-ait-pmsi.html#completeness"]
    assert links[1] == ["algorithms/avc-ait-pmsi/evidence.html"]
    assert all(bool(href) != ("check-not-applicable" in cell) for href, cell in zip(links, cells, strict=True))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_answer_of_each_check_is_a_page_of_its_algorithms_with_their_data(site: Path, language: str) -> None:
    answer = decode_answer((site / language / "audit_matrix.json").read_bytes(), AuditMatrix)

    for href in choice_links(page(site, f"{language}/audit_matrix.html")):
        _, check, said = href.removesuffix(".html").split("/")
        ids = [one.id for one in answer.rows if one.cells[check].answer == said]
        written = page(site, f"{language}/{href}")
        twin = decode_answer((site / language / href).with_suffix(".json").read_bytes(), AuditMatrix)
        table = csv.DictReader(StringIO((site / language / href).with_suffix(".csv").read_text()))
        assert ids
        assert sorted(ids) == sorted(one.id for one in twin.rows) == sorted(line["id"] for line in table)
        assert all(f'href="../../algorithms/{name}.html"' in written for name in ids if name != "sans-fiche")


def test_what_was_withdrawn_stands_apart_with_its_reason_among_those_of_which_a_check_says_the_same(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    mark = NoticeMark("n", "withdrawn", "safety", "2026-02-03", both("Faux.", "Wrong."))
    answer = answered(
        row_of(SPARSE | {"id": "alpha"}),
        replace(row_of(SPARSE | {"id": "beta"}), status="withdrawn", notices=(mark,)),
    )
    cells = answer.rows[0].cells
    registry = SmallRegistry()
    registry.bodies["audit_matrix"] = encoded(replace(answer, rows=tuple(replace(x, cells=cells) for x in answer.rows)))
    build_site(registry)

    url = f"fr/audit_matrix/bias-audit/{cells['bias-audit'].answer}.html"
    usable, _, withdrawn = page(tmp_path / "site" / "current", url).partition('<h2 id="withdrawn">')
    assert "1 algorithme sur 1" in words(usable)
    assert "Retiré" in words(withdrawn)
    assert "3 février 2026" in words(withdrawn)


MOST_BYTES = 100_000


def many(n: int) -> list[str]:
    return [f"algorithme-{place:03}" for place in range(n)]


def answered(*listed: AlgorithmRow) -> AuditMatrix:
    """The matrix of these algorithms as a page reads it."""
    return matrix(listed)


def read_page(answer: AuditMatrix, order: str, number: int) -> Json:
    """What one page in French is made of."""
    return build_matrix_content(answer, order, number, "fr")


def named_by(content: Json) -> list[str]:
    """Ids on one page, from its first row to its last, worked examples apart."""
    return [row.id for block in content["blocks"] for row in block.rows]


def test_a_large_matrix_has_several_pages_whose_totals_are_those_of_all() -> None:
    size = MATRIX_ROWS["name"]
    answer = answered(*(row_of(SPARSE | {"id": name}, confidence="medium") for name in many(size + 1)))

    assert count_pages(answer, "name") == 2
    first, second = (read_page(answer, "name", number) for number in (1, 2))
    assert len(named_by(first)) == size
    assert named_by(second) == [f"algorithme-{size:03}"]
    assert first["shares"] == second["shares"]
    assert first["total"] == second["total"] == size + 1


def test_worked_examples_come_after_the_last_algorithm_on_whichever_page_that_is() -> None:
    size = MATRIX_ROWS["name"]
    real = [row_of(SPARSE | {"id": name}) for name in many(size)]
    answer = answered(row_of(SPARSE | {"id": "exemple"}, origin="example"), *real)

    first, second = (read_page(answer, "name", number) for number in (1, 2))
    assert (len(named_by(first)), first["examples"]) == (size, ())
    assert (named_by(second), [one.id for one in second["examples"]]) == ([], ["exemple"])


def varied() -> AuditMatrix:
    """Four algorithms that every order sorts differently, and a worked example that no order shows among them."""
    return answered(
        row_of(SPARSE | {"id": "exemple"}, origin="example"),
        row_of(SPARSE | {"id": "alpha"}, organisations=(CNAM,)),
        row_of(SPARSE | {"id": "beta"}, organisations=(), level=2),
        row_of(SPARSE | {"id": "delta"}, organisations=(CNAM,)),
        row_of(SPARSE | {"id": "gamma"}, organisations=(APHP, CNAM), level=1),
    )


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        pytest.param("name", ["alpha", "beta", "delta", "gamma"], id="by name"),
        pytest.param("level", ["beta", "gamma", "alpha", "delta"], id="the highest level first"),
        pytest.param("gaps", ["alpha", "beta", "gamma", "delta"], id="most checks that say no first"),
        pytest.param("organisation", ["gamma", "alpha", "delta", "beta"], id="by the first organisation, none last"),
    ],
)
def test_a_reader_chooses_the_order_of_the_rows(order: str, ids: list[str]) -> None:
    assert named_by(build_matrix_content(varied(), order, 1, "fr")) == ids


def test_an_organisation_stands_above_its_algorithms_with_what_they_come_to() -> None:
    content = read_page(varied(), "organisation", 1)

    heads = [block.head for block in content["blocks"]]
    assert [(head.id, head.name.text, head.n, head.yes, head.checks) for head in heads if head] == [
        ("aphp", "Assistance publique", 1, 3, 9),
        ("cnam", "Caisse nationale", 2, 5, 16),
        ("", "", 1, 3, 8),
    ]


def test_a_head_counts_the_algorithms_of_all_pages() -> None:
    size = MATRIX_ROWS["organisation"]
    answer = answered(*(row_of(SPARSE | {"id": name}, organisations=(CNAM,)) for name in many(size + 2)))

    first, second = (read_page(answer, "organisation", number)["blocks"] for number in (1, 2))
    assert (len(first[0].rows), len(second[0].rows)) == (size, 2)
    assert first[0].head == second[0].head
    assert first[0].head.n == size + 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_order_is_a_page_that_leads_to_all_others(site: Path, language: str) -> None:
    for order in ORDERS:
        path = f"{language}/{build_matrix_path(order)}.html"
        sorts = re.search(r'<p class="sorts">.*?</p>', page(site, path), re.DOTALL)
        assert sorts, path
        assert sorts[0].count("<a href=") == len(ORDERS)
        assert sorts[0].count("aria-current") == 1


def test_a_page_of_the_matrix_stays_light_however_many_algorithms_there_are(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    registry = SmallRegistry()
    every = [
        row_of(SPARSE | {"id": name}, organisations=(Named(f"org-{name}", {"fr": name, "en": name}),))
        for name in many(max(MATRIX_ROWS.values()))
    ]
    registry.bodies["audit_matrix"] = encoded(matrix(every))
    build_site(registry)

    for order in ORDERS:
        written = page(tmp_path / "site" / "current", f"fr/{build_matrix_path(order)}.html")
        assert n_nodes(written) <= MOST_NODES
        assert len(written.encode()) <= MOST_BYTES


def test_an_empty_registry_has_an_empty_matrix(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    build_site(SmallRegistry())

    assert "0 sur 0" in words(page(tmp_path / "site" / "current", MATRIX))


def test_a_worked_example_alone_gives_no_total(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    registry = SmallRegistry()
    example = replace(row_of(SPARSE), origin="example")
    registry.bodies["audit_matrix"] = encoded(matrix([example]))
    build_site(registry)

    assert "0 sur 0" in words(page(tmp_path / "site" / "current", MATRIX))
