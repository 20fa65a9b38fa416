"""Closed lists: complete in both languages, without doubles, used by some field."""

import re
from pathlib import Path

import pytest
import yaml

from boas.documents import find_package_folder, list_vocabularies, load_vocabulary

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", list_vocabularies())
def test_a_vocabulary_is_complete_in_both_languages(name: str) -> None:
    one = load_vocabulary(name)

    assert one.name == name
    assert len(one.terms) >= 2
    for words in (one.label, *one.terms.values()):
        assert words.in_("fr") == words.in_("fr").strip() != ""
        assert words.in_("en") == words.in_("en").strip() != ""


@pytest.mark.parametrize("name", list_vocabularies())
def test_no_two_terms_of_a_vocabulary_have_the_same_label(name: str) -> None:
    words = load_vocabulary(name).terms.values()

    assert len({both.in_("fr").casefold() for both in words}) == len(words)
    assert len({both.in_("en").casefold() for both in words}) == len(words)


@pytest.mark.parametrize("name", list_vocabularies())
def test_no_term_stands_twice_in_its_file(name: str) -> None:
    text = (find_package_folder("schemas") / "vocabularies" / f"{name}.yaml").read_text()
    written = re.findall(r"^  (\S.*?): ", text.partition("\nterms:\n")[2], re.MULTILINE)
    keys = [key.strip("'\"") for key in written]

    assert keys == list(load_vocabulary(name).terms)
    assert all(isinstance(term, str) for term in yaml.safe_load(text)["terms"]), "a bare word is not text"


@pytest.mark.parametrize("name", list_vocabularies())
def test_a_vocabulary_is_named_somewhere_in_the_code_or_its_pages(name: str) -> None:
    files = (path for folder in ("boas", "web/templates") for path in (ROOT / folder).rglob("*"))
    texts = (path.read_text() for path in files if path.suffix in {".py", ".html"})

    assert any(f'"{name}"' in text or f"'{name}'" in text for text in texts)


def test_a_name_no_file_has_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_vocabulary("no-such-list")
