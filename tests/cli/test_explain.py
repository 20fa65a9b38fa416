"""`boas explain`: rules with their example, fields of any kind of document, and what nobody knows."""

from pathlib import Path

import pytest

from boas.checks import RULES, load_examples
from boas.documents import DOCUMENTS, describe_field, list_fields
from boas.escaping import make_visible
from boas.reports import render_field, render_rule
from boas.translation import Language, list_languages
from tests.cli.running import boas


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_told_with_its_example(rule: str, language: Language) -> None:
    told, example = render_rule(RULES[rule], language), load_examples()[rule]

    assert RULES[rule].why.in_(language) in told
    for text in (example.wrong.text, example.mended.text, example.passes.text, example.told.in_(language)):
        assert [line for line in text.strip("\n").splitlines() if make_visible(line).rstrip() not in told] == []
    assert all(character.isprintable() or character in "\n\u00a0\u202f" for character in told)


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_field_is_told_with_its_meaning(kind: str, language: Language) -> None:
    for field in list_fields(kind):
        told = render_field(kind, field, language)

        assert told.startswith(f"{field.path} ({kind}, ")
        assert describe_field(field).in_(language) in told


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        pytest.param(
            "data.sources.role",
            "fr",
            [
                "data.sources.role (card, nécessaire)",
                "À quoi elle a servi.",
                "runtime: Exécution",
                "  role: runtime",
                "unknown-term",
            ],
            id="a field of one kind of document",
        ),
        pytest.param(
            "model.prompting", "en", ["(card, expected, Generative model)", "prompting:"], id="a field of one kind"
        ),
        pytest.param("margin", "en", ["margin (evaluation, optional)", "margin (audit, optional)"], id="two kinds"),
        pytest.param("audit:margin", "en", ["margin (audit, optional)"], id="one of them"),
        pytest.param("stale-digest", "en", ["stale-digest (audits, error)", "Once fixed"], id="a rule"),
    ],
)
def test_a_rule_or_a_field_is_explained(tmp_path: Path, name: str, language: Language, said: list[str]) -> None:
    done = boas("explain", name, "--lang", language, at=tmp_path)

    assert done.returncode == 0
    assert [one for one in said if one not in done.stdout.decode()] == []


@pytest.mark.parametrize(
    ("name", "near"), [("data.source", "data.sources"), ("audit:margins", "audit:margin"), ("zzz", "")]
)
def test_what_nobody_knows_is_answered_with_the_nearest(tmp_path: Path, name: str, near: str) -> None:
    done = boas("explain", name, "--lang", "en", at=tmp_path)

    assert done.returncode == 2
    assert f"There is neither a rule nor a field `{name}`." in done.stderr.decode()
    assert (f"Try `{near}`." if near else "`boas explain` lists all rules.") in done.stderr.decode()
