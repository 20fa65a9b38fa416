"""What is published stays: the commits that freeze, the records, and the settings that guard, in every command."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import boas
from tests.registry.replay import LISTED, RULE, SETTINGS, Growing

MODEL = "model_cards/algorithms/exemple-modele"
AUDIT = f"{MODEL}/audits/exemple-audit.yaml"
EVALUATION = f"{MODEL}/evaluations/exemple-validation"
NOTICE = "model_cards/algorithms/exemple-regle/notices/exemple-alerte.yaml"
ALERT = """\
schema_version: 1
id: exemple-alerte
kind: safety
versions: ">=1.0.0"
reason: safety
text:
  en: An invented alert.
date: 2026-01-05
decided_by:
  name: Camille Exemple
  orcid: 0000-0002-1825-0097
"""


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    """A registry with a notice, an audit and an evaluation, frozen and its records frozen too."""
    registry = Growing(tmp_path / "registry", leave_out=())
    registry.write(NOTICE, ALERT)
    registry.record("set up")
    registry.freeze(registry.steps["set up"])
    registry.record("freeze versions")
    registry.edit(SETTINGS, "licence:", f"records_frozen_from: {registry.steps['freeze versions']}\nlicence:")
    registry.record("freeze")
    return registry


def found(registry: Growing, *arguments: str) -> dict[str, str]:
    """Severity of what `boas check --since main` finds, by rule; the gravest of each."""
    registry.git("branch", "--quiet", "--force", "base", "main")
    done = boas("check", "--since", "base", "--format", "json", *arguments, at=registry.path)
    told = json.loads(done.stdout)["findings"]
    return {one["rule"]: one["severity"] for one in sorted(told, key=lambda one: one["severity"], reverse=True)}


def beside(registry: Growing) -> None:
    registry.git("switch", "--quiet", "--create", "proposal")


def codes(registry: Growing) -> tuple[int, int]:
    """Exit codes of `verify` and `build` of the last commit."""
    return tuple(boas(name, at=registry.path).returncode for name in ("verify", "build"))  # type: ignore[return-value]


def value_of(registry: Growing, name: str) -> str:
    lines = (registry.path / SETTINGS).read_text().splitlines()
    return next(line for line in lines if line.startswith(f"{name}:"))


def delete_the_line(registry: Growing, name: str) -> None:
    registry.edit(SETTINGS, f"{value_of(registry, name)}\n", "")


def move_it_forward(registry: Growing, name: str) -> None:
    registry.edit(SETTINGS, value_of(registry, name), f"{name}: {registry.steps['freeze']}")


def move_it_back(registry: Growing, name: str) -> None:
    """To a commit that the history does not have at all."""
    registry.edit(SETTINGS, value_of(registry, name), f"{name}: {'0' * 40}")


def break_the_settings(registry: Growing, name: str) -> None:  # noqa: ARG001 -- as its neighbours
    registry.write(SETTINGS, "title: [\n")


def delete_the_settings(registry: Growing, name: str) -> None:  # noqa: ARG001 -- as its neighbours
    (registry.path / SETTINGS).unlink()


LOSSES = [delete_the_line, move_it_forward, move_it_back, break_the_settings, delete_the_settings]


@pytest.mark.parametrize("name", ["frozen_from", "records_frozen_from"])
@pytest.mark.parametrize("lose", LOSSES)
def test_the_commit_that_freezes_never_goes_and_never_changes(
    growing: Growing, lose: Callable[[Growing, str], None], name: str
) -> None:
    beside(growing)
    lose(growing, name)
    assert found(growing)["frozen-setting-changed"] == "error"
    growing.git("switch", "--quiet", "main")
    growing.record("lose it")
    assert codes(growing) == (3, 3)


@pytest.mark.parametrize("lose", LOSSES)
def test_a_published_card_cannot_be_edited_in_two_steps(growing: Growing, lose: Callable[[Growing, str], None]) -> None:
    lose(growing, "frozen_from")
    growing.record("lose it")
    beside(growing)
    growing.edit(LISTED, "I61,", "I619,")

    told = found(growing)

    assert told["frozen-version-changed"] == "error"
    assert told["frozen-setting-changed"] == "error"


def test_the_line_put_back_is_enough(growing: Growing) -> None:
    line = value_of(growing, "frozen_from")
    delete_the_line(growing, "frozen_from")
    growing.record("lose it")
    growing.edit(SETTINGS, "licence:", f"{line}\nlicence:")
    growing.record("put it back")
    assert codes(growing) == (0, 0)


def test_a_line_that_never_stood_there_may_be_set_once_to_a_commit_of_the_main_line(tmp_path: Path) -> None:
    registry = Growing(tmp_path / "registry")
    registry.record("set up")
    beside(registry)
    registry.freeze(registry.steps["set up"])
    assert "frozen-setting-changed" not in found(registry)
    registry.edit(SETTINGS, registry.steps["set up"], registry.commit("A commit of the proposal"))
    assert found(registry)["frozen-setting-changed"] == "error"


def test_records_cannot_be_frozen_from_a_commit_since_which_one_was_edited(tmp_path: Path) -> None:
    registry = Growing(tmp_path / "registry", leave_out=())
    registry.record("set up")
    move_the_review(registry)
    registry.record("edit")
    beside(registry)
    for step, is_found in (("set up", True), ("edit", False)):
        registry.git("checkout", "--quiet", "--", SETTINGS)
        registry.edit(SETTINGS, "licence:", f"records_frozen_from: {registry.steps[step]}\nlicence:")
        assert ("record-changed" in found(registry)) == is_found


def test_a_proposal_that_freezes_does_not_edit_what_it_freezes(tmp_path: Path) -> None:
    registry = Growing(tmp_path / "registry", leave_out=())
    registry.record("set up")
    beside(registry)
    registry.freeze(registry.steps["set up"])
    registry.edit(LISTED, "I61,", "I619,")
    assert found(registry)["frozen-version-changed"] == "error"


def link_the_settings(registry: Growing) -> None:
    (registry.path / SETTINGS).unlink()
    (registry.path / SETTINGS).symlink_to("reviewers.yaml")


def test_settings_that_became_a_link_freeze_as_before(growing: Growing) -> None:
    beside(growing)
    link_the_settings(growing)
    assert found(growing)["frozen-setting-changed"] == "error"


def turn_answers(registry: Growing) -> None:
    registry.edit(AUDIT, "Rien à redire", "Tout va bien")


def move_the_review(registry: Growing) -> None:
    registry.edit(AUDIT, "review_due: 2027", "review_due: 2099")


def raise_a_figure(registry: Growing) -> None:
    registry.edit(f"{EVALUATION}/evaluation.yaml", "value: 0.85", "value: 0.94")


def edit_counts(registry: Growing) -> None:
    path = registry.path / EVALUATION / "counts.csv"
    path.write_text(path.read_text().replace("1", "2"))


def delete_counts(registry: Growing) -> None:
    (registry.path / EVALUATION / "counts.csv").unlink()


def delete_the_notice(registry: Growing) -> None:
    registry.git("rm", "--quiet", NOTICE)


def delete_the_audit(registry: Growing) -> None:
    registry.git("rm", "--quiet", AUDIT)


def delete_the_evaluation(registry: Growing) -> None:
    shutil.rmtree(registry.path / EVALUATION)


def rename_the_notice(registry: Growing) -> None:
    registry.git("mv", NOTICE, NOTICE.replace("alerte", "note"))


def rename_the_evaluation(registry: Growing) -> None:
    registry.git("mv", EVALUATION, f"{EVALUATION}-2")


def put_a_link_in_its_place(registry: Growing) -> None:
    (registry.path / AUDIT).unlink()
    (registry.path / AUDIT).symlink_to("../algorithm.yaml")


def add_scores(registry: Growing) -> None:
    registry.write(f"{EVALUATION}/scores.csv", "variant,site,score_low,score_high,positives,negatives\n,,0,1,200,800\n")


def delete_the_algorithm(registry: Growing) -> None:
    shutil.rmtree(registry.path / MODEL)


CHANGES = [
    turn_answers,
    move_the_review,
    raise_a_figure,
    edit_counts,
    delete_counts,
    delete_the_notice,
    delete_the_audit,
    delete_the_evaluation,
    rename_the_notice,
    rename_the_evaluation,
    put_a_link_in_its_place,
    add_scores,
    delete_the_algorithm,
]


@pytest.mark.parametrize("change", CHANGES)
def test_notices_audits_and_evaluations_are_never_changed(growing: Growing, change: Callable[[Growing], None]) -> None:
    beside(growing)
    change(growing)
    assert found(growing)["record-changed"] == "error"
    growing.git("switch", "--quiet", "main")
    growing.record("change")
    verified, built = codes(growing)
    assert verified == 3
    assert built != 0


@pytest.mark.parametrize("path", [f"{RULE}/1.0.0/method.fr.md", AUDIT, f"{EVALUATION}/evaluation.yaml"])
def test_what_went_from_the_main_line_comes_back_as_it_was_or_not_at_all(growing: Growing, path: str) -> None:
    place = path if path == AUDIT else path.rpartition("/")[0]
    kept = {one: one.read_bytes() for one in (growing.path / place).rglob("*") if one.is_file()}
    kept = kept or {growing.path / path: (growing.path / path).read_bytes()}
    growing.git("rm", "-r", "--quiet", place)
    growing.record("lose it")
    beside(growing)
    for one, content in kept.items():
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_bytes(content)
    assert not found(growing).keys() & {"record-changed", "frozen-version-changed"}
    growing.write(path, (growing.path / path).read_text() + "\n")
    assert "error" in {found(growing).get(rule) for rule in ("record-changed", "frozen-version-changed")}


@pytest.mark.parametrize("path", [LISTED, AUDIT, SETTINGS])
def test_what_a_commit_moved_is_found_though_the_disk_does_not_show_it(growing: Growing, path: str) -> None:
    rules = {"frozen-version-changed", "record-changed", "frozen-setting-changed"}
    beside(growing)
    as_published = (growing.path / path).read_bytes()
    lines = as_published.decode().splitlines(keepends=True)
    growing.write(path, "".join(line for line in lines if "frozen_from" not in line and "Rien" not in line)[:-1])
    growing.record("move it")
    growing.write(path, as_published)
    assert [found(growing)[rule] for rule in rules & found(growing).keys()] == ["error"]
    growing.record("put it back")
    assert not found(growing).keys() & rules


def test_attributes_of_files_do_not_hide_other_line_ends(growing: Growing) -> None:
    """A checkout can give other bytes than the commit holds: what is published are those of the commit."""
    with_returns = (growing.path / LISTED).read_bytes().replace(b"\n", b"\r\n")
    growing.copy_version(RULE, "1.0.0", "1.0.1")
    growing.write(LISTED.replace("1.0.0", "1.0.1"), with_returns)
    growing.record("publish")
    beside(growing)
    growing.write(".gitattributes", "*.csv text eol=crlf\n")
    growing.git("add", "--renormalize", ".")
    growing.record("normalise")
    assert (growing.path / LISTED.replace("1.0.0", "1.0.1")).read_bytes() == with_returns
    assert found(growing)["frozen-version-changed"] == "error"


def test_before_they_are_frozen_records_may_be_changed(tmp_path: Path) -> None:
    registry = Growing(tmp_path / "registry", leave_out=())
    registry.freeze(registry.record("set up"))
    registry.record("freeze")
    beside(registry)
    move_the_review(registry)
    assert "record-changed" not in found(registry)


def test_a_record_may_be_added_and_what_is_told_brings_a_changed_one_back(growing: Growing) -> None:
    beside(growing)
    growing.write(NOTICE.replace("alerte", "autre"), ALERT.replace("alerte", "autre"))
    assert "record-changed" not in found(growing)
    move_the_review(growing)
    done = boas("check", "--since", "base", "--lang", "en", at=growing.path).stdout.decode()
    command = next(line for line in done.splitlines() if "git checkout" in line).split("`git ")[1].split("`")[0]
    growing.git(*command.split())
    assert "record-changed" not in found(growing)


def test_verify_counts_every_kind_and_proves_it_against_a_ledger_kept_elsewhere(growing: Growing) -> None:
    assert boas("build", at=growing.path).returncode == 0
    kept = growing.path.parent / "ledger.json"
    shutil.copy(growing.path / ".boas/site/current/ledger.json", kept)
    rows = json.loads(kept.read_bytes())["records"]
    assert {row["kind"] for row in rows} == {"notice", "audit", "evaluation", "observation"}

    done = boas("verify", "--ledger", kept, at=growing.path, environment={"BOAS_LANG": "en"})
    assert done.returncode == 0
    assert b"2 notices, 1 observation, 1 audit, 2 evaluations: verified, none has moved." in done.stdout

    rows[0]["digest"] = "0" * 64
    kept.write_text(json.dumps({"versions": [], "records": rows}))
    assert boas("verify", "--ledger", kept, at=growing.path).returncode == 3
    kept.write_text(json.dumps({"versions": []}))
    assert boas("verify", "--ledger", kept, at=growing.path).returncode == 0, "an older ledger knows of no records"


@pytest.mark.parametrize("is_index_there", [True, False])
def test_a_build_compares_with_what_it_published_last_whatever_the_history_says(
    growing: Growing, *, is_index_there: bool
) -> None:
    assert boas("build", at=growing.path).returncode == 0
    published = growing.path / ".boas/published-ledger.json"
    told = json.loads(published.read_bytes())
    told["frozen"]["exemple-regle 1.0.0"] = "0" * 64
    published.write_text(json.dumps(told))
    if not is_index_there:
        (growing.path / ".boas/index.sqlite").unlink()
    growing.edit(SETTINGS, "Example registry", "Another name")
    growing.record("go on")

    assert boas("build", at=growing.path).returncode == 3
    assert boas("build", "--keep-going", at=growing.path).returncode == 3
    published.write_text("{")
    assert boas("build", at=growing.path).returncode == 3
    assert boas("build", "--anew", at=growing.path).returncode == 0


def test_a_threshold_lowered_in_the_same_proposal_does_not_let_small_cells_in(growing: Growing) -> None:
    beside(growing)
    growing.edit(SETTINGS, "small_cell_threshold: 11", "small_cell_threshold: 1")
    assert found(growing) == {"loosened-setting": "warning"}, "alone it is said, for those who decide"

    folder = f"{MODEL}/evaluations/exemple-petite"
    shutil.copytree(growing.path / EVALUATION, growing.path / folder)
    growing.edit(f"{folder}/evaluation.yaml", "id: exemple-validation", "id: exemple-petite")
    path = growing.path / folder / "counts.csv"
    head, first, *_ = path.read_text().splitlines()
    path.write_text(f"{head}\n{','.join([*first.split(',')[:-4], '4', '30', '30', '400'])}\n")

    told = found(growing)
    assert told["loosened-setting"] == "error"
    assert told["small-cell"] == "error"


MAINTAINER = "maintainers:\n  - name: Noor Exemple\n    orcid: 0000-0002-1694-233X\nlicence:"


def test_a_maintainer_is_added_alone(growing: Growing) -> None:
    beside(growing)
    growing.edit(SETTINGS, "licence:", MAINTAINER)
    assert found(growing) == {"loosened-setting": "warning"}
    growing.write(NOTICE.replace("alerte", "autre"), ALERT.replace("alerte", "autre"))
    assert found(growing)["loosened-setting"] == "error"


@pytest.mark.parametrize("name", ["boas/rules.py", ".github/workflows/check.yml", "README.md"])
def test_a_setting_that_comes_with_a_file_beside_the_cards_does_not_come_alone(growing: Growing, name: str) -> None:
    beside(growing)
    growing.edit(SETTINGS, "small_cell_threshold: 11", "small_cell_threshold: 1")
    growing.write(name, "invented\n")
    growing.record("loosen")
    assert found(growing) == {"loosened-setting": "error"}


def test_a_second_entry_of_a_person_in_a_list_is_a_change_of_that_list(growing: Growing) -> None:
    growing.edit(SETTINGS, "licence:", MAINTAINER.replace("233X", "233X\n    until: 2025-12-31"))
    growing.record("name a maintainer, who left")
    beside(growing)
    growing.edit(SETTINGS, "maintainers:\n", MAINTAINER.removesuffix("licence:"))
    assert found(growing) == {"loosened-setting": "warning"}


def test_cards_of_their_authors_do_not_become_compiled_ones_to_take_a_smaller_step(growing: Growing) -> None:
    beside(growing)
    growing.edit("model_cards/algorithms/exemple-regle/algorithm.yaml", "origin: submitted", "origin: compiled")
    assert found(growing) == {"loosened-setting": "warning"}, "a mistake is mended alone"
    growing.copy_version(RULE, "1.0.0", "1.0.1")
    growing.edit(f"{RULE}/1.0.1/card.yaml", "age_min: 18", "age_min: 18\n    age_max: 20")
    assert found(growing)["loosened-setting"] == "error"


@pytest.mark.parametrize("name", [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"])
def test_code_owners_that_name_nobody_are_told(growing: Growing, name: str) -> None:
    growing.write(name, "# @OWNERS stands for people\n/ci/ @hospital/registry\n")
    assert found(growing) == {}
    growing.write(name, "/ci/ @OWNERS\n")
    assert found(growing) == {"placeholder-owners": "warning"}


def test_a_new_evaluation_says_which_bytes_were_measured_and_with_what(growing: Growing) -> None:
    beside(growing)
    folder = f"{MODEL}/evaluations/exemple-seconde"
    shutil.copytree(growing.path / EVALUATION, growing.path / folder)
    growing.edit(f"{folder}/evaluation.yaml", "id: exemple-validation", "id: exemple-seconde")
    assert found(growing)["unbound-evaluation"] == "error"

    growing.commit("Publish it all the same")
    growing.git("switch", "--quiet", "main")
    growing.git("merge", "--quiet", "--no-ff", "proposal")
    built = boas("build", at=growing.path)
    assert built.returncode == 0, "what the main line holds is only warned about"
    status = json.loads((growing.path / ".boas/site/current/en/status.json").read_bytes())
    assert {(one["rule"], one["severity"]) for one in status["findings"]} >= {("unbound-evaluation", "warning")}


def test_a_correction_is_shown_on_every_page_and_in_every_answer(growing: Growing) -> None:
    retracting = ALERT.replace("id: exemple-alerte", "id: exemple-retour\nretracts: exemple-alerte")
    growing.write(NOTICE.replace("alerte", "retour"), retracting.replace("kind: safety", "kind: erratum"))
    growing.record("retract")
    assert boas("build", at=growing.path).returncode == 0

    site = growing.path / ".boas/site/current"
    answer = json.loads((site / "en/algorithms/exemple-regle.json").read_bytes())
    page = (site / "en/algorithms/exemple-regle.html").read_text()
    assert answer["retracted"] == {"exemple-alerte": "exemple-retour"}
    assert {one["id"] for one in answer["notices"]} >= {"exemple-alerte", "exemple-retour"}
    assert (
        'Retracted: this notice no longer has any effect. It was corrected by <a href="#notice-exemple-retour">' in page
    )
    assert "An invented alert." in page
    assert "cet avis n’a plus d’effet." in (site / "fr/algorithms/exemple-regle.html").read_text()
    assert "An invented alert." not in (site / "en/index.html").read_text()


def test_a_mend_never_touches_a_published_record(growing: Growing) -> None:
    growing.edit(AUDIT, "kind: bias", "kind: biass")
    edited = (growing.path / AUDIT).read_bytes()
    boas("fix", "--yes", at=growing.path)
    assert (growing.path / AUDIT).read_bytes() == edited
