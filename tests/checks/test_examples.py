"""Every rule shows one mistake: what is printed of it is what `boas check` prints, and what passes passes.

Each example is laid over the registry of `base/`. Printed texts are written anew by
`BOAS_WRITE_GOLDEN=1 python -m pytest tests/checks/test_examples.py`, the French into the catalogue `rules`, and read as
a difference.
"""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from boas.checks import RULES, Example, Snippet, check, list_field_rules, list_universal_rules, load_examples
from boas.checks._example import FOLDER
from boas.documents import DOCUMENTS, list_fields, parse_path
from boas.finding import Finding
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import read_collection, read_folder
from boas.proposals import find_additions
from boas.reports import render_text_report
from boas.translation import Language, list_languages
from ci.extract_messages import map_translations, read_catalogue, rebuild_catalogue, write_catalogue
from tests.checks.test_cases import CASES, DAY, findings_of
from tests.git_registry import GitRegistry

BASE = Path(__file__).parent / "base"
EXAMPLES = load_examples()
LONGEST = 14
"""Lines of an excerpt: more than that is no example, it is a file."""


@pytest.fixture(params=EXAMPLES.values(), ids=list(EXAMPLES))
def example(request: pytest.FixtureRequest) -> Example:
    found: Example = request.param
    return found


def laid(root: Path, example: Example, lines: Snippet) -> None:
    """Lay the lines of an example over the base registry, with what they need around them."""
    shutil.copytree(BASE / "model_cards", root / "model_cards")
    run(example.given, root, lines)
    if RULES[example.rule].frozen:
        publish(root)
    if example.by_command:
        run(lines.text, root, lines)
        return
    path = root / lines.path
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text() if path.exists() else ""
    if text.count(example.instead) == 1:
        path.write_text(text.replace(example.instead, lines.text))
    elif not text:
        path.write_text(lines.text)
    assert lines.text in path.read_text()


def run(commands: str, root: Path, lines: Snippet) -> None:
    """Run commands in `model_cards/`; `$FILE` is the file they are about and `$VERSION` the name of its folder."""
    file = lines.path.removeprefix("model_cards/")
    around = os.environ | {"FILE": file, "VERSION": Path(file).parent.name}
    subprocess.run(["sh", "-euc", commands], cwd=root / "model_cards", env=around, check=True)


def publish(root: Path) -> None:
    """Commit everything, and freeze it."""
    repository = GitRegistry(root)
    with (root / "model_cards/registry.yaml").open("a") as settings:
        published = repository.commit("Publish")
        settings.write(f"frozen_from: {published}\nrecords_frozen_from: {published}\n")
    repository.commit("Freeze")


def findings(root: Path, rule: str) -> tuple[Finding, ...]:
    """What `boas check` finds in the whole registry."""
    tree = read_folder(root)
    frozen = find_additions(root, tree, "HEAD", None)[1] if RULES[rule].frozen else ()
    collection = replace(read_collection(tree, as_of=DAY), releases=NomenclatureFolder(BASE.parent / "releases"))
    return (*check(collection), *frozen)


def test_every_rule_has_an_example_and_every_example_its_rule() -> None:
    assert set(EXAMPLES) == set(RULES)


def test_what_is_wrong_is_told_as_the_example_prints_it(example: Example, tmp_path: Path) -> None:
    laid(tmp_path, example, example.wrong)
    found = findings(tmp_path, example.rule)
    printed = {
        language: without_commits(render_text_report(found, language, colour=False)) for language in list_languages()
    }
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        write(example.rule, printed)

    assert {finding.rule for finding in found} == {example.rule, *example.brings}
    assert {language: example.told.in_(language) for language in list_languages()} == printed


def without_commits(text: str) -> str:
    """A report in which commits, which are never the same twice, have one name."""
    text = re.sub(r"\b[0-9a-f]{40}\b", "5f2c91d07be4c8f0a1b25f2c91d07be4c8f0a1b2", text)
    return re.sub(r"\b(overlay|commit) [0-9a-f]{12}\b", r"\1 5f2c91d07be4", text)


def write(rule: str, printed: dict[Language, str]) -> None:
    path = FOLDER / f"{rule}.toml"
    kept = re.sub(r"\nen = '''.*", "\n", path.read_text(), flags=re.DOTALL).rstrip("\n")
    path.write_text(f"{kept}\nen = '''\n{printed['en']}'''\n")
    load_examples.cache_clear()
    said = map_translations(read_catalogue("fr", "rules")) | {("example", printed["en"]): (printed["fr"],)}
    write_catalogue("fr", "rules", rebuild_catalogue("fr", "rules", said))


@pytest.mark.parametrize("which", ["mended", "passes"])
def test_what_is_mended_and_what_only_looks_alike_pass(example: Example, which: str, tmp_path: Path) -> None:
    lines: Snippet = getattr(example, which)
    laid(tmp_path, example, lines)

    assert render_text_report(findings(tmp_path, example.rule), "en", colour=False) == ""


def test_an_example_is_short_and_its_three_excerpts_differ(example: Example) -> None:
    excerpts = [example.wrong, example.mended, example.passes]

    assert max(len(one.text.splitlines()) for one in excerpts) <= LONGEST
    assert len({(one.path, one.text) for one in excerpts}) == len(excerpts)


@pytest.mark.no_cover  # the same lines very often, traced by other tests
def test_each_field_a_rule_finds_fault_with_tells_of_that_rule(tmp_path: Path) -> None:
    told = {
        (name, kind, field.path)
        for kind in DOCUMENTS
        for field in list_fields(kind)
        for name in (*list_field_rules(kind, field), *list_universal_rules())
    }
    for n, case in enumerate(case for case in CASES if "/fail-" in case):
        for finding in findings_of(case, tmp_path / str(n)):
            kind, path = named(finding)
            assert not path or is_told(finding.rule, kind, path, told), f"{case}: {finding.rule} {kind}:{path}"


def named(finding: Finding) -> tuple[str, str]:
    """The kind of document and the field that a finding is about, without positions; no field when it tells none."""
    location = parse_path(finding.location.path)
    return (location.kind if location else "", re.sub(r"\[\d+\]", "", finding.field))


def is_told(rule: str, kind: str, path: str, told: set[tuple[str, str, str]]) -> bool:
    """Whether a rule is told at a field, at one around it or at one inside it, or at every field there is."""
    around = {path[: match.start()] for match in re.finditer(r"\.|$", path)}
    inside = any(one[:2] == (rule, kind) and one[2].startswith(f"{path}.") for one in told)
    return rule in list_universal_rules() or inside or any((rule, kind, one) in told for one in around)


def test_a_pattern_of_an_example_names_a_field_there_is() -> None:
    known = {f"{kind}:{field.path}" for kind in DOCUMENTS for field in list_fields(kind)}

    for example in EXAMPLES.values():
        assert [one for one in example.fields if not any(fnmatchcase(name, one) for name in known)] == [], example.rule


@pytest.mark.parametrize(
    ("kind", "path", "rules"),
    [
        pytest.param("card", "references.publications.doi", ("bad-doi",), id="the form of a value"),
        pytest.param("card", "kind", ("unknown-term",), id="a term"),
        pytest.param(
            "audit", "review_due", ("impossible-date", "reversed-period", "review-due"), id="rules of its own"
        ),
        pytest.param("card", "bias.approach", (), id="only those that look everywhere"),
    ],
)
def test_a_field_tells_the_rules_that_look_at_it(kind: str, path: str, rules: tuple[str, ...]) -> None:
    field = next(one for one in list_fields(kind) if one.path == path)

    assert list_field_rules(kind, field) == rules
