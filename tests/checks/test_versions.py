"""What the number of a version must be, where who wrote the card decides it."""

import shutil
from pathlib import Path

from boas.checks import check
from boas.finding import Finding
from boas.parsing import read_collection, read_folder

HERE = Path(__file__).parent
FILLED = HERE / "cases/bump-too-small/pass-gaps-filled-on-a-compiled-card"
BOTH = HERE / "cases/bump-too-small/fail-second-value-on-a-compiled-card"


def found(folder: Path, case: Path, origin: str) -> list[Finding]:
    for layer in (HERE / "base", case):
        shutil.copytree(layer / "model_cards", folder / "model_cards", dirs_exist_ok=True)
    algorithm = folder / "model_cards/algorithms/exemple-score/algorithm.yaml"
    algorithm.write_text(algorithm.read_text().replace("origin: compiled", f"origin: {origin}"))
    findings = check(read_collection(read_folder(folder)))
    return [finding for finding in findings if finding.rule == "bump-too-small"]


def test_taking_a_compiled_card_over_does_not_stop_what_was_numbered_before(tmp_path: Path) -> None:
    assert found(tmp_path / "compiled", FILLED, "compiled") == []
    (one,) = found(tmp_path / "submitted", FILLED, "submitted")
    assert (one.severity, one.since) == ("error", "2026-11-28")


def test_a_step_that_is_too_small_whoever_wrote_the_card_was_always_an_error(tmp_path: Path) -> None:
    findings = found(tmp_path, BOTH, "submitted")
    assert [finding.since for finding in findings if "1.0.2" in finding.location.path] == [""]
