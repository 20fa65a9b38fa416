"""The audit matrix: every algorithm against every check, examples apart, a letter and a word in each cell."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

from boas.documents import vocabulary
from boas.site import BuildResult
from boas.site.matrix import MATRIX_ROWS, matrix_content, n_pages
from tests.site.reading import page, row, rows, words
from tests.site.small_evidence import matrix
from tests.site.small_facts import SPARSE
from tests.site.small_registry import SmallRegistry, encoded, row_of

MATRIX = "fr/audit_matrix.html"
CHECKS = [words.fr for words in vocabulary("audit_checks").terms.values()]


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
    table = re.search(r'<table class="matrix">.*?</table>', page(site, MATRIX), re.DOTALL)

    assert table
    assert table[0].count('<th scope="col">') == len(CHECKS) + 1
    assert table[0].count('<th scope="row">') == 1 + 2  # totals, two algorithms


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
        < written.index('<table class="matrix">')
        < written.index('id="past-matrix"')
    )


def test_the_main_menu_leads_to_it_from_everywhere(site: Path) -> None:
    for language, word in (("fr", "Audit"), ("en", "Audit")):
        for path in (site / language).rglob("*.html"):
            menu = re.search(r'<nav class="menu".*?</nav>', path.read_text(encoding="utf-8"), re.DOTALL)
            assert menu, path
            assert f'audit_matrix.html">{word}</a>' in menu[0] or f'aria-current="page">{word}</a>' in menu[0], path


def test_the_table_is_a_file_too(site: Path) -> None:
    lines = list(csv.DictReader(StringIO(page(site, "fr/audit_matrix.csv"))))

    assert [line["worked_example"] for line in lines] == ["no", "yes", "no"]
    assert lines[0]["documented"] == "yes"
    assert (site / "en/audit_matrix.csv").read_bytes() == (site / "fr/audit_matrix.csv").read_bytes()


def many(n: int) -> list[str]:
    return [f"algorithme-{place:03}" for place in range(n)]


def test_a_large_matrix_has_several_pages_whose_totals_are_those_of_all() -> None:
    listed = [row_of(SPARSE | {"id": name}, confidence="medium") for name in many(MATRIX_ROWS + 1)]
    answer = json.loads(encoded(matrix(listed)))

    assert n_pages(answer) == 2
    first, second = (matrix_content(answer, number, "fr") for number in (1, 2))
    assert len(first["listed"]) == MATRIX_ROWS
    assert [one.id for one in second["listed"]] == [f"algorithme-{MATRIX_ROWS:03}"]
    assert first["shares"] == second["shares"]
    assert first["total"] == second["total"] == MATRIX_ROWS + 1


def test_an_empty_registry_has_an_empty_matrix(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    build_site(SmallRegistry())

    assert "0 sur 0" in words(page(tmp_path / "site" / "current", MATRIX))


def test_a_worked_example_alone_gives_no_total(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    registry = SmallRegistry()
    example = replace(row_of(SPARSE), origin="example")
    registry.bodies["audit_matrix"] = encoded(matrix([example]))
    build_site(registry)

    assert "0 sur 0" in words(page(tmp_path / "site" / "current", MATRIX))
