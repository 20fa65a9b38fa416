"""The dossier of a version: on one page that stays light, all that an auditor files."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from boas.index import AlgorithmAnswer, EvidenceAnswer, VersionAnswer, decode_answer
from boas.site import BuildResult
from boas.site._dossier import MOST_ROWS
from tests.site.full_card import full
from tests.site.reading import MOST_NODES, n_nodes, page, rows, words
from tests.site.small_registry import SmallRegistry, encoded

FULL = "algorithms/exemple-complet/versions/2.1.0"
RULE = "algorithms/exemple-regle/versions"


def answer_of(site: Path, url: str) -> Any:  # noqa: ANN401 -- any answer
    """A twin."""
    return json.loads((site / url).read_bytes())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_names_the_bytes_the_purposes_the_figures_and_who_judged(site: Path, language: str) -> None:
    written = page(site, f"{language}/{FULL}/dossier.html")
    version = decode_answer((site / language / f"{FULL}.json").read_bytes(), VersionAnswer)
    algorithm = decode_answer((site / language / "algorithms/exemple-complet.json").read_bytes(), AlgorithmAnswer)
    evidence = decode_answer(
        (site / language / "algorithms/exemple-complet/evidence.json").read_bytes(), EvidenceAnswer
    )
    text = words(written)

    assert version.digest in text
    assert all(one.sha256 in text for one in version.files[: MOST_ROWS["files"]])
    assert all(file.sha256 in text for one in evidence.evaluations for file in one.files)
    assert all(one.audit.content.auditor.name in text for one in algorithm.audits)
    assert all(one.audit.content.conclusion.in_(language)[:20] in text for one in algorithm.audits)


def test_every_figure_that_stands_for_the_version_has_its_verdict_and_its_place(site: Path) -> None:
    evidence = decode_answer((site / "fr/algorithms/exemple-complet/evidence.json").read_bytes(), EvidenceAnswer)
    listed = [cells for cells in rows(page(site, f"fr/{FULL}/dossier.html")) if "reported[" in cells[-1]]
    told = sum(len(one.judgements) for one in evidence.evaluations if "2.1.0" in one.stands_for)

    assert len(listed) == told > 0
    assert all(cells[2] for cells in listed)


def test_each_version_has_its_own_which_says_its_status_first(versioned: Path) -> None:
    gone = words(page(versioned, "fr/algorithms/exemple-ancien/versions/1.0.0/dossier.html"))
    old = words(page(versioned, f"fr/{RULE}/1.1.0/dossier.html"))

    assert gone.index("Avis fin.") < gone.index("Identité")
    assert answer_of(versioned, f"fr/{RULE}/1.1.0.json")["digest"] in old
    assert answer_of(versioned, f"fr/{RULE}/2.0.0.json")["digest"] not in old


def test_the_card_leads_to_it_and_it_to_what_can_be_fetched(site: Path) -> None:
    card, dossier = page(site, "fr/algorithms/exemple-complet.html"), page(site, f"fr/{FULL}/dossier.html")

    assert 'href="exemple-complet/versions/2.1.0/dossier.html"' in card
    assert "/archives/exemple-complet-2.1.0.zip" in dossier
    assert "/bundles/exemple-complet-2.1.0.zip" in dossier


def test_long_tables_are_cut_with_a_word_and_a_file_that_holds_the_rest(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    registry = SmallRegistry(full())
    path = "algorithms/exemple-complet/evidence"
    evidence = decode_answer(registry.bodies[path], EvidenceAnswer)
    registry.bodies[path] = encoded(replace(evidence, evaluations=evidence.evaluations * 40))
    build_site(registry)

    written = page(tmp_path / "site/current", f"fr/{FULL}/dossier.html")
    assert f"Les {MOST_ROWS['claims']} premières lignes sur" in words(written)
    assert "../../evidence.csv" in written
    assert n_nodes(written) <= MOST_NODES
    assert len(written.encode()) <= 100_000
