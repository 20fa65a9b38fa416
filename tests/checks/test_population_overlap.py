"""Evaluations on one source are told apart quickly, and looked at together only where they may be the same people."""

from pathlib import Path

import pytest

from boas.checks._inference import small_cell_by_inference
from boas.checks._population_overlap import index_evaluations
from boas.parsing import Collection, read_collection, read_folder
from tests.checks.publications import HEADER, document
from tests.work import calls_of

MOST_CALLS = 4_000
"""Calls of functions for each evaluation, whatever their number: parsing its two files takes most of them."""


def registry(root: Path, n: int) -> Collection:
    """Algorithms evaluated on one source over one period, every tenth with a withheld count."""
    for number in range(n):
        folder = root / f"model_cards/algorithms/exemple-{number}/evaluations/exemple"
        folder.mkdir(parents=True)
        hidden = ("<11", "[c]") if number % 10 == 0 else ("6", "44")
        women, men = f"44,20,{hidden[0]},{500 + number}", f"56,30,{hidden[1]},400"
        rows = f",,,100,50,50,{900 + number}\n,,female,{women}\n,,male,{men}\n"
        (folder / "counts.csv").write_text(HEADER + rows)
        text = document(f"exemple-{number}", "exemple", "2022/2024", 1100 + number, "")
        (folder / "evaluation.yaml").write_text(text)
    return read_collection(read_folder(root))


@pytest.mark.parametrize("n", [50, 200])
def test_the_work_for_each_evaluation_stays_the_same_however_many_there_are(n: int, tmp_path: Path) -> None:
    collection = registry(tmp_path, n)
    documents = list(collection.select_kind("evaluation"))

    def look() -> None:
        assert not [one for document in documents for one in small_cell_by_inference(document, collection)]

    assert calls_of(look) < MOST_CALLS * n


def test_somebody_who_checks_one_file_reads_no_other_source(tmp_path: Path) -> None:
    registry(tmp_path, 3)
    path = tmp_path / "model_cards/algorithms/exemple-1/evaluations/exemple/evaluation.yaml"
    path.write_text(path.read_text().replace("source: exemple-entrepot", "source: autre-entrepot"))
    tree = read_folder(tmp_path)
    chosen = "model_cards/algorithms/exemple-0/evaluations/exemple/evaluation.yaml"

    crowd = index_evaluations(read_collection(tree, [chosen]))

    assert {source: len(folders) for source, folders in crowd.by_source.items()} == {
        "exemple-entrepot": 2,
        "autre-entrepot": 1,
    }
    own = crowd.load_publication(chosen.rpartition("/")[0])
    assert own is not None
    assert list(crowd.iter_overlapping(own)) == []
