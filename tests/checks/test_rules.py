"""What holds for every rule by itself: a name, two languages, a page's worth of explanation."""

import re
from pathlib import Path

import pytest

from boas.checks import RULES, Rule, check
from boas.checks._rule import document_rule
from boas.finding import Finding
from boas.parsing import MOST_OF_A_SORT, Collection, Document, read_collection, read_folder
from boas.translation import list_languages

BASE = Path(__file__).parent / "base"
FAMILIES = {
    *("structure", "identity", "versions", "codelists", "evidence", "bias", "privacy"),
    *("audits", "notices", "observations", "reuses", "code", "text", "waivers"),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_explains_itself_in_both_languages(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert [rule.document, rule.file, rule.frozen, rule.waiver].count(None) == 3
    for words in (rule.what, rule.why, rule.help):
        for language in list_languages():
            assert re.fullmatch(r"\S.*[.…]", words.in_(language))
        assert words.in_("fr") != words.in_("en")


def test_rules_belong_to_known_families() -> None:
    assert {rule.family for rule in RULES.values()} == FAMILIES


def test_french_texts_use_french_signs() -> None:
    for rule in RULES.values():
        for text in (rule.what.in_("fr"), rule.why.in_("fr"), rule.help.in_("fr")):
            assert not re.search(r"[a-zé]'[a-zéèêà]", text), text
            assert not re.search(r"\w[;:!?](?:\s|$)", re.sub("« [^»]* »|`[^`]*`", "", text)), text


def test_a_rule_whose_docstring_lacks_a_part_is_not_registered() -> None:
    def without_help(document: Document, collection: Collection) -> list[Finding]:  # noqa: ARG001 -- a rule's shape
        """A thing is so.

        Why: because.
        """
        return []

    with pytest.raises(TypeError, match="three parts"):
        document_rule("structure")(lambda d, c: iter(without_help(d, c)))
    assert "without-help" not in RULES


def test_every_rule_listed_in_the_code_is_registered() -> None:
    folder = Path(check.__code__.co_filename).parent
    written = re.findall(
        r"@(?:document|file|frozen|waiver)_rule\([^\n]*\)\ndef (\w+)\(",
        "".join(map(Path.read_text, sorted(folder.glob("*.py")))),
        re.DOTALL,
    )

    assert sorted(name.replace("_", "-") for name in written) == sorted(RULES)


def test_one_file_tells_a_hundred_faults_of_one_rule_and_that_there_are_more(tmp_path: Path) -> None:
    folder = tmp_path / "model_cards" / "organisations"
    folder.mkdir(parents=True)
    unknown = "".join(f"unknown_{n}: {n}\n" for n in range(9_000))
    (folder / "exemple.yaml").write_text(f"schema_version: 1\nid: exemple\nname:\n  fr: Exemple\n{unknown}")

    tree = read_folder(tmp_path)
    findings = check(read_collection(tree), tree.files.values())

    assert len(findings) == MOST_OF_A_SORT + 1
    assert [finding.location.line for finding in findings] == [0, *range(5, 105)]
    assert "more" in findings[0].message.in_("en")


def test_checking_some_files_tells_only_of_these() -> None:
    tree = read_folder(BASE)
    collection = read_collection(tree)
    chosen = [tree.files["model_cards/registry.yaml"]]

    assert check(collection, chosen) == check(collection) == ()


def test_findings_come_by_file_line_and_column(tmp_path: Path) -> None:
    for name in ("beta", "alpha"):
        path = tmp_path / "model_cards" / "organisations" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("b: 1\na: 2\n")

    tree = read_folder(tmp_path)
    findings = check(read_collection(tree), tree.files.values())

    assert [finding.make_sort_key() for finding in findings] == sorted(finding.make_sort_key() for finding in findings)
    assert len(findings) == 10


def test_a_number_that_names_a_person_is_repeated_by_no_rule(tmp_path: Path) -> None:
    path = tmp_path / "model_cards" / "organisations" / "exemple.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "schema_version: 1\nid: '185057800608491'\nname:\n  fr: '1 85 05 78 006 084 91'\nurl: 185057800608491\n"
    )

    findings = check(read_collection(read_folder(tmp_path)))

    assert {"bad-id", "person-identifier", "wrong-type"} & {finding.rule for finding in findings}
    assert "185057800608491" not in repr(findings).replace(" ", "")
